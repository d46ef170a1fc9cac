/** When runs happen: how soon a change arrives, and what idling costs. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Engine } from '../../electron/engine/engine-port.ts'
import { createSchedule, type Schedule } from '../../electron/engine/schedule.ts'
import { addAppointments, type Computer, createWorld, type World } from '../support/world.ts'

let open: World | null = null
let running: Schedule | null = null
afterEach(async () => {
  await running?.stop()
  running = null
  open?.close()
  open = null
})

const second = 1_000
const minute = 60_000

function scheduled(world: World, computer: Computer): Schedule {
  const errors: unknown[] = []
  const schedule = createSchedule({
    engine: computer.engine,
    clock: world.clock,
    profiles: () => [world.profile],
    onReport: () => undefined,
    onError: (error) => errors.push(error),
  })
  running = schedule
  return schedule
}

/** Waits in simulated time, in small steps, until something holds; gives the ms it took. */
async function until(world: World, holds: () => boolean, limit: number): Promise<number> {
  const start = world.clock.monotonic()
  while (!holds() && world.clock.monotonic() - start < limit) await world.clock.sleep(200)
  return world.clock.monotonic() - start
}

describe('the schedule', () => {
  it('brings a change to the other side within 30 s at no more than 12 requests a minute when idle', async () => {
    const world = await createWorld()
    open = world
    const ids = addAppointments(world, 5)
    const computer = world.computer()
    scheduled(world, computer).start()
    await until(world, () => world.sharedRows().length === 5, 30 * second)
    const copyOf = (id: string) => world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)
    for (let round = 0; round < 6; round += 1) {
      await world.clock.sleep(7_300 * (round + 1))
      const id = ids[round % 5] ?? ''
      world.anna.edit(id, { Ort: `privat ${round}` })
      expect(await until(world, () => copyOf(id)?.values['Ort'] === `privat ${round}`, minute)).toBeLessThanOrEqual(
        30 * second,
      )
      await world.clock.sleep(11_100)
      world.partner.edit(copyOf(id)?.id ?? '', { Beschreibung: `geteilt ${round}` })
      const arrived = () => world.sandbox.read(id)?.values['Beschreibung'] === `geteilt ${round}`
      expect(await until(world, arrived, minute)).toBeLessThanOrEqual(30 * second)
    }
    world.anna.check(ids[0] ?? '', 'PartnerRelevant', false)
    expect(await until(world, () => world.sharedRows().length === 4, minute)).toBeLessThanOrEqual(30 * second)
    await world.clock.sleep(10 * minute)
    world.requests()
    const writes = computer.store.journal.changes({ limit: 1000 }).length
    await world.clock.sleep(60 * minute)
    expect(world.requests() / 60).toBeLessThanOrEqual(12)
    expect(computer.store.journal.changes({ limit: 1000 })).toHaveLength(writes)
  })

  it('carries a trashing over within five minutes, also one that a listing has just missed', async () => {
    const world = await createWorld()
    open = world
    const ids = addAppointments(world, 6)
    const computer = world.computer()
    scheduled(world, computer).start()
    await until(world, () => world.sharedRows().length === 6, 30 * second)
    for (const [index, id] of ids.slice(0, 3).entries()) {
      // The second one right after the listing that has noticed the first.
      await world.clock.sleep([60 * minute, second, 61 * second][index] ?? 0)
      world.anna.trash(id)
      expect(await until(world, () => world.sharedRows().length === 5 - index, 20 * minute)).toBeLessThanOrEqual(
        5 * minute,
      )
    }
  })

  it('does nothing while the profile is paused or disabled, and goes on without a restart', async () => {
    const world = await createWorld()
    open = world
    addAppointments(world, 2)
    const computer = world.computer()
    let profile = { ...world.profile, enabled: false }
    const schedule = createSchedule({
      engine: computer.engine,
      clock: world.clock,
      profiles: () => [profile],
      onReport: () => undefined,
      onError: () => undefined,
    })
    running = schedule
    schedule.start()
    await world.clock.sleep(5 * minute)
    expect(world.requests()).toBe(0)
    profile = { ...world.profile, enabled: true, pausedUntil: world.clock.now() + 10 * minute }
    await world.clock.sleep(5 * minute)
    expect(world.requests()).toBe(0)
    await until(world, () => world.sharedRows().length === 2, 20 * minute)
    expect(world.sharedRows()).toHaveLength(2)
  })

  it('stops within ten seconds in the middle of a run, and the next start completes it without doubles', async () => {
    const world = await createWorld({ sandbox: { rateLimit: { requests: 180, windowMs: 60_000 } } })
    open = world
    addAppointments(world, 150)
    const computer = world.computer()
    const schedule = scheduled(world, computer)
    schedule.start()
    await until(world, () => world.sharedRows().length > 40, 10 * minute)
    const asked = world.clock.monotonic()
    await schedule.stop()
    running = null
    expect(world.clock.monotonic() - asked).toBeLessThanOrEqual(10 * second)
    expect(world.sharedRows().length).toBeLessThan(150)
    const again = scheduled(world, computer)
    again.start()
    await until(world, () => world.sharedRows().length >= 150, 20 * minute)
    await world.clock.sleep(6 * minute)
    expect(world.sharedRows()).toHaveLength(150)
    expect(computer.store.ledger.openIntents(world.profile.id)).toHaveLength(0)
  })
})

describe('a stop while a request hangs', () => {
  it.each(['pages.create', 'pages.update', 'dataSources.query', 'pages.retrieve'] as const)(
    'ends within ten seconds (%s), and the next start neither doubles nor loses',
    async (operation) => {
      const world = await createWorld()
      open = world
      const ids = addAppointments(world, 3)
      const computer = world.computer()
      if (operation === 'pages.retrieve') {
        await computer.run()
        await world.clock.sleep(6 * minute)
        world.anna.edit(ids[0] ?? '', { Ort: 'Berlin' })
      }
      const remove = world.sandbox.faults.add({ operation, probability: 1, action: { kind: 'hang', effect: 'before' } })
      const schedule = scheduled(world, computer)
      schedule.start()
      await world.clock.sleep(5 * second)
      const asked = world.clock.monotonic()
      await schedule.stop()
      running = null
      expect(world.clock.monotonic() - asked).toBeLessThanOrEqual(10 * second)
      remove()
      await world.clock.sleep(3 * minute)
      const again = scheduled(world, computer)
      again.start()
      await world.clock.sleep(15 * minute)
      await again.stop()
      expect(world.sharedRows()).toHaveLength(3)
      expect(new Set(world.sharedRows().map((row) => row.values['SourcePrivateId'])).size).toBe(3)
      expect(computer.store.ledger.openIntents(world.profile.id)).toHaveLength(0)
      expect(computer.store.journal.problems(world.profile.id)).toHaveLength(0)
    },
  )
})

describe('a run that is asked for twice', () => {
  it('happens one after the other, never side by side', async () => {
    const world = await createWorld()
    open = world
    addAppointments(world, 4)
    const computer = world.computer()
    const reports = await Promise.all([computer.run(), computer.run(), computer.run()])
    expect(reports.map(({ record }) => record.statistics.created)).toEqual([4, 0, 0])
    expect(world.sharedRows()).toHaveLength(4)
  })
})

describe('a create that a stop gave up', () => {
  it('is not sent again at the next start, because it may still happen', async () => {
    const world = await createWorld()
    open = world
    addAppointments(world, 1)
    const computer = world.computer()
    world.sandbox.faults.add({ operation: 'pages.create', action: { kind: 'hang', effect: 'late', afterMs: minute } })
    const schedule = scheduled(world, computer)
    schedule.start()
    await world.clock.sleep(5 * second)
    await schedule.stop()
    running = null
    const again = scheduled(world, computer)
    again.start()
    await world.clock.sleep(10 * minute)
    await again.stop()
    expect(world.sandbox.rows(world.sharedId, 'all')).toHaveLength(1)
  })
})

describe('the pace', () => {
  /** A schedule over a service that takes `answerMs` for queries once all is in step; its runs, by when they began. */
  async function paced(count: number, answerMs = 0, slow: 'every query' | 'listings' = 'every query') {
    const world = await createWorld()
    open = world
    const ids = addAppointments(world, count)
    const computer = world.computer()
    const begun: { readonly at: number; readonly asked: string }[] = []
    const engine: Engine = {
      ...computer.engine,
      run: (profile, request, signal) => {
        begun.push({ at: world.clock.monotonic(), asked: request.kind })
        return computer.engine.run(profile, request, signal)
      },
    }
    scheduled(world, { ...computer, engine }).start()
    await until(world, () => world.sharedRows().length === count, 20 * minute)
    if (answerMs > 0) {
      const action = { kind: 'delay', ms: answerMs } as const
      const where = ({ body }: { readonly body: string }) => slow === 'every query' || !body.includes('"filter"')
      world.sandbox.faults.add({ operation: 'dataSources.query', probability: 1, where, action })
    }
    return { world, ids, begun }
  }
  const copyOf = (world: World, id: string | undefined) =>
    world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)?.values

  it('is a look every 20 s from beginning to beginning, however long it takes', async () => {
    const { world, begun } = await paced(3, 6 * second)
    await world.clock.sleep(10 * minute)
    const from = begun.length
    await world.clock.sleep(20 * minute)
    // A listing that takes long comes between two of them.
    const looks = begun.slice(from).filter(({ asked }) => asked === 'auto')
    const pauses = looks.slice(1).map(({ at }, index) => Math.round((at - (looks[index]?.at ?? 0)) / second))
    expect(new Set(pauses)).toEqual(new Set([20]))
  })

  it('doubles for five minutes after something was carried over', async () => {
    const { world, ids, begun } = await paced(3)
    await world.clock.sleep(10 * minute)
    world.anna.edit(ids[0] ?? '', { Ort: 'Keller' })
    await until(world, () => copyOf(world, ids[0])?.['Ort'] === 'Keller', minute)
    const before = begun.length
    await world.clock.sleep(4 * minute)
    expect(begun.length - before).toBeGreaterThanOrEqual(23)
    await world.clock.sleep(2 * minute)
    const after = begun.length
    await world.clock.sleep(4 * minute)
    expect(begun.length - after).toBeLessThanOrEqual(13)
  })

  it('carries over within 30 s what was changed before or during a listing that takes 24 s', async () => {
    const { world, ids, begun } = await paced(110, 12 * second, 'listings')
    await world.clock.sleep(6 * minute)
    for (const early of [6 * second, -2 * second, -12 * second]) {
      const sweeps = () => begun.filter(({ asked }) => asked === 'sweep').length
      const known = sweeps()
      await until(world, () => sweeps() > known, 20 * minute)
      const last = begun.findLast(({ asked }) => asked === 'sweep')?.at ?? 0
      const next = last + 4 * minute
      await world.clock.sleep(next - early - world.clock.monotonic())
      const id = ids[0]
      world.anna.edit(id ?? '', { Ort: `Keller ${early}` })
      const took = await until(world, () => copyOf(world, id)?.['Ort'] === `Keller ${early}`, 2 * minute)
      expect(took).toBeLessThanOrEqual(30 * second)
    }
  })
})

describe('the timetable', () => {
  it('lists everything again when the interval of the profile is over', async () => {
    const world = await createWorld({ profile: { intervalMs: 10 * minute } })
    open = world
    const kinds: string[] = []
    const schedule = createSchedule({
      engine: world.computer().engine,
      clock: world.clock,
      profiles: () => [world.profile],
      onReport: (_, { record }) => kinds.push(record.kind),
      onError: () => undefined,
    })
    running = schedule
    schedule.start()
    await world.clock.sleep(25 * minute)
    expect(kinds.filter((kind) => kind === 'full')).toHaveLength(3)
  })

  it('waits longer after each failure, up to five minutes, and is back at its pace after a success', async () => {
    const world = await createWorld()
    open = world
    const at: number[] = []
    const schedule = createSchedule({
      engine: world.computer().engine,
      clock: world.clock,
      profiles: () => [world.profile],
      onReport: () => at.push(world.clock.monotonic()),
      onError: () => undefined,
    })
    running = schedule
    const remove = world.sandbox.faults.add({
      operation: 'dataSources.retrieve',
      probability: 1,
      action: { kind: 'answer', when: 'before', answer: { kind: 'bad-request' } },
    })
    schedule.start()
    await world.clock.sleep(20 * minute)
    const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0))
    expect(pauses.slice(0, 5).map((pause) => Math.round(pause / second))).toEqual([40, 80, 160, 300, 300])
    remove()
    await world.clock.sleep(6 * minute)
    expect((at.at(-1) ?? 0) - (at.at(-2) ?? 0)).toBeLessThan(25 * second)
  })

  it('ends for a profile that is removed, begins for one that is added, and wakes when told to look again', async () => {
    const world = await createWorld()
    open = world
    let profiles = [world.profile]
    let runs = 0
    const schedule = createSchedule({
      engine: world.computer().engine,
      clock: world.clock,
      profiles: () => profiles,
      onReport: () => {
        runs += 1
      },
      onError: () => undefined,
    })
    running = schedule
    schedule.refresh()
    expect(runs).toBe(0)
    schedule.start()
    await until(world, () => runs > 0, minute)
    const before = world.clock.monotonic()
    const known = runs
    schedule.refresh()
    await until(world, () => runs > known, minute)
    expect(world.clock.monotonic() - before).toBeLessThan(5 * second)
    profiles = []
    await world.clock.sleep(2 * minute)
    const ended = runs
    await world.clock.sleep(5 * minute)
    expect(runs).toBe(ended)
    profiles = [world.profile]
    schedule.refresh()
    await until(world, () => runs > ended, minute)
    expect(runs).toBeGreaterThan(ended)
    expect(await schedule.syncNow(null, { kind: 'auto' })).toHaveLength(1)
    expect(await schedule.syncNow('nobody' as typeof world.profile.id, { kind: 'auto' })).toHaveLength(0) // No profile's id.
  })
})
