/** Failing requests on the whole engine: whatever the answer says, one copy at the end and nothing lost. */
import { afterEach, describe, expect, it } from 'vitest'
import { faultActions } from '../support/fault-actions.ts'
import { addAppointments, type Computer, createWorld, pageId, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minutes = 60_000

async function converge(world: World, computer: Computer): Promise<void> {
  for (let round = 0; round < 8; round += 1) {
    await world.clock.advance(4 * minutes)
    await computer.run({ kind: round % 2 === 0 ? 'auto' : 'full' })
  }
}

function expectOneCopyEach(world: World, computer: Computer, ids: readonly string[]): void {
  const copies = world.sandbox.rows(world.sharedId, 'all').filter((row) => !row.inTrash)
  for (const id of ids) {
    const mine = copies.filter((row) => row.values['SourcePrivateId'] === id)
    expect(mine.map((row) => row.id)).toHaveLength(1)
    expect(world.sandbox.read(id)?.values['SyncedToSharedId']).toBe(mine[0]?.id)
  }
  expect(copies).toHaveLength(ids.length)
  expect(computer.store.ledger.openIntents(world.profile.id)).toHaveLength(0)
  expect(computer.store.journal.problems(world.profile.id)).toHaveLength(0)
}

describe('a create that fails', () => {
  it.each(Object.entries(faultActions))('%s leaves one copy', async (_name, action) => {
    const world = await createWorld()
    open = world
    const ids = addAppointments(world, 5)
    world.sandbox.faults.add({ operation: 'pages.create', nth: 2, action })
    const computer = world.computer()
    await computer.run()
    await converge(world, computer)
    expectOneCopyEach(world, computer, ids)
    expect((await computer.run({ kind: 'full' })).record.requests.write).toBe(0)
  })

  it.each(Object.entries(faultActions))('%s on every second create leaves one copy each', async (_name, action) => {
    const world = await createWorld({ seed: 5 })
    open = world
    const ids = addAppointments(world, 6)
    const remove = world.sandbox.faults.add({ operation: 'pages.create', probability: 0.5, action })
    const computer = world.computer()
    await computer.run()
    await world.clock.advance(3 * minutes)
    await computer.run()
    remove()
    await converge(world, computer)
    expect(computer.store.ledger.openIntents(world.profile.id)).toHaveLength(0)
    const copies = world.sharedRows()
    expect(new Set(copies.map((row) => row.values['SourcePrivateId'])).size).toBe(copies.length)
    const refused = computer.store.journal.problems(world.profile.id).length
    expect(copies.length + refused).toBe(ids.length)
  })
})

describe('waiting', () => {
  it('an unanswered create is not sent again before 120 s, not even by force', async () => {
    const world = await createWorld()
    open = world
    const [id = ''] = addAppointments(world, 1)
    world.sandbox.faults.add({ operation: 'pages.create', action: { kind: 'hang', effect: 'late', afterMs: 100_000 } })
    const computer = world.computer()
    await computer.run()
    const pair = () => computer.store.ledger.pair(world.profile.id, pageId(id))
    expect(pair()?.state.kind).toBe('being-checked')
    for (let round = 0; round < 6; round += 1) {
      await computer.run({ kind: 'page', pageId: pageId(id), force: true })
      await computer.run()
      await world.clock.advance(5_000)
    }
    await converge(world, computer)
    expectOneCopyEach(world, computer, [id])
    expect(world.sandbox.rows(world.sharedId, 'all')).toHaveLength(1)
  })

  it('a failing write has five tries with growing pauses, then rests in the list until something changes', async () => {
    const world = await createWorld()
    open = world
    const [id = ''] = addAppointments(world, 1)
    const computer = world.computer()
    await computer.run()
    await world.clock.advance(5 * minutes)
    const remove = world.sandbox.faults.add({
      operation: 'pages.update',
      probability: 1,
      action: { kind: 'answer', when: 'before', answer: { kind: 'conflict' } },
    })
    world.anna.edit(id, { Ort: 'Berlin' })
    const sent = () => world.sandbox.requests.filter((each) => each.operation === 'pages.update').length
    world.sandbox.resetRequests()
    const started = world.clock.monotonic()
    for (let round = 0; round < 60; round += 1) {
      await computer.run({ kind: round % 10 === 9 ? 'full' : 'auto' })
      await world.clock.advance(20_000)
      if (sent() >= 5) break
    }
    expect(sent()).toBe(5)
    expect(world.clock.monotonic() - started).toBeGreaterThan(100_000)
    for (let round = 0; round < 5; round += 1) {
      await world.clock.advance(10 * minutes)
      await computer.run({ kind: 'full' })
    }
    expect(sent()).toBe(5)
    const [problem] = computer.store.journal.problems(world.profile.id)
    expect(problem).toMatchObject({ tries: 5, nextTryAt: null, failure: { category: 'conflict', status: 409 } })
    remove()
    world.anna.edit(id, { Ort: 'Bern' })
    await world.clock.advance(minutes)
    await computer.run()
    expect(world.sharedRows()[0]?.values['Ort']).toBe('Bern')
    expect(computer.store.journal.problems(world.profile.id)).toHaveLength(0)
  })
})

describe('an update that fails', () => {
  it.each(Object.entries(faultActions))('%s: both sides agree at the end', async (_name, action) => {
    const world = await createWorld()
    open = world
    const ids = addAppointments(world, 3)
    const computer = world.computer()
    await computer.run()
    await world.clock.advance(5 * minutes)
    const id = ids[0] ?? ''
    world.anna.edit(id, { Ort: 'Berlin' })
    world.sandbox.faults.add({ operation: 'pages.update', nth: 1, action })
    await computer.run()
    await converge(world, computer)
    expectOneCopyEach(world, computer, ids)
    expect(world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)?.values['Ort']).toBe('Berlin')
    expect((await computer.run({ kind: 'full' })).record.requests.write).toBe(0)
  })

  it.each(Object.entries(faultActions))('%s while a copy is trashed: it is gone at the end', async (_name, action) => {
    const world = await createWorld()
    open = world
    const ids = addAppointments(world, 3)
    const computer = world.computer()
    await computer.run()
    await world.clock.advance(5 * minutes)
    world.anna.check(ids[0] ?? '', 'PartnerRelevant', false)
    world.sandbox.faults.add({ operation: 'pages.update', nth: 1, action })
    await computer.run()
    await converge(world, computer)
    expect(world.sharedRows()).toHaveLength(2)
    expect(world.sandbox.read(ids[0] ?? '')?.values['SyncedToSharedId']).toBe('')
    expect(computer.store.journal.problems(world.profile.id)).toHaveLength(0)
  })
})

describe('readings that fail or lie', () => {
  it('a listing that fails on its second page proves nothing: no create, no removal', async () => {
    const world = await createWorld()
    open = world
    addAppointments(world, 150)
    const computer = world.computer()
    world.sandbox.faults.add({
      operation: 'dataSources.query',
      probability: 1,
      where: (facts) => facts.body.includes('start_cursor'),
      action: { kind: 'answer', when: 'before', answer: { kind: 'internal' } },
    })
    const { record } = await computer.run()
    expect(record.state).toBe('failed')
    expect(world.sharedRows()).toHaveLength(0)
    world.sandbox.faults.clear()
    await computer.run()
    expect(world.sharedRows()).toHaveLength(150)
  })

  it('look-ups that fail are tries, not a completed first sync', async () => {
    const world = await createWorld()
    open = world
    const ids = addAppointments(world, 60)
    const computer = world.computer()
    const remove = world.sandbox.faults.add({
      operation: 'dataSources.query',
      probability: 1,
      where: (facts) => facts.body.includes('in_trash'),
      action: { kind: 'answer', when: 'before', answer: { kind: 'internal' } },
    })
    const { record } = await computer.run()
    expect(record.statistics).toMatchObject({ created: 0, errors: 60, held: 0 })
    expect(computer.store.ledger.pair(world.profile.id, pageId(ids[0] ?? ''))?.state.kind).toBe('waiting')
    remove()
    await converge(world, computer)
    expectOneCopyEach(world, computer, ids)
  })

  it('stale listings neither double, nor revert, nor resurrect', async () => {
    const world = await createWorld()
    open = world
    const ids = addAppointments(world, 5)
    const computer = world.computer()
    await computer.run()
    world.sandbox.faults.staleQueries(40_000)
    for (let round = 0; round < 6; round += 1) {
      world.anna.edit(ids[round % 5] ?? '', { Ort: `Ort ${round}` })
      await world.clock.advance(15_000)
      await computer.run({ kind: round % 3 === 2 ? 'full' : 'auto' })
    }
    world.anna.check(ids[4] ?? '', 'PartnerRelevant', false)
    await world.clock.advance(15_000)
    await computer.run()
    await computer.run({ kind: 'full' })
    world.sandbox.faults.staleQueries(0)
    await converge(world, computer)
    expect(world.sharedRows()).toHaveLength(4)
    for (const [index, id] of ids.slice(0, 4).entries()) {
      const copy = world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)
      const expected = index === 0 ? 'Ort 5' : `Ort ${index}`
      expect([copy?.values['Ort'], world.sandbox.read(id)?.values['Ort']]).toEqual([expected, expected])
    }
  })

  it('a refused token stops the run, says so, and nothing is lost', async () => {
    const world = await createWorld()
    open = world
    addAppointments(world, 3)
    const computer = world.computer()
    world.sandbox.admin.revoke(world.connectionId)
    const { record } = await computer.run()
    expect(record).toMatchObject({ state: 'failed', failure: { category: 'credentials' } })
    expect(world.sharedRows()).toHaveLength(0)
  })

  it('a database that is no longer shared removes nothing', async () => {
    const world = await createWorld({ twoTokens: true })
    open = world
    addAppointments(world, 8)
    const computer = world.computer()
    await computer.run()
    await world.clock.advance(5 * minutes)
    const database = world.sandbox.read(world.privateRows()[0]?.id ?? '')?.databaseId ?? ''
    world.sandbox.admin.unshare(database, world.connectionId)
    for (const kind of ['auto', 'sweep', 'full'] as const) {
      await world.clock.advance(5 * minutes)
      expect((await computer.run({ kind })).record.state).toBe('failed')
    }
    expect(world.sharedRows()).toHaveLength(8)
    world.sandbox.admin.share(database, world.connectionId)
    await world.clock.advance(5 * minutes)
    expect((await computer.run({ kind: 'full' })).record).toMatchObject({ state: 'completed', requests: { write: 0 } })
  })
})

describe('two computers on one profile', () => {
  it('make one copy per page, lose no value and do not play ping-pong', async () => {
    const world = await createWorld()
    open = world
    const ids = addAppointments(world, 8)
    const [one, two] = [world.computer(), world.computer()]
    await Promise.all([one.run(), two.run()])
    for (let round = 0; round < 4; round += 1) {
      await world.clock.advance(4 * minutes)
      await Promise.all([one.run({ kind: 'full' }), two.run({ kind: 'full' })])
    }
    expect(world.sharedRows()).toHaveLength(8)
    world.anna.edit(ids[0] ?? '', { Ort: 'Berlin' })
    for (let round = 0; round < 4; round += 1) {
      await world.clock.advance(4 * minutes)
      await Promise.all([one.run(), two.run()])
    }
    expect(world.sharedRows().find((row) => row.values['SourcePrivateId'] === ids[0])?.values['Ort']).toBe('Berlin')
    const last = await Promise.all([one.run({ kind: 'full' }), two.run({ kind: 'full' })])
    expect(last.map(({ record }) => record.requests.write)).toEqual([0, 0])
    expect([one, two].map((each) => each.store.journal.openConflicts(world.profile.id).length)).toEqual([0, 0])
  })
})
