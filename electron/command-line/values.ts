/**
 * Words of the command line turned into values: durations, numbers, choices, ids.
 *
 * Every parser gives null for what it cannot read; `flag` turns that into the failure that names the flag and its value.
 */
import { refuseUsage } from './refusal.ts'

const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

/** `90s`, `30m`, `2h`, `1h30m`, `90d`, also `1.5h`; null for anything else, also for nothing at all. */
export function parseDuration(text: string): number | null {
  const compact = text.trim().toLowerCase().replaceAll(' ', '')
  if (!/^(\d+(\.\d+)?(s|min|m|h|d|w))+$/.test(compact)) return null
  let total = 0
  for (const match of compact.matchAll(/(\d+(?:\.\d+)?)(s|min|m|h|d|w)/g)) {
    total += Number(match[1]) * (UNITS[match[2] ?? ''] ?? 0)
  }
  return total > 0 && Number.isSafeInteger(Math.round(total)) ? Math.round(total) : null
}

/** A whole number of at least `least`. */
export function parseWhole(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number | null {
  return (text) => {
    if (!/^\d+$/.test(text.trim())) return null
    const number = Number(text)
    return number >= least && number <= most ? number : null
  }
}

/** `2027-01-31`: the last moment of that day in UTC, as ISO 8601; null for what is no day. */
export function parseDay(text: string): string | null {
  const day = text.trim()
  const end = Date.parse(`${day}T23:59:59.999Z`)
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(end) ? new Date(end).toISOString() : null
}

/** One of a few words. */
export function parseChoice<const Choice extends string>(choices: readonly Choice[]): (text: string) => Choice | null {
  return (text) => choices.find((choice) => choice === text.trim().toLowerCase()) ?? null
}

/** `yes` and `no`, also in German and as true and false. */
export function parseYesNo(text: string): boolean | null {
  const word = text.trim().toLowerCase()
  if (['yes', 'ja', 'true', 'on', '1'].includes(word)) return true
  if (['no', 'nein', 'false', 'off', '0'].includes(word)) return false
  return null
}

/** A page id in any spelling, also inside a Notion link, as 8-4-4-4-12 in lower case. */
export function parsePageId(text: string): string | null {
  const path = text.trim().split(/[?#]/, 1)[0] ?? ''
  const match = /(?:^|[^0-9a-f])([0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})\/?$/i.exec(path)
  const digits = match?.[1]?.replaceAll('-', '').toLowerCase()
  if (digits === undefined) return null
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  )
}

/** The parsed value of a flag that was given, undefined when it was not; a value that cannot be read ends the command. */
export function flag<T>(name: string, text: string | undefined, parse: (text: string) => T | null): T | undefined {
  if (text === undefined) return undefined
  const value = parse(text)
  if (value === null) return refuseUsage('invalid-argument', `${name} ${text}`, `invalid value for ${name}: ${text}`)
  return value
}
