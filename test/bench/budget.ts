/**
 * How well the requests that Notion allows are used: a first sync with the limit on, over one connection and over two,
 * and a short burst after a quiet hour. Minutes pass within milliseconds, by a clock that moves itself.
 */
import { addAppointments, createWorld } from '../support/world.ts'
import type { Bench } from './run-shapes.ts'

const PER_MINUTE = 180
const MINUTE = 60_000

interface FirstSync {
  readonly requests: number
  readonly refused: number
  readonly minutes: number
}

async function firstSync(count: number, twoTokens: boolean): Promise<FirstSync> {
  const world = await createWorld({ twoTokens, sandbox: { rateLimit: { requests: PER_MINUTE, windowMs: MINUTE } } })
  addAppointments(world, count)
  const computer = world.computer()
  // What was asked to build the world is no longer counted by then.
  await world.clock.advance(2 * MINUTE)
  world.requests()
  const began = world.clock.monotonic()
  await computer.run()
  const minutes = (world.clock.monotonic() - began) / MINUTE
  if (world.sharedRows().length !== count) throw new Error('the first sync did not copy everything')
  const refused = world.sandbox.requests.filter(({ status }) => status === 429).length
  const requests = world.requests() - refused
  world.close()
  return { requests, refused, minutes }
}

/** 30 edits after a quiet hour: seconds that the run waits. */
async function burst(): Promise<number> {
  const world = await createWorld({ sandbox: { rateLimit: { requests: PER_MINUTE, windowMs: MINUTE } } })
  const ids = addAppointments(world, 100)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(60 * MINUTE)
  for (const id of ids.slice(0, 30)) world.anna.edit(id, { Ort: 'Keller' })
  const began = world.clock.monotonic()
  const { record } = await computer.run()
  const waited = (world.clock.monotonic() - began) / 1_000
  if (record.statistics.updated !== 30) throw new Error('the burst was not carried over')
  world.close()
  return waited
}

export const budgetBench: Bench = {
  name: 'budget',
  run: async () => {
    const count = 1_000
    const one = await firstSync(count, false)
    const two = await firstSync(count, true)
    const use = one.minutes / (one.requests / PER_MINUTE)
    const beside = two.minutes / one.minutes
    const waited = await burst()
    const line = (what: string, { requests, refused, minutes }: FirstSync) => [
      what,
      requests,
      refused,
      minutes.toFixed(2),
      (minutes / (requests / PER_MINUTE)).toFixed(3),
    ]
    const missed = [
      ...(use <= 1.05 ? [] : [`a first sync takes ${use.toFixed(3)} of requests / budget (goal: 1.05)`]),
      ...(beside <= 0.6 ? [] : [`two connections take ${beside.toFixed(3)} of the time of one (goal: 0.6)`]),
      ...(waited === 0 ? [] : [`30 changes after a quiet hour wait ${waited.toFixed(1)} s (goal: not at all)`]),
    ]
    return {
      missed,
      figures: {
        'first sync, time / (requests / budget)': { value: use, kind: 'ratio' },
        'two connections, time / time of one': { value: beside, kind: 'ratio' },
      },
      tables: [
        {
          title: `Use of the budget, first sync of ${count.toLocaleString('en')}, ${PER_MINUTE} requests a minute`,
          columns: ['connections', 'requests', 'refused', 'minutes', 'time / (requests / budget)'],
          rows: [line('one', one), line('two', two)],
        },
        {
          title: 'Use of the budget, ratios',
          columns: ['what', 'measured', 'goal'],
          rows: [
            ['first sync, time / (requests / budget)', use.toFixed(3), '1.05'],
            ['two connections, time / time of one', beside.toFixed(3), '0.60'],
            ['30 changes after a quiet hour, s waited', waited.toFixed(1), '0'],
          ],
        },
      ],
    }
  },
}
