/**
 * Undo of a single change: the page is read, the plan made by `core/undo`, and the write done and recorded like any other.
 *
 * The undone value then is an edit like a person's: the next run carries it to the other side, and the history shows it.
 */

import type { PrivatePageId, Profile, SharedPageId, View } from '../../shared/model.ts'
import { seen } from '../core/situation.ts'
import { planUndo } from '../core/undo.ts'
import type { EnginePorts, UndoReport } from './engine-port.ts'
import { readDirectly } from './pages.ts'
import { createPicture } from './picture.ts'
import type { Memory } from './prepare.ts'
import { prepare } from './prepare.ts'
import { recordWrite } from './record-write.ts'
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
  const about = { privateId: change.privateId, sharedId: change.sharedId }
  const intent = intentFor(context, operation, about, {}, {})
  if (intent.kind === 'failure') return intent
  const result = await write(context, operation, intent.value)
  if (result.kind === 'failed') context.ledger.closeIntent(intent.value.id)
  if (result.kind !== 'done') return result.failure
  const decision = {
    case: change.case,
    why: 'undo' as const,
    title: change.title,
    ...about,
    operations: [operation],
    effect: { kind: 'none' as const },
  }
  recordWrite(context, { decision, operation, intent: intent.value, before: now, after: result.view })
  return { kind: 'undone', changeId }
}
