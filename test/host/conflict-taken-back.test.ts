/** What the user chose in a conflict can be taken back: the question is open again, with both values as they were. */
import { expect, test } from 'vitest'
import { listChanges, listConflicts } from '../../electron/host/actions-lists.ts'
import type { Conflict } from '../../shared/contract.ts'
import { addAppointments, type World } from '../support/world.ts'
import { MINUTE, residence, type Tenancy, until } from './residence.ts'

interface Place {
  readonly world: World
  readonly tenancy: Tenancy
  readonly conflict: Conflict
  readonly shows: () => { readonly private: unknown; readonly shared: unknown }
}

/** `mine` and `theirs`: what both sides wrote into the place at once. */
async function inConflict(mine: string, theirs: string): Promise<Place> {
  const { world, moveIn } = await residence()
  const [id = ''] = addAppointments(world, 1, { Datum: { start: '2026-12-01T10:00:00.000+01:00' }, Ort: 'Schuppen' })
  const tenancy = moveIn()
  tenancy.resident.start()
  await until(world, () => tenancy.resident.snapshot().standing === 'in-step')
  await world.clock.sleep(5 * MINUTE)
  const copy = () => world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)
  world.partner.edit(copy()?.id ?? '', { Ort: theirs })
  world.anna.edit(id, { Ort: mine })
  await until(world, () => tenancy.resident.snapshot().conflicts === 1)
  const [conflict] = listConflicts(tenancy.home, null, 'en')
  if (conflict === undefined) throw new Error('no conflict')
  const page = () => world.privateRows().find((row) => row.id === id)
  return { world, tenancy, conflict, shows: () => ({ private: page()?.values['Ort'], shared: copy()?.values['Ort'] }) }
}

/** Answers, and takes back what that wrote, the newest first, as the window does. */
async function answerAndTakeBack({ tenancy, conflict }: Place, keep: 'private' | 'shared' | 'both'): Promise<void> {
  const changes = () => listChanges(tenancy.home, { profile: null, page: conflict.privateId, limit: 20 }, 'en')
  const known = new Set(changes().map(({ id }) => id))
  await tenancy.resident.submit({ action: 'resolve-conflict', id: conflict.id, keep, field: null })
  expect(listConflicts(tenancy.home, null, 'en')).toEqual([])
  for (const change of changes().filter(({ id }) => !known.has(id))) {
    const done = await tenancy.resident.submit({ action: 'undo', change: change.id, insist: false })
    expect(done.kind).toBe('ok')
  }
}

test.each([
  ['private', 'Keller', 'Küche'],
  ['shared', 'Keller', 'Küche'],
  ['both', 'Keller', 'Küche'],
  ['private', 'Keller', ''],
  ['shared', 'Keller', ''],
  ['private', '', 'Küche'],
] as const)('keeping %s of %j and %j is taken back, and asked again', async (keep, mine, theirs) => {
  const place = await inConflict(mine, theirs)
  await answerAndTakeBack(place, keep)
  await place.world.clock.sleep(20 * MINUTE)
  expect(place.shows()).toEqual({ private: mine, shared: theirs })
  expect(listConflicts(place.tenancy.home, null, 'en')).toMatchObject([
    { kind: 'fields', fields: [{ field: 'Ort', private: mine, shared: theirs }] },
  ])
})

test('a choice that was taken back can be made anew, and then both sides agree', async () => {
  const place = await inConflict('Keller', 'Küche')
  await answerAndTakeBack(place, 'private')
  const [again] = listConflicts(place.tenancy.home, null, 'en')
  await place.tenancy.resident.submit({ action: 'resolve-conflict', id: again?.id ?? '', keep: 'shared', field: null })
  await place.world.clock.sleep(20 * MINUTE)
  expect(place.shows()).toEqual({ private: 'Küche', shared: 'Küche' })
  expect(listConflicts(place.tenancy.home, null, 'en')).toEqual([])
})
