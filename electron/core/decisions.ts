/**
 * How decisions are built: the parts that every row of the table shares, and the operations of creating and merging.
 *
 * Operations stand in the order in which they must be done, so that a crash between any two of them leaves a state that
 * the table knows.
 */
import type { CaseNumber, Decision, Operation, Question, Tracking, Why } from '../../shared/decision.ts'
import type {
  FieldKey,
  FieldValues,
  PageId,
  PrivatePageId,
  PrivateView,
  SharedPageId,
  SharedView,
  Side,
} from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { missingIn } from './field-outcome.ts'
import { derive, isEmpty, startOf, translate } from './fields.ts'
import type { Merge } from './merge.ts'
import { type Rules, type Situation, seen, shownNow } from './situation.ts'

/** A decision about this situation; what is not said is "nothing". */
export function decisionOf(
  situation: Situation,
  said: Pick<Decision, 'case' | 'why'> &
    Partial<Omit<Decision, 'case' | 'why' | 'privateId' | 'private' | 'shared' | 'shown'>>,
): Decision {
  const mine = seen(situation.private)
  const copy = seen(situation.copy)
  return {
    privateId: situation.privateId,
    sharedId: copy?.id ?? situation.pair?.sharedId ?? null,
    title: mine?.title ?? copy?.title ?? situation.pair?.title ?? '',
    start: startIn(mine?.fields ?? copy?.fields ?? null) ?? situation.pair?.start ?? null,
    relevant: mine === null ? (situation.pair?.relevant ?? false) : mine.relevant && !mine.inTrash,
    private: mine,
    shared: copy,
    shown: shownNow(situation),
    operations: [],
    effect: { kind: 'none' },
    questions: [],
    problem: null,
    lost: [],
    unanswered: null,
    optionPairs: [],
    guarded: null,
    waiting: [],
    warnings: [],
    ...said,
  }
}

/** Nothing to write; a private page that was seen is noted all the same, so that the list of appointments knows it. */
export function nothing(situation: Situation, caseNumber: CaseNumber, why: Why): Decision {
  const note = situation.private.kind === 'present' && why !== 'kept' && why !== 'excluded' && why !== 'no-answer'
  return decisionOf(situation, { case: caseNumber, why, effect: note ? { kind: 'note' } : { kind: 'none' } })
}

/** What a new page on `side` shows of the other side's fields; an option that it cannot show is asked about instead. */
export function valuesForNew(
  side: Side,
  from: FieldValues,
  rules: Rules,
): {
  readonly values: FieldValues
  readonly questions: readonly Question[]
  readonly waiting: readonly FieldKey[]
} {
  const values: Record<FieldKey, Value> = {}
  const questions: Question[] = []
  const waiting: FieldKey[] = []
  for (const field of rules.mapping.fields) {
    // One-way fields are never written into a private page, by no case (sync-semantics, Schema).
    if (side === 'private' && field.direction.kind !== 'both') continue
    const value = from[field.key]
    if (value === undefined || value.kind === 'unreadable') {
      waiting.push(field.key)
      continue
    }
    const shown =
      side === 'shared' ? derive(value, field, rules.optionPairs) : translate(value, field, side, rules.optionPairs)
    const question = missingIn(rules, field, side, shown)
    if (question === null) values[field.key] = shown
    else {
      questions.push(question)
      waiting.push(field.key)
    }
  }
  return { values, questions, waiting }
}

/** Rows 1, 11 and 20 (gone for good): create S from P, then write S's id into P. */
export function createCopy(
  situation: Situation,
  mine: PrivateView,
  rules: Rules,
  caseNumber: CaseNumber,
  why: Why,
): Decision {
  const { values, questions, waiting } = valuesForNew('shared', mine.fields, rules)
  return decisionOf(situation, {
    case: caseNumber,
    why,
    sharedId: null,
    operations: [
      { kind: 'create', side: 'shared', values, tracking: { relevant: true, link: mine.id, number: rules.number } },
      { ...linkTo(mine, {}), linkToCreated: true },
    ],
    effect: { kind: 'settle', agreed: {} },
    guarded: 'create',
    questions,
    waiting,
    warnings: warningsOf(mine, rules),
  })
}

/** Tracking properties alone, with what they showed before. */
export function linkTo(page: PrivateView | SharedView, tracking: Tracking): Extract<Operation, { kind: 'link' }> {
  const { side, id: pageId } = page
  return { kind: 'link', side, pageId, tracking, before: trackingOf(page), linkToCreated: false }
}

/** Every trashing of ours unchecks the copy in the same request; the executor does that (sync-semantics, The table). */
export function trashCopy(situation: Situation, sharedId: SharedPageId, copy: SharedView | null): Operation {
  return { kind: 'trash', side: 'shared', pageId: sharedId, expected: copy?.fields ?? sharedBase(situation) }
}

function sharedBase(situation: Situation): FieldValues {
  const expected: Record<FieldKey, Value> = {}
  for (const [key, base] of Object.entries(situation.pair?.base ?? {})) {
    // The keys of a base are field keys by construction; Object.entries widens them to string.
    expected[key as FieldKey] = base.shared
  }
  return expected
}

/** P names no copy any more. */
export function clearLink(mine: PrivateView): Operation {
  return linkTo(mine, { link: null })
}

/** The row stays where it is and belongs to nobody's pair any more. */
export function disown(copy: SharedView): ReturnType<typeof linkTo> {
  return linkTo(copy, { link: null, number: null })
}

/** The value of the appointment's date; null when no field holds dates. */
export function dateOf(mine: PrivateView, rules: Rules): Value | null {
  const field = rules.mapping.fields.find((each) => each.type === 'date')
  return field === undefined ? null : (mine.fields[field.key] ?? null)
}

/** Case 17: synced as it is, reported as a warning. What could not be read is not missing. */
export function warningsOf(mine: PrivateView, rules: Rules): Decision['warnings'] {
  const title = rules.mapping.fields.find((each) => each.type === 'title')
  const named = title === undefined || mine.fields[title.key]?.kind === 'unreadable' || mine.title.trim() !== ''
  const date = dateOf(mine, rules)
  return [
    ...(named ? [] : (['title-empty'] as const)),
    ...(date !== null && isEmpty(date) ? (['date-missing'] as const) : []),
  ]
}

/** The writes of a merge: the copy first, then the private page; each side's tracking properties go with its fields. */
export function mergeOperations(
  situation: Situation,
  mine: PrivateView | null,
  copy: SharedView | null,
  merged: Merge,
  rules: Rules,
): { readonly operations: readonly Operation[]; readonly fieldWrites: boolean; readonly unchecked: boolean } {
  const privateId = situation.privateId
  const sharedId = copy?.id ?? situation.pair?.sharedId ?? null
  if (privateId === null || sharedId === null) return { operations: [], fieldWrites: false, unchecked: false }
  const onPrivate: Tracking = mine !== null && mine.link !== sharedId ? { link: sharedId } : {}
  const onShared: Tracking = copy === null ? {} : trackingFor(copy, privateId, rules)
  const operations = [
    writeTo({ side: 'shared', id: sharedId, view: copy }, merged.toShared, merged.expectedShared, onShared),
    writeTo({ side: 'private', id: privateId, view: mine }, merged.toPrivate, merged.expectedPrivate, onPrivate),
  ].flatMap((operation) => (operation === null ? [] : [operation]))
  return {
    operations,
    fieldWrites: operations.some((operation) => operation.kind === 'update'),
    unchecked: onShared.relevant === true,
  }
}

/** The tracking properties of a copy that are not as they must be. */
function trackingFor(copy: SharedView, privateId: PrivatePageId, rules: Rules): Tracking {
  return {
    ...(copy.link === privateId ? {} : { link: privateId }),
    ...(copy.number === rules.number ? {} : { number: rules.number }),
    ...(copy.relevant ? {} : { relevant: true }),
  }
}

/** One write for everything that one page needs; null when it needs nothing. */
function writeTo(
  page: { readonly side: Side; readonly id: PageId; readonly view: PrivateView | SharedView | null },
  values: FieldValues,
  expected: FieldValues,
  tracking: Tracking,
): Operation | null {
  const { side, id: pageId, view } = page
  if (!isNone(values)) return { kind: 'update', side, pageId, values, tracking, expected }
  // Tracking is only ever repaired on a page that was seen.
  return isNone(tracking) || view === null ? null : linkTo(view, tracking)
}

/** The tracking properties of a page as they are, for the history. */
export function trackingOf(view: PrivateView | SharedView | null): Tracking {
  if (view === null) return {}
  return view.side === 'private'
    ? { relevant: view.relevant, link: view.link }
    : { relevant: view.relevant, link: view.link, number: view.number }
}

function startIn(values: FieldValues | null): string | null {
  if (values === null) return null
  for (const value of Object.values<Value>(values)) {
    const start = value.kind === 'date' ? startOf(value) : null
    if (start !== null) return start
  }
  return null
}

function isNone(record: object): boolean {
  return Object.keys(record).length === 0
}
