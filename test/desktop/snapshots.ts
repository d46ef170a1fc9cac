/** Builds what the window gets to see. */
import { historyLimits, type Snapshot } from '../../shared/snapshot.ts'

/** Everything is in step, nothing waits; `changes` says what is different. */
export function snapshotWith(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    at: '2026-11-21T12:00:00.000Z',
    version: '0.1.0',
    language: 'en',
    standing: 'in-step',
    sentence: 'Everything is in step.',
    lastSyncedAt: '2026-11-21T11:58:00.000Z',
    profiles: [],
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
    ...changes,
  }
}
