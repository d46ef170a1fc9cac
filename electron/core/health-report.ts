/**
 * From the facts and the counts of profiles to the report of how well it goes, for each and for all together.
 *
 * Pure. Rates are over decided actions: what still waits for its next try, is being checked, or was excluded is neither a
 * success nor a failure, and without a decided action there is no rate. An error that turned out to have succeeded is a
 * success, a success that never showed itself a failure (requirements, Success rate, Patterns). Days are those of UTC.
 */

import type { Operation } from '../../shared/decision.ts'
import { type FailureCategory, failureCategories } from '../../shared/failure.ts'
import type { HealthReport, HealthThresholds, Pattern, PeriodCounts, RunDay } from '../../shared/ipc-health.ts'
import { type Side, sides } from '../../shared/model.ts'
import type { RunDayCount } from '../../shared/run-day.ts'
import type { HealthWords } from '../../shared/words/health.ts'
import type { Words } from '../../shared/words/words.ts'
import { type HealthFacts, healthOf, isStuck } from './health.ts'

const DAY_MS = 86_400_000
/** Days that the report shows. */
export const reportDays = 30

/** How often something ended in one way in the last 24 hours, 7 and 30 days. */
export interface OutcomeCount extends PeriodCounts {
  /** `tried`: a try that failed and is followed by another one, so that nothing is decided yet. */
  readonly result: 'succeeded' | 'failed' | 'tried' | 'false-alarm' | 'false-success'
  readonly side: Side
  readonly operation: Operation['kind']
  readonly category: string | null
}

/** All that is known of one profile. */
export interface Measured {
  readonly facts: HealthFacts
  readonly outcomes: readonly OutcomeCount[]
  readonly days: readonly RunDayCount[]
}

export interface ReportWords {
  readonly words: Words
  readonly health: HealthWords
}

/** The report of one profile; `now` in ms UTC. */
export function healthReport(measured: Measured, said: ReportWords, now: number): HealthReport {
  const { facts } = measured
  return {
    ...counted([measured], facts.thresholds, said, now),
    profile: facts.name,
    reasons: reasonsOf(facts, said, now),
  }
}

/** All profiles as one: the worst health counts, and reasons name their profile where there are several. */
export function totalReport(
  all: readonly Measured[],
  thresholds: HealthThresholds,
  said: ReportWords,
  now: number,
): HealthReport {
  const reasons = all.flatMap(({ facts }) =>
    reasonsOf(facts, said, now).map((reason) => (all.length > 1 ? said.health.ofProfile(facts.name, reason) : reason)),
  )
  return { ...counted(all, thresholds, said, now), profile: null, reasons }
}

function counted(
  all: readonly Measured[],
  thresholds: HealthThresholds,
  said: ReportWords,
  now: number,
): Omit<HealthReport, 'profile' | 'reasons'> {
  const facts = all.map((each) => each.facts)
  const outcomes = all.flatMap((each) => each.outcomes)
  const sum = (count: (one: HealthFacts) => number): number => facts.reduce((total, one) => total + count(one), 0)
  const good = periods(outcomes.filter(({ result }) => result === 'succeeded' || result === 'false-alarm'))
  const bad = periods(outcomes.filter(({ result }) => result === 'failed' || result === 'false-success'))
  const failures = facts.flatMap(({ oldestFailureAt }) => (oldestFailureAt === null ? [] : [oldestFailureAt]))
  return {
    health: worst(facts.map(healthOf)),
    successRate24h: rate(good.day, bad.day),
    successRate7d: rate(good.week, bad.week),
    decided24h: good.day + bad.day,
    decided7d: good.week + bad.week,
    pending: sum(({ pending }) => pending),
    failed: sum(({ problems }) => problems?.count ?? 0),
    waiting: sum(({ conflicts, held }) => (conflicts?.count ?? 0) + (held?.count ?? 0)),
    failedOver24h: sum(({ failedOver24h }) => failedOver24h?.count ?? 0),
    oldestFailureAt: failures.length === 0 ? null : new Date(Math.min(...failures)).toISOString(),
    falseAlarms: periods(outcomes.filter(({ result }) => result === 'false-alarm')),
    falseSuccesses: periods(outcomes.filter(({ result }) => result === 'false-success')),
    failuresByCategory: patterns(outcomes, failureCategories, categoryOf, said.health.category),
    failuresByOperation: patterns(outcomes, operations, ({ operation }) => operation, said.health.operation),
    failuresBySide: patterns(outcomes, sides, ({ side }) => side, said.words.standing.side),
    days: daysUntil(
      now,
      all.flatMap(({ days }) => days),
    ),
    thresholds,
  }
}

/** Why the health is not good, the gravest first. */
function reasonsOf(facts: HealthFacts, { words, health }: ReportWords, now: number): readonly string[] {
  const { formats, alerts } = words
  const { decided24h, credentialsRefusedSince, failedOver24h, live, thresholds } = facts
  const reasons: string[] = []
  if (credentialsRefusedSince !== null) {
    reasons.push(alerts.credentials(formats, { count: 1, ms: now - credentialsRefusedSince }).message)
  }
  if (live !== null && isStuck(facts)) {
    reasons.push(alerts['run-stuck'](formats, { count: 1, ms: live.sinceProgressMs }).message)
  }
  if (failedOver24h !== null) {
    const { count, since } = failedOver24h
    reasons.push(alerts['old-failure'](formats, { count, ms: now - since }).message)
  }
  const decided = decided24h.succeeded + decided24h.failed
  const succeeded = rate(decided24h.succeeded, decided24h.failed)
  if (decided >= thresholds.enoughActions && succeeded !== null && succeeded < thresholds.healthyRate) {
    reasons.push(health.lowRate(formats, { rate: succeeded, decided }))
  }
  return reasons
}

function worst(each: readonly HealthReport['health'][]): HealthReport['health'] {
  return (['critical', 'degraded'] as const).find((health) => each.includes(health)) ?? 'healthy'
}

function rate(succeeded: number, failed: number): number | null {
  const decided = succeeded + failed
  return decided === 0 ? null : succeeded / decided
}

function periods(outcomes: readonly PeriodCounts[]): PeriodCounts {
  const sum = (count: (one: PeriodCounts) => number): number => outcomes.reduce((total, one) => total + count(one), 0)
  return { day: sum(({ day }) => day), week: sum(({ week }) => week), month: sum(({ month }) => month) }
}

const operations = ['create', 'update', 'link', 'trash', 'restore'] as const satisfies readonly Operation['kind'][]

/** An outcome without a category, or with one that this version does not know. */
function categoryOf({ category }: OutcomeCount): FailureCategory {
  return failureCategories.find((known) => known === category) ?? 'unknown'
}

/** Most frequent first; what neither failed nor gave a false alarm is left out. */
function patterns<Key extends string>(
  outcomes: readonly OutcomeCount[],
  keys: readonly Key[],
  keyOf: (outcome: OutcomeCount) => Key,
  labels: Readonly<Record<Key, string>>,
): readonly Pattern[] {
  return keys
    .map((key) => {
      const mine = outcomes.filter((outcome) => keyOf(outcome) === key)
      const failures = mine.filter(({ result }) => result !== 'succeeded' && result !== 'false-alarm')
      const falseAlarms = periods(mine.filter(({ result }) => result === 'false-alarm'))
      return { key, label: labels[key], ...periods(failures), falseAlarms }
    })
    .filter(({ month, falseAlarms }) => month + falseAlarms.month > 0)
    .toSorted((a, b) => b.month - a.month || b.falseAlarms.month - a.falseAlarms.month)
}

function daysUntil(now: number, counts: readonly RunDayCount[]): readonly RunDay[] {
  const byDay = Map.groupBy(counts, ({ day }) => day)
  return Array.from({ length: reportDays }, (_, index) => {
    const day = new Date(now - (reportDays - 1 - index) * DAY_MS).toISOString().slice(0, 10)
    return dayOf(day, byDay.get(day) ?? [])
  })
}

function dayOf(day: string, counts: readonly RunDayCount[]): RunDay {
  const sum = (count: (one: RunDayCount) => number): number => counts.reduce((total, one) => total + count(one), 0)
  const timed = sum((one) => one.timed)
  return {
    day,
    runs: sum(({ runs }) => runs),
    failedRuns: sum(({ failedRuns }) => failedRuns),
    changes: sum(({ changes }) => changes),
    errors: sum(({ errors }) => errors),
    averageDurationMs: timed === 0 ? null : sum(({ totalMs }) => totalMs) / timed,
    longestDurationMs: timed === 0 ? null : Math.max(...counts.map(({ longestMs }) => longestMs)),
  }
}
