/**
 * One run of one profile: observe -> reconcile -> plan -> execute -> verify -> record.
 *
 * What a crash left open is settled first. A failed observation ends the run before anything is decided; checkpoints move
 * only when everything that was seen has been dealt with or stands in the ledger as due. A dry run stops after the plan
 * and leaves nothing behind. An incremental run that found nothing leaves no record.
 */

import type { Decision } from '../../shared/decision.ts'
import { type Failure, failure } from '../../shared/failure.ts'
import type { PrivatePageId, Profile } from '../../shared/model.ts'
import { plan } from '../core/plan.ts'
import { type Turn, undisturbed, type Visit } from './asked-pages.ts'
import { learnTheRest } from './calm.ts'
import { type Candidates, candidateById, candidatesOf } from './candidates.ts'
import { carryOutPlan } from './carry-out.ts'
import { facts, type RunContext } from './context.ts'
import { decideAll } from './decide-all.ts'
import { type EnginePorts, RunEnded, type RunReport, type RunRequest, type RunStep } from './engine-port.ts'
import { complete } from './gather.ts'
import { noticeOtherComputer, railFacts } from './guards.ts'
import type { RunKind } from './ledger-port.ts'
import { lookAgain } from './look-again.ts'
import { momentOf } from './moments.ts'
import { type Observed, observeAll, observeChanges, openMinuteMs } from './observe.ts'
import { createPicture, type Picture } from './picture.ts'
import { type Memory, newRunId, type Prepared, prepare } from './prepare.ts'
import { recordHeld } from './record.ts'
import { applyRejections } from './rejections.ts'
import { finishedRecord, startedRecord, type Tally, tally } from './run-record.ts'
import { settleIntents } from './settle-intents.ts'
import { countMisses } from './verified.ts'

/**
 * Runs once. Everything that can go wrong outside ends up in the report; only a `LedgerError` passes through. `turn`: what
 * may happen beside this run; for a page that is asked for beside another run, its way in.
 */
export async function runOnce(
  ports: EnginePorts,
  profile: Profile,
  request: RunRequest,
  stop: AbortSignal,
  memory: Memory,
  turn: Turn | Visit = undisturbed,
): Promise<RunReport> {
  const runId = newRunId(ports)
  // Before anything is asked for: a request that hangs while preparing is a run without progress, too.
  ports.signal({ kind: 'run-started', profile: profile.name, runId, asked: request.kind })
  const prepared = await prepare(ports, profile, request, stop, memory, runId)
  const { context } = prepared
  const kind: RunKind = request.dryRun === true ? 'dry-run' : prepared.kind
  const start = startedRecord(context, kind)
  const counts = tally()
  const begin = (mine: Turn, asked = request): Promise<Worked | Failure> =>
    work({ ...context, turn: mine }, asked, prepared, memory, counts, () => ports.journal.startRun(start))
  const outcome = prepared.failure ?? (await ('take' in turn ? beside(context, request, turn, begin) : begin(turn)))
  const decisions = outcome.kind === 'worked' ? outcome.decisions : []
  const held = outcome.kind === 'worked' ? outcome.held : []
  const failed = endedBy(stop, outcome.kind === 'failure' ? outcome : counts.aborted)
  const record = finishedRecord(context, start, counts, failed, held.length)
  const silent = record.state === 'completed' && kind === 'incremental' && !counts.recorded && counts.failed === 0
  if (request.dryRun !== true && !silent) {
    if (!counts.recorded) ports.journal.startRun(start)
    ports.journal.finishRun(record)
  }
  context.emit({ kind: 'run-finished', profile: profile.name, run: record, silent })
  return { record, decisions, held, nextDueAt: nextDueAt(context), taken: context.meter.taken ?? 0 }
}

/** Whoever stops a run may say why; then that is what became of it, not merely that it was stopped. */
function endedBy(stop: AbortSignal, failed: Failure | null): Failure | null {
  const why: unknown = stop.reason
  const said = stop.aborted && failed?.category === 'stopped' && why instanceof RunEnded
  return said ? why.failure : failed
}

interface Worked {
  readonly kind: 'worked'
  readonly decisions: readonly Decision[]
  readonly held: readonly PrivatePageId[]
}

async function work(
  context: RunContext,
  request: RunRequest,
  prepared: Prepared,
  memory: Memory,
  counts: Tally,
  beginRecord: () => void,
): Promise<Worked | Failure> {
  const dry = request.dryRun === true
  const record = (): void => {
    if (!counts.recorded && !dry) beginRecord()
    counts.recorded = true
  }
  const { turn } = context
  if (!dry) {
    step(context, 'settle')
    if (context.ledger.openIntents(context.profile.id).some((intent) => turn.settles(intent))) {
      record()
      const settled = await settleIntents(context)
      counts.falseAlarms += settled.recognised
    }
    if (!turn.beside) applyRejections(context)
  }
  turn.admit()
  step(context, 'observe')
  const picture = createPicture(context)
  const began = momentOf(context.clock)
  const observed = await observe(context, request, prepared, picture)
  if (observed.kind === 'failure') return observed
  const candidates = within(
    request,
    request.kind === 'page' ? await single(context, picture, request) : await candidatesOf(context, picture),
  )
  if (candidates === null) return unknownPage(request)
  await complete(context, picture, candidates.due, true)
  const { appointments, calm } = await learnTheRest(context, picture, candidates, request.kind === 'page')
  if (context.stop.aborted) return stopped()
  const rules = dry ? context.rules : await noticeOtherComputer(context, picture, appointments)
  const deciding: RunContext = { ...context, rules }
  step(context, 'reconcile')
  const open = rules === context.rules ? { ...candidates, appointments } : candidates
  if (open !== candidates) counts.processed += calm
  const decided = await decideAll(deciding, picture, open, counts, dry ? null : record, request)
  step(context, 'plan')
  const mine = decided.writing.filter((each) => !turn.isTaken(each.privateId))
  const planned = plan(mine, railFacts(deciding, picture))
  counts.before = prepared.kind === 'full' ? countedIn(picture, context) : null
  counts.due = planned.go.length
  const held = planned.held.flatMap((each) => (each.privateId === null ? [] : [each.privateId]))
  if (dry) return { kind: 'worked', decisions: [...planned.go, ...planned.held, ...decided.asking], held }

  step(context, 'verify')
  countMisses(deciding, picture, prepared.since)
  if (decided.writing.length > 0) record()
  for (const decision of planned.held) recordHeld(deciding, decision)
  step(context, 'execute')
  await carryOutPlan(deciding, picture, planned.go, counts, { at: began, observed })
  const heldAgain = await lookAgain(deciding, request, counts, record)
  step(context, 'record')
  if (context.stop.aborted) return stopped()
  if (counts.aborted === null) finish(deciding, request, prepared, observed, memory, counts)
  return { kind: 'worked', decisions: [], held: [...held, ...heldAgain] }
}

/** A page that is asked for beside another run: whose it is, is found out first, then nobody else deals with it. */
async function beside(
  context: RunContext,
  request: RunRequest,
  visit: Visit,
  begin: (turn: Turn, asked?: RunRequest) => Promise<Worked | Failure>,
): Promise<Worked | Failure> {
  const { pageId } = request
  const id = pageId === undefined ? null : await candidateById(context, createPicture(context), pageId)
  return id === null ? unknownPage(request) : visit.take(id, (turn) => begin(turn, { ...request, pageId: id }))
}

/** Listing, changes, or nothing at all for a single page, which is read directly. */
function observe(
  context: RunContext,
  request: RunRequest,
  prepared: Prepared,
  picture: Picture,
): Promise<Observed | Failure> {
  if (request.kind === 'page') {
    return Promise.resolve({ kind: 'observed', serverAt: { private: null, shared: null } })
  }
  return prepared.since === null || prepared.listing
    ? observeAll(context, picture)
    : observeChanges(context, picture, prepared.since)
}

async function single(context: RunContext, picture: Picture, request: RunRequest) {
  if (request.pageId === undefined) return null
  const id = await candidateById(context, picture, request.pageId)
  return id === null ? null : { appointments: [id], rows: [], due: [id] }
}

/** A repair decides on what it was asked for and leaves everything else to the next run. */
function within(request: RunRequest, candidates: Candidates | null): Candidates | null {
  const { only } = request
  if (only === undefined || candidates === null) return candidates
  const chosen = (id: PrivatePageId): boolean => only.has(id)
  return { appointments: candidates.appointments.filter(chosen), rows: [], due: candidates.due.filter(chosen) }
}

/** Everything that was seen has been dealt with: checkpoints move, the profile has completed a run. */
function finish(
  context: RunContext,
  request: RunRequest,
  prepared: Prepared,
  observed: Observed,
  memory: Memory,
  counts: Tally,
): void {
  // A run that did not decide on everything that it saw must see it again.
  if (request.kind === 'page' || request.only !== undefined) return
  const { ledger, profile, clock } = context
  const { private: mine, shared: theirs } = observed.serverAt
  if (mine !== null && theirs !== null) {
    memory.checkpoints = { private: mine - openMinuteMs, shared: theirs - openMinuteMs }
  }
  const now = clock.now()
  const idle = !counts.recorded && prepared.kind === 'incremental'
  const heartbeatDue = memory.savedAt === null || Math.abs(now - memory.savedAt) >= heartbeatMs
  if (idle && !heartbeatDue) return
  memory.savedAt = now
  ledger.transaction(() => {
    if (memory.checkpoints !== null) {
      ledger.saveCheckpoint(profile.id, 'private', memory.checkpoints.private)
      ledger.saveCheckpoint(profile.id, 'shared', memory.checkpoints.shared)
    }
    ledger.saveFact(profile.id, facts.lastSuccessAt, String(now))
    // A run that could not look everywhere was no full one: "first" and "rebuilt" last until one was.
    if (prepared.kind !== 'full' || counts.unanswered > 0) return
    ledger.saveFact(profile.id, facts.lastFullAt, String(now))
    ledger.saveFact(profile.id, facts.completedOnce, '1')
    ledger.saveFact(profile.id, facts.rebuilt, null)
  })
}

/** How often an idle process notes that it is alive and up to date (ms). */
const heartbeatMs = 5 * 60_000

function countedIn(
  picture: Picture,
  context: RunContext,
): { readonly privateRelevant: number; readonly copies: number } {
  return {
    privateRelevant: picture.privateViews().filter((view) => view.relevant && !view.inTrash).length,
    copies: picture
      .sharedViews()
      .filter((view) => !view.inTrash && view.link !== null && view.number === context.profile.sourceUserId).length,
  }
}

function nextDueAt(context: RunContext): number | null {
  const due = context.ledger.duePairs(context.profile.id).flatMap((pair) => {
    const { state } = pair
    if (state.kind === 'waiting') return [state.nextTryAt]
    return state.kind === 'being-checked' ? [state.until] : []
  })
  return due.length === 0 ? null : Math.min(...due)
}

function unknownPage(request: RunRequest): Failure {
  return failure('usage', `no page ${request.pageId ?? ''}`, {
    reason: 'unknown-page',
    subject: request.pageId ?? null,
  })
}

function stopped(): Failure {
  return failure('stopped', 'stopped before the run was complete', { reason: 'stopped', repeat: 'later' })
}

function step(context: RunContext, name: RunStep): void {
  context.emit({ kind: 'step', profile: context.profile.name, runId: context.runId, step: name })
}
