import { describe, expect, test } from 'vitest'
import {
  type ExitFacts,
  exitCodeFor,
  exitCodeForFailure,
  exitFactsOf,
  type HealthFacts,
  type LiveRun,
  statusOf,
} from '../../electron/core/health.ts'
import { type AlertKind, type Status, statusSchema } from '../../shared/contract.ts'
import { failureCategories } from '../../shared/failure.ts'
import { english, german } from '../../shared/words/words.ts'
import { wellFacts } from './statuses.ts'

const NOW = Date.UTC(2026, 10, 20, 12)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ago = (ms: number): number => NOW - ms
const since = (ms: number, count = 1) => ({ since: ago(ms), count })

const well = wellFacts(NOW)
const live: LiveRun = {
  done: 3,
  total: 12,
  elapsedMs: 9000,
  workingMs: 6000,
  sinceProgressMs: 100,
  waiting: false,
  step: null,
}

const status = (changes: Partial<HealthFacts> = {}): Status => statusOf({ ...well, ...changes }, english, NOW)
const alerts = (changes: Partial<HealthFacts>): readonly AlertKind[] =>
  status(changes).alerts.map((alert) => alert.kind)

test('a profile that is in step is shown with everything the contract promises', () => {
  expect(statusSchema.parse(status())).toEqual({
    name: 'Anna',
    enabled: true,
    state: 'completed',
    progress: null,
    intervalMs: 2 * HOUR,
    lastSyncAt: '2026-11-20T11:59:00.000Z',
    lastSuccessAt: '2026-11-20T11:59:00.000Z',
    nextSyncAt: '2026-11-20T13:00:00.000Z',
    freshness: 'fresh',
    privateRelevant: 10,
    sharedSynced: 10,
    conflicts: 0,
    problems: 0,
    held: 0,
    pending: 0,
    failedOver24h: 0,
    running: true,
    alerts: [],
    health: 'healthy',
    successRate24h: null,
  })
})

describe('the state', () => {
  const everything: Partial<HealthFacts> = {
    live,
    pausedUntil: 'resumed',
    offlineSince: ago(MINUTE),
    credentialsRefusedSince: ago(MINUTE),
    conflicts: since(MINUTE),
  }
  test.each<[string, Partial<HealthFacts>]>([
    ['in_progress', everything],
    ['paused', { ...everything, live: null }],
    ['paused', { pausedUntil: NOW + 1 }],
    ['offline', { ...everything, live: null, pausedUntil: null }],
    ['failed', { ...everything, live: null, pausedUntil: null, offlineSince: null }],
    ['failed', { lastRun: { state: 'failed', at: NOW }, conflicts: since(MINUTE) }],
    ['failed', { diskFailingSince: NOW }],
    ['attention', { conflicts: since(MINUTE) }],
    ['attention', { held: since(MINUTE), lastRun: { state: 'held', at: NOW } }],
    ['attention', { problems: since(MINUTE) }],
    ['completed', { pausedUntil: NOW }],
    ['idle', { lastRun: null }],
    ['idle', { lastRun: { state: 'stopped', at: NOW } }],
    ['idle', { enabled: false, conflicts: since(MINUTE) }],
  ])('is %s', (state, changes) => {
    expect(status(changes).state).toBe(state)
  })
})

describe('progress', () => {
  test.each<[Partial<LiveRun>, Status['progress']]>([
    [{}, { done: 3, total: 12, percent: 25, etaMs: 18_000 }],
    [{ done: 0 }, { done: 0, total: 12, percent: 0, etaMs: null }],
    [
      { done: 0, total: 0 },
      { done: 0, total: 0, percent: 0, etaMs: null },
    ],
    [{ done: 14 }, { done: 12, total: 12, percent: 100, etaMs: 0 }],
    [
      { done: 1, total: 3 },
      { done: 1, total: 3, percent: 33.3, etaMs: 12_000 },
    ],
  ])('of %j', (changes, progress) => {
    expect(status({ live: { ...live, ...changes } }).progress).toEqual(progress)
  })
})

describe('freshness', () => {
  test.each<[string, string, Partial<HealthFacts>]>([
    ['never', 'no side was ever seen', { lastLookAt: null }],
    ['fresh', 'ten minutes are not over', { lastLookAt: ago(10 * MINUTE) }],
    ['stale', 'ten minutes are over', { lastLookAt: ago(10 * MINUTE + 1) }],
    ['stale', 'nobody knows since when we are online', { lastLookAt: ago(11 * MINUTE), onlineSince: null }],
    ['fresh', 'being offline does not count', { lastLookAt: ago(HOUR), offlineSince: ago(HOUR) }],
    ['fresh', 'ten minutes begin when the network is back', { lastLookAt: ago(HOUR), onlineSince: ago(MINUTE) }],
    ['fresh', 'two intervals are not over', { lastFullAt: ago(4 * HOUR) }],
    ['stale', 'two intervals are over', { lastFullAt: ago(4 * HOUR + 1) }],
    ['stale', 'there was never a full reconciliation', { lastFullAt: null }],
  ])('is %s when %s', (freshness, _, changes) => {
    expect(status(changes).freshness).toBe(freshness)
  })
})

describe('health', () => {
  test.each([
    [95, 5, 'healthy'],
    [94, 6, 'degraded'],
    [80, 20, 'degraded'],
    [79, 21, 'critical'],
    [0, 4, 'healthy'],
    [0, 5, 'critical'],
    [4, 1, 'degraded'],
  ])('with %i actions that succeeded and %i that failed is %3$s', (succeeded, failed, health) => {
    const shown = status({ decided24h: { succeeded, failed } })
    expect(shown.health).toBe(health)
    expect(shown.successRate24h).toBeCloseTo(succeeded / (succeeded + failed))
  })

  test.each<[string, Partial<HealthFacts>]>([
    ['credentials are refused', { credentialsRefusedSince: NOW }],
    ['a failure is older than 24 h', { failedOver24h: since(25 * HOUR) }],
    ['a run is stuck', { live: { ...live, sinceProgressMs: 5 * MINUTE + 1 } }],
  ])('is critical when %s', (_, changes) => {
    expect(status(changes).health).toBe('critical')
  })

  test.each<[string, Partial<HealthFacts>]>([
    ['is slow but alive', { live: { ...live, elapsedMs: HOUR, sinceProgressMs: 5 * MINUTE } }],
    ['waits because Notion asked', { live: { ...live, sinceProgressMs: HOUR, waiting: true } }],
    ['cannot go on without a network', { live: { ...live, sinceProgressMs: HOUR }, offlineSince: ago(HOUR) }],
    ['has an outcome that is being checked', { pending: 3 }],
  ])('is not harmed by a run that %s', (_, changes) => {
    expect(status(changes)).toMatchObject({ health: 'healthy', alerts: [] })
  })
})

describe('alerts', () => {
  test.each<[readonly AlertKind[], Partial<HealthFacts>]>([
    [['credentials'], { credentialsRefusedSince: NOW }],
    [['disk'], { diskFailingSince: NOW }],
    [['run-stuck'], { live: { ...live, sinceProgressMs: 6 * MINUTE } }],
    [['old-failure', 'problems'], { failedOver24h: since(25 * HOUR), problems: since(25 * HOUR) }],
    [['conflicts'], { conflicts: since(MINUTE, 2) }],
    [['held'], { held: since(MINUTE, 7) }],
    [['stale'], { lastLookAt: ago(HOUR) }],
    [['log'], { logFailingSince: NOW }],
    [['token-expires'], { tokenExpiresAt: NOW + 14 * 24 * HOUR }],
    [['token-expires'], { tokenExpiresAt: ago(HOUR) }],
    [['credentials'], { tokenExpiresAt: ago(HOUR), credentialsRefusedSince: NOW }],
    [[], { tokenExpiresAt: NOW + 14 * 24 * HOUR + 1 }],
    [[], { tokenExpiresAt: ago(HOUR), enabled: false }],
    [['offline'], { offlineSince: ago(24 * HOUR), lastFullAt: ago(24 * HOUR) }],
    [[], { offlineSince: ago(24 * HOUR - 1), lastFullAt: ago(24 * HOUR) }],
    [[], { lastLookAt: ago(HOUR), pausedUntil: 'resumed' }],
    [[], { lastLookAt: ago(HOUR), enabled: false }],
    [[], { lastLookAt: null, lastFullAt: null, lastRun: null }],
  ])('are %j', (kinds, changes) => {
    expect(alerts(changes)).toEqual(kinds)
  })

  test('say what and how many in both languages, since when, and what to do', () => {
    const facts: HealthFacts = { ...well, conflicts: since(HOUR, 3) }
    const [said] = statusOf(facts, english, NOW).alerts
    const [gesagt] = statusOf(facts, german, NOW).alerts
    expect(said).toMatchObject({ severity: 'warning', since: '2026-11-20T11:00:00.000Z' })
    expect(said?.message).toBe('3 conflicts wait for your choice.')
    expect(gesagt?.message).toBe('3 Konflikte warten auf deine Entscheidung.')
    expect(said?.remedy).not.toBe('')
  })

  test('say how long a token still lasts, and when it has expired', () => {
    const [said] = statusOf({ ...well, tokenExpiresAt: NOW + 3 * 24 * HOUR }, english, NOW).alerts
    const [over] = statusOf({ ...well, tokenExpiresAt: ago(HOUR) }, german, NOW).alerts
    expect(said?.message).toBe('The token expires in 3 days.')
    expect(over?.message).toBe('Der Token ist abgelaufen.')
  })

  test('name the worst first', () => {
    const all = alerts({
      offlineSince: ago(25 * HOUR),
      logFailingSince: NOW,
      held: since(1),
      conflicts: since(1),
      problems: since(1),
      failedOver24h: since(1),
      diskFailingSince: NOW,
      credentialsRefusedSince: NOW,
    })
    expect(all).toEqual(['credentials', 'disk', 'old-failure', 'problems', 'conflicts', 'held', 'log', 'offline'])
  })
})

test.each<[string | null, Partial<HealthFacts>]>([
  ['2026-11-20T13:00:00.000Z', {}],
  [null, { enabled: false }],
  [null, { pausedUntil: 'resumed' }],
  ['2026-11-20T12:30:00.000Z', { pausedUntil: NOW + 30 * MINUTE }],
  [null, { pausedUntil: NOW + 30 * MINUTE, running: false }],
])('the next sync is at %s', (at, changes) => {
  expect(status(changes).nextSyncAt).toBe(at)
})

describe('the exit code', () => {
  test.each<[number, Partial<ExitFacts>]>([
    [0, {}],
    [3, { waiting: 1 }],
    [1, { waiting: 1, unfinished: 1 }],
    [1, { failures: ['network'] }],
    [4, { failures: ['network', 'locked'], waiting: 1, unfinished: 1 }],
    [2, { failures: ['network', 'locked', 'credentials'] }],
    [2, { failures: ['settings'] }],
    [2, { failures: ['usage'] }],
    [0, { dryRun: true, waiting: 1, unfinished: 1 }],
    [1, { dryRun: true, failures: ['timeout'] }],
  ])('is %i for %j', (code, facts) => {
    expect(exitCodeFor({ failures: [], unfinished: 0, waiting: 0, ...facts })).toBe(code)
  })

  test('is never 0 for a failure', () => {
    expect(failureCategories.every((category) => exitCodeForFailure({ category }) > 0)).toBe(true)
  })

  test.each<[number, Partial<HealthFacts>]>([
    [0, {}],
    [1, { pending: 1 }],
    [1, { problems: since(1), conflicts: since(1) }],
    [1, { offlineSince: NOW }],
    [1, { diskFailingSince: NOW }],
    [1, { lastRun: { state: 'failed', at: NOW } }],
    [2, { credentialsRefusedSince: NOW, offlineSince: NOW }],
    [3, { held: since(1) }],
  ])('of a status is %i for %j', (code, changes) => {
    expect(exitCodeFor(exitFactsOf([status(), status(changes)]))).toBe(code)
  })
})
