/**
 * Carries out what was decided for one appointment: proof, fresh read, intent, write, record; again from the top when a
 * reading shows something else than was decided on.
 *
 * What succeeded stays recorded, what is missing is completed later. Nothing is removed here that the guards did not see
 * as a removal: a decision that turns into one on the way is put off to the next run.
 */

import type { Decision, Operation } from '../../shared/decision.ts'
import type { Failure } from '../../shared/failure.ts'
import {
  type FieldKey,
  type FieldValues,
  otherSide,
  type PageId,
  type PrivatePageId,
  type SharedPageId,
  type Side,
  type View,
} from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { equal } from '../core/fields.ts'
import { isRemoval } from '../core/rails.ts'
import { reconcile } from '../core/reconcile.ts'
import { type Situation, seen } from '../core/situation.ts'
import { portOf, type RunContext } from './context.ts'
import { complete } from './gather.ts'
import { ageOf } from './moments.ts'
import { readAgain, readDirectly } from './pages.ts'
import type { Picture } from './picture.ts'
import { createProof, freshReadMs, isDirect } from './proof.ts'
import { closeUndone, recordLost, recordWent, recordWrite } from './record-write.ts'
import { intentFor, isToldToWait, mostWaitMs, valuesIn, write } from './write.ts'

/** How often an appointment is decided anew in one run because a reading showed something else. */
const attempts = 5

export type Carried =
  /** Everything is done; `decision` is the one that was carried out in the end. */
  | { readonly kind: 'done'; readonly decision: Decision; readonly operations: number; readonly falseAlarms: number }
  | { readonly kind: 'failed'; readonly decision: Decision; readonly failure: Failure; readonly operations: number }
  /** The outcome of a write is unknown: being checked. */
  | { readonly kind: 'unknown'; readonly decision: Decision; readonly failure: Failure }
  /** It turned into something that the guards have to see first, or kept changing: next run. */
  | { readonly kind: 'put-off'; readonly decision: Decision }

export interface Executor {
  /** Decides and carries out until done, failed, unknown or put off. `approved`: what the guards let through. */
  carryOut(approved: Decision): Promise<Carried>
}

type Step =
  | { readonly kind: 'done'; readonly view: View; readonly falseAlarm: boolean }
  | { readonly kind: 'changed' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'unknown'; readonly failure: Failure }

/** `refresh` brings observations older than 60 s up to date before values are written; it serves all appointments at once. */
export function createExecutor(
  context: RunContext,
  picture: Picture,
  refresh: () => Promise<Failure | null>,
): Executor {
  const proof = createProof(context, picture, refresh)
  return {
    async carryOut(approved) {
      let decision = approved
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const proven = await proof.prove(decision)
        if (proven !== null) return { kind: 'failed', decision, failure: proven, operations: 0 }
        const situation = situationOf(approved)
        decision = reconcile(situation, context.rules)
        const { unanswered } = decision
        if (unanswered !== null) return { kind: 'failed', decision, failure: unanswered, operations: 0 }
        const turned = isRemoval(decision.guarded) && decision.guarded !== approved.guarded
        // Something is not known any more that it was decided on: the next run looks for it.
        if (turned || decision.why === 'no-answer') return { kind: 'put-off', decision }
        if (proof.comesBack(decision) && !proof.isConfirmed(decision)) continue
        const result = await carryOutOnce(decision, situation)
        if (result !== null) return result
        if (decision.privateId !== null) await complete(context, picture, [decision.privateId], false)
      }
      return { kind: 'put-off', decision }
    },
  }

  function situationOf(decision: Decision): Situation {
    if (decision.privateId !== null) return picture.situation(decision.privateId)
    // A decision without a private page is about a row of the shared database, so it has a shared id (case 15).
    return picture.rowSituation(decision.sharedId as SharedPageId)
  }

  /** Null: something had changed, decide again. */
  async function carryOutOnce(decision: Decision, situation: Situation): Promise<Carried | null> {
    let created: View | null = null
    let operations = 0
    let falseAlarms = 0
    if (decision.lost.length > 0 && decision.operations.length > 0) recordLost(context, decision)
    const shown = { private: fieldsShown(situation, 'private'), shared: fieldsShown(situation, 'shared') }
    for (const operation of decision.operations) {
      const step = await perform(decision, resolveLink(operation, created), shown, situation)
      switch (step.kind) {
        case 'done':
          if (operation.kind === 'create') created = step.view
          operations += 1
          if (step.falseAlarm) falseAlarms += 1
          // Only what was written: another value that the answer shows was not decided on, and is no half of a base.
          for (const key of 'values' in operation ? (Object.keys(operation.values) as FieldKey[]) : []) {
            const value = step.view.fields[key]
            if (value !== undefined) shown[operation.side][key] = value
          }
          break
        case 'changed':
          return null
        case 'failed':
        case 'unknown':
          // A fold that cannot be written at once goes to the history; the copy leaves all the same (case 6).
          if (isFold(decision, operation) && !context.stop.aborted) {
            recordLost(context, { ...decision, lost: foldedValues(decision, operation) })
            // Finding out what came of it took a while, in which the page may have been switched on again. Privacy waits for
            // no answer: where none comes the reading that the removal was decided on stands.
            if (decision.privateId !== null) await readAgain(context, picture, decision.privateId)
            break
          }
          return step.kind === 'failed'
            ? { kind: 'failed', decision, failure: step.failure, operations }
            : { kind: 'unknown', decision, failure: step.failure }
      }
    }
    return { kind: 'done', decision, operations, falseAlarms }
  }

  /** A write over a fresh read that was told to wait: after the wait that read is old, so the page is read again first. */
  async function perform(...given: Parameters<typeof performOnce>): Promise<Step> {
    const [, operation] = given
    const overRead = operation.kind !== 'create' && operation.kind !== 'link'
    let waited = 0
    for (let attempt = 1; ; attempt += 1) {
      const step = await performOnce(...given)
      if (step.kind !== 'failed' || !overRead || !isToldToWait(step.failure)) return step
      waited += step.failure.waitMs
      if (attempt === attempts || waited > mostWaitMs || context.stop.aborted) return step
    }
  }

  async function performOnce(
    decision: Decision,
    operation: Operation,
    shown: Readonly<Record<Side, FieldValues>>,
    situation: Situation,
  ): Promise<Step> {
    const before = operation.kind === 'create' ? null : await pageBefore(operation, decision.privateId)
    if (before !== null && before.kind !== 'page') return before
    if (operation.kind === 'trash') {
      const unproven = await proof.stillRemoved(decision, operation, situation)
      if (unproven !== null) return unproven
    }
    const other = operation.side === 'private' ? shown.shared : shown.private
    const keys = 'values' in operation ? (Object.keys(operation.values) as FieldKey[]) : [] // Keys of field values.
    // A field that the other side is given as well agrees with nothing yet, whoever settles this after a crash.
    const agreeing = keys.filter((key) => !writtenLaterToo(decision.operations, operation, key))
    const counterpart = operation.kind === 'create' ? other : valuesIn(other, agreeing)
    const fields = before?.view?.fields ?? {}
    const images = { before: operation.kind === 'trash' ? fields : valuesIn(fields, keys), counterpart }
    const prepared = intentFor(context, operation, decision, images, urlsFor(operation))
    if (prepared.kind === 'failure') return { kind: 'failed', failure: prepared }
    const intent = prepared.value
    const result = await write(context, operation, intent)
    if (result.kind === 'unknown') return { kind: 'unknown', failure: result.failure }
    if (result.kind === 'failed') {
      closeUndone(context, intent, result.page)
      if (operation.kind === 'restore' && result.failure.category === 'not-shared') markGone(operation)
      return { kind: 'failed', failure: result.failure }
    }
    see(result.view)
    let recorded: readonly FieldKey[] = []
    // In one step: after a crash in between nobody would know any more what went with the page.
    context.ledger.transaction(() => {
      recordWrite(context, {
        decision,
        operation,
        intent,
        before: before?.view ?? null,
        after: result.view,
        other: decision[otherSide(operation.side)],
        lookedUp: result.falseAlarm,
        alarm: result.alarm,
      })
      if (operation.kind === 'trash') recorded = recordWent(context, decision, operation, result.view, [])
    })
    if (operation.kind === 'trash') {
      const after = await whatWent(operation, result.view)
      if (showsNewValue(operation.expected, after.fields)) {
        return (await surprised(decision, operation, { after, recorded }, situation)) ?? { ...result }
      }
    }
    return result
  }

  /** The fresh read: the page as it is right before it is overwritten or trashed; tracking-only writes need none. */
  async function pageBefore(
    operation: Exclude<Operation, { kind: 'create' }>,
    privateId: PrivatePageId | null,
  ): Promise<{ readonly kind: 'page'; readonly view: View | null } | Step> {
    const known = sighting(operation.side, operation.pageId)
    if (operation.kind === 'link') return { kind: 'page', view: known === null ? null : seen<View>(known.state) }
    await roomFor(operation.side)
    const age = known === null ? Number.POSITIVE_INFINITY : ageOf(context.clock, known.at)
    if (known === null || !isDirect(known.state) || age > freshReadMs) {
      await readDirectly(context, picture, operation.side, operation.pageId)
    }
    const read = sighting(operation.side, operation.pageId)
    if (read === null) return { kind: 'changed' }
    const now = read.state
    if (now.kind === 'failed') return { kind: 'failed', failure: now.failure }
    // The computer slept while the answer was on its way to it: what it says is as old as the sleep was long.
    if (ageOf(context.clock, read.at) > freshReadMs) return { kind: 'changed' }
    const view = seen<View>(now)
    if (view === null || now.kind === 'moved') return { kind: 'changed' }
    if (operation.kind === 'restore') return now.kind === 'trashed' ? { kind: 'page', view } : { kind: 'changed' }
    if (now.kind === 'trashed') return { kind: 'changed' }
    if (!sameFields(operation.expected, view.fields)) return { kind: 'changed' }
    // What goes to the trash need only show the values that were decided on; a time that moved would hold up privacy.
    const earlier = known === null ? null : seen<View>(known.state)
    if (operation.kind !== 'trash' && touchedSince(view, earlier)) return { kind: 'changed' }
    if (earlier === null)
      return switchedOff(view) || isTaken(view, privateId) ? { kind: 'changed' } : { kind: 'page', view }
    const same = earlier.relevant === view.relevant && earlier.link === view.link
    return same ? { kind: 'page', view } : { kind: 'changed' }
  }

  /** Waits for a place in the budget before the fresh read and not between it and the write. */
  async function roomFor(side: Side): Promise<void> {
    const port = portOf(context, side)
    while (port.waitMs() > 0 && !context.stop.aborted) await context.clock.sleep(port.waitMs(), context.stop)
  }

  /** A private page that nobody had looked at turns out to be switched off: that is another decision. */
  function switchedOff(view: View): boolean {
    return view.side === 'private' && !view.relevant
  }

  /** A copy that nobody had looked at turns out to carry another page's id: it is not this one's any more. */
  function isTaken(view: View, privateId: PrivatePageId | null): boolean {
    return view.side === 'shared' && view.link !== null && view.link !== privateId
  }

  /**
   * In careful mode a page whose time moved since it was decided on is decided on again; one that nobody had looked at,
   * since this ledger last read it. What a user chose is written all the same.
   */
  function touchedSince(view: View, earlier: View | null): boolean {
    if (!context.rules.careful) return false
    if (earlier !== null) return earlier.editedAt !== view.editedAt
    const pair =
      view.side === 'private'
        ? context.ledger.pair(context.profile.id, view.id)
        : context.ledger.pairByShared(context.profile.id, view.id)
    return pair !== null && pair.base !== null && pair.marks[view.side].seenAt !== view.editedAt
  }

  /** An answer that leaves fields out says nothing of what went with the page: it is read once more. */
  async function whatWent(operation: Extract<Operation, { kind: 'trash' }>, answered: View): Promise<View> {
    const expected = Object.entries<Value>(operation.expected)
    const silent = expected.some(([key, value]) => {
      const shown = answered.fields[key as FieldKey] // Field values are keyed by field; Object.entries widens.
      return value.kind !== 'unreadable' && (shown === undefined || shown.kind === 'unreadable')
    })
    if (!silent) return answered
    await readDirectly(context, picture, operation.side, operation.pageId)
    const state = sighting(operation.side, operation.pageId)?.state
    const read = state === undefined ? null : seen<View>(state)
    if (read === null) see(answered)
    return read ?? answered
  }

  /** The answer to a trashing shows a value that nobody had seen: it is folded, or the page comes back and asks. */
  async function surprised(
    decision: Decision,
    operation: Extract<Operation, { kind: 'trash' }>,
    { after, recorded }: { readonly after: View; readonly recorded: readonly FieldKey[] },
    situation: Situation,
  ): Promise<Step | null> {
    recordWent(context, decision, operation, after, recorded)
    if (decision.case === '6') return null
    const back: Operation = {
      kind: 'restore',
      side: operation.side,
      pageId: operation.pageId,
      values: {},
      tracking: after.side === 'shared' ? { relevant: true } : {},
    }
    const step = await perform({ ...decision, why: 'conflict' }, back, { private: {}, shared: {} }, situation)
    return step.kind === 'done' ? { kind: 'changed' } : step
  }

  function see(view: View): void {
    const state = view.inTrash ? ('trashed' as const) : ('present' as const)
    if (view.side === 'private') picture.seePrivate(view.id, { kind: state, page: view, direct: true })
    else picture.seeShared(view.id, { kind: state, page: view, direct: true })
  }

  /** A copy that is gone for good is created anew when the appointment is decided next (case 20). */
  function markGone(operation: Extract<Operation, { kind: 'restore' }>): void {
    if (operation.side === 'shared') picture.seeShared(operation.pageId as SharedPageId, { kind: 'unreadable' }) // Side says so.
  }

  function sighting(side: Side, id: PageId) {
    return side === 'private' ? picture.private(id as PrivatePageId) : picture.shared(id as SharedPageId) // Side says so.
  }

  function urlsFor(operation: Operation): Readonly<Record<string, string>> {
    const link = 'tracking' in operation ? operation.tracking.link : null
    if (link == null) return {}
    const state = sighting(otherSide(operation.side), link)?.state
    const view = state === undefined ? null : seen<View>(state)
    return view === null ? {} : { [link]: view.url }
  }
}

type Fold = Extract<Operation, { kind: 'update' }>

function isFold(decision: Decision, operation: Operation): operation is Fold {
  return decision.case === '6' && operation.kind === 'update' && operation.side === 'private'
}

/** What the copy showed in the fields that were to be folded. */
function foldedValues(decision: Decision, fold: Fold): Decision['lost'] {
  return Object.entries<Value>(fold.values).map(([key, value]) => {
    const field = key as FieldKey // Keys of field values are fields.
    return { side: 'shared' as const, field, value: decision.shared?.fields[field] ?? value }
  })
}

/** Every expected field must show what it showed; a field nobody expects anything of does not count. */
function sameFields(expected: FieldValues, now: FieldValues): boolean {
  return Object.entries<Value>(expected).every(([key, value]) => {
    const shown = now[key as FieldKey] // Field values are keyed by field; Object.entries widens.
    if (shown === undefined) return false
    return equal(value, shown) || (value.kind === 'unreadable' && shown.kind === 'unreadable')
  })
}

/** A field that the answer cut off says nothing about what it holds. */
function showsNewValue(expected: FieldValues, now: FieldValues): boolean {
  const readable = Object.entries<Value>(expected).filter(([key]) => now[key as FieldKey]?.kind !== 'unreadable') // As above.
  return !sameFields(Object.fromEntries(readable), now)
}

function resolveLink(operation: Operation, created: View | null): Operation {
  if (operation.kind !== 'link' || !operation.linkToCreated || created === null) return operation
  return { ...operation, tracking: { ...operation.tracking, link: created.id } }
}

/** What a side shows in every field, or its base where it was not looked at. */
function fieldsShown(situation: Situation, side: Side): Record<FieldKey, Value> {
  const view = side === 'private' ? seen<View>(situation.private) : seen<View>(situation.copy)
  if (view !== null) return { ...view.fields }
  const values: Record<FieldKey, Value> = {}
  for (const [key, base] of Object.entries(situation.pair?.base ?? {})) values[key as FieldKey] = base[side] // As above.
  return values
}

/** "Keep both" writes a field to both sides: they agree only once the second is written. */
function writtenLaterToo(operations: readonly Operation[], now: Operation, field: FieldKey): boolean {
  const index = operations.indexOf(now)
  return operations
    .slice(index < 0 ? operations.length : index + 1)
    .some((later) => 'values' in later && (later.values as Readonly<Record<string, Value>>)[field] !== undefined)
}
