/**
 * Carries out a plan: several appointments side by side, each from proof to record, until done, stopped or given up.
 *
 * Observations older than 60 s are brought up to date before the next create; one query a side serves all. When the
 * service fails again and again the rest is left for the next run: it stands in the ledger as due.
 */

import type { Decision, Operation } from '../../shared/decision.ts'
import type { Failure } from '../../shared/failure.ts'
import type { PageId } from '../../shared/model.ts'
import { isRemoval } from '../core/rails.ts'
import type { RunContext } from './context.ts'
import { type Carried, createExecutor } from './execute.ts'
import { inParallel } from './gather.ts'
import { ageOf, type Moment, momentOf } from './moments.ts'
import { type Observed, observeChanges } from './observe.ts'
import type { Picture } from './picture.ts'
import { recordDone, recordFailed, recordPutOff, recordUnknown } from './record.ts'
import { countRemoval, forgetRemovals } from './removals.ts'
import type { Tally } from './run-record.ts'
import { createQuietMs } from './write.ts'

/** Appointments under way at once. The budget of the connection limits the requests; this limits what a stop must wait for. */
const width = 4
/** A write of values relies on an observation no older than this (rail "Fresh"). */
const freshMs = 60_000
/** So many failures of the service in a row mean that going on would only fail on. */
const mostFailuresInARow = 5

/**
 * What is kept of a decision until its turn comes: what it is about and what the guards let through. It is decided anew
 * then, on what is known by then.
 */
export function withoutValues(decision: Decision): Decision {
  const operations = decision.operations.map((operation) => {
    if (operation.kind === 'link') return operation
    return operation.kind === 'trash' ? { ...operation, expected: {} } : withoutFields(operation)
  })
  return { ...decision, operations, effect: { kind: 'none' }, lost: [], optionPairs: [] }
}

function withoutFields<Written extends Exclude<Operation, { kind: 'link' | 'trash' }>>(operation: Written): Written {
  return { ...operation, values: {} }
}

/** Does the plan's decisions in their order; results go to the ledger and into the tally. */
export async function carryOutPlan(
  context: RunContext,
  picture: Picture,
  decisions: readonly Decision[],
  counts: Tally,
  seen: { readonly at: Moment; readonly observed: Observed },
): Promise<void> {
  const finished = new Set<PageId>()
  const executor = createExecutor(
    context,
    picture,
    createRefresh(context, picture, seen, (id) => !finished.has(id)),
  )
  const confirmed = new Set(
    context.journal.held(context.profile.id).flatMap((each) => (each.state === 'confirmed' ? [each.privateId] : [])),
  )
  const isConfirmed = (each: Decision): boolean =>
    context.rules.stopSharing || (each.privateId !== null && confirmed.has(each.privateId))
  // "Since the last confirmation": the count of the hour begins anew (rail "Mass removal").
  if (decisions.some((each) => isRemoval(each.guarded) && isConfirmed(each))) forgetRemovals(context)
  let failuresInARow = 0
  let done = 0
  const total = decisions.length
  const tellProgress = (): void =>
    context.emit({ kind: 'progress', profile: context.profile.name, runId: context.runId, done, total })
  // How much there is to do is known before the first of it is done, which may take long.
  if (total > 0) tellProgress()
  await inParallel(decisions, width, context.stop, async (decision) => {
    if (counts.aborted !== null) {
      if (!context.turn.isTaken(decision.privateId)) recordPutOff(context, decision)
      return
    }
    const carried = await context.turn.alone(decision.privateId, async () => {
      // Asked for meanwhile: it has been dealt with, and is looked at anew before the run ends.
      if (context.turn.isTaken(decision.privateId)) return null
      const carriedOut = await executor.carryOut(decision)
      settleOne(context, carriedOut, decision, counts, isConfirmed(decision))
      return carriedOut
    })
    if (carried === null) {
      done += 1
      tellProgress()
      return
    }
    if (carried.kind === 'done') for (const id of picture.drop(carried.decision)) finished.add(id)
    const serviceFailed = carried.kind === 'failed' && concernsService(carried.failure)
    failuresInARow = serviceFailed ? failuresInARow + 1 : 0
    if (
      carried.kind === 'failed' &&
      (carried.failure.category === 'credentials' || failuresInARow >= mostFailuresInARow)
    ) {
      counts.aborted = carried.failure
    }
    done += 1
    tellProgress()
  })
  // What a stop left undone was observed already and would not be observed again: it is due in the next run.
  for (const decision of decisions.slice(done)) if (context.stop.aborted) putOffUntouched(context, decision)
}

function putOffUntouched(context: RunContext, decision: Decision): void {
  if (decision.privateId === null) return
  const pair = context.ledger.pair(context.profile.id, decision.privateId)
  if (pair === null || pair.state.kind === 'in-step') recordPutOff(context, decision)
}

function settleOne(context: RunContext, carried: Carried, approved: Decision, counts: Tally, confirmed: boolean): void {
  switch (carried.kind) {
    case 'done':
      recordDone(context, carried.decision, carried.operations)
      releaseHeld(context, approved)
      counts.falseAlarms += carried.falseAlarms
      counts.add(carried.decision)
      if (isRemoval(carried.decision.guarded) && !confirmed) countRemoval(context)
      return
    case 'failed':
      // A stop is nobody's failure: the next run goes on here.
      if (carried.failure.category === 'stopped') {
        recordPutOff(context, carried.decision)
        return
      }
      recordFailed(context, carried.decision, carried.failure)
      counts.failed += 1
      return
    case 'unknown':
      recordUnknown(context, carried.decision, createQuietMs)
      counts.unknown += 1
      return
    case 'put-off':
      recordPutOff(context, carried.decision)
      return
  }
}

/** A confirmation is used up by the removal it named. */
function releaseHeld(context: RunContext, decision: Decision): void {
  if (decision.privateId !== null) context.journal.removeHeld(context.profile.id, decision.privateId)
}

function concernsService(failure: Failure): boolean {
  return ['service', 'network', 'timeout', 'rate-limit', 'disk', 'credentials'].includes(failure.category)
}

/** One refresh at a time, for everybody who waits for it. */
function createRefresh(
  context: RunContext,
  picture: Picture,
  seen: { readonly at: Moment; readonly observed: Observed },
  wanted: (id: PageId) => boolean,
): () => Promise<Failure | null> {
  let at = seen.at
  let since = { ...seen.observed.serverAt }
  let running: Promise<Failure | null> | null = null
  const refresh = async (): Promise<Failure | null> => {
    const { private: mine, shared: theirs } = since
    if (mine === null || theirs === null) return null
    const began = momentOf(context.clock)
    const observed = await observeChanges(context, picture, { private: mine, shared: theirs }, wanted)
    if (observed.kind === 'failure') return observed
    at = began
    since = { ...observed.serverAt }
    return null
  }
  return async () => {
    if (ageOf(context.clock, at) <= freshMs) return null
    running ??= refresh().finally(() => {
      running = null
    })
    return running
  }
}
