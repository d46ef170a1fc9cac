/**
 * Values of fields: normal form, comparison on one side and across, and what one side must show of the other.
 *
 * Owns the table of field types. Works on values as a connector read them, on either side, in normal form or not; gives
 * normal forms back. Nothing here knows a base, a page or a policy. What could not be read completely is never equal to
 * anything and never empty, and stays unreadable through every function (sync-semantics, Schema).
 */
import { assertNever } from '../../shared/failure.ts'
import type { FieldMapping, OptionPair, SchemaOption, Side } from '../../shared/model.ts'
import { type FieldType, plainText, type Value } from '../../shared/value.ts'
import { canonicalDate, endOf, normaliseDate } from './dates.ts'
import {
  canonicalOption,
  newPairs,
  normaliseOptions,
  optionsOf,
  partnerOf,
  sameOption,
  sameOptions,
  schemaOption,
} from './options.ts'
import { canonicalText, flattenMentions, lettersOf, normaliseText, reattach, sameRuns } from './text.ts'

interface TypeRow {
  /** What a property of this type shows when it holds nothing; its kind is the kind of every value of the type. */
  readonly empty: Value
  /** What a busy-only field shows instead of its value; null where the type cannot hold a word. */
  readonly busy: ((word: string) => Value) | null
  /** Whether writing an option that the database lacks creates it; false: it is refused (notion-api, section 5). */
  readonly createsOptions: boolean
}

const text: TypeRow = { empty: plainText(''), busy: plainText, createsOptions: false }
const line: TypeRow = { empty: { kind: 'line', text: null }, busy: null, createsOptions: false }

const types: Readonly<Record<FieldType, TypeRow>> = {
  title: text,
  'rich-text': text,
  date: { empty: { kind: 'date', date: null }, busy: null, createsOptions: false },
  checkbox: { empty: { kind: 'checkbox', checked: false }, busy: null, createsOptions: false },
  number: { empty: { kind: 'number', number: null }, busy: null, createsOptions: false },
  select: {
    empty: { kind: 'option', option: null },
    busy: (word) => ({ kind: 'option', option: { id: null, name: word } }),
    createsOptions: true,
  },
  'multi-select': { empty: { kind: 'options', options: [] }, busy: null, createsOptions: true },
  status: { empty: { kind: 'option', option: null }, busy: null, createsOptions: false },
  url: line,
  email: line,
  'phone-number': line,
}

/** What a property of this type shows when it holds nothing. */
export function emptyOf(type: FieldType): Value {
  return types[type].empty
}

/** Whether a field of this type can be "busy only": the word must fit in (sync-semantics, Words, "field"). */
export function busyAllowed(type: FieldType): boolean {
  return types[type].busy !== null
}

/** Whether a value is of the kind that properties of this type hold. */
export function fits(value: Value, type: FieldType): boolean {
  return value.kind === types[type].empty.kind
}

/** One spelling for values that mean the same; idempotent. What makes no sense is `malformed`, never empty. */
export function normalise(value: Value): Value {
  switch (value.kind) {
    case 'text': {
      const segments = normaliseText(value.segments)
      return segments === value.segments ? value : { kind: 'text', segments }
    }
    case 'date': {
      if (value.date === null) return value
      const date = normaliseDate(value.date)
      return date === null ? { kind: 'unreadable', reason: 'malformed' } : { kind: 'date', date }
    }
    case 'number':
      if (value.number === null) return value
      if (!Number.isFinite(value.number)) return { kind: 'unreadable', reason: 'malformed' }
      return { kind: 'number', number: value.number === 0 ? 0 : value.number }
    case 'options':
      return { kind: 'options', options: normaliseOptions(value.options) }
    case 'line':
      return { kind: 'line', text: value.text === '' ? null : value.text }
    case 'checkbox':
    case 'option':
    case 'unreadable':
      return value
    default:
      return assertNever(value)
  }
}

/**
 * A value as one string that is the same for what `equal` calls equal (options: where both are wished for, or both
 * have ids). For fingerprints; not for people.
 */
export function canonical(value: Value): string {
  const normal = normalise(value)
  switch (normal.kind) {
    case 'text':
      return `text ${canonicalText(normal.segments)}`
    case 'date':
      return normal.date === null ? 'date' : `date ${canonicalDate(normal.date)}`
    case 'checkbox':
      return `checkbox ${normal.checked}`
    case 'number':
      return `number ${normal.number ?? ''}`
    case 'option':
      return normal.option === null ? 'option' : `option ${canonicalOption(normal.option)}`
    case 'options':
      return `options ${normal.options.map(canonicalOption).join(' ')}`
    case 'line':
      return `line ${JSON.stringify(normal.text)}`
    case 'unreadable':
      return `unreadable ${normal.reason}`
    default:
      return assertNever(normal)
  }
}

/**
 * Whether two values of ONE side mean the same (sync-semantics, Schema): a renamed option and a renamed mentioned page
 * are no change, nor is another zone or spelling of the same instant. Unreadable is equal to nothing, itself included.
 */
export function equal(a: Value, b: Value): boolean {
  if (a.kind === 'options' && b.kind === 'options') return sameOptions(a.options, b.options)
  if (a.kind === 'option' && b.kind === 'option' && a.option !== null && b.option !== null) {
    return sameOption(a.option, b.option)
  }
  if (a.kind === 'text' && b.kind === 'text' && sameRuns(a.segments, b.segments)) return true
  const left = canonical(a)
  return !left.startsWith('unreadable') && left === canonical(b)
}

/**
 * Whether a field holds nothing. An unchecked box counts: it is what a property shows that nobody has touched, and so a
 * newly mapped checkbox is filled instead of asked about (sync-semantics, "The mapping may change later").
 */
export function isEmpty(value: Value): boolean {
  const normal = normalise(value)
  switch (normal.kind) {
    case 'text':
      return normal.segments.length === 0
    case 'date':
      return normal.date === null
    case 'checkbox':
      return !normal.checked
    case 'number':
      return normal.number === null
    case 'option':
      return normal.option === null
    case 'options':
      return normal.options.length === 0
    case 'line':
      return normal.text === null
    case 'unreadable':
      return false
    default:
      return assertNever(normal)
  }
}

/** Plain text for people, history and lists, in no language: dates in ISO 8601, ranges as `start/end`. */
export function describe(value: Value): string {
  switch (value.kind) {
    case 'text':
      return lettersOf(value.segments)
    case 'date':
      if (value.date === null) return ''
      return value.date.end === null ? value.date.start : `${value.date.start}/${value.date.end}`
    case 'checkbox':
      return String(value.checked)
    case 'number':
      return value.number === null ? '' : String(value.number)
    case 'option':
    case 'options':
      return optionsOf(value)
        .map((option) => option.name)
        .join(', ')
    case 'line':
      return value.text ?? ''
    case 'unreadable':
      return '?'
    default:
      return assertNever(value)
  }
}

/**
 * What the side `to` must show to mean what `value` means on the other side (sync-semantics, Schema): mentions that
 * `to` cannot resolve as plain text, options by their remembered partner, else by name. The direction is not applied.
 */
export function translate(value: Value, field: FieldMapping, to: Side, optionPairs: readonly OptionPair[]): Value {
  const normal = normalise(value)
  switch (normal.kind) {
    case 'text':
      return { kind: 'text', segments: flattenMentions(normal.segments) }
    case 'option':
      if (normal.option === null) return normal
      return { kind: 'option', option: partnerOf(normal.option, field.key, to, optionPairs) }
    case 'options':
      return normalise({
        kind: 'options',
        options: normal.options.map((option) => partnerOf(option, field.key, to, optionPairs)),
      })
    case 'date':
    case 'checkbox':
    case 'number':
    case 'line':
    case 'unreadable':
      return normal
    default:
      return assertNever(normal)
  }
}

/**
 * What the shared side must show of a private value, the direction applied (sync-semantics, "What S must show in a
 * one-way or busy-only field is derived from P alone"). Of an empty value nothing is shown, not even the word.
 */
export function derive(value: Value, field: FieldMapping, optionPairs: readonly OptionPair[]): Value {
  const { direction } = field
  switch (direction.kind) {
    case 'both':
    case 'to-shared':
      return translate(value, field, 'shared', optionPairs)
    case 'busy': {
      if (value.kind === 'unreadable') return value
      const busy = types[field.type].busy
      // A type that cannot hold the word is refused at setup; should it come this far, nothing private may leave.
      return isEmpty(value) || busy === null ? emptyOf(field.type) : busy(direction.word)
    }
    default:
      return assertNever(direction)
  }
}

/**
 * Whether both sides of a two-way field mean the same: either one is what the other must show (cases 2, 3, 5). A
 * mention that was flattened on its way counts as equal; unpaired options match by name, case-sensitive.
 */
export function equalAcross(
  privateValue: Value,
  sharedValue: Value,
  field: FieldMapping,
  optionPairs: readonly OptionPair[],
): boolean {
  const forShared = translate(privateValue, field, 'shared', optionPairs)
  const forPrivate = translate(sharedValue, field, 'private', optionPairs)
  // Each side may hold mentions of its own that the other one shows flattened.
  const flat = forShared.kind === 'text' && equal(forShared, forPrivate)
  return flat || equal(forShared, sharedValue) || equal(privateValue, forPrivate)
}

/**
 * "Keep both" of two texts (case 5): the private one, a line break, the shared one; null for every other kind. Both as
 * the side must show them that it will be written to (see `translate`). Asked again after one side was written already,
 * it does not append a second time.
 */
export function joinBoth(privateValue: Value, sharedValue: Value): Value | null {
  if (privateValue.kind !== 'text' || sharedValue.kind !== 'text') return null
  const before = lettersOf(privateValue.segments)
  const after = lettersOf(sharedValue.segments)
  const contained = after === '' || before.endsWith(`\n${after}`) || equal(privateValue, sharedValue)
  if (contained) return normalise(privateValue)
  if (before === '' || after.startsWith(`${before}\n`)) return normalise(sharedValue)
  return normalise({
    kind: 'text',
    segments: [...privateValue.segments, ...plainText('\n').segments, ...sharedValue.segments],
  })
}

/** Pairs of options with equal names that are seen together for the first time, sorted (sync-semantics, Schema). */
export function discoverOptionPairs(
  privateValue: Value,
  sharedValue: Value,
  field: FieldMapping,
  known: readonly OptionPair[],
): readonly OptionPair[] {
  return newPairs(optionsOf(privateValue), optionsOf(sharedValue), field.key, known)
}

/**
 * The name of an option that the target's schema lacks and that writing would not create (a status without a
 * counterpart is one question, sync-semantics, Schema); null when the value can be written.
 */
export function missingOption(value: Value, options: readonly SchemaOption[], type: FieldType): string | null {
  if (types[type].createsOptions) return null
  return optionsOf(value).find((option) => schemaOption(option, options) === null)?.name ?? null
}

/** Options of an earlier value that the schema has no longer: somebody deleted them, on every page at once. */
export function deletedOptions(value: Value, options: readonly SchemaOption[]): readonly string[] {
  return optionsOf(value)
    .filter((option) => option.id !== null && !options.some((one) => one.id === option.id))
    .map((option) => option.name)
}

/** A value as the target can take it: options by an id that its schema has, else by name (it was deleted, or is new). */
export function writable(value: Value, options: readonly SchemaOption[]): Value {
  const known = (option: Parameters<typeof schemaOption>[0]) => ({
    id: schemaOption(option, options)?.id ?? null,
    name: option.name,
  })
  if (value.kind === 'option') return { kind: 'option', option: value.option === null ? null : known(value.option) }
  if (value.kind === 'options') return normalise({ kind: 'options', options: value.options.map(known) })
  return normalise(value)
}

/**
 * A text that comes back from the other side, with the own mentions of `from` (what this side showed before) in their
 * places again: a mention that the other side cannot resolve is not written back as plain text (sync-semantics, Schema).
 */
export function reattachMentions(value: Value, from: Value): Value {
  if (value.kind !== 'text' || from.kind !== 'text') return normalise(value)
  return { kind: 'text', segments: reattach(value.segments, from.segments) }
}

/** Start of an appointment as ISO text, for lists; null when the value holds none. */
export function startOf(value: Value): string | null {
  const normal = normalise(value)
  return normal.kind === 'date' ? (normal.date?.start ?? null) : null
}

/** ms UTC when the appointment is over, for the horizon (case 18); an all-day end is the end of that day in UTC. */
export function endInstant(value: Value): number | null {
  const normal = normalise(value)
  return normal.kind === 'date' && normal.date !== null ? endOf(normal.date) : null
}
