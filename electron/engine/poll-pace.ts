/**
 * How far apart the looks at both databases are: closer after something was carried over, further apart on a battery and
 * after failures.
 *
 * A pure function; what it says was chosen by measuring (docs/performance.md, Latency). Whoever edits one appointment often
 * edits the next one soon, and somebody may be watching the other side. Two requests a look: at rest six a minute, after an
 * activity twelve (sync-semantics, What it may cost).
 */

/** A change stands on the other side within 30 s, with room for slow answers and an index that lags. */
const defaultPollMs = 20_000
/** For so long after something was carried over the looks are closer. */
const activeForMs = 5 * 60_000
const activePollMs = 10_000
/** Half an hour more on a battery is worth more than a change that comes at once; not while changes are being made. */
const batteryPollMs = 120_000
const batteryActivePollMs = defaultPollMs
/** After a failure of the service the next look is further away, up to this (ms). */
const longestPauseMs = 5 * 60_000
const mostDoublings = 5

/** How long ago something was last carried over (ms); null: not since the start. */
export type SinceActivity = number | null

/** The time from the beginning of one look to the beginning of the next one, ms. */
export function pollPaceMs(sinceActivityMs: SinceActivity, onBattery: boolean): number {
  const active = sinceActivityMs !== null && sinceActivityMs < activeForMs
  if (onBattery) return active ? batteryActivePollMs : batteryPollMs
  return active ? activePollMs : defaultPollMs
}

/** The pause after so many failures in a row, at least one, for looks that are usually `paceMs` apart; ms. */
export function pauseAfterFailuresMs(paceMs: number, failures: number): number {
  return Math.min(
    Math.max(longestPauseMs, paceMs),
    Math.max(paceMs, defaultPollMs) * 2 ** Math.min(failures, mostDoublings),
  )
}
