/**
 * The three-way merge of one pair, field by field (cases 2, 3, 4, 5, 19 and the one-way fields).
 *
 * A field that cannot be read waits; a field in conflict waits; every other field goes on. The result says what to write
 * where, what both sides agree on, and what to ask; it writes nothing. What becomes of one field: `core/field-outcome`.
 */
import type { FieldConflict, Question } from '../../shared/decision.ts'
import { assertNever } from '../../shared/failure.ts'
import type { FieldBase, FieldKey, FieldMapping, FieldValues, OptionPair, Side } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { baseKey, matchingBase } from './base.ts'
import { type FieldCase, type MergeInput, outcomeOf, type SettledBy } from './field-outcome.ts'
import { discoverOptionPairs, translate } from './fields.ts'
import type { Rules } from './situation.ts'

export interface Merge {
  readonly toPrivate: FieldValues
  readonly toShared: FieldValues
  /** What the written sides must still show right before the write. */
  readonly expectedPrivate: FieldValues
  readonly expectedShared: FieldValues
  readonly agreed: Readonly<Record<FieldKey, FieldBase>>
  readonly conflicts: readonly FieldConflict[]
  readonly questions: readonly Question[]
  readonly waiting: readonly FieldKey[]
  readonly optionPairs: readonly OptionPair[]
  /** What settled the fields that are written. */
  readonly settledBy: ReadonlySet<SettledBy>
}

/** Merges every mapped field. A field without a base on a pair without any base is an adoption (case 2). */
export function merge(input: MergeInput, rules: Rules): Merge {
  const writes = {
    private: { values: {} as Record<FieldKey, Value>, expected: {} as Record<FieldKey, Value> }, // Empty for now.
    shared: { values: {} as Record<FieldKey, Value>, expected: {} as Record<FieldKey, Value> }, // As above.
  }
  const agreed: Record<FieldKey, FieldBase> = {}
  const conflicts: FieldConflict[] = []
  const questions: Question[] = []
  const waiting: FieldKey[] = []
  const optionPairs: OptionPair[] = []
  const settledBy = new Set<SettledBy>()
  for (const field of rules.mapping.fields) {
    const one = fieldCase(field, input, rules)
    if (one === null) {
      waiting.push(field.key)
      continue
    }
    const write = (side: Side, value: Value): void => {
      writes[side].values[field.key] = value
      writes[side].expected[field.key] = one[side]
    }
    optionPairs.push(...discoverOptionPairs(one.private, one.shared, field, rules.optionPairs))
    const outcome = outcomeOf(one)
    switch (outcome.kind) {
      case 'nothing':
        break
      case 'agree':
        agreed[field.key] = { private: one.private, shared: one.shared, properties: baseKey(field) }
        break
      case 'write':
        write(outcome.side, outcome.value)
        settledBy.add(outcome.by)
        break
      case 'write-both':
        write('private', outcome.value)
        write('shared', translate(outcome.value, field, 'shared', rules.optionPairs))
        settledBy.add(outcome.by)
        break
      case 'conflict':
        conflicts.push({ field: field.key, base: one.base, private: one.private, shared: one.shared })
        break
      case 'ask':
        questions.push(outcome.question)
        waiting.push(field.key)
        break
      case 'wait':
        waiting.push(field.key)
        break
      default:
        assertNever(outcome)
    }
  }
  return {
    toPrivate: writes.private.values,
    toShared: writes.shared.values,
    expectedPrivate: writes.private.expected,
    expectedShared: writes.shared.expected,
    agreed,
    conflicts,
    questions,
    waiting,
    optionPairs,
    settledBy,
  }
}

/**
 * The values of both sides, the base standing in for a side that was not looked at; null when one is not known. A base
 * about other properties says nothing of what today's properties show.
 */
function fieldCase(field: FieldMapping, input: MergeInput, rules: Rules): FieldCase | null {
  const base = input.pair?.base?.[field.key] ?? null
  const known = matchingBase(field, base) === null ? null : base
  const privateValue = input.private === null ? known?.private : input.private.fields[field.key]
  const sharedValue = input.shared === null ? known?.shared : input.shared.fields[field.key]
  if (privateValue === undefined || sharedValue === undefined) return null
  return { field, private: privateValue, shared: sharedValue, base, input, rules }
}
