/**
 * Appointments that need nothing in this run: found in one pass, with one reading of the ledger each.
 *
 * Nothing is decided here in another way than elsewhere: what is still to be learned (`gather`), the decision
 * (`core/reconcile`) and what recording it would change (`record`) are asked of those who know, on one reading of the pair.
 * Where all of them say "nothing", the appointment is left out of the longer way, which would come to the same and read
 * the pair ten times. Whatever is open in any way takes the longer way, and so does whatever somebody sees anew meanwhile.
 */
import type { PrivatePageId } from '../../shared/model.ts'
import { reconcile } from '../core/reconcile.ts'
import type { Candidates } from './candidates.ts'
import type { RunContext } from './context.ts'
import { complete, needsNothing } from './gather.ts'
import type { Known, Picture } from './picture.ts'
import { leavesLedgerAlone } from './record.ts'
import { isForeign } from './run-record.ts'

/**
 * Learns what the appointments still need, and leaves out those that need nothing at all; `calm`: how many of those count
 * as dealt with. One about which anything is seen while the others are learned about is calm no longer. `alone`: the only
 * candidate was asked for by a person, who gets the longer way.
 */
export async function learnTheRest(
  context: RunContext,
  picture: Picture,
  candidates: Candidates,
  alone: boolean,
): Promise<{ readonly appointments: readonly PrivatePageId[]; readonly calm: number }> {
  const calm = alone ? new Map<PrivatePageId, boolean>() : findCalm(context, picture, candidates)
  const stirred = picture.watch()
  let open = candidates.appointments.filter((id) => !calm.has(id))
  while (open.length > 0) {
    await complete(context, picture, open, alone)
    open = [...stirred].filter((id) => calm.delete(id))
  }
  const appointments = candidates.appointments.filter((id) => !calm.has(id))
  return { appointments, calm: [...calm.values()].filter(Boolean).length }
}

/**
 * Those among the candidates that need nothing; the value says whether one counts as dealt with. Reads only, and waits for
 * nothing, so that the picture stays what it is meanwhile. Holds for the rules of this context.
 */
export function findCalm(context: RunContext, picture: Picture, candidates: Candidates): Map<PrivatePageId, boolean> {
  const { ledger, profile, rules } = context
  const calm = new Map<PrivatePageId, boolean>()
  const open = whatIsOpen(context)
  if (open === 'everything') return calm
  const due = new Set(candidates.due)
  for (const id of candidates.appointments) {
    if (open.has(id) || due.has(id)) continue
    const known: Known = { pair: ledger.pair(profile.id, id), questions: [] }
    // A page without a pair that is marked has everything before it.
    if (known.pair === null && isMarked(picture, id)) continue
    if (!needsNothing(context, picture, id, known)) continue
    const situation = picture.situation(id, known)
    if (situation.foreignWrite.private || situation.foreignWrite.shared) continue
    const decision = reconcile(situation, rules)
    if (leavesLedgerAlone(context, decision, known.pair)) calm.set(id, !isForeign(decision))
  }
  return calm
}

function isMarked(picture: Picture, id: PrivatePageId): boolean {
  const mine = picture.private(id)?.state
  return mine?.kind === 'present' && mine.page.relevant
}

/** Appointments with a question, a problem or something held; a question about an option concerns every page. */
function whatIsOpen({ journal, profile }: RunContext): ReadonlySet<PrivatePageId> | 'everything' {
  const questions = journal.openConflicts(profile.id)
  if (questions.some(({ question }) => question.kind === 'option')) return 'everything'
  const open = [...questions, ...journal.problems(profile.id), ...journal.held(profile.id)]
  return new Set(open.flatMap(({ privateId }) => (privateId === null ? [] : [privateId])))
}
