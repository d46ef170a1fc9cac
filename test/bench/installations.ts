/**
 * Two installations on one token: a home, a process and a budget each, which know nothing of each other; what the service
 * allows is shared. How far each is from its fair share, in time that moves by itself.
 */
import { createHouse, type House } from '../support/companions.ts'
import { createTestRandom } from '../support/random.ts'
import type { World } from '../support/world.ts'

const PER_MINUTE = 180
const MINUTE = 60_000

/** Whether the service's window begins anew after a minute, or slides. Which of them Notion has is not documented. */
export type Window = 'fixed' | 'sliding'

export interface SideBySide {
  /** Minutes from the beginning until each had copied everything. */
  readonly minutes: readonly [number, number]
  readonly requests: number
  readonly refused: number
  /** The slower one's time / (all answered requests / what the service allows). */
  readonly slowest: number
}

export interface BurstBeside {
  /** Seconds until 30 changes had been carried over. */
  readonly seconds: number
  readonly refused: number
}

/** Answers take between 0.15 s and 0.35 s, so that both have requests under way at the same time. */
function slowly(house: House, seed: number): void {
  const random = createTestRandom(seed)
  const { world, network } = house
  network.fetch = async (url, init) => {
    await world.clock.sleep(150 + random.next() * 200)
    return world.sandbox.fetch(url, init)
  }
}

async function two(window: Window, each: readonly [number, number]): Promise<readonly [House, House]> {
  const sandbox = { rateLimit: { requests: PER_MINUTE, windowMs: MINUTE }, switches: { rateWindow: window } }
  const options = { profiles: 1, privateTokens: 'same', sandbox } as const
  const first = await createHouse({ ...options, each: each[0] })
  const second = await createHouse({ ...options, each: each[1], beside: first.world })
  slowly(first, 1)
  slowly(second, 2)
  // What was asked to build the world is no longer counted by then.
  await first.world.clock.advance(2 * MINUTE)
  first.world.requests()
  return [first, second]
}

function refusedIn({ sandbox }: World): number {
  return sandbox.requests.filter(({ status }) => status === 429).length
}

async function firstSync(house: House): Promise<number> {
  const { world, members, engine } = house
  const copied = (): number => house.copies().length
  const [member] = members
  if (member === undefined) throw new Error('a house has a member')
  const began = world.clock.monotonic()
  for (let run = 0; copied() < member.rows.length && run < 20; run += 1) {
    await engine.run(member.profile, { kind: run === 0 ? 'full' : 'auto' }, new AbortController().signal)
    if (copied() < member.rows.length) await world.clock.sleep(20_000)
  }
  if (copied() !== member.rows.length) throw new Error('the first sync did not copy everything')
  return (world.clock.monotonic() - began) / MINUTE
}

/** Both make a first sync of so many, beginning at the same time or the second one `laterMs` later. */
export async function sideBySide(count: number, window: Window, laterMs: number): Promise<SideBySide> {
  const [first, second] = await two(window, [count, count])
  const { world } = first
  const began = world.clock.monotonic()
  const late = async (): Promise<number> => {
    if (laterMs > 0) await world.clock.sleep(laterMs)
    return firstSync(second)
  }
  const minutes = await Promise.all([firstSync(first), late()])
  const took = (world.clock.monotonic() - began) / MINUTE
  const refused = refusedIn(world)
  const requests = world.requests() - refused
  await second.close()
  await first.close()
  return { minutes, requests, refused, slowest: took / (requests / PER_MINUTE) }
}

/** 30 changes in an installation that is in step, while another one is in the middle of a first sync of so many. */
export async function burstBeside(count: number, window: Window): Promise<BurstBeside> {
  const [bulk, idle] = await two(window, [count, 100])
  const { world } = bulk
  const [member] = idle.members
  if (member === undefined) throw new Error('a house has a member')
  await firstSync(idle)
  await world.clock.sleep(10 * MINUTE)
  const running = firstSync(bulk)
  await world.clock.sleep(90_000)
  for (const id of member.rows.slice(0, 30)) world.anna.edit(id, { Ort: 'Keller' })
  world.requests()
  const began = world.clock.monotonic()
  const carried = (): number => idle.copies().filter((row) => row.values['Ort'] === 'Keller').length
  for (let run = 0; carried() < 30 && run < 40; run += 1) {
    await idle.engine.run(member.profile, { kind: 'auto' }, new AbortController().signal)
    if (carried() < 30) await world.clock.sleep(5_000)
  }
  const seconds = (world.clock.monotonic() - began) / 1_000
  if (carried() < 30) throw new Error('the burst was not carried over')
  const refused = refusedIn(world)
  await running
  await idle.close()
  await bulk.close()
  return { seconds, refused }
}
