/**
 * How far a run is, in words: what it is at, how many are done, how much of it that is, and how long it may take.
 */
import type { Status } from '../../shared/contract.ts'
import type { Formats } from '../../shared/words/format.ts'
import type { OverviewWords } from '../../shared/words/window-overview.ts'
import { combinedProgress, roundedTimeLeft } from './progress.ts'

/** Of all the given profiles that sync just now. */
export function progressText(
  profiles: readonly Pick<Status, 'state' | 'progress'>[],
  said: OverviewWords,
  formats: Formats,
): string {
  const steps = new Set(
    profiles.flatMap(({ state, progress }) =>
      state === 'in_progress' && progress?.step !== undefined ? [progress.step] : [],
    ),
  )
  // Two profiles may be at different steps: then neither is told.
  const [step, ...more] = steps
  const at = step === undefined || more.length > 0 ? [] : [step]
  const progress = combinedProgress(profiles)
  if (progress === null) return at[0] ?? said.counting
  const { done, total, percent, etaMs } = progress
  const left = etaMs === null ? [] : [said.timeLeft(formats.duration(roundedTimeLeft(etaMs)))]
  return [...at, said.progress(formats, done, total, percent), ...left].join(' · ')
}
