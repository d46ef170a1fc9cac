/**
 * Problems put together by their cause, and what the filters leave of them.
 *
 * Pure. What only a person can put right comes before what is tried again by itself; then what hits most.
 */
import type { Problem } from '../../shared/contract.ts'
import type { FailureCategory } from '../../shared/failure.ts'

export const pastFilters = ['all', 'hidden', 'only'] as const
export type PastFilter = (typeof pastFilters)[number]

export interface ProblemFilter {
  readonly category: string | null
  readonly past: PastFilter
}

export function matching(problems: readonly Problem[], { category, past }: ProblemFilter): readonly Problem[] {
  return problems.filter(
    (problem) =>
      (category === null || problem.category === category) && (past === 'all' || (past === 'only') === problem.past),
  )
}

/** Categories that occur, each once, in the order of the closed list. */
export function categoriesOf(problems: readonly Problem[]): readonly FailureCategory[] {
  return [...new Set(problems.map(({ category }) => category))].sort()
}

export interface ProblemGroup {
  readonly key: string
  readonly first: Problem
  /** At least one; what was tried last comes first. */
  readonly problems: readonly Problem[]
}

/** The same cause of the same profile is one group. */
export function groupsOf(problems: readonly Problem[]): readonly ProblemGroup[] {
  const found = Map.groupBy(problems, ({ profile, category, message, cause, remedy, actions }) =>
    JSON.stringify([profile, category, message, cause, remedy, actions]),
  )
  return [...found]
    .flatMap(([key, members]) => {
      const sorted = [...members].sort((a, b) => b.lastAt.localeCompare(a.lastAt) || a.id.localeCompare(b.id))
      const [first] = sorted
      return first === undefined ? [] : [{ key, first, problems: sorted }]
    })
    .sort(
      (a, b) =>
        Number(isTriedByItself(a.first)) - Number(isTriedByItself(b.first)) ||
        b.problems.length - a.problems.length ||
        b.first.lastAt.localeCompare(a.first.lastAt) ||
        a.key.localeCompare(b.key),
    )
}

export function isTriedByItself({ nextTryAt }: Problem): boolean {
  return nextTryAt !== undefined
}
