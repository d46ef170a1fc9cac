/**
 * Undo of a single change: what is open is settled, the pages are read, `core/undo` plans, and each write is done and
 * recorded like any other, one at a time: before the next one the pages are looked at again and the plan made anew.
 *
 * The undone value then is an edit like a person's: the next run carries it to the other side, and the history shows it.
 */
import type { SideState } from '../../shared/decision.ts'
import { type Failure, failure } from '../../shared/failure.ts'
import type {
  FieldKey,
  PageId,
  PrivatePageId,
  PrivateView,
  Profile,
  SharedPageId,
  SharedView,
  Side,
  View,
} from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { seen } from '../core/situation.ts'
import { concernsBoth, planUndo, type UndoOperation, type UndoSituation } from '../core/undo.ts'
import { portOf, type RunContext } from './context.ts'
import type { EnginePorts, UndoReport } from './engine-port.ts'
import type { ChangeRecord } from './ledger-port.ts'
import { ageOf } from './moments.ts'
import { readDirectly } from './pages.ts'
import { createPicture, type Picture } from './picture.ts'
import { type Memory, prepare } from './prepare.ts'
import { freshReadMs } from './proof.ts'
import { closeUndone, recordWent, recordWrite } from './record-write.ts'
import { settleIntents } from './settle-intents.ts'
import { applyUndoEffect } from './undo-effect.ts'
import { intentFor, isToldToWait, valuesIn, write } from './write.ts'

/** No undo has more writes than two; a page that keeps changing ends it all the same. */
const mostWrites = 4

/**
 * Takes back one change. `insist` applies it also over what was written since. A failure on the way leaves what the next
 * run completes, or what can be undone once more.
 */
export async function undoChange(
  ports: EnginePorts,
  profile: Profile,
  changeId: string,
  insist: boolean,
  signal: AbortSignal,
  memory: Memory,
): Promise<UndoReport> {
  const change = ports.journal.change(changeId)
  if (change === null || change.profile !== profile.id) return { kind: 'not-undoable', reason: 'unknown-change' }
  const prepared = await prepare(ports, profile, { kind: 'page' }, signal, memory)
  if (prepared.failure !== null) return prepared.failure
  const { context } = prepared
  // What a crash left open may be about these very pages.
  if (context.ledger.openIntents(profile.id).length > 0) await settleIntents(context)
  const picture = createPicture(context)
  let last: Failure = failure('conflict', `the pages of the change ${changeId} kept changing`, { repeat: 'later' })
  for (let writes = 0; writes < mostWrites; writes += 1) {
    const now = await look(context, picture, change)
    if (now.kind === 'failure') return now
    const planned = planUndo(change, now.situation, context.rules, insist)
    // Somebody else has meanwhile done what was still to be done.
    const meanwhile = writes > 0 && planned.kind === 'not-undoable' && planned.reason === 'already-so'
    if (meanwhile) return { kind: 'undone', changeId }
    if (planned.kind === 'overwritten-since') {
      return { ...planned, shown: shownOf(now.situation.page, planned.fields) }
    }
    if (planned.kind !== 'operations') return planned
    const [operation, ...more] = planned.operations
    const failed = await perform(context, picture, change, operation, now.situation)
    if (failed !== null && !isToldToWait(failed)) return failed
    if (failed !== null) {
      // The look waits until there is a place again, and what it shows is young.
      last = failed
      continue
    }
    if (more.length === 0) return { kind: 'undone', changeId }
  }
  return last
}

/** What the page that was just read shows of these fields; the entries of tracking properties are no fields. */
function shownOf(page: SideState<View>, fields: readonly string[]): Readonly<Record<string, Value>> {
  const values = Object.entries<Value>(seen<View>(page)?.fields ?? {})
  return Object.fromEntries(values.filter(([field]) => fields.includes(field)))
}

/** The pages as they are right now; what was read a moment ago is not read again. */
async function look(
  context: RunContext,
  picture: Picture,
  change: ChangeRecord,
): Promise<{ readonly kind: 'seen'; readonly situation: UndoSituation } | Failure> {
  const row = change.kind === 'create' && change.side === 'private' ? change.sharedId : null
  const own = concernsBoth(change) ? change.privateId : null
  if (row !== null) await readFreshly(context, picture, 'shared', row)
  if (own !== null) await readFreshly(context, picture, 'private', own)
  await readFreshly(context, picture, change.side, change.pageId)
  const page = stateOf(picture, change.side, change.pageId)
  const mine: SideState<PrivateView> = (own === null ? null : picture.private(own)?.state) ?? { kind: 'unobserved' }
  const theirs: SideState<SharedView> | null = (row === null ? null : picture.shared(row)?.state) ?? null
  for (const state of [page, mine, theirs]) if (state?.kind === 'failed') return state.failure
  const pair = change.privateId === null ? null : context.ledger.pair(context.profile.id, change.privateId)
  const situation = {
    page,
    mine,
    row: theirs?.kind === 'present' ? theirs.page : null,
    pairedWith: pair?.sharedId ?? null,
    base: pair?.base ?? null,
  }
  return { kind: 'seen', situation }
}

/** Waits for a place in the budget before the reading and not between it and the write. */
async function readFreshly(context: RunContext, picture: Picture, side: Side, id: PageId): Promise<void> {
  const port = portOf(context, side)
  while (port.waitMs() > 0 && !context.stop.aborted) await context.clock.sleep(port.waitMs(), context.stop)
  const known = sightingOf(picture, side, id)
  if (known !== null && ageOf(context.clock, known.at) <= freshReadMs) return
  await readDirectly(context, picture, side, id)
}

function sightingOf(picture: Picture, side: Side, id: PageId) {
  return side === 'private' ? picture.private(id as PrivatePageId) : picture.shared(id as SharedPageId) // Side says so.
}

function stateOf(picture: Picture, side: Side, id: PageId): SideState<View> {
  return sightingOf(picture, side, id)?.state ?? { kind: 'unobserved' }
}

/** One write of an undo: intent, request, record, and what it leaves in the ledger; null when it is done. */
async function perform(
  context: RunContext,
  picture: Picture,
  change: ChangeRecord,
  operation: UndoOperation,
  now: UndoSituation,
): Promise<Failure | null> {
  const before = seen<View>(stateOf(picture, operation.side, operation.pageId))
  const { privateId, title } = change
  const sharedId = change.sharedId ?? now.row?.id ?? null
  const about = { privateId, sharedId, case: change.case, why: 'undo' as const }
  const fields = before?.fields ?? {}
  const keys = 'values' in operation ? (Object.keys(operation.values) as FieldKey[]) : [] // Keys of field values.
  const images = { before: operation.kind === 'trash' ? fields : valuesIn(fields, keys), counterpart: {} }
  const intent = intentFor(context, operation, about, images, await urlsFor(context, picture, operation))
  if (intent.kind === 'failure') return intent
  const result = await write(context, operation, intent.value)
  if (result.kind === 'failed') closeUndone(context, intent.value, result.page)
  if (result.kind !== 'done') return result.failure
  const after = result.view
  const decision = { title, ...about, operations: [operation], effect: { kind: 'none' as const } }
  context.ledger.transaction(() => {
    recordWrite(context, { decision, operation, intent: intent.value, before, after, lookedUp: result.falseAlarm })
    applyUndoEffect(context, intent.value, after, now.mine)
    if (operation.kind === 'trash') recordWent(context, decision, operation, after, [])
  })
  see(picture, after)
  return null
}

function see(picture: Picture, view: View): void {
  const kind = view.inTrash ? ('trashed' as const) : ('present' as const)
  if (view.side === 'private') picture.seePrivate(view.id, { kind, page: view, direct: true })
  else picture.seeShared(view.id, { kind, page: view, direct: true })
}

/** The address of the page that a link names, so that a click opens the other side. */
async function urlsFor(
  context: RunContext,
  picture: Picture,
  operation: UndoOperation,
): Promise<Readonly<Record<string, string>>> {
  const link = 'tracking' in operation ? operation.tracking.link : null
  if (link == null) return {}
  const side = operation.side === 'private' ? 'shared' : 'private'
  if (sightingOf(picture, side, link) === null) await readDirectly(context, picture, side, link)
  const view = seen<View>(stateOf(picture, side, link))
  return view === null ? {} : { [link]: view.url }
}
