/** When a cause is told, when not again, and when it is over. */
import { describe, expect, test } from 'vitest'
import { type AlertMemory, dueAlerts, type Watched } from '../../electron/core/alerts.ts'
import { type AlertKind, alertKinds, type Status } from '../../shared/contract.ts'
import { anAlert, aStatus, at, NOW } from './statuses.ts'

const HOUR = 3_600_000
const critical: ReadonlySet<AlertKind> = new Set(['credentials', 'disk', 'run-stuck', 'old-failure'])
const quietHours = (kind: AlertKind): number => (kind === 'token-expires' ? 72 : critical.has(kind) ? 6 : 24)

function watched(status: Partial<Status> = {}, profile = 'p1'): Watched {
  return { profile, status: aStatus(status) }
}
const withAlerts = (...kinds: readonly AlertKind[]): Watched => watched({ alerts: kinds.map((kind) => anAlert(kind)) })

/** Looks again and again, at these hours, and tells at which of them something was raised or over. */
function told(looks: readonly (readonly [hour: number, watched: Watched])[]): readonly string[] {
  let memory: AlertMemory = {}
  return looks.flatMap(([hour, seen]) => {
    const due = dueAlerts([seen], memory, NOW + hour * HOUR)
    // As it comes back out of the ledger.
    memory = JSON.parse(JSON.stringify(due.memory)) as AlertMemory
    return [
      ...due.raised.map(({ alert }) => `${hour}: ${alert.kind}`),
      ...due.recovered.map(({ kind }) => `${hour}: ${kind} is over`),
    ]
  })
}

describe('a cause that lasts', () => {
  test.each(alertKinds)('%s is told once, and again only after its quiet period', (kind) => {
    const quiet = quietHours(kind)
    const there = withAlerts(kind)
    const hours = [0, 0.1, quiet - 0.1, quiet, quiet + 1]
    expect(told(hours.map((hour) => [hour, there]))).toEqual([`0: ${kind}`, `${quiet}: ${kind}`])
  })

  test('is the same under a new name of its profile', () => {
    const { memory } = dueAlerts([withAlerts('conflicts')], {}, NOW)
    const renamed = watched({ name: 'Anna B.', alerts: [anAlert('conflicts')] })
    expect(dueAlerts([renamed], memory, NOW + HOUR).raised).toEqual([])
  })

  test('is told at the end of its period also when the clock was set back in between', () => {
    const { memory } = dueAlerts([withAlerts('held')], {}, NOW + 1000 * HOUR)
    const back = dueAlerts([withAlerts('held')], memory, NOW)
    expect(back.raised).toEqual([])
    expect(dueAlerts([withAlerts('held')], back.memory, NOW + 24 * HOUR).raised).toHaveLength(1)
  })
})

describe('that it is over', () => {
  const well = watched({ lastSuccessAt: at(NOW + 2 * HOUR) })

  test('is told also of what was shown under a clock that was far ahead', () => {
    const { memory } = dueAlerts([withAlerts('credentials')], {}, NOW + 1000 * HOUR)
    const back = dueAlerts([watched({ lastSuccessAt: at(NOW - HOUR) })], memory, NOW)
    expect(back.recovered).toEqual([])
    expect(dueAlerts([well], back.memory, NOW + 3 * HOUR).recovered).toMatchObject([{ kind: 'credentials' }])
  })

  test.each(alertKinds)('%s is told once', (kind) => {
    expect(
      told([
        [0, withAlerts(kind)],
        [2, well],
        [3, well],
      ]),
    ).toEqual([`0: ${kind}`, `2: ${kind} is over`])
  })

  test('is not told of what was never shown', () => {
    const flicker = told([
      [0, withAlerts('credentials')],
      [2, well],
      [3, withAlerts('credentials')],
      [4, well],
    ])
    expect(flicker).toEqual(['0: credentials', '2: credentials is over'])
  })

  test.each(['credentials', 'disk', 'run-stuck', 'offline'] as const)(
    'is not told of %s while nothing has succeeded since: another trouble only took its place',
    (kind) => {
      const other = watched({ lastSuccessAt: at(NOW - HOUR), state: 'failed' })
      expect(
        told([
          [0, withAlerts(kind)],
          [1, other],
          [2, other],
          [3, well],
        ]),
      ).toEqual([`0: ${kind}`, `3: ${kind} is over`])
    },
  )

  test('is not told of old data because the network is gone or syncing is paused', () => {
    const offline = watched({ freshness: 'stale', state: 'offline' })
    const paused = watched({ freshness: 'fresh', state: 'paused' })
    const off = watched({ enabled: false })
    expect(
      told([
        [0, withAlerts('stale')],
        [1, offline],
        [2, paused],
        [3, off],
      ]),
    ).toEqual(['0: stale'])
  })

  test('of a profile that was removed is not told', () => {
    const { memory } = dueAlerts([withAlerts('problems')], {}, NOW)
    expect(dueAlerts([], memory, NOW + HOUR)).toEqual({ raised: [], recovered: [], memory: {} })
  })
})

describe('a new question', () => {
  test('after the old ones were answered is told although the period is not over', () => {
    const later = watched({ alerts: [anAlert('conflicts', NOW + 2 * HOUR)] })
    expect(
      told([
        [0, withAlerts('conflicts')],
        [1, watched()],
        [2, later],
      ]),
    ).toEqual(['0: conflicts', '1: conflicts is over', '2: conflicts'])
  })

  test('beside one that still waits is the same cause', () => {
    expect(
      told([
        [0, withAlerts('conflicts')],
        [1, withAlerts('conflicts')],
      ]),
    ).toEqual(['0: conflicts'])
  })
})

describe('what is not told', () => {
  test('old data while a run that stood still was told and none has succeeded since', () => {
    const told = dueAlerts([withAlerts('run-stuck')], {}, NOW)
    expect(dueAlerts([withAlerts('stale')], told.memory, NOW + 60_000).raised).toEqual([])
  })

  test.each(['credentials', 'disk', 'run-stuck'] as const)('old data as a mere consequence of %s', (cause) => {
    expect(told([[0, withAlerts(cause, 'stale')]])).toEqual([`0: ${cause}`])
  })

  test('that nothing was compared while the computer was off', () => {
    expect(dueAlerts([withAlerts('stale', 'conflicts')], {}, NOW, true).raised).toMatchObject([
      { alert: { kind: 'conflicts' } },
    ])
  })

  test.each(['disk', 'log', 'offline'] as const)('%s for each profile: it is one cause of the computer', (kind) => {
    const both = [watched({ alerts: [anAlert(kind)] }), watched({ name: 'Ben', alerts: [anAlert(kind)] }, 'p2')]
    expect(dueAlerts(both, {}, NOW).raised).toHaveLength(1)
  })
})

test('what only one profile has is told for each profile', () => {
  const both = [watched({ alerts: [anAlert('held')] }), watched({ name: 'Ben', alerts: [anAlert('held')] }, 'p2')]
  expect(dueAlerts(both, {}, NOW).raised.map(({ key }) => key)).toEqual(['p1/held', 'p2/held'])
})

test('nothing is kept in mind longer than its quiet period', () => {
  const { memory } = dueAlerts([withAlerts('held')], {}, NOW)
  const over = dueAlerts([watched()], memory, NOW + HOUR)
  expect(Object.keys(over.memory)).toEqual(['p1/held'])
  expect(dueAlerts([watched()], over.memory, NOW + 25 * HOUR).memory).toEqual({})
})
