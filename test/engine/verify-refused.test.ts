/** Comparisons that cannot be made or are cut off, and properties that are missing. */
import { afterEach, describe, expect, it } from 'vitest'
import type { VerifyReport } from '../../electron/engine/engine-port.ts'
import type { FaultRule } from '../../electron/sandbox/faults.ts'
import type { Failure } from '../../shared/failure.ts'
import { addAppointments, type Computer, createWorld, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const refused: FaultRule['action'] = { kind: 'answer', when: 'before', answer: { kind: 'restricted' } }

interface Stage {
  readonly world: World
  readonly computer: Computer
  readonly ids: readonly string[]
  readonly copies: readonly string[]
  readonly verify: (signal?: AbortSignal) => Promise<VerifyReport | Failure>
}

async function synced(values: Readonly<Record<string, unknown>> = {}): Promise<Stage> {
  const world = await createWorld()
  open = world
  const ids = addAppointments(world, 3, values)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * 60_000)
  const rows = world.sharedRows()
  const copies = ids.map((id) => rows.find((row) => row.values['SourcePrivateId'] === id)?.id ?? '')
  const verify = (signal = new AbortController().signal) => computer.engine.verify(world.profile, signal)
  return { world, computer, ids, copies, verify }
}

describe('a comparison that is stopped', () => {
  it('while it reads single pages is no list of differences', async () => {
    const s = await synced()
    s.world.anna.purge(s.ids[0] ?? '')
    const stopping = new AbortController()
    s.world.sandbox.beforeRequest(({ operation }) => {
      if (operation === 'pages.retrieve') stopping.abort()
    })
    expect(await s.verify(stopping.signal)).toMatchObject({ kind: 'failure', category: 'stopped' })
  })
})

describe('a copy whose tracking properties no answer shows', () => {
  it('is told once, with its appointment', async () => {
    const s = await synced()
    s.world.sandbox.faults.add({
      operation: 'dataSources.query',
      probability: 1,
      where: ({ path }) => path.includes(s.world.sharedId),
      action: { kind: 'omit', properties: ['SourcePrivateId'] },
    })
    s.world.sandbox.faults.add({ operation: 'pages.properties.retrieve', probability: 1, action: refused })
    const report = await s.verify()
    if ('kind' in report) throw new Error(report.text)
    const told = report.differences.map(({ kind, privateId }) => `${kind} ${privateId}`)
    expect(told.toSorted()).toEqual(s.ids.map((id) => `unreadable ${id}`).toSorted())
  })
})

describe('a row without a number', () => {
  it('that names a page which is none of mine is counted among what others have', async () => {
    const s = await synced()
    s.world.partner.addRow(s.world.sharedId, { Name: 'x', SourcePrivateId: s.world.sharedId })
    expect(await s.verify()).toMatchObject({ copies: 3, foreign: 1, equal: 3, differences: [] })
  })

  it('that names a page of mine is counted among my copies, as one too many', async () => {
    const s = await synced()
    s.world.partner.edit(s.world.partner.duplicate(s.copies[0] ?? ''), { SourceUserId: null })
    expect(await s.verify()).toMatchObject({ copies: 4, foreign: 0, differences: [{ kind: 'duplicate-copy' }] })
  })
})

describe('a database that misses', () => {
  it('a property with a field is a failure that names it, and not one click', async () => {
    const s = await synced()
    s.world.sandbox.admin.deleteProperty(s.world.sharedId, 'Ort')
    expect(await s.verify()).toMatchObject({ kind: 'failure', category: 'schema' })
  })

  it('a property with a field beside a tracking property is a failure as well', async () => {
    const s = await synced()
    s.world.sandbox.admin.deleteProperty(s.world.sharedId, 'Ort')
    s.world.sandbox.admin.deleteProperty(s.world.sharedId, 'SourceUserId')
    expect(await s.verify()).toMatchObject({ kind: 'failure', category: 'schema' })
  })

  it.each(['private', 'shared'] as const)(
    'a tracking property is a failure when it cannot be asked again (%s)',
    async (side) => {
      const s = await synced()
      const resource = side === 'private' ? s.world.privateId : s.world.sharedId
      s.world.sandbox.admin.deleteProperty(s.world.sharedId, 'SourceUserId')
      let asked = 0
      s.world.sandbox.faults.add({
        operation: 'dataSources.retrieve',
        probability: 1,
        where: ({ path }) => {
          asked += path.includes(resource) ? 1 : 0
          return path.includes(resource) && asked > 1
        },
        action: refused,
      })
      expect(await s.verify()).toMatchObject({ kind: 'failure', category: 'schema' })
    },
  )
})

describe('a text that was refused for its length', () => {
  it('is a matter of its author; another difference of the same page is one click all the same', async () => {
    const s = await synced()
    const [id = ''] = s.ids
    s.world.sandbox.faults.add({
      operation: 'pages.update',
      probability: 1,
      where: ({ path }) => path.includes(s.copies[0] ?? ''),
      action: { kind: 'answer', when: 'before', answer: { kind: 'bad-request' } },
    })
    s.world.anna.edit(id, { Beschreibung: 'a'.repeat(1_500), Ort: '' })
    await s.computer.run()
    const { journal } = s.computer.store
    const [problem] = journal.problems(s.world.profile.id)
    if (problem === undefined) throw new Error('there is no problem')
    journal.saveProblem({ ...problem, failure: { ...problem.failure, reason: 'text-too-long' } })
    const report = await s.verify()
    if ('kind' in report) throw new Error(report.text)
    expect(report.differences.map(({ kind, field, plan }) => [kind, field, plan.level])).toEqual([
      ['field', 'place', 'click'],
      ['too-long', 'description', 'person'],
    ])
  })
})
