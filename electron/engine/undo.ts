/**
 * Undo of a single change: the page is read, the plan made by `core/undo`, and the write done and recorded like any other.
 *
 * The undone value then is an edit like a person's: the next run carries it to the other side, and the history shows it.
 */

import type { Operation } from '../../shared/decision.ts'
import type { Failure } from '../../shared/failure.ts'
import type { PrivatePageId, Profile, SharedPageId, View } from '../../shared/model.ts'
import { disown, trackingOf } from '../core/decisions.ts'
import { fingerprint } from '../core/observe.ts'
import { seen } from '../core/situation.ts'
import { planUndo } from '../core/undo.ts'
import type { RunContext } from './context.ts'
import type { EnginePorts, UndoReport } from './engine-port.ts'
import type { ChangeRecord } from './ledger-port.ts'
import { readDirectly } from './pages.ts'
import { newPair } from './pairs.ts'
import { createPicture, type Picture } from './picture.ts'
import type { Memory } from './prepare.ts'
import { prepare } from './prepare.ts'
import { closeUndone, recordWrite } from './record-write.ts'
import { intentFor, write } from './write.ts'

/** Takes back one change. `insist` applies it also over what was written since. */
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
  const { context, failure } = await prepare(ports, profile, { kind: 'page' }, signal, memory)
  if (failure !== null) return failure
  const picture = createPicture(context)
  await readDirectly(context, picture, change.side, change.pageId)
  const sighting =
    change.side === 'private'
      ? picture.private(change.pageId as PrivatePageId) // The change names its side.
      : picture.shared(change.pageId as SharedPageId) // As above.
  if (sighting?.state.kind === 'failed') return sighting.state.failure
  const now = sighting === null ? null : seen<View>(sighting.state)
  const planned = planUndo(change, now, insist)
  if (planned.kind !== 'operation') return planned
  const { operation } = planned
  const about = { privateId: change.privateId, sharedId: change.sharedId, case: change.case, why: 'undo' as const }
  const intent = intentFor(context, operation, about, { before: now?.fields ?? {}, counterpart: {} }, {})
  if (intent.kind === 'failure') return intent
  const result = await write(context, operation, intent.value)
  if (result.kind === 'failed') closeUndone(context, intent.value, result.view)
  if (result.kind !== 'done') return result.failure
  const decision = {
    title: change.title,
    ...about,
    operations: [operation],
    effect: { kind: 'none' as const },
  }
  recordWrite(context, { decision, operation, intent: intent.value, before: now, after: result.view })
  const failed = await followUp(context, picture, change, result.view)
  return failed ?? { kind: 'undone', changeId }
}

/**
 * What must go with an undo so that the next run does not take it back again: a copy that was undone stays away until
 * either page shows something new, and a copy that came back from an unchecking has its page checked again.
 */
async function followUp(
  context: RunContext,
  picture: Picture,
  change: ChangeRecord,
  copy: View,
): Promise<Failure | null> {
  const { privateId } = change
  if (change.side === 'private' && change.kind === 'create') return releaseRow(context, picture, change)
  if (change.side !== 'shared' || privateId === null || copy.side !== 'shared') return null
  await readDirectly(context, picture, 'private', privateId)
  const state = picture.private(privateId)?.state
  if (state?.kind === 'failed') return state.failure
  const mine = state?.kind === 'present' ? state.page : null
  if (change.kind === 'create' || change.kind === 'restore') {
    const pair = context.ledger.pair(context.profile.id, privateId) ?? newPair(context, privateId, change.title)
    const shown = { private: mine === null ? null : fingerprint(mine), shared: fingerprint(copy) }
    const state = { kind: 'excluded', reason: 'undone', shown } as const
    context.ledger.savePair({ ...pair, sharedId: null, base: null, unverified: null, state, why: 'excluded' })
    return null
  }
  if (change.kind !== 'trash' || change.case !== '6' || mine === null || mine.relevant) return null
  const operation: Operation = {
    kind: 'link',
    side: 'private',
    pageId: privateId,
    tracking: { relevant: true, link: copy.id },
    before: trackingOf(mine),
    linkToCreated: false,
  }
  return writeAlong(context, { ...change, sharedId: copy.id }, operation, mine, { [copy.id]: copy.url })
}

/** An import that is taken back leaves the row as somebody typed it: nobody's copy, and never imported again. */
async function releaseRow(context: RunContext, picture: Picture, change: ChangeRecord): Promise<Failure | null> {
  const { privateId, sharedId } = change
  if (sharedId === null) return null
  await readDirectly(context, picture, 'shared', sharedId)
  const state = picture.shared(sharedId)?.state
  if (state?.kind === 'failed') return state.failure
  const failed = state?.kind === 'present' ? await writeAlong(context, change, disown(state.page), state.page) : null
  if (failed === null && privateId !== null) context.ledger.removePair(context.profile.id, privateId)
  return failed
}

/** One more tracking write that belongs to the undo, done and recorded like any other. */
async function writeAlong(
  context: RunContext,
  change: ChangeRecord,
  operation: Operation,
  before: View,
  urls: Readonly<Record<string, string>> = {},
): Promise<Failure | null> {
  const about = { privateId: change.privateId, sharedId: change.sharedId, case: change.case, why: 'undo' as const }
  const intent = intentFor(context, operation, about, { before: {}, counterpart: {} }, urls)
  if (intent.kind === 'failure') return intent
  const result = await write(context, operation, intent.value)
  if (result.kind === 'failed') closeUndone(context, intent.value, result.view)
  if (result.kind !== 'done') return result.failure
  const decision = { title: change.title, ...about, operations: [operation], effect: { kind: 'none' as const } }
  recordWrite(context, { decision, operation, intent: intent.value, before, after: result.view })
  return null
}
