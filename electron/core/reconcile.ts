/**
 * The reconciler: one situation in, one decision out, by the table of sync-semantics, row by row.
 *
 * Pure. Precedence where several rows fit: 14, 9, 11, then 20, then 6 / 7 / 8 / 10, then the rest. What a decision would
 * write stands in it as operations; what it must ask or report stands in it as questions and problems. A side that was
 * not looked at is never taken for an absent one.
 */
import type { Decision } from '../../shared/decision.ts'
import { assertNever } from '../../shared/failure.ts'
import type { PrivateView, SharedView } from '../../shared/model.ts'
import { pairWith } from './base.ts'
import { importedTwice, settleCopies } from './copies.ts'
import { createCopy, dateOf, decisionOf, mergeOperations, nothing, warningsOf } from './decisions.ts'
import { endInstant } from './fields.ts'
import { importRow } from './import.ts'
import { type Merge, merge } from './merge.ts'
import { copyTrashed, forget, privateMoved, privateTrashed, restoreCopy, unreadable } from './removal.ts'
import { notLookedAt, type Rules, type Situation, seen, stillShows, trashedByUs } from './situation.ts'
import { unshare } from './unshare.ts'

/**
 * Decides what is to become of one appointment. The same situation and rules give the same decision, whatever the
 * order in which appointments are decided.
 */
export function reconcile(situation: Situation, rules: Rules): Decision {
  const { private: mine, copy } = situation
  const unanswered = mine.kind === 'failed' ? mine.failure : copy.kind === 'failed' ? copy.failure : null
  if (unanswered !== null) return { ...waiting(situation), unanswered }
  // Taking everything back is the later and the larger decision.
  if (!rules.stopSharing && standsByDecision(situation)) {
    return nothing(situation, '0', situation.pair?.state.kind === 'excluded' ? 'excluded' : 'kept')
  }
  if (situation.privateId === null) return importRow(situation, rules)
  if (foreign(situation, rules)) {
    return situation.pair === null ? nothing(situation, '14', 'foreign') : forget(situation, rules, '14', 'foreign')
  }
  const decided = decideKnown(situation, rules)
  return rules.rebuilt ? withoutRemoval(situation, decided) : settleCopies(situation, rules, decided)
}

/** The rows for a private page of ours, in the order of their precedence. */
function decideKnown(situation: Situation, rules: Rules): Decision {
  const { private: mine } = situation
  switch (mine.kind) {
    case 'present':
      return mine.page.relevant && !rules.stopSharing
        ? relevant(situation, mine.page, rules)
        : notRelevant(situation, mine.page, rules)
    case 'unobserved':
      return onlyCopySeen(situation, rules)
    // That a listing lacks it proves nothing: it is read directly first.
    case 'absent':
    case 'failed':
      return waiting(situation)
    case 'unreadable':
    case 'moved':
    case 'trashed':
      return gone(situation, mine, rules)
    default:
      return assertNever(mine)
  }
}

/** P is no page of ours any more, or nobody can tell: rows 9, 20, then 6, 7 and 10. */
function gone(
  situation: Situation,
  mine: Extract<Situation['private'], { kind: 'unreadable' | 'moved' | 'trashed' }>,
  rules: Rules,
): Decision {
  const { copy, pair } = situation
  switch (copy.kind) {
    case 'unobserved':
    case 'failed':
      return waiting(situation)
    case 'trashed':
    case 'absent':
      return forget(situation, rules, '20', 'forgotten')
    case 'unreadable':
    case 'moved':
      return unreadable(situation)
    case 'present':
      if (mine.kind === 'unreadable') return unreadable(situation)
      // An orphan is reported, never removed by itself (row 13).
      if (mine.kind === 'moved')
        return pair?.sharedId == null ? unreadable(situation) : privateMoved(situation, copy.page)
      // Switched off and in the trash: unchecking is an act of privacy that waits for nobody.
      return mine.page.relevant
        ? privateTrashed(situation, mine.page, copy.page, rules)
        : unshare(situation, mine.page, copy.page, rules)
    default:
      return assertNever(copy)
  }
}

/** P is in its database and its switch is on. */
function relevant(situation: Situation, mine: PrivateView, rules: Rules): Decision {
  const { copy } = situation
  switch (copy.kind) {
    case 'absent':
      return unpaired(situation, mine, rules)
    case 'trashed': {
      const ours = trashedByUs(copy.page, rules) || isBehind(situation.tombstone, copy.page)
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

/**
 * The pair was forgotten with this very copy as it is: a person deleted it before, and P was switched on or restored since.
 * A copy that came back meanwhile and was deleted again is row 8: that deletion is the newest wish (invariant 5).
 */
function isBehind(tombstone: Situation['tombstone'], copy: SharedView): boolean {
  return tombstone !== null && tombstone.sharedId === copy.id && tombstone.deletedAt === copy.editedAt
}

/** None outside or inside the trash carries P's id: rows 1, 2b, 11 and 18. */
function unpaired(situation: Situation, mine: PrivateView, rules: Rules): Decision {
  const { named } = situation
  if (named !== null) {
    const double = importedTwice(situation, mine, named, rules)
    if (double !== null) return double
    if (named.link === null && (named.number === null || named.number === rules.number) && situation.oldestNaming) {
      return named.inTrash
        ? copyTrashed(situation, mine, named, rules)
        : paired(situation, mine, named, rules, 'half-linked')
    }
  }
  if (pastHorizon(mine, rules)) return nothing(situation, '18', 'past-horizon')
  if (named !== null && named.link !== null) return createCopy(situation, mine, rules, '11', 'duplicated-in-notion')
  return createCopy(situation, mine, rules, '1', situation.tombstone === null ? 'new' : 'copy-gone')
}

/** Case 18: ended longer ago than the horizon and not paired yet. */
function pastHorizon(mine: PrivateView, rules: Rules): boolean {
  const date = dateOf(mine, rules)
  const end = date === null ? null : endInstant(date)
  return rules.horizonMs !== null && end !== null && end < rules.now - rules.horizonMs
}

/** P and S are there: adopt without a base (2, 2b, 19), else the three-way merge (3, 4, 5) with its repairs (16). */
function paired(
  situation: Situation,
  mine: PrivateView | null,
  copy: SharedView | null,
  rules: Rules,
  how: 'adopt' | 'half-linked' = 'adopt',
): Decision {
  const { questions, foreignWrite } = situation
  const pair = pairWith(situation, copy?.id ?? null)
  const merged = merge({ private: mine, shared: copy, pair, questions, foreignWrite, privateWins: false }, rules)
  const work = mergeOperations(situation, mine, copy, merged, rules)
  const fields = merged.conflicts.length > 0 ? [{ kind: 'fields' as const, fields: merged.conflicts }] : []
  return decisionOf(situation, {
    ...(pair?.base == null ? adopting(how, rules) : merging(merged, work)),
    sharedId: copy?.id ?? situation.pair?.sharedId ?? null,
    operations: work.operations,
    effect: { kind: 'settle', agreed: merged.agreed },
    questions: [...fields, ...merged.questions],
    optionPairs: merged.optionPairs,
    waiting: merged.waiting,
    guarded: work.fieldWrites ? 'change' : null,
    warnings: mine === null ? [] : warningsOf(mine, rules),
  })
}

type Reason = Pick<Decision, 'case' | 'why'>

function adopting(how: 'adopt' | 'half-linked', rules: Rules): Reason {
  if (rules.rebuilt) return { case: '19', why: 'rebuilt' }
  return { case: how === 'adopt' ? '2' : '2b', why: how }
}

/** The row that says most about a merge: a conflict and its end (5), a repaired mark (16), edits (3), nothing (4). */
function merging(merged: Merge, work: ReturnType<typeof mergeOperations>): Reason {
  if (merged.conflicts.length > 0) return { case: '5', why: 'conflict' }
  if (merged.settledBy.has('answer')) return { case: '5', why: 'answered' }
  if (merged.settledBy.has('policy')) return { case: '5', why: 'edited' }
  if (work.unchecked) return { case: '16', why: 'unchecked-copy' }
  if (work.fieldWrites) return { case: '3', why: 'edited' }
  const unread = merged.waiting.length > merged.questions.length
  const why = unread ? 'unreadable-field' : work.operations.length > 0 ? 'tracking' : 'unchanged'
  return { case: Object.keys(merged.agreed).length > 0 ? '3' : '4', why }
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
      return forget(situation, rules, '20', 'forgotten')
    case 'absent':
      return situation.pair?.sharedId == null && (rules.tidy !== true || mine.link === null)
        ? nothing(situation, '0', 'not-relevant')
        : forget(situation, rules, '20', 'forgotten')
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
  return waiting(situation)
}

/** 14: it carries another person's number, and the page it mirrors is none of mine (any more). */
function foreign(situation: Situation, rules: Rules): boolean {
  const copy = seen(situation.copy)
  if (copy === null || copy.number === rules.number) return false
  const mine = situation.private.kind
  const known = situation.pair?.sharedId === copy.id
  if (mine === 'present' || mine === 'trashed') return false
  if (mine === 'unobserved' || mine === 'absent') return !known
  return copy.number !== null || !known
}

/** A user's "keep" or "exclude" lasts until either page shows anything other than at the decision. */
function standsByDecision(situation: Situation): boolean {
  const state = situation.pair?.state
  if (state?.kind === 'kept') return stillShows(situation, state.shown)
  if (state?.kind !== 'excluded') return false
  // A copy that is not there shows nothing new: an excluded page stays excluded when its old copy is purged or gone.
  const shared = seen(situation.copy) === null ? notLookedAt : state.shown.shared
  return stillShows(situation, { ...state.shown, shared })
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
