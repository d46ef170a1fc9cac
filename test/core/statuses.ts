/** A status in which all is well, to be changed as a test needs it. */
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
