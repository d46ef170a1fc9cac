/** Answers that say too little: a look-up that cannot read, a page that went meanwhile, values that are left out. */
import { afterEach, describe, expect, it } from 'vitest'
import type { FaultRule } from '../../electron/sandbox/faults.ts'
import { addAppointments, type Computer, createWorld, pageId, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minutes = 60_000
const silent: FaultRule['action'] = { kind: 'answer', when: 'before', answer: { kind: 'internal' } }

interface Stage {
  readonly world: World
  readonly computer: Computer
  readonly ids: readonly string[]
  readonly copyOf: (id: string) => string
}

async function synced(count: number): Promise<Stage> {
  const world = await createWorld()
  open = world
  const ids = addAppointments(world, count)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * minutes)
  const copies = new Map(world.sharedRows().map((row) => [row.values['SourcePrivateId'], row.id]))
  return { world, computer, ids, copyOf: (id) => copies.get(id) ?? '' }
}

const intents = (s: Stage): number => s.computer.store.ledger.openIntents(s.world.profile.id).length
const history = (s: Stage): string => JSON.stringify(s.computer.store.journal.changes({ limit: 50 }))

describe('a create of which an error names the page', () => {
  it('is in doubt while that page cannot be read, and is made once', async () => {
    const s = await synced(1)
    const [fresh = ''] = addAppointments(s.world, 1)
    const named = { kind: 'unavailable', guidance: ['verify'], namesCommitted: true } as const
    s.world.sandbox.faults.add({ operation: 'pages.create', action: { kind: 'answer', when: 'after', answer: named } })
    const end = s.world.sandbox.faults.add({ operation: 'pages.retrieve', probability: 1, action: silent })
    await s.computer.run()
    expect(s.computer.store.ledger.pair(s.world.profile.id, pageId(fresh))?.state.kind).toBe('being-checked')
    end()
    await s.world.clock.advance(4 * minutes)
    await s.computer.run()
    expect(s.world.sharedRows().filter((row) => row.values['SourcePrivateId'] === fresh)).toHaveLength(1)
    expect(intents(s)).toBe(0)
  })
})

describe('a copy that was let go, and somebody brings back between the look-up of what is there and the one of the trash', () => {
  async function letGo(): Promise<Stage & { readonly id: string; readonly copy: string }> {
    const s = await synced(3)
    const [id = ''] = s.ids
    s.world.anna.check(id, 'PartnerRelevant', false)
    await s.computer.run({ kind: 'full' })
    await s.world.clock.advance(5 * minutes)
    s.world.anna.check(id, 'PartnerRelevant', true)
    return { ...s, id, copy: s.copyOf(id) }
  }
  function bringBackBeforeTrashIsAsked(s: Stage, copy: string): void {
    const stop = s.world.sandbox.beforeRequest(({ operation, path, body }) => {
      const asksForTrash = path.includes(s.world.sharedId) && body.includes('"in_trash":true')
      if (operation !== 'dataSources.query' || !asksForTrash) return
      stop()
      s.world.partner.restore(copy)
    })
  }
  const carriers = (s: Stage, id: string) => s.world.sharedRows().filter((row) => row.values['SourcePrivateId'] === id)

  it.each(['page', 'auto', 'full'] as const)('is the copy again, and no second one is made (%s run)', async (kind) => {
    const s = await letGo()
    bringBackBeforeTrashIsAsked(s, s.copy)
    const request = kind === 'page' ? { kind, pageId: pageId(s.id) } : { kind }
    expect((await s.computer.run(request)).record).toMatchObject({ state: 'completed', statistics: { created: 0 } })
    expect(carriers(s, s.id).map((row) => row.id)).toEqual([s.copy])
    expect(s.computer.store.ledger.pair(s.world.profile.id, pageId(s.id))?.sharedId).toBe(s.copy)
  })

  it('is not taken for absent while it cannot be read', async () => {
    const s = await letGo()
    bringBackBeforeTrashIsAsked(s, s.copy)
    const end = s.world.sandbox.faults.add({
      operation: 'pages.retrieve',
      probability: 1,
      where: ({ path }) => path.includes(s.copy),
      action: silent,
    })
    expect((await s.computer.run()).record.statistics).toMatchObject({ created: 0, errors: 1 })
    end()
    await s.world.clock.advance(20 * minutes)
    await s.computer.run({ kind: 'full' })
    expect(carriers(s, s.id).map((row) => row.id)).toEqual([s.copy])
  })

  it('is made anew when it is gone for good (1)', async () => {
    const s = await letGo()
    s.world.partner.purge(s.copy)
    await s.computer.run()
    expect(carriers(s, s.id)).toHaveLength(1)
  })
})

describe('a copy that somebody gave the key of another appointment', () => {
  /** Two appointments in step; the copy of the first carries the id of the second. */
  async function taken(): Promise<Stage & { readonly id: string; readonly copy: string }> {
    const s = await synced(2)
    const [id = '', other = ''] = s.ids
    s.world.partner.edit(s.copyOf(id), { SourcePrivateId: other })
    return { ...s, id, copy: s.copyOf(id) }
  }
  const carriers = (s: Stage, id: string) => s.world.sharedRows().filter((row) => row.values['SourcePrivateId'] === id)

  it.each(['page', 'auto', 'full'] as const)(
    'is not written over, and its own appointment gets another one (%s run)',
    async (kind) => {
      const s = await taken()
      s.world.anna.edit(s.id, { Ort: 'Berlin' })
      const before = s.world.sandbox.read(s.copy)?.values
      await s.computer.run(kind === 'page' ? { kind, pageId: pageId(s.id) } : { kind })
      await s.world.clock.advance(5 * minutes)
      await s.computer.run({ kind: 'full' })
      expect(s.world.sandbox.read(s.copy)).toMatchObject({ inTrash: false, values: before })
      const [own, ...more] = carriers(s, s.id)
      expect([own?.values['Ort'], more]).toEqual(['Berlin', []])
      expect(s.world.sandbox.read(s.id)?.values['SyncedToSharedId']).toBe(own?.id)
    },
  )

  it.each([
    ['is switched off', (s: Stage, id: string) => s.world.anna.check(id, 'PartnerRelevant', false)],
    ['goes to the trash', (s: Stage, id: string) => s.world.anna.trash(id)],
    ['moves away', (s: Stage, id: string) => s.world.anna.move(id, s.world.sharedId)],
  ])('stays when its former page %s, and the ledger lets the pair go', async (_, go) => {
    const s = await taken()
    go(s, s.id)
    const rows = s.world.sandbox.rows(s.world.sharedId, 'all').length
    for (const kind of ['auto', 'full', 'full'] as const) {
      await s.computer.run({ kind })
      await s.world.clock.advance(5 * minutes)
    }
    expect(s.world.sandbox.read(s.copy)).toMatchObject({ inTrash: false, values: { Ort: 'Garage' } })
    expect(s.world.sandbox.rows(s.world.sharedId, 'all')).toHaveLength(rows)
    expect(s.computer.store.ledger.pair(s.world.profile.id, pageId(s.id))?.sharedId ?? null).toBeNull()
  })

  it.each(['an edit', 'a removal'])('is left alone by %s that was decided on before', async (what) => {
    const s = await synced(2)
    const [id = '', other = ''] = s.ids
    // Each new copy is looked at once more; after that nobody looks at it before it is written.
    await s.computer.run({ kind: 'full' })
    await s.world.clock.advance(5 * minutes)
    if (what === 'an edit') s.world.anna.edit(id, { Ort: 'Berlin' })
    else s.world.anna.check(id, 'PartnerRelevant', false)
    const stop = s.world.sandbox.beforeRequest(({ operation, path }) => {
      if (operation !== 'pages.retrieve' || !path.includes(s.copyOf(id))) return
      stop()
      s.world.partner.edit(s.copyOf(id), { SourcePrivateId: other })
    })
    await s.computer.run()
    expect(s.world.sandbox.read(s.copyOf(id))).toMatchObject({
      inTrash: false,
      values: { Ort: 'Garage', PartnerRelevant: true, SourcePrivateId: other },
    })
    expect(carriers(s, id).map((row) => row.values['Ort'])).toEqual(what === 'an edit' ? ['Berlin'] : [])
  })
})

describe('an edit whose answer was lost', () => {
  it.each(['trashed', 'moved'] as const)('and whose page is %s by then is not taken for done', async (how) => {
    const s = await synced(2)
    const [id = ''] = s.ids
    const copy = s.copyOf(id)
    s.world.anna.edit(id, { Ort: 'Berlin' })
    s.world.sandbox.faults.add({ operation: 'pages.update', action: { kind: 'drop', when: 'after' } })
    const end = s.world.sandbox.faults.add({
      operation: 'pages.retrieve',
      where: () => intents(s) > 0,
      probability: 1,
      action: silent,
    })
    await s.computer.run()
    expect(intents(s)).toBe(1)
    if (how === 'trashed') s.world.partner.trash(copy)
    else s.world.partner.move(copy, s.world.privateId)
    end()
    await s.world.clock.advance(4 * minutes)
    await s.computer.run({ kind: 'full' })
    expect(intents(s)).toBe(0)
    expect(history(s)).toContain('Garage')
  })

  it('waits side by side with another one, each until it can be looked at', async () => {
    const s = await synced(3)
    for (const id of s.ids.slice(0, 2)) s.world.anna.edit(id, { Ort: 'Berlin' })
    s.world.sandbox.faults.add({ operation: 'pages.update', count: 2, action: { kind: 'drop', when: 'after' } })
    const end = s.world.sandbox.faults.add({
      operation: 'pages.retrieve',
      where: () => intents(s) > 0,
      probability: 1,
      action: silent,
    })
    await s.computer.run()
    await s.computer.run()
    expect(intents(s)).toBe(2)
    end()
    await s.world.clock.advance(4 * minutes)
    await s.computer.run()
    await s.computer.run()
    expect(intents(s)).toBe(0)
    expect(s.world.sharedRows().filter((row) => row.values['Ort'] === 'Berlin')).toHaveLength(2)
  })
})

describe('an edit whose answer leaves out what was written', () => {
  it('is written once, and agreed on when a reading shows it', async () => {
    const s = await synced(1)
    const [id = ''] = s.ids
    s.world.anna.edit(id, { Ort: 'Berlin' })
    s.world.sandbox.faults.add({ operation: 'pages.update', action: { kind: 'omit', properties: ['Ort'] } })
    await s.computer.run()
    await s.world.clock.advance(5 * minutes)
    expect((await s.computer.run({ kind: 'full' })).record.requests.write).toBe(0)
    expect(s.computer.store.journal.openConflicts(s.world.profile.id)).toEqual([])
    s.world.partner.edit(s.copyOf(id), { Ort: '' })
    await s.world.clock.advance(5 * minutes)
    await s.computer.run({ kind: 'full' })
    expect(s.world.sandbox.read(id)?.values['Ort']).toBe('')
  })
})

describe('a copy that went with an edit nobody had seen', () => {
  it('and cannot be brought back at once leaves the edit in the history (7)', async () => {
    const s = await synced(3)
    const [id = ''] = s.ids
    const copy = s.copyOf(id)
    s.world.anna.trash(id)
    const stop = s.world.sandbox.beforeRequest(({ operation, body }) => {
      if (operation !== 'pages.update' || !body.includes('"in_trash":true')) return
      stop()
      s.world.partner.edit(copy, { Ort: 'Bern' })
    })
    s.world.sandbox.faults.add({
      operation: 'pages.update',
      probability: 1,
      where: ({ body }) => body.includes('"in_trash":false'),
      action: { kind: 'answer', when: 'before', answer: { kind: 'bad-request' } },
    })
    for (let round = 0; round < 3; round += 1) {
      await s.computer.run({ kind: 'full' })
      await s.world.clock.advance(5 * minutes)
    }
    expect(history(s)).toContain('Bern')
  })
})

describe('a copy that went because its page was moved away, with an edit nobody had seen (10)', () => {
  it('leaves the edit in the history at once: a stop keeps it from coming back, and somebody deletes it for good', async () => {
    const s = await synced(3)
    const [id = ''] = s.ids
    const copy = s.copyOf(id)
    s.world.anna.move(id, s.world.sharedId)
    const stopping = new AbortController()
    const stop = s.world.sandbox.beforeRequest(({ operation, body }) => {
      if (operation !== 'pages.update' || !body.includes('"in_trash":true')) return
      stop()
      s.world.partner.edit(copy, { Ort: 'Bern' })
      stopping.abort()
    })
    await s.computer.engine.run(s.world.profile, { kind: 'full' }, stopping.signal)
    s.world.partner.purge(copy)
    await s.world.clock.advance(5 * minutes)
    await s.computer.run({ kind: 'full' })
    expect(s.world.sandbox.read(copy)).toBeNull()
    expect(history(s)).toContain('Bern')
  })
})

describe('a private page that the user wants back (7)', () => {
  it('and that is deleted for good in this very moment is a problem, and its copy stays', async () => {
    const s = await synced(3)
    const [id = ''] = s.ids
    const copy = s.copyOf(id)
    s.world.partner.edit(copy, { Ort: 'Bern' })
    s.world.anna.trash(id)
    await s.computer.run({ kind: 'full' })
    const { journal } = s.computer.store
    for (const each of journal.openConflicts(s.world.profile.id)) {
      journal.saveConflict({ ...each, answers: [{ action: 'shared', field: null, shown: each.shown }] })
    }
    const stop = s.world.sandbox.beforeRequest(({ operation, path }) => {
      if (operation !== 'pages.update' || !path.includes(id)) return
      stop()
      s.world.anna.purge(id)
    })
    await s.world.clock.advance(5 * minutes)
    await s.computer.run()
    expect(s.world.sandbox.read(id)).toBeNull()
    await s.world.clock.advance(5 * minutes)
    await s.computer.run({ kind: 'full' })
    expect(s.world.sandbox.read(copy)).toMatchObject({ inTrash: false, values: { Ort: 'Bern' } })
    expect(journal.problems(s.world.profile.id)).toMatchObject([{ failure: { reason: 'private-unreadable' } }])
    expect(intents(s)).toBe(0)
  })
})

describe('a stop while a run still looks', () => {
  it('ends it before anything is decided', async () => {
    const s = await synced(3)
    s.world.anna.trash(s.ids[0] ?? '')
    const stopping = new AbortController()
    const end = s.world.sandbox.beforeRequest(({ operation }) => {
      if (operation === 'pages.retrieve') stopping.abort()
    })
    const { record } = await s.computer.engine.run(s.world.profile, { kind: 'full' }, stopping.signal)
    end()
    expect(record).toMatchObject({ state: 'stopped', requests: { write: 0 } })
    await s.computer.run({ kind: 'full' })
    expect(s.world.sharedRows()).toHaveLength(2)
  })
})
