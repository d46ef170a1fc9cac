/** How well it goes, from facts and counts: the rules of requirements.md, Success rate and Patterns. */
import { describe, expect, test } from 'vitest'
import { type HealthFacts, usualThresholds } from '../../electron/core/health.ts'
import { healthReport, type Measured, type OutcomeCount, totalReport } from '../../electron/core/health-report.ts'
import { type HealthReport, healthReportSchema } from '../../shared/ipc-health.ts'
import type { RunDayCount } from '../../shared/run-day.ts'
import { healthWords } from '../../shared/words/health.ts'
import { wordsFor } from '../../shared/words/words.ts'
import { wellFacts } from './statuses.ts'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const DAY = 86_400_000
const english = { words: wordsFor('en'), health: healthWords('en') }
const german = { words: wordsFor('de'), health: healthWords('de') }

const outcome = (more: Partial<OutcomeCount>): OutcomeCount => ({
  result: 'succeeded',
  side: 'shared',
  operation: 'update',
  category: null,
  day: 1,
  week: 1,
  month: 1,
  ...more,
})
const day = (more: Partial<RunDayCount>): RunDayCount => ({
  day: '2026-11-20',
  runs: 1,
  failedRuns: 0,
  changes: 0,
  errors: 0,
  timed: 1,
  totalMs: 100,
  longestMs: 100,
  ...more,
})
const measured = (facts: Partial<HealthFacts>, more: Partial<Measured> = {}): Measured => ({
  facts: { ...wellFacts(NOW), ...facts },
  outcomes: [],
  days: [],
  ...more,
})
const reported = (facts: Partial<HealthFacts>, more: Partial<Measured> = {}): HealthReport =>
  healthReportSchema.parse(healthReport(measured(facts, more), english, NOW))

describe('the success rate', () => {
  test('is no rate at all while nothing was decided, and that is healthy', () => {
    expect(reported({})).toMatchObject({
      health: 'healthy',
      reasons: [],
      successRate24h: null,
      successRate7d: null,
      decided24h: 0,
      decided7d: 0,
    })
  })

  test('counts what ended, well or badly: a false alarm as a success, a false success as a failure', () => {
    const outcomes = [
      outcome({ result: 'succeeded', day: 2, week: 10, month: 20 }),
      outcome({ result: 'false-alarm', category: 'timeout', day: 1, week: 2, month: 3 }),
      outcome({ result: 'failed', category: 'service', day: 1, week: 2, month: 4 }),
      outcome({ result: 'false-success', category: 'missing-data', day: 0, week: 2, month: 2 }),
    ]
    expect(reported({}, { outcomes })).toMatchObject({
      successRate24h: 0.75,
      decided24h: 4,
      successRate7d: 0.75,
      decided7d: 16,
      falseAlarms: { day: 1, week: 2, month: 3 },
      falseSuccesses: { day: 0, week: 2, month: 2 },
    })
  })

  test('leaves out a try that another one follows', () => {
    const outcomes = [outcome({ day: 3, week: 3 }), outcome({ result: 'tried', category: 'service', day: 9, week: 9 })]
    expect(reported({}, { outcomes })).toMatchObject({ successRate24h: 1, decided24h: 3 })
  })
})

describe('the reasons', () => {
  test.each([
    [95, 5, 'healthy', 0],
    [94, 6, 'degraded', 1],
    [80, 20, 'degraded', 1],
    [79, 21, 'critical', 1],
    [0, 4, 'healthy', 0],
    [0, 5, 'critical', 1],
  ] as const)('of %i successes and %i failures in a day are %s', (succeeded, failed, health, count) => {
    const told = reported({ decided24h: { succeeded, failed } })
    expect(told).toMatchObject({ health })
    expect(told.reasons).toHaveLength(count)
  })

  test('say each what is wrong, the gravest first, in both languages', () => {
    const facts = {
      credentialsRefusedSince: NOW - DAY,
      failedOver24h: { since: NOW - 2 * DAY, count: 3 },
      live: {
        done: 1,
        total: 2,
        elapsedMs: 400_000,
        workingMs: 400_000,
        sinceProgressMs: 400_000,
        waiting: false,
        step: null,
      },
      decided24h: { succeeded: 3, failed: 9 },
    }
    expect(reported(facts).reasons).toEqual([
      'Notion refuses the token.',
      'A run has made no progress for 6 minutes, 40 seconds.',
      '3 appointments have been failing for more than 24 hours.',
      'Only 25% of the 12 changes of the last 24 hours succeeded.',
    ])
    expect(healthReport(measured(facts), german, NOW).reasons.at(-1)).toMatch(
      /^Nur 25\s% der 12 Änderungen der letzten 24 Stunden haben geklappt\.$/,
    )
  })

  test('go by the thresholds that the user has set', () => {
    const thresholds = { ...usualThresholds, healthyRate: 0.5, enoughActions: 1 }
    expect(reported({ thresholds, decided24h: { succeeded: 1, failed: 1 } })).toMatchObject({
      health: 'healthy',
      thresholds,
    })
  })
})

test('what waits is counted apart: due, failed for good, for the user, for over a day', () => {
  expect(
    reported({
      pending: 4,
      problems: { since: NOW - DAY, count: 3 },
      conflicts: { since: NOW, count: 2 },
      held: { since: NOW, count: 1 },
      failedOver24h: { since: NOW - 2 * DAY, count: 1 },
      oldestFailureAt: NOW - 2 * DAY,
    }),
  ).toMatchObject({
    pending: 4,
    failed: 3,
    waiting: 3,
    failedOver24h: 1,
    oldestFailureAt: '2026-11-18T12:00:00.000Z',
  })
})

test('failures and false alarms are counted by category, operation and side, most frequent first', () => {
  const told = reported(
    {},
    {
      outcomes: [
        outcome({ month: 900 }),
        outcome({ result: 'failed', category: 'service', operation: 'create', day: 0, week: 1, month: 2 }),
        outcome({ result: 'tried', category: 'service', operation: 'create', day: 1, week: 2, month: 3 }),
        outcome({ result: 'failed', category: 'timeout', side: 'private', day: 1, week: 1, month: 1 }),
        outcome({ result: 'false-alarm', category: 'timeout', day: 1, week: 2, month: 7 }),
        outcome({ result: 'failed', category: 'of a newer version', day: 0, week: 0, month: 1 }),
      ],
    },
  )
  const none = { day: 0, week: 0, month: 0 }
  expect(told.failuresByCategory).toEqual([
    { key: 'service', label: 'Error of Notion', day: 1, week: 3, month: 5, falseAlarms: none },
    {
      key: 'timeout',
      label: 'No answer in time',
      day: 1,
      week: 1,
      month: 1,
      falseAlarms: { day: 1, week: 2, month: 7 },
    },
    { key: 'unknown', label: 'Unknown', day: 0, week: 0, month: 1, falseAlarms: none },
  ])
  expect(told.failuresByOperation.map(({ key, month }) => [key, month])).toEqual([
    ['create', 5],
    ['update', 2],
  ])
  expect(told.failuresBySide.map(({ key, label, month }) => [key, label, month])).toEqual([
    ['shared', 'shared', 6],
    ['private', 'private', 1],
  ])
})

test('thirty days are shown, the oldest first, those without a run as such', () => {
  const { days } = reported(
    {},
    { days: [day({ day: '2026-10-22', runs: 2 }), day({ runs: 3, timed: 0, totalMs: 0, longestMs: 0 })] },
  )
  expect(days).toHaveLength(30)
  expect(days[0]).toMatchObject({ day: '2026-10-22', runs: 2, averageDurationMs: 100 })
  expect(days[1]).toEqual({
    day: '2026-10-23',
    runs: 0,
    failedRuns: 0,
    changes: 0,
    errors: 0,
    averageDurationMs: null,
    longestDurationMs: null,
  })
  expect(days.at(-1)).toMatchObject({ day: '2026-11-20', runs: 3, averageDurationMs: null })
})

describe('all profiles together', () => {
  const anna = measured(
    { name: 'Anna', pending: 1, oldestFailureAt: NOW - DAY },
    { outcomes: [outcome({ day: 3 })], days: [day({ timed: 1, totalMs: 100, longestMs: 100 })] },
  )
  const ben = measured(
    { name: 'Ben', pending: 2, credentialsRefusedSince: NOW, oldestFailureAt: NOW - 2 * DAY },
    { outcomes: [outcome({ result: 'failed', day: 1 })], days: [day({ timed: 3, totalMs: 900, longestMs: 500 })] },
  )
  const total = (all: readonly Measured[]) => healthReportSchema.parse(totalReport(all, usualThresholds, english, NOW))

  test('are as well as the worst of them, and their counts add up', () => {
    const told = total([anna, ben])
    expect(told).toMatchObject({ profile: null, health: 'critical', pending: 3, successRate24h: 0.75, decided24h: 4 })
    expect(told.oldestFailureAt).toBe('2026-11-18T12:00:00.000Z')
    expect(told.reasons).toEqual(['Ben: Notion refuses the token.'])
    expect(told.days.at(-1)).toMatchObject({ runs: 2, averageDurationMs: 250, longestDurationMs: 500 })
  })

  test('need no name in front where there is one, and are well where there is none', () => {
    expect(total([ben]).reasons).toEqual(['Notion refuses the token.'])
    expect(total([])).toMatchObject({ health: 'healthy', reasons: [], successRate24h: null })
  })
})
