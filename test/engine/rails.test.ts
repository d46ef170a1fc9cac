/** Each guard on the whole engine: it holds when it must, and not below that; what is confirmed is checked again. */
import { afterEach, describe, expect, it } from 'vitest'
import { addAppointments, type Computer, createWorld, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minutes = 60_000

async function synced(count: number): Promise<{ world: World; computer: Computer; ids: readonly string[] }> {
  const world = await createWorld()
  open = world
  const ids = addAppointments(world, count)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * minutes)
  await computer.run()
  await world.clock.advance(5 * minutes)
  return { world, computer, ids }
}

const copyOf = (world: World, id: string): string =>
  world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)?.id ?? ''

describe('mass removal: more than max(5, 10 % of the pairs) within an hour', () => {
  it.each([
    [12, 4, 'go'],
    [12, 5, 'go'],
    [12, 6, 'wait'],
    [70, 7, 'go'],
    [70, 8, 'wait'],
  ] as const)('of %i pairs %i uncheckings %s', async (pairs, unchecked, what) => {
    const { world, computer, ids } = await synced(pairs)
    for (const id of ids.slice(0, unchecked)) world.anna.check(id, 'PartnerRelevant', false)
    const { record } = await computer.run()
    expect(record.statistics.removed).toBe(what === 'go' ? unchecked : 0)
    expect(record.statistics.held).toBe(what === 'go' ? 0 : unchecked)
    expect(world.sharedRows()).toHaveLength(pairs - record.statistics.removed)
  })

  it('counts what was removed before within the hour, and forgets it when the hour is over', async () => {
    const { world, computer, ids } = await synced(12)
    for (const id of ids.slice(0, 5)) world.anna.check(id, 'PartnerRelevant', false)
    expect((await computer.run()).record.statistics.removed).toBe(5)
    await world.clock.advance(20 * minutes)
    world.anna.check(ids[5] ?? '', 'PartnerRelevant', false)
    expect((await computer.run()).record).toMatchObject({ state: 'held', statistics: { removed: 0, held: 1 } })
    // What is held stays held, also when the hour is over; a new one is not.
    await world.clock.advance(61 * minutes)
    world.anna.check(ids[6] ?? '', 'PartnerRelevant', false)
    expect((await computer.run({ kind: 'full' })).record.statistics).toMatchObject({ removed: 1, held: 1 })
  })

  it('counts anew from a confirmation on', async () => {
    const { world, computer, ids } = await synced(12)
    for (const id of ids.slice(0, 5)) world.anna.check(id, 'PartnerRelevant', false)
    await computer.run()
    world.anna.check(ids[5] ?? '', 'PartnerRelevant', false)
    expect((await computer.run()).record.statistics.held).toBe(1)
    const { journal } = computer.store
    for (const each of journal.held(world.profile.id)) journal.saveHeld({ ...each, state: 'confirmed' })
    expect((await computer.run()).record.statistics).toMatchObject({ removed: 1, held: 0 })
    world.anna.check(ids[6] ?? '', 'PartnerRelevant', false)
    expect((await computer.run()).record.statistics).toMatchObject({ removed: 1, held: 0 })
  })

  it.each([2, 3])('a side that lists nothing any more is an accident, even with %i pairs', async (count) => {
    const { world, computer, ids } = await synced(count)
    for (const id of ids) world.anna.trash(id)
    const { record } = await computer.run({ kind: 'full' })
    expect(record).toMatchObject({ state: 'held', statistics: { removed: 0, held: count } })
    expect(world.sharedRows()).toHaveLength(count)
  })

  it('one pair that goes is no accident', async () => {
    const { world, computer, ids } = await synced(1)
    world.anna.trash(ids[0] ?? '')
    expect((await computer.run({ kind: 'full' })).record.statistics).toMatchObject({ removed: 1, held: 0 })
  })
})

describe('a held removal that is confirmed', () => {
  it('is checked again, page by page: what came back stays, what was edited since is kept', async () => {
    const { world, computer, ids } = await synced(12)
    for (const id of ids.slice(0, 8)) world.anna.check(id, 'PartnerRelevant', false)
    await computer.run()
    const { journal } = computer.store
    world.anna.check(ids[0] ?? '', 'PartnerRelevant', true)
    world.partner.edit(copyOf(world, ids[1] ?? ''), { Ort: 'Bern' })
    for (const each of journal.held(world.profile.id)) journal.saveHeld({ ...each, state: 'confirmed' })
    await computer.run()
    expect(copyOf(world, ids[0] ?? '')).not.toBe('')
    expect(world.sandbox.read(ids[1] ?? '')?.values['Ort']).toBe('Bern')
    expect(world.sharedRows()).toHaveLength(5)
    expect(journal.held(world.profile.id)).toHaveLength(0)
  })
})

describe('mass change: more than half of at least 20 pairs in one run', () => {
  it.each([
    [19, 19, 'go'],
    [20, 10, 'go'],
    [20, 11, 'wait'],
  ] as const)('of %i pairs %i edits %s', async (pairs, edited, what) => {
    const { world, computer, ids } = await synced(pairs)
    for (const id of ids.slice(0, edited)) world.anna.edit(id, { Ort: 'Dachzelt' })
    const { record } = await computer.run()
    expect(record.statistics.updated).toBe(what === 'go' ? edited : 0)
    expect(record.statistics.held).toBe(what === 'go' ? 0 : edited)
  })
})

describe('mass creation: more than 50 in one run, but not the first', () => {
  it.each([
    [50, 'go'],
    [51, 'wait'],
  ] as const)('%i new pages %s', async (fresh, what) => {
    const { world, computer } = await synced(2)
    addAppointments(world, fresh)
    const { record } = await computer.run()
    expect(record.statistics.created).toBe(what === 'go' ? fresh : 0)
    expect(record.statistics.held).toBe(what === 'go' ? 0 : fresh)
  })

  it('a first run creates as many as there are', async () => {
    const { world } = await synced(60)
    expect(world.sharedRows()).toHaveLength(60)
  })
})

describe('schema and identity', () => {
  it('a deleted property stops the profile before the first write, and names it', async () => {
    const { world, computer, ids } = await synced(3)
    world.anna.edit(ids[0] ?? '', { Name: 'neu' })
    world.sandbox.admin.deleteProperty(world.sharedId, 'Ort')
    world.requests()
    // An incremental run meets it in the page that it is about to write, a full run in the schema itself.
    expect((await computer.run()).record.requests.write).toBe(0)
    const { record } = await computer.run({ kind: 'full' })
    expect(record).toMatchObject({ state: 'failed', failure: { category: 'schema', subject: 'Ort (shared)' } })
    expect(record.requests.write).toBe(0)
  })

  it('a property that is missing from the start stops the first run before the first write', async () => {
    const world = await createWorld()
    open = world
    addAppointments(world, 2)
    world.sandbox.admin.deleteProperty(world.sharedId, 'Ort')
    const { record } = await world.computer().run()
    expect(record).toMatchObject({ state: 'failed', failure: { category: 'schema' }, requests: { write: 0 } })
  })

  it('a renamed property stops nothing', async () => {
    const { world, computer, ids } = await synced(3)
    world.sandbox.admin.renameProperty(world.sharedId, 'Ort', 'Wo')
    world.anna.edit(ids[0] ?? '', { Ort: 'Dachzelt' })
    expect((await computer.run()).record.state).toBe('completed')
    expect(world.sandbox.read(copyOf(world, ids[0] ?? ''))?.values['Wo']).toBe('Dachzelt')
  })

  it('another workspace behind the token stops the profile before the first write', async () => {
    const { world, computer } = await synced(3)
    const moved = {
      ...world.profile,
      shared: { ...world.profile.shared, identity: { ...world.profile.shared.identity, workspace: 'another' } },
    }
    const { record } = await computer.run({ kind: 'full' }, moved)
    expect(record).toMatchObject({ state: 'failed', failure: { category: 'identity' }, requests: { write: 0 } })
  })
})

describe('proof and freshness', () => {
  it('a database that is taken away between listing and reading forgets nothing', async () => {
    const { world, computer, ids } = await synced(3)
    const copy = copyOf(world, ids[0] ?? '')
    world.partner.trash(copy)
    const databaseId = world.sandbox.read(ids[0] ?? '')?.databaseId ?? ''
    const stop = world.sandbox.beforeRequest(({ operation }) => {
      if (operation === 'pages.retrieve') world.sandbox.admin.unshare(databaseId, world.connectionId)
    })
    await computer.run({ kind: 'full' })
    stop()
    world.sandbox.admin.share(databaseId, world.connectionId)
    await world.clock.advance(20 * minutes)
    await computer.run({ kind: 'full' })
    await world.clock.advance(20 * minutes)
    await computer.run({ kind: 'full' })
    expect(world.sandbox.read(copy)?.inTrash).toBe(true)
    expect(world.sandbox.rows(world.sharedId, 'live').some((row) => row.values['SourcePrivateId'] === ids[0])).toBe(
      false,
    )
  })

  it('an old listing does not bring back a copy that a partner deleted', async () => {
    const { world, computer, ids } = await synced(3)
    const copy = copyOf(world, ids[0] ?? '')
    world.partner.trash(copy)
    world.sandbox.faults.staleQueries(20_000)
    await world.clock.advance(60_000)
    await computer.run({ kind: 'sweep' })
    await computer.run({ kind: 'full' })
    expect(world.sandbox.read(copy)?.inTrash).toBe(true)
  })

  it('a due time of a clock that was set back strands nothing', async () => {
    const { world, computer, ids } = await synced(3)
    world.anna.edit(ids[0] ?? '', { Ort: 'Dachzelt' })
    world.sandbox.faults.add({
      operation: 'pages.update',
      action: { kind: 'answer', when: 'before', answer: { kind: 'internal' } },
    })
    await computer.run()
    world.clock.jumpWall(-6 * 3_600_000)
    await world.clock.advance(16 * minutes)
    await computer.run({ kind: 'full' })
    expect(world.sandbox.read(copyOf(world, ids[0] ?? ''))?.values['Ort']).toBe('Dachzelt')
  })
})
