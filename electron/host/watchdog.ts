/**
 * Watches over the runs that are under way: one that makes no progress for too long is told, and ended cleanly.
 *
 * Every 30 s; the time is that of the health thresholds (5 min). What is being written is finished or looked up in the next
 * run, as after any stop. A computer that slept made no progress either, and is not blamed for it.
 */
import { failure } from '../../shared/failure.ts'
import type { Profile } from '../../shared/model.ts'
import type { LiveRun } from '../core/health.ts'
import type { Home } from './home.ts'

const EVERY_MS = 30_000
/** A look that comes so much too late says that the computer slept. */
const GAP_MS = 60_000

export interface WatchdogOptions {
  readonly home: Pick<Home, 'clock' | 'profiles' | 'healthThresholds' | 'endRun' | 'report'>
  readonly live: (profile: Profile) => LiveRun | null
  /** Before it is ended. */
  readonly onStuck: (profile: Profile) => void
  readonly stop: AbortSignal
}

export interface Watchdog {
  /** Until `stop`. Never throws. */
  watch(): Promise<void>
}

export function createWatchdog({ home, live, onStuck, stop }: WatchdogOptions): Watchdog {
  const { clock } = home
  let last = { wall: clock.now(), monotonic: clock.monotonic() }
  let upSince = clock.monotonic()

  const noticeSleep = (): void => {
    const now = { wall: clock.now(), monotonic: clock.monotonic() }
    const passed = Math.max(now.wall - last.wall, now.monotonic - last.monotonic)
    if (passed > EVERY_MS + GAP_MS) upSince = now.monotonic
    last = now
  }
  const look = (profile: Profile, stuckMs: number): void => {
    const run = live(profile)
    if (run === null || run.waiting) return
    const still = Math.min(run.sinceProgressMs, clock.monotonic() - upSince)
    if (still <= stuckMs) return
    const why = failure('timeout', `no progress for ${Math.round(still / 1000)} s`, {
      connector: 'engine',
      reason: 'run-stuck',
      repeat: 'later',
      outcome: 'unknown',
    })
    home.report(why)
    onStuck(profile)
    home.endRun(profile.id, why)
  }
  return {
    watch: async () => {
      while (!stop.aborted) {
        await clock.sleep(EVERY_MS, stop)
        if (stop.aborted) return
        noticeSleep()
        const { stuckMs } = home.healthThresholds()
        for (const profile of home.profiles()) look(profile, stuckMs)
      }
    },
  }
}
