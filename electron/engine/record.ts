/**
 * What a decision leaves behind in the ledger once its operations are done, failed, unknown or held.
 *
 * First what happened is recorded, then what failed is reported. Each function works in one transaction; a decision that
 * changes nothing writes nothing, so that idling leaves the disk alone.
 */
import type { Decision } from '../../shared/decision.ts'
import { assertNever, type Failure } from '../../shared/failure.ts'
import type { Base, Pair, PairState, PrivatePageId, View } from '../../shared/model.ts'
import { notLookedAt, trashedByUs } from '../core/situation.ts'
import { facts, type RunContext, readIds } from './context.ts'
import { backoffMs, emptyBase, mostTries, newPair } from './pairs.ts'
import { recordLost } from './record-write.ts'
import { countRemoval } from './removals.ts'
import { closeProblems, isAbout, reportFailure, reportProblem, saveQuestions } from './report.ts'

/** Wall time between two notes of "verified" for a pair that nothing happened to (ms). */
const verifiedNoteMs = 2 * 60 * 60_000
/** A field that cannot be read is tried again after this long (ms). */
const unreadableDelayMs = 15 * 60_000
/** A failure that says "wait" without saying how long (ms). */
const unsaidWaitMs = 60_000

/** Records a decision whose operations, if there were any, are all done. */
export function recordDone(context: RunContext, decision: Decision, operations: number): void {
  if (decision.why === 'no-answer') return
  if (decision.why === 'kept' || decision.why === 'excluded') completeShown(context, decision)
  context.ledger.transaction(() => {
    saveQuestions(context, decision)
    if (operations === 0 && decision.lost.length > 0) recordLost(context, decision)
    if (decision.optionPairs.length > 0) context.ledger.saveOptionPairs(context.profile.id, decision.optionPairs)
    if (decision.problem !== null) reportProblem(context, decision, decision.problem)
    else closeProblems(context, decision)
    applyEffect(context, decision, operations)
  })
}

/** A side that was not looked at when the user decided counts from its first look on. */
function completeShown(context: RunContext, decision: Decision): void {
  if (decision.privateId === null) return
  const pair = context.ledger.pair(context.profile.id, decision.privateId)
  if (pair === null || (pair.state.kind !== 'kept' && pair.state.kind !== 'excluded')) return
  const { shown } = pair.state
  const filled = {
    private: shown.private === notLookedAt ? decision.shown.private : shown.private,
    shared: shown.shared === notLookedAt ? decision.shown.shared : shown.shared,
  }
  saveIfChanged(context, pair, { ...pair, state: { ...pair.state, shown: filled } })
}

function applyEffect(context: RunContext, decision: Decision, operations: number): void {
  const { effect, privateId } = decision
  if (effect.kind === 'claim') {
    claim(context, decision)
    return
  }
  if (privateId === null) return
  switch (effect.kind) {
    case 'settle':
      settle(context, decision, privateId, operations)
      return
    case 'forget':
      forget(context, decision, privateId)
      return
    case 'keep':
      setState(context, decision, privateId, { kind: 'kept', shown: effect.shown })
      return
    case 'exclude':
      setState(context, decision, privateId, { kind: 'excluded', reason: effect.reason, shown: effect.shown })
      return
    case 'note':
      note(context, decision, privateId)
      return
    case 'none':
      if (decision.questions.length > 0) setState(context, decision, privateId, { kind: 'conflict' })
      else if (decision.problem !== null) setState(context, decision, privateId, { kind: 'problem' })
      return
    default:
      assertNever(effect)
  }
}

/** The two are a pair, the agreed fields are its base, and a reading of what was written counts as its verification. */
function settle(context: RunContext, decision: Decision, privateId: PrivatePageId, operations: number): void {
  const { ledger, profile } = context
  const stored = ledger.pair(profile.id, privateId)
  const after = settled(context, decision, privateId, stored, operations)
  saveIfChanged(context, stored, after)
  if (stored?.sharedId !== after.sharedId) ledger.removeTombstone(profile.id, privateId)
}

function settled(
  context: RunContext,
  decision: Decision,
  privateId: PrivatePageId,
  stored: Pair | null,
  operations: number,
): Pair {
  const pair = stored ?? newPair(context, privateId, decision.title)
  const sharedId = decision.sharedId ?? pair.sharedId
  const changesPair = pair.sharedId !== sharedId
  const base: Base = { ...(changesPair ? emptyBase : pair.base), ...agreedIn(decision) }
  const read = operations === 0 && decision.private !== null && decision.shared !== null
  const confirmed = operations === 0 && pair.unverified !== null && decision[pair.unverified.side] !== null
  const now = context.clock.now()
  const noteDue = read && (pair.verifiedAt === null || now - pair.verifiedAt >= verifiedNoteMs)
  return {
    ...pair,
    sharedId,
    title: decision.private === null && decision.shared !== null ? pair.title || decision.title : decision.title,
    start: decision.start,
    relevant: true,
    state: stateAfter(context, decision),
    why: decision.why,
    base,
    marks: marksAfter(pair, decision, changesPair),
    verifiedAt: confirmed || noteDue ? now : pair.verifiedAt,
    unverified: confirmed ? null : pair.unverified,
    tries: 0,
  }
}

function agreedIn(decision: Decision): Base {
  return decision.effect.kind === 'settle' ? decision.effect.agreed : emptyBase
}

function stateAfter(context: RunContext, decision: Decision): PairState {
  if (decision.questions.length > 0) return { kind: 'conflict' }
  if (decision.waiting.length > 0) return { kind: 'waiting', nextTryAt: context.clock.now() + unreadableDelayMs }
  return { kind: 'in-step' }
}

function marksAfter(pair: Pair, decision: Decision, changesPair: boolean): Pair['marks'] {
  const mark = (side: 'private' | 'shared', view: View | null): Pair['marks']['private'] => {
    const known = side === 'shared' && changesPair ? { seenAt: null, ownWriteAt: null } : pair.marks[side]
    if (view === null || view.editedAt <= (known.seenAt ?? 0)) return known
    return { seenAt: view.editedAt, ownWriteAt: known.ownWriteAt }
  }
  return { private: mark('private', decision.private), shared: mark('shared', decision.shared) }
}

/** The pair is no more; its tombstone keeps the base and keeps the copy from coming back out of an old listing. */
function forget(context: RunContext, decision: Decision, privateId: PrivatePageId): void {
  const { ledger, profile, clock } = context
  const stored = ledger.pair(profile.id, privateId)
  const sharedId = stored?.sharedId ?? decision.sharedId
  if (sharedId !== null) {
    // A copy that another computer of ours trashed counts for the guards as if we had done it (rail "Mass removal").
    const elsewhere = decision.case === '20' && stored?.sharedId === sharedId && decision.shared?.relevant === false
    if (elsewhere) countRemoval(context)
    const copy = decision.shared
    const deletedAt = copy?.inTrash === true && !trashedByUs(copy, context.rules) ? copy.editedAt : null
    const base = stored?.base ?? null
    ledger.saveTombstone({ profile: profile.id, privateId, sharedId, base, deletedAt, at: clock.now() })
  }
  const page = decision.private
  const stays = page !== null && !page.inTrash && page.resource === context.private.resource
  if (!stays) {
    if (stored !== null) ledger.removePair(profile.id, privateId)
    return
  }
  const blank = newPair(context, privateId, decision.title)
  const after: Pair = { ...blank, start: decision.start, state: { kind: 'not-relevant' }, why: decision.why }
  saveIfChanged(context, stored, after)
}

/** A private page that is known and has nothing to pair. */
function note(context: RunContext, decision: Decision, privateId: PrivatePageId): void {
  const stored = context.ledger.pair(context.profile.id, privateId)
  if (stored !== null && stored.sharedId !== null) return
  setState(context, decision, privateId, { kind: 'not-relevant' })
}

function setState(context: RunContext, decision: Decision, privateId: PrivatePageId, state: PairState): void {
  const stored = context.ledger.pair(context.profile.id, privateId)
  saveIfChanged(context, stored, inState(context, decision, privateId, stored, state))
}

function inState(
  context: RunContext,
  decision: Decision,
  privateId: PrivatePageId,
  stored: Pair | null,
  state: PairState,
): Pair {
  const pair = stored ?? newPair(context, privateId, decision.title)
  const excluded = state.kind === 'excluded'
  return {
    ...pair,
    sharedId: excluded ? null : pair.sharedId,
    base: excluded ? null : pair.base,
    title: decision.private === null ? pair.title || decision.title : decision.title,
    start: decision.start,
    relevant: decision.relevant,
    state,
    why: decision.why,
    marks: marksAfter(pair, decision, false),
  }
}

/**
 * Whether recording this decision, which writes nothing outside, would leave the ledger as it is. `stored`: the pair as it
 * is there. Assumes that nothing of this appointment is open: no question, no problem, nothing held.
 */
export function leavesLedgerAlone(context: RunContext, decision: Decision, stored: Pair | null): boolean {
  const { effect, privateId, why } = decision
  const speaks =
    decision.operations.length > 0 ||
    decision.questions.length > 0 ||
    decision.problem !== null ||
    decision.unanswered !== null ||
    decision.lost.length > 0 ||
    decision.optionPairs.length > 0
  // What the user kept or excluded may have to be completed by what is shown now.
  if (speaks || privateId === null || why === 'kept' || why === 'excluded') return false
  if (why === 'no-answer') return true
  switch (effect.kind) {
    case 'settle':
      return isSame(stored, settled(context, decision, privateId, stored, 0))
    case 'note':
      if (stored !== null && stored.sharedId !== null) return true
      return isSame(stored, inState(context, decision, privateId, stored, { kind: 'not-relevant' }))
    case 'none':
      return true
    case 'claim':
    case 'forget':
    case 'keep':
    case 'exclude':
      return false
    default:
      return assertNever(effect)
  }
}

/** A row is claimed in this run; only a later run that still sees the claim imports it (case 15). */
function claim(context: RunContext, decision: Decision): void {
  if (decision.sharedId === null) return
  const claims = [...new Set([...readIds(context, facts.claims), decision.sharedId])].toSorted()
  context.ledger.saveFact(context.profile.id, facts.claims, JSON.stringify(claims))
}

/**
 * A write was certainly not done, or was refused: waits for its next try, or goes to the list of problems. Being told to
 * wait is not a try (rail "Tries").
 */
export function recordFailed(context: RunContext, decision: Decision, failed: Failure): void {
  const { ledger, profile, clock, random } = context
  context.emit({
    kind: 'failed',
    profile: profile.name,
    runId: context.runId,
    pageId: decision.privateId,
    failure: failed,
  })
  ledger.transaction(() => {
    const stored = decision.privateId === null ? null : ledger.pair(profile.id, decision.privateId)
    const waits = failed.repeat === 'wait' || waitsForPermission(failed)
    const tries = triesBefore(context, decision, stored) + (waits ? 0 : 1)
    const given = !waits && (failed.repeat === 'never' || tries >= mostTries)
    const delay = waits ? (failed.waitMs ?? unsaidWaitMs) : backoffMs(tries, random)
    const nextTryAt = given ? null : clock.now() + delay
    if (!waits) recordOutcome(context, decision, failed, given)
    reportFailure(context, decision, failed, { tries, nextTryAt })
    if (decision.privateId === null) return
    const pair = stored ?? newPair(context, decision.privateId, decision.title)
    const state: PairState = nextTryAt === null ? { kind: 'problem' } : { kind: 'waiting', nextTryAt }
    ledger.savePair({ ...pair, ...describing(decision, pair), state, why: decision.why, tries })
  })
}

/** A row that is to be imported has no pair to count in: its problem does. */
function triesBefore({ journal, profile }: RunContext, decision: Decision, stored: Pair | null): number {
  if (decision.privateId !== null) return stored?.tries ?? 0
  return journal.problems(profile.id).find((each) => isAbout(each, decision))?.tries ?? 0
}

/** Refused tokens and a full plan are for the user to mend; the write itself was not done and may be done later. */
function waitsForPermission(failed: Failure): boolean {
  return failed.category === 'credentials' || failed.category === 'plan-limit' || failed.category === 'permission'
}

/** Decided only when nothing follows; a try that is followed by another one is counted apart. */
function recordOutcome(context: RunContext, decision: Decision, failed: Failure, given: boolean): void {
  const [first] = decision.operations
  context.journal.recordOutcome({
    profile: context.profile.id,
    at: context.clock.now(),
    side: first?.side ?? 'shared',
    operation: first?.kind ?? 'update',
    result: given ? 'failed' : 'tried',
    category: failed.category,
  })
}

/** Nobody knows yet whether a write happened: being checked, not before `untilMs` from now. */
export function recordUnknown(context: RunContext, decision: Decision, untilMs: number): void {
  const { ledger, profile, clock } = context
  if (decision.privateId === null) return
  const pair = ledger.pair(profile.id, decision.privateId) ?? newPair(context, decision.privateId, decision.title)
  const state: PairState = { kind: 'being-checked', until: clock.now() + untilMs }
  ledger.savePair({ ...pair, ...describing(decision, pair), state, why: decision.why })
}

/** Put off to the next run, which is due at once. */
export function recordPutOff(context: RunContext, decision: Decision): void {
  const { ledger, profile, clock } = context
  if (decision.privateId === null) return
  const pair = ledger.pair(profile.id, decision.privateId) ?? newPair(context, decision.privateId, decision.title)
  const state: PairState = { kind: 'waiting', nextTryAt: clock.now() }
  ledger.savePair({ ...pair, ...describing(decision, pair), state })
}

/** A guard holds it: listed for confirmation, once, with what it would do. */
export function recordHeld(context: RunContext, decision: Decision): void {
  const { ledger, journal, profile, clock } = context
  const { privateId, guarded } = decision
  if (privateId === null || guarded === null) return
  ledger.transaction(() => {
    const known = journal.held(profile.id).find((each) => each.privateId === privateId)
    if (known === undefined || known.action !== guarded) {
      journal.saveHeld({
        profile: profile.id,
        privateId,
        sharedId: decision.sharedId,
        title: decision.title,
        action: guarded,
        state: 'held',
        since: clock.now(),
        shown: decision.shown,
      })
    }
    const stored = ledger.pair(profile.id, privateId)
    const pair = stored ?? newPair(context, privateId, decision.title)
    const state: PairState = { kind: 'held', action: guarded }
    saveIfChanged(context, stored, { ...pair, ...describing(decision, pair), state, why: decision.why })
  })
}

function describing(decision: Decision, pair: Pair): Pick<Pair, 'title' | 'start' | 'relevant'> {
  const title = decision.private === null ? pair.title || decision.title : decision.title
  return { title, start: decision.start, relevant: decision.relevant }
}

function saveIfChanged(context: RunContext, before: Pair | null, after: Pair): void {
  if (!isSame(before, after)) context.ledger.savePair(after)
}

function isSame(before: Pair | null, after: Pair): boolean {
  return before !== null && JSON.stringify(before) === JSON.stringify(after)
}
