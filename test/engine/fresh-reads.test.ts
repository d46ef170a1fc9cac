/** What people do between two requests of a run: nothing is overwritten or removed on what was read before. */
import { afterEach, describe, expect, it } from 'vitest'
import type { RequestFacts } from '../../electron/sandbox/faults.ts'
import { addAppointments, type Computer, createWorld, pageId, type World, type WorldOptions } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minutes = 60_000

interface Synced {
  readonly world: World
  readonly computer: Computer
  readonly ids: readonly string[]
  readonly id: string
  readonly copy: string
}

async function synced(count: number, options: WorldOptions = {}): Promise<Synced> {
  const world = await createWorld(options)
  open = world
  const ids = addAppointments(world, count)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * minutes)
  const [id = ''] = ids
  const copy = world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)?.id ?? ''
  return { world, computer, ids, id, copy }
}

/** Does something once, right before the first request that fits is looked at. */
function rightBefore(world: World, fits: (request: RequestFacts) => boolean, work: () => void): void {
  const stop = world.sandbox.beforeRequest((request) => {
    if (!fits(request)) return
    stop()
    work()
  })
}

const aboutOnePage = ({ operation }: RequestFacts): boolean =>
  operation === 'pages.retrieve' || operation === 'pages.update'

const trashing = ({ operation, body }: RequestFacts): boolean =>
  operation === 'pages.update' && body.includes('"in_trash":true')

/** Who comes after them finds what was listed older than a minute: four appointments are under way at a time. */
function firstFourAreSlow(world: World, operation: RequestFacts['operation']): void {
  world.sandbox.faults.add({ operation, count: 4, action: { kind: 'delay', ms: 58_000 } })
}

const broken = { kind: 'answer', when: 'before', answer: { kind: 'internal' } } as const

describe('right before the write', () => {
  it.each(['auto', 'full'] as const)(
    'an edit after the listing of a run (%s) is asked about, not overwritten',
    async (kind) => {
      const { world, computer, id, copy } = await synced(3)
      world.anna.edit(id, { Ort: 'Berlin' })
      rightBefore(world, aboutOnePage, () => world.partner.edit(copy, { Ort: 'Bern' }))
      await computer.run({ kind })
      expect(world.sandbox.read(copy)?.values['Ort']).toBe('Bern')
      expect(world.sandbox.read(id)?.values['Ort']).toBe('Berlin')
      expect(computer.store.journal.openConflicts(world.profile.id)).toHaveLength(1)
    },
  )

  it('what turns into a removal on the way waits for the guard', async () => {
    const { world, computer, ids } = await synced(12)
    const pages = ids.slice(0, 8)
    const copies = world.sharedRows().filter((row) => pages.some((page) => row.values['SourcePrivateId'] === page))
    for (const copy of copies) world.partner.edit(copy.id, { Ort: 'Bern' })
    rightBefore(world, aboutOnePage, () => {
      for (const page of pages) world.anna.check(page, 'PartnerRelevant', false)
    })
    await computer.run({ kind: 'full' })
    await computer.run({ kind: 'full' })
    expect(world.sharedRows()).toHaveLength(12)
    expect(computer.store.journal.held(world.profile.id)).toHaveLength(8)
  })
})

describe('in the moment of a trashing', () => {
  it('a value that only the answer shows stands in the history of an unsharing (6)', async () => {
    const { world, computer, id, copy } = await synced(3)
    world.anna.check(id, 'PartnerRelevant', false)
    rightBefore(world, trashing, () => world.partner.edit(copy, { Ort: 'Bern' }))
    await computer.run()
    expect(world.sandbox.read(copy)?.inTrash).toBe(true)
    expect(JSON.stringify(computer.store.journal.changes({ limit: 20 }))).toContain('Bern')
  })

  it('a value that only the answer shows brings the copy of a deleted page back, and asks (7)', async () => {
    const { world, computer, id, copy } = await synced(3)
    world.anna.trash(id)
    rightBefore(world, trashing, () => world.partner.edit(copy, { Ort: 'Bern' }))
    await computer.run({ kind: 'full' })
    expect(world.sandbox.read(copy)?.inTrash).toBe(false)
    const [question] = computer.store.journal.openConflicts(world.profile.id)
    expect(question?.question.kind).toBe('deleted-here-edited-there')
  })
})

describe('a computer that sleeps', () => {
  it('while the answer to the fresh read is on its way reads again before it writes', async () => {
    const { world, computer, id, copy } = await synced(3)
    world.anna.edit(id, { Ort: 'Berlin' })
    let looks = 0
    world.sandbox.beforeRequest((request) => {
      if (!aboutOnePage(request) || !request.path.endsWith(copy)) return
      looks += 1
      if (looks === 1) world.clock.jumpWall(12 * 60 * minutes)
      if (looks === 2) world.partner.edit(copy, { Ort: 'Bern' })
    })
    await computer.run()
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Bern')
    expect(computer.store.journal.openConflicts(world.profile.id)).toHaveLength(1)
  })
})

describe('an edit that waited in the queue', () => {
  it('is carried over as it is by then: what was read a minute ago is looked at again', async () => {
    const { world, computer, ids } = await synced(5)
    for (const id of ids) world.anna.edit(id, { Ort: 'Berlin' })
    // Four at a time go first, by their ids.
    const last = ids.toSorted().at(-1) ?? ''
    firstFourAreSlow(world, 'pages.retrieve')
    firstFourAreSlow(world, 'pages.update')
    rightBefore(
      world,
      ({ operation }) => operation === 'pages.update',
      () => world.anna.edit(last, { Ort: 'Bonn' }),
    )
    await computer.run()
    const copy = world.sharedRows().find((row) => row.values['SourcePrivateId'] === last)
    expect(copy?.values['Ort']).toBe('Bonn')
    const writes = computer.store.journal.changes({ limit: 20 }).filter((each) => each.pageId === copy?.id)
    expect(writes.map((each) => each.kind)).toEqual(['update', 'create'])
  })
})

describe('a create that waited in the queue', () => {
  it('is decided on what is there by then: a copy that another computer made meanwhile is adopted', async () => {
    const world = await createWorld()
    open = world
    // Four at a time go first, by their ids.
    const last = addAppointments(world, 5).toSorted().at(-1) ?? ''
    firstFourAreSlow(world, 'pages.create')
    firstFourAreSlow(world, 'pages.update')
    rightBefore(
      world,
      ({ operation }) => operation === 'pages.create',
      () => {
        copyBy(world, last)
      },
    )
    await world.computer().run()
    expect(world.sandbox.requests.filter(({ operation }) => operation === 'pages.create')).toHaveLength(4)
    expect(world.sharedRows()).toHaveLength(5)
  })
})

/** A copy of this page, as another computer of the profile would make it. */
function copyBy(world: World, page: string): void {
  const { Name = '', Ort = '' } = world.sandbox.read(page)?.values ?? {}
  world.partner.addRow(world.sharedId, { Name, Ort, PartnerRelevant: true, SourcePrivateId: page, SourceUserId: 1 })
}

describe('two private pages that two computers made of one typed-in row', () => {
  async function importedTwice(): Promise<{ world: World; computer: Computer; first: string; second: string }> {
    const world = await createWorld({ profile: { importRows: true } })
    open = world
    const row = world.partner.addRow(world.sharedId, { Name: 'Zahnarzt', Ort: 'Praxis' })
    const computer = world.computer()
    for (let round = 0; round < 3; round += 1) {
      await computer.run()
      await world.clock.advance(5 * minutes)
    }
    const first = world.privateRows()[0]?.id ?? ''
    const bot = world.sandbox.person(world.sandbox.store.connections.get(world.connectionId)?.botId ?? '')
    const shown = { Name: 'Zahnarzt', Ort: 'Praxis', PartnerRelevant: true, SyncedToSharedId: row }
    return { world, computer, first, second: bot.addRow(world.privateId, shown) }
  }

  it('become one: the page that the row names stays (12)', async () => {
    const { world, computer, first, second } = await importedTwice()
    await computer.run()
    expect([first, second].map((page) => world.sandbox.read(page)?.inTrash)).toEqual([false, true])
  })

  it('both stay while the one that is to stay cannot be read (12)', async () => {
    const { world, computer, first, second } = await importedTwice()
    let failed = 0
    const end = world.sandbox.faults.add({
      probability: 1,
      where: ({ operation, path }) => operation === 'pages.retrieve' && path.endsWith(first) && (failed += 1) > 0,
      action: { kind: 'answer', when: 'before', answer: { kind: 'internal' } },
    })
    // By the time that the other one is read, the listing that showed both is old.
    world.sandbox.faults.add({
      where: ({ operation, path }) => operation === 'pages.retrieve' && path.endsWith(second),
      action: { kind: 'delay', ms: 3_000 },
    })
    await computer.run()
    expect(failed).toBeGreaterThan(0)
    expect([first, second].map((page) => world.sandbox.read(page)?.inTrash)).toEqual([false, false])
    end()
    await world.clock.advance(5 * minutes)
    await computer.run()
    expect([first, second].map((page) => world.sandbox.read(page)?.inTrash)).toEqual([false, true])
  })

  it('do not both go when somebody deletes the one that was to stay (12)', async () => {
    const { world, computer, first, second } = await importedTwice()
    rightBefore(
      world,
      ({ operation, path }) => operation === 'pages.retrieve' && path.endsWith(second),
      () => world.anna.trash(first),
    )
    await computer.run()
    for (let round = 0; round < 3; round += 1) {
      await world.clock.advance(5 * minutes)
      await computer.run({ kind: 'full' })
    }
    expect([first, second].map((page) => world.sandbox.read(page)?.inTrash)).toEqual([true, false])
    expect(world.sharedRows().map(({ values }) => values['SourcePrivateId'])).toEqual([second])
  })
})

describe('an unchecking', () => {
  it('waits for no listing, however old what its fold relies on is by then (6)', async () => {
    const { world, computer, ids } = await synced(30)
    const five = ids.slice(0, 5)
    const copies = world.sharedRows().filter((row) => five.some((page) => row.values['SourcePrivateId'] === page))
    for (const copy of copies) world.partner.edit(copy.id, { Ort: 'Bern' })
    for (const page of five) world.anna.check(page, 'PartnerRelevant', false)
    firstFourAreSlow(world, 'pages.retrieve')
    firstFourAreSlow(world, 'pages.update')
    rightBefore(
      world,
      ({ operation }) => operation === 'pages.update',
      () => world.sandbox.faults.add({ operation: 'dataSources.query', probability: 1, action: broken }),
    )
    await computer.run()
    expect(copies.map(({ id }) => world.sandbox.read(id)?.inTrash)).toEqual(five.map(() => true))
    expect(five.map((page) => world.sandbox.read(page)?.values['Ort'])).toEqual(five.map(() => 'Bern'))
  })

  it('waits for no answer about its page, when its fold could not be written (6)', async () => {
    const { world, computer, id, copy } = await synced(3)
    world.partner.edit(copy, { Ort: 'Bern' })
    world.anna.check(id, 'PartnerRelevant', false)
    const { faults } = world.sandbox
    rightBefore(
      world,
      ({ operation }) => operation === 'pages.update',
      () => {
        const aboutIt = ({ path }: RequestFacts): boolean => path.endsWith(id)
        faults.add({ probability: 1, where: aboutIt, action: broken })
      },
    )
    await computer.run()
    expect(world.sandbox.read(copy)?.inTrash).toBe(true)
  })

  it('waits for nothing, not even for the next try of a write that failed before (6)', async () => {
    const { world, computer, id, copy } = await synced(3)
    world.anna.edit(id, { Ort: 'Berlin' })
    world.sandbox.faults.add({
      operation: 'pages.update',
      action: { kind: 'answer', when: 'before', answer: { kind: 'conflict' } },
    })
    await computer.run()
    expect(computer.store.ledger.pair(world.profile.id, pageId(id))?.tries).toBe(1)
    world.anna.check(id, 'PartnerRelevant', false)
    await computer.run()
    expect(world.sandbox.read(copy)?.inTrash).toBe(true)
  })
})

describe('a page that is switched off', () => {
  it('right before an edit of its copy would be written to it loses its copy, and is not edited after that (6)', async () => {
    const { world, computer, id, copy } = await synced(3)
    await computer.run()
    await world.clock.advance(5 * minutes)
    world.partner.edit(copy, { Ort: 'Bern' })
    rightBefore(
      world,
      ({ path }) => path.endsWith(id),
      () => world.anna.check(id, 'PartnerRelevant', false),
    )
    await computer.run()
    await computer.run()
    expect(world.sandbox.read(copy)?.inTrash).toBe(true)
  })
})

describe('a page that is switched on again', () => {
  it('while a fold that failed was looked up keeps its copy (6)', async () => {
    const { world, computer, id, copy } = await synced(3)
    world.partner.edit(copy, { Ort: 'Bern' })
    world.anna.check(id, 'PartnerRelevant', false)
    world.sandbox.faults.add({
      operation: 'pages.update',
      action: { kind: 'answer', when: 'before', answer: { kind: 'bad-gateway' } },
    })
    rightBefore(
      world,
      ({ operation }) => operation === 'pages.update',
      () => world.anna.check(id, 'PartnerRelevant', true),
    )
    let trashings = 0
    world.sandbox.beforeRequest((request) => {
      if (trashing(request)) trashings += 1
    })
    await computer.run()
    expect([trashings, world.sandbox.read(copy)?.inTrash]).toEqual([0, false])
  })

  it('keeps its copy when the request before the trashing hung that long', async () => {
    const { world, computer, id, copy } = await synced(3)
    world.anna.check(id, 'PartnerRelevant', false)
    world.sandbox.faults.add({
      operation: 'pages.retrieve',
      where: ({ path }) => path.endsWith(copy),
      action: { kind: 'hang', effect: 'never' },
    })
    rightBefore(
      world,
      ({ path }) => path.endsWith(copy),
      () => world.anna.check(id, 'PartnerRelevant', true),
    )
    await computer.run()
    expect(world.sandbox.read(copy)?.inTrash).toBe(false)
  })
})

describe('a copy that changed its place right before it was written', () => {
  it('by leaving the database is a problem, and is not written (9)', async () => {
    const { world, computer, id, copy } = await synced(3)
    const away = elsewhere(world, copy)
    world.anna.edit(id, { Ort: 'Berlin' })
    rightBefore(world, aboutOnePage, () => world.partner.move(copy, away))
    await computer.run()
    expect(world.sandbox.read(copy)?.values['Ort']).not.toBe('Berlin')
    expect(computer.store.journal.problems(world.profile.id)).toMatchObject([{ failure: { reason: 'copy-moved' } }])
  })

  it('by coming back out of the trash is adopted as it is, and restored no second time (20)', async () => {
    const { world, computer, id, copy } = await synced(3)
    await switchOffAndOn(world, computer, id)
    rightBefore(
      world,
      ({ path }) => path.endsWith(copy),
      () => world.partner.restore(copy),
    )
    await computer.run()
    await computer.run()
    expect(world.sandbox.read(copy)?.inTrash).toBe(false)
    expect(world.sharedRows()).toHaveLength(3)
    expect(computer.store.journal.changes({ limit: 100 }).map(({ kind }) => kind)).not.toContain('restore')
  })

  it('by being purged comes anew (20)', async () => {
    const { world, computer, id, copy } = await synced(3)
    await switchOffAndOn(world, computer, id)
    const restoring = ({ operation, body }: RequestFacts): boolean =>
      operation === 'pages.update' && body.includes('"in_trash":false')
    rightBefore(world, restoring, () => world.partner.purge(copy))
    for (let round = 0; round < 3; round += 1) {
      await computer.run({ kind: 'full' })
      await world.clock.advance(4 * minutes)
    }
    expect(world.sandbox.read(copy)).toBeNull()
    expect(world.sharedRows()).toHaveLength(3)
  })
})

describe('a private page that a policy trashes with its copy (8)', () => {
  it('comes back and asks when only the answer shows an edit', async () => {
    const { world, computer, id, copy } = await synced(3)
    const profile = { ...world.profile, onSharedDelete: 'delete' as const }
    world.partner.trash(copy)
    rightBefore(world, trashing, () => world.anna.edit(id, { Ort: 'Berlin' }))
    await computer.run({ kind: 'full' }, profile)
    expect(world.sandbox.read(id)).toMatchObject({ inTrash: false, values: { Ort: 'Berlin' } })
    const [question] = computer.store.journal.openConflicts(world.profile.id)
    expect(question?.question.kind).toBe('trashed-copy')
  })
})

describe('in careful mode', () => {
  it.each(['private', 'shared'] as const)(
    'a page (%s) whose time moved since this ledger read it is asked about, also when its values came back',
    async (side) => {
      const { world, computer, id, copy } = await synced(3)
      // Nothing of the first sync is among the changes any more.
      await computer.run()
      await world.clock.advance(5 * minutes)
      await computer.run()
      await world.clock.advance(5 * minutes)
      computer.store.ledger.saveFact(world.profile.id, 'careful', '1')
      const [edited, touched] = side === 'shared' ? [id, copy] : [copy, id]
      world.anna.edit(edited, { Ort: 'Berlin' })
      rightBefore(
        world,
        ({ operation, path }) => operation === 'pages.retrieve' && path.endsWith(touched),
        () => {
          world.partner.edit(touched, { Ort: 'Bern' })
          world.partner.edit(touched, { Ort: 'Garage' })
        },
      )
      await computer.run()
      expect(world.sandbox.read(touched)?.values['Ort']).toBe('Garage')
      expect(computer.store.journal.openConflicts(world.profile.id)).toHaveLength(1)
    },
  )
})

describe('a private page that follows its trashed copy (8)', () => {
  it.each(['unshare', 'delete'] as const)(
    'stays as it is when the copy came back while it was read (%s)',
    async (onSharedDelete) => {
      const { world, computer, id, copy } = await synced(3, { profile: { onSharedDelete } })
      world.partner.trash(copy)
      const isPrivate = ({ operation, path }: RequestFacts): boolean =>
        operation === 'pages.retrieve' && path.endsWith(id)
      rightBefore(world, isPrivate, () => world.partner.restore(copy))
      world.sandbox.faults.add({ where: isPrivate, action: { kind: 'delay', ms: 40_000 } })
      await computer.run({ kind: 'full' })
      await computer.run({ kind: 'full' })
      expect(world.sandbox.read(id)).toMatchObject({ inTrash: false, values: { PartnerRelevant: true } })
      expect(world.sandbox.read(copy)?.inTrash).toBe(false)
    },
  )
})

describe('over a line so slow that no two readings are young at once', () => {
  it('a second copy that two computers made goes all the same (12)', async () => {
    const world = await createWorld()
    open = world
    addAppointments(world, 2)
    const [one, two] = [world.computer(), world.computer()]
    await Promise.all([one.run(), two.run()])
    expect(world.sharedRows()).toHaveLength(4)
    await world.clock.advance(5 * minutes)
    world.sandbox.faults.add({ probability: 1, action: { kind: 'delay', ms: 2_000 } })
    await one.run({ kind: 'full' })
    expect(world.sharedRows()).toHaveLength(2)
  })

  it('but not when it was edited while the one that stays was read', async () => {
    const world = await createWorld()
    open = world
    addAppointments(world, 1)
    const [one, two] = [world.computer(), world.computer()]
    await Promise.all([one.run(), two.run()])
    await world.clock.advance(5 * minutes)
    const [older, newer] = [...world.sharedRows()].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
    if (older === undefined || newer === undefined) throw new Error('no second copy')
    let read = false
    world.sandbox.beforeRequest(({ operation, path }) => {
      if (operation !== 'pages.retrieve') return
      if (path.endsWith(newer.id)) read = true
      else if (read && path.endsWith(older.id)) world.partner.edit(newer.id, { Ort: 'Bern' })
    })
    world.sandbox.faults.add({ probability: 1, action: { kind: 'delay', ms: 2_000 } })
    await one.run({ kind: 'full' })
    expect(world.sandbox.read(newer.id)).toMatchObject({ inTrash: false, values: { Ort: 'Bern' } })
    expect(one.store.journal.changes({ limit: 50 }).filter((change) => change.kind === 'trash')).toEqual([])
  })
})

/** The copy went with its switched-off page, which is switched on again. */
async function switchOffAndOn(world: World, computer: Computer, id: string): Promise<void> {
  world.anna.check(id, 'PartnerRelevant', false)
  await computer.run()
  await world.clock.advance(4 * minutes)
  world.anna.check(id, 'PartnerRelevant', true)
}

/** A database that nobody syncs. */
function elsewhere(world: World, page: string): string {
  const { admin, store } = world.sandbox
  const { dataSourceId } = admin.addDatabase({
    workspaceId: [...store.workspaces.keys()][0] ?? '',
    title: 'Archiv',
    properties: { Name: 'title' },
    by: world.sandbox.read(page)?.createdBy ?? '',
  })
  admin.share(dataSourceId, world.connectionId)
  return dataSourceId
}
