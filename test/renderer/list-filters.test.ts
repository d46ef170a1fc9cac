/** What an address narrows the window's lists down to. */
import { expect, test } from 'vitest'
import { changeFilterOf, dayStart, runFilterOf } from '../../renderer/activity/filter.ts'
import { chosenOf, filterOf, stateOrder } from '../../renderer/appointments/filter.ts'
import { changedParameters } from '../../renderer/parameters.ts'
import { appointmentStates } from '../../shared/contract.ts'
import { requests } from '../../shared/ipc.ts'

const profiles = ['anna', 'ben']
const page = '0123456789abcdef0123456789abcdef'
const strange = {
  profile: 'nobody',
  state: 'odd',
  time: 'later',
  kind: 'x',
  side: 'up',
  run: 'y',
  page: 'z',
  from: '?',
}

test('every state of an appointment can be chosen, those first that wait for somebody', () => {
  expect(stateOrder.toSorted()).toEqual(appointmentStates.toSorted())
  expect(stateOrder.indexOf('conflict')).toBeLessThan(stateOrder.indexOf('in-step'))
})

test('what an address says beyond what there is narrows nothing down', () => {
  expect(filterOf(strange, profiles)).toEqual(filterOf({}, profiles))
  expect(changeFilterOf(strange, profiles)).toEqual(changeFilterOf({}, profiles))
  expect(runFilterOf(strange, profiles)).toEqual(runFilterOf({}, profiles))
})

test('the main side takes every filter that an address can make', () => {
  const long = { ...strange, search: 'x'.repeat(1000), from: '2026-02-30', to: '9999-99-99' }
  for (const parameters of [{}, strange, long, { page, profile: 'anna', from: '2026-03-01', to: '2026-03-02' }]) {
    const window = { offset: 0, limit: 100 }
    const asked = {
      appointments: { ...filterOf(parameters, profiles), ...window },
      changes: { ...changeFilterOf(parameters, profiles), ...window },
      runs: { ...runFilterOf(parameters, profiles), ...window },
    }
    for (const name of ['appointments', 'changes', 'runs'] as const) {
      expect([name, requests[name].argument.safeParse(asked[name]).success]).toEqual([name, true])
    }
    expect(requests['export-changes'].argument.safeParse(changeFilterOf(parameters, profiles)).success).toBe(true)
  }
})

test('the details belong to the profile that the link names, else to the one that is filtered by', () => {
  expect(chosenOf({ page, in: 'ben', profile: 'anna' }, profiles)).toEqual({ pageId: page, profile: 'ben' })
  expect(chosenOf({ page, profile: 'anna' }, profiles)).toEqual({ pageId: page, profile: 'anna' })
  expect(chosenOf({ page, in: 'nobody' }, profiles)).toEqual({ pageId: page, profile: null })
  expect(chosenOf({ page: 'no page' }, profiles)).toBeNull()
  expect(chosenOf({}, profiles)).toBeNull()
})

test('the last day of a period counts whole: it ends where the next day of the calendar begins', () => {
  expect(changeFilterOf({ to: '2026-02-28' }, profiles).to).toBe(dayStart('2026-03-01', 0))
  expect(changeFilterOf({ to: '2026-12-31' }, profiles).to).toBe(dayStart('2027-01-01', 0))
  expect(dayStart('28.02.2026', 0)).toBeNull()
})

test('an emptied filter leaves the address', () => {
  expect(changedParameters({ search: 'x', state: 'held' }, { search: '', profile: 'anna', time: null })).toEqual({
    state: 'held',
    profile: 'anna',
  })
})
