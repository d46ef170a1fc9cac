/**
 * What becomes of one mapped field of a pair (cases 2, 3, 5, 19, the one-way fields, and options without a partner).
 *
 * Knows both values, the base, the policy and the user's answers; decides, and writes nothing. A field that cannot be
 * read waits; one-way fields follow from the private side alone, are never a conflict and never flow back.
 */
import type { Answer, FieldConflict, Question } from '../../shared/decision.ts'
import { assertNever } from '../../shared/failure.ts'
import type { FieldBase, FieldMapping, Pair, PrivateView, SharedView, Side } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { currentBase, matchingBase, unseenHalf, vanishedOption } from './base.ts'
import { derive, equal, equalAcross, isEmpty, joinBoth, missingOption, reattachMentions, translate } from './fields.ts'
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

/** What settled a field: an edit of one side alone, the profile's policy, or the user's answer. */
export type SettledBy = 'edit' | 'policy' | 'answer'

/** What is to become of one field. */
export type FieldOutcome =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'agree' }
  | { readonly kind: 'write'; readonly side: Side; readonly value: Value; readonly by: SettledBy }
  | { readonly kind: 'write-both'; readonly value: Value; readonly by: 'answer' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'ask'; readonly question: OptionQuestion }
  | { readonly kind: 'wait' }

type OptionQuestion = Extract<Question, { kind: 'option' }>

export interface FieldCase {
  readonly field: FieldMapping
  readonly private: Value
  readonly shared: Value
  readonly base: FieldBase | null
  readonly input: MergeInput
  readonly rules: Rules
}

/** Decides one field; what is asked about an option is answered once for every page that it would be asked for. */
export function outcomeOf(one: FieldCase): FieldOutcome {
  if (one.private.kind === 'unreadable' || one.shared.kind === 'unreadable') return { kind: 'wait' }
  if (one.field.direction.kind !== 'both') return oneWay(one)
  const answered = byAnswer(one)
  if (answered !== null) return answered
  const outcome = careful(one, unanswered(one))
  return outcome.kind === 'ask' ? byOptionAnswer(one, outcome) : outcome
}

/**
 * The shared side shows what follows from the private one, whatever the base. A pair that still shows what both showed
 * when it was written is in step, even where the service stores it in a spelling of its own.
 */
function oneWay(one: FieldCase): FieldOutcome {
  const known = currentBase(one.field, one.input.pair?.base)
  if (known !== null && equal(known.private, one.private) && equal(known.shared, one.shared)) return { kind: 'nothing' }
  const shown = derive(one.private, one.field, one.rules.optionPairs)
  return equal(shown, one.shared) ? { kind: 'agree' } : writable(one, 'shared', shown, 'edit')
}

function unanswered(one: FieldCase): FieldOutcome {
  // Asked for only where it decides: nearly all fields are as they were.
  const isSame = (): boolean => equalAcross(one.private, one.shared, one.field, one.rules.optionPairs)
  if (one.input.privateWins) return isSame() ? { kind: 'agree' } : fromPrivate(one, 'edit')
  const base = matchingBase(one.field, one.base)
  if (base === null || base === 'from-private') return isSame() ? { kind: 'agree' } : withoutBase(one, base)
  const unseen = unseenHalf(base)
  const changed = { private: hasChanged(one, base, 'private'), shared: hasChanged(one, base, 'shared') }
  if (unseen === null && !changed.private && !changed.shared) return { kind: 'nothing' }
  if (isSame()) return { kind: 'agree' }
  const deleted = deletedOption(one, base, changed)
  if (deleted !== null) return { kind: 'ask', question: deleted }
  const { foreignWrite } = one.input
  const foreign = (changed.private && foreignWrite.private) || (changed.shared && foreignWrite.shared)
  if (foreign || openConflict(one) !== null) return { kind: 'conflict' }
  // What was written and never shown, and is not there, may have been edited since, or never have arrived.
  const doubtful = unseen !== null && changed[unseen]
  if (doubtful || (changed.private && changed.shared)) return byPolicy(one)
  return changed.private ? fromPrivate(one, 'edit') : fromShared(one, 'edit')
}

/** Against the own side's base; where no answer has shown that, against what the other side showed when it was written. */
function hasChanged(one: FieldCase, base: FieldBase, side: Side): boolean {
  if (base[side].kind !== 'unreadable') return !equal(one[side], base[side])
  const { field, rules } = one
  return side === 'shared'
    ? !equalAcross(base.private, one.shared, field, rules.optionPairs)
    : !equalAcross(one.private, base.shared, field, rules.optionPairs)
}

/** Case 2 when nothing of the pair has a base; else the field was mapped later (sync-semantics, Schema). They differ. */
function withoutBase(one: FieldCase, base: 'from-private' | null): FieldOutcome {
  const { foreignWrite, pair } = one.input
  // A write of another computer is never carried over, and a conflict stays one until it is answered.
  if (foreignWrite.private || (foreignWrite.shared && base === null)) return { kind: 'conflict' }
  if (openConflict(one) !== null) return { kind: 'conflict' }
  if (base === 'from-private') return fromPrivate(one, 'edit')
  if (one.rules.rebuilt) return { kind: 'conflict' }
  if (pair?.base == null) return withoutPartner(one) ?? unlessOurs(byPolicy(one), one)
  // Somebody was asked about this field and a side shows something new: also then nothing is filled unasked.
  if (wasAsked(one)) return { kind: 'conflict' }
  if (isEmpty(one.shared)) return fromPrivate(one, 'edit')
  if (isEmpty(one.private)) return fromShared(one, 'edit')
  return withoutPartner(one) ?? { kind: 'conflict' }
}

/**
 * What our own integration wrote last, and this ledger knows nothing of, wins no policy over a person's page: another
 * computer, or an older tool, wrote it there, and may be about to bring that page's value over (rail "Two computers").
 */
function unlessOurs(outcome: FieldOutcome, one: FieldCase): FieldOutcome {
  const bot = one.rules.bots.shared
  const byUs = bot !== null && one.input.shared?.editedBy === bot
  return byUs && outcome.kind === 'write' && outcome.side === 'private' ? { kind: 'conflict' } : outcome
}

/** Case 5: the same field differs on both sides. */
function byPolicy(one: FieldCase): FieldOutcome {
  const { onConflict } = one.rules
  switch (onConflict) {
    case 'ask':
      return { kind: 'conflict' }
    case 'private':
      return fromPrivate(one, 'policy')
    case 'shared':
      return fromShared(one, 'policy')
    case 'newest': {
      const { private: mine, shared: copy } = one.input
      if (mine === null || copy === null || mine.editedAt === copy.editedAt) return { kind: 'conflict' }
      if (movedByUs(one, 'private') || movedByUs(one, 'shared')) return { kind: 'conflict' }
      return mine.editedAt > copy.editedAt ? fromPrivate(one, 'policy') : fromShared(one, 'policy')
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

function fromPrivate(one: FieldCase, by: SettledBy): FieldOutcome {
  const value = translate(one.private, one.field, 'shared', one.rules.optionPairs)
  return writable(one, 'shared', reattachMentions(value, one.shared), by)
}

function fromShared(one: FieldCase, by: SettledBy): FieldOutcome {
  const value = translate(one.shared, one.field, 'private', one.rules.optionPairs)
  return writable(one, 'private', reattachMentions(value, one.private), by)
}

/** A status that has no counterpart is one question, not a refused write for every page. */
function writable(one: FieldCase, side: Side, value: Value, by: SettledBy): FieldOutcome {
  const missing = missingIn(one.rules, one.field, side, value)
  return missing === null ? { kind: 'write', side, value, by } : { kind: 'ask', question: missing }
}

/** The question about an option that a side lacks and that writing would not create; null when it can be written. */
export function missingIn(rules: Rules, field: FieldMapping, side: Side, value: Value): OptionQuestion | null {
  const options = rules.options(side, field.key)
  const option = options === null ? null : missingOption(value, options, field.type)
  return option === null ? null : { kind: 'option', field: field.key, side, option }
}

/** A private option that the shared side cannot show is one question for all pages, not a conflict of each. */
function withoutPartner(one: FieldCase): FieldOutcome | null {
  const value = translate(one.private, one.field, 'shared', one.rules.optionPairs)
  const question = missingIn(one.rules, one.field, 'shared', value)
  return question === null ? null : { kind: 'ask', question }
}

/** In careful mode a value is written only onto a page whose time is what this ledger last read ("Two computers"). */
function careful(one: FieldCase, outcome: FieldOutcome): FieldOutcome {
  if (!one.rules.careful || outcome.kind !== 'write' || one.input.privateWins) return outcome
  const page = one.input[outcome.side]
  return page !== null && !untouched(page, one.input.pair) ? { kind: 'conflict' } : outcome
}

/** Whether a page's time is the one that this ledger last read. */
export function untouched(page: PrivateView | SharedView, pair: Pair | null): boolean {
  return page.editedAt === (pair?.marks[page.side].seenAt ?? null)
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

function wasAsked(one: FieldCase): boolean {
  return one.input.questions.some(
    ({ question }) => question.kind === 'fields' && question.fields.some((each) => each.field === one.field.key),
  )
}

/** The user's choice for this field, which holds only for the values it was made on. */
function byAnswer(one: FieldCase): FieldOutcome | null {
  const answers = openConflict(one)?.answers ?? []
  const answer = answers.findLast((each) => each.field === null || each.field === one.field.key)
  if (answer === undefined) return null
  if (answer.action === 'private') return fromPrivate(one, 'answer')
  if (answer.action === 'shared') return fromShared(one, 'answer')
  const joined =
    answer.action === 'both'
      ? joinBoth(one.private, translate(one.shared, one.field, 'private', one.rules.optionPairs))
      : null
  return joined === null ? null : { kind: 'write-both', value: joined, by: 'answer' }
}

/** The user's choice for this very option; it concerns only the pages that would ask about it. */
function byOptionAnswer(one: FieldCase, asked: Extract<FieldOutcome, { kind: 'ask' }>): FieldOutcome {
  const { field, side, option } = asked.question
  const answers = one.input.questions.flatMap(({ question, answers }) =>
    question.kind === 'option' && question.field === field && question.side === side && question.option === option
      ? answers
      : [],
  )
  const action = answers.at(-1)?.action
  if (action === 'private') return fromPrivate(one, 'answer')
  return action === 'shared' ? fromShared(one, 'answer') : asked
}

/** An option that vanished from the schema: one question to the user, not a change of every page. */
function deletedOption(
  one: FieldCase,
  base: FieldBase,
  changed: { readonly private: boolean; readonly shared: boolean },
): OptionQuestion | null {
  for (const side of ['private', 'shared'] as const) {
    const option = changed[side] ? vanishedOption(one.field, side, base[side], one[side], one.rules) : null
    if (option !== null) return { kind: 'option', field: one.field.key, side, option }
  }
  return null
}
