import { describe, expect, test } from 'vitest'
import { acceptedFrom, compare } from './comparison.ts'
import type { Figure } from './run-shapes.ts'

const requests = (value: number, onlyLong?: true): Figure => ({
  value,
  kind: 'requests',
  ...(onlyLong === undefined ? {} : { onlyLong }),
})
const ratio = (value: number): Figure => ({ value, kind: 'ratio' })
const accepted = { 'a: requests': 10, 'a: ratio': 2, 'a: large (--long)': 100, 'b: other': 5 }
const all = { requests: requests(10), ratio: ratio(2), large: requests(100, true) }
const nothing = { worse: [], better: [], fresh: [], gone: [] }

const comparedWith = (figures: Readonly<Record<string, Figure>>, long = true) =>
  compare(accepted, [{ bench: 'a', figures }], long)

describe('beside the accepted figures', () => {
  test('what is as it was is not told', () => {
    expect(comparedWith(all)).toEqual(nothing)
  })

  test('one request more is worse, one less is better', () => {
    expect(comparedWith({ ...all, requests: requests(11) }).worse).toEqual(['a: requests: 11 (accepted: 10)'])
    expect(comparedWith({ ...all, requests: requests(9) })).toEqual({
      ...nothing,
      better: ['a: requests: 9 (accepted: 10)'],
    })
  })

  test('one more of any count is worse', () => {
    expect(comparedWith({ ...all, requests: { value: 11, kind: 'count' } }).worse).toHaveLength(1)
  })

  test('a ratio may grow by a tenth, and not by more', () => {
    expect(comparedWith({ ...all, ratio: ratio(2.19) }).worse).toEqual([])
    expect(comparedWith({ ...all, ratio: ratio(2.21) }).worse).toEqual(['a: ratio: 2.21 (accepted: 2)'])
  })

  test('a ratio of times may grow by what it calls noise, and not by more', () => {
    const noisy = (value: number): Figure => ({ value, kind: 'ratio', noise: 1 })
    expect(comparedWith({ ...all, ratio: noisy(3.9) }).worse).toEqual([])
    expect(comparedWith({ ...all, ratio: noisy(4.1) }).worse).toHaveLength(1)
  })

  test('a figure without an accepted one is told as new', () => {
    expect(comparedWith({ ...all, newer: ratio(1.23456) })).toEqual({ ...nothing, fresh: ['a: newer: 1.235'] })
  })

  test('an accepted figure that its bench does not give any more is told', () => {
    const { requests: left, ...others } = all
    expect(left.value).toBe(10)
    expect(comparedWith(others).gone).toEqual(['a: requests (accepted: 10)'])
  })

  test('a figure of the long sizes counts as lost only when they were asked for', () => {
    const { large, ...others } = all
    expect(large.onlyLong).toBe(true)
    expect(comparedWith(others, false)).toEqual(nothing)
    expect(comparedWith(others, true).gone).toEqual(['a: large (--long) (accepted: 100)'])
  })

  test('a bench that did not run has lost nothing', () => {
    expect(comparedWith(all).gone).toEqual([])
    expect(compare(accepted, [], true)).toEqual(nothing)
  })
})

describe('accepting', () => {
  test('takes the new figures, leaves those of other benches, and forgets what is not measured any more', () => {
    const figures = { ratio: ratio(1.98765), newer: requests(3) }
    expect(acceptedFrom(accepted, [{ bench: 'a', figures }], true)).toEqual({
      'a: newer': 3,
      'a: ratio': 1.988,
      'b: other': 5,
    })
  })

  test('without the long sizes keeps theirs', () => {
    const { large, ...figures } = all
    expect(large.value).toBe(100)
    expect(acceptedFrom(accepted, [{ bench: 'a', figures }], false)).toEqual(accepted)
  })

  test('what was accepted is then neither worse nor lost nor new', () => {
    const measured = [{ bench: 'a', figures: { ratio: ratio(1 / 3) } }]
    expect(compare(acceptedFrom(accepted, measured, true), measured, true)).toEqual(nothing)
  })
})
