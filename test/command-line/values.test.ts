import { describe, expect, test } from 'vitest'
import { Refusal } from '../../electron/command-line/refusal.ts'
import {
  flag,
  parseChoice,
  parseDuration,
  parsePageId,
  parseWhole,
  parseYesNo,
} from '../../electron/command-line/values.ts'

describe('durations', () => {
  test.each([
    ['2h', 7_200_000],
    ['90d', 7_776_000_000],
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['45 min', 2_700_000],
    ['90S', 90_000],
  ])('%s is understood', (text, ms) => expect(parseDuration(text)).toBe(ms))

  test.each(['', '2', 'h', '2x', '-2h', '0h', '2h x', '1e3s', '99999999999999999d'])('%j is refused', (text) => {
    expect(parseDuration(text)).toBeNull()
  })
})

test('ids are found in every spelling and in links, never behind a view', () => {
  const id = '0123abcd-4567-89ab-cdef-0123456789ab'
  const bare = id.replaceAll('-', '')
  expect(parsePageId(id)).toBe(id)
  expect(parsePageId(bare.toUpperCase())).toBe(id)
  expect(parsePageId(`https://www.notion.so/anna/Dachzelt-${bare}?v=ffffffffffffffffffffffffffffffff`)).toBe(id)
  expect(parsePageId(`https://www.notion.so/${bare}#block`)).toBe(id)
  expect(parsePageId('Dachzelt')).toBeNull()
  expect(parsePageId(`${bare}0`)).toBeNull()
})

test('whole numbers, choices and yes or no take nothing else', () => {
  expect(parseWhole(1)('7')).toBe(7)
  expect(['0', '-1', '1.5', 'x', ''].map(parseWhole(1))).toEqual([null, null, null, null, null])
  expect(parseChoice(['ask', 'newest'])('ASK')).toBe('ask')
  expect(parseChoice(['ask'])('asks')).toBeNull()
  expect(['yes', 'ja', 'no', 'nein', 'vielleicht'].map(parseYesNo)).toEqual([true, true, false, false, null])
})

test('a value that cannot be read ends the command and names flag and value', () => {
  expect(flag('--limit', undefined, parseWhole(1))).toBeUndefined()
  const refused = (): unknown => flag('--limit', 'many', parseWhole(1))
  expect(refused).toThrow(Refusal)
  expect(refused).toThrow(
    expect.objectContaining({
      failure: expect.objectContaining({ reason: 'invalid-argument', subject: '--limit many' }) as unknown,
    }) as Error,
  )
})
