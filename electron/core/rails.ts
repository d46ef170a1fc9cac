/**
 * Predicates that hold a plan back: mass removal, emptied side, mass change, mass creation, identity.
 *
 * They stand outside the reconciler on purpose: each decision may be right by itself and the sum of them still be the
 * trace of an accident (a database unshared, a column filled by mistake). Thresholds are those of sync-semantics, Rails.
 */
import type { Decision } from '../../shared/decision.ts'
import type { HeldAction, Identity, PrivatePageId, Shown } from '../../shared/model.ts'

/** So many removals in one hour are everyday life, however few pairs there are. */
const everydayRemovals = 5
const removalShare = 0.1
/** Below this many pairs, changing most of them is nothing unusual. */
const fewPairs = 20
const changeShare = 0.5
const everydayCreations = 50

export interface RailFacts {
  /** Pairs with a copy that the ledger holds. */
  readonly pairs: number
  /** Removals done in the hour before, since the last confirmation; those that another computer did count too. */
  readonly recentRemovals: number
  /** No run of this profile has completed yet: mass creation and mass change are what it is for. */
  readonly firstRun: boolean
  /** A side listed no page at all although the ledger knows two or more pairs. */
  readonly emptiedSide: boolean
  /** The user saw all removals of this run in a preview and confirmed them. */
  readonly removalsConfirmed: boolean
  /** What is held already, and what the user confirmed, by private id. */
  readonly held: ReadonlyMap<
    PrivatePageId,
    { readonly action: HeldAction; readonly confirmed: boolean; readonly shown: Shown }
  >
}

export interface Railed {
  readonly go: readonly Decision[]
  readonly held: readonly Decision[]
}

/** Whether an action takes a page away from somebody who sees it now. */
export function isRemoval(action: HeldAction | null): boolean {
  return action !== null && action !== 'create' && action !== 'change'
}

/** Splits decisions into those that go ahead and those that wait for a confirmation (sync-semantics, Rails). */
export function holdBack(decisions: readonly Decision[], facts: RailFacts): Railed {
  const open = decisions.filter((decision) => !isConfirmed(decision, facts))
  const removals = open.filter((decision) => isRemoval(decision.guarded))
  const creations = open.filter((decision) => decision.guarded === 'create')
  const changes = open.filter((decision) => decision.guarded === 'change')
  const holds = {
    removals: removalsHeld(removals.length, facts),
    creations: !facts.firstRun && creations.length > everydayCreations,
    changes: !facts.firstRun && facts.pairs >= fewPairs && changes.length > facts.pairs * changeShare,
  }
  const isHeld = (decision: Decision): boolean => {
    if (decision.guarded === null || isConfirmed(decision, facts)) return false
    if (heldBefore(decision, facts)) return true
    if (isRemoval(decision.guarded)) return holds.removals
    return decision.guarded === 'create' ? holds.creations : holds.changes
  }
  return { go: decisions.filter((each) => !isHeld(each)), held: decisions.filter(isHeld) }
}

/** More than max(5, 10 % of the pairs) within the hour, or a side that lists nothing any more. */
export function removalsHeld(due: number, facts: Pick<RailFacts, 'pairs' | 'recentRemovals' | 'emptiedSide'>): boolean {
  if (due === 0) return false
  return facts.emptiedSide || facts.recentRemovals + due > Math.max(everydayRemovals, facts.pairs * removalShare)
}

/** The database behind a saved id is another one than before (rail "Identity"): stop and ask. */
export function identityChanged(saved: Identity, now: Identity): boolean {
  return saved.workspace !== now.workspace || saved.bot !== now.bot
}

/** A confirmation is used up by the very removal it named. */
function isConfirmed(decision: Decision, facts: RailFacts): boolean {
  if (facts.removalsConfirmed && isRemoval(decision.guarded)) return true
  const held = decision.privateId === null ? undefined : facts.held.get(decision.privateId)
  return held?.confirmed === true && held.action === decision.guarded
}

/** What was held stays held, also when the hour is over. */
function heldBefore(decision: Decision, facts: RailFacts): boolean {
  const held = decision.privateId === null ? undefined : facts.held.get(decision.privateId)
  return held !== undefined && !held.confirmed && held.action === decision.guarded
}
