/**
 * The requests of one connection: how many may leave now, who goes first, and who waits for how long.
 *
 * Owns the window (180 requests in 60 s for a Notion token), the pauses that the service asks for, and the number in
 * flight. A burst is never slowed down before the window is used up (sync-semantics, cost). Where it was used up, a few
 * places are kept from then on for what somebody watches, or that would wait for a whole window. A place in the window is
 * counted from the moment its answer is back: the service counted the request before that, so no window of the same
 * length, wherever it begins over there, ever sees more than the limit from us. Others may share the token; their part
 * shows as a refusal with a wait, and `pause` obeys it. Nobody else in the product waits for a service.
 */
import type { Clock } from '../engine/ports.ts'

/** `user`: somebody watches. `bulk`: everything else. */
export type Priority = 'user' | 'bulk'

export type Admission =
  | { readonly kind: 'go'; readonly release: () => void }
  /** The signal was aborted before a place was free. */
  | { readonly kind: 'stopped' }
  /** The service asked for a pause that outlasts the caller's patience. */
  | { readonly kind: 'too-long'; readonly waitMs: number }

export interface Budget {
  /** Waits for a place in the window; `release` must be called once when the answer is back. Never rejects. */
  acquire(
    priority: Priority,
    options?: { readonly signal?: AbortSignal; readonly patienceMs?: number },
  ): Promise<Admission>
  /** Nothing leaves for that long; the longest of several pauses counts, and none has an upper limit. */
  pause(ms: number): void
  /** Requests that may still leave before the window is used up; 0 during a pause. */
  left(): number
  /** Milliseconds until the next request may leave, by window and pause; 0 when it may leave now. */
  waiting(priority?: Priority): number
}

export interface BudgetOptions {
  readonly clock: Clock
  readonly limit?: number
  readonly windowMs?: number
  /** How many requests may be under way at once. */
  readonly inFlight?: number
}

interface Waiter {
  readonly priority: Priority
  readonly patienceMs: number
  readonly settle: (admission: Admission) => void
}

/** Timers of most platforms fail beyond some weeks; a pause has no upper limit, so long ones are slept in parts. */
const LONGEST_SLEEP_MS = 3_600_000

/** One place of so many is kept for what somebody watches while everything else waits: 8 of 180, one appointment's worth. */
const RESERVED_OF = 22
/** So many windows after the last one that was used up, a burst may use all of one again. */
const STRAINED_WINDOWS = 2

/** notion-api section 6: 180 requests per connection in 60 s, spendable as a burst. */
export function createBudget(options: BudgetOptions): Budget {
  const { clock, limit = 180, windowMs = 60_000, inFlight = 8 } = options
  let queue: readonly Waiter[] = []
  // When the places of answered requests become free again, in order, for time only moves forward.
  let spent: readonly number[] = []
  let flying = 0
  let pausedUntil = Number.NEGATIVE_INFINITY
  let strainedUntil = Number.NEGATIVE_INFINITY
  let alarm: AbortController | null = null

  const pauseLeft = (): number => Math.max(0, pausedUntil - clock.monotonic())

  const roomFor = (priority: Priority): number => {
    const reserved = priority === 'bulk' && clock.monotonic() < strainedUntil
    return reserved ? limit - Math.floor(limit / RESERVED_OF) : limit
  }

  const windowLeft = (priority: Priority): number => {
    const now = clock.monotonic()
    spent = spent.filter((freeAt) => freeAt > now)
    const beyond = spent.length + flying - roomFor(priority)
    if (beyond < 0) return 0
    // With every place under way there is no time to name; an answer will wake the queue.
    return (spent[beyond] ?? spent.at(-1) ?? now) - now
  }

  const mayFly = (priority: Priority): boolean =>
    flying < inFlight && windowLeft(priority) === 0 && spent.length + flying < roomFor(priority)

  const first = (): Waiter | undefined => queue.find((waiter) => waiter.priority === 'user') ?? queue[0]

  const admit = (waiter: Waiter): void => {
    queue = queue.filter((other) => other !== waiter)
    flying += 1
    let open = true
    waiter.settle({
      kind: 'go',
      release: () => {
        if (!open) return
        open = false
        flying -= 1
        spent = [...spent, clock.monotonic() + windowMs]
        serve()
      },
    })
  }

  /** Gives out what is free, tells those whose patience is over, and sets the alarm for the rest. */
  const serve = (): void => {
    const pause = pauseLeft()
    for (const waiter of queue.filter((other) => other.patienceMs < pause)) {
      queue = queue.filter((other) => other !== waiter)
      waiter.settle({ kind: 'too-long', waitMs: pause })
    }
    if (pause === 0) {
      for (let next = first(); next !== undefined && mayFly(next.priority); next = first()) admit(next)
    }
    alarm?.abort()
    alarm = null
    const waiter = first()
    if (waiter === undefined) return
    if (windowLeft(waiter.priority) > 0) strainedUntil = clock.monotonic() + STRAINED_WINDOWS * windowMs
    const wait = Math.max(pause, windowLeft(waiter.priority))
    if (wait > 0) void wakeAfter(wait)
  }

  const wakeAfter = async (ms: number): Promise<void> => {
    const mine = new AbortController()
    alarm = mine
    await clock.sleep(Math.min(ms, LONGEST_SLEEP_MS), mine.signal)
    if (!mine.signal.aborted) serve()
  }

  return {
    acquire: (priority, { signal, patienceMs = Number.POSITIVE_INFINITY } = {}) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) {
          resolve({ kind: 'stopped' })
          return
        }
        const stop = (): void => {
          queue = queue.filter((other) => other !== waiter)
          resolve({ kind: 'stopped' })
          serve()
        }
        const waiter: Waiter = {
          priority,
          patienceMs,
          settle: (admission) => {
            signal?.removeEventListener('abort', stop)
            resolve(admission)
          },
        }
        signal?.addEventListener('abort', stop)
        queue = [...queue, waiter]
        serve()
      }),
    left: () => {
      windowLeft('user')
      return pauseLeft() > 0 ? 0 : Math.max(0, limit - spent.length - flying)
    },
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, clock.monotonic() + ms)
      serve()
    },
    waiting: (priority = 'bulk') => Math.max(pauseLeft(), windowLeft(priority)),
  }
}
