/**
 * Measures the long lists of the window in a real ledger: 10,000 appointments, 100,000 changes, 20,000 runs, a month of
 * outcomes.
 *
 * `npm run bench:lists`. Prints the median and the slowest of 20 askings for each; asserts nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLedger } from '../../electron/ledger/open.ts'
import { change, pair, privateId, profileId, run, runId, sharedId } from '../ledger/records.ts'
import { createTestClock } from '../support/clock.ts'
import { titleOf } from './titles.ts'

const NOW = Date.UTC(2026, 10, 21, 12)
const DAY = 86_400_000
const profiles = [profileId('anna'), profileId('ben')]

const folder = mkdtempSync(join(tmpdir(), 'partner-sync-lists-'))
const opened = openLedger({ home: join(folder, 'home'), clock: createTestClock(), mode: 'write' })
if (opened.kind === 'failure') throw new Error(opened.text)
const { ledger, journal, lists, statistics } = opened.value

ledger.transaction(() => {
  for (let at = 0; at < 10_000; at += 1) {
    const start = new Date(NOW + (at - 6_000) * 3_600_000).toISOString()
    ledger.savePair(
      pair({
        profile: profiles[at % 2] ?? profileId('anna'),
        privateId: privateId(`p${at}`),
        sharedId: sharedId(`s${at}`),
        title: titleOf(at),
        start: at % 3 === 0 ? start.slice(0, 10) : start,
      }),
    )
  }
  for (let at = 0; at < 20_000; at += 1) {
    const startedAt = NOW - (20_000 - at) * 120_000
    journal.startRun(
      run({
        id: runId(`r${at}`),
        profile: profiles[at % 2] ?? profileId('anna'),
        startedAt,
        finishedAt: startedAt + 900,
      }),
    )
    journal.recordOutcome({
      profile: profiles[at % 2] ?? profileId('anna'),
      at: startedAt,
      side: 'shared',
      operation: 'update',
      result: at % 50 === 0 ? 'failed' : 'succeeded',
      category: at % 50 === 0 ? 'service' : null,
    })
  }
  for (let at = 0; at < 100_000; at += 1) {
    const page = at % 10_000
    journal.recordChange(
      change({
        id: `c${at}`,
        runId: runId(`r${at % 20_000}`),
        profile: profiles[page % 2] ?? profileId('anna'),
        at: NOW - (100_000 - at) * 60_000,
        side: at % 3 === 0 ? 'private' : 'shared',
        pageId: sharedId(`s${page}`),
        privateId: privateId(`p${page}`),
        sharedId: sharedId(`s${page}`),
        title: titleOf(page),
      }),
    )
  }
})

function measure(what: string, work: () => unknown): void {
  const times = Array.from({ length: 20 }, () => {
    const began = performance.now()
    work()
    return performance.now() - began
  }).toSorted((a, b) => a - b)
  const [median, slowest] = [times[10] ?? 0, times.at(-1) ?? 0]
  process.stdout.write(`${what.padEnd(52)} ${median.toFixed(1).padStart(7)} ms ${slowest.toFixed(1).padStart(7)} ms\n`)
}

const all = { profiles, page: null, search: '', side: null, kind: null, from: null, to: null }
const first = { offset: 0, limit: 100 }
process.stdout.write(`${''.padEnd(52)}  median    slowest\n`)
measure('changes, newest page', () => lists.changes(all, first))
measure('changes of one profile', () => lists.changes({ ...all, profiles: profiles.slice(0, 1) }, first))
measure('changes, page at 90,000', () => lists.changes(all, { offset: 90_000, limit: 100 }))
measure('changes, searched', () => lists.changes({ ...all, search: 'zahnarztin 99' }, first))
measure('changes, searched, found nowhere', () => lists.changes({ ...all, search: 'nirgends' }, first))
measure('changes of one side in one week', () =>
  lists.changes({ ...all, side: 'private', from: NOW - 7 * DAY, to: NOW }, first),
)
measure('changes of one appointment', () => lists.changes({ ...all, page: 'p77' }, first))
measure('all keys of an export', () => lists.changeKeys(all))
const runs = { profiles, state: null, kind: null, withChanges: null, from: null, to: null }
measure('runs, newest page', () => lists.runs(runs, first))
measure('runs, page at 19,000', () => lists.runs(runs, { offset: 19_000, limit: 100 }))
const now = { now: NOW, wallNow: NOW }
measure('appointments, first page', () =>
  lists.appointments({ profiles, state: null, search: '', past: null, ...now }, first),
)
measure('appointments, searched', () =>
  lists.appointments({ profiles, state: null, search: 'cafe', past: false, ...now }, first),
)
measure('appointments, page at 9,000', () =>
  lists.appointments({ profiles, state: null, search: '', past: null, ...now }, { offset: 9_000, limit: 100 }),
)
const since = { day: NOW - DAY, week: NOW - 7 * DAY, month: NOW - 30 * DAY }
measure('outcomes of a month', () => profiles.map((profile) => statistics.outcomes(profile, since)))
measure('runs by day', () => profiles.map((profile) => statistics.runDays(profile, since.month)))
opened.value.close()
rmSync(folder, { recursive: true, force: true })
