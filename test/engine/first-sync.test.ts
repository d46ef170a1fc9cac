/** The main job on the engine, with its price in requests (sync-semantics, What it may cost). */
import { afterEach, describe, expect, it } from 'vitest'
import { addAppointments, createWorld, type World } from '../support/world.ts'

let world: World | null = null
afterEach(() => {
  world?.close()
  world = null
})

const minute = 60_000

describe('a first sync', () => {
  it('copies every relevant page once, links both ways, and a second run writes nothing', async () => {
    world = await createWorld()
    const ids = addAppointments(world, 12)
    world.anna.addRow(world.privateId, { Name: 'nur privat', PartnerRelevant: false })
    const computer = world.computer()
    const first = await computer.run()
    expect(first.record).toMatchObject({ state: 'completed', kind: 'full', statistics: { created: 12, errors: 0 } })
    const copies = world.sharedRows()
    expect(copies).toHaveLength(12)
    for (const id of ids) {
      const copy = copies.find((row) => row.values['SourcePrivateId'] === id)
      expect(copy?.values).toMatchObject({ SourceUserId: 1, PartnerRelevant: true, Ort: 'Garage' })
      expect(world.sandbox.read(id)?.values['SyncedToSharedId']).toBe(copy?.id)
    }
    const second = await computer.run()
    expect(second.record.requests.write).toBe(0)
    expect(second.record.state).toBe('completed')
  })

  it.each([10, 100, 250])('costs at most 2N + 4 ceil(N/100) + 10 requests for %i pages', async (count) => {
    world = await createWorld()
    addAppointments(world, count)
    const computer = world.computer()
    await computer.run()
    expect(world.requests()).toBeLessThanOrEqual(2 * count + 4 * Math.ceil(count / 100) + 10)
    await world.clock.advance(6 * minute)
    await computer.run()
    await world.clock.advance(6 * minute)
    world.requests()
    await computer.run()
    expect(world.requests()).toBe(2)
    await computer.run({ kind: 'full' })
    expect(world.requests()).toBeLessThanOrEqual(2 * Math.ceil(count / 100) + 6)
  })
})

describe('afterwards', () => {
  const synced = async (): Promise<{
    readonly world: World
    readonly ids: readonly string[]
    readonly computer: ReturnType<World['computer']>
  }> => {
    const made = await createWorld()
    world = made
    const ids = addAppointments(made, 10)
    const computer = made.computer()
    await computer.run()
    await made.clock.advance(6 * minute)
    await computer.run()
    await made.clock.advance(6 * minute)
    made.requests()
    return { world: made, ids, computer }
  }

  it('one new page costs at most 6 requests', async () => {
    const { world, computer } = await synced()
    addAppointments(world, 1)
    const { record } = await computer.run()
    expect(record.statistics.created).toBe(1)
    expect(world.requests()).toBeLessThanOrEqual(6)
  })

  it('one edited field costs at most 5 requests, from either side', async () => {
    const { world, ids, computer } = await synced()
    world.anna.edit(ids[3] ?? '', { Ort: 'Dachzelt' })
    expect((await computer.run()).record.statistics.updated).toBe(1)
    expect(world.requests()).toBeLessThanOrEqual(5)
    const copy = world.sharedRows().find((row) => row.values['SourcePrivateId'] === ids[4])
    await world.clock.advance(6 * minute)
    world.partner.edit(copy?.id ?? '', { Name: 'Von Bert' })
    expect((await computer.run()).record.statistics.updated).toBe(1)
    expect(world.requests()).toBeLessThanOrEqual(5)
    expect(world.sandbox.read(ids[4] ?? '')?.values['Name']).toBe('Von Bert')
  })

  it('one unchecked page costs at most 6 requests and its copy is gone', async () => {
    const { world, ids, computer } = await synced()
    world.anna.check(ids[2] ?? '', 'PartnerRelevant', false)
    expect((await computer.run()).record.statistics.removed).toBe(1)
    expect(world.requests()).toBeLessThanOrEqual(6)
    expect(world.sharedRows().some((row) => row.values['SourcePrivateId'] === ids[2])).toBe(false)
    expect(world.sandbox.read(ids[2] ?? '')?.values['SyncedToSharedId']).toBe('')
  })
})
