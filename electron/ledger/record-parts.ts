/**
 * The parts that records are made of: ids, values, bases, states, operations, failures.
 *
 * Each is the zod shape of a type in `shared`; `records` puts them together. `satisfies Kinds<...>` makes each table of
 * kinds complete: a kind that `shared` gains and this file lacks is an error of the compiler.
 */
import { z } from 'zod'
import type { Operation } from '../../shared/decision.ts'
import { type Failure, failureCategories } from '../../shared/failure.ts'
import type { FieldBase, FieldKey, HeldAction, PageId, PairState } from '../../shared/model.ts'
import type { DateValue, TextSegment, Value } from '../../shared/value.ts'

/** One shape for each kind of a tagged union. */
export type Kinds<Union extends { readonly kind: string }> = {
  readonly [Kind in Union['kind']]: z.ZodType<Extract<Union, { readonly kind: Kind }>>
}

export const text = z.string()
/** ms UTC; may have a fraction, must be finite. */
export const time = z.number()
export const count = z.number()
export const maybeText = text.nullable()
export const maybeTime = time.nullable()
export const side = z.enum(['private', 'shared'])

/** An id is opaque text; the brand is for the compiler alone and leaves no trace in it. */
export const id = <Id extends string>() => z.custom<Id>((given) => typeof given === 'string' && given !== '')

/** The keys of an object as its own type knows them; used with `satisfies Record<Union, true>`. */
export function keysOf<Key extends string>(table: Readonly<Record<Key, true>>): Key[] {
  // `Object.keys` forgets the type of the keys; the table is a literal, so it has these and no others.
  return Object.keys(table) as Key[]
}

export const shown = z.looseObject({ private: maybeText, shared: maybeText })

const style = z.looseObject({
  bold: z.boolean(),
  italic: z.boolean(),
  strikethrough: z.boolean(),
  underline: z.boolean(),
  code: z.boolean(),
  color: text,
})
const segmentKinds = {
  plain: z.looseObject({ kind: z.literal('plain'), text, link: maybeText, style }),
  equation: z.looseObject({ kind: z.literal('equation'), text, style }),
  mention: z.looseObject({
    kind: z.literal('mention'),
    text,
    link: maybeText,
    style,
    reference: text,
    portable: z.boolean(),
  }),
} satisfies Kinds<TextSegment>
const segment = z.discriminatedUnion('kind', [segmentKinds.plain, segmentKinds.equation, segmentKinds.mention])

const dateKinds = {
  'all-day': z.looseObject({ kind: z.literal('all-day'), start: text, end: maybeText }),
  timed: z.looseObject({ kind: z.literal('timed'), start: text, end: maybeText, zone: maybeText }),
} satisfies Kinds<DateValue>
const date = z.discriminatedUnion('kind', [dateKinds['all-day'], dateKinds.timed])

const option = z.looseObject({ id: maybeText, name: text })

const valueKinds = {
  text: z.looseObject({ kind: z.literal('text'), segments: z.array(segment) }),
  date: z.looseObject({ kind: z.literal('date'), date: date.nullable() }),
  checkbox: z.looseObject({ kind: z.literal('checkbox'), checked: z.boolean() }),
  number: z.looseObject({ kind: z.literal('number'), number: z.number().nullable() }),
  option: z.looseObject({ kind: z.literal('option'), option: option.nullable() }),
  options: z.looseObject({ kind: z.literal('options'), options: z.array(option) }),
  line: z.looseObject({ kind: z.literal('line'), text: maybeText }),
  unreadable: z.looseObject({
    kind: z.literal('unreadable'),
    reason: z.enum(['absent', 'cut-off', 'unknown-type', 'malformed']),
  }),
} satisfies Kinds<Value>
export const value = z.discriminatedUnion('kind', [
  valueKinds.text,
  valueKinds.date,
  valueKinds.checkbox,
  valueKinds.number,
  valueKinds.option,
  valueKinds.options,
  valueKinds.line,
  valueKinds.unreadable,
])

const fieldKey = id<FieldKey>()
export const fieldValues = z.record(fieldKey, value)
const fieldBaseShape = z.looseObject({ private: value, shared: value, properties: text })
export const fieldBase: z.ZodType<FieldBase> = fieldBaseShape
export const base = z.record(fieldKey, fieldBaseShape)

const heldActionTable = {
  'trash-copy': true,
  unshare: true,
  'unshare-private': true,
  'trash-private': true,
  create: true,
  change: true,
} satisfies Record<HeldAction, true>
export const heldActions = z.enum(keysOf(heldActionTable))

const stateKinds = {
  'in-step': z.looseObject({ kind: z.literal('in-step') }),
  'being-checked': z.looseObject({ kind: z.literal('being-checked'), until: time }),
  waiting: z.looseObject({ kind: z.literal('waiting'), nextTryAt: time }),
  conflict: z.looseObject({ kind: z.literal('conflict') }),
  held: z.looseObject({ kind: z.literal('held'), action: heldActions }),
  problem: z.looseObject({ kind: z.literal('problem') }),
  kept: z.looseObject({ kind: z.literal('kept'), shown }),
  excluded: z.looseObject({ kind: z.literal('excluded'), reason: text, shown }),
  'not-relevant': z.looseObject({ kind: z.literal('not-relevant') }),
} satisfies Kinds<PairState>
export const pairState = z.discriminatedUnion('kind', [
  stateKinds['in-step'],
  stateKinds['being-checked'],
  stateKinds.waiting,
  stateKinds.conflict,
  stateKinds.held,
  stateKinds.problem,
  stateKinds.kept,
  stateKinds.excluded,
  stateKinds['not-relevant'],
])

const pageId = id<PageId>()
const tracking = z.looseObject({
  relevant: z.boolean().exactOptional(),
  link: pageId.nullable().exactOptional(),
  number: z.number().nullable().exactOptional(),
})
const operationKinds = {
  create: z.looseObject({ kind: z.literal('create'), side, values: fieldValues, tracking }),
  update: z.looseObject({
    kind: z.literal('update'),
    side,
    pageId,
    values: fieldValues,
    tracking,
    expected: fieldValues,
  }),
  link: z.looseObject({
    kind: z.literal('link'),
    side,
    pageId,
    tracking,
    before: tracking,
    linkToCreated: z.boolean(),
  }),
  trash: z.looseObject({ kind: z.literal('trash'), side, pageId, expected: fieldValues }),
  restore: z.looseObject({ kind: z.literal('restore'), side, pageId, values: fieldValues, tracking }),
} satisfies Kinds<Operation>
export const operation = z.discriminatedUnion('kind', [
  operationKinds.create,
  operationKinds.update,
  operationKinds.link,
  operationKinds.trash,
  operationKinds.restore,
])

export const failureRecord: z.ZodType<Failure> = z.looseObject({
  kind: z.literal('failure'),
  category: z.enum(failureCategories),
  connector: text,
  code: maybeText,
  status: z.number().nullable(),
  text,
  requestId: maybeText,
  outcome: z.enum(['not-done', 'refused', 'unsure', 'unknown']),
  repeat: z.enum(['later', 'wait', 'never']),
  waitMs: z.number().nullable(),
  committedId: maybeText,
  subject: maybeText,
  reason: maybeText,
})
