/** Questions and problems: about what is shown now, kept while they stand, closed when somebody or something settles them. */
import { afterEach, describe, expect, it } from 'vitest'
import type { ProblemRecord } from '../../electron/engine/ledger-port.ts'
import type { AnswerAction } from '../../shared/decision.ts'
import { addAppointments, type Computer, createWorld, pageId, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minutes = 60_000

interface Synced {
  readonly world: World
  readonly computer: Computer
  readonly id: string
  readonly copy: string
  readonly later: (kind?: 'auto' | 'full') => ReturnType<Computer['run']>
  readonly state: () => string | undefined
}

async function synced(): Promise<Synced> {
  const world = await createWorld()
  open = world
  const [id = ''] = addAppointments(world, 3)
  const computer = world.computer()
  await computer.run()
  const copy = world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)?.id ?? ''
  const later: Synced['later'] = async (kind = 'full') => {
    await world.clock.advance(16 * minutes)
    return computer.run({ kind })
  }
  return { world, computer, id, copy, later, state: () => stateOf(world, computer, id) }
}

function stateOf(world: World, computer: Computer, id: string): string | undefined {
  return computer.store.ledger.pair(world.profile.id, pageId(id))?.state.kind
}

function onlyProblem(s: Synced): ProblemRecord {
  const [problem, ...others] = s.computer.store.journal.problems(s.world.profile.id)
  if (problem === undefined || others.length > 0) throw new Error(`${others.length} problems besides ${problem?.id}`)
  return problem
}

function answer(s: Synced, action: AnswerAction): void {
  const problem = onlyProblem(s)
  s.computer.store.journal.saveProblem({ ...problem, answer: { action, field: null, shown: problem.shown } })
}

/** A database that nobody syncs, in the same workspace. */
function archive(s: Synced): string {
  const { admin, store } = s.world.sandbox
  const { dataSourceId } = admin.addDatabase({
    workspaceId: [...store.workspaces.keys()][0] ?? '',
    title: 'Archiv',
    properties: { Name: 'title' },
    by: s.world.sandbox.read(s.id)?.createdBy ?? '',
  })
  admin.share(dataSourceId, s.world.connectionId)
  return dataSourceId
}

describe('a conflict', () => {
  it('is about the values that are shown now: an edit since asks anew, and the answer to that counts (5)', async () => {
    const s = await synced()
    await s.world.clock.advance(5 * minutes)
    s.world.anna.edit(s.id, { Ort: 'Berlin' })
    s.world.partner.edit(s.copy, { Ort: 'Bern' })
    await s.later('auto')
    s.world.anna.edit(s.id, { Ort: 'Bonn' })
    await s.later('auto')
    const { journal } = s.computer.store
    const [conflict] = journal.openConflicts(s.world.profile.id)
    expect(JSON.stringify(conflict?.question)).toContain('Bonn')
    if (conflict === undefined) return
    journal.saveConflict({ ...conflict, answers: [{ action: 'private', field: null, shown: conflict.shown }] })
    await s.later('auto')
    expect(s.world.sandbox.read(s.copy)?.values['Ort']).toBe('Bonn')
    expect(journal.openConflicts(s.world.profile.id)).toHaveLength(0)
  })
})

describe('a conflict about what a copy and its page never agreed on', () => {
  /** Another computer adopts the two while the page is empty where the copy is filled: nobody knows who is newer. */
  async function adopted(): Promise<Synced & { readonly asked: () => readonly string[] }> {
    const s = await synced()
    await s.world.clock.advance(5 * minutes)
    s.world.anna.edit(s.id, { Ort: '' })
    s.world.partner.edit(s.copy, { Ort: 'Bern' })
    await s.world.clock.advance(5 * minutes)
    const computer = s.world.computer()
    await computer.run()
    return {
      ...s,
      computer,
      later: async (kind = 'full') => {
        await s.world.clock.advance(16 * minutes)
        return computer.run({ kind })
      },
      asked: () =>
        computer.store.journal.openConflicts(s.world.profile.id).map((each) => `${each.question.kind} ${each.id}`),
    }
  }

  it.each([
    [
      'a deletion that is taken back (7)',
      (s: Synced) => s.world.anna.trash(s.id),
      (s: Synced) => s.world.anna.restore(s.id),
      'deleted-here-edited-there',
    ],
    [
      'a copy that is deleted and brought back (8)',
      (s: Synced) => s.world.partner.trash(s.copy),
      (s: Synced) => s.world.partner.restore(s.copy),
      'trashed-copy',
    ],
  ])('outlives %s', async (_name, goes, comes, meanwhile) => {
    const s = await adopted()
    const [first = ''] = s.asked()
    expect(first).toMatch(/^fields /)
    goes(s)
    await s.later()
    expect(s.asked()).toHaveLength(2)
    expect(s.asked().join()).toContain(meanwhile)
    comes(s)
    await s.later()
    await s.later()
    expect(s.asked()).toEqual([first])
    expect(s.world.sandbox.read(s.id)?.values).toMatchObject({ Ort: '' })
    expect(s.world.sandbox.read(s.copy)?.values).toMatchObject({ Ort: 'Bern' })
  })
})

describe('a private page that cannot be read (9)', () => {
  it('that the user keeps stays as it is, until one of its pages shows something new', async () => {
    const s = await synced()
    s.world.anna.trash(s.id)
    s.world.anna.purge(s.id)
    await s.later()
    expect(s.state()).toBe('problem')
    answer(s, 'keep')
    await s.later('auto')
    expect(s.state()).toBe('kept')
    expect(s.computer.store.journal.problems(s.world.profile.id)).toHaveLength(0)
    await s.later()
    expect(s.state()).toBe('kept')
    s.world.partner.edit(s.copy, { Ort: 'Bern' })
    await s.later()
    expect(s.state()).toBe('problem')
    expect(s.world.sandbox.read(s.copy)?.inTrash).toBe(false)
  })

  it('that the user forgets leaves its copy as a row of its own', async () => {
    const s = await synced()
    s.world.anna.trash(s.id)
    s.world.anna.purge(s.id)
    await s.later()
    answer(s, 'forget')
    await s.later('auto')
    expect(s.state()).toBeUndefined()
    expect(s.world.sandbox.read(s.copy)?.values).toMatchObject({ SourcePrivateId: '', SourceUserId: null })
    await s.later()
    expect(s.world.sharedRows()).toHaveLength(3)
  })
})

describe('a copy that left the shared database (9)', () => {
  it('is a problem, and forgetting it excludes its page until that shows something new', async () => {
    const s = await synced()
    s.world.partner.move(s.copy, archive(s))
    await s.later()
    expect(onlyProblem(s)).toMatchObject({ failure: { reason: 'copy-moved' }, actions: ['keep', 'forget'] })
    answer(s, 'forget')
    await s.later('auto')
    expect(s.state()).toBe('excluded')
    await s.later()
    expect([s.state(), s.world.sharedRows().length]).toEqual(['excluded', 2])
    s.world.anna.edit(s.id, { Ort: 'Berlin' })
    await s.later()
    await s.later()
    expect([s.state(), s.world.sharedRows().length]).toEqual(['in-step', 3])
  })
})

describe('what a page does not show', () => {
  const unreadable = (s: Synced, property: string): (() => void) => {
    const ends = [
      s.world.sandbox.faults.add({
        operation: ['dataSources.query', 'pages.retrieve'],
        probability: 1,
        where: ({ path, body }) => path.includes(s.id) || (path.includes(s.world.privateId) && body !== ''),
        action: { kind: 'omit', properties: [property] },
      }),
      s.world.sandbox.faults.add({
        operation: 'pages.properties.retrieve',
        probability: 1,
        action: { kind: 'answer', when: 'before', answer: { kind: 'internal' } },
      }),
    ]
    return () => {
      for (const end of ends) end()
    }
  }

  it('in a mapped field lets that field wait, and every other one goes on', async () => {
    const s = await synced()
    s.world.anna.edit(s.id, { Ort: 'Berlin', Beschreibung: 'neu' })
    const end = unreadable(s, 'Ort')
    await s.later()
    expect(s.world.sandbox.read(s.copy)?.values).toMatchObject({ Ort: 'Garage', Beschreibung: 'neu' })
    expect(s.state()).toBe('waiting')
    end()
    await s.later()
    expect(s.world.sandbox.read(s.copy)?.values['Ort']).toBe('Berlin')
    expect(s.state()).toBe('in-step')
  })

  it('of its switch lets the whole page wait, and removes nothing', async () => {
    const s = await synced()
    const end = unreadable(s, 'PartnerRelevant')
    const { record } = await s.later()
    expect(record.statistics.removed).toBe(0)
    expect(reasonsOf(s)).toContain('tracking-unreadable')
    end()
    await s.later()
    expect(s.world.sharedRows()).toHaveLength(3)
    expect(s.computer.store.journal.problems(s.world.profile.id)).toHaveLength(0)
  })
})

function reasonsOf(s: Synced): readonly (string | null)[] {
  return s.computer.store.journal.problems(s.world.profile.id).map(({ failure }) => failure.reason)
}

describe('what a copy does not show', () => {
  it('of its tracking lets the pair wait, and makes no second copy', async () => {
    const s = await synced()
    const ends = [
      s.world.sandbox.faults.add({
        operation: ['dataSources.query', 'pages.retrieve'],
        probability: 1,
        where: ({ path, body }) => path.includes(s.copy) || (path.includes(s.world.sharedId) && body !== ''),
        action: { kind: 'omit', properties: ['SourcePrivateId'] },
      }),
      s.world.sandbox.faults.add({
        operation: 'pages.properties.retrieve',
        probability: 1,
        action: { kind: 'answer', when: 'before', answer: { kind: 'internal' } },
      }),
    ]
    await s.later()
    expect(s.world.sandbox.rows(s.world.sharedId, 'all')).toHaveLength(3)
    for (const end of ends) end()
    await s.later()
    await s.later()
    expect([s.state(), s.world.sandbox.rows(s.world.sharedId, 'all').length]).toEqual(['in-step', 3])
  })

  it('in the answer to a write is no reason to write again', async () => {
    const s = await synced()
    s.world.anna.edit(s.id, { Ort: 'Berlin' })
    const end = s.world.sandbox.faults.add({
      operation: ['pages.create', 'pages.update'],
      probability: 1,
      action: { kind: 'omit', properties: ['PartnerRelevant'] },
    })
    addAppointments(s.world, 1)
    await s.later()
    end()
    await s.later()
    expect((await s.later()).record.requests.write).toBe(0)
    expect(s.world.sandbox.read(s.copy)?.values).toMatchObject({ Ort: 'Berlin', PartnerRelevant: true })
    expect(s.world.sharedRows()).toHaveLength(4)
  })
})
