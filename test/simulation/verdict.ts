/**
 * The end of a simulated run: nothing moves any more, everything works again. What must hold now, whatever happened.
 *
 * Each appointment either stands as it should on both sides, or the product says why not: an open conflict, a problem, a
 * held action, a decision of the user. Every value of a person that we replaced stands in the history.
 */

import type { Oracle } from './accounts.ts'
import type { Machine } from './machine.ts'
import { type FieldName, fieldTypes } from './script.ts'
import { busyWord, type Stage, type StagedProfile } from './stage.ts'
import { spellKept } from './values.ts'

interface Explained {
  /** Fields that an open question is about. */
  readonly fields: ReadonlySet<string>
  /** Why the appointment as a whole may stand as it does. */
  readonly whole: readonly string[]
  readonly duplicates: ReadonlySet<string>
}

type Row = ReturnType<Stage['sandbox']['rows']>[number]

/** Sentences about everything that is not as it must be. */
export function verdict(stage: Stage, oracle: Oracle, machines: readonly Machine[]): readonly string[] {
  const wrong: string[] = []
  for (const staged of stage.profiles) {
    const mine = machines.filter((machine) => machine.staged === staged)
    // Only the first profile's pages are ever moved elsewhere.
    const rows = [
      ...stage.sandbox.rows(staged.privateSource, 'all'),
      ...(staged === stage.profiles[0] ? stage.sandbox.rows(stage.elsewhere, 'all') : []),
    ]
    for (const row of rows) wrong.push(...appointment(stage, oracle, staged, mine, row))
    for (const machine of mine) wrong.push(...stalled(machine))
  }
  wrong.push(...history(oracle, machines))
  return wrong
}

const compact = (text: unknown): string => (typeof text === 'string' ? text.replaceAll('-', '') : '')
const short = (id: string): string => id.slice(0, 8)

function copiesOf(stage: Stage, privateId: string): readonly Row[] {
  const key = stage.propertyId(stage.sharedSource, 'SourcePrivateId')
  return stage.sandbox
    .rows(stage.sharedSource, 'live')
    .filter((row) => compact(valueOf(stage, row, key)) === compact(privateId))
    .toSorted((a, b) => Math.floor(a.createdAt / 60_000) - Math.floor(b.createdAt / 60_000) || (a.id < b.id ? -1 : 1))
}

/** A value by the property's id: rows show it under the name it has now. */
function valueOf(stage: Stage, row: Row, propertyId: string): unknown {
  const source = row.dataSourceId ?? ''
  const name = stage.sandbox.admin.schema(source).find((each) => each.id === propertyId)?.name
  return name === undefined ? undefined : row.values[name]
}

function tracking(stage: Stage, row: Row, name: string): unknown {
  return valueOf(stage, row, stage.propertyId(row.dataSourceId ?? '', name))
}

function appointment(
  stage: Stage,
  oracle: Oracle,
  staged: StagedProfile,
  machines: readonly Machine[],
  row: Row,
): readonly string[] {
  const wrong: string[] = []
  const explained = explanation(staged, machines, row.id)
  const copies = copiesOf(stage, row.id)
  const here = row.dataSourceId === staged.privateSource
  const relevant = here && !row.inTrash && tracking(stage, row, 'PartnerRelevant') === true
  const what = `appointment ${short(row.id)}`
  const made = copies.filter((copy) => oracle.madeByUs(copy.id) && !explained.duplicates.has(copy.id))
  // Each computer may have made one in the same moment; taking one back can be refused for good, or wait for a confirmation
  // together with all that is to go, and is told then (row 12).
  const told = explained.whole.some((each) => each === 'held' || each.startsWith(problemWord))
  const most = told ? machines.length : 1
  if (made.length > most) wrong.push(`${what} has ${made.length} copies of our making (invariant 4)`)
  const [winner] = copies
  if (!relevant) {
    // Without its number a copy of a page that no ledger knows any more is nobody's (row 13 goes by the number).
    const known = made.filter((copy) => tracking(stage, copy, 'SourceUserId') !== null)
    if (known.length > 0 && explained.whole.length === 0) wrong.push(`${what} is not relevant, its copy is still there`)
    return wrong
  }
  if (winner === undefined) {
    // Of two private pages that were made for one row the one that the row does not name is asked about (row 12).
    const twin = stage.plan.importRows && explained.duplicates.size > 0
    if (explained.whole.length === 0 && !twin)
      wrong.push(`${what} is relevant and has no copy, and nothing says why (invariant 7)`)
    return wrong
  }
  if (explained.whole.length > 0) return wrong
  if (compact(tracking(stage, row, 'SyncedToSharedId')) !== compact(winner.id))
    wrong.push(`${what} does not link its copy`)
  if (tracking(stage, winner, 'SourceUserId') !== staged.number) wrong.push(`the copy of ${what} has a wrong number`)
  if (tracking(stage, winner, 'PartnerRelevant') !== true) wrong.push(`the copy of ${what} is unchecked`)
  for (const field of stage.plan.fields) {
    if (explained.fields.has(field)) continue
    const ours = oracle.shown(row.id, field)
    const theirs = oracle.shown(winner.id, field)
    const busy = stage.plan.oneWay?.field === field && stage.plan.oneWay.how === 'busy'
    const expected = busy && ours !== '' ? busyWord : ours
    const unset =
      (ours === '' && theirs === defaultOf(stage, winner, field)) ||
      (theirs === '' && ours === defaultOf(stage, row, field))
    if (theirs !== expected && !unset) {
      wrong.push(`${what} ${field}: "${ours}" here, "${theirs}" there, and nobody is asked (invariants 1, 3)`)
    }
  }
  return wrong
}

/** What a status shows that nobody has set: it cannot be cleared (notion-api, section 5). Null for other types. */
function defaultOf(stage: Stage, row: Row, field: FieldName): string | null {
  if (fieldTypes[field] !== 'status' || row.dataSourceId === null) return null
  const id = stage.propertyId(row.dataSourceId, field)
  return stage.sandbox.admin.schema(row.dataSourceId).find((each) => each.id === id)?.options[0]?.name ?? null
}

const problemWord = 'problem: '

function explanation(staged: StagedProfile, machines: readonly Machine[], id: string): Explained {
  const fields = new Set<string>()
  const whole: string[] = []
  const duplicates = new Set<string>()
  const nameOfKey = staged.names
  for (const { store } of machines) {
    for (const each of store.journal.openConflicts(staged.profile.id)) {
      const { question } = each
      if (question.kind === 'option') fields.add(nameOfKey.get(question.field) ?? '')
      if (each.privateId !== id) continue
      if (question.kind === 'fields') for (const field of question.fields) fields.add(nameOfKey.get(field.field) ?? '')
      else if (question.kind === 'duplicate') duplicates.add(question.sharedId)
      else whole.push(question.kind)
    }
    for (const problem of store.journal.problems(staged.profile.id)) {
      if (problem.privateId === id) whole.push(`${problemWord}${problem.failure.reason ?? problem.failure.category}`)
    }
    for (const held of store.journal.held(staged.profile.id)) if (held.privateId === id) whole.push('held')
    const state = store.ledger.pairs(staged.profile.id).find((pair) => pair.privateId === id)?.state.kind
    if (state === 'kept' || state === 'excluded' || state === 'held') whole.push(state)
  }
  return { fields, whole, duplicates }
}

/** Nothing is under way for ever, and nothing waits without a time (invariant 7). */
function stalled(machine: Machine): readonly string[] {
  const { store, staged, clock } = machine
  const open = store.ledger
    .openIntents(staged.profile.id)
    .map(
      (intent) => `the intent ${intent.operation.kind} of ${short(intent.privateId ?? '')} is still open (invariant 7)`,
    )
  const asked = new Set(store.journal.openConflicts(staged.profile.id).map((each) => each.privateId))
  const listed = new Set(store.journal.problems(staged.profile.id).map((each) => each.privateId))
  const held = new Set(store.journal.held(staged.profile.id).map((each) => each.privateId))
  const options = asked.has(null)
  const states = store.ledger.pairs(staged.profile.id).flatMap((pair) => {
    const { state, privateId } = pair
    const name = `appointment ${short(privateId)}`
    switch (state.kind) {
      case 'being-checked':
        return [`${name} is being checked for ever (invariant 7)`]
      case 'waiting':
        return options || (state.nextTryAt > clock.now() - 60_000 && listed.has(privateId))
          ? []
          : [`${name} waits for ever (invariant 7)`]
      case 'conflict':
        return asked.has(privateId) || options ? [] : [`${name} is in conflict, but nothing is asked (invariant 7)`]
      case 'problem':
        return listed.has(privateId) ? [] : [`${name} has a problem that no list shows (invariant 7)`]
      case 'held':
        return held.has(privateId) ? [] : [`${name} is held, but nothing can be confirmed (invariant 7)`]
      default:
        return []
    }
  })
  return [...open, ...states].map((text) => `computer ${machine.index}: ${text}`)
}

/** Every value of a person that one of our writes replaced stands in some history. */
function history(oracle: Oracle, machines: readonly Machine[]): readonly string[] {
  const reasons = new Map<string, readonly string[]>()
  for (const machine of machines) {
    const names = machine.staged.names
    for (const change of machine.history()) {
      for (const { field, before } of change.fields) {
        const key = `${change.pageId}|${names.get(field) ?? field}|${spellKept(before, (name) => oracle.root(name))}`
        reasons.set(key, [...(reasons.get(key) ?? []), `${change.case} ${change.why}`])
      }
    }
  }
  return oracle.debts.flatMap((debt) => {
    const why = reasons.get(`${debt.page}|${debt.field}|${debt.value}`)
    const where = `${debt.field} of ${short(debt.page)} ("${debt.value}", ${debt.how} at ${Math.floor(debt.at)})`
    if (why === undefined) {
      const elsewhere = oracle.shown(debt.privateId, debt.field) === debt.value
      return elsewhere ? [] : [`${where} stands in no history (invariant 3)`]
    }
    if (debt.reached || debt.how === 'trashed' || oracle.decidedAbout.has(debt.privateId)) return []
    const allowed = why.some((reason) => /^(20|8|6|7|12) /.test(reason) || / (answered|undo)$/.test(reason))
    // Another computer's write under a later edit of a person cannot be told from that edit (rail "Two computers" looks
    // at who wrote last): then the value stands in the history and need not have been asked about.
    const several = machines.filter((each) => each.staged === machines[debt.machine]?.staged).length > 1
    const chosen = several || machines[0]?.staged.profile.onConflict !== 'ask'
    return allowed || chosen ? [] : [`${where} gave way unasked: ${why.join('; ')} (invariant 3)`]
  })
}
