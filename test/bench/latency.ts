/**
 * How long a change takes to the other side: 1,000 changes at random moments of busy and quiet hours, with the settings as
 * they come, in minutes that pass within milliseconds. Beside it what looking costs when nobody changes anything, what a
 * listing alone can notice, an index that lags, and many appointments.
 *
 * `--long` compares paces on days as a family has them (`latency-days.ts`).
 */
import { createTestRandom } from '../support/random.ts'
import { comparePaces } from './latency-days.ts'
import { type ChangeKind, promptKinds, slowKinds } from './latency-hands.ts'
import { type House, type HouseOptions, openHouse } from './latency-house.ts'
import type { Table } from './report.ts'
import type { Bench, Benched } from './run-shapes.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const GOAL_MS = 30 * SECOND
const GOAL_PER_MINUTE = 12
/** Of what only a listing notices (sync-semantics, What it may cost). */
const SLOW_GOAL_MS = 5 * MINUTE
/** After five minutes and a little, looks are as far apart as at rest. */
const ALONE_MINUTES = { least: 5.5, more: 2 }

const kinds: readonly (readonly [ChangeKind, number])[] = [
  ['edit, private', 0.42],
  ['edit, shared', 0.34],
  ['new appointment', 0.13],
  ['marked again', 0.06],
  ['unchecked', 0.05],
]

function kindOf(chance: number): ChangeKind {
  let left = chance
  for (const [kind, share] of kinds) {
    left -= share
    if (left < 0) return kind
  }
  return 'edit, private'
}

/** The value below which this share of the values lies; of few values the worst. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

interface Moments {
  /** Changes at random moments of each hour. */
  readonly perHour: readonly number[]
  /** Then as many, each so long after the one before that nobody counts as active. */
  readonly alone: number
}

/** Lives through all of it and waits until everything has arrived. Gives when the changes of the hours were over. */
async function live(house: House, { perHour, alone }: Moments, seed: number): Promise<number> {
  const { clock } = house
  const random = createTestRandom(seed)
  const begin = clock.monotonic()
  for (const [hour, count] of perHour.entries()) {
    const moments = Array.from({ length: count }, () => begin + (hour + random.next()) * HOUR)
    for (const moment of moments.toSorted((a, b) => a - b)) {
      await clock.sleep(moment - clock.monotonic())
      house.happen(kindOf(random.next()))
    }
  }
  await clock.sleep(begin + perHour.length * HOUR - clock.monotonic())
  const over = clock.monotonic()
  for (let each = 0; each < alone; each += 1) {
    await clock.sleep((ALONE_MINUTES.least + ALONE_MINUTES.more * random.next()) * MINUTE)
    house.happen(kindOf(random.next()))
  }
  await clock.sleep(5 * MINUTE)
  if (house.waiting() > 0) throw new Error(`${house.waiting()} changes have not arrived`)
  return over
}

const seconds = (ms: number): string => (ms / SECOND).toFixed(1)

function row(what: string, times: readonly number[]): readonly (string | number)[] {
  return [what, times.length, ...[0.5, 0.9, 0.99, 1].map((share) => seconds(quantile(times, share)))]
}

const times = (house: House, kind: ChangeKind | null = null): readonly number[] =>
  house.arrived.flatMap((each) => (kind === null || each.kind === kind ? [each.ms] : []))

interface Idle {
  readonly perMinute: number
  readonly busiestMinute: number
}

/** An hour in which nobody does anything, beginning when the last change is no longer looked at. */
async function rest(house: House): Promise<Idle> {
  await house.clock.sleep(10 * MINUTE)
  const begin = house.clock.monotonic()
  await house.clock.sleep(HOUR)
  const sent = house.requests.filter((at) => at >= begin)
  const busiest = sent.map((at) => sent.filter((other) => other >= at && other < at + MINUTE).length)
  return { perMinute: sent.length / (HOUR / MINUTE), busiestMinute: Math.max(...busiest) }
}

interface Prompt {
  readonly all: readonly number[]
  readonly rows: Table['rows']
  readonly idle: Idle
  readonly activePerMinute: number
}

async function thousand(): Promise<Prompt> {
  const house = await openHouse({ seed: 1, pairs: 200 })
  const before = house.requests.length
  const moments = { perHour: [313, 313, 314], alone: 60 }
  const over = await live(house, moments, 99)
  const busyMs = moments.perHour.length * HOUR
  const inBusy = house.requests.slice(before).filter((at) => at < over).length
  const all = times(house)
  const [busy, alone] = [(at: number) => at < over, (at: number) => at >= over].map((fits) =>
    house.arrived.flatMap(({ at, ms }) => (fits(at) ? [ms] : [])),
  )
  const rows = [
    ...promptKinds.map((kind) => row(kind, times(house, kind))),
    row('of three busy hours', busy ?? []),
    row('alone for five minutes', alone ?? []),
    row('all', all),
  ]
  const idle = await rest(house)
  await house.close()
  return { all, rows, idle, activePerMinute: inBusy / (busyMs / MINUTE) }
}

/** Removals, fifteen an hour: no guard holds them. */
async function removals(): Promise<{ readonly all: readonly number[]; readonly rows: Table['rows'] }> {
  const house = await openHouse({ seed: 2, pairs: 200 })
  const random = createTestRandom(7)
  for (let each = 0; each < 24; each += 1) {
    house.happen(slowKinds[each % slowKinds.length] ?? 'moved away')
    await house.clock.sleep((1 + 6 * random.next()) * MINUTE)
  }
  await house.clock.sleep(10 * MINUTE)
  if (house.waiting() > 0) throw new Error(`${house.waiting()} removals have not arrived`)
  const rows = [...slowKinds.map((kind) => row(kind, times(house, kind))), row('all', times(house))]
  const all = times(house)
  await house.close()
  return { all, rows }
}

async function under(options: HouseOptions, moments: Moments): Promise<readonly number[]> {
  const house = await openHouse(options)
  await live(house, moments, options.seed + 50)
  const all = times(house)
  await house.close()
  return all
}

const columns = ['change', 'how many', 'median, s', 'p90, s', 'p99, s', 'worst, s']

export const latencyBench: Bench = {
  name: 'latency',
  run: async ({ long, print }): Promise<Benched> => {
    const prompt = await thousand()
    print('latency: 1,000 changes done')
    const slow = await removals()
    const lagging = await under({ seed: 3, pairs: 100, queryLagMs: 5 * SECOND }, { perHour: [60], alone: 20 })
    const many = await under({ seed: 4, pairs: 1_000 }, { perHour: long ? [100, 100, 100] : [40], alone: 10 })
    print('latency: conditions done')
    const p99 = quantile(prompt.all, 0.99)
    const slowest = Math.max(...slow.all)
    const missed = [
      ...(p99 <= GOAL_MS ? [] : [`a change takes ${seconds(p99)} s in the slowest of a hundred (goal: 30)`]),
      ...(prompt.idle.perMinute <= GOAL_PER_MINUTE
        ? []
        : [`idle takes ${prompt.idle.perMinute.toFixed(1)} requests a minute (goal: 12)`]),
      ...(slowest <= SLOW_GOAL_MS ? [] : [`a removal took ${seconds(slowest)} s (goal: 300)`]),
      ...[['an index that lags 5 s', lagging] as const, ['1,000 appointments', many] as const].flatMap(([what, all]) =>
        quantile(all, 0.99) <= GOAL_MS
          ? []
          : [`with ${what} a change takes ${seconds(quantile(all, 0.99))} s in the slowest of a hundred (goal: 30)`],
      ),
    ]
    return {
      missed,
      figures: {
        'p99 / 30 s': { value: p99 / GOAL_MS, kind: 'ratio' },
        'requests a minute when idle / 12': { value: prompt.idle.perMinute / GOAL_PER_MINUTE, kind: 'ratio' },
        'slowest removal / 300 s': { value: slowest / SLOW_GOAL_MS, kind: 'ratio' },
        'index lags 5 s, p99 / 30 s': { value: quantile(lagging, 0.99) / GOAL_MS, kind: 'ratio' },
      },
      tables: [
        { title: 'Latency of 1,000 changes, 200 appointments, default settings', columns, rows: prompt.rows },
        { title: 'Latency of what only a listing can notice', columns, rows: slow.rows },
        {
          title: 'Latency under other conditions',
          columns: ['condition', ...columns.slice(1)],
          rows: [row('the index lags 5 s', lagging), row('1,000 appointments', many)],
        },
        {
          title: 'Requests a minute, 200 appointments',
          columns: ['when', 'on average', 'busiest minute', 'goal on average'],
          rows: [
            ['nobody changes anything', prompt.idle.perMinute.toFixed(2), prompt.idle.busiestMinute, GOAL_PER_MINUTE],
            ['in the busy hours, five changes a minute', prompt.activePerMinute.toFixed(2), '', ''],
          ],
        },
        ...(long ? [await comparePaces()] : []),
      ],
    }
  },
}
