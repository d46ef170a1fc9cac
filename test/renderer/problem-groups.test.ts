/** How problems are put together, filtered, and told to whoever helps. */
import { describe, expect, test } from 'vitest'
import { categoriesOf, groupsOf, matching } from '../../renderer/problems/groups.ts'
import { technicalText } from '../../renderer/problems/technical.ts'
import type { Problem } from '../../shared/contract.ts'
import { problemsWords } from '../../shared/words/window-problems.ts'

const problem = (more: Partial<Problem> = {}): Problem => ({
  id: '1',
  profile: 'anna',
  category: 'validation',
  message: 'Notion does not accept the content.',
  cause: 'cause',
  remedy: 'remedy',
  detail: 'body failed validation',
  actions: [],
  past: false,
  dismissed: false,
  tries: 5,
  firstAt: '2026-12-01T00:00:00.000Z',
  lastAt: '2026-12-01T01:00:00.000Z',
  requestId: null,
  attempts: [],
  opens: null,
  ...more,
})

describe('problems of the same cause', () => {
  test('are one group of their profile', () => {
    const groups = groupsOf([problem(), problem({ id: '2' }), problem({ id: '3', profile: 'ben' })])
    expect(groups.map(({ problems }) => problems.map(({ id }) => id))).toEqual([['1', '2'], ['3']])
  })

  test('stand before others when only a person can put them right', () => {
    const waiting = problem({ id: '1', category: 'timeout', nextTryAt: '2026-12-01T02:00:00.000Z' })
    const groups = groupsOf([waiting, problem({ id: '2' })])
    expect(groups.map(({ first }) => first.id)).toEqual(['2', '1'])
  })
})

describe('the filters', () => {
  const all = [problem({ id: '1', past: true }), problem({ id: '2', category: 'schema' })]
  const ids = (past: 'all' | 'hidden' | 'only', category: string | null = null) =>
    matching(all, { past, category }).map(({ id }) => id)

  test('hide past appointments, or show nothing else', () => {
    expect([ids('all'), ids('hidden'), ids('only')]).toEqual([['1', '2'], ['2'], ['1']])
  })

  test('offer the categories that occur', () => {
    expect(categoriesOf(all)).toEqual(['schema', 'validation'])
    expect(ids('all', 'schema')).toEqual(['2'])
  })
})

test('the technical text has everything that is known, and nothing of what is not', () => {
  const attempts = [{ at: '2026-12-01T00:00:00.000Z', text: 'socket hang up' }, { at: '2026-12-01T01:00:00.000Z' }]
  const known = problem({ requestId: 'req-1', title: 'Dachzelt', attempts })
  expect(technicalText(known, '1.2.3', problemsWords('en').technical)).toBe(
    [
      'Notion does not accept the content.',
      'Category: validation',
      'Profile: anna',
      'Appointment: Dachzelt',
      'Request id: req-1',
      'Tries: 5',
      'First: 2026-12-01T00:00:00.000Z',
      'Last: 2026-12-01T01:00:00.000Z',
      'Version: 1.2.3',
      '',
      'body failed validation',
      '',
      'Earlier tries:',
      '2026-12-01T00:00:00.000Z  socket hang up',
    ].join('\n'),
  )
})
