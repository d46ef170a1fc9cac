/**
 * Every kind of change that the history can hold, as a table: how it comes about, which entry it is, and what both pages
 * show once it was taken back and all is quiet again.
 */
import { expect } from 'vitest'
import type { ChangeRecord } from '../../electron/engine/ledger-port.ts'
import { addGatedComputer, type GatedComputer } from './computers.ts'
import { addAppointments, createWorld, pageId, type World, type WorldOptions } from './world.ts'

const minutes = 60_000

export interface Stage {
  readonly world: World
  readonly computer: GatedComputer
  /** The first appointment and its copy. */
  readonly id: string
  readonly copy: string
}

const opened: { end(): void }[] = []

/** Closes whatever was staged. */
export function endAll(): void {
  for (const each of opened.splice(0)) each.end()
}

export async function staged(options: WorldOptions = {}): Promise<Stage> {
  const world = await createWorld(options)
  opened.push({ end: () => world.close() })
  const [id = ''] = addAppointments(world, 3)
  const computer = addGatedComputer(world, 5)
  opened.unshift(computer)
  await computer.run()
  await world.clock.advance(5 * minutes)
  return { world, computer, id, copy: copyOf(world, id) }
}

const copyOf = (world: World, id: string): string =>
  world.sandbox.rows(world.sharedId, 'all').find((row) => row.values['SourcePrivateId'] === id)?.id ?? ''

export const history = (stage: Stage): readonly ChangeRecord[] => stage.computer.store.journal.changes({ limit: 200 })

export async function run(stage: Stage, kind: 'auto' | 'full' = 'full'): Promise<void> {
  await stage.world.clock.advance(4 * minutes)
  await stage.computer.run({ kind })
}

export const undo = (stage: Stage, change: string, insist = false) =>
  stage.computer.engine().undo(stage.world.profile, change, insist, new AbortController().signal)

/** Runs until nothing is written: two runs may, the third must not (invariants 1 and 2). */
export async function quiet(stage: Stage): Promise<void> {
  for (const kind of ['auto', 'full', 'full'] as const) await run(stage, kind)
  const written = history(stage).length
  stage.world.requests()
  for (const kind of ['auto', 'full'] as const) await run(stage, kind)
  expect(history(stage)).toHaveLength(written)
  expect(stage.world.sandbox.requests.filter(({ operation }) => operation === 'pages.update')).toHaveLength(0)
}

export const shown = (stage: Stage, page: string) => {
  const row = stage.world.sandbox.read(page)
  return { inTrash: row?.inTrash, ...row?.values }
}

/** Answers every open question the same way. */
function answer(stage: Stage, action: 'private' | 'shared' | 'both' | 'alone' | 'trash' | 'own-row' | 'trash-private') {
  const { journal } = stage.computer.store
  for (const each of journal.openConflicts(stage.world.profile.id)) {
    journal.saveConflict({ ...each, answers: [{ action, field: null, shown: each.shown }] })
  }
}

function answerProblems(stage: Stage, action: 'trash-copy' | 'forget'): void {
  const { journal } = stage.computer.store
  for (const each of journal.problems(stage.world.profile.id)) {
    journal.saveProblem({ ...each, answer: { action, field: null, shown: each.shown } })
  }
}

export interface Kind {
  readonly name: string
  readonly world?: WorldOptions
  /** Brings the change about. */
  readonly arrange: (stage: Stage) => Promise<void>
  /** Which change of the history; the newest that fits. */
  readonly change: Partial<Pick<ChangeRecord, 'side' | 'kind' | 'case' | 'why'>>
  /** What both pages show when all is quiet again. */
  readonly private?: Readonly<Record<string, unknown>>
  readonly shared?: Readonly<Record<string, unknown>>
  /** Anything else that must hold. */
  readonly check?: (stage: Stage) => void
}

const old = { Ort: 'Garage' }
const live = { inTrash: false, PartnerRelevant: true }
const paired = { private: { ...live, ...old }, shared: { ...live, ...old } }
const importing: WorldOptions = { profile: { importRows: true } }

async function importRow(stage: Stage): Promise<void> {
  stage.world.partner.addRow(stage.world.sharedId, { Name: 'Zahnarzt' })
  for (let round = 0; round < 3; round += 1) {
    await stage.world.clock.advance(minutes)
    await stage.computer.run()
  }
}
const typed = (stage: Stage) =>
  stage.world.sandbox.rows(stage.world.sharedId, 'all').find((row) => row.values['Name'] === 'Zahnarzt')
const imported = (stage: Stage) =>
  stage.world.sandbox.rows(stage.world.privateId, 'all').find((row) => row.values['Name'] === 'Zahnarzt')

async function duplicate(stage: Stage): Promise<string> {
  const { world, id } = stage
  const row = world.partner.addRow(world.sharedId, { Name: 'zweite', SourcePrivateId: id, SourceUserId: 1 })
  await run(stage)
  return row
}

async function conflict(stage: Stage, action: 'private' | 'shared' | 'both'): Promise<void> {
  stage.world.anna.edit(stage.id, { Ort: 'Berlin' })
  stage.world.partner.edit(stage.copy, { Ort: 'Bern' })
  await run(stage, 'auto')
  answer(stage, action)
  await run(stage, 'auto')
}

/** What the user chose in a conflict is open again once it is taken back; neither side is overwritten meanwhile. */
function askedAgain(mine: string): Pick<Kind, 'private' | 'shared' | 'check'> {
  return {
    private: { Ort: mine },
    shared: { Ort: 'Bern' },
    check: ({ computer, world }) => {
      const open = computer.store.journal.openConflicts(world.profile.id)
      expect(open).toMatchObject([{ question: { kind: 'fields', fields: [{ field: 'place' }] }, answers: [] }])
    },
  }
}

export const kinds: readonly Kind[] = [
  {
    name: 'an edit carried to the shared page (3)',
    arrange: async (stage) => {
      stage.world.anna.edit(stage.id, { Ort: 'Berlin' })
      await run(stage, 'auto')
    },
    change: { side: 'shared', kind: 'update' },
    ...paired,
  },
  {
    name: 'an edit carried to the private page (3)',
    arrange: async (stage) => {
      stage.world.partner.edit(stage.copy, { Ort: 'Bern' })
      await run(stage, 'auto')
    },
    change: { side: 'private', kind: 'update' },
    ...paired,
  },
  {
    name: 'a cleared field (3)',
    arrange: async (stage) => {
      stage.world.anna.edit(stage.id, { Ort: '' })
      await run(stage, 'auto')
    },
    change: { side: 'shared', kind: 'update' },
    ...paired,
  },
  {
    name: 'a conflict settled for the private side (5)',
    arrange: (stage) => conflict(stage, 'private'),
    change: { side: 'shared', kind: 'update', case: '5' },
    ...askedAgain('Berlin'),
  },
  {
    name: 'a conflict settled for the shared side (5)',
    arrange: (stage) => conflict(stage, 'shared'),
    change: { side: 'private', kind: 'update', case: '5' },
    ...askedAgain('Berlin'),
  },
  {
    name: 'one half of a conflict whose values were both kept (5)',
    arrange: (stage) => conflict(stage, 'both'),
    change: { side: 'shared', kind: 'update', case: '5' },
    ...askedAgain('Berlin\nBern'),
  },
  {
    name: 'a conflict settled by policy (5)',
    world: { profile: { onConflict: 'private' } },
    arrange: async (stage) => {
      stage.world.anna.edit(stage.id, { Ort: 'Berlin' })
      stage.world.partner.edit(stage.copy, { Ort: 'Bern' })
      await run(stage, 'auto')
    },
    change: { side: 'shared', kind: 'update' },
    private: { Ort: 'Bern' },
    shared: { Ort: 'Bern' },
  },
  {
    name: 'an adoption that a policy settled (2)',
    world: { profile: { onConflict: 'private' } },
    arrange: async (stage) => {
      const { world } = stage
      const fresh = world.anna.addRow(world.privateId, { Name: 'Fund', Ort: 'Berlin', PartnerRelevant: true })
      world.partner.addRow(world.sharedId, {
        Name: 'Fund',
        Ort: 'Bern',
        PartnerRelevant: true,
        SourcePrivateId: fresh,
        SourceUserId: 1,
      })
      await run(stage)
    },
    change: { side: 'shared', kind: 'update', case: '2' },
    check: (stage) => {
      for (const rows of [stage.world.privateRows(), stage.world.sharedRows()]) {
        expect(rows.find((row) => row.values['Name'] === 'Fund')?.values['Ort']).toBe('Bern')
      }
    },
  },
  {
    name: 'a new copy (1)',
    arrange: () => Promise.resolve(),
    change: { side: 'shared', kind: 'create', case: '1' },
    check: (stage) => expect(stage.world.sharedRows()).toHaveLength(2),
  },
  {
    name: 'the copy of a duplicate (11)',
    arrange: async (stage) => {
      stage.world.anna.duplicate(stage.id)
      await run(stage)
    },
    change: { side: 'shared', kind: 'create', case: '11' },
    ...paired,
    check: (stage) => expect(stage.world.sharedRows()).toHaveLength(3),
  },
  {
    name: 'an unsharing (6)',
    arrange: async (stage) => {
      stage.world.anna.check(stage.id, 'PartnerRelevant', false)
      await run(stage, 'auto')
    },
    change: { side: 'shared', kind: 'trash', case: '6' },
    ...paired,
  },
  {
    name: 'an edit folded into an unshared page (6)',
    arrange: async (stage) => {
      stage.world.partner.edit(stage.copy, { Ort: 'Bern' })
      stage.world.anna.check(stage.id, 'PartnerRelevant', false)
      await run(stage, 'auto')
    },
    change: { side: 'private', kind: 'update', case: '6' },
    private: { Ort: 'Garage', PartnerRelevant: false },
    shared: { inTrash: true },
  },
  {
    name: 'a copy that followed its private page into the trash (7)',
    arrange: async (stage) => {
      stage.world.anna.trash(stage.id)
      await run(stage)
    },
    change: { side: 'shared', kind: 'trash', case: '7' },
    private: { inTrash: true },
    shared: { ...live, ...old },
  },
  {
    name: 'a private page that an answer brought back (7)',
    arrange: async (stage) => {
      stage.world.anna.trash(stage.id)
      stage.world.partner.edit(stage.copy, { Ort: 'Bern' })
      await run(stage)
      answer(stage, 'shared')
      await run(stage)
    },
    change: { side: 'private', kind: 'restore', case: '7' },
    private: { inTrash: true },
  },
  {
    name: 'a copy that an answer trashed (7)',
    arrange: async (stage) => {
      stage.world.anna.trash(stage.id)
      stage.world.partner.edit(stage.copy, { Ort: 'Bern' })
      await run(stage)
      answer(stage, 'private')
      await run(stage)
    },
    change: { side: 'shared', kind: 'trash', case: '7' },
    private: { inTrash: true },
    shared: { ...live, Ort: 'Bern' },
  },
  {
    name: 'a copy that was given away (7)',
    arrange: async (stage) => {
      stage.world.anna.trash(stage.id)
      stage.world.partner.edit(stage.copy, { Ort: 'Bern' })
      await run(stage)
      answer(stage, 'alone')
      await run(stage)
    },
    change: { side: 'shared', kind: 'link', case: '7' },
    private: { inTrash: true },
    shared: { ...live, Ort: 'Bern', SourceUserId: 1 },
    check: (stage) =>
      expect(stage.computer.store.journal.openConflicts(stage.world.profile.id)).toMatchObject([
        { question: { kind: 'deleted-here-edited-there' } },
      ]),
  },
  {
    name: 'a private page that was switched off because its copy was trashed (8)',
    arrange: async (stage) => {
      stage.world.partner.trash(stage.copy)
      await run(stage)
    },
    change: { side: 'private', kind: 'link', case: '8' },
    ...paired,
  },
  {
    name: 'a copy that a policy brought back (8)',
    world: { profile: { onSharedDelete: 'restore' } },
    arrange: async (stage) => {
      stage.world.partner.trash(stage.copy)
      await run(stage)
    },
    change: { side: 'shared', kind: 'restore', case: '8' },
    private: { ...live, ...old },
    shared: { inTrash: true },
  },
  {
    name: 'a private page that a policy trashed (8)',
    world: { profile: { onSharedDelete: 'delete' } },
    arrange: async (stage) => {
      stage.world.partner.trash(stage.copy)
      await run(stage)
    },
    change: { side: 'private', kind: 'trash', case: '8' },
    ...paired,
  },
  {
    name: 'a copy that an answer trashed, its page unreadable (9)',
    arrange: async (stage) => {
      stage.world.anna.trash(stage.id)
      stage.world.anna.purge(stage.id)
      await run(stage)
      answerProblems(stage, 'trash-copy')
      await run(stage)
    },
    change: { side: 'shared', kind: 'trash', case: '9' },
    shared: { ...live, ...old },
  },
  {
    name: 'a copy that was forgotten, its page unreadable (9)',
    arrange: async (stage) => {
      stage.world.anna.trash(stage.id)
      stage.world.anna.purge(stage.id)
      await run(stage)
      answerProblems(stage, 'forget')
      await run(stage)
    },
    change: { side: 'shared', kind: 'link', case: '9' },
    shared: { ...live, ...old, SourceUserId: 1 },
  },
  {
    name: 'a copy that another one was preferred to (12)',
    arrange: async (stage) => {
      await duplicate(stage)
      answer(stage, 'trash')
      await run(stage)
    },
    change: { side: 'shared', kind: 'trash', case: '12' },
    ...paired,
    check: (stage) => {
      const row = stage.world.sharedRows().find((each) => each.values['Name'] === 'zweite')
      expect(row?.values).toMatchObject({ SourcePrivateId: '', SourceUserId: null })
      // What is known of the copy that stayed is not what was done to the other one.
      const marks = stage.computer.store.ledger.pair(stage.world.profile.id, pageId(stage.id))?.marks
      const edited = stage.world.sandbox.read(stage.copy)?.editedAt ?? 0
      expect(marks?.shared.seenAt).toBe(edited - (edited % minutes))
    },
  },
  {
    name: 'a second copy that became a row of its own (12)',
    arrange: async (stage) => {
      await duplicate(stage)
      answer(stage, 'own-row')
      await run(stage)
    },
    change: { side: 'shared', kind: 'link', case: '12' },
    ...paired,
    check: (stage) =>
      expect(stage.computer.store.journal.openConflicts(stage.world.profile.id)).toMatchObject([
        { question: { kind: 'duplicate' } },
      ]),
  },
  {
    name: 'a claimed row (15)',
    world: importing,
    arrange: async (stage) => {
      stage.world.partner.addRow(stage.world.sharedId, { Name: 'Zahnarzt' })
      await stage.world.clock.advance(minutes)
      await stage.computer.run()
    },
    change: { side: 'shared', kind: 'link', case: '15' },
    check: (stage) => {
      expect(typed(stage)?.values).toMatchObject({ SourcePrivateId: '', SourceUserId: null })
      expect(imported(stage)).toBeUndefined()
    },
  },
  {
    name: 'an import (15)',
    world: importing,
    arrange: importRow,
    change: { side: 'private', kind: 'create', case: '15' },
    check: (stage) => {
      expect(typed(stage)).toMatchObject({ inTrash: false, values: { SourcePrivateId: '', SourceUserId: null } })
      expect(imported(stage)?.inTrash).toBe(true)
    },
  },
  {
    name: 'a copy that came back with its page (20)',
    arrange: async (stage) => {
      stage.world.anna.check(stage.id, 'PartnerRelevant', false)
      await run(stage, 'auto')
      stage.world.anna.check(stage.id, 'PartnerRelevant', true)
      await run(stage, 'auto')
    },
    change: { side: 'shared', kind: 'restore', case: '20' },
    private: { ...live, ...old },
    shared: { inTrash: true },
  },
  {
    name: 'an undone edit (3, redo)',
    arrange: async (stage) => {
      stage.world.anna.edit(stage.id, { Ort: 'Berlin' })
      await run(stage, 'auto')
      await undoNewest(stage, { side: 'shared', kind: 'update' })
    },
    change: { side: 'shared', kind: 'update', why: 'undo' },
    private: { Ort: 'Berlin' },
    shared: { Ort: 'Berlin' },
  },
  {
    name: 'an undone creation (1, redo)',
    arrange: (stage) => undoNewest(stage, { kind: 'create', side: 'shared' }),
    change: { side: 'shared', kind: 'trash', why: 'undo' },
    ...paired,
    check: (stage) => expect(stage.world.sharedRows()).toHaveLength(3),
  },
  {
    name: 'an undone unsharing (6, redo)',
    arrange: async (stage) => {
      stage.world.anna.check(stage.id, 'PartnerRelevant', false)
      await run(stage, 'auto')
      await undoNewest(stage, { kind: 'trash', side: 'shared' })
      await run(stage, 'auto')
    },
    change: { side: 'shared', kind: 'restore', why: 'undo' },
    private: { PartnerRelevant: false, SyncedToSharedId: '' },
    shared: { inTrash: true },
  },
  {
    name: 'an undone switching off (8, redo)',
    arrange: async (stage) => {
      stage.world.partner.trash(stage.copy)
      await run(stage)
      await undoNewest(stage, { kind: 'link', case: '8' })
      await run(stage, 'auto')
    },
    change: { side: 'private', kind: 'link', why: 'undo' },
    private: { PartnerRelevant: false, SyncedToSharedId: '' },
    shared: { inTrash: true },
  },
  {
    name: 'an undone import (15, redo)',
    world: importing,
    arrange: async (stage) => {
      await importRow(stage)
      await undoNewest(stage, { side: 'private', kind: 'create' })
      await run(stage)
    },
    change: { side: 'private', kind: 'trash', why: 'undo' },
    check: (stage) => {
      expect(imported(stage)).toMatchObject({ inTrash: false, values: { PartnerRelevant: true } })
      expect(typed(stage)?.values['SourcePrivateId']).toBe(imported(stage)?.id)
    },
  },
]

function find(stage: Stage, wanted: Kind['change']): ChangeRecord {
  const found = history(stage).find((each) =>
    (Object.keys(wanted) as (keyof Kind['change'])[]).every((key) => each[key] === wanted[key]),
  )
  if (found === undefined)
    throw new Error(`no such change: ${JSON.stringify(wanted)} in ${JSON.stringify(summary(stage))}`)
  return found
}

const summary = (stage: Stage) =>
  history(stage).map(({ kind, side, case: row, why, fields, tracking }) => ({
    kind,
    side,
    row,
    why,
    fields: fields.length,
    tracking,
  }))

async function undoNewest(stage: Stage, wanted: Kind['change']): Promise<void> {
  expect(await undo(stage, find(stage, wanted).id)).toMatchObject({ kind: 'undone' })
}

export function expectTakenBack(stage: Stage, kind: Kind): void {
  if (kind.private !== undefined) expect(shown(stage, stage.id)).toMatchObject(kind.private)
  if (kind.shared !== undefined) expect(shown(stage, stage.copy)).toMatchObject(kind.shared)
  kind.check?.(stage)
  expect(stage.computer.store.ledger.openIntents(stage.world.profile.id)).toHaveLength(0)
}

export async function arranged(kind: Kind): Promise<{ readonly stage: Stage; readonly change: ChangeRecord }> {
  const stage = await staged(kind.world)
  await kind.arrange(stage)
  await stage.world.clock.advance(2 * minutes)
  const change = find(stage, kind.change)
  // A creation is undone for the first appointment, whatever was made last.
  const own =
    change.kind === 'create' && change.case === '1'
      ? history(stage).find((each) => each.kind === 'create' && each.pageId === pageId(stage.copy))
      : change
  return { stage, change: own ?? change }
}
