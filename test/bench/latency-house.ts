/**
 * A house whose two databases are kept in step while people change things: how long each change takes, from the moment it
 * was made to the moment in which the page on the other side carries it.
 *
 * Everything is the product's own: schedule, engine, ledger, adapter, client library. The service is the sandbox with its
 * limit on, whose answers take as long as a service's do. One clock for all, which moves by itself: nothing waits for real.
 */
import { existsSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { createSchedule } from '../../electron/engine/schedule.ts'
import { openEngineHome } from '../support/engine-home.ts'
import { createWorld, type World } from '../support/world.ts'
import { answerTimes } from './latency-answers.ts'
import { createHands, type Hands } from './latency-hands.ts'

/** What a pace is made from, monotonic ms; the schedule asks for it before each wait. */
export interface PaceFacts {
  readonly now: number
  /** When the run that has just ended began. */
  readonly begunAt: number
  /** When something was last carried over. */
  readonly activeAt: number | null
}

export interface HouseOptions {
  readonly seed: number
  /** Appointments on both sides; each side holds half as many rows besides. */
  readonly pairs: number
  /** How old the data is that a query sees, ms. */
  readonly queryLagMs?: number
  /** Without: as the product comes. */
  readonly pace?: (facts: PaceFacts) => number
}

export interface House extends Pick<Hands, 'happen' | 'arrived' | 'waiting'> {
  readonly clock: World['clock']
  /** When each request left, monotonic ms. */
  readonly requests: readonly number[]
  close(): Promise<void>
}

const MINUTE = 60_000
/** As long as pages of the beginning are looked at again. */
const SETTLE_MS = 10 * MINUTE

/** Everything that is shared is in step and nobody has changed anything for minutes. The caller closes it. */
export async function openHouse({ seed, pairs, queryLagMs = 0, pace }: HouseOptions): Promise<House> {
  const limit = { requests: 180, windowMs: MINUTE }
  const world = await createWorld({ seed, sandbox: { rateLimit: limit, switches: { queryLagMs } } })
  const { clock } = world
  const hands = createHands(world, pairs, seed)
  const requests: number[] = []
  let begunAt = 0
  let activeAt: number | null = null

  // Where there is a disk of memory: a ledger waits for its disk at each write, and no time passes meanwhile.
  const { engine, store, home } = openEngineHome({
    clock,
    openSides: world.connect(wireOf(world, hands, seed, requests), clock),
    seed: seed * 13 + 1,
    under: existsSync('/dev/shm') ? '/dev/shm' : tmpdir(),
    signal: (signal) => {
      if (signal.kind === 'run-started') begunAt = clock.monotonic()
    },
  })
  const schedule = createSchedule({
    engine,
    clock,
    profiles: () => [world.profile],
    ...(pace === undefined ? {} : { pollMs: () => pace({ now: clock.monotonic(), begunAt, activeAt }) }),
    onReport: (_, { record }) => {
      if (record.failure !== null) throw new Error(record.failure.text)
      if ((record.due ?? 0) > 0) activeAt = clock.monotonic()
    },
    onError: (error) => {
      throw error
    },
  })
  schedule.start()
  await clock.sleep(SETTLE_MS)
  return {
    clock,
    requests,
    arrived: hands.arrived,
    waiting: hands.waiting,
    happen: (kind) => hands.happen(kind),
    async close() {
      await schedule.stop()
      store.close()
      world.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** The way to the sandbox and back: half a second or so. A write takes effect on the way, which is when `look` looks. */
function wireOf({ clock, sandbox }: World, hands: Hands, seed: number, requests: number[]) {
  const times = answerTimes(seed)
  return async (url: string, init: RequestInit): Promise<Response> => {
    requests.push(clock.monotonic())
    const method = init.method ?? 'GET'
    const body = typeof init.body === 'string' ? init.body : ''
    const time = times(method, url)
    await clock.sleep(time.beforeMs)
    const answer = await sandbox.fetch(url, { method, headers: new Headers(init.headers), body, signal: init.signal })
    const text = await answer.text()
    const query = url.includes('/query')
    if (method === 'POST' && !query && answer.ok) {
      const made = JSON.parse(text) as { readonly id: string } // The sandbox's answer to a creation.
      hands.copyMade(made.id)
    }
    if (method !== 'GET' && !query) hands.look()
    await clock.sleep(time.afterMs(text.length))
    return new Response(text, { status: answer.status, headers: answer.headers })
  }
}
