/**
 * How much there is to load: what the command line is made of and how much of it each start reads, the application's main
 * process, the window's scripts. As it is, and packed with gzip.
 *
 * `dist` as `npm run bench` has just built it; the application's parts are built into a temporary folder.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { root } from '../architecture/source.ts'
import type { Bench, Figure } from './run-shapes.ts'

const DIST = join(root, 'dist')
/** Requirement of the window: its script, packed. */
const WINDOW_GOAL_KB = 250

interface Size {
  readonly what: string
  readonly files: number
  readonly raw: number
  readonly packed: number
}

function sizeOf(what: string, paths: Iterable<string>): Size {
  const contents = [...paths].map((path) => readFileSync(path))
  return {
    what,
    files: contents.length,
    raw: contents.reduce((sum, { length }) => sum + length, 0) / 1_000,
    packed: contents.reduce((sum, content) => sum + gzipSync(content).length, 0) / 1_000,
  }
}

const STATIC = /^(?:import|export)\b[^'"]*?['"](\.[^'"]+\.js)['"]/gm
const ON_CALL = /\bimport\(\s*['"](\.[^'"]+\.js)['"]\s*\)/g

function imported(path: string, pattern: RegExp): readonly string[] {
  return [...readFileSync(path, 'utf8').matchAll(pattern)].map(([, name = '']) => join(dirname(path), name))
}

/** A file with all that it cannot begin without. */
function withItsOwn(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found
  found.add(path)
  for (const each of imported(path, STATIC)) withItsOwn(each, found)
  return found
}

/** What every start reads, whatever it was called with; and the files that the command adds. */
function readBy(command: string | null): ReadonlySet<string> {
  const entry = join(DIST, 'cli.js')
  const always = imported(entry, ON_CALL).reduce((found, path) => withItsOwn(path, found), withItsOwn(entry))
  if (command === null) return always
  const file = [...always].flatMap((path) => imported(path, ON_CALL)).find((path) => basename(path).startsWith(command))
  if (file === undefined) throw new Error(`nothing loads ${command}`)
  return new Set([...always, ...withItsOwn(file)])
}

async function application(): Promise<readonly Size[]> {
  const outDir = mkdtempSync(join(tmpdir(), 'partner-sync-bundles-'))
  try {
    for (const mode of ['main', 'preload']) {
      await build({
        configFile: join(root, 'vite.desktop.config.ts'),
        mode,
        logLevel: 'warn',
        build: { outDir, emptyOutDir: mode === 'main' },
      })
    }
    return ['main.js', 'preload.cjs'].map((name) => sizeOf(`application: ${name}`, [join(outDir, name)]))
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}

export const bundlesBench: Bench = {
  name: 'bundles',
  run: async () => {
    const scripts = readdirSync(join(DIST, 'parts')).map((name) => join(DIST, 'parts', name))
    const window = sizeOf('window: window.js', [join(DIST, 'window', 'window.js')])
    const sizes = [
      sizeOf('command line, all', [join(DIST, 'cli.js'), ...scripts]),
      sizeOf('read by `--version`, `--help`', readBy(null)),
      sizeOf('read by `status` and other looks', readBy('commands-lists')),
      sizeOf('read by `sync` and `run`', readBy('commands-runs')),
      ...(await application()),
      window,
      sizeOf('window: loopback.js (browsers)', [join(DIST, 'window', 'loopback.js')]),
      sizeOf('window: window.css', [join(DIST, 'window', 'window.css')]),
    ]
    const figures: Record<string, Figure> = Object.fromEntries(
      sizes.map(({ what, packed }) => [`${what}, KB gzip`, { value: Math.round(packed * 10) / 10, kind: 'ratio' }]),
    )
    return {
      missed:
        window.packed < WINDOW_GOAL_KB
          ? []
          : [`window.js is ${window.packed.toFixed(1)} KB gzip (goal: below ${WINDOW_GOAL_KB})`],
      figures: {
        ...figures,
        'window.js / its goal': { value: window.packed / WINDOW_GOAL_KB, kind: 'ratio' },
      },
      tables: [
        {
          title: `Sizes, KB (goal: window.js below ${WINDOW_GOAL_KB} gzip)`,
          columns: ['what', 'files', 'raw', 'gzip'],
          rows: sizes.map(({ what, files, raw, packed }) => [what, files, raw.toFixed(1), packed.toFixed(1)]),
        },
      ],
    }
  },
}
