/**
 * The cold start of the command line: what `status` takes of its own on a ledger as it is after months of use, beyond what
 * Node takes to do nothing.
 *
 * Each start is a process of its own; it tells its processor time when it ends, which a busy computer changes little.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../architecture/source.ts'
import { change, pair, privateId, run, runId, sharedId } from '../ledger/records.ts'
import { createWorld, unwrap } from '../support/world.ts'
import type { FirstStatus, Took } from './first-status.ts'
import { openFolder } from './growth-ledger.ts'
import { median, type Table } from './report.ts'
import type { Bench } from './run-shapes.ts'

const GOAL_MS = 300
const STARTS = 9
const PAIRS = 10_000
const CHANGES = 100_000
/** Tells at the end what the process took. */
const teller = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write('took ' + (user + system) / 1000 + ' ' + performance.now() + ' ') })",
)}`

function start(...words: readonly string[]): Took {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', teller, ...words], {
    encoding: 'utf8',
    cwd: root,
  })
  const [, processor, wall] = /took ([\d.]+) ([\d.]+)/.exec(stderr) ?? []
  // A code says how the profile stands; only without a word on standard output it did not come to that.
  if (
    status === null ||
    (words.length > 2 && !stdout.includes('"profiles"')) ||
    processor === undefined ||
    wall === undefined
  )
    throw new Error(stderr)
  return { processor: Number(processor), wall: Number(wall) }
}

async function filledHome(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'partner-sync-start-'))
  const world = await createWorld()
  const { profile } = world
  world.close()
  const home = openFolder(folder, 'hold')
  unwrap(home.saveProfiles([profile]))
  const now = home.clock.now()
  home.ledger.transaction(() => {
    for (let at = 0; at < PAIRS; at += 1) {
      home.ledger.savePair(
        pair({ profile: profile.id, privateId: privateId(`p${at}`), sharedId: sharedId(`s${at}`), unverified: null }),
      )
    }
    for (let at = 0; at < CHANGES; at += 1) {
      const startedAt = now - (CHANGES - at) * 20_000
      const ofRun = runId(`r${Math.floor(at / 50)}`)
      if (at % 50 === 0) {
        home.journal.startRun(run({ id: ofRun, profile: profile.id, startedAt, finishedAt: startedAt + 900 }))
      }
      home.journal.recordChange(
        change({ id: `c${at}`, runId: ofRun, profile: profile.id, at: startedAt, pageId: sharedId(`s${at % PAIRS}`) }),
      )
    }
  })
  home.close()
  return folder
}

function firstStatus(folder: string): FirstStatus {
  const { stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'first-status.ts'), folder], {
    encoding: 'utf8',
  })
  if (stdout === '') throw new Error(stderr)
  // Our own script prints it.
  return JSON.parse(stdout) as FirstStatus
}

function firstStatusTable(every: readonly FirstStatus[]): Table {
  const [some] = every
  const times = (of: (one: FirstStatus) => Took): readonly string[] => {
    const all = every.map(of)
    return [
      median(all.map(({ processor }) => processor)).toFixed(0),
      median(all.map(({ wall }) => wall)).toFixed(0),
      Math.max(...all.map(({ wall }) => wall)).toFixed(0),
    ]
  }
  return {
    title: `From a ledger with ${PAIRS.toLocaleString('en')} pairs and ${CHANGES.toLocaleString('en')} changes to the first status, ms, in the process of who keeps it, median of ${every.length}`,
    columns: ['what', 'processor', 'wall', 'wall, worst', 'statements', 'rows'],
    rows: [
      ['opening, with its checks', ...times(({ opened }) => opened), some?.openedStatements ?? 0, ''],
      ['first snapshot', ...times(({ snapshot }) => snapshot), some?.snapshotStatements ?? 0, some?.snapshotRows ?? 0],
    ],
  }
}

export const startBench: Bench = {
  name: 'start',
  run: async () => {
    const folder = await filledHome()
    const many = (...words: readonly string[]): readonly Took[] => Array.from({ length: STARTS }, () => start(...words))
    const nothing = many('--eval', '0')
    const version = many('dist/cli.js', '--version')
    const status = many('dist/cli.js', '--home', folder, '--json', 'status')
    const first = Array.from({ length: STARTS }, () => firstStatus(folder))
    rmSync(folder, { recursive: true, force: true })
    const middle = (all: readonly Took[], of: (took: Took) => number) => median(all.map(of))
    const line = (what: string, all: readonly Took[]) => {
      const processor = middle(all, (took) => took.processor)
      const own = processor - middle(nothing, (took) => took.processor)
      return [
        what,
        processor.toFixed(0),
        own.toFixed(0),
        middle(all, ({ wall }) => wall).toFixed(0),
        Math.max(...all.map(({ wall }) => wall)).toFixed(0),
      ]
    }
    const own = middle(status, ({ processor }) => processor) - middle(nothing, ({ processor }) => processor)
    return {
      missed: own < GOAL_MS ? [] : [`status takes ${own.toFixed(0)} ms of its own (goal: ${GOAL_MS})`],
      // Absolute times say more about the computer than about the product.
      figures: {
        'statements of the first snapshot': { value: first[0]?.snapshotStatements ?? 0, kind: 'count' },
        'rows of the first snapshot': { value: first[0]?.snapshotRows ?? 0, kind: 'count' },
      },
      tables: [
        firstStatusTable(first),
        {
          title: `Cold start, ms, median of ${STARTS}; ledger with ${PAIRS.toLocaleString('en')} pairs, ${CHANGES.toLocaleString('en')} changes (goal: status below ${GOAL_MS} of its own)`,
          columns: ['command', 'processor', 'its own', 'wall', 'wall, worst'],
          rows: [line('node, nothing', nothing), line('--version', version), line('status', status)],
        },
      ],
    }
  },
}
