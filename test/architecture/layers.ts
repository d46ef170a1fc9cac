/**
 * Who may import whom: the table of docs/architecture.md as data, and the rules that read it.
 *
 * Every rule gives the broken ones as sentences that name the file, the rule and what would be allowed.
 */
import { posix } from 'node:path'
import type { Import, Source } from './source.ts'

interface Layer {
  /** A folder (`core`) or a file of it (`core/fields`); with `types` behind it, its types alone. */
  readonly ours: readonly string[]
  /** Packages; `node` stands for the modules of Node, `*` for anything but Node and Electron. */
  readonly packages: readonly string[]
}

export const layers: Readonly<Record<string, Layer>> = {
  shared: { ours: [], packages: ['zod'] },
  core: { ours: ['shared'], packages: ['temporal-polyfill'] },
  engine: { ours: ['core', 'shared'], packages: [] },
  http: { ours: ['engine/ports types', 'shared'], packages: [] },
  notion: {
    ours: ['engine/ports types', 'core/fields', 'http', 'shared'],
    packages: ['@notionhq/client', 'zod', 'temporal-polyfill'],
  },
  ledger: { ours: ['engine/ports types', 'engine/ledger-port', 'shared'], packages: ['node', 'zod'] },
  host: { ours: ['engine', 'core', 'notion', 'http', 'ledger', 'shared'], packages: ['node', 'zod', 'conf', 'fflate'] },
  'command-line': {
    ours: ['host', 'engine', 'core', 'ledger', 'http/exchange', 'notion types', 'sandbox', 'shared'],
    packages: ['node', 'commander'],
  },
  desktop: { ours: ['host', 'http/exchange', 'shared'], packages: ['node', 'electron', 'electron-store'] },
  sandbox: { ours: [], packages: ['node'] },
  renderer: { ours: ['shared'], packages: ['*'] },
  // The entries only connect; nobody imports them.
  cli: { ours: ['command-line', 'shared'], packages: ['node'] },
  main: { ours: ['desktop', 'host', 'shared'], packages: ['node', 'electron', 'electron-store'] },
  preload: { ours: ['shared'], packages: ['electron'] },
}

const entries: readonly string[] = ['cli', 'main', 'preload']

/** Modules that only their owners may load, whatever the table allows. */
export const ownedModules: Readonly<Record<string, readonly string[]>> = {
  'node:sqlite': ['electron/ledger/database.ts', 'electron/cli.ts'],
  'node:http': ['electron/sandbox/server.ts', 'electron/host/loopback.ts'],
  'node:https': [],
  'node:net': [],
  'node:tls': [],
  'node:dgram': [],
  'node:child_process': [],
  'node:worker_threads': [],
  'node:process': [],
  'node:timers': [],
  'node:timers/promises': [],
  // A ledger's own id must differ between two computers even in a test that repeats every other chance.
  'node:crypto': [
    'electron/host/real-clock.ts',
    'electron/ledger/generation.ts',
    'electron/host/token-fingerprint.ts',
    'electron/host/loopback-secret.ts',
  ],
}

/** `electron/core/plan.ts` -> `core`; `electron/cli.ts` -> `cli`. */
export function layerOf(path: string): string {
  const [first = '', second = ''] = path.split('/')
  return first === 'electron' ? second.replace(/\.tsx?$/, '') : first
}

export function wrongImports(source: Source): readonly string[] {
  const name = layerOf(source.path)
  const layer = layers[name]
  if (layer === undefined) {
    return [`${source.path}: "${name}" is no layer of the house; there are: ${Object.keys(layers).join(', ')}`]
  }
  return source.imports.flatMap((one) => {
    const why = one.path === null ? wrongPackage(source.path, layer, one) : wrongLayer(name, layer, one.path, one)
    return why === null ? [] : [`${source.path} imports ${one.specifier}: ${why}`]
  })
}

function wrongLayer(name: string, layer: Layer, path: string, { typesOnly }: Import): string | null {
  if (!/\.tsx?$/.test(path)) return 'imports of our own name the file with its ending'
  const target = layerOf(path)
  if (entries.includes(target)) return `nobody imports an entry (${entries.join(', ')})`
  if (target === name) return null
  const file = `${target}/${posix.basename(path).replace(/\.tsx?$/, '')}`
  const allowed = layer.ours.some((rule) => {
    const [what, only] = rule.split(' ')
    return (what === target || what === file) && (only === undefined || typesOnly)
  })
  return allowed ? null : `${name} may import ${layer.ours.join(', ') || 'nothing of ours'}`
}

function wrongPackage(from: string, layer: Layer, { specifier }: Import): string | null {
  if (specifier === '?') return 'an import that is not written out cannot be checked'
  const owners = ownedModules[specifier]
  if (owners !== undefined) {
    return owners.includes(from) ? null : `only ${owners.join(', ') || 'nobody'} may import ${specifier}`
  }
  const node = specifier.startsWith('node:')
  const parts = specifier.split('/')
  const wanted = node ? 'node' : parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
  const free = layer.packages.includes('*') && !node && !wanted.startsWith('electron')
  if (free || layer.packages.includes(wanted)) return null
  return `${layerOf(from)} may use ${layer.packages.join(', ') || 'no packages and no modules of Node'}`
}

/** Files that cannot be loaded one after the other; each cycle once, types counted too. */
export function cycles(sources: readonly Source[]): readonly string[] {
  const targets = new Map(sources.map(({ path, imports }) => [path, imports.map((one) => one.path)]))
  const done = new Set<string>()
  const found = new Set<string>()
  const visit = (path: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(path)
    if (seen !== -1) found.add(smallestFirst(trail.slice(seen)).join(' -> '))
    if (seen !== -1 || done.has(path)) return
    for (const target of targets.get(path) ?? []) if (target !== null) visit(target, [...trail, path])
    done.add(path)
  }
  for (const { path } of sources) visit(path, [])
  return [...found].sort().map((cycle) => `${cycle} -> (again): no cycles`)
}

function smallestFirst(cycle: readonly string[]): readonly string[] {
  const start = cycle.indexOf([...cycle].sort()[0] ?? '')
  return [...cycle.slice(start), ...cycle.slice(0, start)]
}
