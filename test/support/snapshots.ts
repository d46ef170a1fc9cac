/** Snapshots and statuses as the resident would make them; a test says only what it is about. */
import type { Status } from '../../shared/contract.ts'
import { historyLimits, type Snapshot } from '../../shared/snapshot.ts'

export const snapshotTime = Date.UTC(2026, 10, 20, 12)

export function statusNamed(name: string, more: Partial<Status> = {}): Status {
  return {
    name,
    enabled: true,
    state: 'idle',
    progress: null,
    intervalMs: 20_000,
    lastSyncAt: null,
    lastSuccessAt: null,
    nextSyncAt: null,
    freshness: 'fresh',
    privateRelevant: 0,
    sharedSynced: 0,
    conflicts: 0,
    problems: 0,
    held: 0,
    pending: 0,
    failedOver24h: 0,
    running: true,
    alerts: [],
    health: 'healthy',
    successRate24h: null,
    ...more,
  }
}

export function snapshotWith(more: Partial<Snapshot> = {}): Snapshot {
  return {
    at: new Date(snapshotTime).toISOString(),
    version: '0.1.0',
    language: 'en',
    standing: 'in-step',
    sentence: 'Everything is in step.',
    lastSyncedAt: new Date(snapshotTime - 2 * 60_000).toISOString(),
    profiles: [statusNamed('Anna')],
    conflicts: 0,
    problems: 0,
    held: 0,
    pausedUntil: null,
    credentials: { state: 'available', message: '', remedy: '' },
    startAtLogin: 'off',
    notices: [],
    preferences: {
      language: 'system',
      theme: 'system',
      notifications: { trouble: true, partnerChanges: false },
      logLevel: 'info',
      keepHistoryMs: historyLimits.usual,
    },
    ...more,
  }
}
