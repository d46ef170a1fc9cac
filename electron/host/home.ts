/**
 * An opened home: everything an action needs, put together by `open-home.ts`.
 *
 * `access` says what may be done with it: `hold` owns the lock and may write; `read` only looks, while another process
 * may be holding it. Closing gives the lock back.
 */
import type { Failure, Result } from '../../shared/failure.ts'
import type { HealthThresholds } from '../../shared/ipc-health.ts'
import type { Profile, ProfileId, TokenReference } from '../../shared/model.ts'
import type { SetupDraft } from '../../shared/setup.ts'
import type { Preferences } from '../../shared/snapshot.ts'
import type { LiveRun } from '../core/health.ts'
import type { Engine, RunReport, Signal } from '../engine/engine-port.ts'
import type { Journal, Ledger, Mailbox } from '../engine/ledger-port.ts'
import type { Clock, Random } from '../engine/ports.ts'
import type { Lists } from '../ledger/lists.ts'
import type { Statistics } from '../ledger/statistics.ts'
import type { Connections } from './connections.ts'
import type { Secret } from './secret.ts'

export interface HolderFacts {
  readonly pid: number
  /** What it does: `run`, `sync`, `desktop`, ... */
  readonly what: string
}

export interface Home {
  readonly folder: string
  readonly access: 'hold' | 'read'
  /** What this process does here. */
  readonly what: string
  /** Who else holds the home; null when nobody does or we do. */
  readonly holder: HolderFacts | null
  /** What was noticed on opening: the last good settings were used, the ledger was set aside, ... */
  readonly notices: readonly Failure[]
  profiles(): readonly Profile[]
  saveProfiles(profiles: readonly Profile[]): Result<null>
  preferences(): Preferences
  savePreferences(preferences: Preferences): Result<null>
  /** From when on something is no longer well. */
  healthThresholds(): HealthThresholds
  /** A setup that is under way; null: none. */
  setupDraft(): SetupDraft | null
  saveSetupDraft(draft: SetupDraft | null): Result<null>
  /** Where the status endpoint is to listen; null: nowhere. */
  statusPort(): number | null
  saveStatusPort(port: number | null): Result<null>
  readonly ledger: Ledger
  readonly journal: Journal
  readonly mailbox: Mailbox
  /** Long lists, page by page. */
  readonly lists: Lists
  readonly statistics: Statistics
  readonly engine: Engine
  /** What the first run of a profile that is not saved would do: reads both sides, writes nothing anywhere. */
  rehearse(profile: Profile, signal: AbortSignal): Promise<RunReport>
  readonly connections: Connections
  readonly clock: Clock
  readonly random: Random
  token(reference: TokenReference): Result<string>
  /** A run that is under way, here or in the process that holds the home. */
  live(profile: Profile): LiveRun | null
  /** Erases the rows, the log entries and the backups of a profile that was removed. */
  erase(profile: Profile): Promise<Result<null>>
  /** `ok`, or what is wrong with the ledger's file. */
  integrity(): string
  logFailingSince(): number | null
  /** Since when what was done could not be recorded (ms UTC); null: it can be. */
  diskFailingSince(): number | null
  /** Ends the run of a profile that is under way, cleanly; it stands in the history with this failure. */
  endRun(profile: ProfileId, why: Failure): void
  /** What happens during runs; returns how to end it. */
  onSignal(listener: (signal: Signal) => void): () => void
  /** From now on this secret appears in no log and in no cleaned text. */
  hide(secret: Secret): void
  /** A text without the tokens that this process has seen, and without what looks like one. */
  clean(text: string): string
  /** Into the log; never fails. */
  report(failure: Failure): void
  /** For who keeps the home for long: old history goes, and a backup is made, a day after the other, until told to stop. */
  keepTidy(stop: AbortSignal): Promise<void>
  /** Gives the home back; twice is the same as once. */
  close(): void
}

/** The profiles meant by a name; null means all. */
export function profilesNamed(home: Pick<Home, 'profiles'>, name: string | null): readonly Profile[] {
  const all = home.profiles()
  return name === null ? all : all.filter((profile) => profile.name === name)
}
