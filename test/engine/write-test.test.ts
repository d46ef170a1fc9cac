/** The write test: a round trip that proves itself, cleans up whatever happens, and does not confuse the sync. */
import { afterEach, describe, expect, it } from 'vitest'
import type { WriteTestReport } from '../../electron/engine/engine-port.ts'
import { addAppointments, type Computer, createWorld, type World, type WorldOptions } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const signal = new AbortController().signal
const title = 'Partner Sync write test'

async function synced(options: WorldOptions = {}): Promise<{ readonly world: World; readonly computer: Computer }> {
  const world = await createWorld(options)
  open = world
  addAppointments(world, 3)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * 60_000)
  return { world, computer }
}

function test(computer: Computer, world: World): Promise<WriteTestReport> {
  return computer.engine.writeTest(world.profile, title, signal)
}

/** Rows of the test outside the trash, on both sides. */
function marked(world: World): readonly unknown[] {
  return [...world.privateRows(), ...world.sharedRows()].filter(({ values }) =>
    JSON.stringify(values['Name']).startsWith(`"${title}`),
  )
}

const outcome = (report: WriteTestReport) => report.steps.map(({ step, failure }) => [step, failure?.text ?? 'ok'])

describe('the write test', () => {
  it('shows copy, links and edits both ways, and leaves both pages in the trash', async () => {
    const { world, computer } = await synced()
    const report = await test(computer, world)
    expect(outcome(report)).toEqual([
      ['create', 'ok'],
      ['copy', 'ok'],
      ['to-shared', 'ok'],
      ['to-private', 'ok'],
      ['clean-up', 'ok'],
    ])
    expect(report.left).toEqual([])
    expect(marked(world)).toEqual([])
    for (const source of [world.privateId, world.sharedId]) {
      const [trashed, ...others] = world.sandbox.rows(source, 'trashed')
      expect(trashed?.values['Name']).toMatch(/^Partner Sync write test .* ←$/)
      expect(others).toEqual([])
    }
  })

  it('leaves nothing that the sync would have to deal with, and no suspicion of another computer', async () => {
    const { world, computer } = await synced()
    await test(computer, world)
    const { ledger, journal } = computer.store
    const { id } = world.profile
    expect(
      ledger
        .pairs(id)
        .map((pair) => pair.title)
        .toSorted(),
    ).toEqual(['Termin 1', 'Termin 2', 'Termin 3'])
    expect([ledger.fact(id, 'careful'), ledger.fact(id, 'write-test'), ledger.fact(id, 'removals')]).toEqual([
      null,
      null,
      null,
    ])
    expect([journal.openConflicts(id), journal.problems(id), journal.held(id)]).toEqual([[], [], []])
    await world.clock.advance(5 * 60_000)
    world.requests()
    const { record } = await computer.run({ kind: 'full' })
    expect([record.state, record.requests.write]).toEqual(['completed', 0])
    expect(journal.changes({ profile: id, limit: 3 }).map((change) => change.why)).toContain('write-test')
  })

  it('works where the title only goes one way: the text is carried both ways then', async () => {
    const { world, computer } = await synced()
    const fields = world.profile.mapping.fields.map((field) =>
      field.type === 'title' ? { ...field, direction: { kind: 'busy' as const, word: 'belegt' } } : field,
    )
    const profile = { ...world.profile, mapping: { ...world.profile.mapping, fields } }
    await computer.run({ kind: 'full' }, profile)
    const report = await computer.engine.writeTest(profile, title, signal)
    expect(report.steps.filter((step) => step.failure !== null)).toEqual([])
    expect(report.steps).toHaveLength(5)
    expect(marked(world)).toEqual([])
  })

  it.each([
    ['the copy cannot be created', 'pages.create', 2, ['create', 'copy', 'clean-up']],
    ['an edit is refused', 'pages.update', 2, ['create', 'copy', 'to-shared', 'clean-up']],
  ] as const)('cleans up when %s', async (_what, operation, nth, steps) => {
    const { world, computer } = await synced()
    const answer = { kind: 'restricted' } as const
    world.sandbox.faults.add({ operation, nth, action: { kind: 'answer', when: 'before', answer } })
    const report = await test(computer, world)
    expect(report.steps.map(({ step }) => step)).toEqual(steps)
    expect(report.steps.at(-2)?.failure).not.toBeNull()
    expect(report.steps.at(-1)?.failure).toBeNull()
    expect(marked(world)).toEqual([])
  })

  it('finds a page whose creation was answered with an error, and goes on with it', async () => {
    const { world, computer } = await synced()
    const answer = { kind: 'bad-gateway' } as const
    world.sandbox.faults.add({ operation: 'pages.create', nth: 1, action: { kind: 'answer', when: 'after', answer } })
    const report = await test(computer, world)
    expect(outcome(report).map(([, said]) => said)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
    expect(marked(world)).toEqual([])
  })

  it('says which pages are left over, and the next test takes them away', async () => {
    const { world, computer } = await synced()
    const answer = { kind: 'restricted' } as const
    const trashing = { kind: 'answer', when: 'before', answer } as const
    world.sandbox.faults.add({
      operation: 'pages.update',
      probability: 1,
      where: ({ body }) => body.includes('"in_trash":true'),
      action: trashing,
    })
    const report = await test(computer, world)
    expect(report.steps.at(-1)).toMatchObject({ step: 'clean-up', failure: { reason: 'write-test-left' } })
    expect(report.left).toHaveLength(2)
    expect(marked(world)).toHaveLength(2)
    world.sandbox.faults.clear()
    expect((await test(computer, world)).left).toEqual([])
    expect(marked(world)).toEqual([])
  })

  it('makes nothing when a database cannot be reached', async () => {
    const { world, computer } = await synced()
    world.sandbox.admin.revoke(world.connectionId)
    const report = await test(computer, world)
    expect(report).toMatchObject({ steps: [{ step: 'create', failure: { category: 'credentials' } }], left: [] })
    expect(marked(world)).toEqual([])
  })
})

describe('the write test of a profile that two computers keep', () => {
  it('works as well, and suspects nobody anew', async () => {
    const { world, computer } = await synced()
    computer.store.ledger.saveFact(world.profile.id, 'careful', '1')
    const report = await test(computer, world)
    expect(outcome(report).map(([, said]) => said)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
    const other = world.computer()
    await other.run()
    await world.clock.advance(5 * 60_000)
    await test(computer, world)
    await other.run({ kind: 'full' })
    expect(other.store.ledger.pairs(world.profile.id)).toHaveLength(3)
    expect(marked(world)).toEqual([])
  })
})
