/**
 * The ledger as the engine needs it: what is in step, what is under way, what happened.
 *
 * Every method is synchronous and durable when it returns (SQLite, `synchronous=FULL`); a disk that refuses throws
 * `LedgerError`, because nothing may go on that cannot be recorded. Times are ms UTC. Lists come sorted, so that the
 * same ledger gives the same bytes.
 */
import type { Answer, AnswerAction, CaseNumber, Operation, Question, Why } from '../../shared/decision.ts'
import type { Failure, FailureCategory } from '../../shared/failure.ts'
import type {
  FieldValues,
  HeldAction,
  OptionPair,
  PageId,
  Pair,
  PrivatePageId,
  ProfileId,
  RunId,
  SharedPageId,
  Shown,
  Side,
  Tombstone,
} from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'

/** Recorded durably before each write; closed when its outcome is known (rail "At most one"). */
export interface Intent {
  readonly id: string
  readonly profile: ProfileId
  readonly runId: RunId
  readonly privateId: PrivatePageId | null
  readonly sharedId: SharedPageId | null
  readonly operation: Operation
  /** What the other side showed in the fields written: becomes its half of the base when the write is found done. */
  readonly counterpart: FieldValues
  /** What the page itself showed right before in the fields written (all, for a trashing): its before-image. */
  readonly before: FieldValues
  /** Row and reason of the decision that this write belongs to. */
  readonly cause: { readonly case: CaseNumber; readonly why: Why }
  /** Addresses of the pages that tracking texts link to, by page id. */
  readonly urls: Readonly<Record<string, string>>
  /** Wall time of sending. */
  readonly sentAt: number
  /** The service's minute at sending; only a page created in it or later is the outcome of a create. */
  readonly serverMinute: number
  /** A create: none again before the service's own clock shows this (ms UTC), whatever the local clock does. */
  readonly notBefore: number | null
  /** As what the service reported it as failed, when its outcome is unknown since. */
  readonly said?: FailureCategory
}

export type RunKind = 'incremental' | 'full' | 'page' | 'dry-run'
export type RunState = 'in-progress' | 'completed' | 'failed' | 'stopped' | 'held'

export interface RunStatistics {
  readonly totalProcessed: number
  readonly created: number
  readonly updated: number
  readonly removed: number
  readonly unchanged: number
  readonly conflicts: number
  readonly errors: number
  readonly held: number
}

export interface SideCounts {
  readonly privateRelevant: number
  readonly copies: number
}

export interface RunRecord {
  readonly id: RunId
  readonly profile: ProfileId
  readonly kind: RunKind
  readonly state: RunState
  readonly startedAt: number
  readonly finishedAt: number | null
  readonly statistics: RunStatistics
  readonly requests: { readonly read: number; readonly write: number; readonly retried: number }
  readonly before: SideCounts
  readonly after: SideCounts
  readonly falseAlarms: number
  /** Appointments that were to be written; absent in records from before it was counted. */
  readonly due?: number
  readonly failure: Failure | null
}

export type ChangeKind = 'create' | 'update' | 'link' | 'trash' | 'restore' | 'superseded'

export interface FieldChange {
  readonly field: string
  readonly before: Value | null
  readonly after: Value | null
}

/** One write that happened, with its before-image; `superseded`: a value that gave way and is kept here only. */
export interface ChangeRecord {
  readonly id: string
  readonly runId: RunId
  readonly profile: ProfileId
  readonly at: number
  readonly side: Side
  readonly pageId: PageId
  readonly privateId: PrivatePageId | null
  readonly sharedId: SharedPageId | null
  readonly title: string
  readonly kind: ChangeKind
  readonly case: CaseNumber
  readonly why: Why
  readonly fields: readonly FieldChange[]
  /** Tracking properties before and after, as text, for undo. */
  readonly tracking: readonly {
    readonly property: string
    readonly before: string | null
    readonly after: string | null
  }[]
}

/** A question to the user that waits for an answer; a closed one stays in the history. */
export interface ConflictRecord {
  readonly id: string
  readonly profile: ProfileId
  readonly privateId: PrivatePageId | null
  readonly sharedId: SharedPageId | null
  readonly title: string
  readonly question: Question
  readonly actions: readonly AnswerAction[]
  readonly since: number
  readonly answers: readonly Answer[]
  readonly shown: Shown
}

/** One try that failed, with the complete text of its failure. */
export interface ProblemAttempt {
  readonly at: number
  readonly text: string
}

/** What failed for good, or waits for its next try. */
export interface ProblemRecord {
  readonly id: string
  readonly profile: ProfileId
  readonly privateId: PrivatePageId | null
  readonly sharedId: SharedPageId | null
  readonly title: string | null
  readonly failure: Failure
  readonly actions: readonly AnswerAction[]
  readonly answer: Answer | null
  /** What both sides showed when it was reported; an answer holds while they still do. */
  readonly shown: Shown
  readonly tries: number
  /** The last tries that failed, the oldest first; absent in records from before they were kept. */
  readonly attempts?: readonly ProblemAttempt[]
  readonly firstAt: number
  readonly lastAt: number
  /** Null: in the list for good, until somebody acts. */
  readonly nextTryAt: number | null
  readonly dismissed: boolean
  readonly past: boolean
}

/** What a guard holds, page by page. */
export interface HeldRecord {
  readonly profile: ProfileId
  readonly privateId: PrivatePageId
  readonly sharedId: SharedPageId | null
  readonly title: string
  readonly action: HeldAction
  readonly state: 'held' | 'confirmed' | 'rejected'
  readonly since: number
  readonly shown: Shown
}

/** What a user decided while another process holds the home; the holder carries it out and answers. */
export interface MailRecord {
  readonly id: string
  readonly at: number
  /** The action of host/actions and its arguments, JSON. */
  readonly request: string
  /** Null until the holder answered, then JSON. */
  readonly answer: string | null
}

export class LedgerError extends Error {
  readonly failure: Failure
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.text, options)
    this.name = 'LedgerError'
    this.failure = failure
  }
}

export interface Ledger {
  /** All or nothing; nested calls join the outer one. */
  transaction<T>(work: () => T): T

  pair(profile: ProfileId, privateId: PrivatePageId): Pair | null
  pairByShared(profile: ProfileId, sharedId: SharedPageId): Pair | null
  /** Every appointment the ledger knows, by private id. */
  pairs(profile: ProfileId): readonly Pair[]
  /** Their private ids alone, without loading a single base. */
  privateIds(profile: ProfileId): readonly PrivatePageId[]
  /** Pairs whose last write no reading has shown yet. */
  unverifiedPairs(profile: ProfileId): readonly Pair[]
  /** Those that are waiting or being checked, whatever their time. */
  duePairs(profile: ProfileId): readonly Pair[]
  /** Pairs with a copy, and relevant private pages, counted without loading them. */
  pairCounts(profile: ProfileId): { readonly paired: number; readonly relevant: number }
  savePair(pair: Pair): void
  removePair(profile: ProfileId, privateId: PrivatePageId): void

  tombstone(profile: ProfileId, privateId: PrivatePageId): Tombstone | null
  saveTombstone(tombstone: Tombstone): void
  removeTombstone(profile: ProfileId, privateId: PrivatePageId): void

  openIntents(profile: ProfileId): readonly Intent[]
  saveIntent(intent: Intent): void
  closeIntent(id: string): void

  /** The service's clock up to which a side has been seen; null: never. */
  checkpoint(profile: ProfileId, side: Side): number | null
  saveCheckpoint(profile: ProfileId, side: Side, at: number): void

  /** Small facts by name (identity, first run finished, last full run, removals of the last hour ...), JSON text. */
  fact(profile: ProfileId, name: string): string | null
  saveFact(profile: ProfileId, name: string, value: string | null): void

  optionPairs(profile: ProfileId): readonly OptionPair[]
  saveOptionPairs(profile: ProfileId, pairs: readonly OptionPair[]): void
}

export interface Journal {
  startRun(run: RunRecord): void
  finishRun(run: RunRecord): void
  /** Removes a run that changed nothing and failed nothing: empty polls leave no record. */
  dropRun(id: RunId): void
  runs(profile: ProfileId, limit: number): readonly RunRecord[]

  recordChange(change: ChangeRecord): void
  change(id: string): ChangeRecord | null
  /** Newest first. */
  changes(filter: {
    readonly profile?: ProfileId
    readonly pageId?: PageId
    readonly limit: number
  }): readonly ChangeRecord[]

  openConflicts(profile: ProfileId, privateId?: PrivatePageId): readonly ConflictRecord[]
  conflict(id: string): ConflictRecord | null
  saveConflict(conflict: ConflictRecord): void
  closeConflict(id: string, at: number): void

  /** Open ones, dismissed included. */
  problems(profile: ProfileId): readonly ProblemRecord[]
  problem(id: string): ProblemRecord | null
  saveProblem(problem: ProblemRecord): void
  closeProblem(id: string, at: number): void

  held(profile: ProfileId): readonly HeldRecord[]
  saveHeld(held: HeldRecord): void
  removeHeld(profile: ProfileId, privateId: PrivatePageId): void

  /** Decided actions (each write that ended well or badly) for the success rate, since `since`. */
  outcomes(profile: ProfileId, since: number): { readonly succeeded: number; readonly failed: number }
  recordOutcome(outcome: {
    readonly profile: ProfileId
    readonly at: number
    readonly side: Side
    readonly operation: Operation['kind']
    /** `tried`: a try failed and another one follows, so that nothing is decided. */
    readonly result: 'succeeded' | 'failed' | 'tried' | 'false-alarm' | 'false-success'
    readonly category: string | null
  }): void
}

export interface Mailbox {
  post(mail: Omit<MailRecord, 'answer'>): void
  /** Not yet answered, oldest first. */
  unanswered(): readonly MailRecord[]
  answer(id: string, answer: string): void
  mail(id: string): MailRecord | null
  discard(id: string): void
}
