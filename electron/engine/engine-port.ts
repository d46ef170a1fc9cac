/**
 * What the engine offers to the host: runs, comparisons and undo, as promises of data.
 *
 * The host builds an `Engine` from the ports and calls nothing below it. Nothing here throws for what can happen in the
 * world; only a `LedgerError` may pass, because nothing may go on that cannot be recorded.
 */
import type { WriteTestStep } from '../../shared/contract-care.ts'
import type { Decision } from '../../shared/decision.ts'
import type { Failure } from '../../shared/failure.ts'
import type { PrivatePageId, Profile, ProfileId, RunId, SharedPageId } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import type { Difference } from '../core/differences.ts'
import type { UndoRefusal } from '../core/undo.ts'
import type { Journal, Ledger, RunRecord } from './ledger-port.ts'
import type { Clock, Random, RequestMeter, WriteSide } from './ports.ts'

/** Both ends of a profile for one run; requests are counted into the meter, waits end when the signal aborts. */
export type OpenSides = (
  profile: Profile,
  options: {
    readonly signal: AbortSignal
    readonly meter: RequestMeter
    readonly priority: 'user' | 'bulk'
    /** Looks at the whole shared side may be one with those that other profiles begin at the same moment. */
    readonly together?: boolean
  },
) => { readonly private: WriteSide<PrivatePageId>; readonly shared: WriteSide<SharedPageId> }

/** What happens during a run, for progress bars and the log: ids and numbers, never contents. */
export type Signal =
  | {
      readonly kind: 'run-started'
      readonly profile: string
      readonly runId: RunId
      readonly asked: RunRequest['kind']
    }
  | { readonly kind: 'step'; readonly profile: string; readonly runId: RunId; readonly step: RunStep }
  | {
      readonly kind: 'progress'
      readonly profile: string
      readonly runId: RunId
      readonly done: number
      readonly total: number
    }
  | {
      readonly kind: 'failed'
      readonly profile: string
      readonly runId: RunId
      readonly pageId: string | null
      readonly failure: Failure
    }
  | {
      readonly kind: 'noticed'
      readonly profile: string
      readonly runId: RunId
      readonly what: 'another-computer' | 'ledger-rebuilt' | 'false-alarm' | 'false-success' | 'held'
      readonly pageId: string | null
    }
  | {
      readonly kind: 'run-finished'
      readonly profile: string
      readonly run: RunRecord
      /** It found nothing to do, and leaves no record. */
      readonly silent: boolean
    }
export type RunStep = 'settle' | 'check' | 'observe' | 'reconcile' | 'plan' | 'execute' | 'verify' | 'record'

export interface EnginePorts {
  readonly ledger: Ledger
  readonly journal: Journal
  readonly openSides: OpenSides
  readonly clock: Clock
  readonly random: Random
  readonly signal: (signal: Signal) => void
}

export interface RunRequest {
  /**
   * `auto`: incremental when a checkpoint exists, else full. `sweep`: like incremental, but lists both sides, so that
   * trashed and moved pages are noticed. `page`: one appointment, by the id of either side.
   */
  readonly kind: 'auto' | 'full' | 'sweep' | 'page'
  readonly pageId?: PrivatePageId | SharedPageId
  /** Waits, spent tries and a dismissal are ignored; the table and the rails still apply. */
  readonly force?: boolean
  /** Decides everything and writes nothing, neither outside nor in the ledger. */
  readonly dryRun?: boolean
  /** Read schema and identity again first: at the start of a process and after credentials changed. */
  readonly checkFirst?: boolean
  /**
   * Every private page counts as switched off, so that all copies go (row 6); its own switch is not touched, and nothing
   * is imported. `preview`: a full dry run. `confirmed`: a full run in which the user has confirmed these removals.
   */
  readonly stopSharing?: 'preview' | 'confirmed'
  /** Other profiles look at the same shared database at this moment: it is asked once for all of them. */
  readonly together?: boolean
  /** A repair: of everything that is observed only these appointments are decided on. */
  readonly only?: ReadonlySet<PrivatePageId>
  /** A repair: links that lead nowhere are cleared as well. */
  readonly tidy?: boolean
}

export interface RunReport {
  readonly record: RunRecord
  /** Every decision that would write, ask, or report; for a dry run all that would be done. */
  readonly decisions: readonly Decision[]
  /** Private ids of decisions that a guard holds. */
  readonly held: readonly PrivatePageId[]
  /** The earliest time (ms UTC) at which something of this profile is due again; null when nothing waits. */
  readonly nextDueAt: number | null
  /** Reads whose answers this run was given and another one is counted for (`RequestMeter`). */
  readonly taken?: number
}

export interface VerifyReport {
  readonly privateRelevant: number
  readonly copies: number
  readonly equal: number
  /** Rows of others, and rows typed into the shared database. */
  readonly foreign: number
  readonly differences: readonly Difference[]
}

export type UndoReport =
  | { readonly kind: 'undone'; readonly changeId: string }
  /** The page shows something else by now; `insist` applies it all the same. */
  | {
      readonly kind: 'overwritten-since'
      readonly fields: readonly string[]
      /** What the page shows now, of the fields that differ and are mapped. */
      readonly shown: Readonly<Record<string, Value>>
    }
  | { readonly kind: 'not-undoable'; readonly reason: 'unknown-change' | UndoRefusal }
  | Failure

export interface WriteTestReport {
  readonly steps: readonly {
    readonly step: WriteTestStep
    readonly durationMs: number
    /** Null: it went as it should. */
    readonly failure: Failure | null
  }[]
  /** Addresses of marked pages that are not in the trash. */
  readonly left: readonly string[]
}

/** What became of one difference. `failure`: why it was not repaired. */
export interface Repaired {
  readonly id: string
  readonly outcome: 'repaired' | 'asks' | 'held' | 'waits' | 'failed' | 'gone' | 'left'
  /** Ids of the changes in the history, for undo. */
  readonly changes: readonly string[]
  readonly failure: Failure | null
}

export interface RepairOutcome {
  /** The comparison right before the repair. */
  readonly before: VerifyReport
  readonly report: RunReport
  readonly repaired: readonly Repaired[]
}

/** The reason to abort a run with, when the run is to stand in the history with a failure of its own. */
export class RunEnded extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.text)
    this.name = 'RunEnded'
    this.failure = failure
  }
}

export interface Engine {
  /**
   * One run; a second one for the same profile waits for the first, but for a page, which is dealt with beside it. Ends
   * within 10 s of the signal's abort.
   */
  run(profile: Profile, request: RunRequest, signal: AbortSignal): Promise<RunReport>
  verify(profile: Profile, signal: AbortSignal): Promise<VerifyReport | Failure>
  /** Repairs differences by their ids, or all that need no person; compares anew first. */
  repair(profile: Profile, wish: readonly string[] | 'all', signal: AbortSignal): Promise<RepairOutcome | Failure>
  /** Marks the private pages again that the ledger knows as relevant, before a mapping with a new mark is used. */
  remark(profile: Profile, signal: AbortSignal): Promise<{ readonly kind: 'ok'; readonly value: number } | Failure>
  /** A round trip with a marked page; what it made is in the trash afterwards, or named in the report. */
  writeTest(profile: Profile, title: string, signal: AbortSignal): Promise<WriteTestReport>
  undo(profile: Profile, changeId: string, insist: boolean, signal: AbortSignal): Promise<UndoReport>
  /** Resolves when nothing of this profile is under way any more that was asked for before. */
  settled(profile: ProfileId): Promise<void>
}
