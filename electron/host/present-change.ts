/**
 * A change of the journal as the outside sees it: with a sentence, its fields by the names people know, and whether it
 * may be taken back. Pure.
 */
import type { Change } from '../../shared/contract.ts'
import { assertNever } from '../../shared/failure.ts'
import type { Profile } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { type ChangeTold, changeWords } from '../../shared/words/changes.ts'
import { withDirectionClosed } from '../../shared/words/direction.ts'
import { formatsFor } from '../../shared/words/format.ts'
import type { Language } from '../../shared/words/language.ts'
import { wordsFor } from '../../shared/words/words.ts'
import { isEmpty } from '../core/fields.ts'
import { trackingOf } from '../core/mapping.ts'
import { mayBeUndone } from '../core/undoable.ts'
import type { ChangeRecord } from '../engine/ledger-port.ts'
import { fieldName, valueText } from './field-text.ts'
import { readableValue } from './readable-value.ts'

/** One write as the history shows it: mapped fields first, then tracking properties. */
export function presentChange(change: ChangeRecord, profile: Profile, language: Language): Change {
  const fields = change.fields.map(({ field, before, after }) => ({
    field: fieldName(profile, field),
    before: valueText(before),
    after: valueText(after),
    tracking: false,
  }))
  const tracking = change.tracking.map(({ property, before, after }) => ({
    field: trackingName(profile, change, property),
    before,
    after,
    tracking: true,
  }))
  return {
    id: change.id,
    runId: change.runId,
    at: new Date(change.at).toISOString(),
    profile: profile.name,
    side: change.side,
    pageId: change.pageId,
    title: change.title,
    kind: change.kind,
    case: change.case,
    why: wordsFor(language).cases.why[change.why],
    sentence: sentenceOf(change, profile, language),
    undoable: mayBeUndone(change, profile.mapping),
    fields: [...fields, ...tracking],
  }
}

/** A tracking property by its name in the database; an old or unknown one as it was recorded. */
function trackingName({ mapping }: Profile, { side }: ChangeRecord, property: string): string {
  return trackingOf(mapping, side).find((each) => each.role === property)?.name ?? property
}

/** What happened, for example “Dachzelt: Ort changed to Garage, from shared to private”. */
function sentenceOf(change: ChangeRecord, profile: Profile, language: Language): string {
  const words = changeWords(language)
  const title = change.title === '' ? words.untitled : withDirectionClosed(change.title)
  return words.sentence(formatsFor(language), title, toldOf(change, profile, language))
}

function toldOf(change: ChangeRecord, profile: Profile, language: Language): ChangeTold {
  const { side } = change
  const names = change.fields.map(({ field }) => fieldName(profile, field))
  switch (change.kind) {
    case 'create':
      return { kind: 'created', side }
    case 'trash':
      return { kind: 'trashed', side }
    case 'restore':
      return { kind: 'restored', side }
    case 'superseded':
      return { kind: 'gave-way', fields: names, side }
    case 'link':
      return trackingTold(change)
    case 'update': {
      const way = { to: side, undone: change.why === 'undo' }
      const [only, ...more] = change.fields
      if (only === undefined) return trackingTold(change)
      if (more.length > 0) return { kind: 'fields', fields: names, way }
      return { kind: 'field', field: fieldName(profile, only.field), after: shown(only.after, language), way }
    }
    default:
      return assertNever(change.kind)
  }
}

function shown(after: Value | null, language: Language): string | null {
  return after === null || isEmpty(after) ? null : withDirectionClosed(readableValue(after, language))
}

function trackingTold({ side, tracking }: ChangeRecord): ChangeTold {
  const relevant = tracking.find(({ property }) => property === 'relevant')
  if (relevant?.after === 'false') return { kind: 'switched-off', side }
  return { kind: relevant?.before === 'false' ? 'switched-on' : 'linked', side }
}
