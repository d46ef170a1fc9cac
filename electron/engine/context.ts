/**
 * What every step of one run shares: the profile, both sides, the ledger, time, and who we are on each side.
 *
 * Made by `run.ts`, handed down as a value; no step keeps anything of it beyond the run.
 */

import type { Failure } from '../../shared/failure.ts'
import type { PrivatePageId, Profile, RunId, Schema, SharedPageId, Side } from '../../shared/model.ts'
import type { Rules } from '../core/situation.ts'
import type { Turn } from './asked-pages.ts'
import type { Signal } from './engine-port.ts'
import type { Journal, Ledger } from './ledger-port.ts'
import type { Clock, Random, RequestMeter, WriteSide } from './ports.ts'

export interface RunContext {
  readonly profile: Profile
  readonly runId: RunId
  readonly private: WriteSide<PrivatePageId>
  readonly shared: WriteSide<SharedPageId>
  readonly ledger: Ledger
  readonly journal: Journal
  readonly clock: Clock
  readonly random: Random
  readonly meter: RequestMeter
  readonly rules: Rules
  readonly schemas: { readonly private: Schema | null; readonly shared: Schema | null }
  /** Reads both schemas again, once a run, and says what no longer fits the mapping (rail "Schema"); null: all fits. */
  readonly checkSchema: () => Promise<Failure | null>
  /** Aborted: finish what is under way, begin nothing new. */
  readonly stop: AbortSignal
  readonly force: boolean
  /** Other profiles look at the same shared database at this moment (`companions`). */
  readonly together: boolean
  /** What may happen beside this run (`asked-pages`). */
  readonly turn: Turn
  readonly emit: (signal: Signal) => void
}

/** The port of one side, with the ids of that side. */
export function portOf(context: RunContext, side: 'private'): WriteSide<PrivatePageId>
export function portOf(context: RunContext, side: 'shared'): WriteSide<SharedPageId>
export function portOf(context: RunContext, side: Side): WriteSide<PrivatePageId> | WriteSide<SharedPageId>
export function portOf(context: RunContext, side: Side): WriteSide<PrivatePageId> | WriteSide<SharedPageId> {
  return side === 'private' ? context.private : context.shared
}

/** Names of the small facts that the engine keeps in the ledger (`Ledger.fact`). */
export const facts = {
  /** `1` once a run of this profile has completed; until then creating everything is what a run is for. */
  completedOnce: 'completed-once',
  /** `1` while the ledger is known to be lost or to come from a backup: the next full run only adopts (case 19). */
  rebuilt: 'rebuilt',
  /** `1` when another computer keeps this profile too, or the ledger came out of a backup. */
  careful: 'careful',
  /** JSON: who we are on both sides, as last checked. */
  identities: 'identities',
  schemaPrivate: 'schema-private',
  schemaShared: 'schema-shared',
  /** Wall time (ms UTC) of the last check of schema and identity, and of the last full run. */
  checkedAt: 'checked-at',
  lastFullAt: 'last-full-at',
  lastSuccessAt: 'last-success-at',
  /** JSON list of wall times: removals since the last confirmation. */
  removals: 'removals',
  /** JSON list of rows claimed for import (case 15). */
  claims: 'claims',
  /** JSON list of rows that the user took out of a pair; import leaves them alone. */
  disowned: 'disowned',
  /** JSON: the last comparison of both databases, and when it was; wall time (ms UTC) of it by itself. */
  lastComparison: 'last-comparison',
  comparedAt: 'compared-at',
  /** JSON: the pages of a write test that is under way, or was cut off. */
  writeTest: 'write-test',
  /** Counts of the last complete listing. */
  counts: 'counts',
} as const

/** A list of ids that the engine keeps as a fact; empty when there is none. */
export function readIds(context: RunContext, name: string): readonly string[] {
  const stored = context.ledger.fact(context.profile.id, name)
  const parsed: unknown = stored === null ? [] : JSON.parse(stored)
  return Array.isArray(parsed) ? parsed.filter((each) => typeof each === 'string') : []
}
