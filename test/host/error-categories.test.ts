/** Every error category is met by the user with cause and remedy, and mends itself where that is promised. */
import { describe, expect, test } from 'vitest'
import { listConflicts, listProblems } from '../../electron/host/actions-lists.ts'
import { presentError } from '../../electron/host/present.ts'
import { type ErrorExplained, type Problem, problemSchema } from '../../shared/contract.ts'
import { type Failure, failureCategories } from '../../shared/failure.ts'
import { explainFailure } from '../../shared/words/failures.ts'
import type { Language } from '../../shared/words/language.ts'
import { addAppointments } from '../support/world.ts'
import { type CategoryCase, categoryCases } from './error-categories.ts'
import { HOUR, residence, SECOND, type Tenancy, until } from './residence.ts'

/** Of the product itself, not of what it talks to: wrong use, its own files, another process, an end. */
const ownCategories = ['usage', 'settings', 'ledger', 'locked', 'identity', 'stopped']

async function provoked(one: CategoryCase) {
  const place = await residence()
  addAppointments(place.world, 2)
  const tenancy = place.moveIn()
  tenancy.resident.start()
  await until(place.world, () => tenancy.resident.snapshot().standing === 'in-step')
  // What is read again is looked at after the minute in which it was written.
  await place.world.clock.sleep(90 * SECOND)
  one.provoke(place, tenancy)
  return { place, tenancy }
}

const problemOf = ({ home }: Tenancy, category: string, language: Language): Problem | undefined =>
  listProblems(home, null, language).find((problem) => problem.category === category)

interface Met {
  readonly failure: Failure
  /** As the user reads it. */
  readonly told: (language: Language) => ErrorExplained
}

/** What a sync answers to whoever asked for it, or what stands in the list of problems. */
async function meets(one: CategoryCase, { place, tenancy }: Awaited<ReturnType<typeof provoked>>): Promise<Met> {
  const { home, resident } = tenancy
  if (one.met === 'sync') {
    const done = await resident.syncNow(null, 'full')
    if (done.kind === 'ok') throw new Error('the sync did not fail')
    return { failure: done, told: (language) => presentError(done, language) }
  }
  await until(place.world, () => problemOf(tenancy, one.category, 'en') !== undefined, HOUR)
  const record = home.journal.problems(place.world.profile.id).find(({ failure }) => failure.category === one.category)
  if (record === undefined) throw new Error('no problem')
  return {
    failure: record.failure,
    told: (language) => problemSchema.parse(problemOf(tenancy, one.category, language)),
  }
}

test('every category that can be met is in the table once', () => {
  const met = categoryCases.map(({ category }) => category)
  expect([...met, ...ownCategories].toSorted()).toEqual([...failureCategories].toSorted())
})

describe('is told with cause and remedy in both languages, and its complete text', () => {
  test.each(categoryCases.filter(({ met }) => met !== 'conflict'))('$category', async (one) => {
    const met = await provoked(one)
    const { failure, told } = await meets(one, met)
    for (const language of ['en', 'de'] as const) {
      const said = told(language)
      expect(said.category).toBe(one.category)
      const { message, cause, remedy } = explainFailure({ ...one, subject: failure.subject }, language)
      expect(said).toMatchObject({ message, cause, remedy })
      for (const sentence of [said.message, said.cause, said.remedy]) expect(sentence.length).toBeGreaterThan(10)
      expect(said.detail?.length).toBeGreaterThan(0)
    }
    expect(told('en').message).not.toBe(told('de').message)
    expect(told('en').remedy).not.toBe(told('de').remedy)
    const problem = problemOf(met.tenancy, one.category, 'en')
    const next = problem?.nextTryAt === undefined ? 'none' : 'due'
    expect(problem === undefined ? null : next).toBe(one.next)
    expect(problem?.attempts.length).not.toBe(0)
  })
})

describe('is asked about in both languages, and stops nothing else', () => {
  test.each(categoryCases.filter(({ met }) => met === 'conflict'))('$category', async (one) => {
    const { place, tenancy } = await provoked(one)
    const asked = (language: Language) => listConflicts(tenancy.home, null, language)[0]
    await until(place.world, () => asked('en') !== undefined, HOUR)
    expect(asked('en')).toMatchObject({ kind: one.category })
    expect(asked('en')?.actions.length).toBeGreaterThan(0)
    expect(asked('en')?.message).not.toBe(asked('de')?.message)
    addAppointments(place.world, 1, { Name: 'Neu' })
    await until(place.world, () => place.world.sharedRows().some((row) => row.values['Name'] === 'Neu'))
  })
})

describe('is over by itself once its cause is gone', () => {
  test.each(categoryCases.filter(({ mend }) => mend !== null))('$category', async (one) => {
    const { place, tenancy } = await provoked(one)
    await meets(one, { place, tenancy })
    one.mend?.(place)
    const wanted = place.world.privateRows().length
    const settled = (): boolean =>
      tenancy.resident.snapshot().standing === 'in-step' && place.world.sharedRows().length === wanted
    await until(place.world, settled, HOUR)
    expect(tenancy.resident.snapshot()).toMatchObject({ problems: 0 })
  })
})
