/**
 * Marks private pages again after the property with the switch was created anew.
 *
 * A new checkbox is empty everywhere, which reads as "no longer relevant", so that every copy would go. Therefore the
 * pages that the ledger knows as relevant are checked first, and only then may the mapping with the new property be used.
 * Each write stands in the history and can be undone.
 */
import type { Operation } from '../../shared/decision.ts'
import { type Failure, ok, type Result } from '../../shared/failure.ts'
import type { Pair, Profile, View } from '../../shared/model.ts'
import { seen } from '../core/situation.ts'
import type { RunContext } from './context.ts'
import type { EnginePorts } from './engine-port.ts'
import { inParallel } from './gather.ts'
import { readDirectly } from './pages.ts'
import { createPicture } from './picture.ts'
import { prepare } from './prepare.ts'
import { closeUndone, recordWrite } from './record-write.ts'
import { intentFor, write } from './write.ts'

/** `profile` has the mapping with the new property already, though nobody else uses it yet. Gives how many were marked. */
export async function remark(ports: EnginePorts, profile: Profile, signal: AbortSignal): Promise<Result<number>> {
  const memory = { checkpoints: null, savedAt: null }
  const { context, failure: broken } = await prepare(ports, profile, { kind: 'full' }, signal, memory)
  if (broken !== null) return broken
  const relevant = context.ledger.pairs(profile.id).filter((pair) => pair.relevant)
  let marked = 0
  const failed: Failure[] = []
  await inParallel(relevant, 4, signal, async (pair) => {
    if (failed.length > 0) return
    const done = await markAgain(context, pair)
    if (done.kind === 'failure') failed.push(done)
    else if (done.value) marked += 1
  })
  return failed[0] ?? ok(marked)
}

/** False: there was nothing to mark, because the page is marked, gone, or in the trash. */
async function markAgain(context: RunContext, pair: Pair): Promise<Result<boolean>> {
  const { privateId, sharedId, title } = pair
  const picture = createPicture(context)
  await readDirectly(context, picture, 'private', privateId)
  const state = picture.private(privateId)?.state
  if (state?.kind === 'failed') return state.failure
  const before = state?.kind === 'present' ? seen<View>(state) : null
  if (before === null || before.relevant) return ok(false)
  const operation: Operation = {
    kind: 'link',
    side: 'private',
    pageId: privateId,
    tracking: { relevant: true },
    before: { relevant: false },
    linkToCreated: false,
  }
  const about = { privateId, sharedId, case: '4' as const, why: 'tracking' as const }
  const intent = intentFor(context, operation, about, { before: {}, counterpart: {} }, {})
  if (intent.kind === 'failure') return intent
  const result = await write(context, operation, intent.value)
  if (result.kind === 'failed') closeUndone(context, intent.value, result.page)
  if (result.kind !== 'done') return result.failure
  recordWrite(context, {
    decision: { title, ...about, operations: [operation], effect: { kind: 'none' } },
    operation,
    intent: intent.value,
    before,
    after: result.view,
    lookedUp: result.falseAlarm,
  })
  return ok(true)
}
