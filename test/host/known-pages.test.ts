/** Which pages may be opened from the window. */
import { expect, test } from 'vitest'
import { listConflicts } from '../../electron/host/actions-lists.ts'
import { isKnownPage } from '../../electron/host/known-pages.ts'
import { addAppointments } from '../support/world.ts'
import { MINUTE, residence, until } from './residence.ts'

test('both pages of a pair and a second copy that asks can be opened, a row of somebody else cannot', async () => {
  const { world, moveIn } = await residence()
  const [id = ''] = addAppointments(world, 1, { Datum: { start: '2026-12-01T10:00:00.000+01:00' } })
  const tenancy = moveIn()
  tenancy.resident.start()
  await until(world, () => tenancy.resident.snapshot().standing === 'in-step')
  await world.clock.sleep(5 * MINUTE)
  const copy = world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)?.id ?? ''
  const foreign = world.partner.addRow(world.sharedId, { Name: 'Zahnarzt', SourceUserId: 9 })
  const second = world.partner.addRow(world.sharedId, { Name: 'zweite', SourcePrivateId: id, SourceUserId: 1 })
  await until(world, () => tenancy.resident.snapshot().conflicts === 1)
  expect(listConflicts(tenancy.home, null, 'en')).toMatchObject([{ kind: 'duplicate' }])
  const known = (page: string) => isKnownPage(tenancy.home, page)
  expect([id, copy, second, foreign].map(known)).toEqual([true, true, true, false])
  expect(known('not an id')).toBe(false)
})
