/**
 * Dates of appointments: all-day or with time, ranges, zones, and the layout with a start and an end property.
 *
 * Days are text and never turned into instants for comparison; times are compared as instants, whatever their offset or
 * zone (notion-api, section 5). Normal form of a time: `YYYY-MM-DDTHH:mm:ss[.SSS]+HH:MM`, local time as the person typed
 * it. A zone is kept only where local time and zone alone give the same instant, so that writing them is safe.
 */
import { Temporal } from 'temporal-polyfill'
import type { DateValue } from '../../shared/value.ts'

type Timed = Extract<DateValue, { kind: 'timed' }>

const dayPattern = /^\d{4}-\d{2}-\d{2}$/
const timePattern = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?$/i
const dayMs = 86_400_000

/** Midnight UTC of a day; NaN when the calendar has no such day. */
function dayStart(day: string): number {
  const at = dayPattern.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  // Some engines roll 30 February over into March.
  return Number.isNaN(at) || new Date(at).getUTCDate() !== Number(day.slice(8)) ? Number.NaN : at
}

interface Parts {
  readonly local: string
  /** `+HH:MM`; empty when the text names none. */
  readonly offset: string
}

function partsOf(text: string): Parts | null {
  const match = timePattern.exec(text.trim())
  if (match === null) return null
  const [, day = '', minute = '', second = '00', fraction = '', zone = ''] = match
  const millis = fraction.slice(0, 3).padEnd(3, '0')
  const offset = /^(?:Z|-00:?00)$/i.test(zone) ? '+00:00' : zone.replace(/^(.\d{2}):?(\d{2})$/, '$1:$2')
  const local = `${day}T${minute}:${second}${millis === '000' ? '' : `.${millis}`}`
  const valid = !Number.isNaN(dayStart(day)) && !minute.startsWith('24') && !Number.isNaN(Date.parse(`${local}Z`))
  return valid && !Number.isNaN(Date.parse(`${local}${offset === '' ? 'Z' : offset}`)) ? { local, offset } : null
}

/** Instant of a local time in a zone; in the gap and in the double hour of a change as every calendar does. */
function instantInZone(local: string, zone: string): number | null {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds
  } catch {
    return null // The zone's name is unknown here.
  }
}

function localInZone(instant: number, zone: string): string | null {
  try {
    const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
    const parts = partsOf(there.toString({ timeZoneName: 'never', smallestUnit: 'millisecond' }))
    return parts === null ? null : `${parts.local}${parts.offset}`
  } catch {
    return null // The zone's name is unknown here.
  }
}

/** ms UTC of a time in normal form. */
function instantOf(text: string): number {
  return Date.parse(text)
}

/** A time with its offset; a time without one is meant in `zone`, and without that in UTC (notion-api, section 5). */
function withOffset(text: string, zone: string | null): string | null {
  const parts = partsOf(text)
  if (parts === null) return null
  if (parts.offset !== '') return `${parts.local}${parts.offset}`
  if (zone === null) return `${parts.local}+00:00`
  const instant = instantInZone(parts.local, zone)
  return instant === null ? null : localInZone(instant, zone)
}

/** The same instant written with the zone's own offset, if the zone can then stand for the offset; else null. */
function inZone(text: string, zone: string): string | null {
  const instant = instantOf(text)
  const there = localInZone(instant, zone)
  if (there === null || instantOf(there) !== instant) return null
  const parts = partsOf(there)
  return parts !== null && instantInZone(parts.local, zone) === instant ? there : null
}

function normaliseTimed(date: Timed): Timed | null {
  const start = withOffset(date.start, date.zone)
  const end = date.end === null ? null : withOffset(date.end, date.zone)
  if (start === null || (date.end !== null && end === null)) return null
  if (date.zone === null) return { kind: 'timed', start, end, zone: null }
  const zonedStart = inZone(start, date.zone)
  const zonedEnd = end === null ? null : inZone(end, date.zone)
  const fits = zonedStart !== null && (end === null || zonedEnd !== null)
  return fits
    ? { kind: 'timed', start: zonedStart, end: zonedEnd, zone: date.zone }
    : { kind: 'timed', start, end, zone: null }
}

/** Normal form; null when it is no date at all. */
export function normaliseDate(date: DateValue): DateValue | null {
  if (date.kind === 'timed') return normaliseTimed(date)
  const valid = !Number.isNaN(dayStart(date.start)) && (date.end === null || !Number.isNaN(dayStart(date.end)))
  return valid ? { kind: 'all-day', start: date.start, end: date.end } : null
}

/** One comparable string for a date in normal form: the class first, then days as text or instants as numbers. */
export function canonicalDate(date: DateValue): string {
  return date.kind === 'all-day'
    ? `all-day ${date.start} ${date.end ?? ''}`
    : `timed ${instantOf(date.start)} ${date.end === null ? '' : instantOf(date.end)}`
}

/** ms UTC when it is over; an all-day end is inclusive and ends with its day in UTC. */
export function endOf(date: DateValue): number {
  const last = date.end ?? date.start
  return date.kind === 'all-day' ? dayStart(last) + dayMs : instantOf(last)
}

/** The offset at the end of a time in normal form. */
function offsetOf(text: string): string {
  return text.slice(-6)
}

function timeOn(day: string, time: string, like: Timed): string {
  const local = `${day}T${time}`
  return (like.zone === null ? null : withOffset(local, like.zone)) ?? `${local}${offsetOf(like.start)}`
}

/**
 * One date out of a start and an end property (sync-semantics, Schema). Where one has a time and the other has none,
 * the day is taken as a whole: it starts at 00:00, or ends at 23:59, at the place of the other. Both in normal form.
 */
export function joinDates(start: DateValue, end: DateValue | null): DateValue {
  if (end === null) return start
  const last = end.end ?? end.start
  if (start.kind === 'all-day') {
    return end.kind === 'all-day'
      ? { kind: 'all-day', start: start.start, end: last }
      : { kind: 'timed', start: timeOn(start.start, '00:00:00', end), end: last, zone: end.zone }
  }
  return end.kind === 'timed'
    ? { ...start, end: last, zone: start.zone ?? end.zone }
    : { ...start, end: timeOn(last, '23:59:00', start) }
}

/** What the start property shows. */
export function startPart(date: DateValue): DateValue {
  return { ...date, end: null }
}

/** What the end property shows; null when the appointment has no end. */
export function endPart(date: DateValue): DateValue | null {
  return date.end === null ? null : { ...date, start: date.end, end: null }
}
