/**
 * The complete comparison once a day, at a quiet hour: between two and five in the morning, or when nothing was changed
 * for an hour. What it finds is remembered and shown; nothing is repaired by itself.
 *
 * Cheap: both listings, once in a day. One that could not be made is tried again after an hour. Never fails the run.
 */
import type { Failure } from '../../shared/failure.ts'
import type { Profile, ProfileId } from '../../shared/model.ts'
import { lastComparison } from '../engine/verify.ts'
import { compareAndKeep } from './actions-care.ts'
import type { Home } from './home.ts'

const DAY_MS = 24 * 3_600_000
const HOUR_MS = 3_600_000
const LOOK_EVERY_MS = 10 * 60_000

export interface QuietFacts {
  readonly now: number
  /** Hour of the day where the computer is, 0 to 23. */
  readonly hour: number
  /** When the last comparison was, ms UTC; null: never. */
  readonly comparedAt: number | null
  /** When something was last written, ms UTC; null: never. */
  readonly changedAt: number | null
}

/** Whether now is the time; a clock that was set back must not put it off for ever. */
export function isComparisonDue({ now, hour, comparedAt, changedAt }: QuietFacts): boolean {
  const since = comparedAt === null ? Number.POSITIVE_INFINITY : Math.abs(now - comparedAt)
  const idle = changedAt === null || Math.abs(now - changedAt) >= HOUR_MS
  // The night comes at the same hour, not after exactly a day: a little less than a day counts as one then.
  return (hour >= 2 && hour < 5 && since >= DAY_MS - 4 * HOUR_MS) || (idle && since >= DAY_MS)
}

export interface QuietComparisonOptions {
  readonly home: Home
  /** Which profiles are kept: on, and not paused. */
  readonly profiles: () => readonly Profile[]
  /** False: nothing is begun that nobody asked for. */
  readonly mayBegin: () => boolean
  readonly stop: AbortSignal
  /** A comparison was made, or could not be: what is shown may be another. */
  readonly onCompared: (profile: Profile) => void
  readonly report: (failure: Failure) => void
}

/** Looks every ten minutes until told to stop; ends soon after. A ledger that refuses ends it as it ends a run. */
export async function compareQuietly(options: QuietComparisonOptions): Promise<void> {
  const { home, stop } = options
  const { clock } = home
  const notBefore = new Map<ProfileId, number>()
  while (!stop.aborted) {
    await clock.sleep(LOOK_EVERY_MS, stop)
    for (const profile of options.profiles()) {
      if (stop.aborted || !options.mayBegin()) break
      if (clock.monotonic() < (notBefore.get(profile.id) ?? 0) || !isComparisonDue(factsOf(home, profile))) continue
      const report = await compareAndKeep(home, profile, stop)
      if (!('kind' in report)) notBefore.delete(profile.id)
      else if (!stop.aborted) {
        notBefore.set(profile.id, clock.monotonic() + HOUR_MS)
        if (!isWeather(report)) options.report(report)
      }
      options.onCompared(profile)
    }
  }
}

/** Being offline and a service that is down are told by the runs already. */
function isWeather({ category }: Failure): boolean {
  return ['network', 'timeout', 'service', 'rate-limit', 'stopped'].includes(category)
}

function factsOf(home: Home, profile: Profile): QuietFacts {
  const now = home.clock.now()
  const [last] = home.journal.changes({ profile: profile.id, limit: 1 })
  return {
    now,
    hour: new Date(now).getHours(),
    comparedAt: lastComparison(home, profile)?.at ?? null,
    changedAt: last?.at ?? null,
  }
}
