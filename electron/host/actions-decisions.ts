/**
 * What a user decides about open questions: answered first in the journal, then carried out by a run.
 *
 * The journal keeps the decision even when Notion cannot be reached; the next run carries it out. A choice that is not
 * offered is refused and names the ones that are.
 */
import type { Answer, AnswerAction } from '../../shared/decision.ts'
import { failure, ok, type Result } from '../../shared/failure.ts'
import type { Intent } from '../../shared/intent.ts'
import type { FieldKey, Profile } from '../../shared/model.ts'
import type { ConflictRecord, HeldRecord, ProblemRecord } from '../engine/ledger-port.ts'
import { carryOutPages, profileOf, unknownId } from './carry-out.ts'
import { type Home, profilesNamed } from './home.ts'
import type { Done } from './intents.ts'

type Of<Action extends Intent['action']> = Extract<Intent, { action: Action }>

/** `conflicts resolve ID --keep ... [--field F]`. */
export async function resolveConflict(
  home: Home,
  intent: Of<'resolve-conflict'>,
  signal: AbortSignal,
): Promise<Result<Done>> {
  const conflict = openConflict(home, intent.id)
  if (conflict === null) return unknownId(intent.id)
  const answered = answerConflict(home, conflict, intent.keep, intent.field)
  if (answered.kind === 'failure') return answered
  return carryOutPages(home, intent.action, [conflict.id], [conflict], signal)
}

/** `conflicts resolve --all --keep ...`: every open conflict that offers this choice. */
export async function resolveAllConflicts(
  home: Home,
  intent: Of<'resolve-all-conflicts'>,
  signal: AbortSignal,
): Promise<Result<Done>> {
  const open = profilesNamed(home, intent.profile)
    .flatMap((profile) => home.journal.openConflicts(profile.id))
    .filter(({ id }) => intent.ids?.includes(id) ?? true)
  const answered = home.ledger.transaction(() =>
    open.filter((conflict) => answerConflict(home, conflict, intent.keep, intent.field).kind === 'ok'),
  )
  if (answered.length === 0 && open.length > 0) return notOffered(intent.keep, offeredBy(open))
  const ids = answered.map((conflict) => conflict.id)
  return carryOutPages(home, intent.action, ids, answered, signal)
}

/** `answer ID ACTION`: a conflict, a problem, or a held page by its private id. */
export async function answer(home: Home, intent: Of<'answer'>, signal: AbortSignal): Promise<Result<Done>> {
  const { choice } = intent
  if (choice === 'confirm' || choice === 'reject') {
    const held = heldPages(home, null).filter((page) => page.privateId === intent.id)
    if (held.length === 0) return unknownId(intent.id)
    decide(home, held, choice)
    return carryOutPages(home, intent.action, [intent.id], held, signal)
  }
  const conflict = openConflict(home, intent.id)
  if (conflict !== null) {
    const answered = answerConflict(home, conflict, choice, null)
    if (answered.kind === 'failure') return answered
    return carryOutPages(home, intent.action, [conflict.id], [conflict], signal)
  }
  const problem = openProblem(home, intent.id)
  if (problem === null) return unknownId(intent.id)
  if (!problem.actions.includes(choice)) return notOffered(choice, problem.actions)
  home.journal.saveProblem({
    ...problem,
    answer: { action: choice, field: null, shown: problem.shown },
  })
  return carryOutPages(home, intent.action, [problem.id], [problem], signal)
}

/** `problems retry [ID]`: five tries anew, starting now. */
export async function retryProblems(
  home: Home,
  intent: Of<'retry-problems'>,
  signal: AbortSignal,
): Promise<Result<Done>> {
  const one = intent.id === null ? null : openProblem(home, intent.id)
  if (intent.id !== null && one === null) return unknownId(intent.id)
  const all = profilesNamed(home, intent.profile).flatMap((profile) => home.journal.problems(profile.id))
  const chosen = one === null ? all.filter(({ id }) => intent.ids?.includes(id) ?? true) : [one]
  home.ledger.transaction(() => {
    for (const problem of chosen) tryAnew(home, problem)
  })
  const ids = chosen.map((problem) => problem.id)
  return carryOutPages(home, intent.action, ids, chosen, signal, { force: true })
}

function tryAnew(home: Home, problem: ProblemRecord): void {
  home.journal.saveProblem({ ...problem, tries: 0, nextTryAt: home.clock.now(), dismissed: false })
  const pair = problem.privateId === null ? null : home.ledger.pair(problem.profile, problem.privateId)
  if (pair === null || (pair.state.kind !== 'problem' && pair.state.kind !== 'waiting')) return
  home.ledger.savePair({ ...pair, tries: 0, state: { kind: 'waiting', nextTryAt: home.clock.now() } })
}

/** `problems dismiss ID`: out of sight until the page fails in another way. */
export function dismissProblem(home: Home, intent: Of<'dismiss-problem'>): Result<Done> {
  const problem = openProblem(home, intent.id)
  if (problem === null) return unknownId(intent.id)
  home.journal.saveProblem({ ...problem, dismissed: true })
  return ok({ action: intent.action, ids: [problem.id], carriedOut: true, obstacle: null })
}

/** `problems exclude ID --reason`: the appointment stays out of the sync until one of its pages shows something new. */
export function excludeProblem(home: Home, intent: Of<'exclude-problem'>): Result<Done> {
  const problem = openProblem(home, intent.id)
  if (problem === null) return unknownId(intent.id)
  const pair = problem.privateId === null ? null : home.ledger.pair(problem.profile, problem.privateId)
  if (pair === null) {
    return failure('usage', 'only an appointment whose private page is known can be excluded', {
      reason: 'invalid-argument',
      subject: intent.id,
    })
  }
  home.ledger.transaction(() => {
    home.ledger.savePair({ ...pair, state: { kind: 'excluded', reason: intent.reason, shown: problem.shown } })
    home.journal.closeProblem(problem.id, home.clock.now())
  })
  return ok({ action: intent.action, ids: [problem.id], carriedOut: true, obstacle: null })
}

/** `held confirm|reject`: for everything that is held now, or what of it is named, and for nothing that comes later. */
export async function decideHeld(home: Home, intent: Of<'decide-held'>, signal: AbortSignal): Promise<Result<Done>> {
  const held = heldPages(home, intent.profile).filter(({ privateId }) => intent.ids?.includes(privateId) ?? true)
  decide(home, held, intent.choice)
  const ids = held.map((page) => page.privateId)
  return carryOutPages(home, intent.action, ids, held, signal)
}

function decide(home: Home, held: readonly HeldRecord[], choice: 'confirm' | 'reject'): void {
  home.ledger.transaction(() => {
    for (const page of held) {
      home.journal.saveHeld({ ...page, state: choice === 'confirm' ? 'confirmed' : 'rejected' })
    }
  })
}

/** What the guards hold and nobody has decided yet. */
export function heldPages(home: Home, profileName: string | null): readonly HeldRecord[] {
  return profilesNamed(home, profileName)
    .flatMap((profile) => home.journal.held(profile.id))
    .filter((page) => page.state === 'held')
}

/** An answer about one field keeps the answers about the others; an answer about all replaces them. */
function answerConflict(
  home: Home,
  conflict: ConflictRecord,
  action: AnswerAction,
  field: string | null,
): Result<null> {
  if (!conflict.actions.includes(action)) return notOffered(action, conflict.actions)
  const key = field === null ? null : fieldOf(home, conflict, field)
  if (field !== null && key === null) {
    return failure('usage', `this conflict is not about the field ${field}`, {
      reason: 'invalid-argument',
      subject: `--field ${field}`,
    })
  }
  const given: Answer = { action, field: key, shown: conflict.shown }
  const kept = key === null ? [] : conflict.answers.filter((earlier) => earlier.field !== key)
  home.journal.saveConflict({ ...conflict, answers: [...kept, given] })
  return ok(null)
}

/** A field by its key or by the name its property has on either side, as lists show it. */
function fieldOf(home: Home, conflict: ConflictRecord, wanted: string): FieldKey | null {
  if (conflict.question.kind !== 'fields') return null
  const profile = profileOf(home, conflict.profile)
  const same = (text: string): boolean => text.toLowerCase() === wanted.toLowerCase()
  for (const { field } of conflict.question.fields) {
    const mapped = profile?.mapping.fields.find((mapping) => mapping.key === field)
    if (same(field) || (mapped !== undefined && namesOf(mapped).some(same))) return field
  }
  return null
}

function namesOf(mapped: Profile['mapping']['fields'][number]): readonly string[] {
  return [mapped.private, mapped.shared].flatMap((place) =>
    place.kind === 'single'
      ? [place.property.name]
      : [place.combined?.name ?? place.start.name, place.start.name, place.end.name],
  )
}

function openConflict(home: Home, id: string): ConflictRecord | null {
  return (
    home
      .profiles()
      .flatMap((profile) => home.journal.openConflicts(profile.id))
      .find((conflict) => conflict.id === id) ?? null
  )
}

function openProblem(home: Home, id: string): ProblemRecord | null {
  return (
    home
      .profiles()
      .flatMap((profile) => home.journal.problems(profile.id))
      .find((problem) => problem.id === id) ?? null
  )
}

function offeredBy(conflicts: readonly ConflictRecord[]): readonly AnswerAction[] {
  return [...new Set(conflicts.flatMap((conflict) => conflict.actions))]
}

function notOffered(action: string, offered: readonly string[]): Result<never> {
  return failure('usage', `${action} is not offered here; offered: ${offered.join(', ')}`, {
    reason: 'not-offered',
    subject: `${action} (${offered.join(', ')})`,
  })
}
