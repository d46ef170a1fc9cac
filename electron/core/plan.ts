/**
 * The plan: decisions in the order in which they are carried out, and what the guards let through.
 *
 * The dry run prints this; the executor does exactly this. The order is fixed, so that the same decisions give the same
 * plan: what protects privacy first, then removals, then repairs and edits, creations last, each by private id.
 */
import type { Decision } from '../../shared/decision.ts'
import { holdBack, isRemoval, type RailFacts } from './rails.ts'

export interface Plan {
  /** To be carried out, in order. */
  readonly go: readonly Decision[]
  /** Waiting for a confirmation. */
  readonly held: readonly Decision[]
  /** Nothing to write: to be noted in the ledger only. */
  readonly quiet: readonly Decision[]
}

/** Sorts and divides the decisions of one run. */
export function plan(decisions: readonly Decision[], facts: RailFacts): Plan {
  const sorted = [...decisions].sort((a, b) => urgency(a) - urgency(b) || compare(keyOf(a), keyOf(b)))
  const writing = sorted.filter((decision) => decision.operations.length > 0)
  const railed = holdBack(writing, facts)
  return { ...railed, quiet: sorted.filter((decision) => decision.operations.length === 0) }
}

/** Whether a decision belongs into a report: it writes, asks or reports something. */
export function isNotable(decision: Decision): boolean {
  return decision.operations.length > 0 || decision.questions.length > 0 || decision.problem !== null
}

function urgency(decision: Decision): number {
  if (decision.guarded === 'unshare') return 0
  if (isRemoval(decision.guarded)) return 1
  return decision.guarded === 'create' ? 3 : 2
}

function keyOf(decision: Decision): string {
  return `${decision.privateId ?? ''} ${decision.sharedId ?? ''}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
