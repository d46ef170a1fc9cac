/** What the overview asks attention for, beyond its sentence. */
import { expect, test } from 'vitest'
import { attentionOf, helpFor, wholeProfileAlerts } from '../../renderer/overview/attention.ts'
import { aStatus } from '../core/statuses.ts'
import { snapshotWith } from '../support/snapshots.ts'

const unprotected = { state: 'unprotected', message: 'No keychain.', remedy: 'Agree to do without.' } as const

test('a computer that cannot encrypt is spoken of before the first profile, not for ever', () => {
  const kinds = (profiles: Parameters<typeof snapshotWith>[0]): readonly string[] =>
    attentionOf(snapshotWith({ credentials: unprotected, ...profiles })).others.map(({ kind }) => kind)
  expect(kinds({ profiles: [] })).toEqual(['tokens'])
  expect(kinds({ profiles: [aStatus()] })).toEqual([])
})

test('tokens that cannot be opened are always spoken of', () => {
  const credentials = { state: 'locked', message: 'The keychain is locked.', remedy: 'Unlock it.' } as const
  const { others } = attentionOf(snapshotWith({ credentials, profiles: [aStatus()] }))
  expect(others.map(({ kind }) => kind)).toEqual(['tokens'])
})

test('what is wrong with a whole profile is told among the problems, and nothing that another list tells', () => {
  const alert = (kind: 'credentials' | 'problems' | 'offline') =>
    ({ kind, severity: 'critical', since: '2026-11-20T12:00:00.000Z', message: kind, remedy: 'Do something.' }) as const
  const profiles = [aStatus({ alerts: [alert('problems'), alert('credentials'), alert('offline')] })]
  expect(wholeProfileAlerts(snapshotWith({ profiles })).map((entry) => entry.alert.kind)).toEqual(['credentials'])
})

test('a token that is refused leads to the tokens of a profile, also when several are concerned', () => {
  const credentials = {
    kind: 'credentials',
    severity: 'critical',
    since: '2026-11-20T12:00:00.000Z',
    message: 'Refused.',
    remedy: 'Enter another one.',
  } as const
  const help = (profiles: readonly string[]) => helpFor({ kind: 'alert', alert: credentials, profiles })
  const tokensOfAnna = { screen: 'settings', parameters: { profile: 'Anna', part: 'tokens' } }
  expect(help(['Anna'])).toEqual(tokensOfAnna)
  expect(help(['Anna', 'Ben'])).toEqual(tokensOfAnna)
})
