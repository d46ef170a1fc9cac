/**
 * Counts for the status, the health and the patterns of failures: read only, without loading a record.
 *
 * What the port of the engine does not need and the screens do. Everything is counted inside SQLite over indexes that
 * hold all that is asked for, and never further back than asked.
 */

import type { Operation } from '../../shared/decision.ts'
import type { PairState, ProfileId, Side } from '../../shared/model.ts'
import type { RunDayCount } from '../../shared/run-day.ts'
import type { Journal } from '../engine/ledger-port.ts'
import { type Database, numberOf, textOf } from './database.ts'

const DAY_MS = 86_400_000

type Outcome = Parameters<Journal['recordOutcome']>[0]

/** Three times (ms UTC): from each of them on is counted; `month` is the earliest. */
export interface Since {
  readonly day: number
  readonly week: number
  readonly month: number
}

/** How often something ended in one way, from each of the three times on. */
export interface OutcomeCount extends Since {
  readonly result: Outcome['result']
  readonly side: Side
  readonly operation: Operation['kind']
  readonly category: string | null
}

export interface Statistics {
  /** Appointments by state; a state without any is absent. */
  stateCounts(profile: ProfileId): Readonly<Partial<Record<PairState['kind'], number>>>
  /** Most frequent first. */
  outcomes(profile: ProfileId, since: Since): readonly OutcomeCount[]
  /** Days at or after `since`, the oldest first; a day without runs is absent. */
  runDays(profile: ProfileId, since: number): readonly RunDayCount[]
}

export function createStatistics(database: Database): Statistics {
  const states = database.statement(
    'SELECT state, count(*) AS count FROM pairs WHERE profile = ? GROUP BY state ORDER BY state',
  )
  const outcomes = database.statement(
    `SELECT result, side, operation, category, sum(at >= ?) AS day, sum(at >= ?) AS week, count(*) AS month
     FROM outcomes WHERE profile = ? AND at >= ?
     GROUP BY result, side, operation, category ORDER BY count(*) DESC, result, side, operation, category`,
  )
  // What was stopped, or is under way, says nothing about how long a run takes.
  const days = database.statement(
    `SELECT CAST(started_at / ${DAY_MS} AS INTEGER) AS day, count(*) AS runs, sum(state = 'failed') AS failed,
            sum(changed) AS changes, sum(errors) AS errors, sum(timed) AS timed,
            total(iif(timed, finished_at - started_at, 0)) AS totalMs,
            max(iif(timed, finished_at - started_at, 0)) AS longestMs
     FROM (SELECT *, finished_at IS NOT NULL AND state <> 'stopped' AS timed FROM runs INDEXED BY runs_by_day
           WHERE profile = ? AND started_at >= ?)
     GROUP BY day ORDER BY day`,
  )
  const number = (row: Parameters<typeof numberOf>[0], name: string): number => numberOf(row, name, 'runs')
  return {
    stateCounts: (profile) =>
      Object.fromEntries(
        Array.from(states.rows(profile), (row) => [textOf(row, 'state', 'pairs'), numberOf(row, 'count', 'pairs')]),
      ),
    outcomes: (profile, since) =>
      Array.from(outcomes.rows(since.day, since.week, profile, since.month), (row) => ({
        // These columns hold nothing but what `recordOutcome` was given, by its own type.
        result: textOf(row, 'result', 'outcomes') as Outcome['result'],
        side: textOf(row, 'side', 'outcomes') as Side,
        operation: textOf(row, 'operation', 'outcomes') as Operation['kind'],
        category: row['category'] === null ? null : textOf(row, 'category', 'outcomes'),
        day: numberOf(row, 'day', 'outcomes'),
        week: numberOf(row, 'week', 'outcomes'),
        month: numberOf(row, 'month', 'outcomes'),
      })),
    runDays: (profile, since) =>
      Array.from(days.rows(profile, since), (row) => ({
        day: new Date(number(row, 'day') * DAY_MS).toISOString().slice(0, 10),
        runs: number(row, 'runs'),
        failedRuns: number(row, 'failed'),
        changes: number(row, 'changes'),
        errors: number(row, 'errors'),
        timed: number(row, 'timed'),
        totalMs: number(row, 'totalMs'),
        longestMs: number(row, 'longestMs'),
      })),
  }
}
