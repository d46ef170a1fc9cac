/** One appointment that the window asks for while a run is under way: through the resident, as the bridge does. */
import { describe, expect, it } from 'vitest'
import { addAppointments, unwrap } from '../support/world.ts'
import { MINUTE, residence, SECOND, until } from './residence.ts'

describe('an appointment that the window asks for during a first sync', () => {
  it('comes back before the run has ended, and what is shown goes on to be the run', async () => {
    const { world, moveIn, outside } = await residence({
      sandbox: { rateLimit: { requests: 180, windowMs: MINUTE } },
    })
    const ids = addAppointments(world, 150)
    outside.network = 'slow'
    const { home, resident } = moveIn()
    resident.start()
    await until(world, () => world.sharedRows().length >= 20)
    const copyOf = (id: string) => world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)
    const asked = ids.toReversed().find((id) => copyOf(id) === undefined) ?? ''
    const before = home.live(world.profile)
    const began = world.clock.monotonic()
    const { report } = unwrap(await resident.syncPage(world.profile.name, asked, false))
    expect(world.clock.monotonic() - began).toBeLessThan(5 * SECOND)
    expect(report.record).toMatchObject({ kind: 'page', state: 'completed', statistics: { created: 1 } })
    expect(copyOf(asked)).toBeDefined()
    const after = home.live(world.profile)
    expect(after).toMatchObject({ step: 'execute', total: before?.total ?? 0 })
    expect(after?.done).toBeGreaterThanOrEqual(before?.done ?? 0)
    await until(world, () => world.sharedRows().length === 150)
    await until(world, () => home.live(world.profile) === null)
    expect(new Set(world.sharedRows().map((row) => row.values['SourcePrivateId'])).size).toBe(150)
    expect(home.journal.problems(world.profile.id)).toEqual([])
  })
})
