/**
 * Records one write that happened: the change with its before-image, the pair with what the answer showed, the intent
 * closed; all in one transaction, so that a crash leaves either the intent or the record.
 *
 * The base moves by results: it takes the value that the answer showed, never the one that was sent.
 */

import type { Decision, Operation, Tracking } from '../../shared/decision.ts'
import type { FailureCategory } from '../../shared/failure.ts'
import type { Base, FieldBase, FieldKey, Pair, SharedPageId, View } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { baseKey, differsFromBase, halfBase } from '../core/base.ts'
import { trackingOf } from '../core/decisions.ts'
import { equal } from '../core/fields.ts'
import { fingerprint } from '../core/observe.ts'
import { facts, type RunContext, readIds } from './context.ts'
import type { ChangeRecord, FieldChange, Intent } from './ledger-port.ts'
import { emptyBase, newPair } from './pairs.ts'
import type { PageAfter } from './write.ts'

export interface Written {
  readonly decision: Pick<Decision, 'case' | 'why' | 'title' | 'privateId' | 'sharedId' | 'operations' | 'effect'>
  readonly operation: Operation
  readonly intent: Intent
  /** The page right before the write; null for a create and for a tracking write onto a page nobody looked at. */
  readonly before: View | null
  readonly after: View
  /** The page of the other side, as the decision saw it; absent when nobody knows any more. */
  readonly other?: View | null
  /** The page was found by looking after a failed answer: somebody may have edited it since. */
  readonly lookedUp?: boolean
  /** As what it had been reported as failed; null: it had not. Absent: not known, when it was looked up. */
  readonly alarm?: FailureCategory | null
}

/** Ledger and journal after a write that was done, in one transaction. */
export function recordWrite(context: RunContext, written: Written): void {
  const { ledger, journal, profile, clock } = context
  const alarm = written.alarm === undefined && written.lookedUp === true ? 'unknown' : (written.alarm ?? null)
  ledger.transaction(() => {
    journal.recordChange(changeOf(context, written))
    journal.recordOutcome({
      profile: profile.id,
      at: clock.now(),
      side: written.operation.side,
      operation: written.operation.kind,
      result: alarm === null ? 'succeeded' : 'false-alarm',
      category: alarm,
    })
    rememberDisowned(context, written.operation, written.after.id)
    const pair = pairAfter(context, written)
    if (pair !== null) ledger.savePair(pair)
    ledger.closeIntent(written.intent.id)
  })
}

/**
 * Closes an intent whose write does not show. When the page shows something else than before, or cannot be seen, the
 * write may have happened all the same: then what it replaced stands in the history.
 */
export function closeUndone(context: RunContext, intent: Intent, page: PageAfter): void {
  const { ledger, journal, profile, clock, random, runId } = context
  const { operation, cause, privateId, sharedId } = intent
  const fields = page.kind === 'untouched' ? [] : replacedIn(intent, page.kind === 'shows' ? page.view : null)
  ledger.transaction(() => {
    ledger.closeIntent(intent.id)
    if (operation.kind === 'create' || fields.length === 0) return
    const pair = privateId === null ? null : ledger.pair(profile.id, privateId)
    journal.recordChange({
      id: random.id(),
      runId,
      profile: profile.id,
      at: clock.now(),
      side: operation.side,
      pageId: operation.pageId,
      privateId,
      sharedId,
      title: page.kind === 'shows' ? page.view.title : (pair?.title ?? ''),
      kind: 'superseded',
      ...cause,
      fields,
      tracking: [],
    })
  })
}

/** What stood there before the write and stands there no longer; of a page that nobody can see everything. */
function replacedIn(intent: Intent, now: View | null): readonly FieldChange[] {
  return Object.entries<Value>(intent.before).flatMap(([key, before]) => {
    const shown = now?.fields[key as FieldKey] // Field values are keyed by field; Object.entries widens.
    const stands = now !== null && (shown === undefined || equal(shown, before))
    return stands ? [] : [{ field: key, before, after: null }]
  })
}

/**
 * A row that the user took out of a pair: it stays a row, and is never imported as if somebody had typed it in; unless it
 * is linked again.
 */
function rememberDisowned(context: RunContext, operation: Operation, id: string): void {
  if (operation.side !== 'shared' || (operation.kind !== 'link' && operation.kind !== 'restore')) return
  const { link, number } = operation.tracking
  const known = readIds(context, facts.disowned)
  if (link === null) saveDisowned(context, [...known, id])
  else if ((link !== undefined || number != null) && known.includes(id)) {
    saveDisowned(
      context,
      known.filter((each) => each !== id),
    )
  }
}

function saveDisowned(context: RunContext, ids: readonly string[]): void {
  context.ledger.saveFact(context.profile.id, facts.disowned, JSON.stringify([...new Set(ids)].toSorted()))
}

/**
 * What went to the trash with a page and nobody had seen when it was decided stands in the history, except for the fields
 * that are recorded `already`; what the answer leaves out says nothing. Gives the fields.
 */
export function recordWent(
  context: RunContext,
  decision: Pick<Decision, 'case' | 'why' | 'title' | 'privateId' | 'sharedId'>,
  operation: Extract<Operation, { kind: 'trash' }>,
  after: View,
  already: readonly FieldKey[],
): readonly FieldKey[] {
  const lost = Object.entries<Value>(after.fields).flatMap(([key, value]) => {
    const field = key as FieldKey // Field values are keyed by field; Object.entries widens.
    const expected = operation.expected[field]
    const differs = expected !== undefined && value.kind !== 'unreadable' && !equal(expected, value)
    return differs && !already.includes(field) ? [{ side: operation.side, field, value }] : []
  })
  recordLost(context, { ...decision, sharedId: after.side === 'shared' ? after.id : decision.sharedId, lost })
  return lost.map(({ field }) => field)
}

/** A value that gives way without being overwritten: kept in the history, so that nothing a person wrote is lost. */
export function recordLost(
  context: RunContext,
  decision: Pick<Decision, 'case' | 'why' | 'title' | 'privateId' | 'sharedId' | 'lost'>,
): void {
  for (const side of ['private', 'shared'] as const) {
    const lost = decision.lost.filter((each) => each.side === side)
    const pageId = side === 'private' ? decision.privateId : decision.sharedId
    if (lost.length === 0 || pageId === null) continue
    context.journal.recordChange({
      id: context.random.id(),
      runId: context.runId,
      profile: context.profile.id,
      at: context.clock.now(),
      side,
      pageId,
      privateId: decision.privateId,
      sharedId: decision.sharedId,
      title: decision.title,
      kind: 'superseded',
      case: decision.case,
      why: decision.why,
      fields: lost.map((each) => ({ field: each.field, before: each.value, after: null })),
      tracking: [],
    })
  }
}

function changeOf(context: RunContext, written: Written): ChangeRecord {
  const { operation, before, after, decision } = written
  return {
    id: context.random.id(),
    runId: context.runId,
    profile: context.profile.id,
    at: context.clock.now(),
    side: operation.side,
    pageId: after.id,
    privateId: decision.privateId ?? (after.side === 'private' ? after.id : null),
    sharedId: after.side === 'shared' ? after.id : decision.sharedId,
    title: decision.title,
    kind: operation.kind,
    case: decision.case,
    why: decision.why,
    fields: fieldChanges(operation, before, after),
    tracking: trackingChanges(operation, before, after),
  }
}

/** A trashed page keeps all it showed: what only stood there can be found in the history. */
function fieldChanges(operation: Operation, before: View | null, after: View): readonly FieldChange[] {
  const keys =
    operation.kind === 'trash' ? Object.keys(after.fields) : 'values' in operation ? Object.keys(operation.values) : []
  return keys.map((key) => {
    const field = key as FieldKey // Keys of field values are fields.
    const shown = after.fields[field] ?? null
    return { field, before: before?.fields[field] ?? null, after: operation.kind === 'trash' ? null : shown }
  })
}

function trackingChanges(operation: Operation, before: View | null, after: View): ChangeRecord['tracking'] {
  const was: Tracking = before !== null ? trackingOf(before) : operation.kind === 'link' ? operation.before : {}
  const now = trackingOf(after)
  const names = ['relevant', 'link', 'number'] as const
  return names.flatMap((property) => {
    const from = was[property]
    const to = now[property]
    if (from === to || to === undefined || (operation.kind !== 'create' && from === undefined)) return []
    return [{ property, before: from == null ? null : String(from), after: to === null ? null : String(to) }]
  })
}

/** The pair as the answer to a write leaves it; null when no pair comes out of it. */
function pairAfter(context: RunContext, written: Written): Pair | null {
  const { operation, after, decision, intent } = written
  const privateId = decision.privateId ?? (after.side === 'private' ? after.id : null)
  if (privateId === null) return null
  const stored = context.ledger.pair(context.profile.id, privateId)
  const sharedId = sharedIdAfter(written, stored)
  if (sharedId === undefined) return stored
  const pair = stored ?? newPair(context, privateId, decision.title)
  const changesPair = pair.sharedId !== sharedId
  const agreed = changesPair ? null : pair.base
  const base = 'values' in operation ? agreedBase(context, written, agreed) : agreed
  const edited = base !== null && differsFromBase(after, base, context.rules)
  const times = { seenAt: after.editedAt, ownWriteAt: after.editedAt }
  const mark = edited ? { ...times, pending: fingerprint(after) } : times
  // The link that follows may never be written: an old listing of the page must not count as an edit of it then.
  const other = { seenAt: written.other?.editedAt ?? null, ownWriteAt: null }
  const known = changesPair ? { private: other, shared: other } : pair.marks
  const marks = { ...known, [operation.side]: mark }
  const verify = operation.kind === 'create' || operation.kind === 'update' || operation.kind === 'restore'
  return {
    ...pair,
    sharedId,
    base,
    marks,
    unverified: verify ? { side: operation.side, since: intent.serverMinute, misses: 0 } : pair.unverified,
  }
}

/** Which copy the pair has after the write; undefined: the write is about another page than the pair's. */
function sharedIdAfter(written: Written, stored: Pair | null): SharedPageId | null | undefined {
  const { operation, after, decision } = written
  if (decision.effect.kind === 'settle' && (after.side === 'private' || after.id === decision.sharedId)) {
    return decision.sharedId ?? stored?.sharedId ?? null
  }
  if (after.side === 'private') return stored?.sharedId ?? null
  if (operation.kind === 'create') return after.id
  const paired = stored?.sharedId ?? null
  return after.id === decision.sharedId && (paired === null || paired === after.id) ? paired : undefined
}

/** Base of the written fields: the answer's value for this side, what the other side showed for that one. */
function agreedBase(context: RunContext, written: Written, stored: Base | null): Base {
  const { operation, after, intent } = written
  const base: Record<FieldKey, FieldBase> = { ...(stored ?? emptyBase) }
  const values = 'values' in operation ? operation.values : {}
  const { side } = operation
  for (const field of context.rules.mapping.fields) {
    const sent = values[field.key]
    const now = after.fields[field.key]
    const other = intent.counterpart[field.key]
    if (sent === undefined || other === undefined || other.kind === 'unreadable') continue
    const seen = now !== undefined && now.kind !== 'unreadable'
    if (!seen || (written.lookedUp === true && !equal(sent, now))) {
      base[field.key] = halfBase(field, side, other)
      continue
    }
    base[field.key] =
      side === 'private'
        ? { private: now, shared: other, properties: baseKey(field) }
        : { private: other, shared: now, properties: baseKey(field) }
  }
  return base
}
