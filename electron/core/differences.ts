/**
 * What a person would call wrong about one appointment, and what the reconciler would do about it.
 *
 * Pure. A difference is found by looking at both pages; its remedy is read off the decision of the ordinary reconciler,
 * so that a preview can never promise anything else than a run does. What the user wanted (kept, excluded, older than the
 * horizon) is no difference.
 */
import type { DifferenceKind } from '../../shared/contract-care.ts'
import type { Decision, Operation, Question } from '../../shared/decision.ts'
import type { FieldKey, FieldMapping, PrivatePageId, PrivateView, SharedPageId, Side } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { derive, describe, equal, equalAcross, isEmpty } from './fields.ts'
import { type Rules, type Situation, seen } from './situation.ts'

/** One write of a remedy, for people. */
export interface RepairStep {
  readonly kind: Operation['kind']
  readonly side: Side
  readonly fields: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[]
  readonly tracking: readonly ('relevant' | 'link' | 'number')[]
}

export interface RepairPlan {
  /** `click`: done when asked for. `person`: it asks. `none`: there is nothing to do from here. */
  readonly level: 'click' | 'person' | 'none'
  /** A page goes to the trash, or a value gives way. */
  readonly destructive: boolean
  readonly steps: readonly RepairStep[]
  /** `unreadable`: keep, trash or forget (cases 9 and 13). */
  readonly asks: Question['kind'] | 'unreadable' | null
  /** The ledger holds that both sides agree on this field, which they do not: it has to forget that first. */
  readonly forgets: FieldKey | null
}

/** One thing that is not as it should be between the two databases. */
export interface Difference {
  readonly kind: DifferenceKind
  readonly privateId: PrivatePageId | null
  readonly sharedId: SharedPageId | null
  readonly title: string
  /** Key of a field, or the name of a property that is missing. */
  readonly field: string | null
  readonly private: string | null
  readonly shared: string | null
  readonly plan: RepairPlan
}

/** The same for the same difference in every comparison. */
export function differenceId({ kind, privateId, sharedId, field }: Difference): string {
  return [kind, privateId ?? '', sharedId ?? '', field ?? ''].join(':')
}

export const noPlan: RepairPlan = { level: 'none', destructive: false, steps: [], asks: null, forgets: null }

/** Everything wrong about one appointment; `decision` is what the reconciler makes of the same situation. */
export function differencesOf(situation: Situation, decision: Decision, rules: Rules): readonly Difference[] {
  // What the user decided stands; a row of somebody else is none of ours to judge.
  if (['kept', 'excluded', 'past-horizon', 'foreign', 'typed-in'].includes(decision.why)) return []
  const found = [...findings(situation, rules), ...duplicates(situation)]
  const planned = (each: Found): Difference => ({ ...each, plan: planFor(each, situation, decision, rules) })
  return found.map(planned)
}

type Found = Omit<Difference, 'plan'>

function findings(situation: Situation, rules: Rules): readonly Found[] {
  const { private: mine, copy } = situation
  const page = seen(mine)
  const theirs = copy.kind === 'present' ? copy.page : null
  const title = page?.title ?? theirs?.title ?? situation.pair?.title ?? ''
  const found = (kind: DifferenceKind, more: Partial<Found> = {}): Found => ({
    kind,
    privateId: situation.privateId,
    sharedId: theirs?.id ?? null,
    title,
    field: null,
    private: null,
    shared: null,
    ...more,
  })
  if (mine.kind === 'failed' || copy.kind === 'failed') return [found('unreadable')]
  if (mine.kind !== 'present') {
    if (theirs === null) return []
    return [found(mine.kind === 'unreadable' ? 'unreadable' : 'orphan-copy')]
  }
  const relevant = mine.page.relevant && !rules.stopSharing
  if (!relevant) {
    if (theirs !== null) return [found('copy-of-irrelevant')]
    return mine.page.link === null ? [] : [found('stale-link', { private: mine.page.link })]
  }
  if (theirs === null) {
    const half = situation.named
    if (half !== null && half.link === null && !half.inTrash && situation.oldestNaming) {
      return [found('half-linked', { sharedId: half.id })]
    }
    return [found('missing-copy')]
  }
  return pairFindings(mine.page, theirs, found, rules)
}

function pairFindings(
  mine: PrivateView,
  copy: Extract<Situation['copy'], { kind: 'present' }>['page'],
  found: (kind: DifferenceKind, more?: Partial<Found>) => Found,
  rules: Rules,
): readonly Found[] {
  const differing = rules.mapping.fields.flatMap((field) => {
    const ours = mine.fields[field.key]
    const theirs = copy.fields[field.key]
    if (ours === undefined || theirs === undefined || agree(field, ours, theirs, rules)) return []
    return [found('field', { field: field.key, private: describe(ours), shared: describe(theirs) })]
  })
  const shown = copy.number === null ? null : String(copy.number)
  return [
    ...(copy.link === null ? [found('half-linked')] : []),
    ...(mine.link === copy.id ? [] : [found('link', { private: mine.link, shared: copy.id })]),
    ...(copy.number === rules.number ? [] : [found('number', { private: String(rules.number), shared: shown })]),
    ...(copy.relevant ? [] : [found('unchecked-copy')]),
    ...differing,
  ]
}

function duplicates(situation: Situation): readonly Found[] {
  return situation.others.map((other) => ({
    kind: 'duplicate-copy',
    privateId: situation.privateId,
    sharedId: other.id,
    title: other.title,
    field: null,
    private: null,
    shared: null,
  }))
}

function agree(field: FieldMapping, ours: Value, theirs: Value, rules: Rules): boolean {
  return field.direction.kind === 'both'
    ? equalAcross(ours, theirs, field, rules.optionPairs)
    : equal(derive(ours, field, rules.optionPairs), theirs)
}

function planFor(found: Found, situation: Situation, decision: Decision, rules: Rules): RepairPlan {
  const asks = askedAbout(found, decision)
  const operations = decision.operations.filter((operation) => serves(found, operation, situation))
  if (asks !== null) return { ...noPlan, level: 'person', asks }
  if (operations.length > 0) {
    const steps = operations.map((operation) => stepOf(operation, decision))
    return { ...noPlan, level: 'click', steps, destructive: operations.some((each) => destroys(each, decision)) }
  }
  const field = rules.mapping.fields.find((each) => each.key === found.field)
  const unreadable = field !== undefined && decision.waiting.includes(field.key)
  if (field === undefined || found.kind !== 'field' || unreadable || decision.unanswered !== null) return noPlan
  return { ...noPlan, level: 'person', asks: 'fields', forgets: field.key }
}

/** What the decision asks about this very difference. */
function askedAbout({ kind, field, sharedId }: Found, decision: Decision): RepairPlan['asks'] {
  for (const question of decision.questions) {
    switch (question.kind) {
      case 'fields':
        if (kind === 'field' && question.fields.some((each) => each.field === field)) return question.kind
        break
      case 'option':
        if (kind === 'field' && question.field === field) return question.kind
        break
      case 'duplicate':
        if (kind === 'duplicate-copy' && question.sharedId === sharedId) return question.kind
        break
      default:
        if (kind !== 'duplicate-copy') return question.kind
    }
  }
  return decision.problem !== null && kind !== 'duplicate-copy' ? 'unreadable' : null
}

/** Whether this write of the decision is there because of this difference. */
function serves(found: Found, operation: Operation, situation: Situation): boolean {
  const ofDuplicate = 'pageId' in operation && situation.others.some((other) => other.id === operation.pageId)
  if (found.kind === 'duplicate-copy') return 'pageId' in operation && operation.pageId === found.sharedId
  if (ofDuplicate) return false
  // Keys of field values are fields.
  if (found.kind === 'field') return 'values' in operation && (found.field ?? '') in operation.values
  const tracked = 'tracking' in operation ? operation.tracking : {}
  switch (found.kind) {
    case 'link':
      return operation.side === 'private' && tracked.link !== undefined
    case 'half-linked':
      return tracked.link !== undefined
    case 'number':
      return operation.side === 'shared' && tracked.number !== undefined
    case 'unchecked-copy':
      return operation.side === 'shared' && tracked.relevant !== undefined
    default:
      return true
  }
}

function stepOf(operation: Operation, decision: Decision): RepairStep {
  const values: Readonly<Record<string, Value>> = 'values' in operation ? operation.values : {}
  const page = operation.side === 'private' ? decision.private : decision.shared
  const before: Readonly<Record<string, Value>> = operation.kind === 'create' ? {} : (page?.fields ?? {})
  const tracking = 'tracking' in operation ? operation.tracking : {}
  return {
    kind: operation.kind,
    side: operation.side,
    fields: Object.entries(values).map(([field, after]) => ({
      field,
      before: textOf(before[field]),
      after: textOf(after),
    })),
    tracking: (['relevant', 'link', 'number'] as const).filter((each) => tracking[each] !== undefined),
  }
}

function textOf(value: Value | undefined): string | null {
  return value === undefined || isEmpty(value) ? null : describe(value)
}

function destroys(operation: Operation, decision: Decision): boolean {
  if (operation.kind === 'trash') return true
  if (operation.kind === 'link') return operation.tracking.relevant === false
  return stepOf(operation, decision).fields.some(({ before, after }) => before !== null && before !== after)
}
