/**
 * The rate limit (section 6): 180 requests per 60 s window and connection, spendable as a burst; beyond it 429 with
 * `Retry-After` and the same in `additional_data`. The window is fixed by default (13.10): it begins with the first
 * request and then starts anew. Promises to hold no more than a connection's last window.
 */
import type { SandboxClock } from './clock.ts'
import { Refusal } from './refusal.ts'
import type { Switches } from './switches.ts'

export interface RateLimit {
  readonly requests: number
  readonly windowMs: number
}

export interface Budget {
  /** Counts a request, or refuses it. */
  readonly spend: (connectionId: string) => void
  /** Another limit from now on; `off` lets everything pass. */
  readonly limit: (rateLimit: RateLimit | 'off') => void
}

/** The documented limit of Free and Plus workspaces. */
export const documentedLimit: RateLimit = { requests: 180, windowMs: 60_000 }

export function createBudget(clock: SandboxClock, kind: Switches['rateWindow'], initial: RateLimit | 'off'): Budget {
  let current = initial
  const windows = new Map<string, { readonly since: number; count: number }>()
  const recent = new Map<string, number[]>()

  const spendFixed = (connectionId: string, { requests, windowMs }: RateLimit): void => {
    const now = clock.now()
    let window = windows.get(connectionId)
    if (window === undefined || now >= window.since + windowMs || now < window.since) {
      window = { since: now, count: 0 }
      windows.set(connectionId, window)
    }
    if (window.count >= requests) throw rateLimited(window.since + windowMs - now)
    window.count += 1
  }

  const spendSliding = (connectionId: string, { requests, windowMs }: RateLimit): void => {
    const now = clock.now()
    const times = (recent.get(connectionId) ?? []).filter((time) => time > now - windowMs)
    recent.set(connectionId, times)
    const oldest = times[0]
    if (times.length >= requests && oldest !== undefined) throw rateLimited(oldest + windowMs - now)
    times.push(now)
  }

  return {
    spend: (connectionId) => {
      if (current === 'off') return
      if (kind === 'fixed') spendFixed(connectionId, current)
      else spendSliding(connectionId, current)
    },
    limit: (rateLimit) => {
      current = rateLimit
      windows.clear()
      recent.clear()
    },
  }
}

function rateLimited(waitMs: number): Refusal {
  const seconds = String(Math.max(1, Math.ceil(waitMs / 1000)))
  return new Refusal(429, 'rate_limited', 'You have been rate limited. Please try again in a few minutes.', {
    additionalData: { rate_limit_reason: 'public_api_request_rate_limit', retry_after: seconds },
    headers: { 'retry-after': seconds },
  })
}
