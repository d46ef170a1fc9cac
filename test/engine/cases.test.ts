/** The rows of the table on the whole engine: what people do in Notion, and what both databases show afterwards. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Profile } from '../../shared/model.ts'
import { addAppointments, type Computer, createWorld, type World, type WorldOptions } from '../support/world.ts'

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
  copyOf(id: string): string
  /** Lets open minutes pass, then runs fully. */
  later(kind?: 'full' | 'auto' | 'sweep', profile?: Profile): ReturnType<Computer['run']>
}

async function synced(count = 6, options: WorldOptions = {}): Promise<Synced> {
  const world = await createWorld(options)
  open = world
  const ids = addAppointments(world, count)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * minutes)
  return {
    world,
    computer,
    ids,
    copyOf: (id) =>
      world.sandbox.rows(world.sharedId, 'all').find((row) => row.values['SourcePrivateId'] === id)?.id ?? '',
    later: async (kind = 'full', profile) => {
      await world.clock.advance(5 * minutes)
      return computer.run({ kind }, profile)
    },
  }
}

const at = (list: readonly string[], index: number): string => list[index] ?? ''

/** Runs until nothing is written any more; more than three runs are too many (invariant 1). */
async function settle(each: Synced, profile?: Profile): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    const { record } = await each.later('full', profile)
    if (record.requests.write === 0) return
  }
  expect((await each.later('full', profile)).record.requests.write).toBe(0)
}

describe('edits', () => {
  it('a merge that was cut off between its two writes goes on without asking, and nobody is taken for another computer (3)', async () => {
    const s = await synced()
    const id = at(s.ids, 0)
    s.world.partner.edit(s.copyOf(id), { Beschreibung: 'mit Schlafsack' })
    s.world.anna.edit(id, { Ort: 'Dachzelt' })
    // The write to the copy is done, the one to the private page is not.
    s.world.sandbox.faults.add({
      operation: 'pages.update',
      path: new RegExp(id),
      action: { kind: 'drop', when: 'before' },
    })
    await s.later('auto')
    expect(s.world.sandbox.read(s.copyOf(id))?.values['Ort']).toBe('Dachzelt')
    expect(s.world.sandbox.read(id)?.values['Beschreibung']).not.toBe('mit Schlafsack')
    await settle(s)
    const both = { Ort: 'Dachzelt', Beschreibung: 'mit Schlafsack' }
    expect(s.world.sandbox.read(id)?.values).toMatchObject(both)
    expect(s.world.sandbox.read(s.copyOf(id))?.values).toMatchObject(both)
    expect(s.computer.store.journal.openConflicts(s.world.profile.id)).toEqual([])
    expect(s.computer.store.ledger.fact(s.world.profile.id, 'careful')).toBeNull()
  })

  it('different fields edited on both sides merge without asking (3)', async () => {
    const s = await synced()
    s.world.anna.edit(at(s.ids, 0), { Ort: 'Dachzelt' })
    s.world.partner.edit(s.copyOf(at(s.ids, 0)), { Beschreibung: 'mit Schlafsack' })
    await s.later('auto')
    const both = { Ort: 'Dachzelt', Beschreibung: 'mit Schlafsack' }
    expect(s.world.sandbox.read(at(s.ids, 0))?.values).toMatchObject(both)
    expect(s.world.sandbox.read(s.copyOf(at(s.ids, 0)))?.values).toMatchObject(both)
    await settle(s)
  })

  it('the same field edited differently asks, keeps both values, and lets other fields go on (5)', async () => {
    const s = await synced()
    const id = at(s.ids, 0)
    s.world.anna.edit(id, { Ort: 'Berlin', Beschreibung: 'neu' })
    s.world.partner.edit(s.copyOf(id), { Ort: 'Bern' })
    const { record } = await s.later('auto')
    expect(record.statistics.conflicts).toBe(1)
    expect(s.world.sandbox.read(id)?.values).toMatchObject({ Ort: 'Berlin' })
    expect(s.world.sandbox.read(s.copyOf(id))?.values).toMatchObject({ Ort: 'Bern', Beschreibung: 'neu' })
    await settle(s)
    const [conflict] = s.computer.store.journal.openConflicts(s.world.profile.id)
    expect(conflict?.question).toMatchObject({ kind: 'fields', fields: [{ field: 'place' }] })
    if (conflict === undefined) return
    s.computer.store.journal.saveConflict({
      ...conflict,
      answers: [{ action: 'shared', field: null, shown: conflict.shown }],
    })
    await s.later('auto')
    expect(s.world.sandbox.read(id)?.values).toMatchObject({ Ort: 'Bern' })
    expect(s.computer.store.journal.openConflicts(s.world.profile.id)).toHaveLength(0)
    await settle(s)
  })

  it.each([
    ['private', 'Berlin'],
    ['shared', 'Bern'],
  ] as const)('policy %s wins and the losing value stands in the history (5)', async (onConflict, winner) => {
    const s = await synced(6, { profile: { onConflict } })
    const id = at(s.ids, 0)
    s.world.anna.edit(id, { Ort: 'Berlin' })
    s.world.partner.edit(s.copyOf(id), { Ort: 'Bern' })
    await s.later('auto')
    expect(s.world.sandbox.read(id)?.values['Ort']).toBe(winner)
    expect(s.world.sandbox.read(s.copyOf(id))?.values['Ort']).toBe(winner)
    const history = JSON.stringify(s.computer.store.journal.changes({ limit: 100 }))
    expect(history).toContain('Berlin')
    expect(history).toContain('Bern')
  })

  it('an unchecked copy is checked again (16)', async () => {
    const s = await synced()
    s.world.partner.check(s.copyOf(at(s.ids, 1)), 'PartnerRelevant', false)
    await s.later('auto')
    expect(s.world.sandbox.read(s.copyOf(at(s.ids, 1)))?.values['PartnerRelevant']).toBe(true)
  })
})

describe('removals', () => {
  it('folds an unsynced edit of the copy into the private page before it goes (6)', async () => {
    const s = await synced()
    const id = at(s.ids, 0)
    s.world.partner.edit(s.copyOf(id), { Ort: 'Bern' })
    s.world.anna.check(id, 'PartnerRelevant', false)
    await s.later('auto')
    expect(s.world.sandbox.read(id)?.values).toMatchObject({ Ort: 'Bern', SyncedToSharedId: '' })
    expect(s.world.sandbox.read(s.copyOf(id))?.inTrash).toBe(true)
    await settle(s)
  })

  it('a private page checked again gets its old copy back (20)', async () => {
    const s = await synced()
    const id = at(s.ids, 0)
    const copy = s.copyOf(id)
    s.world.anna.check(id, 'PartnerRelevant', false)
    await s.later('auto')
    s.world.anna.check(id, 'PartnerRelevant', true)
    s.world.anna.edit(id, { Ort: 'Wieder da' })
    await s.later('auto')
    expect(s.world.sharedRows()).toHaveLength(6)
    expect(s.world.sandbox.read(copy)).toMatchObject({
      inTrash: false,
      values: { Ort: 'Wieder da', PartnerRelevant: true },
    })
    await settle(s)
  })

  it('a trashed private page takes its untouched copy along, noticed by a listing (7)', async () => {
    const s = await synced()
    s.world.anna.trash(at(s.ids, 0))
    await s.later('sweep')
    expect(s.world.sandbox.read(s.copyOf(at(s.ids, 0)))?.inTrash).toBe(true)
    await settle(s)
    expect(s.world.sharedRows()).toHaveLength(5)
  })

  it.each([
    ['private', { copyInTrash: true, privateInTrash: true }],
    ['shared', { copyInTrash: false, privateInTrash: false }],
    ['alone', { copyInTrash: false, privateInTrash: true }],
  ] as const)('deleted here, edited there asks; keep %s (7)', async (action, expected) => {
    const s = await synced()
    const id = at(s.ids, 0)
    s.world.partner.edit(s.copyOf(id), { Ort: 'Bern' })
    const copy = s.copyOf(id)
    s.world.anna.trash(id)
    await s.later('full')
    expect(s.world.sandbox.read(copy)?.inTrash).toBe(false)
    const [conflict] = s.computer.store.journal.openConflicts(s.world.profile.id)
    expect(conflict?.question.kind).toBe('deleted-here-edited-there')
    if (conflict === undefined) return
    s.computer.store.journal.saveConflict({ ...conflict, answers: [{ action, field: null, shown: conflict.shown }] })
    await s.later('auto')
    await settle(s)
    expect(s.world.sandbox.read(copy)?.inTrash).toBe(expected.copyInTrash)
    expect(s.world.sandbox.read(id)?.inTrash).toBe(expected.privateInTrash)
    expect(s.computer.store.journal.openConflicts(s.world.profile.id)).toHaveLength(0)
    expect(s.world.sandbox.read(id)?.values['Ort']).toBe(action === 'shared' ? 'Bern' : 'Garage')
  })

  it.each([
    ['unshare', { privateInTrash: false, relevant: false, copyInTrash: true }],
    ['restore', { privateInTrash: false, relevant: true, copyInTrash: false }],
    ['delete', { privateInTrash: true, relevant: true, copyInTrash: true }],
    ['ask', { privateInTrash: false, relevant: true, copyInTrash: true }],
  ] as const)('a copy trashed by the partner: policy %s (8)', async (onSharedDelete, expected) => {
    const s = await synced(6, { profile: { onSharedDelete } })
    const id = at(s.ids, 0)
    const copy = s.copyOf(id)
    s.world.partner.trash(copy)
    await s.later('sweep')
    await settle(s)
    expect(s.world.sandbox.read(copy)?.inTrash).toBe(expected.copyInTrash)
    expect(s.world.sandbox.read(id)?.inTrash).toBe(expected.privateInTrash)
    expect(s.world.sandbox.read(id)?.values['PartnerRelevant']).toBe(expected.relevant)
    const open = s.computer.store.journal.openConflicts(s.world.profile.id)
    expect(open).toHaveLength(onSharedDelete === 'ask' ? 1 : 0)
  })

  it('a private page edited after its copy was trashed asks, whatever the policy (8)', async () => {
    const s = await synced(6, { profile: { onSharedDelete: 'delete' } })
    const id = at(s.ids, 0)
    s.world.partner.trash(s.copyOf(id))
    s.world.anna.edit(id, { Ort: 'Berlin' })
    await s.later('full')
    expect(s.world.sandbox.read(id)?.inTrash).toBe(false)
    expect(s.computer.store.journal.openConflicts(s.world.profile.id)[0]?.question.kind).toBe('trashed-copy')
    await settle(s)
  })

  it('a page that cannot be read is a problem, never a deletion (9)', async () => {
    const s = await synced()
    const id = at(s.ids, 0)
    const copy = s.copyOf(id)
    s.world.anna.trash(id)
    s.world.anna.purge(id)
    await s.later('full')
    expect(s.world.sandbox.read(copy)?.inTrash).toBe(false)
    const [problem] = s.computer.store.journal.problems(s.world.profile.id)
    expect(problem).toMatchObject({
      failure: { category: 'unreadable-page' },
      actions: ['keep', 'trash-copy', 'forget'],
    })
    await settle(s)
    if (problem === undefined) return
    s.computer.store.journal.saveProblem({
      ...problem,
      answer: { action: 'trash-copy', field: null, shown: problem.shown },
    })
    await s.later('auto')
    expect(s.world.sandbox.read(copy)?.inTrash).toBe(true)
    expect(s.computer.store.journal.problems(s.world.profile.id)).toHaveLength(0)
    await settle(s)
  })

  it('a private page moved to another database takes its copy along and is not written (10)', async () => {
    const s = await synced()
    const id = at(s.ids, 0)
    const { dataSourceId } = s.world.sandbox.admin.addDatabase({
      workspaceId: [...s.world.sandbox.store.workspaces.keys()][0] ?? '',
      title: 'Archiv',
      properties: { Name: 'title', SyncedToSharedId: 'rich_text', PartnerRelevant: 'checkbox' },
      by: s.world.sandbox.read(id)?.createdBy ?? '',
    })
    s.world.sandbox.admin.share(dataSourceId, s.world.connectionId)
    const copy = s.copyOf(id)
    s.world.anna.move(id, dataSourceId)
    const edited = s.world.sandbox.read(id)?.editedAt
    await s.later('full')
    expect(s.world.sandbox.read(copy)?.inTrash).toBe(true)
    expect(s.world.sandbox.read(id)?.editedAt).toBe(edited)
    await settle(s)
  })

  it('whose copy lost its key takes it along all the same: a duplicate left behind gets one of its own (10, 11)', async () => {
    const s = await synced()
    const id = at(s.ids, 0)
    const copy = s.copyOf(id)
    const twin = s.world.anna.duplicate(id)
    s.world.partner.edit(copy, { SourcePrivateId: '' })
    const { dataSourceId } = s.world.sandbox.admin.addDatabase({
      workspaceId: [...s.world.sandbox.store.workspaces.keys()][0] ?? '',
      title: 'Archiv',
      properties: { Name: 'title' },
      by: s.world.sandbox.read(id)?.createdBy ?? '',
    })
    s.world.sandbox.admin.share(dataSourceId, s.world.connectionId)
    s.world.anna.move(id, dataSourceId)
    await settle(s)
    expect(s.world.sandbox.read(copy)).toMatchObject({ inTrash: true, values: { SourcePrivateId: '' } })
    expect(s.world.sandbox.read(s.copyOf(twin))).toMatchObject({ inTrash: false })
    expect(s.copyOf(twin)).not.toBe(copy)
  })

  it('holds a wave of removals until it is confirmed, then checks each page again', async () => {
    const s = await synced(12)
    for (const id of s.ids.slice(0, 8)) s.world.anna.check(id, 'PartnerRelevant', false)
    const { record } = await s.later('auto')
    expect(record).toMatchObject({ state: 'held', statistics: { held: 8, removed: 0 } })
    expect(s.world.sharedRows()).toHaveLength(12)
    const held = s.computer.store.journal.held(s.world.profile.id)
    expect(held).toHaveLength(8)
    s.world.anna.check(held[0]?.privateId ?? '', 'PartnerRelevant', true)
    for (const each of held) s.computer.store.journal.saveHeld({ ...each, state: 'confirmed' })
    await s.later('auto')
    expect(s.world.sharedRows()).toHaveLength(5)
    expect(s.computer.store.journal.held(s.world.profile.id)).toHaveLength(0)
    await settle(s)
  })

  it('a rejected removal stays, and nobody is asked again', async () => {
    const s = await synced(12)
    for (const id of s.ids.slice(0, 8)) s.world.anna.check(id, 'PartnerRelevant', false)
    await s.later('auto')
    for (const each of s.computer.store.journal.held(s.world.profile.id)) {
      s.computer.store.journal.saveHeld({ ...each, state: 'rejected' })
    }
    await settle(s)
    expect(s.world.sharedRows()).toHaveLength(12)
    expect(s.computer.store.journal.held(s.world.profile.id)).toHaveLength(0)
    s.world.anna.edit(at(s.ids, 0), { Ort: 'x' })
    await s.later('auto')
    expect(s.world.sharedRows()).toHaveLength(11)
  })
})

describe('guards and answers, long after the last sync', () => {
  it('a rejected wave of old pairs stays rejected, and rejecting removes nothing', async () => {
    const s = await synced(12)
    await s.later('full')
    await s.world.clock.advance(10 * minutes)
    await s.later('auto')
    for (const id of s.ids.slice(0, 8)) s.world.anna.check(id, 'PartnerRelevant', false)
    const { record } = await s.later('auto')
    expect(record.statistics.held).toBe(8)
    for (const each of s.computer.store.journal.held(s.world.profile.id)) {
      s.computer.store.journal.saveHeld({ ...each, state: 'rejected' })
      await s.computer.run({ kind: 'page', pageId: each.privateId })
    }
    await settle(s)
    expect(s.world.sharedRows()).toHaveLength(12)
    expect(s.computer.store.journal.held(s.world.profile.id)).toHaveLength(0)
    s.world.partner.edit(s.copyOf(at(s.ids, 0)), { Ort: 'x' })
    await s.later('auto')
    expect(s.world.sharedRows()).toHaveLength(11)
  })

  it('one unchecking after a confirmed wave goes at once', async () => {
    const s = await synced(20)
    for (const id of s.ids.slice(0, 8)) s.world.anna.check(id, 'PartnerRelevant', false)
    await s.later('auto')
    for (const each of s.computer.store.journal.held(s.world.profile.id)) {
      s.computer.store.journal.saveHeld({ ...each, state: 'confirmed' })
    }
    await s.later('auto')
    expect(s.world.sharedRows()).toHaveLength(12)
    s.world.anna.check(at(s.ids, 10), 'PartnerRelevant', false)
    const { record } = await s.later('auto')
    expect(record.statistics).toMatchObject({ held: 0, removed: 1 })
  })

  it('an unsharing whose fold is refused removes the copy all the same and keeps the value in the history (6)', async () => {
    const s = await synced(6, { twoTokens: true })
    const id = at(s.ids, 0)
    s.world.partner.edit(s.copyOf(id), { Ort: 'Bern' })
    s.world.anna.check(id, 'PartnerRelevant', false)
    s.world.sandbox.admin.setCapabilities(s.world.connectionId, { update: false })
    const { record } = await s.later('auto')
    expect(s.world.sandbox.read(s.copyOf(id))?.inTrash).toBe(true)
    expect(record.requests.write).toBeGreaterThan(0)
    expect(JSON.stringify(s.computer.store.journal.changes({ limit: 50 }))).toContain('Bern')
  })

  it('a row taken out of a pair is not imported as if somebody had typed it in (12, 15)', async () => {
    const s = await synced(3, { profile: { importRows: true } })
    const twin = s.world.partner.duplicate(s.copyOf(at(s.ids, 0)))
    s.world.partner.edit(twin, { Ort: 'anders' })
    await s.later('full')
    const [conflict] = s.computer.store.journal.openConflicts(s.world.profile.id)
    expect(conflict?.question.kind).toBe('duplicate')
    if (conflict === undefined) return
    const answer = { action: 'own-row' as const, field: null, shown: conflict.shown }
    s.computer.store.journal.saveConflict({ ...conflict, answers: [answer] })
    await s.later('auto')
    await settle(s)
    expect(s.world.privateRows()).toHaveLength(3)
    expect(s.world.sandbox.read(twin)?.values).toMatchObject({ SourcePrivateId: '', SourceUserId: null })
  })
})

describe('duplicates and strangers', () => {
  it('a copy that is read for the sake of a duplicate is carried over in the same run, where its page needed nothing', async () => {
    const s = await synced()
    const id = at(s.ids, 0)
    // The page was touched, so that the next looks see it again; its copy was not.
    for (const on of [false, true]) s.world.anna.check(id, 'PartnerRelevant', on)
    await s.computer.run({ kind: 'auto' })
    s.world.anna.duplicate(id)
    const stop = s.world.sandbox.beforeRequest(({ operation, path }) => {
      if (operation !== 'pages.retrieve' || !path.endsWith(s.copyOf(id))) return
      stop()
      s.world.partner.edit(s.copyOf(id), { Ort: 'Bern' })
    })
    await s.computer.run({ kind: 'auto' })
    expect(s.world.sandbox.read(id)?.values['Ort']).toBe('Bern')
  })

  it('a page duplicated in Notion gets a copy of its own (11)', async () => {
    const s = await synced()
    const twin = s.world.anna.duplicate(at(s.ids, 0))
    await s.later('auto')
    expect(s.world.sharedRows()).toHaveLength(7)
    const copy = s.world.sharedRows().find((row) => row.values['SourcePrivateId'] === twin)
    expect(s.world.sandbox.read(twin)?.values['SyncedToSharedId']).toBe(copy?.id)
    await settle(s)
  })

  it('a duplicate of a copy made by a person is a question that stops nothing else (12)', async () => {
    const s = await synced()
    const id = at(s.ids, 0)
    const copy = s.copyOf(id)
    await s.world.clock.advance(2 * minutes)
    const twin = s.world.partner.duplicate(copy)
    s.world.anna.edit(id, { Ort: 'Berlin' })
    await s.later('full')
    expect(s.world.sandbox.read(copy)?.values['Ort']).toBe('Berlin')
    expect(s.world.sandbox.read(twin)?.inTrash).toBe(false)
    const [conflict] = s.computer.store.journal.openConflicts(s.world.profile.id)
    expect(conflict?.question).toMatchObject({ kind: 'duplicate', sharedId: twin })
    await settle(s)
    if (conflict === undefined) return
    s.computer.store.journal.saveConflict({
      ...conflict,
      answers: [{ action: 'own-row', field: null, shown: conflict.shown }],
    })
    await s.later('auto')
    expect(s.world.sandbox.read(twin)?.values).toMatchObject({ SourcePrivateId: '', SourceUserId: null })
    expect(s.computer.store.journal.openConflicts(s.world.profile.id)).toHaveLength(0)
    await settle(s)
  })

  it("other people's pages and rows typed in are never touched (14, 15)", async () => {
    const s = await synced()
    const foreign = s.world.partner.addRow(s.world.sharedId, {
      Name: 'Berts Termin',
      SourceUserId: 2,
      SourcePrivateId: '11111111-2222-4333-8444-555555555555',
    })
    const typed = s.world.partner.addRow(s.world.sharedId, { Name: 'getippt' })
    const before = [s.world.sandbox.read(foreign), s.world.sandbox.read(typed)]
    await settle(s)
    expect([s.world.sandbox.read(foreign), s.world.sandbox.read(typed)]).toEqual(before)
  })

  it('a row typed into the shared database is imported after its claim was seen (15)', async () => {
    const s = await synced(3, { profile: { importRows: true } })
    const typed = s.world.partner.addRow(s.world.sharedId, { Name: 'Zahnarzt', Ort: 'Praxis' })
    await s.later('auto')
    expect(s.world.sandbox.read(typed)?.values['SourceUserId']).toBe(1)
    expect(s.world.privateRows()).toHaveLength(3)
    await s.later('auto')
    await settle(s)
    const mine = s.world.privateRows().find((row) => row.values['Name'] === 'Zahnarzt')
    expect(mine?.values).toMatchObject({ Ort: 'Praxis', PartnerRelevant: true, SyncedToSharedId: typed })
    expect(s.world.sandbox.read(typed)?.values).toMatchObject({ SourcePrivateId: mine?.id, PartnerRelevant: true })
    expect(s.world.privateRows()).toHaveLength(4)
    expect(s.world.sharedRows()).toHaveLength(4)
  })

  it('an appointment past the horizon is not created (18)', async () => {
    const s = await synced(3, { profile: { horizonMs: 30 * 86_400_000 } })
    s.world.anna.addRow(s.world.privateId, { Name: 'lange her', Datum: { start: '2025-01-01' }, PartnerRelevant: true })
    await s.later('auto')
    expect(s.world.sharedRows()).toHaveLength(3)
  })
})

describe('a lost ledger', () => {
  it('is rebuilt by adoption: nothing created, nothing removed, unequal fields become conflicts (19)', async () => {
    const s = await synced(6)
    s.world.anna.edit(at(s.ids, 0), { Ort: 'Berlin' })
    s.world.anna.check(at(s.ids, 1), 'PartnerRelevant', false)
    await s.world.clock.advance(5 * minutes)
    const fresh = s.world.computer()
    fresh.store.ledger.saveFact(s.world.profile.id, 'rebuilt', '1')
    const { record } = await fresh.run({ kind: 'full' })
    expect(record.statistics).toMatchObject({ created: 0, removed: 0 })
    expect(fresh.store.journal.openConflicts(s.world.profile.id)).toHaveLength(1)
    expect(s.world.sharedRows()).toHaveLength(6)
    await s.world.clock.advance(5 * minutes)
    await fresh.run({ kind: 'full' })
    expect(s.world.sharedRows()).toHaveLength(5)
  })
})
