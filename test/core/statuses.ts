/** A status in which all is well, to be changed as a test needs it. */
import { type HealthFacts, usualThresholds } from '../../electron/core/health.ts'
import type { Alert, AlertKind, Status } from '../../shared/contract.ts'

export const NOW = Date.UTC(2026, 10, 20, 12)

export const at = (ms: number): string => new Date(ms).toISOString()

export function aStatus(changes: Partial<Status> = {}): Status {
  return {
    name: 'Anna',
    enabled: true,
    state: 'completed',
    progress: null,
    intervalMs: 7_200_000,
    lastSyncAt: at(NOW),
    lastSuccessAt: at(NOW),
    nextSyncAt: null,
    freshness: 'fresh',
    privateRelevant: 3,
    sharedSynced: 3,
    conflicts: 0,
    problems: 0,
    held: 0,
    pending: 0,
    failedOver24h: 0,
    running: true,
    alerts: [],
    health: 'healthy',
    successRate24h: null,
    ...changes,
  }
}

/** What is known of a profile that is in step and was looked at a minute before `now`. */
export function wellFacts(now: number): HealthFacts {
  const [minute, hour] = [60_000, 3_600_000]
  return {
    name: 'Anna',
    enabled: true,
    intervalMs: 2 * hour,
    pausedUntil: null,
    running: true,
    live: null,
    lastRun: { state: 'completed', at: now - minute },
    lastSuccessAt: now - minute,
    lastLookAt: now - minute,
    lastFullAt: now - hour,
    nextSyncAt: now + hour,
    offlineSince: null,
    onlineSince: now - 24 * hour,
    privateRelevant: 10,
    sharedSynced: 10,
    conflicts: null,
    problems: null,
    held: null,
    pending: 0,
    failedOver24h: null,
    oldestFailureAt: null,
    decided24h: { succeeded: 0, failed: 0 },
    credentialsRefusedSince: null,
    diskFailingSince: null,
    logFailingSince: null,
    tokenExpiresAt: null,
    thresholds: usualThresholds,
  }
}

const severities: Readonly<Partial<Record<AlertKind, Alert['severity']>>> = {
  credentials: 'critical',
  disk: 'critical',
  'run-stuck': 'critical',
  'old-failure': 'critical',
  offline: 'info',
}

export function anAlert(kind: AlertKind, since = NOW): Alert {
  return { kind, severity: severities[kind] ?? 'warning', since: at(since), message: `${kind}.`, remedy: 'Look.' }
}
