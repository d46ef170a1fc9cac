/**
 * Decides everything that a run has to decide on; what needs no write is recorded at once.
 *
 * A chunk at a time, each in one durable step, so that memory holds the pages and not every thought about them. A question
 * about an option is checked against the schema of this moment. What another run has taken meanwhile is left to it.
 */
import type { Decision } from '../../shared/decision.ts'
import type { Failure } from '../../shared/failure.ts'
import type { HeldAction, PrivatePageId, SharedPageId } from '../../shared/model.ts'
import { reconcile } from '../core/reconcile.ts'
import { withoutValues } from './carry-out.ts'
import type { RunContext } from './context.ts'
import { createDueCheck } from './due.ts'
import type { RunRequest } from './engine-port.ts'
import type { Picture } from './picture.ts'
import { recordDone, recordFailed } from './record.ts'
import { closeOptionQuestions, questionKey } from './report.ts'
import { isForeign, type Tally } from './run-record.ts'

export interface Decided {
  /** Decisions that write; without their values when they are not for a dry run, since each is made anew when its turn comes. */
  readonly writing: readonly Decision[]
  /** Decisions that only ask or report; kept for a dry run. */
  readonly asking: readonly Decision[]
}

/** How many appointments are decided, and recorded where nothing is to be written, in one durable step. */
const chunk = 500

/** Decides all of these; `record` says that something is about to be recorded, null that nothing may be. */
export async function decideAll(
  context: RunContext,
  picture: Picture,
  candidates: { readonly appointments: readonly PrivatePageId[]; readonly rows: readonly SharedPageId[] },
  counts: Tally,
  record: (() => void) | null,
  request: RunRequest,
): Promise<Decided> {
  const situations = [
    ...candidates.appointments.map((id) => () => picture.situation(id)),
    ...candidates.rows.map((id) => () => picture.rowSituation(id)),
  ]
  const heldBefore = new Map(context.journal.held(context.profile.id).map((each) => [each.privateId, each.action]))
  const isDue = createDueCheck(context)
  const raised = new Set<string>()
  const writing: Decision[] = []
  const asking: Decision[] = []
  for (let from = 0; from < situations.length; from += chunk) {
    const part = situations.slice(from, from + chunk)
    const decide = (): readonly Decision[] => part.map((situation) => reconcile(situation(), context.rules))
    const first = decide()
    const all = first.some(dependsOnOptions) && (await context.checkSchema()) === null ? decide() : first
    const decisions = all.filter((each) => !context.turn.isTaken(each.privateId))
    const quiet = decisions.filter((each) => each.operations.length === 0)
    const notable = quiet.filter((each) => each.questions.length > 0 || each.problem !== null)
    counts.processed += decisions.filter((each) => !isForeign(each)).length
    for (const decision of decisions) for (const each of decision.questions) raised.add(questionKey(each))
    counts.conflicts += decisions.filter((each) => each.questions.length > 0).length
    const due = decisions.filter((each) => each.operations.length > 0 && isDue(each))
    writing.push(...due.map(record === null ? same : withoutValues))
    if (record === null) asking.push(...notable)
    else {
      if (notable.length > 0) record()
      for (const decision of quiet)
        if (decision.unanswered !== null) failUnanswered(context, decision, decision.unanswered, counts, record)
      context.ledger.transaction(() => {
        for (const decision of quiet) recordDone(context, decision, 0)
        for (const decision of decisions) releaseNoLongerDue(context, decision, heldBefore)
      })
    }
  }
  const everything = picture.listed.private && request.only === undefined && !context.turn.anyTaken()
  if (record !== null && everything) closeOptionQuestions(context, raised)
  return { writing, asking }
}

const same = (decision: Decision): Decision => decision

/** An emptied option may mean that the option was deleted, which only the schema of this moment can tell. */
function dependsOnOptions(decision: Decision): boolean {
  return (
    decision.questions.some((question) => question.kind === 'option') ||
    decision.operations.some(
      (operation) =>
        operation.kind === 'update' &&
        Object.values(operation.values).some(
          (value) =>
            (value.kind === 'option' && value.option === null) ||
            (value.kind === 'options' && value.options.length === 0),
        ),
    )
  )
}

/** A side that did not answer is a failed try of this appointment: it waits for the next one, and is listed in the end. */
function failUnanswered(
  context: RunContext,
  decision: Decision,
  failed: Failure,
  counts: Tally,
  record: () => void,
): void {
  if (failed.category === 'stopped') return
  record()
  counts.unanswered += 1
  counts.failed += 1
  recordFailed(context, decision, failed)
}

/** What is held stays held until it is confirmed, rejected, or no longer due. */
function releaseNoLongerDue(
  context: RunContext,
  decision: Decision,
  heldBefore: ReadonlyMap<PrivatePageId, HeldAction>,
): void {
  if (decision.privateId === null || decision.why === 'no-answer') return
  const action = heldBefore.get(decision.privateId)
  if (action === undefined || decision.guarded === action) return
  context.journal.removeHeld(context.profile.id, decision.privateId)
}
