/**
 * The status endpoint: how things stand, for home automation and monitors, to whoever knows the token.
 *
 * Reads only. The ledger is asked at most twice a second, however often somebody asks here, so that nobody can slow a run
 * down by asking.
 */
import type { Status } from '../../shared/contract.ts'
import { type Failure, failure } from '../../shared/failure.ts'
import type { Language } from '../../shared/words/language.ts'
import type { Clock } from '../engine/ports.ts'
import { failureOfError } from './keeper.ts'
import type { LoopbackRequest, Route } from './loopback.ts'
import { json, refusal, text } from './loopback-answer.ts'
import { metricsOf, metricsType } from './loopback-metrics.ts'
import { isSecret } from './loopback-secret.ts'
import type { Secret } from './secret.ts'

export interface StatusRoutesOptions {
  /** As `status --json` tells them. May throw when the ledger cannot be read. */
  readonly statuses: () => readonly Status[]
  readonly clock: Clock
  readonly token: Secret
  /** Where the token lies, for whoever asks without it. */
  readonly tokenFile: string
  readonly language: () => Language
  readonly report: (wrong: Failure) => void
}

const BASE = '/api/v1/sync-status'
export const statusPath = BASE
const METRICS = '/metrics'
/** What was told may be this old, ms. */
const AGE_MS = 500

/** Whether an address is one of the status endpoint. */
export function isStatusPath(path: string): boolean {
  return path === METRICS || path.startsWith('/api/')
}

/** Answers every request, those for anything else too. */
export function statusRoutes(options: StatusRoutesOptions): Route {
  const statuses = remembered(options)
  const refuse = (
    status: number,
    reason: string,
    subject: string | null,
    more: Readonly<Record<string, string>> = {},
  ) => refusal(status, failure('usage', reason, { connector: 'status', reason, subject }), options.language(), more)

  return (request) => {
    const { method, path } = request
    if (request.header('origin') !== undefined) return refuse(403, 'origin-refused', null)
    if (!knows(request, options.token)) {
      return refuse(401, 'status-token-refused', options.tokenFile, { 'WWW-Authenticate': 'Bearer' })
    }
    const profile = profileIn(path)
    if (path !== METRICS && path !== BASE && profile === null) return refuse(404, 'no-such-address', path)
    if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'method-refused', method, { Allow: 'GET, HEAD' })
    if (hasBody(request)) return refuse(413, 'request-too-large', null)
    try {
      const all = statuses()
      if (path === METRICS) return text(200, metricsType, metricsOf(all))
      if (profile === null) return json(200, { profiles: all })
      const one = all.find(({ name }) => name === profile)
      return one === undefined ? refuse(404, 'unknown-profile', profile) : json(200, one)
    } catch (error) {
      options.report(failureOfError(error))
      return refuse(503, 'status-unavailable', null, { 'Retry-After': '60' })
    }
  }
}

function remembered({ clock, statuses }: StatusRoutesOptions): () => readonly Status[] {
  let last: { readonly at: number; readonly value: readonly Status[] } | null = null
  return () => {
    const now = clock.monotonic()
    if (last === null || now - last.at >= AGE_MS) last = { at: now, value: statuses() }
    return last.value
  }
}

function knows(request: LoopbackRequest, token: Secret): boolean {
  const given = /^Bearer +(\S+)$/i.exec(request.header('authorization') ?? '')?.[1]
  return given !== undefined && isSecret(given, token)
}

/** Null: the address names no profile. */
function profileIn(path: string): string | null {
  if (!path.startsWith(`${BASE}/`)) return null
  try {
    return decodeURIComponent(path.slice(BASE.length + 1))
  } catch {
    // Not an address that anybody means: `%` without its digits.
    return null
  }
}

function hasBody(request: LoopbackRequest): boolean {
  return Number(request.header('content-length') ?? 0) > 0 || request.header('transfer-encoding') !== undefined
}
