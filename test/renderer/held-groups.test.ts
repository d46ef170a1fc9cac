/** How held pages are put together, and what an answer is about. */
import { describe, expect, test } from 'vitest'
import { answered, groupsOf, type HeldPage } from '../../renderer/held/groups.ts'

const page = (privateId: string, action: HeldPage['action'], since = '2026-12-01T00:00:00.000Z'): HeldPage => ({
  privateId,
  sharedId: null,
  title: privateId,
  action,
  since,
  message: '',
})

describe('held pages', () => {
  test('stand together when the same happens to them, whatever the reason', () => {
    const pages = [page('b', 'unshare'), page('c', 'create'), page('a', 'trash-copy')]
    const groups = groupsOf([{ profile: 'anna', count: 3, of: 40, pages }], null)
    expect(groups.map(({ kind, pages }) => [kind, pages.map(({ privateId }) => privateId)])).toEqual([
      ['remove', ['a', 'b']],
      ['create', ['c']],
    ])
  })

  test('of two profiles are never put together', () => {
    const pages = [page('a', 'unshare')]
    const held = ['anna', 'ben'].map((profile) => ({ profile, count: 1, of: 4, pages }))
    expect(groupsOf(held, null).map(({ profile }) => profile)).toEqual(['anna', 'ben'])
    expect(groupsOf(held, 'ben').map(({ profile }) => profile)).toEqual(['ben', 'anna'])
  })
})

describe('an answer', () => {
  const [group] = groupsOf(
    [{ profile: 'anna', count: 2, of: 4, pages: [page('a', 'unshare'), page('b', 'unshare')] }],
    null,
  )
  const about = (...ticked: readonly string[]) =>
    group === undefined ? [] : answered(group, new Set(ticked)).map(({ privateId }) => privateId)

  test('is about all of a group when none is ticked', () => {
    expect(about()).toEqual(['a', 'b'])
  })

  test('is about the ticked ones alone', () => {
    expect(about('b')).toEqual(['b'])
  })

  test('is about none that went meanwhile', () => {
    expect(about('b', 'gone')).toEqual(['b'])
  })
})
