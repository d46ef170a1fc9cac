/**
 * What came from the shared side in a run, as a person would tell it: “Dachzelt was moved to 18:00.”
 *
 * Pure, from the changes of the ledger. Only what was written into the private database because somebody changed the
 * shared one counts; undoing, answers and our own bookkeeping are no news. Times are told as they were typed.
 */
import type { Profile } from '../../shared/model.ts'
import type { DateValue, Value } from '../../shared/value.ts'
import { type Formats, formatsFor } from '../../shared/words/format.ts'
import type { Language } from '../../shared/words/language.ts'
import { notificationWords, type TellableChange } from '../../shared/words/notifications.ts'
import { describe } from '../core/fields.ts'
import type { ChangeRecord, FieldChange } from '../engine/ledger-port.ts'
import { fieldName } from './field-text.ts'

/** Longer values are told by the name of their field only. */
const LONGEST_VALUE = 60

/** One sentence for each change that is news, in the order of the changes. */
export function tellChanges(changes: readonly ChangeRecord[], profile: Profile, language: Language): readonly string[] {
  const words = notificationWords(language)
  const formats = formatsFor(language)
  return changes.flatMap((change) => {
    const news = newsOf(change, profile, formats)
    if (news === null) return []
    return [words.change(formats, { ...news, title: news.title.trim() === '' ? words.untitled : news.title })]
  })
}

function newsOf(change: ChangeRecord, profile: Profile, formats: Formats): TellableChange | null {
  if (change.side !== 'private') return null
  const { title } = change
  switch (`${change.why}/${change.kind}`) {
    case 'edited/update':
      return editOf(change, profile, formats)
    case 'import/create':
      return { kind: 'added', title, when: dateIn(change, profile, formats) }
    case 'copy-trashed/link':
      return { kind: 'no-longer-shared', title }
    case 'copy-trashed/trash':
      return { kind: 'removed', title }
    default:
      return null
  }
}

function editOf({ title, fields }: ChangeRecord, profile: Profile, formats: Formats): TellableChange | null {
  const [only, second] = fields
  if (only === undefined) return null
  if (second !== undefined) {
    return { kind: 'edited-several', title, fields: fields.map(({ field }) => fieldName(profile, field)) }
  }
  const type = typeOf(profile, only)
  const after = only.after === null ? '' : describe(only.after)
  if (type === 'title')
    return { kind: 'renamed', title: after, before: only.before === null ? '' : describe(only.before) }
  if (type === 'date') return { kind: 'moved', title, when: whenOf(only.after, only.before, formats) }
  const field = fieldName(profile, only.field)
  if (after.length > LONGEST_VALUE) return { kind: 'edited-several', title, fields: [field] }
  return { kind: 'edited', title, field, value: after === '' ? null : after }
}

function typeOf(profile: Profile, { field }: FieldChange) {
  return profile.mapping.fields.find((one) => one.key === field)?.type ?? null
}

function dateIn({ fields }: ChangeRecord, profile: Profile, formats: Formats): string | null {
  const found = fields.find((field) => typeOf(profile, field) === 'date')
  return found === undefined ? null : whenOf(found.after, null, formats)
}

/** The start; on the same day as before the time alone says it. */
function whenOf(after: Value | null, before: Value | null, formats: Formats): string | null {
  const date = dateOf(after)
  if (date === null) return null
  const day = date.start.slice(0, 10)
  const said = formats.date(Date.parse(`${day}T00:00:00Z`), 'UTC')
  if (date.kind === 'all-day') return said
  const time = date.start.slice(11, 16)
  return dateOf(before)?.start.slice(0, 10) === day ? time : `${said}, ${time}`
}

function dateOf(value: Value | null): DateValue | null {
  return value?.kind === 'date' ? value.date : null
}
