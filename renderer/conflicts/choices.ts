/**
 * What can be chosen about a conflict, as the intents that say so and the sentences that tell what became of it.
 *
 * Pure.
 */
import type { Conflict } from '../../shared/contract.ts'
import type { AnswerAction } from '../../shared/decision.ts'
import type { Intent } from '../../shared/intent.ts'
import type { Formats } from '../../shared/words/format.ts'
import type { ConflictsWords } from '../../shared/words/window-conflicts.ts'

export type Keep = 'private' | 'shared' | 'both'
export const keeps: readonly Keep[] = ['private', 'shared', 'both']

export type Choice =
  /** One field; null means all of them. */
  | { readonly kind: 'keep'; readonly keep: Keep; readonly field: string | null }
  | { readonly kind: 'answer'; readonly action: AnswerAction }

export function intentOf({ id }: Conflict, choice: Choice): Intent {
  return choice.kind === 'keep'
    ? { action: 'resolve-conflict', id, keep: choice.keep, field: choice.field }
    : { action: 'answer', id, choice: choice.action }
}

/** What is so now that the choice has been carried out. */
export function doneText(conflict: Conflict, choice: Choice, title: string, said: ConflictsWords, formats: Formats) {
  const quoted = formats.quote(title)
  if (choice.kind === 'keep') {
    const { keep, field } = choice
    return field === null ? said.done.fields[keep](quoted) : said.done.field[keep](quoted, formats.quote(field))
  }
  const told = conflict.kind === 'fields' ? undefined : said.done.answer[conflict.kind][choice.action]
  return told === undefined ? said.done.general(quoted) : `${quoted}: ${told}`
}

/** Which choices fit all fields of a conflict at once. */
export function keepsOfAll(conflict: Conflict): readonly Keep[] {
  if (conflict.kind !== 'fields') return []
  return keeps.filter((keep) => conflict.fields.every((field) => field.keeps.includes(keep)))
}

/** Where the user goes after an entry of a list is gone: to what stood below it, else to what stands last now. */
export function afterIt<Entry extends { readonly id: string }>(
  before: readonly Entry[],
  now: readonly Entry[],
  id: string,
): Entry | null {
  const at = before.findIndex((one) => one.id === id)
  const left = new Map(now.map((one) => [one.id, one]))
  const below = before.slice(at + 1).find((one) => left.has(one.id))
  return (below === undefined ? undefined : left.get(below.id)) ?? now.at(-1) ?? null
}
