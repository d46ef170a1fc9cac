/**
 * What the guards must know before a plan may go: pairs, recent removals, an emptied side, another computer.
 */

import type { PrivatePageId } from '../../shared/model.ts'
import type { FieldType } from '../../shared/value.ts'
import type { RailFacts } from '../core/rails.ts'
import type { Rules } from '../core/situation.ts'
import { facts, type RunContext } from './context.ts'
import type { Picture } from './picture.ts'
import { recentRemovals } from './removals.ts'

const optionTypes: ReadonlySet<FieldType> = new Set(['select', 'multi-select', 'status'])

/** Facts for `core/rails`, from the ledger and from what this run saw. */
export function railFacts(context: RunContext, picture: Picture): RailFacts {
  const { ledger, journal, profile } = context
  const pairs = ledger.pairCounts(profile.id).paired
  const emptied =
    (picture.listed.private && picture.privateViews().every((view) => view.inTrash)) ||
    (picture.listed.shared && picture.sharedViews().every((view) => view.inTrash))
  return {
    pairs,
    recentRemovals: recentRemovals(context).length,
    firstRun: ledger.fact(profile.id, facts.completedOnce) !== '1',
    emptiedSide: pairs >= 2 && emptied,
    removalsConfirmed: context.rules.stopSharing,
    held: new Map(
      journal
        .held(profile.id)
        .map((each) => [
          each.privateId,
          { action: each.action, confirmed: each.state === 'confirmed', shown: each.shown },
        ]),
    ),
  }
}

/**
 * A write by our own bot that our journal does not know means that another computer keeps this profile. It is looked for
 * in the whole observation before anything is decided, and is remembered (rail "Two computers"). An option that somebody
 * deleted empties pages without a trace of who did it, so the schema is read again before another computer is blamed.
 */
export async function noticeOtherComputer(
  context: RunContext,
  picture: Picture,
  appointments: readonly PrivatePageId[],
): Promise<Rules> {
  if (context.rules.careful || (context.rules.bots.private === null && context.rules.bots.shared === null)) {
    return context.rules
  }
  const look = (): PrivatePageId | undefined =>
    appointments.find((id) => {
      // Another run of ours is writing it right now.
      if (context.turn.isTaken(id)) return false
      const { foreignWrite } = picture.situation(id)
      return foreignWrite.private || foreignWrite.shared
    })
  const first = look()
  const hasOptions = context.rules.mapping.fields.some(({ type }) => optionTypes.has(type))
  const other = first !== undefined && hasOptions && (await context.checkSchema()) === null ? look() : first
  if (other === undefined) return context.rules
  context.ledger.saveFact(context.profile.id, facts.careful, '1')
  context.emit({
    kind: 'noticed',
    profile: context.profile.name,
    runId: context.runId,
    what: 'another-computer',
    pageId: other,
  })
  return { ...context.rules, careful: true }
}
