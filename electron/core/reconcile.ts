/**
 * The reconciler: one situation in, one decision out, by the table of sync-semantics, row by row.
 *
 * Pure. Precedence where several rows fit: 14, 9, 11, then 20, then 6 / 7 / 8 / 10, then the rest. What a decision would
 * write stands in it as operations; what it must ask or report stands in it as questions and problems. A side that was
 * not looked at is never taken for an absent one.
 */
import type { Decision } from '../../shared/decision.ts'
import { assertNever } from '../../shared/failure.ts'
import type { FieldKey, FieldValues, Pair, PrivateView, SharedView, Shown } from '../../shared/model.ts'
import { settleCopies } from './copies.ts'
import { createCopy, decisionOf, mergeOperations, nothing } from './decisions.ts'
import { endInstant, isEmpty } from './fields.ts'
import { importRow } from './import.ts'
import { merge } from './merge.ts'
import { fingerprint } from './observe.ts'
import { copyTrashed, forget, privateMoved, privateTrashed, restoreCopy, unreadable, unshare } from './removal.ts'
import { type Rules, type Situation, seen, trashedByUs } from './situation.ts'

/**
 * Decides what is to become of one appointment. The same situation and rules give the same decision, whatever the
 * order in which appointments are decided.
 */
export function reconcile(situation: Situation, rules: Rules): Decision {
  const { private: mine, copy } = situation
  if (mine.kind === 'failed' || copy.kind === 'failed') return waiting(situation)
  if (standsByDecision(situation)) {
    return nothing(situation, '0', situation.pair?.state.kind === 'excluded' ? 'excluded' : 'kept')
  }
  if (situation.privateId === null) return importRow(situation, rules)
  if (foreign(situation, rules)) {
    return situation.pair === null ? nothing(situation, '14', 'foreign') : forget(situation, '14', 'foreign')
  }
  const decided = decideKnown(situation, rules)
  return rules.rebuilt ? withoutRemoval(situation, decided) : settleCopies(situation, rules, decided)
}

/** The rows for a private page of ours, in the order of their precedence. */
function decideKnown(situation: Situation, rules: Rules): Decision {
  const { private: mine, copy } = situation
  switch (mine.kind) {
    case 'unreadable':
      if (copy.kind === 'trashed') return forget(situation, '20', 'forgotten')
      return copy.kind === 'absent' ? forget(situation, '20', 'forgotten') : unreadable(situation)
    case 'moved':
      if (copy.kind === 'trashed' || copy.kind === 'absent') return forget(situation, '20', 'forgotten')
      return situation.pair === null || copy.kind !== 'present'
        ? unreadable(situation)
        : privateMoved(situation, copy.page, rules)
    case 'trashed':
      if (copy.kind === 'trashed' || copy.kind === 'absent') return forget(situation, '20', 'forgotten')
      if (copy.kind === 'present') return privateTrashed(situation, mine.page, copy.page, rules)
      return copy.kind === 'unobserved' ? waiting(situation) : unreadable(situation)
    case 'present':
      return mine.page.relevant ? relevant(situation, mine.page, rules) : notRelevant(situation, mine.page, rules)
    case 'absent':
    case 'unobserved':
      return onlyCopySeen(situation, rules)
    case 'failed':
      return waiting(situation)
    default:
      return assertNever(mine)
  }
}

/** P is in its database and its switch is on. */
function relevant(situation: Situation, mine: PrivateView, rules: Rules): Decision {
  const { copy } = situation
  switch (copy.kind) {
    case 'absent':
      return unpaired(situation, mine, rules)
    case 'trashed': {
      const ours = trashedByUs(copy.page, rules) || situation.tombstone?.sharedId === copy.page.id
      return ours
        ? restoreCopy(situation, mine, copy.page, rules, '20')
        : copyTrashed(situation, mine, copy.page, rules)
    }
    case 'unreadable':
    case 'moved':
      return unreadable(situation)
    case 'present':
      return paired(situation, mine, copy.page, rules)
    case 'unobserved':
      return situation.pair?.sharedId == null ? waiting(situation) : paired(situation, mine, null, rules)
    case 'failed':
      return waiting(situation)
    default:
      return assertNever(copy)
  }
}

/** None outside or inside the trash carries P's id: rows 1, 2b, 11 and 18. */
function unpaired(situation: Situation, mine: PrivateView, rules: Rules): Decision {
  const named = situation.named
  if (named !== null && named.link === null && (named.number === null || named.number === rules.number)) {
    if (situation.oldestNaming && !named.inTrash) return paired(situation, mine, named, rules, '2b')
    if (situation.oldestNaming) return copyTrashed(situation, mine, named, rules)
  }
  if (pastHorizon(mine, rules)) return nothing(situation, '18', 'past-horizon')
  if (named !== null && named.link !== null) return createCopy(situation, mine, rules, '11', 'duplicated-in-notion')
  return createCopy(situation, mine, rules, '1', situation.tombstone === null ? 'new' : 'copy-gone')
}

/** Case 18: ended longer ago than the horizon and not paired yet. */
function pastHorizon(mine: PrivateView, rules: Rules): boolean {
  const date = dateOf(mine.fields, rules)
  const end = date === null ? null : endInstant(date)
  return rules.horizonMs !== null && end !== null && end < rules.now - rules.horizonMs
}

/** P and S are there: adopt without a base (2, 2b, 19), else the three-way merge (3, 4, 5) with its repairs (16). */
function paired(
  situation: Situation,
  mine: PrivateView | null,
  copy: SharedView | null,
  rules: Rules,
  half?: '2b',
): Decision {
  const samePair = copy === null || situation.pair?.sharedId === copy.id
  const pair: Pair | null = situation.pair !== null && samePair ? situation.pair : null
  const input = {
    private: mine,
    shared: copy,
    pair,
    questions: situation.questions,
    foreignWrite: situation.foreignWrite,
  }
  const merged = merge({ ...input, privateWins: false }, rules)
  const work = mergeOperations(situation, mine, copy, merged, rules)
  const adopting = pair === null || pair.base === null
  const caseNumber = caseOfMerge(
    adopting,
    half,
    rules,
    merged.conflicts.length > 0,
    work.unchecked,
    work.operations.length > 0,
  )
  const why = adopting
    ? rules.rebuilt
      ? 'rebuilt'
      : half === undefined
        ? 'adopt'
        : 'half-linked'
    : work.unchecked
      ? 'unchecked-copy'
      : merged.conflicts.length > 0
        ? 'conflict'
        : work.fieldWrites
          ? 'edited'
          : work.operations.length > 0
            ? 'tracking'
            : 'unchanged'
  const fields = merged.conflicts.length > 0 ? [{ kind: 'fields' as const, fields: merged.conflicts }] : []
  return decisionOf(situation, {
    case: caseNumber,
    why,
    sharedId: copy?.id ?? situation.pair?.sharedId ?? null,
    operations: work.operations,
    effect: { kind: 'settle', agreed: merged.agreed },
    questions: [...fields, ...merged.questions],
    optionPairs: merged.optionPairs,
    waiting: merged.waiting,
    guarded: work.fieldWrites && !adopting ? 'change' : null,
    warnings: mine === null ? [] : warningsOf(mine, rules),
  })
}

function caseOfMerge(
  adopting: boolean,
  half: '2b' | undefined,
  rules: Rules,
  conflicting: boolean,
  unchecked: boolean,
  writes: boolean,
): Decision['case'] {
  if (adopting) return rules.rebuilt ? '19' : (half ?? '2')
  if (conflicting) return '5'
  if (unchecked) return '16'
  return writes ? '3' : '4'
}

/** The switch is off: the copy goes (6), or what is left of it is forgotten (20). */
function notRelevant(situation: Situation, mine: PrivateView, rules: Rules): Decision {
  const { copy } = situation
  switch (copy.kind) {
    case 'present':
      return unshare(situation, mine, copy.page, rules)
    case 'unobserved':
      return situation.pair?.sharedId == null
        ? nothing(situation, '0', 'not-relevant')
        : unshare(situation, mine, null, rules)
    case 'trashed':
      return forget(situation, '20', 'forgotten')
    case 'absent':
      return situation.pair?.sharedId == null
        ? nothing(situation, '0', 'not-relevant')
        : forget(situation, '20', 'forgotten')
    case 'unreadable':
    case 'moved':
      return unreadable(situation)
    case 'failed':
      return waiting(situation)
    default:
      return assertNever(copy)
  }
}

/** P was not looked at: nothing about it changed, as far as the listing of changes says. */
function onlyCopySeen(situation: Situation, rules: Rules): Decision {
  const { copy, pair } = situation
  if (copy.kind === 'present' && pair?.sharedId === copy.page.id && pair.base !== null && pair.relevant) {
    return paired(situation, null, copy.page, rules)
  }
  return pair === null && copy.kind === 'absent' ? nothing(situation, '0', 'unchanged') : waiting(situation)
}

/** 14: it carries another person's number, and the page it mirrors is none of mine (any more). */
function foreign(situation: Situation, rules: Rules): boolean {
  const copy = seen(situation.copy)
  if (copy === null || copy.number === rules.number) return false
  const mine = situation.private.kind
  const known = situation.pair?.sharedId === copy.id
  if (mine === 'present' || mine === 'trashed') return false
  if (mine === 'unobserved') return !known
  return copy.number !== null || !known
}

/** A user's "keep" or "exclude" lasts until either page shows anything other than at the decision. */
function standsByDecision(situation: Situation): boolean {
  const state = situation.pair?.state
  if (state === undefined || (state.kind !== 'kept' && state.kind !== 'excluded')) return false
  const now = shownNow(situation)
  const same = (then: string | null, view: string | null | undefined): boolean => view === undefined || then === view
  return same(state.shown.private, now.private) && same(state.shown.shared, now.shared)
}

/** Fingerprints of what both sides show; undefined for a side that was not looked at. */
function shownNow(situation: Situation): { readonly private?: string | null; readonly shared?: string | null } {
  const side = (state: Situation['private'] | Situation['copy']): string | null | undefined => {
    if (state.kind === 'unobserved') return undefined
    const view = seen<PrivateView | SharedView>(state)
    return view === null ? null : fingerprint(view)
  }
  const mine = side(situation.private)
  const copy = side(situation.copy)
  return { ...(mine === undefined ? {} : { private: mine }), ...(copy === undefined ? {} : { shared: copy }) }
}

/** What both sides show now, for a decision that lasts until one of them shows something else. */
export function shownOf(situation: Situation): Shown {
  const now = shownNow(situation)
  return { private: now.private ?? null, shared: now.shared ?? null }
}

/** Case 19: nothing is removed in the run that rebuilds the ledger; the next run decides again. */
function withoutRemoval(situation: Situation, decision: Decision): Decision {
  const removes = decision.operations.some((operation) => operation.kind === 'trash')
  const unshares = decision.guarded !== null && decision.guarded !== 'create' && decision.guarded !== 'change'
  return removes || unshares || decision.effect.kind === 'forget' ? nothing(situation, '19', 'rebuilt') : decision
}

function waiting(situation: Situation): Decision {
  return nothing(situation, '0', 'no-answer')
}

function dateOf(values: FieldValues, rules: Rules): FieldValues[FieldKey] | null {
  const field = rules.mapping.fields.find((each) => each.type === 'date')
  return field === undefined ? null : (values[field.key] ?? null)
}

/** Case 17: synced as it is, reported as a warning. */
function warningsOf(mine: PrivateView, rules: Rules): Decision['warnings'] {
  const date = dateOf(mine.fields, rules)
  return [
    ...(mine.title.trim() === '' ? (['title-empty'] as const) : []),
    ...(date !== null && isEmpty(date) ? (['date-missing'] as const) : []),
  ]
}
