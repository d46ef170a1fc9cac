/**
 * The order of the setup's steps, and what it fills in by itself where nothing is left to decide.
 *
 * Pure: from what was chosen and what was found.
 */
import type { FoundDatabase, SetupDraft } from '../../shared/setup.ts'
import type { SetupStep } from '../../shared/words/window-setup.ts'

export const steps: readonly SetupStep[] = ['welcome', 'access', 'databases', 'check', 'preview']

/** Where a kept draft goes on: the step it names, but none that what was chosen does not suffice for. */
export function stepOf(draft: SetupDraft): SetupStep {
  const named = steps.find((step) => step === draft.step) ?? 'welcome'
  const furthest: SetupStep =
    draft.privateEntry === null
      ? 'access'
      : draft.privateDatabase === null || draft.sharedDatabase === null
        ? 'databases'
        : 'preview'
  return steps.indexOf(named) <= steps.indexOf(furthest) ? named : furthest
}

export function stepBefore(step: SetupStep): SetupStep {
  return steps[Math.max(0, steps.indexOf(step) - 1)] ?? 'welcome'
}

export function stepAfter(step: SetupStep): SetupStep {
  return steps[steps.indexOf(step) + 1] ?? 'preview'
}

/** The database that is meant without asking: the only one that looks like that side. */
export function onlyCandidate(found: readonly FoundDatabase[], side: 'private' | 'shared'): FoundDatabase | null {
  const fitting = found.filter(({ looksLike }) => looksLike === side)
  const [first] = fitting
  return first !== undefined && fitting.length === 1 ? first : null
}

/** First those that look like what is searched for; otherwise in the order in which they were found. */
export function likeliestFirst(found: readonly FoundDatabase[], side: 'private' | 'shared'): readonly FoundDatabase[] {
  const rank = ({ looksLike }: FoundDatabase): number => (looksLike === side ? 0 : looksLike === 'neither' ? 2 : 1)
  return found.toSorted((one, other) => rank(one) - rank(other))
}

const LONGEST_NAME = 64

/** A name for the profile out of the database's title: usable, and not taken yet. */
export function proposeName(title: string, taken: readonly string[], fallback: string): string {
  const plain = title
    .replaceAll(/[\p{Control}/\\]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_NAME - 4)
    .trim()
  const base = plain === '' ? fallback : plain
  const candidates = [base, ...taken.map((_, index) => `${base} ${index + 2}`)]
  return candidates.find((name) => !isTaken(name, taken)) ?? `${base} ${taken.length + 2}`
}

/** As the main side judges it: upper and lower case are the same name. */
export function isTaken(name: string, taken: readonly string[]): boolean {
  const wanted = name.trim().toLowerCase()
  return taken.some((one) => one.toLowerCase() === wanted)
}

/** Whether what was typed into a search is an address rather than a part of a title. */
export function looksLikeLink(text: string): boolean {
  return /^https?:\/\//i.test(text.trim())
}
