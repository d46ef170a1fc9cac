/**
 * The changes as a table for spreadsheets: CSV after RFC 4180, in UTF-8 with the mark by which spreadsheets know it.
 *
 * One line for each field that changed, so that a table can be filtered by field; a change without fields has one line. A
 * text that a spreadsheet would take for a formula gets an apostrophe in front. Read in parts with pauses between them, so
 * that a long history does not hold up anything else; what is recorded meanwhile is not in it.
 */
import type { Change } from '../../shared/contract.ts'
import type { Argument } from '../../shared/ipc.ts'
import { type ChangeWords, changeWords } from '../../shared/words/changes.ts'
import type { Language } from '../../shared/words/language.ts'
import { wordsFor } from '../../shared/words/words.ts'
import { type Home, profilesNamed } from './home.ts'
import { changeQuery } from './paged-lists.ts'
import { presentChange } from './present-change.ts'

const AT_ONCE = 500
const UTF8_MARK = '\u{feff}'
const LINE_END = '\r\n'

export interface ChangesTable {
  /** With the day in UTC, without a folder. */
  readonly name: string
  readonly mediaType: 'text/csv'
  readonly content: string
}

export async function changesTable(
  home: Home,
  filter: Argument<'export-changes'>,
  language: Language,
): Promise<ChangesTable> {
  const profiles = new Map(profilesNamed(home, filter.profile).map((profile) => [profile.id, profile]))
  const words = changeWords(language)
  const keys = home.lists.changeKeys(changeQuery([...profiles.keys()], filter))
  const lines = [line(Object.values(words.columns))]
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    if (at > 0) await home.clock.sleep(0)
    for (const record of home.lists.changesAt(keys.slice(at, at + AT_ONCE))) {
      const profile = profiles.get(record.profile)
      if (profile !== undefined) lines.push(...linesOf(presentChange(record, profile, language), words, language))
    }
  }
  const day = new Date(home.clock.now()).toISOString().slice(0, 10)
  return {
    name: `${words.fileName}-${day}.csv`,
    mediaType: 'text/csv',
    content: `${UTF8_MARK}${lines.join(LINE_END)}${LINE_END}`,
  }
}

function linesOf(change: Change, words: ChangeWords, language: Language): readonly string[] {
  const { at, profile, title, side, kind, why, pageId, runId } = change
  const fields = change.fields.length === 0 ? [{ field: '', before: null, after: null }] : change.fields
  return fields.map(({ field, before, after }) =>
    line([
      at,
      profile,
      title,
      wordsFor(language).standing.side[side],
      words.kinds[kind],
      field,
      before ?? '',
      after ?? '',
      why,
      pageId,
      runId,
    ]),
  )
}

function line(cells: readonly string[]): string {
  return cells.map(cell).join(',')
}

const FORMULA = /^\s*[=+\-@]|^[\t\r]/
const PLAIN_NUMBER = /^[+-]?\d+([.,]\d+)?$/

/** Quoted where it must be; never a formula, also not behind spaces, which spreadsheets take away. */
export function cell(text: string): string {
  const harmless = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text
  return /["\r\n,;]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
