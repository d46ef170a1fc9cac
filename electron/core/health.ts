/**
 * From what is known of a profile to its `Status`: state, freshness, health, alerts; and to an exit code.
 *
 * Pure: the host fills `HealthFacts` from ledger, settings and the live run; nothing is patched, everything derived.
 * While the outcome of a write is unknown it counts as pending, never as failed. Being offline is no failure.
 */
import type { Alert, AlertKind, Status, StatusState } from '../../shared/contract.ts'
import { assertNever, type Failure, type FailureCategory } from '../../shared/failure.ts'
import type { HealthThresholds } from '../../shared/ipc-health.ts'
import type { RunStepName } from '../../shared/words/runs.ts'
import type { Words } from '../../shared/words/words.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** How long before a token expires that is told (requirements, Setup wizard). */
const EXPIRY_AHEAD_MS = 14 * DAY_MS
const LOOK_WITHIN_MS = 10 * MINUTE_MS

/** What counts unless the settings say otherwise (requirements, Success rate; docs/health.md). */
export const usualThresholds: HealthThresholds = {
  healthyRate: 0.95,
  degradedRate: 0.8,
  enoughActions: 5,
  oldFailureMs: DAY_MS,
  stuckMs: 5 * MINUTE_MS,
}

/** A run that is under way. Durations come from the monotonic clock. */
export interface LiveRun {
  readonly done: number
  readonly total: number
  readonly elapsedMs: number
  /** Since the first of `total` was begun: how fast it goes. */
  readonly workingMs: number
  readonly sinceProgressMs: number
  /** What it is at; null before its first step. */
  readonly step: RunStepName | null
  /** Notion asked to wait: neither progress nor a stall. */
  readonly waiting: boolean
}

/** Something that is so since a time, and how many it concerns. */
export interface Since {
  readonly since: number
  readonly count: number
}

/** What is known of one profile. Times are ms UTC; null means never or not so. */
export interface HealthFacts {
  readonly name: string
  readonly enabled: boolean
  readonly intervalMs: number
  /** As in the profile: `resumed` is until somebody resumes. */
  readonly pausedUntil: number | 'resumed' | null
  /** Some process keeps syncing this home. */
  readonly running: boolean
  readonly live: LiveRun | null
  /** How the last run ended that has ended, empty polls included. */
  readonly lastRun: { readonly state: 'completed' | 'failed' | 'stopped' | 'held'; readonly at: number } | null
  readonly lastSuccessAt: number | null
  /** The last successful look at both sides, of whatever kind. */
  readonly lastLookAt: number | null
  /** When the last full reconciliation completed. */
  readonly lastFullAt: number | null
  readonly nextSyncAt: number | null
  readonly offlineSince: number | null
  /** Online at least since then; null: not known, which counts as always. */
  readonly onlineSince: number | null
  readonly privateRelevant: number
  readonly sharedSynced: number
  readonly conflicts: Since | null
  /** Failed for good and not dismissed. */
  readonly problems: Since | null
  readonly held: Since | null
  /** Appointments that wait for their next try or are being checked. */
  readonly pending: number
  /** Open failures, for good or not, that are older than `oldFailureMs`; dismissed ones do not count. */
  readonly failedOver24h: Since | null
  /** When the oldest open failure began; dismissed ones do not count. */
  readonly oldestFailureAt: number | null
  readonly decided24h: { readonly succeeded: number; readonly failed: number }
  readonly thresholds: HealthThresholds
  readonly credentialsRefusedSince: number | null
  readonly diskFailingSince: number | null
  readonly logFailingSince: number | null
  /** When the first of the two tokens expires, as the user said; null: not said, or never. */
  readonly tokenExpiresAt: number | null
}

/** What everybody is shown of a profile. */
export function statusOf(facts: HealthFacts, words: Words, now: number): Status {
  const freshness = freshnessOf(facts, now)
  return {
    name: facts.name,
    enabled: facts.enabled,
    state: stateOf(facts, now),
    progress: facts.live === null ? null : progressOf(facts.live, words),
    intervalMs: facts.intervalMs,
    lastSyncAt: time(facts.lastRun?.at ?? null),
    lastSuccessAt: time(facts.lastSuccessAt),
    nextSyncAt: time(nextOf(facts, now)),
    freshness,
    privateRelevant: facts.privateRelevant,
    sharedSynced: facts.sharedSynced,
    conflicts: facts.conflicts?.count ?? 0,
    problems: facts.problems?.count ?? 0,
    held: facts.held?.count ?? 0,
    pending: facts.pending,
    failedOver24h: facts.failedOver24h?.count ?? 0,
    running: facts.running,
    alerts: alertsOf(facts, freshness, words, now),
    health: healthOf(facts),
    successRate24h: rateOf(facts),
  }
}

/** What is under way leads, then what the user wants, then what stands in the way, then what waits, then how it ended. */
function stateOf(facts: HealthFacts, now: number): StatusState {
  if (facts.live !== null) return 'in_progress'
  if (isPaused(facts, now)) return 'paused'
  if (!facts.enabled) return 'idle'
  if (facts.offlineSince !== null) return 'offline'
  if (facts.credentialsRefusedSince !== null || facts.diskFailingSince !== null) return 'failed'
  if (facts.lastRun?.state === 'failed') return 'failed'
  if (facts.conflicts !== null || facts.held !== null || facts.problems !== null) return 'attention'
  return facts.lastRun?.state === 'completed' ? 'completed' : 'idle'
}

function isPaused({ pausedUntil }: HealthFacts, now: number): boolean {
  return pausedUntil === 'resumed' || (pausedUntil !== null && pausedUntil > now)
}

function nextOf(facts: HealthFacts, now: number): number | null {
  if (!facts.enabled || facts.pausedUntil === 'resumed') return null
  if (!isPaused(facts, now)) return facts.nextSyncAt
  return facts.running ? facts.pausedUntil : null
}

function progressOf({ done, total, workingMs, step }: LiveRun, words: Words): Status['progress'] {
  const finished = Math.min(done, total)
  const percent = total === 0 ? 0 : Math.floor((finished / total) * 1000) / 10
  const etaMs = finished === 0 ? null : Math.round((workingMs / finished) * (total - finished))
  return { done: finished, total, percent, etaMs, ...(step === null ? {} : { step: words.steps[step] }) }
}

/** Stale: 10 minutes online without a look at both sides, or the last full reconciliation is two intervals old. */
function freshnessOf(facts: HealthFacts, now: number): Status['freshness'] {
  const { lastLookAt, lastFullAt, onlineSince, offlineSince, intervalMs } = facts
  if (lastLookAt === null) return 'never'
  const waitedSince = Math.max(lastLookAt, onlineSince ?? lastLookAt)
  const unseen = offlineSince === null && now - waitedSince > LOOK_WITHIN_MS
  const outdated = lastFullAt === null || now - lastFullAt > 2 * intervalMs
  return unseen || outdated ? 'stale' : 'fresh'
}

function rateOf({ decided24h: { succeeded, failed } }: HealthFacts): number | null {
  const decided = succeeded + failed
  return decided === 0 ? null : succeeded / decided
}

/** By the success rate of 24 h, once enough was decided, and by what makes any rate beside the point. */
export function healthOf(facts: HealthFacts): Status['health'] {
  const { decided24h, credentialsRefusedSince, failedOver24h, thresholds } = facts
  if (credentialsRefusedSince !== null || failedOver24h !== null || isStuck(facts)) return 'critical'
  const rate = decided24h.succeeded + decided24h.failed < thresholds.enoughActions ? null : rateOf(facts)
  if (rate === null || rate >= thresholds.healthyRate) return 'healthy'
  return rate >= thresholds.degradedRate ? 'degraded' : 'critical'
}

/** A run that makes no progress for too long although nothing asked it to wait. */
export function isStuck({ live, offlineSince, thresholds }: HealthFacts): boolean {
  return live !== null && !live.waiting && offlineSince === null && live.sinceProgressMs > thresholds.stuckMs
}

const severities: Readonly<Record<AlertKind, Alert['severity']>> = {
  credentials: 'critical',
  disk: 'critical',
  'run-stuck': 'critical',
  'old-failure': 'critical',
  problems: 'warning',
  conflicts: 'warning',
  held: 'warning',
  stale: 'warning',
  log: 'warning',
  'token-expires': 'warning',
  offline: 'info',
}

/** In the order of `severities`, the worst first. */
function alertsOf(facts: HealthFacts, freshness: Status['freshness'], words: Words, now: number): readonly Alert[] {
  const active = facts.enabled && !isPaused(facts, now)
  const once = (since: number | null): Since | null => (since === null ? null : { since, count: 1 })
  const found: Readonly<Record<AlertKind, Since | null>> = {
    credentials: once(facts.credentialsRefusedSince),
    disk: once(facts.diskFailingSince),
    'run-stuck': isStuck(facts) && facts.live !== null ? once(now - facts.live.sinceProgressMs) : null,
    'old-failure': facts.failedOver24h,
    problems: facts.problems,
    conflicts: facts.conflicts,
    held: facts.held,
    // While offline there is one notice after 24 h, not a second one about its consequence.
    stale: active && freshness === 'stale' && facts.offlineSince === null ? once(facts.lastLookAt) : null,
    log: once(facts.logFailingSince),
    'token-expires': once(expiryAnnounced(facts, now)),
    offline:
      active && facts.offlineSince !== null && now - facts.offlineSince >= DAY_MS ? once(facts.offlineSince) : null,
  }
  return alertOrder.flatMap((kind) => {
    const since = found[kind]
    if (since === null) return []
    const ms = kind === 'token-expires' ? (facts.tokenExpiresAt ?? now) - now : now - since.since
    const said = words.alerts[kind](words.formats, { count: since.count, ms: Math.max(0, ms) })
    return [{ kind, severity: severities[kind], since: new Date(since.since).toISOString(), ...said }]
  })
}

/** Since when it is told; a token that Notion refuses already is told as such. */
function expiryAnnounced(
  { enabled, tokenExpiresAt, credentialsRefusedSince }: HealthFacts,
  now: number,
): number | null {
  if (!enabled || tokenExpiresAt === null || credentialsRefusedSince !== null) return null
  const since = tokenExpiresAt - EXPIRY_AHEAD_MS
  return now >= since ? since : null
}

const alertOrder: readonly AlertKind[] = [
  'credentials',
  'disk',
  'run-stuck',
  'old-failure',
  'problems',
  'conflicts',
  'held',
  'stale',
  'log',
  'token-expires',
  'offline',
]

function time(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

export type ExitCode = 0 | 1 | 2 | 3 | 4

export interface ExitFacts {
  /** Categories of what stopped the command or a run of it. */
  readonly failures: readonly FailureCategory[]
  /** Actions that failed or are still due, open problems, differences found. */
  readonly unfinished: number
  /** Conflicts and held entries. */
  readonly waiting: number
  /** A dry run promises nothing about what is open: it looked, or it failed. */
  readonly dryRun?: boolean
}

/** The first of 2, 4, 1, 3, 0 that holds (docs/command-line.md, Exit codes). */
export function exitCodeFor({ failures, unfinished, waiting, dryRun = false }: ExitFacts): ExitCode {
  const codes = new Set(failures.map((category) => exitCodeForFailure({ category })))
  if (codes.has(2)) return 2
  if (codes.has(4)) return 4
  if (codes.has(1)) return 1
  if (dryRun) return 0
  if (unfinished > 0) return 1
  return waiting > 0 ? 3 : 0
}

/** What these profiles together give as an exit code of `status`. */
export function exitFactsOf(statuses: readonly Status[]): ExitFacts {
  const failures = statuses.flatMap((status): readonly FailureCategory[] => {
    const kinds = new Set(status.alerts.map((alert) => alert.kind))
    if (kinds.has('credentials')) return ['credentials']
    if (kinds.has('disk')) return ['disk']
    if (status.state === 'offline') return ['network']
    return status.state === 'failed' ? ['unknown'] : []
  })
  const sum = (count: (status: Status) => number): number => statuses.reduce((total, one) => total + count(one), 0)
  return {
    failures,
    unfinished: sum((status) => status.problems + status.pending + status.failedOver24h),
    waiting: sum((status) => status.conflicts + status.held),
  }
}

/** The exit code of a command that ended with this failure. */
export function exitCodeForFailure({ category }: Pick<Failure, 'category'>): 1 | 2 | 4 {
  switch (category) {
    case 'usage':
    case 'settings':
    case 'credentials':
      return 2
    case 'locked':
      return 4
    case 'permission':
    case 'not-shared':
    case 'schema':
    case 'validation':
    case 'conflict':
    case 'duplicate':
    case 'rate-limit':
    case 'plan-limit':
    case 'timeout':
    case 'network':
    case 'disk':
    case 'service':
    case 'unreadable-page':
    case 'missing-data':
    case 'unknown':
    case 'ledger':
    case 'identity':
    case 'stopped':
      return 1
    default:
      return assertNever(category)
  }
}
