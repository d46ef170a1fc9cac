/** Runs that cannot go on: what they did stands, what they left is due, and nothing is written that was not proven. */
import { afterEach, describe, expect, it } from 'vitest'
import { dueAt } from '../../electron/engine/pairs.ts'
import type { FaultRule } from '../../electron/sandbox/faults.ts'
import { addAppointments, type Computer, createWorld, pageId, type World, type WorldOptions } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minutes = 60_000
const failing: FaultRule['action'] = { kind: 'answer', when: 'before', answer: { kind: 'internal' } }
const refusing: FaultRule['action'] = { kind: 'answer', when: 'before', answer: { kind: 'bad-request' } }

interface Stage {
  readonly world: World
  readonly computer: Computer
  readonly ids: readonly string[]
}

async function stage(count: number, options: WorldOptions = {}): Promise<Stage> {
  const world = await createWorld(options)
  open = world
  return { world, computer: world.computer(), ids: addAppointments(world, count) }
}

async function synced(count: number, options: WorldOptions = {}): Promise<Stage> {
  const s = await stage(count, options)
  await s.computer.run()
  await s.world.clock.advance(5 * minutes)
  return s
}

const stateOf = ({ world, computer }: Stage, id: string): string | undefined =>
  computer.store.ledger.pair(world.profile.id, pageId(id))?.state.kind

describe('a service that fails again and again', () => {
  it('ends the run before all is tried; the rest is due and done later, each once', async () => {
    const s = await stage(20)
    const end = s.world.sandbox.faults.add({ operation: 'pages.create', probability: 1, action: failing })
    const { record } = await s.computer.run()
    expect(record).toMatchObject({ state: 'failed', failure: { category: 'service' } })
    expect(record.statistics.errors).toBeLessThan(20)
    end()
    for (let round = 0; round < 3; round += 1) {
      await s.world.clock.advance(4 * minutes)
      await s.computer.run()
    }
    expect(s.world.sharedRows()).toHaveLength(20)
    expect(s.computer.store.journal.problems(s.world.profile.id)).toHaveLength(0)
  })

  it('in the reading that must prove a page switched on again leaves it due, however long it lasts', async () => {
    const s = await synced(3)
    const [id = ''] = s.ids
    s.world.anna.check(id, 'PartnerRelevant', false)
    await s.computer.run()
    await s.world.clock.advance(10 * minutes)
    s.world.anna.check(id, 'PartnerRelevant', true)
    const end = s.world.sandbox.faults.add({ operation: 'pages.retrieve', probability: 1, action: failing })
    expect((await s.computer.run()).record.statistics.errors).toBe(1)
    expect(stateOf(s, id)).toBe('waiting')
    await s.world.clock.advance(5 * minutes)
    await s.computer.run()
    end()
    await s.world.clock.advance(20 * minutes)
    await s.computer.run()
    expect(s.world.sharedRows()).toHaveLength(3)
    expect(s.computer.store.journal.problems(s.world.profile.id)).toHaveLength(0)
  })

  it('in the look at what changed meanwhile puts off a create that waited longer than a minute', async () => {
    const s = await stage(5)
    const slow = { kind: 'delay', ms: 58_000 } as const
    s.world.sandbox.faults.add({ operation: 'pages.create', count: 4, action: slow })
    s.world.sandbox.faults.add({ operation: 'pages.update', count: 4, action: slow })
    let listed = 0
    const end = s.world.sandbox.faults.add({
      operation: 'dataSources.query',
      probability: 1,
      where: () => (listed += 1) > 3,
      action: failing,
    })
    await s.computer.run()
    expect(s.world.sharedRows()).toHaveLength(4)
    end()
    await s.world.clock.advance(4 * minutes)
    await s.computer.run()
    expect(s.world.sharedRows()).toHaveLength(5)
  })

  it('when the page is read that a removal hangs on removes nothing, and tries again (7)', async () => {
    const s = await synced(3)
    const [id = ''] = s.ids
    s.world.anna.trash(id)
    const end = s.world.sandbox.faults.add({ operation: 'pages.retrieve', probability: 1, action: failing })
    await s.computer.run({ kind: 'full' })
    expect([s.world.sharedRows().length, stateOf(s, id)]).toEqual([3, 'waiting'])
    end()
    await s.world.clock.advance(4 * minutes)
    await s.computer.run({ kind: 'full' })
    expect(s.world.sharedRows()).toHaveLength(2)
  })

  it('when it is asked who names a typed-in row claims nothing, and does so later (15)', async () => {
    const s = await synced(2, { profile: { importRows: true } })
    s.world.partner.addRow(s.world.sharedId, { Name: 'Zahnarzt' })
    const end = s.world.sandbox.faults.add({
      operation: 'dataSources.query',
      probability: 1,
      where: ({ body, path }) => path.includes(s.world.privateId) && body.includes('"equals"'),
      action: failing,
    })
    expect((await s.computer.run()).record.requests.write).toBe(0)
    end()
    await s.world.clock.advance(minutes)
    expect((await s.computer.run()).record.requests.write).toBe(1)
  })
})

describe('a stop in the middle', () => {
  it('leaves what it did, and the next run does the rest, each once', async () => {
    const s = await synced(12)
    for (const id of s.ids) s.world.anna.edit(id, { Ort: 'Berlin' })
    const stopping = new AbortController()
    const end = s.world.sandbox.afterRequest(({ operation }) => {
      if (operation === 'pages.update') stopping.abort()
    })
    const { record } = await s.computer.engine.run(s.world.profile, { kind: 'auto' }, stopping.signal)
    end()
    expect(record.state).toBe('stopped')
    const done = s.world.sharedRows().filter((row) => row.values['Ort'] === 'Berlin').length
    expect(done).toBeGreaterThan(0)
    expect(done).toBeLessThan(12)
    await s.computer.run()
    expect(s.world.sharedRows().filter((row) => row.values['Ort'] === 'Berlin')).toHaveLength(12)
    expect(s.computer.store.ledger.openIntents(s.world.profile.id)).toHaveLength(0)
  })
})

describe('a profile whose shared side is taken away', () => {
  it.each([
    ['by its token', 'credentials'],
    ['by unsharing its database', 'not-shared'],
  ])('(%s) stops before the first write and says why', async (how, category) => {
    const s = await synced(2, { twoTokens: true })
    s.world.anna.edit(s.ids[0] ?? '', { Ort: 'Berlin' })
    const { admin } = s.world.sandbox
    const database = s.world.sandbox.read(s.world.sharedRows()[0]?.id ?? '')?.databaseId ?? ''
    if (how === 'by its token') admin.revoke(s.world.sharedConnectionId)
    else admin.unshare(database, s.world.sharedConnectionId)
    for (const kind of ['full', 'auto'] as const) {
      expect((await s.computer.run({ kind })).record).toMatchObject({
        state: 'failed',
        failure: { category },
        requests: { write: 0 },
      })
    }
  })

  it.each(['private', 'shared'] as const)(
    'or whose property (%s) got another type stops with its name',
    async (side) => {
      const s = await synced(2)
      const [resource, page] =
        side === 'private' ? [s.world.privateId, s.ids[0]] : [s.world.sharedId, s.world.sharedRows()[0]?.id]
      s.world.sandbox.admin.retypeProperty(resource, 'Ort', 'number')
      s.world.anna.edit(page ?? '', { Name: 'neu' })
      expect((await s.computer.run()).record).toMatchObject({
        state: 'failed',
        failure: { category: 'schema', subject: `Ort (${side})` },
        requests: { write: 0 },
      })
    },
  )
})

describe('a wave of creations that the user refuses', () => {
  it('stays away, page by page, until a page shows something new', async () => {
    const s = await synced(2)
    const fresh = addAppointments(s.world, 51)
    await s.computer.run()
    const { journal } = s.computer.store
    for (const each of journal.held(s.world.profile.id)) journal.saveHeld({ ...each, state: 'rejected' })
    await s.computer.run({ kind: 'full' })
    expect([s.world.sharedRows().length, stateOf(s, fresh[0] ?? '')]).toEqual([2, 'excluded'])
    s.world.anna.edit(fresh[0] ?? '', { Ort: 'Berlin' })
    await s.world.clock.advance(4 * minutes)
    await s.computer.run({ kind: 'full' })
    expect(s.world.sharedRows()).toHaveLength(3)
  })
})

describe('a create that is refused for good', () => {
  it('of a row that is imported stands in the list under its row', async () => {
    const s = await synced(2, { profile: { importRows: true } })
    const row = s.world.partner.addRow(s.world.sharedId, { Name: 'Zahnarzt' })
    await s.computer.run()
    await s.world.clock.advance(minutes)
    s.world.sandbox.faults.add({ operation: 'pages.create', probability: 1, action: refusing })
    await s.computer.run()
    await s.world.clock.advance(4 * minutes)
    await s.computer.run({ kind: 'full' })
    expect(s.computer.store.journal.problems(s.world.profile.id)).toMatchObject([
      { privateId: null, sharedId: row, failure: { category: 'validation' } },
    ])
  })

  it('of an appointment without a date is no matter of the past', async () => {
    const s = await stage(0)
    const id = s.world.anna.addRow(s.world.privateId, { Name: 'irgendwann', PartnerRelevant: true })
    s.world.sandbox.faults.add({ operation: 'pages.create', probability: 1, action: refusing })
    await s.computer.run()
    expect(s.computer.store.journal.problems(s.world.profile.id)).toMatchObject([
      { privateId: id, past: false, nextTryAt: null },
    ])
    expect(stateOf(s, id)).toBe('problem')
  })
})

describe('a personal token', () => {
  it('writes as its owner: no write of that person is taken for another computer', async () => {
    const s = await synced(2)
    const { private: mine, shared: theirs } = s.world.profile
    const profile = {
      ...s.world.profile,
      private: { ...mine, identity: { ...mine.identity, personal: true } },
      shared: { ...theirs, identity: { ...theirs.identity, personal: true } },
    }
    s.world.anna.edit(s.ids[0] ?? '', { Ort: 'Berlin' })
    await s.world.computer().run({ kind: 'full' })
    await s.world.clock.advance(4 * minutes)
    await s.computer.run({ kind: 'full' }, profile)
    expect(s.computer.signals.some((each) => each.kind === 'noticed')).toBe(false)
    expect(s.computer.store.ledger.fact(profile.id, 'careful')).toBeNull()
  })
})

describe('what the ledger keeps in its margins', () => {
  it('counts as nothing where it is no list, and a pair in step is never due', async () => {
    const s = await synced(2, { profile: { importRows: true } })
    const { ledger } = s.computer.store
    for (const name of ['removals', 'claims', 'disowned']) ledger.saveFact(s.world.profile.id, name, '{}')
    s.world.anna.check(s.ids[0] ?? '', 'PartnerRelevant', false)
    s.world.partner.addRow(s.world.sharedId, { Name: 'Zahnarzt' })
    const other = { ...s.world.profile.shared, token: { kind: 'environment' as const, variable: 'OTHER' } }
    const { record } = await s.computer.run({}, { ...s.world.profile, shared: other })
    expect(record).toMatchObject({ state: 'completed', statistics: { removed: 1 } })
    const pair = ledger.pair(s.world.profile.id, pageId(s.ids[1] ?? ''))
    expect(pair === null ? 'gone' : dueAt(pair, s.world.clock.now())).toBeNull()
  })
})

it('says how much there is to do before the first of it is done', async () => {
  const s = await stage(3)
  await s.computer.run()
  const told = s.computer.signals.flatMap((each) => (each.kind === 'progress' ? [`${each.done}/${each.total}`] : []))
  expect(told).toEqual(['0/3', '1/3', '2/3', '3/3'])
})

describe('a row typed into the shared database whose import is refused', () => {
  it('is tried once, stands in the list, and is imported when it shows something new (15)', async () => {
    const s = await synced(1, { profile: { importRows: true } })
    const { world, computer } = s
    const typed = world.partner.addRow(world.sharedId, { Name: 'Zahnarzt' })
    const end = world.sandbox.faults.add({ operation: 'pages.create', probability: 1, action: refusing })
    const later = async (): Promise<number> => {
      await world.clock.advance(5 * minutes)
      return (await computer.run({ kind: 'full' })).record.requests.write
    }
    const problems = () => computer.store.journal.problems(world.profile.id)
    // Claimed first, then imported.
    await later()
    await later()
    expect(problems()).toMatchObject([{ privateId: null, sharedId: typed, tries: 1, nextTryAt: null }])
    expect([await later(), await later()]).toEqual([0, 0])
    end()
    expect(await later()).toBe(0)
    world.partner.edit(typed, { Ort: 'Praxis' })
    await later()
    expect(world.privateRows()).toHaveLength(2)
    await later()
    expect(problems()).toEqual([])
  })
})
