/**
 * Whether a decision may be carried out now, or has to wait for its time (rails "At most one" and "Tries").
 *
 * A create whose outcome is unknown blocks the next one, whatever is asked. A failed write waits for its next try, and a
 * spent one for the user or for something new on either page; "force" ignores both. Taking a page out of sight never
 * waits: that is an act of privacy.
 */
import type { Decision } from '../../shared/decision.ts'
import type { PrivatePageId, SharedPageId } from '../../shared/model.ts'
import { notLookedAt } from '../core/situation.ts'
import type { RunContext } from './context.ts'
import type { ProblemRecord } from './ledger-port.ts'
import { dueAt } from './pairs.ts'

/** Judges the decisions of one run by what the ledger knows at its beginning. */
export function createDueCheck(context: RunContext): (decision: Decision) => boolean {
  const { ledger, journal, profile, clock } = context
  const underWay = new Set(
    ledger.openIntents(profile.id).flatMap((intent) => (intent.operation.kind === 'create' ? [keyOf(intent)] : [])),
  )
  const spent = new Map<PrivatePageId, ProblemRecord>()
  const rows = new Map<SharedPageId, ProblemRecord>()
  for (const problem of journal.problems(profile.id)) {
    const { privateId, sharedId } = problem
    if (privateId !== null && isFinal(problem)) spent.set(privateId, problem)
    else if (privateId === null && sharedId !== null && problem.tries > 0) rows.set(sharedId, problem)
  }
  return (decision) => {
    if (decision.operations.some((each) => each.kind === 'create') && underWay.has(keyOf(decision))) return false
    if (context.force || decision.guarded === 'unshare') return true
    if (decision.privateId === null) return isRowDue(rows, decision, clock.now())
    const pair = ledger.pair(profile.id, decision.privateId)
    if (pair === null) return true
    if (pair.state.kind === 'problem') return !stillTheSame(spent.get(decision.privateId), decision)
    const due = pair.state.kind === 'waiting' && pair.tries > 0 ? dueAt(pair, clock.now()) : null
    return due === null || due <= clock.now()
  }
}

/** Given up: it waits for the user, or for something new. */
function isFinal({ nextTryAt, actions, tries }: ProblemRecord): boolean {
  return nextTryAt === null && actions.length === 0 && tries > 0
}

/** A row has no pair that could say when its import is tried again; its problem does. */
function isRowDue(rows: ReadonlyMap<SharedPageId, ProblemRecord>, decision: Decision, now: number): boolean {
  const problem = decision.sharedId === null ? undefined : rows.get(decision.sharedId)
  if (problem === undefined || !stillTheSame(problem, decision)) return true
  return !isFinal(problem) && (problem.nextTryAt ?? now) <= now
}

/** What a create is for: a private page, or the row that is to be imported. */
function keyOf(about: { readonly privateId: string | null; readonly sharedId: string | null }): string {
  return about.privateId ?? about.sharedId ?? ''
}

/** Neither page shows anything new since the write was given up. */
function stillTheSame(problem: ProblemRecord | undefined, decision: Decision): boolean {
  if (problem === undefined) return false
  const shown = decision.shown
  const same = (then: string | null, now: string | null): boolean =>
    now === notLookedAt || then === notLookedAt || then === now
  return same(problem.shown.private, shown.private) && same(problem.shown.shared, shown.shared)
}
