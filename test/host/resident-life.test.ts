/** What befalls a computer: sleep, network, battery, a run that hangs, a disk that is full. */
import { describe, expect, test } from 'vitest'
import { addAppointments } from '../support/world.ts'
import { HOUR, MINUTE, type Residence, residence, SECOND, type Tenancy, until } from './residence.ts'

async function inStep(): Promise<Residence & { readonly tenancy: Tenancy }> {
  const place = await residence()
  addAppointments(place.world, 3)
  const tenancy = place.moveIn()
  tenancy.resident.start()
  await until(place.world, () => tenancy.resident.snapshot().standing === 'in-step')
  return { ...place, tenancy }
}

/** Runs that began in the given span of simulated time from now. */
async function runsWithin({ world, tenancy }: Pick<Residence, 'world'> & { readonly tenancy: Tenancy }, ms: number) {
  const from = world.clock.monotonic()
  await world.clock.sleep(ms)
  return tenancy.runs.filter((at) => at >= from).map((at) => at - from)
}

describe('sleep', () => {
  test('nothing is begun while the computer sleeps', async () => {
    const { world, tenancy } = await inStep()
    tenancy.resident.suspended()
    expect(await runsWithin({ world, tenancy }, 9 * MINUTE)).toEqual([])
  })

  test('that was given up, or whose end nobody announced, does not stop everything for ever', async () => {
    const { world, tenancy } = await inStep()
    tenancy.resident.suspended()
    expect(await runsWithin({ world, tenancy }, 12 * MINUTE)).not.toEqual([])
  })

  test('after waking up it waits 15 s, then runs exactly once', async () => {
    const { world, tenancy } = await inStep()
    tenancy.resident.suspended()
    await world.clock.sleep(HOUR)
    tenancy.resident.woke()
    tenancy.resident.woke()
    const runs = await runsWithin({ world, tenancy }, 34 * SECOND)
    expect(runs).toHaveLength(1)
    expect(runs[0]).toBeGreaterThanOrEqual(15 * SECOND)
    expect(runs[0]).toBeLessThan(16 * SECOND)
    expect(await runsWithin({ world, tenancy }, MINUTE)).not.toEqual([])
  })

  test('falling asleep again during these 15 s begins nothing', async () => {
    const { world, tenancy } = await inStep()
    tenancy.resident.suspended()
    tenancy.resident.woke()
    await world.clock.sleep(10 * SECOND)
    tenancy.resident.suspended()
    expect(await runsWithin({ world, tenancy }, 9 * MINUTE)).toEqual([])
  })

  test('that nobody announced is noticed by the gap it leaves, and leads to one run as well', async () => {
    const { world, tenancy } = await inStep()
    await world.clock.sleep(MINUTE)
    const from = world.clock.monotonic()
    world.clock.jumpWall(8 * HOUR)
    await until(world, () => tenancy.runs.some((at) => at > from + 45 * SECOND), 3 * MINUTE)
    const kinds = tenancy.home.journal.runs(world.profile.id, 5).map((run) => run.kind)
    expect(kinds.at(0)).toBe('full')
    const gaps = tenancy.runs.filter((at) => at > from).map((at, index, all) => at - (all[index - 1] ?? from))
    expect(Math.max(...gaps)).toBeGreaterThanOrEqual(15 * SECOND)
  })

  test('does not count as time without progress', async () => {
    const { world, outside, tenancy } = await inStep()
    Object.assign(outside, { network: 'silent', timeouts: 'lost' })
    void tenancy.resident.syncNow(null, 'full')
    await world.clock.sleep(MINUTE)
    tenancy.resident.suspended()
    await world.clock.sleep(9 * MINUTE)
    tenancy.resident.woke()
    await world.clock.sleep(4 * MINUTE)
    expect(tenancy.alerts).toEqual([])
  })
})

describe('the network', () => {
  test('that comes back leads to one run soon, however long the pause after failures is', async () => {
    const { world, outside, tenancy } = await inStep()
    outside.network = 'off'
    tenancy.resident.network(false)
    await world.clock.sleep(HOUR)
    outside.network = 'on'
    tenancy.resident.network(true)
    const runs = await runsWithin({ world, tenancy }, 15 * SECOND)
    expect(runs).toHaveLength(1)
    expect(runs[0]).toBeLessThanOrEqual(3 * SECOND)
    expect(tenancy.resident.snapshot().standing).toBe('in-step')
  })

  test('that flickers leads to one run, not to one for each time', async () => {
    const { world, tenancy } = await inStep()
    await world.clock.sleep(5 * SECOND)
    for (let times = 0; times < 6; times += 1) {
      tenancy.resident.network(false)
      tenancy.resident.network(true)
    }
    expect(await runsWithin({ world, tenancy }, 9 * SECOND)).toHaveLength(1)
  })
})

describe('a low battery', () => {
  test('lets it look every two minutes while nothing changes, and on mains every 20 s again', async () => {
    const { world, tenancy } = await inStep()
    tenancy.resident.lowBattery(true)
    await world.clock.sleep(8 * MINUTE)
    const looks = await runsWithin({ world, tenancy }, 20 * MINUTE)
    expect(looks.length).toBeLessThanOrEqual(10)
    expect(looks.length).toBeGreaterThanOrEqual(8)
    tenancy.resident.lowBattery(false)
    await world.clock.sleep(2 * MINUTE)
    expect((await runsWithin({ world, tenancy }, 10 * MINUTE)).length).toBeGreaterThanOrEqual(28)
  })

  test('does not slow it down for five minutes after something was carried over', async () => {
    const { world, tenancy } = await inStep()
    tenancy.resident.lowBattery(true)
    await world.clock.sleep(8 * MINUTE)
    const [row] = world.privateRows()
    world.anna.edit(row?.id ?? '', { Ort: 'Keller' })
    await until(world, () => world.sharedRows().some(({ values }) => values['Ort'] === 'Keller'))
    expect((await runsWithin({ world, tenancy }, 4 * MINUTE)).length).toBeGreaterThanOrEqual(11)
    await world.clock.sleep(2 * MINUTE)
    expect((await runsWithin({ world, tenancy }, 20 * MINUTE)).length).toBeLessThanOrEqual(10)
  })
})

describe('the watchdog', () => {
  test('tells a run without progress for five minutes, within half a minute, once, and that it goes on', async () => {
    const { world, outside, tenancy } = await inStep()
    Object.assign(outside, { network: 'silent', timeouts: 'lost' })
    const asked = tenancy.resident.syncNow(null, 'full')
    const took = await until(world, () => tenancy.alerts.length > 0)
    expect(tenancy.alerts).toMatchObject([{ kind: 'raised', alert: 'run-stuck', screen: 'activity' }])
    expect(took).toBeGreaterThan(5 * MINUTE)
    expect(took).toBeLessThanOrEqual(5 * MINUTE + 30 * SECOND)
    expect(tenancy.resident.snapshot().standing).toBe('problem')
    await world.clock.sleep(HOUR)
    expect(tenancy.alerts).toHaveLength(1)
    Object.assign(outside, { network: 'on', timeouts: 'on' })
    await asked
    await until(world, () => tenancy.alerts.length > 1)
    expect(tenancy.alerts.at(1)).toMatchObject({ kind: 'recovered', alert: 'run-stuck' })
  })

  test('is silent about a run that is slow but alive', async () => {
    const { world, outside, moveIn } = await residence()
    outside.network = 'crawling'
    addAppointments(world, 100)
    const tenancy = moveIn()
    tenancy.resident.start()
    await world.clock.sleep(8 * MINUTE)
    expect(tenancy.resident.snapshot().standing).toBe('syncing')
    expect(tenancy.alerts).toEqual([])
  })
})

describe('a full disk', () => {
  test('stops remote writes at once, is told once, and syncing goes on by itself when there is room', async () => {
    const { world, outside, tenancy } = await inStep()
    outside.disk = 'full'
    addAppointments(world, 5)
    await until(world, () => tenancy.alerts.length > 0)
    expect(tenancy.alerts).toMatchObject([{ kind: 'raised', alert: 'disk' }])
    expect(tenancy.resident.snapshot()).toMatchObject({ standing: 'problem' })
    await world.clock.sleep(HOUR)
    expect(world.sharedRows()).toHaveLength(3)
    expect(tenancy.alerts).toHaveLength(1)
    outside.disk = 'on'
    await until(world, () => world.sharedRows().length === 8)
    await until(world, () => tenancy.alerts.length === 2)
    expect(tenancy.alerts.at(1)).toMatchObject({ kind: 'recovered', alert: 'disk' })
    expect(tenancy.resident.snapshot().standing).toBe('in-step')
  })
})
