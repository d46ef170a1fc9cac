/**
 * The one place that takes time and chance from the machine, for the entry points to hand in.
 *
 * Everything else gets a `Clock` and a `Random`, so that tests can move the first and repeat the second.
 */
import { randomUUID } from 'node:crypto'
import type { Clock, Random } from '../engine/ports.ts'

/** Wall time, a monotonic time for durations, and sleep that ends early when the signal aborts. */
export function createRealClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) {
          resolve()
          return
        }
        const wake = (): void => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', wake)
          resolve()
        }
        const timer = setTimeout(wake, Math.max(0, ms))
        signal?.addEventListener('abort', wake, { once: true })
      }),
  }
}

/** Ids that no other computer makes, and numbers that spread retries. */
export function createRealRandom(): Random {
  return { next: () => Math.random(), id: () => randomUUID() }
}
