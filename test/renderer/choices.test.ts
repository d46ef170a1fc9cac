/** Where one is after a conflict has been decided, and what fits a whole conflict. */
import { describe, expect, test } from 'vitest'
import { afterIt, keepsOfAll } from '../../renderer/conflicts/choices.ts'
import type { Conflict } from '../../shared/contract.ts'

const entries = (...ids: readonly string[]): readonly { readonly id: string }[] => ids.map((id) => ({ id }))

describe('after a conflict is decided', () => {
  test('the one below it comes next', () => {
    expect(afterIt(entries('a', 'b', 'c'), entries('a', 'c'), 'b')).toEqual({ id: 'c' })
  })

  test('the one below that is still open comes next when others went as well', () => {
    expect(afterIt(entries('a', 'b', 'c', 'd'), entries('a', 'd'), 'b')).toEqual({ id: 'd' })
  })

  test('the last one that is left comes next when it stood last', () => {
    expect(afterIt(entries('a', 'b'), entries('a'), 'b')).toEqual({ id: 'a' })
  })

  test('nothing comes next when none is left', () => {
    expect(afterIt(entries('a'), [], 'a')).toBeNull()
  })
})

const field = (keeps: Conflict['fields'][number]['keeps']): Conflict['fields'][number] => ({
  field: 'Ort',
  base: null,
  private: 'Keller',
  shared: 'Küche',
  keeps,
})
const conflict = (fields: Conflict['fields']): Conflict => ({
  id: '1',
  profile: 'anna',
  privateId: null,
  sharedId: null,
  title: '',
  fields,
  kind: 'fields',
  since: '2026-12-01T00:00:00.000Z',
  actions: ['private', 'shared', 'both'],
  message: '',
  editedAt: { private: null, shared: null },
  editedBy: { private: null, shared: null },
})

test('keeping both is offered for all fields at once only where each of them is a text', () => {
  const text = field(['private', 'shared', 'both'])
  expect(keepsOfAll(conflict([text, text]))).toEqual(['private', 'shared', 'both'])
  expect(keepsOfAll(conflict([text, field(['private', 'shared'])]))).toEqual(['private', 'shared'])
})
