/**
 * House rules about single files: their names, their exports, what they take from the air.
 *
 * Every rule gives the broken ones as sentences that name the file and the rule.
 */
import { posix } from 'node:path'
import type { Source } from './source.ts'
import { globalsIn, nodesIn } from './tree.ts'

const roles = 'utils?|helpers?|manager|service|controller|misc|common'

/** Names say what a file is about, never which role it plays. A test may name its part: `reconcile.table.test.ts`. */
export function wrongName(path: string): readonly string[] {
  const name = posix
    .basename(path)
    .replace(/(\.(test|bench|d))?\.tsx?$/, '')
    .replace(/\.table$/, '')
  const role = new RegExp(`(?:^index$|(?:^|-)(?:${roles})(?:-|$))`, 'i').exec(name)
  if (role !== null) return [`${path}: the name says nothing about what is in it; not allowed: index|${roles}`]
  const screen = path.startsWith('renderer/') && path.endsWith('.tsx') && /^[A-Z][A-Za-z0-9]*$/.test(name)
  if (screen || /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return []
  return [`${path}: file names are kebab-case; PascalCase only for screens, renderer/*.tsx`]
}

/** Named exports only, each from the file that has what it names. */
export function wrongExports({ path, defaultExport, passedOn }: Source): readonly string[] {
  return [
    ...(defaultExport ? [`${path}: exports are named, no default`] : []),
    ...(passedOn.length > 0 ? [`${path} passes on ${passedOn.join(', ')}: no barrels, import from the owner`] : []),
  ]
}

export function missingHeader({ path, header }: Source): readonly string[] {
  return header === null ? [`${path}: begins with a comment that says what it owns, assumes and promises`] : []
}

/** A folder of one file is a file. */
export function lonelyFiles(sources: readonly Pick<Source, 'path'>[]): readonly string[] {
  const folders = Map.groupBy(sources, ({ path }) => posix.dirname(path))
  return [...folders].flatMap(([folder, [only, second]]) =>
    only !== undefined && second === undefined && folder !== 'electron'
      ? [`${folder} has one file, ${posix.basename(only.path)}: a folder has at least two`]
      : [],
  )
}

interface Owned {
  /** A name, a `name.property`, or `name()` for a call without arguments; `name.*` for all of its properties. */
  readonly names: readonly string[]
  readonly owners: readonly string[]
  readonly instead: string
}

/** What comes from outside of the program, and the files that may fetch it. */
export const ownedGlobals: readonly Owned[] = [
  {
    names: ['Date.now', 'Date()', 'performance.*', 'Temporal.Now'],
    owners: ['electron/host/real-clock.ts', 'electron/sandbox/server.ts', 'renderer/clock.ts'],
    instead: 'time is handed in as a Clock',
  },
  {
    names: ['setTimeout', 'setInterval', 'setImmediate', 'AbortSignal.timeout', 'Atomics.wait'],
    owners: ['electron/host/real-clock.ts', 'electron/sandbox/server.ts', 'renderer/clock.ts', 'renderer/loopback.ts'],
    instead: 'waiting is Clock.sleep',
  },
  {
    names: ['Math.random', 'crypto.*'],
    owners: ['electron/host/real-clock.ts'],
    instead: 'chance is handed in as Random',
  },
  {
    names: ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'],
    owners: ['electron/cli.ts', 'electron/main.ts', 'renderer/loopback.ts'],
    instead: 'connections get their fetch handed in',
  },
  {
    names: ['process', 'process.*'],
    owners: ['electron/cli.ts', 'electron/main.ts'],
    instead: 'environment, streams and signals are handed in by the entry',
  },
  { names: ['globalThis', 'globalThis.*'], owners: [], instead: 'nothing is taken from the air by another name' },
]

export function takenFromTheAir({ path, program }: Source): readonly string[] {
  const used = [...new Set(globalsIn(program))]
  return ownedGlobals.flatMap(({ names, owners, instead }) => {
    if (owners.includes(path)) return []
    const taken = used.filter((use) => names.includes(use) || names.includes(use.replace(/\..*/, '.*')))
    const allowed = owners.length === 0 ? 'no file may' : `only ${owners.join(', ')} may`
    return taken.map((use) => `${path} uses ${use}: ${instead}; ${allowed}`)
  })
}

/** Pure: values in, values out. */
export function impure({ path, program }: Source): readonly string[] {
  const waits = nodesIn(program).some(
    ({ type, ['async']: isAsync, ['await']: isAwait }) =>
      type === 'AwaitExpression' || isAsync === true || isAwait === true,
  )
  const logs = globalsIn(program).filter((use) => use === 'Promise' || /^(Promise|console)\./.test(use))
  return [
    ...(waits ? [`${path} waits: core is pure, no async and no await`] : []),
    ...logs.map((use) => `${path} uses ${use}: core is pure, no promises and no log`),
  ]
}
