/**
 * Idle profiles on one shared database and token: requests a minute at the shared side, for all of them and for one alone on
 * the same rows, and how evenly they start.
 */
import { createHouse } from '../support/companions.ts'

const MINUTE = 60_000
/** Three sweeps: of a small database they are 4 min apart, rounded up to the next look. */
const MEASURED = 13

export interface IdleTogether {
  /** Requests a minute at the shared side. */
  readonly all: number
  readonly one: number
  /** Minutes from the start until the first and the last of them had ended its first run. */
  readonly started: readonly [number, number]
}

export async function idleTogether(profiles: number, each: number): Promise<IdleTogether> {
  const sandbox = { rateLimit: { requests: 180, windowMs: MINUTE } }
  const house = await createHouse({ profiles, each, privateTokens: 'own', sandbox })
  const { world, schedule, members, reports, awake, network } = house
  // A run that takes no time at all would begin its next sweep one look earlier.
  network.fetch = async (url, init) => {
    await world.clock.sleep(200)
    return world.sandbox.fetch(url, init)
  }
  await world.clock.advance(2 * MINUTE)
  const began = world.clock.monotonic()
  schedule.start()
  const ended = new Map<string, number>()
  const look = (): void => {
    for (const { profile, at } of reports.splice(0)) if (!ended.has(profile)) ended.set(profile, (at - began) / MINUTE)
  }
  while (ended.size < profiles) {
    await world.clock.sleep(5_000)
    look()
  }
  if (house.copies().length !== profiles * each) throw new Error('the first sync did not copy everything')
  const measure = async (): Promise<number> => {
    // Closer looks after an activity have ended by then, and the sweeps have found together.
    await world.clock.sleep(11 * MINUTE)
    house.sharedRequests()
    await world.clock.sleep(MEASURED * MINUTE)
    return house.sharedRequests() / MEASURED
  }
  const all = await measure()
  const [first] = members
  awake.clear()
  if (first !== undefined) awake.add(first)
  const one = await measure()
  if (house.errors.length > 0) throw new Error('an idle profile failed', { cause: house.errors[0] })
  await house.close()
  return { all, one, started: [Math.min(...ended.values()), Math.max(...ended.values())] }
}
