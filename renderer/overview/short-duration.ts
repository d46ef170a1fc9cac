/**
 * A duration where there is little room: `12 sec`, `3 min`, `1.5 hr`, in the one unit that fits.
 */
import type { Language } from '../../shared/words/language.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** `ms`: not negative. Below a minute whole seconds, above it at most one decimal. */
export function shortDuration(ms: number, language: Language): string {
  const [value, unit] =
    ms >= HOUR_MS ? [ms / HOUR_MS, 'hour'] : ms >= MINUTE_MS ? [ms / MINUTE_MS, 'minute'] : [ms / 1000, 'second']
  const format = new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: unit === 'second' ? 0 : 1,
  })
  // Half a second is no "0 seconds".
  return format.format(unit === 'second' && ms > 0 ? Math.max(1, value) : value)
}
