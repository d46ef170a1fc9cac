/**
 * The engine as a resident of a computer: what the tray keeps running, and `run --ui` as well.
 *
 * Owns the schedule, the mail of other processes and the snapshot that the tray and the window draw. Knows nothing of
 * Electron: what befalls the computer is told to it. A run is never cut between a write and its record; `stop` waits.
 */

import type { Alert } from '../../shared/contract.ts'
import type { Failure, Result } from '../../shared/failure.ts'
import type { Intent } from '../../shared/intent.ts'
import type { Screen, Snapshot } from '../../shared/snapshot.ts'
import type { Done } from './intents.ts'

/** An alert that is to be shown now: new, or over. */
export interface DueAlert {
  readonly kind: 'raised' | 'recovered' | 'partner-changes'
  /** The same cause has the same key, so that a later notification replaces an earlier one. */
  readonly key: string
  readonly alert: Alert['kind'] | null
  readonly title: string
  readonly body: string
  readonly screen: Screen
}

export interface Resident {
  /** Open intents are settled first, then the schedule runs. */
  start(): void
  /** Finishes and records what is being written, then closes. Calling it twice is the same as once. */
  stop(): Promise<void>
  snapshot(): Snapshot
  /** Called with each new snapshot, at most four a second; returns how to end it. */
  subscribe(listener: (snapshot: Snapshot) => void): () => void
  /** Alerts that are due, each once within its quiet period. */
  onAlert(listener: (alert: DueAlert) => void): () => void
  /** `profile` null: all. Resolves when the runs have ended. */
  syncNow(profile: string | null, kind: 'auto' | 'full'): Promise<Result<null>>
  submit(intent: Intent): Promise<Result<Done>>
  /** The computer goes to sleep; nothing new is begun. */
  suspended(): void
  /** It woke up: 15 s later one run. */
  woke(): void
  /** The network went or came back; back: one run soon. */
  network(online: boolean): void
  /** Polls less often while on a low battery. */
  lowBattery(low: boolean): void
  report(failure: Failure): void
}
