/**
 * Spans of days, months and years in words: "30 days", "2 years". Whole years are said as years, all else in days.
 */
import type { Language } from './language.ts'

const DAY_MS = 86_400_000
const YEAR_DAYS = 365

/** A span of at least a day, ms; what is left of a day is not told. */
export function longSpan(ms: number, language: Language): string {
  const days = Math.floor(ms / DAY_MS)
  const years = days / YEAR_DAYS
  const [value, unit] = Number.isInteger(years) && years > 0 ? [years, 'year'] : [days, 'day']
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}
