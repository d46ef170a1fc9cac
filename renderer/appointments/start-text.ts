/**
 * When an appointment starts, as it was entered: a day, or a day with a time of day. Pure.
 */
import type { Formats } from '../../shared/words/format.ts'

/** `start`: ISO 8601; without a time of day it is a day of the calendar in no zone. */
export function startText(start: string, formats: Formats, zone: string): string {
  const at = Date.parse(start)
  if (Number.isNaN(at)) return start
  return start.includes('T') ? formats.dateTime(at, zone) : formats.date(at, 'UTC')
}
