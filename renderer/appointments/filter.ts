/**
 * What the list of appointments is narrowed down to, read from the address of the screen. Pure.
 *
 * `page` and `in` name the appointment whose details are shown, and its profile; they narrow nothing.
 */
import type { AppointmentState } from '../../shared/contract.ts'
import type { Argument } from '../../shared/ipc.ts'
import { oneOf } from '../parameters.ts'
import type { Route } from '../route.ts'

/** Those first that wait for somebody. A number for each, so that a new state cannot be forgotten. */
const order: Readonly<Record<AppointmentState, number>> = {
  conflict: 0,
  held: 1,
  problem: 2,
  waiting: 3,
  'being-checked': 4,
  'in-step': 5,
  'not-relevant': 6,
  kept: 7,
  excluded: 8,
  unknown: 9,
}
/** All states in the order in which they are offered. */
export const stateOrder: readonly AppointmentState[] = (Object.keys(order) as AppointmentState[]) // Its keys are these.
  .sort((a, b) => order[a] - order[b])

export type AppointmentFilter = Omit<Argument<'appointments'>, 'offset' | 'limit'>

export function filterOf(parameters: Route['parameters'], profiles: readonly string[]): AppointmentFilter {
  const { state, search = '', profile, time } = parameters
  const when = oneOf(['coming', 'past'], time)
  return {
    profile: oneOf(profiles, profile),
    state: oneOf(stateOrder, state),
    search: search.slice(0, 200),
    past: when === null ? null : when === 'past',
  }
}

export interface Chosen {
  readonly pageId: string
  /** Null: the address does not say whose it is. */
  readonly profile: string | null
}

/** The appointment whose details are shown; null: none. */
export function chosenOf({ page, in: of, profile }: Route['parameters'], profiles: readonly string[]): Chosen | null {
  if (page === undefined || !/^[0-9a-f-]{32,36}$/i.test(page)) return null
  return { pageId: page, profile: oneOf(profiles, of) ?? oneOf(profiles, profile) }
}
