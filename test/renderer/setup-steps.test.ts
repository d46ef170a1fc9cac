/**
 * What the setup fills in by itself, and where a draft that was left goes on.
 */
import { expect, test } from 'vitest'
import { dayOf, timeOfDay } from '../../renderer/day.ts'
import { isTaken, likeliestFirst, onlyCandidate, proposeName, stepOf } from '../../renderer/setup/steps.ts'
import { adviceFor } from '../../renderer/setup/which-token.ts'
import type { FoundDatabase } from '../../shared/setup.ts'
import { emptyDraft } from '../../shared/setup-draft.ts'

const found = (id: string, looksLike: FoundDatabase['looksLike']): FoundDatabase => ({
  id,
  title: id,
  parentTitle: null,
  workspaceName: 'Annas Notion',
  looksLike,
  hint: '',
})
const database = { id: 'a', title: 'Calendar' }

test('a draft goes on at the step it names', () => {
  const draft = { ...emptyDraft, privateEntry: 'e', privateDatabase: database, sharedDatabase: database }
  expect(stepOf({ ...draft, step: 'preview' })).toBe('preview')
  expect(stepOf({ ...draft, step: 'access' })).toBe('access')
})

test('a draft never goes on at a step that something is still missing for', () => {
  expect(stepOf({ ...emptyDraft, step: 'check' })).toBe('access')
  expect(stepOf({ ...emptyDraft, step: 'preview', privateEntry: 'e', privateDatabase: database })).toBe('databases')
})

test('a step that no longer exists leads to the beginning', () => {
  expect(stepOf({ ...emptyDraft, step: 'a-step-of-old' })).toBe('welcome')
})

test('a database is chosen without asking only when it is the only one that fits', () => {
  expect(onlyCandidate([found('mine', 'private'), found('films', 'neither')], 'private')?.id).toBe('mine')
  expect(onlyCandidate([found('mine', 'private'), found('work', 'private')], 'private')).toBeNull()
  expect(onlyCandidate([found('films', 'neither')], 'shared')).toBeNull()
})

test('databases that fit come first, the others keep their order', () => {
  const listed = [
    found('films', 'neither'),
    found('ours', 'shared'),
    found('books', 'neither'),
    found('mine', 'private'),
  ]
  expect(likeliestFirst(listed, 'private').map(({ id }) => id)).toEqual(['mine', 'ours', 'films', 'books'])
})

test('a proposed name is usable and not taken, whatever the database is called', () => {
  expect(proposeName('Calendar', [], 'Partner Sync')).toBe('Calendar')
  expect(proposeName(' a/b\\c\n', [], 'Partner Sync')).toBe('a b c')
  expect(proposeName('//', [], 'Partner Sync')).toBe('Partner Sync')
  expect(proposeName('Calendar', ['calendar', 'Calendar 2'], 'Partner Sync')).toBe('Calendar 3')
  expect(proposeName('x'.repeat(500), ['y'], 'Partner Sync').length).toBeLessThanOrEqual(64)
})

test('two names that differ only in case are the same name', () => {
  expect(isTaken(' ANNA ', ['anna'])).toBe(true)
  expect(isTaken('anne', ['anna'])).toBe(false)
})

test('an internal connection is advised unless Notion would not let it work', () => {
  const usual = { place: 'own', members: 'one', standing: 'owner', standingThere: 'guest' } as const
  expect(adviceFor(usual)).toEqual({ private: 'internal', shared: null })
  expect(adviceFor({ ...usual, members: 'several-paid' })).toEqual({ private: 'internal', shared: null })
  // A free workspace with several members stops internal connections after 1,000 blocks; members cannot make any.
  expect(adviceFor({ ...usual, members: 'several-free' })).toEqual({ private: 'personal', shared: null })
  expect(adviceFor({ ...usual, standing: 'member' })).toEqual({ private: 'personal', shared: null })
})

test('a guest in the shared workspace is told to ask its owner for a token', () => {
  const other = { place: 'other', members: 'one', standing: 'owner', standingThere: 'guest' } as const
  expect(adviceFor(other)).toEqual({ private: 'internal', shared: 'from-host' })
  expect(adviceFor({ ...other, standingThere: 'member' })).toEqual({ private: 'internal', shared: 'personal' })
})

test('a day stands for its beginning in UTC, and an empty or impossible one for no time', () => {
  expect(timeOfDay('2027-02-28')).toBe('2027-02-28T00:00:00.000Z')
  expect(timeOfDay('')).toBeNull()
  expect(timeOfDay('2027-13-01')).toBeNull()
  expect(dayOf('2027-02-28T00:00:00.000Z')).toBe('2027-02-28')
  expect(dayOf(null)).toBe('')
})
