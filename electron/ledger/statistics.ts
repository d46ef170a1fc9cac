/**
 * Counts for the status and the patterns of failures: read only, without loading a record.
 *
 * What the port of the engine does not need and the screens do.
 */
import type { Operation } from '../../shared/decision.ts'
import type { PairState, ProfileId, Side } from '../../shared/model.ts'
import type { Journal } from '../engine/ledger-port.ts'
import { type Database, numberOf, textOf } from './database.ts'

type Outcome = Parameters<Journal['recordOutcome']>[0]

/** How often something ended in one way, for the patterns of failures and false alarms. */
export interface OutcomePattern {
  readonly result: Outcome['result']
  readonly side: Side
  readonly operation: Operation['kind']
  readonly category: string | null
  readonly count: number
}

export interface Statistics {
  /** Appointments by state; a state without any is absent. */
  stateCounts(profile: ProfileId): Readonly<Partial<Record<PairState['kind'], number>>>
  /** Outcomes at or after `since`, most frequent first. */
  patterns(profile: ProfileId, since: number): readonly OutcomePattern[]
}

export function createStatistics(database: Database): Statistics {
  const states = database.statement(
    'SELECT state, count(*) AS count FROM pairs WHERE profile = ? GROUP BY state ORDER BY state',
  )
  const patterns = database.statement(
    `SELECT result, side, operation, category, count(*) AS count FROM outcomes WHERE profile = ? AND at >= ?
     GROUP BY result, side, operation, category ORDER BY count(*) DESC, result, side, operation, category`,
  )
  return {
    stateCounts: (profile) =>
      Object.fromEntries(
        [...states.rows(profile)].map((row) => [textOf(row, 'state', 'pairs'), numberOf(row, 'count', 'pairs')]),
      ),
    patterns: (profile, since) =>
      [...patterns.rows(profile, since)].map((row) => ({
        // These columns hold nothing but what `recordOutcome` was given, by its own type.
        result: textOf(row, 'result', 'outcomes') as Outcome['result'],
        side: textOf(row, 'side', 'outcomes') as Side,
        operation: textOf(row, 'operation', 'outcomes') as Operation['kind'],
        category: row['category'] === null ? null : textOf(row, 'category', 'outcomes'),
        count: numberOf(row, 'count', 'outcomes'),
      })),
  }
}
