/** Runs of this process that are under way, from the engine's signals: how far, and since when without progress. */
import type { ProfileId } from '../../shared/model.ts'
import type { LiveRun } from '../core/health.ts'
import type { Signal } from '../engine/engine-port.ts'
import type { Clock } from '../engine/ports.ts'

interface Going {
  readonly startedAt: number
  readonly movedAt: number
  readonly done: number
  readonly total: number
}

export interface LiveRuns {
  signal(signal: Signal): void
  of(profile: ProfileId): LiveRun | null
}

/** Durations by the monotonic clock. */
export function createLiveRuns(clock: Clock): LiveRuns {
  const going = new Map<string, Going>()
  const move = (profile: string, change: Partial<Going>): void => {
    const before = going.get(profile)
    if (before !== undefined) going.set(profile, { ...before, movedAt: clock.monotonic(), ...change })
  }
  return {
    signal: (signal) => {
      const { profile } = signal
      switch (signal.kind) {
        case 'run-started': {
          const now = clock.monotonic()
          going.set(profile, { startedAt: now, movedAt: now, done: 0, total: 0 })
          break
        }
        case 'step':
        case 'failed':
        case 'noticed':
          move(profile, {})
          break
        case 'progress':
          move(profile, { done: signal.done, total: signal.total })
          break
        case 'run-finished':
          going.delete(profile)
          break
      }
    },
    of: (profile) => {
      const run = going.get(profile)
      if (run === undefined) return null
      const now = clock.monotonic()
      const { startedAt, movedAt, done, total } = run
      return { done, total, elapsedMs: now - startedAt, sinceProgressMs: now - movedAt, waiting: false }
    },
  }
}
