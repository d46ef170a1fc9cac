/** A decision about many is about those that were named: what came meanwhile nobody has seen. */
import { expect, test } from 'vitest'
import { listConflicts, listHeld } from '../../electron/host/actions-lists.ts'
import { problem } from '../ledger/records.ts'
import { addAppointments, type World } from '../support/world.ts'
import { MINUTE, residence, type Tenancy, until } from './residence.ts'

interface Place {
  readonly world: World
  readonly tenancy: Tenancy
  readonly ids: readonly string[]
  readonly copyOf: (id: string) => string
}

async function inStep(count: number): Promise<Place> {
  const { world, moveIn } = await residence()
  const ids = addAppointments(world, count, { Datum: { start: '2026-12-01T10:00:00.000+01:00' } })
  const tenancy = moveIn()
  tenancy.resident.start()
  await until(world, () => tenancy.resident.snapshot().standing === 'in-step')
  await world.clock.sleep(5 * MINUTE)
  const copyOf = (id: string): string =>
    world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)?.id ?? ''
  return { world, tenancy, ids, copyOf }
}

test('a decision about all conflicts leaves one open that was not named', async () => {
  const { world, tenancy, ids, copyOf } = await inStep(3)
  for (const id of ids.slice(0, 2)) {
    world.partner.edit(copyOf(id), { Ort: 'Küche' })
    world.anna.edit(id, { Ort: 'Keller' })
  }
  await until(world, () => tenancy.resident.snapshot().conflicts === 2)
  const [first, second] = listConflicts(tenancy.home, null, 'en')
  const done = await tenancy.resident.submit({
    action: 'resolve-all-conflicts',
    profile: null,
    keep: 'private',
    field: null,
    ids: [first?.id ?? ''],
  })
  expect(done).toMatchObject({ kind: 'ok', value: { ids: [first?.id], carriedOut: true } })
  expect(listConflicts(tenancy.home, null, 'en').map(({ id }) => id)).toEqual([second?.id])
})

test('confirming some removals that are held leaves the others held', async () => {
  const { world, tenancy, ids } = await inStep(8)
  for (const id of ids) world.anna.edit(id, { PartnerRelevant: false })
  await until(world, () => tenancy.resident.snapshot().held > 0)
  const [held] = listHeld(tenancy.home, null, 'en')
  const [named, ...others] = held?.pages.map(({ privateId }) => privateId) ?? []
  await tenancy.resident.submit({ action: 'decide-held', choice: 'confirm', profile: null, ids: [named ?? ''] })
  const after = listHeld(tenancy.home, null, 'en').flatMap(({ pages }) => pages.map(({ privateId }) => privateId))
  expect(others.length).toBeGreaterThan(0)
  expect([...after].sort()).toEqual([...others].sort())
})

test('trying some problems again leaves the others as they are', async () => {
  const { tenancy } = await inStep(1)
  const { journal } = tenancy.home
  const [profile] = tenancy.home.profiles()
  if (profile === undefined) throw new Error('no profile')
  const failed = { profile: profile.id, privateId: null, sharedId: null, tries: 5, nextTryAt: null }
  for (const id of ['first', 'second']) journal.saveProblem(problem({ ...failed, id }))
  const done = await tenancy.resident.submit({ action: 'retry-problems', id: null, profile: null, ids: ['first'] })
  expect(done).toMatchObject({ kind: 'ok', value: { ids: ['first'] } })
  expect(journal.problems(profile.id).find(({ id }) => id === 'second')).toMatchObject({ tries: 5, nextTryAt: null })
})
