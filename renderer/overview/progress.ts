/**
 * How far everything that is under way is, taken together; and what of it is read out.
 *
 * Pure. A percentage is rounded down, so that 100 % is said only when it is done.
 */
import type { Status } from '../../shared/contract.ts'

export type Progress = NonNullable<Status['progress']>

/** Of all profiles that sync just now; null: none does, or none knows yet how much there is. */
export function combinedProgress(profiles: readonly Pick<Status, 'state' | 'progress'>[]): Progress | null {
  const known = profiles.flatMap(({ state, progress }) =>
    state === 'in_progress' && progress !== null && progress.total > 0 ? [progress] : [],
  )
  if (known.length === 0) return null
  const done = known.reduce((sum, one) => sum + one.done, 0)
  const total = known.reduce((sum, one) => sum + one.total, 0)
  const left = known.map(({ etaMs }) => etaMs)
  // They run side by side: the slowest one decides, and one that does not know makes all unknown.
  const etaMs = left.reduce<number | null>(
    (longest, one) => (longest === null || one === null ? null : Math.max(longest, one)),
    0,
  )
  return { done, total, percent: (done / total) * 100, etaMs }
}

/** The quarter that was reached last, in per cent: what is read out changes four times in a run, not with every page. */
export function spokenPercent(percent: number): 0 | 25 | 50 | 75 | 100 {
  if (percent >= 100) return 100
  if (percent >= 75) return 75
  if (percent >= 50) return 50
  return percent >= 25 ? 25 : 0
}

const MINUTE_MS = 60_000

/** A guess is not told to the second: whole minutes above one, tens of seconds below. */
export function roundedTimeLeft(ms: number): number {
  const step = ms >= MINUTE_MS ? MINUTE_MS : 10_000
  return Math.max(10_000, Math.round(ms / step) * step)
}
