/**
 * How long a pause lasts that was chosen in words: for a while, until tomorrow, until somebody resumes.
 *
 * Pure; the time zone is handed in. “Tomorrow” is the next day of the calendar there, whatever happens to the clocks
 * in between.
 */
import { assertNever } from './failure.ts'

/** `at`: ms UTC, as the label of the entry says it. */
export type PauseEnd =
  | { readonly kind: 'for'; readonly ms: number }
  | { readonly kind: 'at'; readonly at: number }
  | { readonly kind: 'resumed' }

const MINUTE_MS = 60_000
/** “Tomorrow” begins when people get up, not at midnight. */
const TOMORROW_HOUR = 6

/** For how long an intent has to pause, ms; null: until somebody resumes. Told at the click, not when it was drawn. */
export function pauseLength(until: PauseEnd, now: number): number | null {
  switch (until.kind) {
    case 'for':
      return until.ms
    case 'at':
      // A menu that stood open over that hour still means a pause.
      return Math.max(MINUTE_MS, until.at - now)
    case 'resumed':
      return null
    default:
      return assertNever(until)
  }
}

/** 6 o'clock of the next day of the calendar in that zone, ms UTC, whatever happens to the clocks in between. */
export function tomorrowMorning(now: number, zone: string): number {
  const wall = wallOf(zone)
  const { year, month, day } = wall(now)
  const wanted = Date.UTC(year, month - 1, day + 1, TOMORROW_HOUR)
  // The offset of a zone is known only for an instant: first a guess with today's, then that of the guess itself.
  const guess = wanted - offsetAt(now, wall)
  return wanted - offsetAt(guess, wall)
}

type WallTime = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>>

function offsetAt(at: number, wall: (at: number) => WallTime): number {
  const { year, month, day, hour, minute, second } = wall(at)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

/** What the clocks and calendars of that zone show at an instant. Making the format is the expensive part. */
function wallOf(timeZone: string): (at: number) => WallTime {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (at) => {
    const shown = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const part = (type: keyof WallTime): number => shown.get(type) ?? Number.NaN
    return {
      year: part('year'),
      month: part('month'),
      day: part('day'),
      hour: part('hour'),
      minute: part('minute'),
      second: part('second'),
    }
  }
}
