/** A run for one appointment: found by the id of either side, or said not to be one. */
import { afterEach, describe, expect, it } from 'vitest'
import { addAppointments, type Computer, createWorld, pageId, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

async function stage(): Promise<{ world: World; computer: Computer; id: string; copy: string }> {
  const world = await createWorld()
  open = world
  const [id = ''] = addAppointments(world, 2)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * 60_000)
  const copy = world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)?.id ?? ''
  return { world, computer, id, copy }
}

const placeOf = (world: World, id: string): unknown => world.sandbox.read(id)?.values['Ort']

describe('one appointment', () => {
  it.each(['its private page', 'its copy'])('is synced by the id of %s, and no other one', async (which) => {
    const { world, computer, id, copy } = await stage()
    for (const row of world.privateRows()) world.anna.edit(row.id, { Ort: 'Berlin' })
    await computer.run({ kind: 'page', pageId: pageId(which === 'its copy' ? copy : id) })
    expect(placeOf(world, copy)).toBe('Berlin')
    expect(world.sharedRows().filter((row) => row.values['Ort'] === 'Berlin')).toHaveLength(1)
  })

  it('that the ledger does not know yet is created by the id of its page', async () => {
    const { world, computer } = await stage()
    const [fresh = ''] = addAppointments(world, 1)
    const { record } = await computer.run({ kind: 'page', pageId: pageId(fresh) })
    expect(record).toMatchObject({ state: 'completed', statistics: { created: 1 } })
  })

  it('that is looked up so slowly that the answer is old is created once all the same', async () => {
    const { world, computer } = await stage()
    const [fresh = ''] = addAppointments(world, 1)
    world.sandbox.faults.add({ operation: 'dataSources.query', action: { kind: 'delay', ms: 50_000 } })
    world.sandbox.faults.add({ operation: 'dataSources.query', action: { kind: 'delay', ms: 50_000 } })
    const { record } = await computer.run({ kind: 'page', pageId: pageId(fresh) })
    expect(record).toMatchObject({ state: 'completed', statistics: { created: 1 } })
    expect(world.sharedRows().filter((row) => row.values['SourcePrivateId'] === fresh)).toHaveLength(1)
  })

  it('that another computer made is adopted by the id of its copy', async () => {
    const { world, copy, id } = await stage()
    const other = world.computer()
    await other.run({ kind: 'page', pageId: pageId(copy) })
    expect(other.store.ledger.pair(world.profile.id, pageId(id))?.sharedId).toBe(copy)
  })
})

describe('no appointment', () => {
  it.each([
    ['an id of nothing', '00000000-0000-4000-8000-000000000000'],
    ['no id', undefined],
  ])('is what a run for %s says, and writes nothing', async (_, wanted) => {
    const { computer } = await stage()
    const request = wanted === undefined ? {} : { pageId: pageId(wanted) }
    const { record } = await computer.run({ kind: 'page', ...request })
    expect(record).toMatchObject({
      state: 'failed',
      failure: { category: 'usage', reason: 'unknown-page', subject: wanted ?? null },
      requests: { write: 0 },
    })
  })

  it('is a row that somebody typed into the shared database', async () => {
    const { world, computer } = await stage()
    const typed = world.partner.addRow(world.sharedId, { Name: 'getippt' })
    const { record } = await computer.run({ kind: 'page', pageId: pageId(typed) })
    expect(record.failure?.reason).toBe('unknown-page')
  })
})
