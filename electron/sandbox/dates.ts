/**
 * Date values (section 5) and what date filters mean (section 4). A stored date is a plain date, or a wall time with
 * its offset (`2026-11-20T10:00:00.000+01:00`), the form Notion answers in; a named zone is kept beside it and shown
 * or folded away as the switch says. A time without a zone is UTC, as reported. Ends of plain dates are inclusive.
 */
import { isObject, type Json, type JsonObject } from './json.ts'
import type { DateValue } from './model.ts'
import { invalid, malformed } from './refusal.ts'
import type { Switches } from './switches.ts'

const PLAIN = /^\d{4}-\d{2}-\d{2}$/
const TIMED = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?$/i
const DAY = 86_400_000

/** Checks and normalises a date write; `null` clears. */
export function writeDate(json: Json | undefined, path: string, switches: Switches): DateValue | null {
  if (json === null) return null
  if (!isObject(json)) throw malformed(path, 'an object or `null`', json)
  for (const key of Object.keys(json)) {
    if (key !== 'start' && key !== 'end' && key !== 'time_zone')
      throw malformed(`${path}.${key}`, 'not present', json[key])
  }
  const zone = json['time_zone'] ?? null
  if (zone !== null && (typeof zone !== 'string' || !isZone(zone))) {
    throw malformed(`${path}.time_zone`, 'a valid IANA time zone', zone)
  }
  const start = writeMoment(json['start'], `${path}.start`, zone, switches)
  const end =
    json['end'] === undefined || json['end'] === null ? null : writeMoment(json['end'], `${path}.end`, zone, switches)
  if (end !== null && PLAIN.test(start) !== PLAIN.test(end)) {
    throw invalid(`body failed validation: ${path}.start and ${path}.end should both have a time, or neither.`)
  }
  if (end !== null && dateInstant(end) < dateInstant(start)) {
    throw invalid(`body failed validation: ${path}.end should not be before ${path}.start.`)
  }
  return { start, end, timeZone: zone }
}

/** The answer form of a date (13.2: what happens to a named zone is a switch). */
export function readDate(date: DateValue | null, switches: Switches): JsonObject | null {
  if (date === null) return null
  if (date.timeZone === null || switches.timeZoneOnRead === 'null') {
    return { start: date.start, end: date.end, time_zone: null }
  }
  const bare = (text: string): string => text.replace(/[+-]\d{2}:\d{2}$/, '')
  const shown = switches.timeZoneOnRead === 'echo-naive' ? bare : (text: string): string => text
  return { start: shown(date.start), end: date.end === null ? null : shown(date.end), time_zone: date.timeZone }
}

/** The instant a stored start or end stands for; a plain date stands for its midnight in UTC. */
export function dateInstant(text: string): number {
  return PLAIN.test(text) ? Date.parse(`${text}T00:00:00Z`) : Date.parse(text)
}

function writeMoment(json: Json | undefined, path: string, zone: string | null, switches: Switches): string {
  if (typeof json !== 'string') throw malformed(path, 'a valid ISO 8601 date string', json)
  if (PLAIN.test(json)) {
    if (zone !== null) throw invalid(`body failed validation: ${path} should carry a time when time_zone is given.`)
    if (!isRealDay(json)) throw malformed(path, 'a valid ISO 8601 date string', json)
    return json
  }
  const parts = TIMED.exec(json)
  const [, day = '', hour = '', minute = '', second = '00', fraction = '', offset] = parts ?? []
  if (parts === null || !isRealDay(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    throw malformed(path, 'a valid ISO 8601 date string', json)
  }
  if (zone !== null && offset !== undefined) {
    throw invalid(`body failed validation: ${path} should not carry an offset when time_zone is given.`)
  }
  const seconds = switches.dateSeconds === 'drop' ? '00.000' : `${second}.${fraction.padEnd(3, '0').slice(0, 3)}`
  const wall = `${day}T${hour}:${minute}:${seconds}`
  if (zone !== null) return wall + zoneOffset(wall, zone)
  if (offset === undefined || offset.toUpperCase() === 'Z') return `${wall}+00:00`
  return wall + (offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`)
}

function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

/** Null for a zone nobody knows: making its format throws a RangeError, and the caller refuses the write. */
function zoneFormat(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  } catch {
    return null
  }
}

function isZone(zone: string): boolean {
  return zoneFormat(zone) !== null
}

/** The offset in force at a wall time in a zone; of a time that occurs twice the first, as most calendars do. */
function zoneOffset(wall: string, zone: string): string {
  const asUtc = Date.parse(`${wall}Z`)
  const candidates = [-DAY / 2, DAY / 2].map((shift) => offsetAt(asUtc + shift, zone))
  const fitting = candidates.find((offset) => offsetAt(asUtc - minutesOf(offset) * 60_000, zone) === offset)
  return fitting ?? candidates[0] ?? '+00:00'
}

function offsetAt(instant: number, zone: string): string {
  const part =
    zoneFormat(zone)
      ?.formatToParts(instant)
      .find((each) => each.type === 'timeZoneName')?.value ?? 'GMT'
  return part === 'GMT' ? '+00:00' : part.replace('GMT', '').slice(0, 6)
}

function minutesOf(offset: string): number {
  const sign = offset.startsWith('-') ? -1 : 1
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6)))
}

/** A stretch of time from `from` up to, not including, `to`; a single instant has both equal. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

const RELATIVE: Readonly<Record<string, { readonly days?: number; readonly months?: number }>> = {
  today: { days: 0 },
  tomorrow: { days: 1 },
  yesterday: { days: -1 },
  one_week_ago: { days: -7 },
  one_week_from_now: { days: 7 },
  one_month_ago: { months: -1 },
  one_month_from_now: { months: 1 },
}

/** What a filter's date text means: a day (in UTC), or an instant. Null when it is no date. */
export function filterStretch(text: string, now: number): Stretch | null {
  const relative = RELATIVE[text]
  if (relative !== undefined) {
    const from = shiftDay(now, relative.days ?? 0, relative.months ?? 0)
    return { from, to: from + DAY }
  }
  if (PLAIN.test(text)) {
    const from = dateInstant(text)
    return Number.isNaN(from) ? null : { from, to: from + DAY }
  }
  if (!TIMED.test(text)) return null
  const naive = !/(Z|[+-]\d{2}:?\d{2})$/i.test(text)
  const at = Date.parse(naive ? `${text}Z` : text)
  return Number.isNaN(at) ? null : { from: at, to: at }
}

/** The stretches that `this_week: {}` and its kin mean; weeks begin on Monday, all in UTC. */
export function namedStretch(name: string, now: number): Stretch | null {
  const today = shiftDay(now, 0, 0)
  const tomorrow = today + DAY
  const monday = today - ((new Date(today).getUTCDay() + 6) % 7) * DAY
  switch (name) {
    case 'this_week':
      return { from: monday, to: monday + 7 * DAY }
    case 'past_week':
      return { from: today - 7 * DAY, to: tomorrow }
    case 'past_month':
      return { from: shiftDay(now, 0, -1), to: tomorrow }
    case 'past_year':
      return { from: shiftDay(now, 0, -12), to: tomorrow }
    case 'next_week':
      return { from: today, to: tomorrow + 7 * DAY }
    case 'next_month':
      return { from: today, to: shiftDay(now, 1, 1) }
    case 'next_year':
      return { from: today, to: shiftDay(now, 1, 12) }
    default:
      return null
  }
}

function shiftDay(now: number, days: number, months: number): number {
  const day = new Date(now)
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, day.getUTCDate() + days)
}
