/**
 * How decisions are built: the parts that every row of the table shares, and the operations of creating and merging.
 *
 * Operations stand in the order in which they must be done, so that a crash between any two of them leaves a state that
 * the table knows.
 */
import type { CaseNumber, Decision, Operation, Tracking, Why } from '../../shared/decision.ts'
import type { FieldKey, FieldValues, PrivateView, SharedView } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { derive, startOf, translate } from './fields.ts'
import type { Merge } from './merge.ts'
import { type Rules, type Situation, seen } from './situation.ts'

/** A decision about this situation; what is not said is "nothing". */
export function decisionOf(
  situation: Situation,
  said: Pick<Decision, 'case' | 'why'> & Partial<Omit<Decision, 'case' | 'why' | 'privateId' | 'private' | 'shared'>>,
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
    operations: [],
    effect: { kind: 'none' },
    questions: [],
    problem: null,
    lost: [],
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

/** Rows 1, 11 and 20 (gone for good): create S from P, then write S's id into P. */
export function createCopy(
  situation: Situation,
  mine: PrivateView,
  rules: Rules,
  caseNumber: CaseNumber,
  why: Why,
): Decision {
  const values: Record<FieldKey, Value> = {}
  for (const field of rules.mapping.fields) {
    const value = mine.fields[field.key]
    if (value === undefined || value.kind === 'unreadable') continue
    values[field.key] =
      field.direction.kind === 'both'
        ? translate(value, field, 'shared', rules.optionPairs)
        : derive(value, field, rules.optionPairs)
  }
  return decisionOf(situation, {
    case: caseNumber,
    why,
    sharedId: null,
    operations: [
      { kind: 'create', side: 'shared', values, tracking: { relevant: true, link: mine.id, number: rules.number } },
      {
        kind: 'link',
        side: 'private',
        pageId: mine.id,
        tracking: {},
        before: { link: mine.link },
        linkToCreated: true,
      },
    ],
    effect: { kind: 'settle', agreed: {} },
    guarded: 'create',
    waiting: rules.mapping.fields
      .filter((field) => mine.fields[field.key]?.kind === 'unreadable')
      .map((field) => field.key),
  })
}

/** The writes of a merge: private fields, shared fields, then tracking properties that differ. */
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
  const onShared: Tracking =
    copy === null
      ? {}
      : {
          ...(copy.link === privateId ? {} : { link: privateId }),
          ...(copy.number === rules.number ? {} : { number: rules.number }),
          ...(copy.relevant ? {} : { relevant: true }),
        }
  const operations: Operation[] = []
  const wrote = { private: !isNone(merged.toPrivate), shared: !isNone(merged.toShared) }
  if (wrote.shared || !isNone(onShared)) {
    operations.push(
      wrote.shared
        ? {
            kind: 'update',
            side: 'shared',
            pageId: sharedId,
            values: merged.toShared,
            tracking: onShared,
            expected: merged.expectedShared,
          }
        : {
            kind: 'link',
            side: 'shared',
            pageId: sharedId,
            tracking: onShared,
            before: trackingOf(copy),
            linkToCreated: false,
          },
    )
  }
  if (wrote.private || !isNone(onPrivate)) {
    operations.push(
      wrote.private
        ? {
            kind: 'update',
            side: 'private',
            pageId: privateId,
            values: merged.toPrivate,
            tracking: onPrivate,
            expected: merged.expectedPrivate,
          }
        : {
            kind: 'link',
            side: 'private',
            pageId: privateId,
            tracking: onPrivate,
            before: trackingOf(mine),
            linkToCreated: false,
          },
    )
  }
  return { operations, fieldWrites: wrote.private || wrote.shared, unchecked: onShared.relevant === true }
}

/** The tracking properties of a page as they are, for the history. */
export function trackingOf(view: PrivateView | SharedView | null): Tracking {
  if (view === null) return {}
  return view.side === 'private'
    ? { relevant: view.relevant, link: view.link }
    : { relevant: view.relevant, link: view.link, number: view.number }
}

/** Every mapped field as a page shows it, so that a re-read can be compared with it. */
export function fieldsOf(view: PrivateView | SharedView | null): FieldValues {
  return view === null ? {} : view.fields
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
