/** Answers that are late, old or short: nothing is missed, reverted or taken for whole because of them. */
import { afterEach, describe, expect, it } from 'vitest'
import { facts } from '../../electron/engine/context.ts'
import { createEngine } from '../../electron/engine/engine.ts'
import type { BaseFetch } from '../../electron/http/exchange.ts'
import { createTestRandom } from '../support/random.ts'
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
}

/** `ahead`: how far the clock of this computer is ahead of the service's, ms. */
async function synced(ahead = 0): Promise<Synced> {
  let made: World | null = null
  const start = Date.UTC(2026, 10, 20, 10, 15, 20)
  const service = { now: () => start + (made?.clock.monotonic() ?? 0) }
  const world = await createWorld(ahead === 0 ? {} : { sandbox: { clock: service } })
  made = world
  open = world
  world.clock.jumpWall(ahead)
  const [id = ''] = addAppointments(world, 3)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * minutes)
  const copy = world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)?.id ?? ''
  return { world, computer, id, copy }
}

/** Moves to this second of the next minute of the service. */
async function toSecond(world: World, second: number): Promise<void> {
  await world.clock.advance(minutes - (world.clock.now() % minutes) + second * 1_000)
}

describe('a listing that is older than what was seen', () => {
  it('reverts nothing, not even within the minute of the last edit', async () => {
    const { world, computer, id, copy } = await synced()
    await toSecond(world, 5)
    world.anna.edit(id, { Ort: 'Berlin' })
    await world.clock.advance(20_000)
    world.anna.edit(id, { Ort: 'Bonn' })
    await world.clock.advance(5_000)
    await computer.run()
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Bonn')
    await world.clock.advance(5_000)
    world.sandbox.faults.staleQueries(20_000)
    const { record } = await computer.run()
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Bonn')
    expect(record.requests.write).toBe(0)
  })

  it.each(['made anew', 'brought back'])('takes nothing back from a copy, %s, whose page got no link', async (how) => {
    const { world, computer, id } = await synced()
    world.anna.check(id, 'PartnerRelevant', false)
    await computer.run()
    await toSecond(world, 5)
    const page = how === 'brought back' ? id : (addAppointments(world, 1)[0] ?? '')
    world.anna.check(page, 'PartnerRelevant')
    await world.clock.advance(15_000)
    world.anna.edit(page, { Ort: 'Berlin' })
    await world.clock.advance(5_000)
    world.sandbox.faults.add({
      where: ({ method, path }) => method === 'PATCH' && path.endsWith(page),
      count: 2,
      action: { kind: 'answer', when: 'before', answer: { kind: 'bad-request' } },
    })
    await computer.run()
    const copy = world.sharedRows().find((row) => row.values['SourcePrivateId'] === page)?.id ?? ''
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Berlin')
    await world.clock.advance(4_000)
    world.sandbox.faults.staleQueries(12_000)
    await computer.run()
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Berlin')
    expect(world.sandbox.read(page)?.values['Ort']).toBe('Berlin')
  })

  it('misses no edit for good: what shows up two minutes late still comes with the changes', async () => {
    const { world, computer, id, copy } = await synced()
    await toSecond(world, 30)
    world.anna.edit(id, { Ort: 'Berlin' })
    world.sandbox.faults.staleQueries(100_000)
    await world.clock.advance(70_000)
    await computer.run()
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Garage')
    world.sandbox.faults.staleQueries(0)
    await world.clock.advance(20_000)
    expect((await computer.run()).record.kind).toBe('incremental')
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Berlin')
  })

  it('is dated by the clock of the service: a local clock that runs ahead makes no gap', async () => {
    const { world, computer, id, copy } = await synced(2 * 60 * minutes)
    await world.clock.advance(10_000)
    world.anna.edit(id, { Ort: 'Berlin' })
    await computer.run()
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Berlin')
  })
})

describe('a text that a page answer cuts off', () => {
  it('is fetched by itself and copied whole', async () => {
    const { world, computer, id, copy } = await synced()
    const days = Array.from({ length: 40 }, (_, day) => `2026-12-${String((day % 28) + 1).padStart(2, '0')}`)
    world.anna.edit(id, {
      Beschreibung: {
        rich_text: days.map((start) => ({ type: 'mention', mention: { type: 'date', date: { start } } })),
      },
    })
    await computer.run()
    const [mine, theirs] = [id, copy].map((page) => world.sandbox.read(page)?.values['Beschreibung'])
    expect(mine).toContain('2026-12-12')
    expect(theirs).toEqual(mine)
    expect(computer.store.ledger.pair(world.profile.id, pageId(id))?.state.kind).toBe('in-step')
  })
})

describe('a field that an answer leaves out and that cannot be fetched either', () => {
  it('is no edit of another computer, and is compared again when it can be read', async () => {
    const { world, computer } = await synced()
    const { faults } = world.sandbox
    const broken = { kind: 'answer', when: 'before', answer: { kind: 'internal' } } as const
    faults.add({ operation: 'pages.properties.retrieve', probability: 1, action: broken })
    const reading = ['dataSources.query', 'pages.retrieve'] as const
    faults.add({ operation: reading, probability: 1, action: { kind: 'omit', properties: ['Ort'] } })
    await computer.run({ kind: 'full' })
    expect(computer.store.ledger.fact(world.profile.id, facts.careful)).toBeNull()
    faults.clear()
    await world.clock.advance(20 * minutes)
    await computer.run({ kind: 'full' })
    expect(computer.store.ledger.pairs(world.profile.id).map((pair) => pair.state.kind)).toEqual(
      Array.from({ length: 3 }, () => 'in-step'),
    )
  })
})

describe('a create whose answer leaves out what was written', () => {
  async function createdUnseen(): Promise<{ world: World; computer: Computer; id: string; copy: string }> {
    const world = await createWorld()
    open = world
    const [id = ''] = addAppointments(world, 1)
    const computer = world.computer()
    world.sandbox.faults.add({ operation: 'pages.create', action: { kind: 'omit', properties: ['Ort'] } })
    await computer.run()
    await world.clock.advance(5 * minutes)
    return { world, computer, id, copy: world.sharedRows()[0]?.id ?? '' }
  }

  it('is no agreement on it: a value that somebody cleared since is asked about, not filled again', async () => {
    const { world, computer, copy } = await createdUnseen()
    world.partner.edit(copy, { Ort: '' })
    await computer.run({ kind: 'full' })
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('')
    expect(computer.store.journal.openConflicts(world.profile.id)).toHaveLength(1)
  })

  it('is one as soon as a reading shows it: an edit of the private page since is carried over unasked', async () => {
    const { world, computer, id, copy } = await createdUnseen()
    world.anna.edit(id, { Ort: 'Berlin' })
    await computer.run({ kind: 'full' })
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Berlin')
    expect(computer.store.journal.openConflicts(world.profile.id)).toHaveLength(0)
  })
})

describe('a value that the service stores in a spelling of its own', () => {
  it('is no edit: the next runs write nothing back, and the person keeps what was typed', async () => {
    const { world, computer, id, copy } = await synced()
    const trimming: BaseFetch = (url, init) => {
      const body = typeof init.body === 'string' ? init.body.replaceAll('Berlin ', 'Berlin') : init.body
      return world.sandbox.fetch(url, { ...init, body })
    }
    const { ledger, journal } = computer.store
    const engine = createEngine({
      ledger,
      journal,
      openSides: world.connect(trimming, world.clock),
      clock: world.clock,
      random: createTestRandom(3),
      signal: () => undefined,
    })
    const run = async (): Promise<number> => {
      await world.clock.advance(4 * minutes)
      const { record } = await engine.run(world.profile, { kind: 'full' }, new AbortController().signal)
      return record.requests.write
    }
    world.anna.edit(id, { Ort: 'Berlin ' })
    expect(await run()).toBeGreaterThan(0)
    expect([await run(), await run()]).toEqual([0, 0])
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Berlin')
    expect(world.sandbox.read(id)?.values['Ort']).toBe('Berlin ')
    expect(journal.openConflicts(world.profile.id)).toHaveLength(0)
  })
})

describe('a success that no reading shows', () => {
  it('is a false one after three readings, and is looked into by itself from then on', async () => {
    const { world, computer, id, copy } = await synced()
    world.anna.edit(id, { Ort: 'Berlin' })
    await computer.run()
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Berlin')
    world.sandbox.faults.staleQueries(10 * minutes)
    const seen: number[] = []
    for (let reading = 0; reading < 3; reading += 1) {
      await world.clock.advance(5_000)
      await computer.run()
      seen.push(computer.store.journal.problems(world.profile.id).length)
    }
    expect(seen).toEqual([0, 0, 1])
    const [problem] = computer.store.journal.problems(world.profile.id)
    expect(problem).toMatchObject({ privateId: id, sharedId: copy, failure: { reason: 'false-success' }, tries: 3 })
    await world.clock.advance(5_000)
    await computer.run()
    expect(computer.store.journal.problems(world.profile.id)).toHaveLength(0)
  })
})
