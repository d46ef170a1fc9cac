/** What the overview asks attention for, beyond its sentence. */
import { expect, test } from 'vitest'
import { attentionOf } from '../../renderer/overview/attention.ts'
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
