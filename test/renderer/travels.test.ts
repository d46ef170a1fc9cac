/**
 * What travels, changed one by one: every other field stays as it was.
 */
import { expect, test } from 'vitest'
import {
  choicesOf,
  fieldDirections,
  withDirection,
  withField,
  without,
  withWord,
} from '../../renderer/profile/travels.ts'
import { partOf } from '../../renderer/settings/part-of.ts'
import { sameToken, tokensOf } from '../../renderer/settings/tokens-of.ts'
import type { ProposedField } from '../../shared/setup.ts'
import { fieldDirections as allowed } from '../../shared/setup.ts'

const field = (name: string): ProposedField => ({
  private: name,
  shared: `${name} there`,
  privateLabel: name,
  sharedLabel: name,
  type: 'rich-text',
  direction: 'both',
  directions: ['both', 'to-shared', 'busy'],
  optional: true,
  sentence: null,
})
const choices = choicesOf([field('Place'), field('Note')], null)

test('nothing chosen means what is proposed, also a busy-only word', () => {
  expect(choices.map((choice) => choice.private)).toEqual(['Place', 'Note'])
  expect(choicesOf([{ ...field('Note'), direction: 'busy', word: 'Busy' }], null)).toEqual([
    { private: 'Note', shared: 'Note there', direction: 'busy', word: 'Busy' },
  ])
})

test('a direction changes one field and leaves the others alone', () => {
  const changed = withDirection(choices, 'Note', 'to-shared', 'Busy')
  expect(changed.map(({ direction }) => direction)).toEqual(['both', 'to-shared'])
})

test('a field that becomes busy-only gets the usual word, and none is left behind when it is no longer', () => {
  const busy = withDirection(choices, 'Note', 'busy', 'Busy')
  expect(busy[1]).toEqual({ private: 'Note', shared: 'Note there', direction: 'busy', word: 'Busy' })
  expect(withWord(busy, 'Note', 'Away')[1]?.word).toBe('Away')
  expect(withDirection(busy, 'Note', 'both', 'Busy')[1]).toEqual(choices[1])
})

test('a field can be left out and join again', () => {
  const fewer = without(choices, 'Place')
  expect(fewer.map((choice) => choice.private)).toEqual(['Note'])
  expect(withField(fewer, 'Place', 'Place there').map((choice) => choice.private)).toEqual(['Note', 'Place'])
})

test('the directions that are offered are those that can be saved', () => {
  expect(fieldDirections).toEqual(allowed)
})

const end = (entry: string) => ({
  title: 't',
  database: 'd',
  resource: 'r',
  token: { kind: 'desktop', entry } as const,
  workspaceName: 'w',
  tokenExpiresAt: null,
})

test('one token that opens both databases is one, two are two', () => {
  expect(tokensOf({ private: end('a'), shared: end('a') }).map(({ sides }) => sides)).toEqual([['private', 'shared']])
  expect(tokensOf({ private: end('a'), shared: end('b') }).map(({ sides }) => sides)).toEqual([['private'], ['shared']])
})

test('tokens of different places are never the same, whatever they are called', () => {
  expect(sameToken({ kind: 'file', path: 'a' }, { kind: 'environment', variable: 'a' })).toBe(false)
  expect(sameToken({ kind: 'file', path: 'a' }, { kind: 'file', path: 'a' })).toBe(true)
})

test('taking a change back restores that and nothing else', () => {
  const before = { onConflict: 'ask', horizonMs: null as number | null, importRows: false }
  expect(partOf(before, { horizonMs: 1000 })).toEqual({ horizonMs: null })
})
