/**
 * One appointment that is asked for in the middle of a first sync: how many requests and how much time until it is done,
 * with the limit on and answers that take a quarter of a second.
 */
import type { RunReport } from '../../electron/engine/engine-port.ts'
import { createHouse } from '../support/companions.ts'
import { createTestRandom } from '../support/random.ts'
import { pageId } from '../support/world.ts'

const MINUTE = 60_000

export interface Asked {
  /** Minutes after the beginning of the first sync. */
  readonly at: number
  /** Requests of its own. */
  readonly requests: number
  readonly seconds: number
  /** Minutes that the first sync went on for afterwards: so long it would have waited behind it. */
  readonly leftMinutes: number
}

/** Asks once a minute for one that is not copied yet, while `count` are. */
export async function askedDuringFirstSync(count: number): Promise<readonly Asked[]> {
  const sandbox = { rateLimit: { requests: 180, windowMs: MINUTE } }
  const house = await createHouse({ profiles: 1, each: count, privateTokens: 'same', sandbox })
  const { world, engine, network } = house
  const [member] = house.members
  if (member === undefined) throw new Error('a house has a member')
  const random = createTestRandom(3)
  network.fetch = async (url, init) => {
    await world.clock.sleep(150 + random.next() * 200)
    return world.sandbox.fetch(url, init)
  }
  await world.clock.advance(2 * MINUTE)
  const run = (request: Parameters<typeof engine.run>[1]): Promise<RunReport> =>
    engine.run(member.profile, request, new AbortController().signal)
  const began = world.clock.monotonic()
  const minutes = (): number => (world.clock.monotonic() - began) / MINUTE
  const whole: { endedAt: number | null } = { endedAt: null }
  const first = run({ kind: 'full' }).then((report) => {
    whole.endedAt = minutes()
    return report
  })
  const isCopied = (id: string): boolean => house.copies().some((row) => row.values['SourcePrivateId'] === id)
  const asked: Omit<Asked, 'leftMinutes'>[] = []
  await world.clock.sleep(MINUTE / 2)
  while (whole.endedAt === null) {
    const id = member.rows.toReversed().find((row) => !isCopied(row))
    if (id === undefined) break
    const at = minutes()
    const { record } = await run({ kind: 'page', pageId: pageId(id) })
    if (record.state !== 'completed' || !isCopied(id)) throw new Error('what was asked for is not there')
    asked.push({ at, requests: record.requests.read + record.requests.write, seconds: (minutes() - at) * 60 })
    await world.clock.sleep(MINUTE - ((world.clock.monotonic() - began + MINUTE / 2) % MINUTE))
  }
  await first
  if (house.copies().length !== count) throw new Error('the first sync did not copy each once')
  await house.close()
  const total = whole.endedAt ?? minutes()
  return asked.map(({ at, requests, seconds }) => ({ at, requests, seconds, leftMinutes: total - at - seconds / 60 }))
}
