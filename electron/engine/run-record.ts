/**
 * The record of one run: what it counted, how it ended.
 */
import type { Decision } from '../../shared/decision.ts'
import type { Failure } from '../../shared/failure.ts'
import type { RunContext } from './context.ts'
import type { RunKind, RunRecord, RunState, SideCounts } from './ledger-port.ts'

/** Counters of a run under way. */
export interface Tally {
  processed: number
  created: number
  updated: number
  removed: number
  conflicts: number
  failed: number
  unknown: number
  /** Decisions that the guards let through. */
  due: number
  /** Appointments that could not be decided because a side did not answer. */
  unanswered: number
  falseAlarms: number
  /** The run has a row in the journal. */
  recorded: boolean
  /** What made the run give up; null while it goes on. */
  aborted: Failure | null
  before: SideCounts | null
  /** Counts a decision that was carried out. */
  add(decision: Decision): void
}

/** Other people's rows are looked at to leave them alone; they are nobody's work here (cases 14, 15). */
export function isForeign({ why }: Decision): boolean {
  return why === 'foreign' || why === 'typed-in'
}

/** Empty counters. */
export function tally(): Tally {
  const counts: Tally = {
    processed: 0,
    created: 0,
    updated: 0,
    removed: 0,
    conflicts: 0,
    failed: 0,
    unknown: 0,
    due: 0,
    unanswered: 0,
    falseAlarms: 0,
    recorded: false,
    aborted: null,
    before: null,
    add(decision) {
      const { operations } = decision
      if (operations.some((each) => each.kind === 'create')) counts.created += 1
      // Pairs whose fields were written on either side; a copy that came back counts as one (command-line.md, Run).
      else if (operations.some((each) => each.kind === 'update' || each.kind === 'restore')) counts.updated += 1
      counts.removed += operations.filter((each) => each.kind === 'trash' && each.side === 'shared').length
    },
  }
  return counts
}

/** The row of a run that begins. */
export function startedRecord(context: RunContext, kind: RunKind): RunRecord {
  const counts = countsIn(context)
  return {
    id: context.runId,
    profile: context.profile.id,
    kind,
    state: 'in-progress',
    startedAt: context.clock.now(),
    finishedAt: null,
    statistics: {
      totalProcessed: 0,
      created: 0,
      updated: 0,
      removed: 0,
      unchanged: 0,
      conflicts: 0,
      errors: 0,
      held: 0,
    },
    requests: { read: 0, write: 0, retried: 0 },
    before: counts,
    after: counts,
    falseAlarms: 0,
    failure: null,
  }
}

/** The same row when the run has ended. */
export function finishedRecord(
  context: RunContext,
  start: RunRecord,
  counts: Tally,
  failed: Failure | null,
  held: number,
): RunRecord {
  const changed = counts.created + counts.updated + counts.removed + counts.failed + counts.unknown + held
  return {
    ...start,
    state: stateOf(failed, held),
    finishedAt: Math.max(start.startedAt, context.clock.now()),
    statistics: {
      totalProcessed: counts.processed,
      created: counts.created,
      updated: counts.updated,
      removed: counts.removed,
      unchanged: Math.max(0, counts.processed - changed),
      conflicts: counts.conflicts,
      errors: counts.failed + (failed !== null && counts.failed === 0 && failed.category !== 'stopped' ? 1 : 0),
      held,
    },
    requests: { read: context.meter.read, write: context.meter.write, retried: context.meter.retried },
    before: counts.before ?? start.before,
    after: countsIn(context),
    falseAlarms: counts.falseAlarms,
    due: counts.due,
    failure: failed,
  }
}

function stateOf(failed: Failure | null, held: number): RunState {
  if (failed !== null) return failed.category === 'stopped' ? 'stopped' : 'failed'
  return held > 0 ? 'held' : 'completed'
}

function countsIn(context: RunContext): SideCounts {
  const { paired, relevant } = context.ledger.pairCounts(context.profile.id)
  return { privateRelevant: relevant, copies: paired }
}
