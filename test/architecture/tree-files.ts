/**
 * Everything that could be committed, and what must not stand in it.
 *
 * Read from the disk by the rules of `.gitignore`, so that it also works where there is no Git.
 */
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from './source.ts'

export interface TextFile {
  readonly path: string
  readonly text: string
}

/** Text files of the tree, sorted by path. */
export function readFiles(): readonly TextFile[] {
  const ignored = ignoredBy(readFileSync(join(root, '.gitignore'), 'utf8'))
  return globSync('**/*', { cwd: root, exclude: (path) => ignored(path.replaceAll('\\', '/')) })
    .concat(globSync(['.*', '.*/**/*'], { cwd: root, exclude: (path) => ignored(path.replaceAll('\\', '/')) }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(root, path)).isFile())
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'))
}

/** Knows the two forms that our `.gitignore` has, `folder/` and `*.ending`; any other must be taught here first. */
export function ignoredBy(gitignore: string): (path: string) => boolean {
  const lines = gitignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const strange = lines.filter((line) => !/^(\*\.[\w-]+|[\w.-]+\/)$/.test(line))
  if (strange.length > 0) throw new Error(`.gitignore: unknown form: ${strange.join(', ')}`)
  const folders = new Set(['.git', ...lines.filter((line) => line.endsWith('/')).map((line) => line.slice(0, -1))])
  const endings = lines.filter((line) => line.startsWith('*')).map((line) => line.slice(1))
  return (path) => {
    const parts = path.split('/')
    return parts.some((part) => folders.has(part)) || endings.some((ending) => path.endsWith(ending))
  }
}

/** In two parts each, so that this file does not break its own rule. */
const machines: readonly string[] = [
  ['/wo', 'rk/'],
  ['/ro', 'ot/'],
  ['registry.', 'npmjs'],
  ['deb.', 'debian.org'],
].map((parts) => parts.join(''))

/** Where something was built is nobody's business, and wrong everywhere else. */
export function namesMachines({ path, text }: TextFile): readonly string[] {
  return machines
    .filter((machine) => text.includes(machine))
    .map((machine) => `${path} mentions ${machine}: no paths or hosts of one machine in the repository`)
}

const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() })),
})

/**
 * Optional dependencies (the builds for other platforms) that the lock file lacks. npm writes such a file without a
 * word when a registry has not got them yet, and `npm ci` then refuses it.
 */
export function missingInLock(lock: unknown): readonly string[] {
  const { packages } = lockSchema.parse(lock)
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !placesOf(path, name).some((place) => place in packages))
      .map(
        (name) => `package-lock.json: ${path || 'the project'} needs ${name}, which is not in it; npm ci will refuse`,
      ),
  )
}

/** Where Node would look for a package, from the inside out. */
function placesOf(from: string, name: string): readonly string[] {
  const inside = `${from === '' ? '' : `${from}/`}node_modules/${name}`
  if (from === '') return [inside]
  const parent = from.slice(0, Math.max(0, from.lastIndexOf('node_modules/'))).replace(/\/$/, '')
  return [inside, ...placesOf(parent, name)]
}
