/**
 * Days of the calendar as a date field wants them, and the times they stand for. In UTC; pure.
 */

/** The day of a time as a date field wants it, in UTC; empty: none. */
export function dayOf(time: string | null): string {
  return time === null ? '' : time.slice(0, 10)
}

/** The time that a day stands for when something expires on it; null: none, or no day. */
export function timeOfDay(day: string): string | null {
  const time = `${day}T00:00:00.000Z`
  return Number.isNaN(Date.parse(time)) ? null : time
}
