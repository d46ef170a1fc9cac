/**
 * Tells whoever draws that something changed: the newest value, never more often than allowed, never the same twice.
 *
 * What changes during a pause is told at its end, so that the last word always arrives. Waiting is the clock's.
 */
import type { Clock } from '../engine/ports.ts'

export interface PushesOptions<T> {
  readonly clock: Clock
  /** The shortest time between two pushes, ms. */
  readonly everyMs: number
  readonly make: () => T
  /** Two values with the same text are the same. */
  readonly textOf: (value: T) => string
  readonly stop: AbortSignal
  /** Making or showing a value failed: that never fails what made the change. */
  readonly onError: (error: unknown) => void
}

export interface Pushes<T> {
  /** Something may have changed. */
  changed(): void
  subscribe(listener: (value: T) => void): () => void
}

export function createPushes<T>(options: PushesOptions<T>): Pushes<T> {
  const { clock, everyMs, make, textOf, stop, onError } = options
  const listeners = new Set<(value: T) => void>()
  let lastAt = Number.NEGATIVE_INFINITY
  let lastText: string | null = null
  let waiting = false

  const push = (): void => {
    const value = make()
    const text = textOf(value)
    if (text === lastText) return
    lastText = text
    lastAt = clock.monotonic()
    for (const listener of listeners) listener(value)
  }
  const later = async (ms: number): Promise<void> => {
    await clock.sleep(ms, stop)
    waiting = false
    if (stop.aborted) return
    try {
      push()
    } catch (error) {
      onError(error)
    }
  }

  return {
    changed: () => {
      if (waiting || stop.aborted || listeners.size === 0) return
      waiting = true
      // At least a moment, so that several changes of one step are one push.
      void later(Math.max(0, lastAt + everyMs - clock.monotonic()))
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
