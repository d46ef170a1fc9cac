/**
 * What the activity is narrowed down to, read from the address of the screen. Pure but for the computer's own zone.
 *
 * Days are those of the reader's calendar; both the first and the last one count.
 */
import type { Change, Run } from '../../shared/contract.ts'
import type { Argument } from '../../shared/ipc.ts'
import type { ListedRun } from '../../shared/ipc-lists.ts'
import { oneOf } from '../parameters.ts'
import type { Route } from '../route.ts'

export type ChangeFilter = Argument<'export-changes'>
export type RunFilter = Omit<Argument<'runs'>, 'offset' | 'limit'>

export const changeKinds: readonly Change['kind'][] = ['create', 'update', 'link', 'trash', 'restore', 'superseded']
export const runStates: readonly ListedRun['state'][] = ['in_progress', 'completed', 'failed', 'stopped', 'held']
export const runKinds: readonly Exclude<Run['kind'], 'dry-run'>[] = ['incremental', 'full', 'page']

export function changeFilterOf(parameters: Route['parameters'], profiles: readonly string[]): ChangeFilter {
  const { profile, page, search = '', side, kind, from = '', to = '' } = parameters
  return {
    profile: oneOf(profiles, profile),
    page: page !== undefined && /^[0-9a-f]{32}$/i.test(page.replaceAll('-', '')) ? page : null,
    search: search.slice(0, 200),
    side: oneOf(['private', 'shared'], side),
    kind: oneOf(changeKinds, kind),
    from: dayStart(from, 0),
    to: dayStart(to, 1),
  }
}

export function runFilterOf(parameters: Route['parameters'], profiles: readonly string[]): RunFilter {
  const { profile, state, run, changed, from = '', to = '' } = parameters
  return {
    profile: oneOf(profiles, profile),
    state: oneOf(runStates, state),
    kind: oneOf(runKinds, run),
    withChanges: changed === 'only' ? true : null,
    from: dayStart(from, 0),
    to: dayStart(to, 1),
  }
}

/** When the day begins that lies so many days after `day` (`YYYY-MM-DD`) here, as ISO 8601 in UTC; null: no such day. */
export function dayStart(day: string, later: number): string | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []
  if (year === undefined) return null
  // By the calendar, not by 24 hours: some days have 23 or 25.
  const start = new Date(Number(year), Number(month) - 1, Number(date) + later)
  // While a year is being typed it may be anything; only what has four digits is a time on the bridge.
  const time = Number.isNaN(start.getTime()) ? '' : start.toISOString()
  return /^\d{4}-/.test(time) ? time : null
}
