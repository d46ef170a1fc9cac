/**
 * A value inside a sentence, in the reader's language: dates as people write them, yes and no, long texts cut.
 *
 * Times stay those that the person typed, whatever zone the computer is in: their offset is not shown, nor converted.
 */
import type { DateValue, Value } from '../../shared/value.ts'
import { changeWords } from '../../shared/words/changes.ts'
import { formatsFor } from '../../shared/words/format.ts'
import type { Language } from '../../shared/words/language.ts'
import { describe } from '../core/fields.ts'

/** A sentence holds so much of a text; the whole stands beside it. */
const LONGEST = 80
/** Letters as people count them: no sign is cut into its parts. */
const graphemes = new Intl.Segmenter()
const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d|$)/

export function readableValue(value: Value, language: Language): string {
  if (value.kind === 'date' && value.date !== null) return dateText(value.date, language)
  if (value.kind === 'checkbox') return value.checked ? changeWords(language).yes : changeWords(language).no
  const text = describe(value).replaceAll(/\s+/g, ' ').trim()
  if (text.length <= LONGEST) return text
  // A letter of more than 20 units would be a prank.
  const letters = Array.from(graphemes.segment(text.slice(0, LONGEST * 20)), ({ segment }) => segment)
  return letters.length <= LONGEST ? text : `${letters.slice(0, LONGEST - 1).join('')}…`
}

function dateText({ kind, start, end }: DateValue, language: Language): string {
  const formats = formatsFor(language)
  const told = (text: string): string => {
    // The clock on the wall, taken as it stands there.
    const at = ISO.test(text) ? Date.parse(kind === 'all-day' ? text : `${text.slice(0, 16)}:00Z`) : Number.NaN
    if (Number.isNaN(at)) return text
    return kind === 'all-day' ? formats.date(at, 'UTC') : formats.dateTime(at, 'UTC')
  }
  return end === null ? told(start) : `${told(start)} – ${told(end)}`
}
