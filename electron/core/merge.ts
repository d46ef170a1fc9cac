/**
 * The three-way merge of one pair, field by field (cases 2, 3, 4, 5, 19 and the one-way fields).
 *
 * "Changed" always means: against the own side's base, so that what a server normalises never ping-pongs. A field that
 * cannot be read waits; a field in conflict waits; every other field goes on. The result says what to write where, what
 * both sides agree on, and what to ask; it writes nothing.
 */
import type { Answer, FieldConflict, Question } from '../../shared/decision.ts'
import { assertNever } from '../../shared/failure.ts'
import type {
  Base,
  FieldBase,
  FieldKey,
  FieldMapping,
  FieldValues,
  OptionPair,
  Pair,
  PrivateView,
  SharedView,
  Side,
  View,
} from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import {
  derive,
  discoverOptionPairs,
  equal,
  equalAcross,
  isEmpty,
  joinBoth,
  missingOption,
  reattachMentions,
  translate,
} from './fields.ts'
import { propertiesKey } from './mapping.ts'
import type { OpenQuestion, Rules } from './situation.ts'

export interface MergeInput {
  /** Null: not looked at in this run; stands for its base. At least one side was seen. */
  readonly private: PrivateView | null
  readonly shared: SharedView | null
  readonly pair: Pair | null
  readonly questions: readonly OpenQuestion[]
  readonly foreignWrite: { readonly private: boolean; readonly shared: boolean }
  /** Row 20: the private values win wherever the sides differ. */
  readonly privateWins: boolean
}

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
}

/** What is to become of one field. */
type FieldOutcome =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'agree' }
  | { readonly kind: 'write'; readonly side: Side; readonly value: Value }
  | { readonly kind: 'write-both'; readonly value: Value }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'ask'; readonly question: Question }
  | { readonly kind: 'wait' }

interface FieldCase {
  readonly field: FieldMapping
  readonly private: Value
  readonly shared: Value
  readonly base: FieldBase | null
  readonly input: MergeInput
  readonly rules: Rules
}

/** How a base remembers which properties it is about and which way the field travelled then. */
export function baseKey(field: FieldMapping): string {
  const direction = field.direction
  return `${propertiesKey(field)}|${direction.kind}${direction.kind === 'busy' ? `=${direction.word}` : ''}`
}

/** Merges every mapped field. A field without a base on a pair without any base is an adoption (case 2). */
export function merge(input: MergeInput, rules: Rules): Merge {
  const toPrivate: Record<FieldKey, Value> = {}
  const toShared: Record<FieldKey, Value> = {}
  const expectedPrivate: Record<FieldKey, Value> = {}
  const expectedShared: Record<FieldKey, Value> = {}
  const agreed: Record<FieldKey, FieldBase> = {}
  const conflicts: FieldConflict[] = []
  const questions: Question[] = []
  const waiting: FieldKey[] = []
  const optionPairs: OptionPair[] = []
  for (const field of rules.mapping.fields) {
    const one = fieldCase(field, input, rules)
    if (one === null) {
      waiting.push(field.key)
      continue
    }
    optionPairs.push(...discoverOptionPairs(one.private, one.shared, field, rules.optionPairs))
    const outcome = careful(one, decide(one))
    switch (outcome.kind) {
      case 'nothing':
        break
      case 'agree':
        agreed[field.key] = { private: one.private, shared: one.shared, properties: baseKey(field) }
        break
      case 'write':
        if (outcome.side === 'private') {
          toPrivate[field.key] = outcome.value
          expectedPrivate[field.key] = one.private
        } else {
          toShared[field.key] = outcome.value
          expectedShared[field.key] = one.shared
        }
        break
      case 'write-both':
        toPrivate[field.key] = outcome.value
        expectedPrivate[field.key] = one.private
        toShared[field.key] = translate(outcome.value, field, 'shared', rules.optionPairs)
        expectedShared[field.key] = one.shared
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
  return { toPrivate, toShared, expectedPrivate, expectedShared, agreed, conflicts, questions, waiting, optionPairs }
}

/** The values of both sides, the base standing in for a side that was not looked at; null when one is not known. */
function fieldCase(field: FieldMapping, input: MergeInput, rules: Rules): FieldCase | null {
  const stored: Base = input.pair?.base ?? {}
  const known = stored[field.key] ?? null
  const privateValue = input.private?.fields[field.key] ?? (input.private === null ? known?.private : undefined)
  const sharedValue = input.shared?.fields[field.key] ?? (input.shared === null ? known?.shared : undefined)
  if (privateValue === undefined || sharedValue === undefined) return null
  return { field, private: privateValue, shared: sharedValue, base: known, input, rules }
}

function decide(one: FieldCase): FieldOutcome {
  const { field, rules } = one
  if (one.private.kind === 'unreadable' || one.shared.kind === 'unreadable') return { kind: 'wait' }
  if (field.direction.kind !== 'both') {
    const shown = derive(one.private, field, rules.optionPairs)
    if (!equal(shown, one.shared)) return writable(one, 'shared', shown)
    return current(one) ? { kind: 'nothing' } : { kind: 'agree' }
  }
  const answer = answerFor(one)
  if (answer !== null) return answer
  const same = equalAcross(one.private, one.shared, field, rules.optionPairs)
  if (one.input.privateWins) return same ? { kind: 'agree' } : fromPrivate(one)
  const base = matchingBase(one)
  if (base === 'from-private') return same ? { kind: 'agree' } : fromPrivate(one)
  if (base === null) return withoutBase(one, same)
  const privateChanged = !equal(one.private, base.private)
  const sharedChanged = !equal(one.shared, base.shared)
  if (!privateChanged && !sharedChanged) return { kind: 'nothing' }
  if (same) return { kind: 'agree' }
  const deleted = deletedOption(one, base, privateChanged, sharedChanged)
  if (deleted !== null) return { kind: 'ask', question: deleted }
  const foreign = (privateChanged && one.input.foreignWrite.private) || (sharedChanged && one.input.foreignWrite.shared)
  if (foreign || stillAsked(one)) return { kind: 'conflict' }
  if (privateChanged && sharedChanged) return byPolicy(one)
  return privateChanged ? fromPrivate(one) : fromShared(one)
}

/** Case 2 when nothing of the pair has a base; else the field was mapped later (sync-semantics, Schema). */
function withoutBase(one: FieldCase, same: boolean): FieldOutcome {
  if (same) return { kind: 'agree' }
  if (stillAsked(one)) return { kind: 'conflict' }
  if (one.input.pair?.base != null) {
    if (isEmpty(one.shared)) return fromPrivate(one)
    if (isEmpty(one.private)) return fromShared(one)
    return { kind: 'conflict' }
  }
  return one.rules.rebuilt ? { kind: 'conflict' } : byPolicy(one)
}

/** Case 5: the same field differs on both sides. */
function byPolicy(one: FieldCase): FieldOutcome {
  const { onConflict } = one.rules
  switch (onConflict) {
    case 'ask':
      return { kind: 'conflict' }
    case 'private':
      return fromPrivate(one)
    case 'shared':
      return fromShared(one)
    case 'newest': {
      const { private: privatePage, shared: sharedPage } = one.input
      if (privatePage === null || sharedPage === null) return { kind: 'conflict' }
      if (movedByUs(one, 'private') || movedByUs(one, 'shared')) return { kind: 'conflict' }
      if (privatePage.editedAt === sharedPage.editedAt) return { kind: 'conflict' }
      return privatePage.editedAt > sharedPage.editedAt ? fromPrivate(one) : fromShared(one)
    }
    default:
      return assertNever(onConflict)
  }
}

/** A page time that one of our own writes moved says nothing about who was last (case 5, newest wins). */
function movedByUs(one: FieldCase, side: Side): boolean {
  const page = one.input[side]
  if (page === null) return false
  return page.editedAt === one.input.pair?.marks[side].ownWriteAt || page.editedBy === one.rules.bots[side]
}

function fromPrivate(one: FieldCase): FieldOutcome {
  const value = translate(one.private, one.field, 'shared', one.rules.optionPairs)
  return writable(one, 'shared', reattachMentions(value, one.shared))
}

function fromShared(one: FieldCase): FieldOutcome {
  const value = translate(one.shared, one.field, 'private', one.rules.optionPairs)
  return writable(one, 'private', reattachMentions(value, one.private))
}

/** A status that has no counterpart is one question, not a refused write for every page. */
function writable(one: FieldCase, side: Side, value: Value): FieldOutcome {
  const options = one.rules.options(side, one.field.key)
  const missing = options === null ? null : missingOption(value, options, one.field.type)
  if (missing === null) return { kind: 'write', side, value }
  return { kind: 'ask', question: { kind: 'option', field: one.field.key, side, option: missing } }
}

/**
 * In careful mode a value is written only onto a page whose time is what this ledger last read (rail "Two computers").
 * One-way fields are exempt: what the shared side must show there follows from the private side alone.
 */
function careful(one: FieldCase, outcome: FieldOutcome): FieldOutcome {
  if (!one.rules.careful || outcome.kind !== 'write' || one.field.direction.kind !== 'both') return outcome
  if (answerFor(one) !== null) return outcome
  const page = one.input[outcome.side]
  const mark = one.input.pair?.marks[outcome.side].seenAt ?? null
  return page !== null && page.editedAt !== mark ? { kind: 'conflict' } : outcome
}

/** The base, when it is about the same two properties. A field that stops being one-way starts from the private side. */
function matchingBase(one: FieldCase): FieldBase | 'from-private' | null {
  if (one.base === null) return null
  const now = baseKey(one.field)
  if (one.base.properties === now) return one.base
  const [properties = '', direction = ''] = one.base.properties.split('|')
  if (properties !== propertiesKey(one.field)) return null
  return direction === 'both' ? null : 'from-private'
}

function current(one: FieldCase): boolean {
  return (
    one.base !== null &&
    one.base.properties === baseKey(one.field) &&
    equal(one.base.private, one.private) &&
    equal(one.base.shared, one.shared)
  )
}

/** Whether a side shows anything else in the mapped fields than when both last agreed. */
export function differsFromBase(view: View, base: Base, rules: Rules): boolean {
  return rules.mapping.fields.some((field) => {
    const known = base[field.key]
    const now = view.fields[field.key]
    return known !== undefined && now !== undefined && !equal(known[view.side], now)
  })
}

/** The open question about this field, when both sides still show what it was asked about. */
function openConflict(
  one: FieldCase,
): { readonly conflict: FieldConflict; readonly answers: readonly Answer[] } | null {
  for (const open of one.input.questions) {
    if (open.question.kind !== 'fields') continue
    const conflict = open.question.fields.find((each) => each.field === one.field.key)
    if (conflict && equal(conflict.private, one.private) && equal(conflict.shared, one.shared)) {
      return { conflict, answers: open.answers }
    }
  }
  return null
}

/** A conflict stays one until it is answered or a side shows something else. */
function stillAsked(one: FieldCase): boolean {
  return openConflict(one) !== null
}

/** The user's choice for this field, which holds only for the values it was made on. */
function answerFor(one: FieldCase): FieldOutcome | null {
  const answers = [...(openConflict(one)?.answers ?? []), ...optionAnswers(one)]
  const answer = answers.filter((each) => each.field === null || each.field === one.field.key).at(-1)
  if (answer === undefined) return null
  if (answer.action === 'private') return fromPrivate(one)
  if (answer.action === 'shared') return fromShared(one)
  const joined =
    answer.action === 'both'
      ? joinBoth(one.private, translate(one.shared, one.field, 'private', one.rules.optionPairs))
      : null
  return joined === null ? null : { kind: 'write-both', value: joined }
}

function optionAnswers(one: FieldCase): readonly Answer[] {
  return one.input.questions.flatMap((open) =>
    open.question.kind === 'option' && open.question.field === one.field.key ? open.answers : [],
  )
}

/** An option that vanished from the schema emptied its pages by itself: nobody edited them. */
function deletedOption(one: FieldCase, base: FieldBase, onPrivate: boolean, onShared: boolean): Question | null {
  for (const side of ['private', 'shared'] as const) {
    if (!(side === 'private' ? onPrivate : onShared)) continue
    const options = one.rules.options(side, one.field.key)
    if (options === null) continue
    const gone = optionsOf(base[side]).find(
      (option) =>
        option.id !== null &&
        !options.some((each) => each.id === option.id) &&
        !optionsOf(one[side]).some((each) => each.id === option.id),
    )
    if (gone) return { kind: 'option', field: one.field.key, side, option: gone.name }
  }
  return null
}

function optionsOf(value: Value): readonly { readonly id: string | null; readonly name: string }[] {
  if (value.kind === 'option') return value.option === null ? [] : [value.option]
  return value.kind === 'options' ? value.options : []
}
