/**
 * What was asked for beside a run, looked at once more before the run ends.
 *
 * What the run observed of such a page is old, so nothing was decided on it; and it must not be forgotten either, because
 * the checkpoints move past it. Both sides are read directly, as when it is asked for.
 */
import type { Decision } from '../../shared/decision.ts'
import type { PrivatePageId } from '../../shared/model.ts'
import { plan } from '../core/plan.ts'
import { undisturbed } from './asked-pages.ts'
import { carryOutPlan } from './carry-out.ts'
import type { RunContext } from './context.ts'
import { decideAll } from './decide-all.ts'
import type { RunRequest } from './engine-port.ts'
import { complete } from './gather.ts'
import { noticeOtherComputer, railFacts } from './guards.ts'
import { momentOf } from './moments.ts'
import { createPicture } from './picture.ts'
import { recordHeld } from './record.ts'
import type { Tally } from './run-record.ts'

/** Deals with all of them, and gives those that a guard holds; a run that is cut off leaves them, and sees them again. */
export async function lookAgain(
  context: RunContext,
  request: RunRequest,
  counts: Tally,
  record: () => void,
): Promise<readonly PrivatePageId[]> {
  const { turn, stop } = context
  const held: Decision[] = []
  const look = async (id: PrivatePageId): Promise<void> => {
    const alone: RunContext = { ...context, turn: undisturbed }
    const picture = createPicture(alone)
    await complete(alone, picture, [id], true)
    const deciding: RunContext = { ...alone, rules: await noticeOtherComputer(alone, picture, [id]) }
    const { processed } = counts
    const decided = await decideAll(deciding, picture, { appointments: [id], rows: [] }, counts, record, request)
    // It was counted by the run that it was asked for with.
    counts.processed = processed
    if (decided.writing.length > 0) record()
    const planned = plan(decided.writing, railFacts(deciding, picture))
    for (const decision of planned.held) recordHeld(deciding, decision)
    held.push(...planned.held)
    const observed = { kind: 'observed', serverAt: { private: null, shared: null } } as const
    await carryOutPlan(deciding, picture, planned.go, counts, { at: momentOf(context.clock), observed })
  }
  for (let id = turn.nextTaken(); id !== null; id = turn.nextTaken()) {
    const next = id
    if (!stop.aborted && counts.aborted === null) await turn.alone(next, () => look(next))
  }
  return held.flatMap((each) => (each.privateId === null ? [] : [each.privateId]))
}
