/**
 * The one simulated time, and the clocks that read it: the service's own, and one for each computer.
 *
 * Nothing waits for real: when everybody sleeps, time jumps to the next sleeper. A computer's wall clock may be wrong and
 * may jump; a computer that is suspended has a monotonic clock that stands still and sleepers that wake later. A computer
 * that is killed never wakes again.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '../../electron/engine/ports.ts'

export interface MachineClock extends Clock {
  /** Moves the wall alone. */
  jumpWall(ms: number): void
  /** The lid is closed for that long: the wall goes on, the monotonic clock and every sleeper stand still. */
  suspend(ms: number): void
  /** ms until it is awake again; 0 when it is. */
  awake(): number
  /** Nobody who sleeps on this clock ever wakes again. */
  kill(): void
}

export interface SimulatedTime {
  /** The service's clock, ms UTC. */
  now(): number
  /** ms since the beginning. */
  elapsed(): number
  sleep(ms: number): Promise<void>
  /** A clock of its own that starts `wallError` ms wrong. */
  machine(wallError: number): MachineClock
}

interface Sleeper {
  due: number
  readonly wake: () => void
}

/** Turns of the event loop without any sleeper coming or going, after which everybody is taken to wait. */
const quietTurns = 2

/** Timers wait whole milliseconds; a fraction would also wake a moment too early, by rounding, and again and again. */
const whole = (ms: number): number => Math.ceil(Math.max(0, ms))

/** Starts at `start`, ms UTC. */
export function createTime(start: number): SimulatedTime {
  let elapsed = 0
  let sleeping: Sleeper[] = []
  let stirred = 0
  let pumping = false

  const add = (sleeper: Sleeper): void => {
    const at = sleeping.findIndex((other) => other.due > sleeper.due)
    if (at < 0) sleeping.push(sleeper)
    else sleeping.splice(at, 0, sleeper)
    stirred += 1
    if (!pumping) void pump()
  }
  const remove = (sleeper: Sleeper): void => {
    sleeping = sleeping.filter((other) => other !== sleeper)
    stirred += 1
  }
  const pump = async (): Promise<void> => {
    pumping = true
    while (sleeping.length > 0) {
      let seen = stirred
      for (let quiet = 0; quiet < quietTurns; quiet += 1) {
        await nextTurn()
        if (stirred !== seen) quiet = -1
        seen = stirred
      }
      const [next] = sleeping
      if (next === undefined) break
      elapsed = Math.max(elapsed, next.due)
      remove(next)
      next.wake()
    }
    pumping = false
  }

  return {
    now: () => start + elapsed,
    elapsed: () => elapsed,
    sleep: (ms) => new Promise((resolve) => add({ due: elapsed + whole(ms), wake: resolve })),
    machine(wallError) {
      let wall = wallError
      let stood = 0
      let awakeAt = 0
      let dead = false
      const mine = new Set<Sleeper>()
      return {
        now: () => Math.round(start + elapsed + wall),
        monotonic: () => elapsed - stood + Math.max(0, awakeAt - elapsed),
        awake: () => Math.max(0, awakeAt - elapsed),
        jumpWall: (ms) => {
          wall += ms
        },
        suspend: (ms) => {
          // Asleep until then: what has passed of it by now has passed for this clock's monotonic time as well.
          stood += ms
          awakeAt = Math.max(awakeAt, elapsed) + ms
          for (const sleeper of mine) sleeper.due += ms
          sleeping.sort((a, b) => a.due - b.due)
        },
        kill: () => {
          dead = true
          for (const sleeper of mine) remove(sleeper)
          mine.clear()
        },
        sleep: (ms, signal) =>
          new Promise((resolve) => {
            if (dead) return
            if (signal?.aborted === true) {
              resolve()
              return
            }
            const wake = (): void => {
              mine.delete(sleeper)
              signal?.removeEventListener('abort', abort)
              resolve()
            }
            const sleeper: Sleeper = { due: Math.max(elapsed, awakeAt) + whole(ms), wake }
            const abort = (): void => {
              remove(sleeper)
              wake()
            }
            mine.add(sleeper)
            signal?.addEventListener('abort', abort)
            add(sleeper)
          }),
      }
    },
  }
}
