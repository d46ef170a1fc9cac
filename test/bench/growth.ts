/**
 * How a ledger grows: two years of use beside one month of the same use; what each screen then takes, and what opening does.
 *
 * 1,000 appointments of two people, 500,000 changes, 200,000 runs. “Cold” is the first time a screen asks after the home was
 * opened, with nothing in SQLite's own cache; the file may be in that of the operating system. Compared with the accepted
 * figures are bytes on disk; times are told, with how many times a month's they are.
 */
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { listConflicts, listHeld, listProblems, listStatuses } from '../../electron/host/actions-lists.ts'
import { healthOfProfiles } from '../../electron/host/answers-health.ts'
import type { Home } from '../../electron/host/home.ts'
import { pageOfAppointments, pageOfChanges, pageOfRuns, wholeAppointment } from '../../electron/host/paged-lists.ts'
import { createRealClock } from '../../electron/host/real-clock.ts'
import { makeSnapshot } from '../../electron/host/snapshot.ts'
import { openLedger } from '../../electron/ledger/open.ts'
import { unwrap } from '../support/world.ts'
import { desktopFacts, openFolder, pageOf, type Use, usedHome } from './growth-ledger.ts'
import { median } from './report.ts'
import type { Bench } from './run-shapes.ts'

const DAY_MS = 86_400_000
const PAIRS = 1_000
const TWO_YEARS: Use = { pairs: PAIRS, days: 729, changes: 500_000, runs: 200_000 }
const MONTH: Use = { pairs: PAIRS, days: 30, changes: 20_576, runs: 8_230 }
const WARM = 9
/** A month less than there is. */
const KEPT_DAYS = 699
/** As the daily upkeep. */
const ROWS_AT_ONCE = 500
/** What a person notices. */
const GOAL_MS = 100
const PAGE = 100

const noFilter = { profile: null, page: null, search: '', side: null, kind: null, from: null, to: null }
const anyRun = { profile: null, state: null, kind: null, withChanges: null, from: null, to: null }
const anyAppointment = { profile: null, state: null, search: '', past: null, offset: 0, limit: PAGE }
const first = { offset: 0, limit: PAGE }

type Ask = (home: Home, use: Use) => unknown

const screens: readonly (readonly [string, Ask])[] = [
  ['snapshot (icon, overview)', (home) => makeSnapshot({ home, live: () => null, ...desktopFacts })],
  ['appointments, first page', (home) => pageOfAppointments(home, anyAppointment, 'de')],
  ['appointments, searched', (home) => pageOfAppointments(home, { ...anyAppointment, search: 'zahnarzt' }, 'de')],
  ['one appointment whole', (home) => wholeAppointment(home, { profile: 'Anna', pageId: pageOf(2) }, 'de')],
  ['changes, first page', (home) => pageOfChanges(home, { ...noFilter, ...first }, 'de')],
  ['changes, last page', (home, { changes }) => pageOfChanges(home, { ...noFilter, ...last(changes) }, 'de')],
  ['changes, searched', (home) => pageOfChanges(home, { ...noFilter, ...first, search: 'zahnarzt' }, 'de')],
  ['changes, found nowhere', (home) => pageOfChanges(home, { ...noFilter, ...first, search: 'nirgends' }, 'de')],
  ['runs, first page', (home) => pageOfRuns(home, { ...anyRun, ...first }, 'de')],
  ['runs with changes', (home) => pageOfRuns(home, { ...anyRun, ...first, withChanges: true }, 'de')],
  ['conflicts', (home) => listConflicts(home, null, 'de')],
  ['problems', (home) => listProblems(home, null, 'de')],
  ['held', (home) => listHeld(home, null, 'de')],
  ['health report, statistics', (home) => healthOfProfiles(home, null, 'de')],
  ['status of each profile', (home) => listStatuses(home, null, 'de')],
]

function last(total: number) {
  return { offset: total - PAGE, limit: PAGE }
}

interface Took {
  /** ms, as all times here. */
  readonly cold: number
  readonly warm: number
  /** Processor time, the least of all warm ones: what the work takes, however busy the computer is. */
  readonly least: number
}

function timed(work: () => unknown): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

function took(folder: string, use: Use, ask: Ask): Took {
  const home = openFolder(folder, 'read')
  const cold = timed(() => ask(home, use))
  const least: number[] = []
  const warm = Array.from({ length: WARM }, () => {
    const before = process.cpuUsage()
    const time = timed(() => ask(home, use))
    const { user, system } = process.cpuUsage(before)
    least.push((user + system) / 1_000)
    return time
  })
  home.close()
  return { cold, warm: median(warm), least: Math.min(...least) }
}

function bytesOf(folder: string): number {
  return statSync(join(folder, 'ledger.sqlite')).size
}

interface Opened {
  readonly looking: number
  readonly keeping: number
}

function opening(folder: string): Opened {
  const open = (access: 'hold' | 'read'): number => {
    let home: Home | null = null
    const time = timed(() => {
      home = openFolder(folder, access)
    })
    // Set in the line before, which the compiler does not follow.
    ;(home as Home | null)?.close()
    return time
  }
  return { looking: open('read'), keeping: median([open('hold'), open('hold'), open('hold')]) }
}

interface Upkeep {
  readonly rows: number
  readonly longestStep: number
  readonly backup: number
  /** The longest time in which nothing else could happen. */
  readonly longestPause: number
  readonly backupBytes: number
}

/** A month of history goes, and the backup of the day is made, as the daily upkeep does both. */
async function upkeep(folder: string): Promise<Upkeep> {
  const clock = createRealClock()
  const ledger = unwrap(openLedger({ home: folder, clock, mode: 'write' }))
  const steps: number[] = []
  let rows = 0
  for (;;) {
    const from = performance.now()
    const removed = ledger.prune(clock.now(), KEPT_DAYS * DAY_MS, ROWS_AT_ONCE)
    steps.push(performance.now() - from)
    rows += removed
    if (removed < ROWS_AT_ONCE) break
  }
  const began = performance.now()
  let last = began
  let longestPause = 0
  const stop = new AbortController()
  const watching = (async () => {
    while (!stop.signal.aborted) {
      await clock.sleep(5, stop.signal)
      longestPause = Math.max(longestPause, performance.now() - last - 5)
      last = performance.now()
    }
  })()
  // Tomorrow's: today's was made when the folder was filled.
  const path = unwrap(await ledger.backupBeside(clock.now() + DAY_MS, stop.signal))
  const backup = performance.now() - began
  stop.abort()
  await watching
  const backupBytes = path === null ? Number.NaN : statSync(path).size
  ledger.close()
  return { rows, longestStep: Math.max(...steps), backup, longestPause, backupBytes }
}

interface Grown {
  readonly bytes: number
  readonly took: readonly Took[]
  readonly opening: Opened
  readonly upkeep: Upkeep
}

async function grown(use: Use, print: (line: string) => void): Promise<Grown> {
  const began = performance.now()
  const folder = await usedHome(use)
  print(`${use.days} days of use: made in ${((performance.now() - began) / 1_000).toFixed(0)} s`)
  try {
    const bytes = bytesOf(folder)
    // Or the first ledger would pay for what the compiler learns.
    for (const [, ask] of screens) took(folder, use, ask)
    opening(folder)
    return {
      bytes,
      took: screens.map(([, ask]) => took(folder, use, ask)),
      opening: opening(folder),
      upkeep: await upkeep(folder),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const ms = (time: number): string => time.toFixed(time < 10 ? 1 : 0)
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0)
const times = (two: number, one: number): string => (two / one).toFixed(1)

export const growthBench: Bench = {
  name: 'growth',
  run: async ({ print }) => {
    const one = await grown(MONTH, print)
    const two = await grown(TWO_YEARS, print)
    const sum = ({ took: all }: Grown): number => all.reduce((total, { least }) => total + least, 0)
    const slow = screens.flatMap(([name], at) => {
      const least = two.took[at]?.least ?? Number.NaN
      return least <= GOAL_MS ? [] : [`${name}: ${ms(least)} ms of the processor after two years (goal: ${GOAL_MS})`]
    })
    return {
      missed: slow,
      figures: {
        'KB on disk for each change': { value: two.bytes / TWO_YEARS.changes / 1_000, kind: 'ratio' },
        'file after two years / after a month': { value: two.bytes / one.bytes, kind: 'ratio' },
        'all screens, processor after two years / after a month': {
          value: sum(two) / sum(one),
          kind: 'ratio',
          noise: 2,
        },
      },
      tables: [
        {
          title: `Growth: ${PAIRS.toLocaleString('en')} appointments, ${TWO_YEARS.changes.toLocaleString('en')} changes and ${TWO_YEARS.runs.toLocaleString('en')} runs in two years; beside it a month of the same use`,
          columns: ['what', 'a month', 'two years', 'times'],
          rows: [
            ['file, MB', megabytes(one.bytes), megabytes(two.bytes), times(two.bytes, one.bytes)],
            ...(
              [
                ['opening to look, ms', ({ opening: { looking } }: Grown) => looking],
                ['opening to keep, ms', ({ opening: { keeping } }: Grown) => keeping],
                ['backup beside other work, ms', ({ upkeep: { backup } }: Grown) => backup],
                ['longest pause meanwhile, ms', ({ upkeep: { longestPause } }: Grown) => longestPause],
                ['longest step of removing, ms', ({ upkeep: { longestStep } }: Grown) => longestStep],
              ] as const
            ).map(([name, of]) => [name, ms(of(one)), ms(of(two)), times(of(two), of(one))]),
            ['rows of old history removed', one.upkeep.rows, two.upkeep.rows, ''],
          ],
        },
        {
          title: `Screens, ms, cold and median of ${WARM} warm (goal: processor below ${GOAL_MS} after two years)`,
          columns: ['screen', 'a month, cold', 'warm', 'processor', 'two years, cold', 'warm', 'processor', 'times'],
          rows: screens.map(([name], at) => {
            const nothing: Took = { cold: Number.NaN, warm: Number.NaN, least: Number.NaN }
            const [young, old] = [one.took[at] ?? nothing, two.took[at] ?? nothing]
            const each = [young, old].flatMap(({ cold, warm, least }) => [ms(cold), ms(warm), ms(least)])
            return [name].concat(each, times(old.least, young.least))
          }),
        },
      ],
    }
  },
}
