/**
 * Paces of looking, compared on days as a family has them: twenty changes in three clusters of a quarter of an hour, and
 * nothing else. Only the clusters and half an hour after each are lived through; the rest of a day costs what an hour of
 * rest costs.
 */
import { pollPaceMs } from '../../electron/engine/poll-pace.ts'
import { createTestRandom } from '../support/random.ts'
import type { ChangeKind } from './latency-hands.ts'
import { openHouse, type PaceFacts } from './latency-house.ts'
import { median, type Table } from './report.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const DAYS = 5
const CLUSTERS = [7, 7, 6]
const CLUSTER_MS = 15 * MINUTE
const LIVED_MS = 45 * MINUTE
const REST_MS = 120 * MINUTE

type Pace = (facts: PaceFacts) => number
const since = ({ now, activeAt }: PaceFacts): number | null => (activeAt === null ? null : now - activeAt)
const fixed =
  (ms: number): Pace =>
  () =>
    ms
const after =
  (activeMs: number, forMs: number, restMs: number): Pace =>
  (facts) =>
    (since(facts) ?? Number.POSITIVE_INFINITY) < forMs ? activeMs : restMs

const paces: readonly (readonly [string, Pace])[] = [
  // As long as the run took is added, so that the pause begins when it ends.
  ['20 s between the end of a look and the next', ({ now, begunAt }) => 20 * SECOND + now - begunAt],
  ['every 20 s', fixed(20 * SECOND)],
  ['every 10 s for 5 min after a change, else 25 s', after(10 * SECOND, 5 * MINUTE, 25 * SECOND)],
  ['every 10 s for 10 min after a change, else 20 s', after(10 * SECOND, 10 * MINUTE, 20 * SECOND)],
  ['every 5 s for 5 min after a change, else 25 s', after(5 * SECOND, 5 * MINUTE, 25 * SECOND)],
  ['**every 10 s for 5 min after a change, else 20 s**', (facts) => pollPaceMs(since(facts), false)],
  ['battery: every 120 s', fixed(120 * SECOND)],
  ['battery: every 20 s for 5 min after a change, else 60 s', after(20 * SECOND, 5 * MINUTE, 60 * SECOND)],
  ['**battery: every 20 s for 5 min after a change, else 120 s**', (facts) => pollPaceMs(since(facts), true)],
]

const kinds: readonly ChangeKind[] = [
  'edit, private',
  'edit, shared',
  'new appointment',
  'edit, private',
  'edit, shared',
  'marked again',
  'unchecked',
]

async function daysAt(pace: Pace): Promise<readonly number[]> {
  const house = await openHouse({ seed: 5, pairs: 60, pace })
  const { clock } = house
  const random = createTestRandom(7)
  await clock.sleep(20 * MINUTE)
  const rested = house.requests.length
  await clock.sleep(REST_MS)
  const atRest = (house.requests.length - rested) / (REST_MS / MINUTE)
  let lived = 0
  for (let day = 0; day < DAYS; day += 1) {
    for (const count of CLUSTERS) {
      await clock.sleep(random.next() * MINUTE)
      const begin = clock.monotonic()
      const before = house.requests.length
      const moments = Array.from({ length: count }, () => begin + random.next() * CLUSTER_MS).toSorted((a, b) => a - b)
      for (const moment of moments) {
        await clock.sleep(moment - clock.monotonic())
        house.happen(kinds[Math.floor(random.next() * kinds.length)] ?? 'edit, private')
      }
      await clock.sleep(begin + LIVED_MS - clock.monotonic())
      lived += house.requests.length - before
    }
  }
  const all = house.arrived.map(({ ms }) => ms)
  if (house.waiting() > 0) throw new Error(`${house.waiting()} changes have not arrived`)
  await house.close()
  const livedMinutes = (CLUSTERS.length * LIVED_MS) / MINUTE
  return [
    median(all) / SECOND,
    Math.max(...all) / SECOND,
    atRest,
    lived / DAYS / livedMinutes,
    lived / DAYS + (24 * 60 - livedMinutes) * atRest,
  ]
}

/** The paces that were tried, the chosen ones in bold; 100 changes each. */
export async function comparePaces(): Promise<Table> {
  const rows: (readonly (string | number)[])[] = []
  for (const [name, pace] of paces) {
    const [middle = 0, worst = 0, atRest = 0, lively = 0, day = 0] = await daysAt(pace)
    rows.push([name, middle.toFixed(1), worst.toFixed(1), atRest.toFixed(2), lively.toFixed(2), Math.round(day)])
  }
  const columns = ['looks', 'median, s', 'worst, s', 'a minute at rest', 'a minute around a cluster', 'requests a day']
  return { title: `Latency by pace, ${DAYS} days of 20 changes in 3 clusters`, columns, rows }
}
