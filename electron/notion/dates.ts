/**
 * Dates: Notion's `{start, end, time_zone}` and our all-day or timed value, both ways (notion-api section 5, Dates).
 *
 * Reading keeps the strings as they came, so that the local time stays what a person typed; only a naive time with a
 * zone is turned into one with an offset. Writing a zone needs a naive local time; where that would be ambiguous (the
 * hour that a clock change repeats) the offset is written and the zone is given up, for the moment counts more.
 */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { DateValue, Value } from '../../shared/value.ts'

export const wireDate = z.looseObject({
  start: z.string(),
  end: z.string().nullish(),
  time_zone: z.string().nullish(),
})
type WireDate = z.infer<typeof wireDate>

const DAY = /^\d{4}-\d{2}-\d{2}$/
const WITH_OFFSET = /(Z|[+-]\d{2}:?\d{2})$/i

/** A time with an offset. Section 5: a naive time belongs to the zone, and without one it is UTC. */
function withOffset(text: string, zone: string | null): string {
  if (WITH_OFFSET.test(text)) {
    // Parsed only to be sure that it is a time at all.
    Temporal.Instant.from(text)
    return text
  }
  const local = Temporal.PlainDateTime.from(text)
  return local.toZonedDateTime(zone ?? 'UTC').toString({ timeZoneName: 'never' })
}

const malformed: Value = { kind: 'unreadable', reason: 'malformed' }

/** Never builds a moment out of a plain day (section 5: all-day events shifted by a day). */
export function dateFrom(wire: WireDate): Value {
  const end = wire.end ?? null
  const zone = wire.time_zone ?? null
  try {
    if (DAY.test(wire.start)) {
      if (end !== null && !DAY.test(end)) return malformed
      return { kind: 'date', date: { kind: 'all-day', start: wire.start, end } }
    }
    const start = withOffset(wire.start, zone)
    return { kind: 'date', date: { kind: 'timed', start, end: end === null ? null : withOffset(end, zone), zone } }
  } catch (error) {
    // What Temporal refuses is no date; anything else would be a bug.
    if (error instanceof RangeError) return malformed
    throw error
  }
}

/** The local time in the zone, or null where that would name another moment, or where the zone is unknown here. */
function naive(text: string, zone: string): string | null {
  try {
    const instant = Temporal.Instant.from(text)
    const local = instant.toZonedDateTimeISO(zone).toPlainDateTime()
    return local.toZonedDateTime(zone).toInstant().equals(instant) ? local.toString() : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The date as Notion takes it. */
export function wireFrom(date: DateValue): Record<string, unknown> {
  const plain = { start: date.start, end: date.end }
  if (date.kind === 'all-day' || date.zone === null) return plain
  const start = naive(date.start, date.zone)
  const end = date.end === null ? null : naive(date.end, date.zone)
  if (start === null || (date.end !== null && end === null)) return plain
  return { start, end, time_zone: date.zone }
}
