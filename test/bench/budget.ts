/**
 * How well the requests that Notion allows are used: a first sync with the limit on, over one connection and over two,
 * a short burst after a quiet hour; two installations on one token; an appointment asked for in the middle of a first sync;
 * idle profiles on one database. Minutes pass within milliseconds, by a clock that moves itself.
 */
import { addAppointments, createWorld } from '../support/world.ts'
import { type Asked, askedDuringFirstSync } from './asked-page.ts'
import { type IdleTogether, idleTogether } from './idle-together.ts'
import { type BurstBeside, burstBeside, type SideBySide, sideBySide } from './installations.ts'
import type { Table } from './report.ts'
import type { Bench, Benched } from './run-shapes.ts'

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

/** Two installations on one token: neither may starve, whichever kind of window the service has. */
async function installations(): Promise<Benched> {
  const windows = ['fixed', 'sliding'] as const
  const told: [string, SideBySide][] = []
  const bursts: [string, BurstBeside][] = []
  for (const window of windows) {
    told.push([`together, ${window} window`, await sideBySide(300, window, 0)])
    bursts.push([window, await burstBeside(400, window)])
  }
  told.push(['one 90 s later, sliding window', await sideBySide(300, 'sliding', 90_000)])
  const worst = Math.max(...told.map(([, { slowest }]) => slowest))
  const longest = Math.max(...bursts.map(([, { seconds }]) => seconds))
  return {
    figures: { 'two installations, slower one / fair share': { value: worst, kind: 'ratio' } },
    missed: [
      ...(worst <= 1.05
        ? []
        : [`of two installations the slower one takes ${worst.toFixed(3)} of its share (goal: 1.05)`]),
      ...(longest <= 120 ? [] : [`30 changes beside another installation wait ${longest.toFixed(0)} s (goal: 120)`]),
    ],
    tables: [
      {
        title: 'Two installations on one token, first sync of 300 each',
        columns: ['how', 'minutes, first', 'minutes, second', 'requests', 'refused', 'slower / fair share'],
        rows: told.map(([how, { minutes, requests, refused, slowest }]) => [
          how,
          minutes[0].toFixed(2),
          minutes[1].toFixed(2),
          requests,
          refused,
          slowest.toFixed(3),
        ]),
      },
      {
        title: '30 changes in one installation, while another one makes a first sync of 400 on the same token',
        columns: ['window', 'seconds until done', 'refused'],
        rows: bursts.map(([window, { seconds, refused }]) => [window, seconds.toFixed(1), refused]),
      },
    ],
  }
}

/** The first window is spent as a burst; from then on places are kept for what somebody watches. */
async function askedPage(count: number): Promise<Benched> {
  const asked = await askedDuringFirstSync(count)
  const later = asked.slice(1)
  const most = Math.max(...asked.map(({ requests }) => requests))
  const longest = Math.max(...later.map(({ seconds }) => seconds))
  const row = (what: string, each: Asked | undefined) =>
    each === undefined ? [] : [[what, each.requests, each.seconds.toFixed(1), each.leftMinutes.toFixed(1)]]
  return {
    figures: { 'asked for during a first sync, requests': { value: most, kind: 'requests' } },
    missed:
      longest <= 5 ? [] : [`an appointment asked for during a first sync takes ${longest.toFixed(0)} s (goal: 5)`],
    tables: [
      {
        title: `One appointment asked for during a first sync of ${count.toLocaleString('en')}, answers take 0.25 s`,
        columns: ['asked for', 'its requests', 'seconds until done', 'minutes the run still took'],
        rows: [
          ...row('in the first minute', asked[0]),
          ...row('in the third', asked[2]),
          ...row('in the middle', asked[Math.floor(asked.length / 2)]),
          ...row(
            'slowest after the first',
            later.find(({ seconds }) => seconds === longest),
          ),
        ],
      },
    ],
  }
}

async function together(profiles: number, each: number): Promise<Benched> {
  const { all, one, started }: IdleTogether = await idleTogether(profiles, each)
  const ratio = all / one
  const rows: Table['rows'] = [
    ['requests a minute at the shared side, all', all.toFixed(2)],
    ['the same, one of them alone', one.toFixed(2)],
    ['minutes until the first had ended its first run', started[0].toFixed(1)],
    ['minutes until the last had', started[1].toFixed(1)],
  ]
  return {
    figures: { 'idle profiles on one database, all / one': { value: ratio, kind: 'ratio' } },
    missed: ratio <= 1.05 ? [] : [`${profiles} idle profiles cost ${ratio.toFixed(2)} times what one costs (goal: 1)`],
    tables: [
      {
        title: `${profiles} profiles with ${each} appointments each on one shared database and token`,
        columns: ['what', 'measured'],
        rows,
      },
    ],
  }
}

export const budgetBench: Bench = {
  name: 'budget',
  run: async () => {
    const more = [await installations(), await askedPage(1_000), await together(50, 10)]
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
      ...more.flatMap((each) => each.missed),
      ...(waited === 0 ? [] : [`30 changes after a quiet hour wait ${waited.toFixed(1)} s (goal: not at all)`]),
    ]
    return {
      missed,
      figures: {
        'first sync, time / (requests / budget)': { value: use, kind: 'ratio' },
        'two connections, time / time of one': { value: beside, kind: 'ratio' },
        ...Object.assign({}, ...more.map((each) => each.figures)),
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
        ...more.flatMap((each) => each.tables),
      ],
    }
  },
}
