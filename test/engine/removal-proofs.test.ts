/** Readings that must prove a removal or a return, when they fail, hang, or show something new: nothing goes unproven. */
import { afterEach, describe, expect, it } from 'vitest'
import type { FaultRule, RequestFacts } from '../../electron/sandbox/faults.ts'
import { addAppointments, type Computer, createWorld, pageId, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minutes = 60_000
const silent: FaultRule['action'] = { kind: 'answer', when: 'before', answer: { kind: 'internal' } }
const slow: FaultRule['action'] = { kind: 'delay', ms: 2_000 }

const reading =
  (page: string) =>
  ({ operation, path }: RequestFacts): boolean =>
    operation === 'pages.retrieve' && path.endsWith(page)

/** Does something once, right before the first request that fits is looked at. */
function rightBefore(world: World, fits: (request: RequestFacts) => boolean, work: () => void): void {
  const stop = world.sandbox.beforeRequest((request) => {
    if (!fits(request)) return
    stop()
    work()
  })
}

interface Stage {
  readonly world: World
  readonly computer: Computer
  readonly id: string
  readonly copy: string
}

async function synced(): Promise<Stage> {
  const world = await createWorld()
  open = world
  const [id = ''] = addAppointments(world, 1)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * minutes)
  return { world, computer, id, copy: world.sharedRows()[0]?.id ?? '' }
}

const botOf = (world: World) =>
  world.sandbox.person(world.sandbox.store.connections.get(world.connectionId)?.botId ?? '')

/** Our own integration made a second copy, equal to the first: row 12 takes it back. */
async function doubled(): Promise<Stage & { readonly second: string }> {
  const s = await synced()
  const { Name = '', Ort = '', Datum = null } = s.world.sandbox.read(s.copy)?.values ?? {}
  const tracking = { PartnerRelevant: true, SourcePrivateId: s.id, SourceUserId: 1 }
  const second = botOf(s.world).addRow(s.world.sharedId, { Name, Ort, Datum, ...tracking })
  await s.world.clock.advance(5 * minutes)
  return { ...s, second }
}

const liveOf = (s: Stage & { readonly second: string }) =>
  [s.copy, s.second].map((page) => s.world.sandbox.read(page)?.inTrash === false)

describe('of two equal copies (12)', () => {
  it('the younger one goes', async () => {
    const s = await doubled()
    await s.computer.run({ kind: 'full' })
    expect(liveOf(s)).toEqual([true, false])
  })

  it('none goes while the private page cannot be read again', async () => {
    const s = await doubled()
    const isMine = reading(s.id)
    let seen = 0
    const end = s.world.sandbox.faults.add({
      probability: 1,
      where: (each) => isMine(each) && (seen += 1) > 1,
      action: silent,
    })
    // The reading of what is about to go takes so long that the one of the private page is old by then.
    s.world.sandbox.faults.add({ where: reading(s.second), action: { kind: 'delay', ms: 61_000 } })
    await s.computer.run({ kind: 'full' })
    expect([seen > 1, ...liveOf(s)]).toEqual([true, true, true])
    end()
    await s.world.clock.advance(5 * minutes)
    await s.computer.run({ kind: 'full' })
    expect(liveOf(s)).toEqual([true, false])
  })

  it.each(['the one that stays', 'the one that goes'] as const)(
    'none goes while %s cannot be read again',
    async (which) => {
      const s = await doubled()
      const page = which === 'the one that stays' ? s.copy : s.second
      const isPage = reading(page)
      let seen = 0
      // The one that goes is read freshly first, and once more when the reading of the other one took its time.
      const first = which === 'the one that stays' ? 0 : 1
      s.world.sandbox.faults.add({ where: reading(s.second), action: slow })
      s.world.sandbox.faults.add({ where: reading(s.copy), action: slow })
      const end = s.world.sandbox.faults.add({
        probability: 1,
        where: (each) => isPage(each) && (seen += 1) > first,
        action: silent,
      })
      await s.computer.run({ kind: 'full' })
      expect([seen > first, ...liveOf(s)]).toEqual([true, true, true])
      end()
      await s.world.clock.advance(5 * minutes)
      await s.computer.run({ kind: 'full' })
      expect(liveOf(s)).toEqual([true, false])
    },
  )

  it('the younger one stays when somebody deletes the older one in the last moment', async () => {
    const s = await doubled()
    s.world.sandbox.faults.add({ where: reading(s.second), action: slow })
    rightBefore(s.world, reading(s.copy), () => s.world.partner.trash(s.copy))
    await s.computer.run({ kind: 'full' })
    expect(liveOf(s)).toEqual([false, true])
  })

  it('the younger one stays when the older one is there only in an old listing', async () => {
    const s = await doubled()
    s.world.partner.trash(s.copy)
    s.world.sandbox.faults.staleQueries(3 * minutes)
    await s.computer.run({ kind: 'full' })
    expect(liveOf(s)).toEqual([false, true])
  })

  it('the younger one stays when somebody edits it while the older one is read, and is asked about', async () => {
    const s = await doubled()
    s.world.sandbox.faults.add({ where: reading(s.second), action: slow })
    s.world.sandbox.faults.add({ where: reading(s.copy), action: slow })
    rightBefore(s.world, reading(s.copy), () => s.world.partner.edit(s.second, { Ort: 'Bern' }))
    await s.computer.run({ kind: 'full' })
    expect(liveOf(s)).toEqual([true, true])
    const [open_] = s.computer.store.journal.openConflicts(s.world.profile.id)
    expect(open_?.question).toMatchObject({ kind: 'duplicate', sharedId: s.second })
  })
})

describe('a copy that another computer unshared right before it was written', () => {
  it('comes back, once a reading of the private page itself says that it is relevant (20)', async () => {
    const s = await synced()
    s.world.anna.edit(s.id, { Ort: 'Berlin' })
    rightBefore(s.world, reading(s.copy), () => {
      botOf(s.world).check(s.copy, 'PartnerRelevant', false)
      botOf(s.world).trash(s.copy)
    })
    const direct: string[] = []
    s.world.sandbox.beforeRequest((each) => {
      if (reading(s.id)(each)) direct.push(each.path)
    })
    await s.computer.run()
    expect(s.world.sandbox.read(s.copy)).toMatchObject({
      inTrash: false,
      values: { Ort: 'Berlin', PartnerRelevant: true },
    })
    expect(direct).toHaveLength(1)
  })
})

describe('a trashing whose answer leaves the values out', () => {
  it('is done all the same, when the page cannot be read once more either', async () => {
    const s = await synced()
    s.world.anna.check(s.id, 'PartnerRelevant', false)
    let trashed = false
    s.world.sandbox.faults.add({
      operation: 'pages.update',
      where: ({ body }) => {
        trashed ||= body.includes('"in_trash":true')
        return trashed
      },
      action: { kind: 'omit', properties: ['Ort', 'Name'] },
    })
    s.world.sandbox.faults.add({ probability: 1, where: (each) => trashed && reading(s.copy)(each), action: silent })
    const { record } = await s.computer.run()
    expect(record.statistics).toMatchObject({ removed: 1, errors: 0 })
    expect(s.world.sandbox.read(s.copy)?.inTrash).toBe(true)
    expect(s.computer.store.ledger.openIntents(s.world.profile.id)).toHaveLength(0)
  })
})

describe('a trashing that was done although it was refused', () => {
  it('stands in the history with all that the page showed, also when the next request was told to wait', async () => {
    const s = await synced()
    s.world.anna.check(s.id, 'PartnerRelevant', false)
    const refused = { kind: 'answer', when: 'after', answer: { kind: 'bad-request' } } as const
    const wait = { kind: 'rate-limited', retryAfter: 2 } as const
    const update = 'pages.update'
    s.world.sandbox.faults.add({ operation: update, where: ({ body }) => body.includes('in_trash'), action: refused })
    s.world.sandbox.faults.add({ operation: update, nth: 2, action: { kind: 'answer', when: 'before', answer: wait } })
    await s.computer.run()
    expect(s.world.sandbox.read(s.copy)?.inTrash).toBe(true)
    const changes = s.computer.store.journal.changes({ limit: 20 }).filter((each) => each.pageId === s.copy)
    const change = changes.find(({ kind }) => kind === 'trash')
    expect(change).toMatchObject({ case: '6' })
    expect(JSON.stringify(change?.fields)).toContain('Garage')
  })
})

describe('a listing from before a page was switched on', () => {
  it('lets nobody forget that a person deleted its copy since (8)', async () => {
    const world = await createWorld()
    open = world
    const [id = ''] = addAppointments(world, 1)
    world.anna.check(id, 'PartnerRelevant', false)
    const computer = world.computer()
    await computer.run()
    await world.clock.advance(20 * minutes)
    world.anna.check(id, 'PartnerRelevant', true)
    await computer.run()
    const copy = world.sharedRows()[0]?.id ?? ''
    world.partner.trash(copy)
    world.sandbox.faults.staleQueries(90_000)
    await computer.run({ kind: 'full' })
    world.sandbox.faults.staleQueries(0)
    await world.clock.advance(5 * minutes)
    await computer.run({ kind: 'full' })
    expect(world.sandbox.read(copy)?.inTrash).toBe(true)
    expect(world.sandbox.read(id)?.values).toMatchObject({ PartnerRelevant: false })
  })
})

describe('a stop while a write waits to be let through', () => {
  it('is no failure and no try: the next run does it', async () => {
    const s = await synced()
    s.world.anna.edit(s.id, { Ort: 'Berlin' })
    const stopping = new AbortController()
    s.world.sandbox.faults.add({
      operation: 'pages.update',
      where: () => {
        void s.world.clock.sleep(5_000).then(() => stopping.abort())
        return true
      },
      action: { kind: 'answer', when: 'before', answer: { kind: 'rate-limited', retryAfter: 100 } },
    })
    const { record } = await s.computer.engine.run(s.world.profile, { kind: 'auto' }, stopping.signal)
    expect(record.state).toBe('stopped')
    expect(s.computer.store.ledger.pair(s.world.profile.id, pageId(s.id))).toMatchObject({ tries: 0 })
    expect(s.computer.store.journal.problems(s.world.profile.id)).toEqual([])
    await s.world.clock.advance(2 * minutes)
    await s.computer.run()
    expect(s.world.sandbox.read(s.copy)?.values['Ort']).toBe('Berlin')
  })
})
