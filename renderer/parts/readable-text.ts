/**
 * Values as lists carry them, in no language, made readable: dates as people write them. Everything else stays as it is.
 *
 * Pure. Times stay those that the person typed: an offset is neither shown nor converted.
 */
import type { Formats } from '../../shared/words/format.ts'

const DAY = String.raw`\d{4}-\d{2}-\d{2}`
const MOMENT = String.raw`${DAY}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?`
const DATE = new RegExp(`^(${MOMENT}|${DAY})(?:/(${MOMENT}|${DAY}))?$`)

/** `2026-12-01/2026-12-03` becomes “1 Dec 2026 – 3 Dec 2026”. */
export function readableText(text: string, formats: Formats): string {
  const [, start, end] = DATE.exec(text) ?? []
  if (start === undefined) return text
  return [start, end]
    .filter((each) => each !== undefined)
    .map((each) => told(each, formats))
    .join(' – ')
}

function told(text: string, formats: Formats): string {
  const timed = text.includes('T')
  // The clock on the wall, taken as it stands there.
  const at = Date.parse(timed ? `${text.slice(0, 16)}:00Z` : text)
  if (Number.isNaN(at)) return text
  return timed ? formats.dateTime(at, 'UTC') : formats.date(at, 'UTC')
}
