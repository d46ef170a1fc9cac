/** The truth about a write: noted before it is sent, looked up when the answer is none, believed only when it is sure. */
import { afterEach, describe, expect, it } from 'vitest'
import type { FaultRule } from '../../electron/sandbox/faults.ts'
import { kill, killedRun } from '../support/killed-run.ts'
import { addAppointments, type Computer, createWorld, pageId, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minutes = 60_000

async function stage(count: number): Promise<{ world: World; computer: Computer; ids: readonly string[] }> {
  const world = await createWorld()
  open = world
  return { world, computer: world.computer(), ids: addAppointments(world, count) }
}

const failing = (
  kind: 'drop' | 'bad-request' | 'conflict' | 'internal',
  when: 'before' | 'after',
): FaultRule['action'] => (kind === 'drop' ? { kind, when } : { kind: 'answer', when, answer: { kind } })

describe('before a write', () => {
  it('its intent stands in the ledger when the request arrives, whatever the write is', async () => {
    const { world, computer, ids } = await stage(3)
    const unannounced: string[] = []
    world.sandbox.beforeRequest(({ operation, path }) => {
      if (operation !== 'pages.create' && operation !== 'pages.update') return
      const about = computer.store.ledger.openIntents(world.profile.id).map(({ operation: noted }) => noted)
      const announced = about.some((noted) =>
        noted.kind === 'create' ? operation === 'pages.create' : path.endsWith(noted.pageId),
      )
      if (!announced) unannounced.push(`${operation} ${path}`)
    })
    await computer.run()
    await world.clock.advance(5 * minutes)
    world.anna.edit(ids[0] ?? '', { Ort: 'Berlin' })
    world.anna.check(ids[1] ?? '', 'PartnerRelevant', false)
    await computer.run()
    expect(unannounced).toEqual([])
    expect(world.sharedRows()).toHaveLength(2)
  })
})

describe('a failure that was none', () => {
  it('of a create is a success at once, although the answer refused it', async () => {
    const { world, computer } = await stage(1)
    world.sandbox.faults.add({ operation: 'pages.create', action: failing('bad-request', 'after') })
    const { record } = await computer.run()
    expect(record).toMatchObject({ state: 'completed', falseAlarms: 1, statistics: { created: 1, errors: 0 } })
    expect(world.sharedRows()).toHaveLength(1)
    const since = { day: 0, week: 0, month: 0 }
    expect(computer.store.statistics.outcomes(world.profile.id, since)).toContainEqual(
      expect.objectContaining({ result: 'false-alarm', operation: 'create', category: 'validation', month: 1 }),
    )
  })

  it('is decided only with its last try: one that another follows is neither a success nor a failure', async () => {
    const { world, computer } = await stage(1)
    world.sandbox.faults.add({ operation: 'pages.create', action: failing('internal', 'before') })
    await computer.run()
    const since = { day: 0, week: 0, month: 0 }
    expect(computer.store.journal.outcomes(world.profile.id, 0)).toEqual({ succeeded: 0, failed: 0 })
    expect(computer.store.statistics.outcomes(world.profile.id, since)).toMatchObject([
      { result: 'tried', operation: 'create', side: 'shared', category: 'service' },
    ])
    await world.clock.advance(5 * minutes)
    await computer.run()
    expect(computer.store.journal.outcomes(world.profile.id, 0)).toMatchObject({ failed: 0 })
    expect(world.sharedRows()).toHaveLength(1)
  })

  it('remembers what it had been told as, when it is looked up only in a later run', async () => {
    const { world, computer } = await stage(1)
    world.sandbox.faults.add({ operation: 'pages.create', action: { kind: 'hang', effect: 'late', afterMs: 80_000 } })
    await computer.run()
    await world.clock.advance(5 * minutes)
    await computer.run()
    const since = { day: 0, week: 0, month: 0 }
    expect(computer.store.statistics.outcomes(world.profile.id, since)).toContainEqual(
      expect.objectContaining({ result: 'false-alarm', category: 'timeout' }),
    )
    expect(world.sharedRows()).toHaveLength(1)
  })

  it('of an edit counts as done only when the page shows what was sent', async () => {
    const { world, computer, ids } = await stage(1)
    await computer.run()
    await world.clock.advance(5 * minutes)
    world.anna.edit(ids[0] ?? '', { Ort: 'Berlin' })
    world.sandbox.faults.add({ operation: 'pages.update', action: failing('conflict', 'before') })
    const { record } = await computer.run()
    expect(record).toMatchObject({ falseAlarms: 0, statistics: { updated: 0, errors: 1 } })
  })

  it('is found in the trash as well: a copy deleted before anybody knew of it does not come twice (8)', async () => {
    const { world, computer, ids } = await stage(1)
    world.sandbox.faults.add({ operation: 'pages.create', action: failing('drop', 'after') })
    const stop = world.sandbox.afterRequest(({ operation }) => {
      if (operation !== 'pages.create') return
      stop()
      world.partner.trash(world.sharedRows()[0]?.id ?? '')
    })
    for (let round = 0; round < 4; round += 1) {
      await computer.run({ kind: round % 2 === 0 ? 'auto' : 'full' })
      await world.clock.advance(4 * minutes)
    }
    expect(world.sandbox.rows(world.sharedId, 'all').map((row) => row.inTrash)).toEqual([true])
    expect(world.sandbox.read(ids[0] ?? '')?.values['PartnerRelevant']).toBe(false)
    expect(computer.store.journal.openConflicts(world.profile.id)).toHaveLength(0)
  })
})

describe('a create without an answer', () => {
  it('is not mistaken for an older row that somebody linked meanwhile: that one is adopted, and asked about (2)', async () => {
    const { world, computer, ids } = await stage(1)
    const older = world.partner.addRow(world.sharedId, { Name: 'Von Bert', Ort: 'Bern' })
    await world.clock.advance(5 * minutes)
    world.sandbox.faults.add({ operation: 'pages.create', action: failing('drop', 'before') })
    const stop = world.sandbox.beforeRequest(({ operation }) => {
      if (operation !== 'pages.create') return
      stop()
      world.partner.edit(older, { SourcePrivateId: ids[0] ?? '' })
    })
    for (let round = 0; round < 3; round += 1) {
      await computer.run({ kind: 'full' })
      await world.clock.advance(4 * minutes)
    }
    const kinds = computer.store.journal.changes({ limit: 100 }).map(({ kind }) => kind)
    expect(kinds).not.toContain('create')
    expect(computer.store.ledger.pair(world.profile.id, pageId(ids[0] ?? ''))?.sharedId).toBe(older)
    expect(world.sandbox.read(older)?.values).toMatchObject({ Name: 'Von Bert', Ort: 'Bern' })
    expect(computer.store.journal.openConflicts(world.profile.id)).toHaveLength(1)
  })

  it('stays open while the look-up fails: unknown is not absent', async () => {
    const { world, computer, ids } = await stage(1)
    world.sandbox.faults.add({ operation: 'pages.create', action: failing('conflict', 'before') })
    const end = world.sandbox.faults.add({
      operation: 'dataSources.query',
      probability: 1,
      where: ({ body }) => body.includes('"equals"'),
      action: failing('drop', 'before'),
    })
    await computer.run()
    expect(computer.store.ledger.openIntents(world.profile.id)).toHaveLength(1)
    expect(computer.store.ledger.pair(world.profile.id, pageId(ids[0] ?? ''))?.state.kind).toBe('being-checked')
    await world.clock.advance(4 * minutes)
    await computer.run()
    expect(computer.store.ledger.openIntents(world.profile.id)).toHaveLength(1)
    expect(world.sharedRows()).toHaveLength(0)
    end()
    await world.clock.advance(4 * minutes)
    await computer.run()
    await computer.run()
    expect(world.sharedRows()).toHaveLength(1)
  })

  it('is not sent again before 120 s have passed since it was sent, and then it is', async () => {
    const { world, computer } = await stage(1)
    world.sandbox.faults.add({ operation: 'pages.create', action: failing('drop', 'before') })
    for (let round = 0; round < 40; round += 1) {
      await computer.run({ kind: 'auto', force: round % 2 === 0 })
      await world.clock.advance(5_000)
    }
    const sent = world.sandbox.requests.filter(({ operation }) => operation === 'pages.create').map(({ at }) => at)
    expect(sent).toHaveLength(2)
    expect((sent[1] ?? 0) - (sent[0] ?? 0)).toBeGreaterThanOrEqual(120_000)
    expect(world.sharedRows()).toHaveLength(1)
  })
})

describe('being told to wait', () => {
  it('is no try: however often it happens, the write is done once it is let through', async () => {
    const { world, computer, ids } = await stage(1)
    const end = world.sandbox.faults.add({
      operation: 'pages.create',
      probability: 1,
      action: { kind: 'answer', when: 'before', answer: { kind: 'rate-limited', retryAfter: 400 } },
    })
    for (let round = 0; round < 7; round += 1) {
      await computer.run()
      const pair = computer.store.ledger.pair(world.profile.id, pageId(ids[0] ?? ''))
      expect(pair).toMatchObject({ state: { kind: 'waiting' }, tries: 0 })
      await world.clock.advance(8 * minutes)
    }
    end()
    await computer.run()
    expect(world.sharedRows()).toHaveLength(1)
    expect(computer.store.journal.problems(world.profile.id)).toHaveLength(0)
  })
})

describe('being told to wait with a write over a fresh read', () => {
  it.each([
    ['rate-limited', 3],
    ['rate-limited', 90],
    ['overloaded', 3],
  ] as const)(
    '(%s, %i s) reads the page again after the wait: an edit meanwhile is asked about',
    async (kind, seconds) => {
      const { world, computer, ids } = await stage(1)
      const [id = ''] = ids
      await computer.run()
      await world.clock.advance(5 * minutes)
      const [copy] = world.sharedRows()
      world.anna.edit(id, { Ort: 'Berlin' })
      world.sandbox.faults.add({
        operation: 'pages.update',
        where: () => {
          world.partner.edit(copy?.id ?? '', { Ort: 'Bern' })
          return true
        },
        action: { kind: 'answer', when: 'before', answer: { kind, retryAfter: seconds } },
      })
      await computer.run()
      expect(world.sandbox.read(copy?.id ?? '')?.values['Ort']).toBe('Bern')
      expect(computer.store.journal.openConflicts(world.profile.id)).toHaveLength(1)
    },
  )

  it('is over when it has been told so too often: the write is left for a later run, and is no try', async () => {
    const { world, computer, ids } = await stage(1)
    const [id = ''] = ids
    await computer.run()
    await world.clock.advance(5 * minutes)
    world.anna.edit(id, { Ort: 'Berlin' })
    const answer = { kind: 'rate-limited', retryAfter: 2 } as const
    const end = world.sandbox.faults.add({
      operation: 'pages.update',
      probability: 1,
      action: { kind: 'answer', when: 'before', answer },
    })
    await computer.run()
    const pair = computer.store.ledger.pair(world.profile.id, pageId(id))
    expect(pair).toMatchObject({ state: { kind: 'waiting' }, tries: 0 })
    end()
    await world.clock.advance(minutes)
    await computer.run()
    expect(world.sharedRows()[0]?.values['Ort']).toBe('Berlin')
  })
})

describe('"keep both" of two texts', () => {
  type Cut = (world: World, computer: Computer, id: string) => Promise<unknown>

  /** The second write, which is the private page's, is refused. */
  const refused: Cut = (world, computer, id) => {
    world.sandbox.faults.add({
      operation: 'pages.update',
      where: ({ path }) => path.endsWith(id),
      action: failing('conflict', 'before'),
    })
    return computer.run()
  }
  /** The process ends before the answer to the first write is written down. */
  const killed: Cut = (world, computer) => killedRun(world, computer, { journal: { recordChange: kill } }, 'auto')

  it.each([
    ['the second one is refused', refused],
    ['the process is killed after the first one', killed],
  ])(
    'is no agreement while only one of its writes is done, as %s: it is asked again, and appends nothing twice',
    async (_name, cut) => {
      const { world, computer, ids } = await stage(1)
      const [id = ''] = ids
      await computer.run()
      await world.clock.advance(5 * minutes)
      const copy = world.sharedRows()[0]?.id ?? ''
      world.anna.edit(id, { Ort: 'Berlin' })
      world.partner.edit(copy, { Ort: 'Bern' })
      await computer.run()
      const { journal } = computer.store
      const keepBoth = (): number => {
        const asked = journal.openConflicts(world.profile.id)
        for (const each of asked) {
          journal.saveConflict({ ...each, answers: [{ action: 'both', field: null, shown: each.shown }] })
        }
        return asked.length
      }
      expect(keepBoth()).toBe(1)
      await cut(world, computer, id)
      expect([id, copy].map((page) => world.sandbox.read(page)?.values['Ort'])).toEqual(['Berlin', 'Berlin\nBern'])
      for (let round = 0; round < 2; round += 1) {
        await world.clock.advance(4 * minutes)
        await computer.run({ kind: 'full' })
      }
      expect(keepBoth()).toBe(1)
      await computer.run()
      expect([id, copy].map((page) => world.sandbox.read(page)?.values['Ort'])).toEqual([
        'Berlin\nBern',
        'Berlin\nBern',
      ])
      expect(journal.openConflicts(world.profile.id)).toHaveLength(0)
    },
  )
})
