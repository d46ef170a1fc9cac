/** Two computers keep one profile: what the other one wrote is noticed, carried nowhere, and counted where it counts. */
import { afterEach, describe, expect, it } from 'vitest'
import { addAppointments, type Computer, createWorld, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minutes = 60_000

interface Both {
  readonly world: World
  readonly one: Computer
  readonly two: Computer
  readonly ids: readonly string[]
  readonly copyOf: (index: number) => string
}

async function synced(count: number): Promise<Both> {
  const world = await createWorld()
  open = world
  const ids = addAppointments(world, count)
  const [one, two] = [world.computer(), world.computer()]
  await one.run()
  await world.clock.advance(5 * minutes)
  await two.run()
  await world.clock.advance(5 * minutes)
  const copies = world.sharedRows()
  const copyOf = (index: number): string => copies.find((row) => row.values['SourcePrivateId'] === ids[index])?.id ?? ''
  return { world, one, two, ids, copyOf }
}

const valueOf = (world: World, id: string): unknown => world.sandbox.read(id)?.values['Ort']

describe('a value that another computer wrote', () => {
  it('is noticed within the minute in which this one wrote, and overwrites no later edit', async () => {
    const { world, one, two, ids, copyOf } = await synced(2)
    const [id = ''] = ids
    await world.clock.advance(minutes - (world.clock.now() % minutes) + 5_000)
    world.anna.edit(id, { Ort: 'Berlin' })
    await one.run()
    await two.run()
    world.anna.edit(id, { Ort: 'Bonn' })
    await two.run()
    world.anna.edit(id, { Ort: 'Berlin' })
    await world.clock.advance(10_000)
    await one.run()
    expect(valueOf(world, id)).toBe('Berlin')
    expect(valueOf(world, copyOf(0))).toBe('Bonn')
    expect(one.store.journal.openConflicts(world.profile.id)).toHaveLength(1)
  })

  it('makes this one careful also where everything shows what it showed before', async () => {
    const { world, one, two, ids, copyOf } = await synced(2)
    const [id = ''] = ids
    const before = String(valueOf(world, id))
    for (const place of ['Berlin', before]) {
      world.anna.edit(id, { Ort: place })
      await world.clock.advance(4 * minutes)
      await two.run()
    }
    expect(valueOf(world, copyOf(0))).toBe(before)
    await one.run()
    expect(one.store.ledger.fact(world.profile.id, 'careful')).not.toBeNull()
  })

  it('makes this one careful from then on: a copy that somebody touched since is asked about', async () => {
    const { world, one, two, ids, copyOf } = await synced(2)
    world.anna.edit(ids[0] ?? '', { Ort: 'Berlin' })
    await two.run()
    await world.clock.advance(4 * minutes)
    await one.run()
    await world.clock.advance(4 * minutes)
    world.anna.edit(ids[1] ?? '', { Ort: 'Berlin' })
    world.partner.edit(copyOf(1), { Ort: 'Bern' })
    world.partner.edit(copyOf(1), { Ort: 'Garage' })
    await one.run()
    expect(valueOf(world, copyOf(1))).toBe('Garage')
    expect(one.store.journal.openConflicts(world.profile.id)).toHaveLength(1)
  })
})

describe('a copy that another computer made, where the policy lets the shared side win', () => {
  /** One page of some minutes ago that no computer has seen yet; the policy asks nobody. */
  async function lonely(): Promise<{ readonly world: World; readonly one: Computer; readonly id: string }> {
    const world = await createWorld({ profile: { onConflict: 'shared' } })
    open = world
    const [id = ''] = addAppointments(world, 1)
    await world.clock.advance(3 * minutes)
    return { world, one: world.computer(), id }
  }

  it('is not adopted as an old listing shows it (2)', async () => {
    const { world, one, id } = await lonely()
    await one.run()
    await world.clock.advance(5 * minutes)
    world.anna.edit(id, { Ort: 'Berlin' })
    await world.clock.advance(3 * minutes)
    await one.run()
    world.sandbox.faults.staleQueries(2 * minutes)
    const two = world.computer()
    await two.run()
    expect(valueOf(world, id)).toBe('Berlin')
    expect(world.sharedRows()).toMatchObject([{ values: { Ort: 'Berlin' } }])
  })

  it('wins over no edit that the other computer has not brought over yet (2)', async () => {
    const { world, one, id } = await lonely()
    await one.run()
    await world.clock.advance(5 * minutes)
    world.anna.edit(id, { Ort: 'Berlin' })
    const two = world.computer()
    await two.run()
    expect(valueOf(world, id)).toBe('Berlin')
    expect(two.store.journal.openConflicts(world.profile.id)).toMatchObject([{ question: { kind: 'fields' } }])
    await world.clock.advance(5 * minutes)
    await one.run({ kind: 'full' })
    await two.run({ kind: 'full' })
    expect(world.sharedRows()).toMatchObject([{ values: { Ort: 'Berlin' } }])
    expect(two.store.journal.openConflicts(world.profile.id)).toEqual([])
  })

  it('wins over our own copy without winning over an edit (12)', async () => {
    const { world, one, id } = await lonely()
    const two = world.computer()
    await one.run()
    world.sandbox.faults.staleQueries(2 * minutes)
    await world.clock.advance(minutes)
    await two.run()
    world.sandbox.faults.staleQueries(0)
    expect(world.sharedRows()).toHaveLength(2)
    await world.clock.advance(5 * minutes)
    world.anna.edit(id, { Ort: 'Berlin' })
    await two.run({ kind: 'full' })
    expect(valueOf(world, id)).toBe('Berlin')
    expect(two.store.journal.openConflicts(world.profile.id)).toMatchObject([{ question: { kind: 'fields' } }])
  })
})

describe('removals that another computer did', () => {
  it('count for the guard of this one', async () => {
    const { world, one, two, ids } = await synced(12)
    for (const id of ids.slice(0, 5)) world.anna.check(id, 'PartnerRelevant', false)
    await two.run()
    await one.run()
    world.anna.check(ids[5] ?? '', 'PartnerRelevant', false)
    const { record } = await one.run()
    expect(record.statistics).toMatchObject({ removed: 0, held: 1 })
    expect(world.sharedRows()).toHaveLength(7)
  })
})
