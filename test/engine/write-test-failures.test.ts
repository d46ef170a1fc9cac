/** The write test when something goes wrong on the way: it says what, takes its pages away, and names those that stay. */
import { afterEach, describe, expect, it } from 'vitest'
import type { WriteTestReport } from '../../electron/engine/engine-port.ts'
import type { FaultRule, RequestFacts } from '../../electron/sandbox/faults.ts'
import { addAppointments, type Computer, createWorld, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minutes = 60_000
const title = 'Partner Sync write test'
const refused: FaultRule['action'] = { kind: 'answer', when: 'before', answer: { kind: 'restricted' } }

interface Stage {
  readonly world: World
  readonly computer: Computer
  readonly ids: readonly string[]
}

async function synced(count = 3): Promise<Stage> {
  const world = await createWorld()
  open = world
  const ids = addAppointments(world, count)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * minutes)
  return { world, computer, ids }
}

function test({ world, computer }: Stage, profile = world.profile): Promise<WriteTestReport> {
  return computer.engine.writeTest(profile, title, new AbortController().signal)
}

const isMarked = ({ values }: { readonly values: Readonly<Record<string, unknown>> }): boolean =>
  JSON.stringify(values['Name']).startsWith(`"${title}`)

/** The page of the test and its copy, as long as they are outside the trash. */
const pageOf = ({ world }: Stage): string => world.privateRows().find(isMarked)?.id ?? ''
const copyOf = ({ world }: Stage): string => world.sharedRows().find(isMarked)?.id ?? ''
const left = ({ world }: Stage): number => [...world.privateRows(), ...world.sharedRows()].filter(isMarked).length
const traceIn = ({ world, computer }: Stage): string | null =>
  computer.store.ledger.fact(world.profile.id, 'write-test')

/** What each step came to: `ok`, or the reason or else the kind of its failure. */
const outcome = ({ steps }: WriteTestReport) =>
  steps.map(({ step, failure }) => `${step}: ${failure === null ? 'ok' : (failure.reason ?? failure.category)}`)
const failureOf = ({ steps }: WriteTestReport): string =>
  steps.find((each) => each.failure !== null)?.failure?.text ?? ''

/** Once, right before the nth request of this kind that is sent while the copy of the test exists. */
function beforeNth({ world }: Stage, nth: number, fits: (request: RequestFacts) => boolean, work: () => void): void {
  let count = 0
  const stop = world.sandbox.beforeRequest((request) => {
    if (!world.sharedRows().some(isMarked) || !fits(request)) return
    count += 1
    if (count < nth) return
    stop()
    work()
  })
}

const reading = ({ operation }: RequestFacts): boolean => operation === 'pages.retrieve'

describe('a test whose page', () => {
  it('is refused leaves nothing to clean up', async () => {
    const s = await synced()
    s.world.sandbox.faults.add({ operation: 'pages.create', action: refused })
    const report = await test(s)
    expect(report.steps.map(({ step }) => step)).toEqual(['create'])
    expect(report.steps[0]?.failure).not.toBeNull()
    expect([report.left, left(s), traceIn(s)]).toEqual([[], 0, null])
  })

  it('was never heard of again keeps looking: one that comes late is taken away by the next test', async () => {
    const s = await synced()
    s.world.sandbox.faults.add({
      operation: 'pages.create',
      action: { kind: 'hang', effect: 'late', afterMs: 100_000 },
    })
    const report = await test(s)
    expect(report.steps.map(({ step }) => step)).toEqual(['create', 'clean-up'])
    await s.world.clock.advance(2 * minutes)
    expect(left(s)).toBe(1)
    expect(outcome(await test(s)).filter((each) => !each.endsWith('ok'))).toEqual([])
    expect(left(s)).toBe(0)
  })

  it('was certainly not made is not looked for for ever', async () => {
    const s = await synced()
    s.world.sandbox.faults.add({ operation: 'pages.create', action: { kind: 'drop', when: 'before' } })
    await test(s)
    await s.world.clock.advance(5 * minutes)
    expect((await test(s)).left).toEqual([])
    expect([left(s), traceIn(s)]).toEqual([0, null])
  })

  it('cannot be looked for is found when it is cleaned up', async () => {
    const s = await synced()
    s.world.sandbox.faults.add({ operation: 'pages.create', action: { kind: 'drop', when: 'after' } })
    s.world.sandbox.faults.add({ operation: 'dataSources.query', action: refused })
    const report = await test(s)
    expect(outcome(report).at(-1)).toBe('clean-up: ok')
    expect([report.left, left(s), traceIn(s)]).toEqual([[], 0, null])
  })

  it('cannot be looked for at all is not forgotten: the next test takes it away', async () => {
    const s = await synced()
    s.world.sandbox.faults.add({ operation: 'pages.create', action: { kind: 'drop', when: 'after' } })
    const end = s.world.sandbox.faults.add({ operation: 'dataSources.query', probability: 1, action: refused })
    await test(s)
    expect(left(s)).toBe(1)
    expect(traceIn(s)).not.toBeNull()
    end()
    await s.world.clock.advance(5 * minutes)
    expect((await test(s)).left).toEqual([])
    expect([left(s), traceIn(s)]).toEqual([0, null])
  })

  it('has no title among what is shared, and no text, proves copy and links alone', async () => {
    const s = await synced()
    const { mapping } = s.world.profile
    const fields = mapping.fields.filter(({ type }) => type === 'date')
    const report = await test(s, { ...s.world.profile, mapping: { ...mapping, fields } })
    expect(outcome(report)).toEqual(['create: ok', 'copy: ok', 'clean-up: ok'])
    expect(s.world.privateRows()).toHaveLength(3)
    expect(s.world.sharedRows()).toHaveLength(3)
  })
})

describe('a person in the way of the test', () => {
  it.each([
    [
      'switches its page off before the copy is made',
      'there is no copy',
      (s: Stage) => s.world.anna.check(pageOf(s), 'PartnerRelevant', false),
    ],
    ['deletes its page for good before the copy is made', '', (s: Stage) => s.world.anna.purge(pageOf(s))],
  ])('who %s is told from a success', async (_, said, work) => {
    const s = await synced()
    const stop = s.world.sandbox.beforeRequest(({ operation }) => {
      if (operation !== 'pages.retrieve') return
      stop()
      work(s)
    })
    const report = await test(s)
    expect(report.steps.map(({ step }) => step)).toEqual(['create', 'copy', 'clean-up'])
    expect(report.steps[1]?.failure?.text).toContain(said)
    expect([report.left, left(s)]).toEqual([[], 0])
  })

  it.each([
    ['deletes the copy for good', 'copy', 'a page cannot be read', 2, (s: Stage) => s.world.partner.purge(copyOf(s))],
    [
      'empties the link',
      'copy',
      'do not name each other',
      1,
      (s: Stage) => s.world.anna.edit(pageOf(s), { SyncedToSharedId: '' }),
    ],
    ['trashes the copy', 'copy', 'do not name each other', 2, (s: Stage) => s.world.partner.trash(copyOf(s))],
    [
      'edits the copy',
      'copy',
      'the field place differs',
      2,
      (s: Stage) => s.world.partner.edit(copyOf(s), { Ort: 'Bern' }),
    ],
    [
      'deletes the page for good before it is edited',
      'to-shared',
      'a page cannot be read',
      3,
      (s: Stage) => s.world.anna.purge(pageOf(s)),
    ],
    ['throws the page away before it is edited', 'to-shared', '', 3, (s: Stage) => s.world.anna.trash(pageOf(s))],
    [
      'writes another title over the edit',
      'to-shared',
      'the edit did not arrive',
      4,
      (s: Stage) => s.world.anna.edit(pageOf(s), { Name: `${title} anders` }),
    ],
  ] as const)('who %s is told from a success', async (_, step, said, nth, work) => {
    const s = await synced()
    beforeNth(s, nth, reading, () => work(s))
    const report = await test(s)
    expect(report.steps.at(-2)?.step).toBe(step)
    expect(report.steps.at(-2)?.failure?.text).toContain(said)
    expect([outcome(report).at(-1), report.left, left(s)]).toEqual(['clean-up: ok', [], 0])
  })

  it('who switches the page off when many copies have gone already meets the guard, and the test says so', async () => {
    const s = await synced(8)
    for (const id of s.ids.slice(0, 5)) s.world.anna.check(id, 'PartnerRelevant', false)
    await s.computer.run()
    await s.world.clock.advance(5 * minutes)
    beforeNth(s, 4, reading, () => s.world.anna.check(pageOf(s), 'PartnerRelevant', false))
    const report = await test(s)
    expect(outcome(report)).toEqual(['create: ok', 'copy: ok', 'to-shared: write-test-held', 'clean-up: ok'])
    expect(s.computer.store.journal.held(s.world.profile.id)).toEqual([])
    expect(left(s)).toBe(0)
  })
})

describe('a copy of the test that went by a run', () => {
  it('does not count towards the guard: as many as before may go within the hour', async () => {
    const s = await synced(8)
    beforeNth(s, 4, reading, () => s.world.anna.check(pageOf(s), 'PartnerRelevant', false))
    expect(outcome(await test(s)).at(-1)).toBe('clean-up: ok')
    expect(s.computer.store.journal.changes({ limit: 50 }).some((each) => each.case === '6')).toBe(true)
    for (const id of s.ids.slice(0, 5)) s.world.anna.check(id, 'PartnerRelevant', false)
    await s.computer.run()
    expect(s.computer.store.journal.held(s.world.profile.id)).toEqual([])
    expect(s.world.sharedRows()).toHaveLength(3)
  })
})

describe('a reading that is refused', () => {
  it.each([
    ['of the page, after its copy was made', 1, 'copy'],
    ['of the copy', 2, 'copy'],
    ['of the page, before it is edited', 3, 'to-shared'],
  ] as const)('%s ends the test, which cleans up', async (_, nth, step) => {
    const s = await synced()
    let count = 0
    s.world.sandbox.faults.add({
      operation: 'pages.retrieve',
      where: () => {
        if (copyOf(s) === '') return false
        count += 1
        return count === nth
      },
      action: refused,
    })
    const report = await test(s)
    expect(report.steps.at(-2)).toMatchObject({ step })
    expect(failureOf(report)).not.toBe('')
    expect([outcome(report).at(-1), report.left, left(s)]).toEqual(['clean-up: ok', [], 0])
  })

  it('of the copy for as long as the test lasts names the copy as left over', async () => {
    const s = await synced()
    const end = s.world.sandbox.faults.add({
      operation: 'pages.retrieve',
      probability: 1,
      where: ({ path }) => copyOf(s) !== '' && path.includes(copyOf(s)),
      action: refused,
    })
    const report = await test(s)
    expect(outcome(report).at(-1)).toBe('clean-up: write-test-left')
    expect(report.left).toEqual([copyOf(s)])
    end()
    expect((await test(s)).left).toEqual([])
    expect(left(s)).toBe(0)
  })
})

describe('a test that is cancelled', () => {
  const cancelledAt = (s: Stage, nth: number): Promise<WriteTestReport> => {
    const stopping = new AbortController()
    let count = 0
    const stop = s.world.sandbox.beforeRequest(({ method }) => {
      if (method === 'GET' || pageOf(s) === '') return
      count += 1
      if (count < nth) return
      stop()
      stopping.abort()
    })
    return s.computer.engine.writeTest(s.world.profile, title, stopping.signal)
  }

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('at write or query %i takes its pages away all the same', async (nth) => {
    const s = await synced()
    const report = await cancelledAt(s, nth)
    const wrong = report.steps.filter(({ failure }) => failure !== null)
    expect(wrong.length).toBeLessThanOrEqual(1)
    for (const { failure } of wrong) expect(failure?.category).toBe('stopped')
    expect([outcome(report).at(-1), report.left, left(s), traceIn(s)]).toEqual(['clean-up: ok', [], 0, null])
  })

  it('before it began makes nothing', async () => {
    const s = await synced()
    const report = await s.computer.engine.writeTest(s.world.profile, title, AbortSignal.abort())
    expect(outcome(report)).toEqual(['create: stopped'])
    expect(left(s)).toBe(0)
  })

  it('ends although cleaning up hangs, names what is left, and the next test takes it away', async () => {
    const s = await synced()
    const end = s.world.sandbox.faults.add({
      operation: 'pages.update',
      probability: 1,
      where: ({ body }) => body.includes('"in_trash":true'),
      action: { kind: 'hang', effect: 'never' },
    })
    const report = await cancelledAt(s, 4)
    expect(outcome(report).at(-1)).toBe('clean-up: write-test-left')
    expect(report.left.length).toBeGreaterThan(0)
    end()
    await s.world.clock.advance(5 * minutes)
    expect((await test(s)).left).toEqual([])
    expect(left(s)).toBe(0)
  })
})

describe('problems of other appointments', () => {
  it('stand after the test as they stood before', async () => {
    const s = await synced()
    const [row] = s.world.sharedRows()
    s.world.partner.purge(row?.id ?? '')
    await s.computer.run({ kind: 'full' })
    const before = s.computer.store.journal.problems(s.world.profile.id)
    expect(before).toHaveLength(1)
    // The page is in trouble half-way, so that it has a problem of its own to be forgotten.
    s.world.sandbox.faults.add({ operation: 'pages.create', nth: 2, action: refused })
    expect((await test(s)).left).toEqual([])
    expect(s.computer.store.journal.problems(s.world.profile.id)).toEqual(before)
  })
})
