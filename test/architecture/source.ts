/**
 * The sources as the rules see them: what each file imports and exports, its first comment, its syntax tree.
 *
 * Reads files and parses; judges nothing. A source can also be made from a text, so that the rules can be tried on bad
 * ones.
 */
import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync } from 'vite'
import { type Node, nodesIn } from './tree.ts'

export const root = join(import.meta.dirname, '../..')

export interface Import {
  /** As written. */
  readonly specifier: string
  /** Path inside the repository; null: a package or a module of Node. */
  readonly path: string | null
  readonly typesOnly: boolean
  /** Only when it is asked for: `import('./x.ts')`. */
  readonly late: boolean
}

export interface Source {
  /** `electron/core/plan.ts` */
  readonly path: string
  readonly imports: readonly Import[]
  /** Names exported under `default`, and names that only pass through. */
  readonly defaultExport: boolean
  readonly passedOn: readonly string[]
  /** Text of the comment that begins the file; null: it begins with something else. */
  readonly header: string | null
  readonly program: Node
}

/** All sources of the product, sorted by path. */
export function readSources(): readonly Source[] {
  return globSync(['shared/**/*.{ts,tsx}', 'electron/**/*.{ts,tsx}', 'renderer/**/*.{ts,tsx}'], { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => sourceFrom(path, readFileSync(join(root, path), 'utf8')))
}

/** Throws when the text is no TypeScript: an unread file must not pass as a clean one. */
export function sourceFrom(path: string, text: string): Source {
  const { program, module, comments, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${JSON.stringify(errors)}`)
  const tree = program as unknown as Node // Its declared type needs a package that is not installed here.
  const imported = new Set(
    module.staticImports.flatMap(({ entries }) => entries.map(({ localName }) => localName.value)),
  )
  const exported = module.staticExports.flatMap(({ entries }) => entries)
  const [first] = comments
  const begins = tree['hashbang'] === null ? 0 : text.indexOf('\n')
  return {
    path,
    imports: [
      ...module.staticImports.map(({ moduleRequest, entries }) =>
        importOf(path, moduleRequest.value, entries.length > 0 && entries.every(({ isType }) => isType)),
      ),
      ...exported.flatMap(({ moduleRequest, isType }) =>
        moduleRequest === null ? [] : [importOf(path, moduleRequest.value, isType)],
      ),
      ...nodesIn(tree).flatMap((node) => lateImports(path, node)),
    ],
    defaultExport: exported.some(({ exportName }) => exportName.kind === 'Default' || exportName.name === 'default'),
    passedOn: exported
      .filter(({ moduleRequest, localName }) => moduleRequest !== null || imported.has(localName.name ?? ''))
      .map(({ exportName }) => exportName.name ?? '*'),
    header: first !== undefined && text.slice(begins, first.start).trim() === '' ? first.value : null,
    program: tree,
  }
}

/** `import('./x.ts')`, as a value or in a type. What is not written out cannot be checked and keeps its place as `?`. */
function lateImports(path: string, { type, source }: Node): readonly Import[] {
  if (type !== 'ImportExpression' && type !== 'TSImportType') return []
  const value = typeof source === 'object' && source !== null && 'value' in source ? source.value : null
  return [{ ...importOf(path, typeof value === 'string' ? value : '?', type === 'TSImportType'), late: true }]
}

function importOf(from: string, specifier: string, typesOnly: boolean): Import {
  const path = specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : null
  return { specifier, path, typesOnly, late: false }
}
