/**
 * How a pair looks before anything is known about it, and when a failed one is due again.
 */
import type { Base, Pair, PrivatePageId } from '../../shared/model.ts'
import type { RunContext } from './context.ts'
import type { Random } from './ports.ts'

export const emptyBase: Base = {}

/** Tries before an action goes to the list of problems (rail "Tries"). */
export const mostTries = 5
const firstDelayMs = 15_000
/** No due time lies further ahead than this, so that a jumped clock strands nothing (rail "Tries"). */
export const longestDelayMs = 15 * 60_000

/** A pair of which the ledger knows no more than the private page. */
export function newPair(context: RunContext, privateId: PrivatePageId, title: string): Pair {
  return {
    profile: context.profile.id,
    privateId,
    sharedId: null,
    title,
    start: null,
    relevant: false,
    state: { kind: 'in-step' },
    why: 'new',
    base: null,
    marks: { private: { seenAt: null, ownWriteAt: null }, shared: { seenAt: null, ownWriteAt: null } },
    verifiedAt: null,
    unverified: null,
    tries: 0,
  }
}

/** Delay before the next try, ms: exponential from 15 s, at most 15 min, the upper half of it by chance. */
export function backoffMs(tries: number, random: Random): number {
  const whole = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, tries - 1))
  return Math.round(whole / 2 + (whole / 2) * random.next())
}

/**
 * When a waiting pair is due, ms UTC. A time further ahead than any delay that is ever given was written down under
 * another clock: it is due now, else a clock that was set back would strand it until it has caught up.
 */
export function dueAt(pair: Pair, now: number): number | null {
  const { state } = pair
  if (state.kind !== 'waiting' && state.kind !== 'being-checked') return null
  const at = state.kind === 'waiting' ? state.nextTryAt : state.until
  return at > now + longestDelayMs ? now : at
}
