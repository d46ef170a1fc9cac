/**
 * A clock for tests: time stands still until somebody moves it, or moves by itself when everybody sleeps.
 *
 * `advance` wakes sleepers in the order of their due times and lets what they started settle in between. With `auto`
 * the clock waits until nothing happened for some turns of the event loop and then jumps to the next sleeper: right for
 * doubles that answer inside the process, wrong for real sockets, whose answers take turns that nobody can count.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '../../electron/engine/ports.ts'

export interface TestClock extends Clock {
  /** Moves wall and monotonic time forward, waking every sleeper on the way. */
  advance(ms: number): Promise<void>
  /** Moves the wall alone, as a person or a time server does; nobody wakes. */
  jumpWall(ms: number): void
  /** How many sleep right now. */
  sleepers(): number
}

interface Sleeper {
  readonly due: number
  readonly wake: () => void
}

const QUIET_TURNS = 6

/** Lets everything that can happen without time happen. */
export async function settle(turns = QUIET_TURNS): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await nextTurn()
}

/** `start` is the wall time at the beginning, ms UTC; the default lies in the middle of a minute. */
export function createTestClock(options: { readonly start?: number; readonly auto?: boolean } = {}): TestClock {
  let wall = options.start ?? Date.UTC(2026, 10, 20, 10, 15, 20)
  let elapsed = 0
  let sleeping: readonly Sleeper[] = []
  // Counts every arrival and departure, so that the automatic jump can tell quiet from busy.
  let stirred = 0
  let pumping = false

  const leave = (sleeper: Sleeper): void => {
    sleeping = sleeping.filter((other) => other !== sleeper)
    stirred += 1
  }
  const moveTo = (moment: number): void => {
    wall += moment - elapsed
    elapsed = moment
  }
  const wakeNext = (): void => {
    const next = sleeping[0]
    if (next === undefined) return
    moveTo(Math.max(elapsed, next.due))
    next.wake()
  }
  const pump = async (): Promise<void> => {
    pumping = true
    while (sleeping.length > 0) {
      let seen = stirred
      for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
        await nextTurn()
        if (stirred !== seen) quiet = 0
        seen = stirred
      }
      wakeNext()
    }
    pumping = false
  }

  return {
    now: () => wall,
    monotonic: () => elapsed,
    sleepers: () => sleeping.length,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) {
          resolve()
          return
        }
        const wake = (): void => {
          leave(sleeper)
          signal?.removeEventListener('abort', wake)
          resolve()
        }
        const sleeper: Sleeper = { due: elapsed + Math.max(0, ms), wake }
        // A stable sort: who came first among equals wakes first.
        sleeping = [...sleeping, sleeper].sort((a, b) => a.due - b.due)
        stirred += 1
        signal?.addEventListener('abort', wake)
        if (options.auto === true && !pumping) void pump()
      }),
    advance: async (ms) => {
      const end = elapsed + ms
      await settle()
      while ((sleeping[0]?.due ?? Number.POSITIVE_INFINITY) <= end) {
        wakeNext()
        await settle()
      }
      moveTo(Math.max(elapsed, end))
      await settle()
    },
    jumpWall: (ms) => {
      wall += ms
    },
  }
}
