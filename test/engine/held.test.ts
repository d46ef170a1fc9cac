/**
 * What a guard holds, between the hold and the confirmation: each page is checked again before it goes, what came back
 * stays, what was edited since asks or is kept, and a confirmation serves only what it named.
 */
import { afterEach, describe, expect, it } from 'vitest'
import { addAppointments, type Computer, createWorld, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minutes = 60_000

interface Stage {
  readonly world: World
  readonly computer: Computer
  readonly ids: readonly string[]
  readonly copies: readonly string[]
}

async function synced(count = 12): Promise<Stage> {
  const world = await createWorld()
  open = world
  const ids = addAppointments(world, count)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * minutes)
  await computer.run()
  await world.clock.advance(5 * minutes)
  const copyOf = (id: string) => world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)?.id ?? ''
  return { world, computer, ids, copies: ids.map(copyOf) }
}

const at = (list: readonly string[], index: number): string => list[index] ?? ''

async function run({ world, computer }: Stage, kind: 'auto' | 'full' = 'full') {
  await world.clock.advance(2 * minutes)
  return (await computer.run({ kind })).record
}

function decide({ world, computer }: Stage, state: 'confirmed' | 'rejected'): void {
  const { journal } = computer.store
  for (const each of journal.held(world.profile.id)) journal.saveHeld({ ...each, state })
}

const inTrash = ({ world }: Stage, page: string): boolean | undefined => world.sandbox.read(page)?.inTrash
const questions = ({ world, computer }: Stage) =>
  computer.store.journal.openConflicts(world.profile.id).map(({ privateId, question }) => [privateId, question.kind])
const held = ({ world, computer }: Stage) => computer.store.journal.held(world.profile.id)

describe('held removals that are confirmed later', () => {
  it('copies of trashed pages (7): a page that came back keeps its copy, an edited copy asks, the others go', async () => {
    const stage = await synced()
    const { world, ids, copies } = stage
    for (const id of ids.slice(0, 8)) world.anna.trash(id)
    expect(await run(stage)).toMatchObject({ state: 'held', statistics: { removed: 0, held: 8 } })
    world.anna.restore(at(ids, 0))
    world.partner.edit(at(copies, 1), { Ort: 'Bern' })
    decide(stage, 'confirmed')
    expect((await run(stage)).statistics.removed).toBe(6)
    expect(copies.slice(0, 8).map((copy) => inTrash(stage, copy))).toEqual([
      false,
      false,
      ...Array<boolean>(6).fill(true),
    ])
    expect(questions(stage)).toEqual([[ids[1], 'deleted-here-edited-there']])
    expect(world.sandbox.read(at(copies, 1))?.values['Ort']).toBe('Bern')
    await run(stage)
    expect(held(stage)).toHaveLength(0)
    expect(inTrash(stage, at(copies, 0))).toBe(false)
  })

  it('pages whose copies were trashed (8): a copy that came back stays paired, an edited page asks', async () => {
    const stage = await synced()
    const { world, ids, copies } = stage
    for (const copy of copies.slice(0, 8)) world.partner.trash(copy)
    expect(await run(stage)).toMatchObject({ state: 'held', statistics: { held: 8 } })
    expect(ids.filter((id) => world.sandbox.read(id)?.values['PartnerRelevant'] === false)).toEqual([])
    world.partner.restore(at(copies, 0))
    world.anna.edit(at(ids, 1), { Ort: 'Berlin' })
    decide(stage, 'confirmed')
    await run(stage)
    expect(ids.filter((id) => world.sandbox.read(id)?.values['PartnerRelevant'] === false)).toEqual(ids.slice(2, 8))
    expect(questions(stage)).toEqual([[ids[1], 'trashed-copy']])
    expect(world.sandbox.read(at(ids, 0))?.values['SyncedToSharedId']).toBe(copies[0])
    await run(stage)
    expect(held(stage)).toHaveLength(0)
  })

  it('a page that is edited between its last check and its removal comes back and asks', async () => {
    const stage = await synced()
    const { world, ids, copies } = stage
    for (const id of ids.slice(0, 8)) world.anna.trash(id)
    await run(stage)
    decide(stage, 'confirmed')
    const copy = at(copies, 3)
    const stop = world.sandbox.beforeRequest(({ operation, path }) => {
      if (operation === 'pages.update' && path.endsWith(copy)) {
        stop()
        world.partner.edit(copy, { Ort: 'Bern' })
      }
    })
    await run(stage)
    await run(stage)
    expect(inTrash(stage, copy)).toBe(false)
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Bern')
    expect(questions(stage)).toEqual([[ids[3], 'deleted-here-edited-there']])
  })

  it('a page that cannot be read when its turn comes does not go', async () => {
    const stage = await synced()
    const { world, ids, copies } = stage
    for (const id of ids.slice(0, 8)) world.anna.trash(id)
    await run(stage)
    decide(stage, 'confirmed')
    world.anna.purge(at(ids, 2))
    await run(stage)
    expect(inTrash(stage, at(copies, 2))).toBe(false)
    expect(copies.slice(0, 8).filter((copy) => inTrash(stage, copy) === true)).toHaveLength(7)
  })
})

describe('a confirmation', () => {
  it('is used up by what it named: the count of the hour begins anew', async () => {
    const stage = await synced(24)
    const { world, ids } = stage
    const off = (from: number, to: number): void => {
      for (const id of ids.slice(from, to)) world.anna.check(id, 'PartnerRelevant', false)
    }
    off(0, 6)
    expect((await run(stage, 'auto')).statistics).toMatchObject({ removed: 0, held: 6 })
    decide(stage, 'confirmed')
    expect((await run(stage, 'auto')).statistics).toMatchObject({ removed: 6, held: 0 })
    off(6, 11)
    expect((await run(stage, 'auto')).statistics).toMatchObject({ removed: 5, held: 0 })
    off(11, 12)
    expect((await run(stage, 'auto')).statistics).toMatchObject({ removed: 0, held: 1 })
  })

  it('does not serve what becomes due after it', async () => {
    const stage = await synced(24)
    const { world, ids } = stage
    for (const id of ids.slice(0, 6)) world.anna.check(id, 'PartnerRelevant', false)
    await run(stage, 'auto')
    decide(stage, 'confirmed')
    for (const id of ids.slice(6, 12)) world.anna.check(id, 'PartnerRelevant', false)
    expect((await run(stage, 'auto')).statistics).toMatchObject({ removed: 6, held: 6 })
    expect(held(stage).map((each) => each.privateId)).toEqual(ids.slice(6, 12).toSorted())
  })
})

describe('a rejection', () => {
  it('keeps every copy until its page or copy shows something new', async () => {
    const stage = await synced()
    const { world, ids, copies } = stage
    for (const id of ids.slice(0, 8)) world.anna.check(id, 'PartnerRelevant', false)
    await run(stage)
    decide(stage, 'rejected')
    for (const kind of ['auto', 'full', 'full'] as const) {
      expect((await run(stage, kind)).statistics).toMatchObject({ removed: 0, held: 0 })
    }
    expect(world.sharedRows()).toHaveLength(12)
    world.partner.edit(at(copies, 0), { Ort: 'Bern' })
    expect((await run(stage)).statistics.removed).toBe(1)
    expect(world.sandbox.read(at(ids, 0))?.values['Ort']).toBe('Bern')
    expect(world.sharedRows()).toHaveLength(11)
  })
})
