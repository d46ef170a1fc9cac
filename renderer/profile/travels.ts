/**
 * What travels between two databases, as a list of choices that somebody changes one by one. Pure.
 */
import type { FieldChoice, FieldDirection, ProposedField } from '../../shared/setup.ts'

export const fieldDirections: readonly FieldDirection[] = ['both', 'to-shared', 'busy']

/** What is true when nothing was chosen: each proposed field as it is proposed. */
export function choicesOf(
  proposed: readonly ProposedField[],
  chosen: readonly FieldChoice[] | null,
): readonly FieldChoice[] {
  return chosen ?? proposed.map(choiceOf)
}

function choiceOf({ private: own, shared, direction, word }: ProposedField): FieldChoice {
  return { private: own, shared, direction, ...(word === undefined ? {} : { word }) }
}

/** A busy-only field keeps the word that it had, or gets the usual one. */
export function withDirection(
  choices: readonly FieldChoice[],
  field: string,
  direction: FieldDirection,
  usualWord: string,
): readonly FieldChoice[] {
  return choices.map((choice) => {
    if (choice.private !== field) return choice
    const { word = usualWord, ...rest } = choice
    return direction === 'busy' ? { ...rest, direction, word } : { ...rest, direction }
  })
}

export function withWord(choices: readonly FieldChoice[], field: string, word: string): readonly FieldChoice[] {
  return choices.map((choice) => (choice.private === field ? { ...choice, word } : choice))
}

export function without(choices: readonly FieldChoice[], field: string): readonly FieldChoice[] {
  return choices.filter((choice) => choice.private !== field)
}

export function withField(choices: readonly FieldChoice[], own: string, shared: string): readonly FieldChoice[] {
  return [...without(choices, own), { private: own, shared, direction: 'both' }]
}
