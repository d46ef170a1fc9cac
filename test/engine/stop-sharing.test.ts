/** Taking back all copies of a profile: previewed, confirmed, through plan and rails. */
import { afterEach, expect, it } from 'vitest'
import { addAppointments, createWorld, type World, type WorldOptions } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

async function synced(count: number, options: WorldOptions = {}) {
  const world = await createWorld(options)
  open = world
  const ids = addAppointments(world, count)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * 60_000)
  const copyOf = (id: string | undefined): string =>
    world.sandbox.rows(world.sharedId, 'all').find((row) => row.values['SourcePrivateId'] === id)?.id ?? ''
  return { world, computer, ids, copyOf }
}

it('the preview names every copy that would go and writes nothing', async () => {
  const { world, computer } = await synced(12)
  const { record, decisions, held } = await computer.run({ stopSharing: 'preview' })
  expect(record).toMatchObject({ kind: 'dry-run', requests: { write: 0 } })
  expect(decisions.map((each) => [each.case, each.why])).toEqual(
    Array.from({ length: 12 }, () => ['6', 'sharing-ended']),
  )
  expect(held).toEqual([])
  expect(world.sharedRows()).toHaveLength(12)
})

it('once confirmed, more copies than a guard lets pass go to the trash; every private page keeps its switch', async () => {
  const { world, computer, ids, copyOf } = await synced(12)
  world.partner.edit(copyOf(ids[0]), { Ort: 'Balkon' })
  await world.clock.advance(5 * 60_000)
  const { record } = await computer.run({ stopSharing: 'confirmed' })
  expect(record).toMatchObject({ state: 'completed', statistics: { removed: 12, held: 0, errors: 0 } })
  expect(world.sharedRows()).toHaveLength(0)
  const rows = world.privateRows()
  expect(rows.every((row) => row.values['PartnerRelevant'] === true)).toBe(true)
  expect(rows.every((row) => (row.values['SyncedToSharedId'] ?? '') === '')).toBe(true)
  expect(rows.find((row) => row.id === ids[0])?.values['Ort']).toBe('Balkon')
  expect(computer.store.ledger.pairCounts(world.profile.id).paired).toBe(0)
  await world.clock.advance(5 * 60_000)
  expect((await computer.run({ stopSharing: 'confirmed' })).record.requests.write).toBe(0)
})

it('nothing is created or imported, and rows of others stay as they are', async () => {
  const { world, computer } = await synced(2, { profile: { importRows: true } })
  addAppointments(world, 1, { Name: 'neu' })
  const own = world.partner.addRow(world.sharedId, { Name: 'von Hand' })
  const foreign = world.partner.addRow(world.sharedId, {
    Name: 'Berts',
    SourcePrivateId: 'x'.repeat(32),
    SourceUserId: 2,
  })
  await world.clock.advance(5 * 60_000)
  const { record } = await computer.run({ stopSharing: 'confirmed' })
  expect(record.statistics).toMatchObject({ created: 0, removed: 2 })
  expect(new Set(world.sharedRows().map((row) => row.id))).toEqual(new Set([own, foreign]))
})

it('an ordinary run afterwards is guarded as ever', async () => {
  const { world, computer, ids } = await synced(12)
  await computer.run({ stopSharing: 'preview' })
  for (const id of ids) world.anna.edit(id, { PartnerRelevant: false })
  await world.clock.advance(5 * 60_000)
  expect((await computer.run({ kind: 'full' })).held).toHaveLength(12)
})
