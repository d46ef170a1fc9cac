/** What the tray keeps running: syncing, pushing, sleeping, stopping. */
import { describe, expect, test } from 'vitest'
import { submit } from '../../electron/host/actions.ts'
import { openConf } from '../../electron/host/conf-store.ts'
import type { Home } from '../../electron/host/home.ts'
import { openHome } from '../../electron/host/open-home.ts'
import { snapshotSchema } from '../../shared/snapshot.ts'
import { createTestRandom } from '../support/random.ts'
import { addAppointments, unwrap } from '../support/world.ts'
import { HOUR, MINUTE, type Residence, residence, SECOND, type Tenancy, until } from './residence.ts'

async function inStep(
  count = 3,
  network: Residence['outside']['network'] = 'on',
): Promise<Residence & { readonly tenancy: Tenancy }> {
  const place = await residence()
  place.outside.network = network
  addAppointments(place.world, count)
  const tenancy = place.moveIn()
  tenancy.resident.start()
  await until(place.world, () => tenancy.resident.snapshot().standing === 'in-step')
  return { ...place, tenancy }
}

describe('how everything stands', () => {
  test('without a profile nothing is set up, and the snapshot says so', async () => {
    const { moveIn } = await residence({ profiles: () => [] })
    const { resident } = moveIn()
    expect(resident.snapshot()).toMatchObject({ standing: 'not-set-up', profiles: [], lastSyncedAt: null })
  })

  test('from the start over syncing to in step, every snapshot after its schema', async () => {
    const { world, tenancy } = await inStep(3, 'slow')
    expect(world.sharedRows()).toHaveLength(3)
    await world.clock.sleep(SECOND)
    const told = tenancy.pushed.map(({ snapshot }) => snapshot.standing)
    expect(told.at(0)).toBe('syncing')
    expect(told.at(-1)).toBe('in-step')
    for (const { snapshot } of tenancy.pushed) expect(snapshotSchema.parse(snapshot)).toEqual(snapshot)
    expect(tenancy.resident.snapshot()).toMatchObject({ version: '1.2.3', sentence: 'Everything is in step.' })
  })

  test('polls that find nothing do not turn the icon', async () => {
    const { world, tenancy } = await inStep()
    await world.clock.sleep(SECOND)
    const before = tenancy.pushed.length
    await world.clock.sleep(10 * MINUTE)
    expect(tenancy.runs.length).toBeGreaterThan(20)
    expect(tenancy.pushed.slice(before).map(({ snapshot }) => snapshot.standing)).not.toContain('syncing')
  })

  test('being offline shows as offline also while it is tried again', async () => {
    const { world, outside, tenancy } = await inStep()
    outside.network = 'off'
    await until(world, () => tenancy.resident.snapshot().standing === 'offline')
    await world.clock.sleep(SECOND)
    const before = tenancy.pushed.length
    await world.clock.sleep(HOUR)
    expect(new Set(tenancy.pushed.slice(before).map(({ snapshot }) => snapshot.standing))).toEqual(new Set(['offline']))
    expect(tenancy.resident.snapshot().sentence).toContain('cannot be reached')
  })
})

describe('what is pushed', () => {
  test('comes at most four times a second, and the last word always arrives', async () => {
    const place = await residence()
    place.outside.network = 'slow'
    addAppointments(place.world, 40)
    const tenancy = place.moveIn()
    tenancy.resident.start()
    await until(place.world, () => tenancy.resident.snapshot().standing === 'in-step')
    await place.world.clock.sleep(SECOND)
    const gaps = tenancy.pushed.slice(1).map(({ at }, index) => at - (tenancy.pushed[index]?.at ?? 0))
    expect(tenancy.pushed.length).toBeGreaterThan(5)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(250)
    const { at: _, ...last } = tenancy.pushed.at(-1)?.snapshot ?? { at: '' }
    expect(tenancy.resident.snapshot()).toMatchObject(last)
  })

  test('is never the same twice, and ends for whoever no longer listens', async () => {
    const { world, tenancy } = await inStep()
    const texts = tenancy.pushed.map(({ snapshot }) => JSON.stringify({ ...snapshot, at: null }))
    expect(texts.filter((text, index) => text === texts[index - 1])).toEqual([])
    const heard: unknown[] = []
    const end = tenancy.resident.subscribe((snapshot) => heard.push(snapshot))
    end()
    await tenancy.resident.submit({ action: 'pause', profile: null, forMs: null })
    await world.clock.sleep(SECOND)
    expect(heard).toEqual([])
  })

  test('a listener that throws does not end syncing', async () => {
    const { world, moveIn } = await residence()
    addAppointments(world, 2)
    const { resident } = moveIn()
    resident.subscribe(() => {
      throw new Error('a window that is gone')
    })
    resident.start()
    expect(await until(world, () => world.sharedRows().length === 2)).toBeLessThan(10 * SECOND)
  })
})

describe('asking for a sync', () => {
  test('syncs at once, shows it, and answers when it is done', async () => {
    const { world, outside, tenancy } = await inStep()
    await world.clock.sleep(SECOND)
    outside.network = 'slow'
    addAppointments(world, 1, { Name: 'Neu' })
    const before = tenancy.pushed.length
    expect(await tenancy.resident.syncNow(null, 'auto')).toEqual({ kind: 'ok', value: null })
    expect(world.sharedRows()).toHaveLength(4)
    await world.clock.sleep(SECOND)
    expect(tenancy.pushed.slice(before).map(({ snapshot }) => snapshot.standing)).toContain('syncing')
  })

  test('of a profile that is not there is refused by its name', async () => {
    const { tenancy } = await inStep()
    expect(await tenancy.resident.syncNow('Eva', 'full')).toMatchObject({ reason: 'unknown-profile' })
  })

  test('of all leaves a paused one alone, and by its name runs it', async () => {
    const { world, tenancy } = await inStep()
    await tenancy.resident.submit({ action: 'pause', profile: null, forMs: null })
    addAppointments(world, 1)
    await tenancy.resident.syncNow(null, 'auto')
    expect(world.sharedRows()).toHaveLength(3)
    await tenancy.resident.syncNow('Anna', 'auto')
    expect(world.sharedRows()).toHaveLength(4)
  })

  test('without a network gives the failure instead of throwing', async () => {
    const { outside, tenancy } = await inStep()
    outside.network = 'off'
    expect(await tenancy.resident.syncNow(null, 'auto')).toMatchObject({ kind: 'failure', category: 'network' })
  })
})

describe('pausing', () => {
  test('for an hour stops at once, says until when, and goes on by itself', async () => {
    const { world, tenancy } = await inStep()
    await tenancy.resident.submit({ action: 'pause', profile: null, forMs: HOUR })
    const end = new Date(world.clock.now() + HOUR).toISOString()
    expect(tenancy.resident.snapshot()).toMatchObject({ standing: 'paused', pausedUntil: end })
    expect(tenancy.resident.snapshot().sentence).toBe('Syncing is paused and goes on in 1 hour.')
    addAppointments(world, 1)
    await world.clock.sleep(HOUR - MINUTE)
    expect(world.sharedRows()).toHaveLength(3)
    await until(world, () => world.sharedRows().length === 4, 2 * MINUTE)
  })

  test('resuming runs at once', async () => {
    const { world, tenancy } = await inStep()
    await tenancy.resident.submit({ action: 'pause', profile: null, forMs: null })
    expect(tenancy.resident.snapshot().pausedUntil).toBe('resumed')
    addAppointments(world, 1)
    await world.clock.sleep(HOUR)
    await tenancy.resident.submit({ action: 'resume', profile: null })
    expect(await until(world, () => world.sharedRows().length === 4)).toBeLessThan(10 * SECOND)
  })
})

describe('decisions', () => {
  test('of another process are carried out here, and count at once', async () => {
    const { world, folder, tenancy } = await inStep()
    const beside = besideIn(folder, world)
    const done = await submit(beside, { action: 'pause', profile: null, forMs: null }, new AbortController().signal)
    expect(done).toMatchObject({ kind: 'ok', value: { action: 'pause', ids: ['Anna'], carriedOut: true } })
    expect(tenancy.resident.snapshot().standing).toBe('paused')
    await world.clock.sleep(2 * SECOND)
    expect(tenancy.pushed.at(-1)?.snapshot.standing).toBe('paused')
    beside.close()
  })

  test('that cannot be carried out come back as failures', async () => {
    const { tenancy } = await inStep()
    expect(await tenancy.resident.submit({ action: 'undo', change: 'none', insist: false })).toMatchObject({
      kind: 'failure',
      reason: 'unknown-id',
    })
  })
})

/** The same home as another process sees it. */
function besideIn(folder: string, world: Residence['world']): Home {
  return unwrap(
    openHome({
      folder,
      access: 'read',
      env: {},
      platform: 'linux',
      pid: 4712,
      clock: world.clock,
      random: createTestRandom(99),
      fetch: () => Promise.reject(new Error('only the holder speaks to Notion')),
      openStore: openConf,
      baseUrl: null,
      requestsPerMinute: null,
      logLevel: 'error',
      signal: () => {},
    }),
  )
}

describe('stopping', () => {
  test('in the middle of a run finishes what is being written, and the next start completes it without doubles', async () => {
    const { world, moveIn, outside } = await residence()
    outside.network = 'slow'
    addAppointments(world, 30)
    const { resident, home } = moveIn()
    resident.start()
    await until(world, () => world.sharedRows().length > 5)
    const started = world.clock.monotonic()
    await Promise.all([resident.stop(), resident.stop()])
    expect(world.clock.monotonic() - started).toBeLessThanOrEqual(10 * SECOND)
    expect(world.sharedRows().length).toBeLessThan(30)
    const stopped = world.sharedRows().length
    await world.clock.sleep(MINUTE)
    expect(world.sharedRows()).toHaveLength(stopped)
    expect(home.access).toBe('hold')
    const next = moveIn()
    next.resident.start()
    await until(world, () => next.resident.snapshot().standing === 'in-step')
    await until(world, () => world.sharedRows().length >= 30)
    await world.clock.sleep(10 * MINUTE)
    expect(world.sharedRows()).toHaveLength(30)
  })

  test('waits for a sync that somebody asked for', async () => {
    const { world, moveIn, outside } = await residence()
    outside.network = 'slow'
    addAppointments(world, 10)
    const { resident, home } = moveIn()
    resident.start()
    await until(world, () => resident.snapshot().standing === 'in-step')
    addAppointments(world, 20)
    const asked = resident.syncNow(null, 'full')
    await until(world, () => world.sharedRows().length > 12)
    await resident.stop()
    expect(await asked).toMatchObject({ kind: 'failure', category: 'stopped' })
    expect(() => home.ledger.openIntents(world.profile.id)).toThrow('finalized')
  })

  test('afterwards nothing is taken on any more', async () => {
    const { tenancy } = await inStep()
    await tenancy.resident.stop()
    expect(tenancy.resident.snapshot().standing).toBe('in-step')
    expect(await tenancy.resident.syncNow(null, 'auto')).toMatchObject({ category: 'stopped' })
    expect(await tenancy.resident.submit({ action: 'resume', profile: null })).toMatchObject({ category: 'stopped' })
  })
})
