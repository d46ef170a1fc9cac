/**
 * When an appointment begins and when it is over, as numbers to sort and filter by.
 *
 * From what the ledger keeps: the start, and the end where both sides have agreed on one.
 */
import type { Pair } from '../../shared/model.ts'
import type { DateValue } from '../../shared/value.ts'

/** Null: it has no date. A day counts as if it were one in UTC, and `allDay` says so. */
export interface AppointmentTime {
  /** ms UTC. */
  readonly startAt: number
  /** ms UTC; without an end the start itself, for days the end of the last one. */
  readonly overAt: number
  readonly allDay: boolean
}

const DAY_MS = 86_400_000

export function appointmentTime({ start, base }: Pick<Pair, 'start' | 'base'>): AppointmentTime | null {
  const startAt = start === null ? Number.NaN : Date.parse(start)
  if (start === null || Number.isNaN(startAt)) return null
  const allDay = !start.includes('T')
  const end = agreedDates(base).find((date) => date.start === start)?.end ?? null
  const endAt = end === null ? Number.NaN : Date.parse(end)
  const last = Number.isNaN(endAt) ? startAt : Math.max(startAt, endAt)
  return { startAt, overAt: allDay ? last + DAY_MS : last, allDay }
}

function agreedDates(base: Pair['base']): readonly DateValue[] {
  return Object.values(base ?? {}).flatMap(({ private: value }) =>
    value.kind === 'date' && value.date !== null ? [value.date] : [],
  )
}
