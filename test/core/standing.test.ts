/** What the icon shows for every state a profile can be in, and for several profiles. */
import { describe, expect, test } from 'vitest'
import { lastSyncedOf, leadingAlert, pausedUntilOf, progressOfAll, standingOf } from '../../electron/core/standing.ts'
import type { Status } from '../../shared/contract.ts'
import { type Standing, standings } from '../../shared/snapshot.ts'
import { aProfile } from '../host/homes.ts'
import { anAlert, aStatus, at, NOW } from './statuses.ts'

const progress = { done: 1, total: 4, percent: 25, etaMs: null }

const cases: readonly (readonly [string, Partial<Status>, Standing])[] = [
  ['a completed sync', {}, 'in-step'],
  ['a run under way', { state: 'in_progress', progress }, 'syncing'],
  ['a run that stands still', { state: 'in_progress', progress, alerts: [anAlert('run-stuck')] }, 'problem'],
  ['a profile that was never synced', { state: 'idle', freshness: 'never', lastSuccessAt: null }, 'syncing'],
  ['a failed run', { state: 'failed' }, 'problem'],
  ['a refused token', { state: 'failed', alerts: [anAlert('credentials')] }, 'problem'],
  ['an open conflict', { state: 'attention', conflicts: 1, alerts: [anAlert('conflicts')] }, 'attention'],
  ['a held removal', { state: 'attention', held: 6, alerts: [anAlert('held')] }, 'attention'],
  ['an appointment that cannot be synced', { state: 'attention', problems: 1 }, 'problem'],
  ['a failure that is a day old', { state: 'attention', alerts: [anAlert('old-failure')] }, 'problem'],
  ['data that is too old', { freshness: 'stale', alerts: [anAlert('stale')] }, 'problem'],
  ['a log that cannot be written', { alerts: [anAlert('log')] }, 'problem'],
  ['no network', { state: 'offline' }, 'offline'],
  ['no network for a day', { state: 'offline', alerts: [anAlert('offline')] }, 'offline'],
  ['a pause', { state: 'paused', conflicts: 1, alerts: [anAlert('conflicts')] }, 'paused'],
  ['a profile that is switched off', { enabled: false, state: 'idle' }, 'paused'],
]

describe('one profile', () => {
  test.each(cases)('with %s', (_, changes, standing) => {
    expect(standingOf([aStatus(changes)])).toBe(standing)
  })

  test('covers every standing but the one without a profile', () => {
    expect(new Set(cases.map(([, , standing]) => standing))).toEqual(
      new Set(standings.filter((standing) => standing !== 'not-set-up')),
    )
  })
})

describe('several profiles', () => {
  test('show the gravest, whatever their order', () => {
    const all = cases.filter(([, changes]) => changes.enabled !== false)
    for (const [, first, one] of all) {
      for (const [, second, other] of all) {
        const gravest = standings.find((standing) => standing === one || standing === other)
        expect(standingOf([aStatus(first), aStatus(second)])).toBe(gravest)
      }
    }
  })

  test('of which one is switched off show the others', () => {
    expect(standingOf([aStatus({ enabled: false, state: 'idle' }), aStatus()])).toBe('in-step')
  })

  test('were looked at when the last of them was, and never when one never was', () => {
    const older = aStatus({ lastSuccessAt: at(NOW - 5000) })
    expect(lastSyncedOf([aStatus(), older])).toBe(at(NOW - 5000))
    expect(lastSyncedOf([aStatus(), aStatus({ lastSuccessAt: null })])).toBeNull()
    expect(lastSyncedOf([aStatus(), aStatus({ lastSuccessAt: null, enabled: false })])).toBe(at(NOW))
  })

  test('are as far as all of their runs together', () => {
    expect(progressOfAll([aStatus({ progress }), aStatus(), aStatus({ progress })])).toEqual({ done: 2, total: 8 })
    expect(progressOfAll([aStatus({ progress: { ...progress, done: 0, total: 0 } })])).toBeNull()
  })
})

test('the sentence is that of the worst alert of a profile that stands so', () => {
  const statuses = [
    aStatus({ state: 'failed', alerts: [anAlert('conflicts'), anAlert('credentials')] }),
    aStatus({ state: 'attention', held: 1, alerts: [anAlert('held')] }),
  ]
  expect(leadingAlert(statuses, 'problem')?.kind).toBe('credentials')
  expect(leadingAlert(statuses, 'attention')?.kind).toBe('held')
  expect(leadingAlert([aStatus()], 'problem')).toBeNull()
})

describe('everything is paused', () => {
  const until = (...ends: readonly (number | 'resumed' | null)[]) =>
    pausedUntilOf(
      ends.map((pausedUntil) => aProfile({ pausedUntil })),
      NOW,
    )
  test('until the first of the profiles goes on', () => {
    expect(until(NOW + 2, NOW + 1, 'resumed')).toBe(NOW + 1)
    expect(until('resumed', 'resumed')).toBe('resumed')
  })
  test('only when every profile is, and its time is not over', () => {
    expect(until(NOW + 1, null)).toBeNull()
    expect(until(NOW - 1)).toBeNull()
    expect(until()).toBeNull()
  })
  test('also when one of them is switched off', () => {
    expect(pausedUntilOf([aProfile({ enabled: false }), aProfile({ pausedUntil: 'resumed' })], NOW)).toBe('resumed')
  })
})
