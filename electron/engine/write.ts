/**
 * One write: intent, request, and the truth about its outcome.
 *
 * The intent is in the ledger, durably, before the request leaves. A failure message is not believed: where the outcome
 * is in doubt the service is asked what it shows (rail "At most one"). What happened is recorded before anything else
 * goes on. A create whose outcome stays unknown keeps its intent open; no second create can happen before it is settled.
 */

import type { Decision, Operation } from '../../shared/decision.ts'
import { assertNever, type Failure, type FailureCategory, failure, ok, type Result } from '../../shared/failure.ts'
import type {
  FieldKey,
  FieldValues,
  PageId,
  PrivatePageId,
  PrivateView,
  SharedPageId,
  SharedView,
  SourcePage,
  View,
} from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { equal } from '../core/fields.ts'
import { toWrites } from '../core/mapping.ts'
import { isUnreadable, viewMovedPrivate, viewMovedShared, viewPrivate, viewShared } from '../core/observe.ts'
import { portOf, type RunContext } from './context.ts'
import type { Intent } from './ledger-port.ts'
import type { Listing, PropertyWrite, Scope, WriteSide } from './ports.ts'

/** No second create before this long after the first was sent, whatever is asked (sync-semantics, Rails). */
export const createQuietMs = 120_000
/** Announced waits that one write sits out, together; longer ones are for a later run. ms. */
export const mostWaitMs = 180_000
/** When to look again after a write whose outcome is in doubt, ms after the failure. */
const lookAgainMs: readonly number[] = [2_000, 5_000, 10_000]

export type WriteResult =
  | {
      readonly kind: 'done'
      readonly view: View
      readonly falseAlarm: boolean
      /** As what the service had reported it, when that was a false alarm. */
      readonly alarm: FailureCategory | null
    }
  /** Not done, as far as the page tells. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly page: PageAfter }
  /** Nobody knows yet; the intent stays open. */
  | { readonly kind: 'unknown'; readonly failure: Failure }

/**
 * The page after a write that does not show: as it was (`untouched`), or as it is now (`shows`), when the write may have
 * been done and written over since; or out of sight (`missing`), so that nobody can tell.
 */
export type PageAfter =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'shows'; readonly view: View }
  | { readonly kind: 'missing' }

/** Sends one operation. `intent` is saved before and closed by whoever records the result, in one transaction. */
export async function write(context: RunContext, operation: Operation, intent: Intent): Promise<WriteResult> {
  context.ledger.saveIntent(intent)
  const answer = await send(context, operation, intent)
  if (answer.kind === 'ok') return { kind: 'done', view: answer.value, falseAlarm: false, alarm: null }
  switch (answer.outcome) {
    case 'not-done':
      return { kind: 'failed', failure: answer, page: { kind: 'untouched' } }
    case 'refused':
      return lookForOutcome(context, operation, intent, answer, lookAgainMs.slice(0, 1))
    case 'unsure':
    case 'unknown':
      return lookForOutcome(context, operation, intent, answer, lookAgainMs)
    default:
      return assertNever(answer.outcome)
  }
}

/** The service is busy and asked to wait: nothing was done, and after the wait it may be tried again on a new reading. */
export function isToldToWait(failure: Failure): failure is Failure & { readonly waitMs: number } {
  const { outcome, repeat, reason, waitMs } = failure
  const busy = reason === null || reason === 'overloaded'
  return outcome === 'not-done' && repeat === 'wait' && busy && waitMs !== null && waitMs <= mostWaitMs
}

/** What the operation sets on its page, trashing included: every trashing of ours unchecks the copy (The table). */
function writesOf(context: RunContext, operation: Operation, intent: Intent): readonly PropertyWrite[] {
  const values = 'values' in operation ? operation.values : {}
  const unchecks = operation.kind === 'trash' && operation.side === 'shared'
  const tracking = 'tracking' in operation ? operation.tracking : unchecks ? { relevant: false } : {}
  return toWrites(context.rules.mapping, operation.side, values, tracking, (id) => intent.urls[id] ?? null)
}

async function send(context: RunContext, operation: Operation, intent: Intent): Promise<Result<View>> {
  const writes = writesOf(context, operation, intent)
  const privateSide = context.private
  const sharedSide = context.shared
  if (operation.side === 'private') {
    const answer = await request(privateSide, operation, writes)
    return answer.kind === 'ok' ? ok(privateViewOf(context, answer.value)) : answer
  }
  const answer = await request(sharedSide, operation, writes)
  return answer.kind === 'ok' ? ok(sharedViewOf(context, answer.value)) : answer
}

function request<Id extends PageId>(
  port: WriteSide<Id>,
  operation: Operation,
  writes: readonly PropertyWrite[],
): Promise<Result<SourcePage<Id>>> {
  if (operation.kind === 'create') return port.create(writes)
  const id = operation.pageId as Id // `operation.side` names the port, and its page id is of that side.
  switch (operation.kind) {
    case 'update':
      return port.update(id, writes, true)
    case 'link':
      return port.update(id, writes, false)
    case 'trash':
      return port.trash(id, writes)
    case 'restore':
      return port.restore(id, writes)
    default:
      return assertNever(operation)
  }
}

/** A page that answered a write; one whose tracking properties are missing is read like a moved one. */
export function privateViewOf(context: RunContext, page: SourcePage<PrivatePageId>): PrivateView {
  const view = viewPrivate(page, context.rules.mapping)
  return isUnreadable(view) ? viewMovedPrivate(page, context.rules.mapping) : view
}

/** As `privateViewOf`, for the shared side. */
export function sharedViewOf(context: RunContext, page: SourcePage<SharedPageId>): SharedView {
  const view = viewShared(page, context.rules.mapping)
  return isUnreadable(view) ? viewMovedShared(page, context.rules.mapping) : view
}

/** Looks whether the write happened all the same: "not done" only after a look-up that certainly says so. */
async function lookForOutcome(
  context: RunContext,
  operation: Operation,
  intent: Intent,
  said: Failure,
  waits: readonly number[],
): Promise<WriteResult> {
  const committed = operation.kind === 'create' && said.committedId !== null ? said.committedId : null
  let waited = 0
  let last: Exclude<Found, { kind: 'found' }> = { kind: 'unclear' }
  for (const wait of waits) {
    await context.clock.sleep(wait - waited, context.stop)
    waited = wait
    if (context.stop.aborted) break
    const found =
      committed === null
        ? await findOutcome(context, operation, intent)
        : await readCommitted(context, operation, committed)
    if (found.kind === 'found') {
      context.emit({
        kind: 'noticed',
        profile: context.profile.name,
        runId: context.runId,
        what: 'false-alarm',
        pageId: found.view.id,
      })
      return { kind: 'done', view: found.view, falseAlarm: true, alarm: said.category }
    }
    last = found
  }
  const settled = said.outcome !== 'unknown'
  if (last.kind === 'absent' && settled) return { kind: 'failed', failure: said, page: last.page }
  // Counted from here, because the request may have waited for its place after the intent was written down.
  const server = portOf(context, operation.side).serverNow()
  if (server !== null) context.ledger.saveIntent({ ...intent, notBefore: server + createQuietMs, said: said.category })
  return { kind: 'unknown', failure: said }
}

type Found =
  | { readonly kind: 'found'; readonly view: View }
  /** Nothing shows what was written. */
  | { readonly kind: 'absent'; readonly page: PageAfter }
  | { readonly kind: 'unclear' }

/** What the service shows of the outcome of an intent right now. A failed look-up is unclear, never absent. */
export async function findOutcome(context: RunContext, operation: Operation, intent: Intent): Promise<Found> {
  if (operation.kind === 'create') return findCreated(context, operation, intent)
  const view = await readView(context, operation.side, operation.pageId)
  if (view.kind !== 'ok') return view.kind === 'missing' ? { kind: 'absent', page: view } : { kind: 'unclear' }
  return shows(context, operation, view.value)
    ? { kind: 'found', view: view.value }
    : { kind: 'absent', page: { kind: 'shows', view: view.value } }
}

async function readView(
  context: RunContext,
  side: 'private' | 'shared',
  id: PageId,
): Promise<Result<View> | { readonly kind: 'missing' }> {
  if (side === 'private') {
    const reading = await context.private.read(id as PrivatePageId) // `side` says which ids these are.
    if (reading.kind === 'missing') return { kind: 'missing' }
    return reading.kind === 'page' ? ok(privateViewOf(context, reading.page)) : reading
  }
  const reading = await context.shared.read(id as SharedPageId) // As above.
  if (reading.kind === 'missing') return { kind: 'missing' }
  return reading.kind === 'page' ? ok(sharedViewOf(context, reading.page)) : reading
}

async function readCommitted(context: RunContext, operation: Operation, id: string): Promise<Found> {
  // The service named the page that it made on this side.
  const view = await readView(context, operation.side, id as PageId)
  return view.kind === 'ok' ? { kind: 'found', view: view.value } : { kind: 'unclear' }
}

/** Only a page made in or after the service's minute of the intent is its outcome; an older one is case 20. */
async function findCreated(
  context: RunContext,
  operation: Extract<Operation, { kind: 'create' }>,
  intent: Intent,
): Promise<Found> {
  const key = operation.tracking.link
  if (key == null) return { kind: 'unclear' }
  const scopes: readonly Scope[] = ['present', 'trash']
  let clear = true
  for (const scope of scopes) {
    const found =
      operation.side === 'shared'
        ? oldest(await context.shared.findByKey(context.rules.mapping.shared.link.id, [key], scope), intent, (page) =>
            sharedViewOf(context, page),
          )
        : oldest(await context.private.findByKey(context.rules.mapping.private.link.id, [key], scope), intent, (page) =>
            privateViewOf(context, page),
          )
    if (found.view !== null) return { kind: 'found', view: found.view }
    clear &&= found.complete
  }
  return clear ? { kind: 'absent', page: { kind: 'untouched' } } : { kind: 'unclear' }
}

function oldest<Id extends PageId>(
  listing: Listing<Id>,
  intent: Intent,
  viewOf: (page: SourcePage<Id>) => View,
): { readonly view: View | null; readonly complete: boolean } {
  const [first] = listing.pages
    .filter((page) => page.createdAt >= intent.serverMinute)
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
  return { view: first === undefined ? null : viewOf(first), complete: listing.kind === 'complete' }
}

/** Whether a page shows everything that the operation was to write. */
function shows(context: RunContext, operation: Exclude<Operation, { kind: 'create' }>, view: View): boolean {
  if (operation.kind === 'trash') return view.inTrash
  if (view.inTrash) return false
  const tracking = operation.tracking
  const tracked =
    (tracking.relevant === undefined || tracking.relevant === view.relevant) &&
    (tracking.link === undefined || tracking.link === view.link) &&
    (tracking.number === undefined || (view.side === 'shared' && tracking.number === view.number))
  if (!tracked || operation.kind === 'link') return tracked
  return context.rules.mapping.fields.every((field) => {
    const sent = operation.values[field.key]
    const now = view.fields[field.key]
    return sent === undefined || (now !== undefined && sameAsSent(sent, now))
  })
}

/** A value as the service shows it against the value as it was sent: options were perhaps sent by name only. */
function sameAsSent(sent: Value, shown: Value): boolean {
  return equal(sent, shown)
}

/** An intent for this operation, to be saved before it is sent. */
export function intentFor(
  context: RunContext,
  operation: Operation,
  about: Pick<Decision, 'privateId' | 'sharedId' | 'case' | 'why'>,
  shown: { readonly before: FieldValues; readonly counterpart: FieldValues },
  urls: Readonly<Record<string, string>>,
): Result<Intent> {
  const server = (operation.side === 'private' ? context.private : context.shared).serverNow()
  if (server === null) return failure('unknown', 'a write before the first answer of the service', { repeat: 'later' })
  return ok({
    id: context.random.id(),
    profile: context.profile.id,
    runId: context.runId,
    privateId: about.privateId,
    sharedId: about.sharedId,
    operation,
    counterpart: shown.counterpart,
    before: shown.before,
    cause: { case: about.case, why: about.why },
    urls,
    sentAt: context.clock.now(),
    serverMinute: Math.floor(server / 60_000) * 60_000,
    notBefore: operation.kind === 'create' ? server + createQuietMs : null,
  })
}

/** The values of one side in the given fields, as far as they are known. */
export function valuesIn(values: FieldValues, keys: readonly FieldKey[]): FieldValues {
  const picked: Record<FieldKey, Value> = {}
  for (const key of keys) {
    const value = values[key]
    if (value !== undefined) picked[key] = value
  }
  return picked
}
