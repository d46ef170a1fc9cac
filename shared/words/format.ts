/**
 * Numbers, plurals, lists, times and durations in the reader's language, by `Intl`.
 *
 * The time zone is handed in, never taken from the machine. Relative times count whole units that have passed, so that
 * "1 day ago" is never said of something five hours old.
 */
import type { Language } from './language.ts'

export interface Formats {
  /** The form that belongs to the count; `#` in it becomes the count. */
  readonly plural: (count: number, forms: { readonly one: string; readonly other: string }) => string
  /** `a, b and c`. */
  readonly list: (items: readonly string[]) => string
  /** `5 minutes ago`, `in 2 hours`, `now`. Both ms UTC. */
  readonly relative: (at: number, now: number) => string
  /** Date and time of day in that zone. */
  readonly dateTime: (at: number, zone: string) => string
  readonly date: (at: number, zone: string) => string
  /** `2 hours, 5 minutes`: the two largest units. */
  readonly duration: (ms: number) => string
  readonly number: (value: number) => string
  /** A share of 0 to 1. */
  readonly percent: (share: number) => string
  readonly quote: (text: string) => string
}

const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1000 },
] as const

const distances = [
  { unit: 'year', ms: 365 * 86_400_000 },
  { unit: 'month', ms: 30 * 86_400_000 },
  ...units.filter(({ unit }) => unit !== 'second'),
] as const

function createFormats(locale: string, marks: readonly [string, string]): Formats {
  const plurals = later(() => new Intl.PluralRules(locale))
  const lists = later(() => new Intl.ListFormat(locale, { type: 'conjunction' }))
  const enumeration = later(() => new Intl.ListFormat(locale, { type: 'unit' }))
  const distance = later(() => new Intl.RelativeTimeFormat(locale, { numeric: 'always' }))
  const numbers = later(() => new Intl.NumberFormat(locale))
  const shares = later(() => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }))
  const now = later(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second'))
  const unitTexts = kept((unit: string) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }))
  const dateTimes = kept(
    (timeZone: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }),
  )
  const dates = kept((timeZone: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }))

  return {
    plural: (count, forms) =>
      (plurals().select(count) === 'one' ? forms.one : forms.other).replaceAll('#', numbers().format(count)),
    list: (items) => lists().format(items),
    relative: (at, today) => {
      const ms = at - today
      const fitting = distances.find((one) => Math.abs(ms) >= one.ms)
      return fitting === undefined ? now() : distance().format(Math.trunc(ms / fitting.ms), fitting.unit)
    },
    dateTime: (at, zone) => dateTimes(zone).format(at),
    date: (at, zone) => dates(zone).format(at),
    duration: (ms) => {
      let rest = Math.max(0, Math.round(ms / 1000) * 1000)
      const parts = units.flatMap(({ unit, ms: size }) => {
        const count = Math.floor(rest / size)
        rest -= count * size
        return count === 0 ? [] : [unitTexts(unit).format(count)]
      })
      return parts.length === 0 ? unitTexts('second').format(0) : enumeration().format(parts.slice(0, 2))
    },
    number: (value) => numbers().format(value),
    percent: (share) => shares().format(share),
    quote: (text) => `${marks[0]}${text}${marks[1]}`,
  }
}

/** Making a format takes longer than a frame may for a list; there are few zones, so each is made once, and not before it is used. */
function kept<Key extends string, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const made = new Map<Key, Made>()
  return (key) => {
    const found = made.get(key) ?? make(key)
    made.set(key, found)
    return found
  }
}

/** Made when it is first used. */
function later<Made>(make: () => Made): () => Made {
  const made = kept(make)
  return () => made('')
}

const formats = kept((language: Language) =>
  language === 'de' ? createFormats('de-DE', ['„', '“']) : createFormats('en-GB', ['“', '”']),
)

export function formatsFor(language: Language): Formats {
  return formats(language)
}
