/**
 * The shape of what the ledger stores, checked on the way in and on the way out.
 *
 * A row is one record as JSON text. On the way out a wrong shape is a damaged ledger (`ledger-corrupt`, with table and
 * key); on the way in it is a bug and throws, so that no row is ever written that the next start would call damaged.
 * Unknown further keys are kept: a record comes back exactly as it was saved. Each table of kinds is complete at
 * compile time: a new kind in `shared` that is missing here does not compile.
 */
import { z } from 'zod'
import { answerActions, caseNumbers, type Question } from '../../shared/decision.ts'
import { failureCategories } from '../../shared/failure.ts'
import type { Pair, Tombstone } from '../../shared/model.ts'
import type {
  ChangeKind,
  ChangeRecord,
  ConflictRecord,
  HeldRecord,
  Intent,
  ProblemRecord,
  RunKind,
  RunRecord,
  RunState,
} from '../engine/ledger-port.ts'
import { corruptError } from './failures.ts'
import {
  base,
  count,
  failureRecord,
  fieldBase,
  fieldValues,
  heldActions,
  id,
  type Kinds,
  keysOf,
  maybeText,
  maybeTime,
  operation,
  pairState,
  shown,
  side,
  text,
  time,
  value,
} from './record-parts.ts'

/** Where an appointment's ids stand, in most records. */
const ids = { profile: id<Pair['profile']>(), privateId: id<Pair['privateId']>() }
const maybeIds = {
  profile: ids.profile,
  privateId: ids.privateId.nullable(),
  sharedId: id<Tombstone['sharedId']>().nullable(),
}

const mark = z.looseObject({ seenAt: maybeTime, ownWriteAt: maybeTime, pending: text.exactOptional() })

export const pairRecord: z.ZodType<Pair> = z.looseObject({
  ...ids,
  sharedId: maybeIds.sharedId,
  title: text,
  start: maybeText,
  relevant: z.boolean(),
  state: pairState,
  why: text,
  base: base.nullable(),
  marks: z.looseObject({ private: mark, shared: mark }),
  verifiedAt: maybeTime,
  unverified: z.looseObject({ side, since: time, misses: count }).nullable(),
  tries: count,
})

export const tombstoneRecord: z.ZodType<Tombstone> = z.looseObject({
  ...ids,
  sharedId: id<Tombstone['sharedId']>(),
  base: base.nullable(),
  // Missing in a ledger that was written before a later deletion was told from an earlier one.
  deletedAt: maybeTime.default(null),
  at: time,
})

export const intentRecord: z.ZodType<Intent> = z.looseObject({
  ...maybeIds,
  id: text.min(1),
  runId: id<Intent['runId']>(),
  operation,
  counterpart: fieldValues,
  before: fieldValues,
  cause: z.looseObject({
    case: z.enum(caseNumbers),
    why: z.custom<Intent['cause']['why']>((word) => typeof word === 'string'),
  }),
  urls: z.record(text, text),
  sentAt: time,
  serverMinute: time,
  notBefore: maybeTime,
  said: z.enum(failureCategories).exactOptional(),
})

const answerAction = z.enum(answerActions)
const fieldKey = id<NonNullable<ConflictRecord['answers'][number]['field']>>()
const answer = z.looseObject({ action: answerAction, field: fieldKey.nullable(), shown })
const fieldConflict = z.looseObject({ field: fieldKey, base: fieldBase.nullable(), private: value, shared: value })

const questionKinds = {
  fields: z.looseObject({ kind: z.literal('fields'), fields: z.array(fieldConflict) }),
  'deleted-here-edited-there': z.looseObject({ kind: z.literal('deleted-here-edited-there') }),
  'trashed-copy': z.looseObject({ kind: z.literal('trashed-copy') }),
  duplicate: z.looseObject({ kind: z.literal('duplicate'), sharedId: id<Tombstone['sharedId']>(), shown: text }),
  option: z.looseObject({ kind: z.literal('option'), field: fieldKey, side, option: text }),
} satisfies Kinds<Question>
const question = z.discriminatedUnion('kind', [
  questionKinds.fields,
  questionKinds['deleted-here-edited-there'],
  questionKinds['trashed-copy'],
  questionKinds.duplicate,
  questionKinds.option,
])

export const conflictRecord: z.ZodType<ConflictRecord> = z.looseObject({
  ...maybeIds,
  id: text.min(1),
  title: text,
  question,
  actions: z.array(answerAction),
  since: time,
  answers: z.array(answer),
  shown,
})

export const problemRecord: z.ZodType<ProblemRecord> = z.looseObject({
  ...maybeIds,
  id: text.min(1),
  title: maybeText,
  failure: failureRecord,
  actions: z.array(answerAction),
  answer: answer.nullable(),
  shown,
  tries: count,
  attempts: z.array(z.looseObject({ at: time, text })).exactOptional(),
  firstAt: time,
  lastAt: time,
  nextTryAt: maybeTime,
  dismissed: z.boolean(),
  past: z.boolean(),
})

const heldStates = { held: true, confirmed: true, rejected: true } satisfies Record<HeldRecord['state'], true>

export const heldRecord: z.ZodType<HeldRecord> = z.looseObject({
  ...ids,
  sharedId: maybeIds.sharedId,
  title: text,
  action: heldActions,
  state: z.enum(keysOf(heldStates)),
  since: time,
  shown,
})

const runKinds = { incremental: true, full: true, page: true, 'dry-run': true } satisfies Record<RunKind, true>
const runStates = {
  'in-progress': true,
  completed: true,
  failed: true,
  stopped: true,
  held: true,
} satisfies Record<RunState, true>
const sideCounts = z.looseObject({ privateRelevant: count, copies: count })

export const runRecord: z.ZodType<RunRecord> = z.looseObject({
  id: id<RunRecord['id']>(),
  profile: ids.profile,
  kind: z.enum(keysOf(runKinds)),
  state: z.enum(keysOf(runStates)),
  startedAt: time,
  finishedAt: maybeTime,
  statistics: z.looseObject({
    totalProcessed: count,
    created: count,
    updated: count,
    removed: count,
    unchanged: count,
    conflicts: count,
    errors: count,
    held: count,
  }),
  requests: z.looseObject({ read: count, write: count, retried: count }),
  before: sideCounts,
  after: sideCounts,
  falseAlarms: count,
  due: count.exactOptional(),
  failure: failureRecord.nullable(),
})

const changeKinds = {
  create: true,
  update: true,
  link: true,
  trash: true,
  restore: true,
  superseded: true,
} satisfies Record<ChangeKind, true>

export const changeRecord: z.ZodType<ChangeRecord> = z.looseObject({
  ...maybeIds,
  id: text.min(1),
  runId: id<ChangeRecord['runId']>(),
  at: time,
  side,
  pageId: id<ChangeRecord['pageId']>(),
  title: text,
  kind: z.enum(keysOf(changeKinds)),
  case: z.enum(caseNumbers),
  // A reason is a word for people; a row with one that this version does not know is not damaged.
  why: z.custom<ChangeRecord['why']>((word) => typeof word === 'string'),
  fields: z.array(z.looseObject({ field: text, before: value.nullable(), after: value.nullable() })),
  tracking: z.array(z.looseObject({ property: text, before: maybeText, after: maybeText })),
})

/** Throws for a record that is not of its own type: that is a bug of the caller, not of the disk. */
export function encode<T>(shape: z.ZodType<T>, table: string, record: T): string {
  const checked = shape.safeParse(record)
  if (!checked.success) throw new Error(`not a row of ${table}: ${z.prettifyError(checked.error)}`)
  return JSON.stringify(record)
}

/** Throws `LedgerError` (`ledger-corrupt`) that names table and key. */
export function decode<T>(shape: z.ZodType<T>, table: string, key: string, stored: string): T {
  const checked = shape.safeParse(parse(stored))
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  throw corruptError(
    `${table} ${key}`,
    `the row cannot be read (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''})`,
  )
}

function parse(stored: string): unknown {
  try {
    return JSON.parse(stored)
  } catch {
    // Not JSON at all: no shape accepts `undefined`, so the caller reports it with table and key.
    return undefined
  }
}
