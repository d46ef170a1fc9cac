/**
 * How many copies went away within the hour: the count that the guard against mass removal works with.
 */
import { facts, type RunContext } from './context.ts'

const hourMs = 60 * 60_000

/** Wall times of the removals of the last hour since the last confirmation; a jumped clock keeps them all. */
export function recentRemovals(context: RunContext): readonly number[] {
  const stored = context.ledger.fact(context.profile.id, facts.removals)
  const parsed: unknown = stored === null ? [] : JSON.parse(stored)
  const now = context.clock.now()
  return Array.isArray(parsed)
    ? parsed.filter((each): each is number => typeof each === 'number' && Math.abs(now - each) < hourMs)
    : []
}

/** Counts one removal that was done without having been confirmed. */
export function countRemoval(context: RunContext): void {
  const removals = [...recentRemovals(context), context.clock.now()]
  context.ledger.saveFact(context.profile.id, facts.removals, JSON.stringify(removals))
}

/** The user has confirmed: what went before no longer counts. */
export function forgetRemovals(context: RunContext): void {
  context.ledger.saveFact(context.profile.id, facts.removals, null)
}
