/**
 * Questions and problems as the user will read them: opened when a decision raises them, kept while it still does,
 * closed when it no longer does. An answer belongs to the values that it was given on.
 */

import type { AnswerAction, Decision, Question } from '../../shared/decision.ts'
import { assertNever, type Failure } from '../../shared/failure.ts'
import type { Shown } from '../../shared/model.ts'
import { equal } from '../core/fields.ts'
import type { RunContext } from './context.ts'
import type { ConflictRecord, ProblemRecord } from './ledger-port.ts'

/**
 * Opens, keeps or closes the questions of one appointment. Questions about an option are one for all pages; one about
 * fields stays while something else stops the whole pair (rows 7, 8 and 9).
 */
export function saveQuestions(context: RunContext, decision: Decision): void {
  const { journal, profile, clock } = context
  const open = journal.openConflicts(profile.id, decision.privateId ?? undefined)
  const mine = open.filter((each) => each.privateId === decision.privateId && each.question.kind !== 'option')
  for (const question of decision.questions) {
    const known = (question.kind === 'option' ? optionQuestions(context) : mine).find(
      (each) => questionKey(each.question) === questionKey(question),
    )
    if (known !== undefined && sameQuestion(known, question, decision)) continue
    journal.saveConflict({
      id: known?.id ?? context.random.id(),
      profile: profile.id,
      privateId: question.kind === 'option' ? null : decision.privateId,
      sharedId:
        question.kind === 'duplicate' ? question.sharedId : question.kind === 'option' ? null : decision.sharedId,
      title: decision.title,
      question,
      actions: actionsFor(context, question),
      since: known?.since ?? clock.now(),
      answers: [],
      shown: shownFor(decision, question),
    })
  }
  const asked = new Set(decision.questions.map(questionKey))
  if (decision.privateId === null) return
  // What has no base yet and was asked about would be filled unasked after a deletion taken back, or a page that is readable again.
  const outlives = ({ question }: ConflictRecord): boolean =>
    question.kind === 'fields' && decision.effect.kind === 'none'
  for (const each of mine)
    if (!asked.has(questionKey(each.question)) && !outlives(each)) journal.closeConflict(each.id, clock.now())
}

/** The open questions about options, which concern every page of the profile. */
export function optionQuestions(context: RunContext): readonly ConflictRecord[] {
  return context.journal.openConflicts(context.profile.id).filter((each) => each.question.kind === 'option')
}

/** A question about an option that a complete run no longer raises is answered, or has settled itself. */
export function closeOptionQuestions(context: RunContext, raised: ReadonlySet<string>): void {
  for (const each of optionQuestions(context)) {
    if (!raised.has(questionKey(each.question))) context.journal.closeConflict(each.id, context.clock.now())
  }
}

function shownFor(decision: Decision, question: Question): Shown {
  const shown = decision.shown
  return question.kind === 'duplicate' ? { ...shown, shared: question.shown } : shown
}

/** What the user may answer to a question (sync-semantics, the table; command-line.md, "What the choices mean"). */
export function actionsFor(context: RunContext, question: Question): readonly AnswerAction[] {
  switch (question.kind) {
    case 'fields': {
      const texts = new Set(
        context.rules.mapping.fields.flatMap((field) =>
          field.type === 'title' || field.type === 'rich-text' ? [field.key] : [],
        ),
      )
      return question.fields.some((each) => texts.has(each.field))
        ? ['private', 'shared', 'both']
        : ['private', 'shared']
    }
    case 'deleted-here-edited-there':
      return ['private', 'shared', 'alone']
    case 'trashed-copy':
      return ['private', 'shared', 'trash-private']
    case 'duplicate':
      return ['trash', 'own-row']
    case 'option':
      return ['private', 'shared']
    default:
      return assertNever(question)
  }
}

/** Two rounds of five tries; what came before says no more than they do. */
const attemptsKept = 10

/** What makes two questions about one appointment the same question. */
export function questionKey(question: Question): string {
  switch (question.kind) {
    case 'duplicate':
      return `duplicate ${question.sharedId}`
    case 'option':
      return `option ${question.side} ${question.field} ${question.option}`
    default:
      return question.kind
  }
}

function sameQuestion(known: ConflictRecord, question: Question, decision: Decision): boolean {
  if (question.kind === 'option') return true
  if (question.kind === 'fields' && known.question.kind === 'fields') {
    const before = known.question.fields
    return (
      before.length === question.fields.length &&
      question.fields.every((field) => {
        const old = before.find((each) => each.field === field.field)
        return old !== undefined && equal(old.private, field.private) && equal(old.shared, field.shared)
      })
    )
  }
  const shown = shownFor(decision, question)
  return known.shown.private === shown.private && known.shown.shared === shown.shared
}

/** Puts what needs the user into the list of problems, for good, with what can be done about it (cases 9, 13). */
export function reportProblem(
  context: RunContext,
  decision: Decision,
  problem: NonNullable<Decision['problem']>,
): void {
  save(context, decision, problem.failure, problem.actions, { tries: 0, nextTryAt: null })
}

/** A failed write: in the list with its complete text, with its next try or for good. */
export function reportFailure(
  context: RunContext,
  decision: Decision,
  failure: Failure,
  next: { readonly tries: number; readonly nextTryAt: number | null },
): void {
  save(context, decision, failure, [], next)
}

function save(
  context: RunContext,
  decision: Decision,
  failure: Failure,
  actions: readonly AnswerAction[],
  next: { readonly tries: number; readonly nextTryAt: number | null },
): void {
  const { journal, profile, clock } = context
  const known = journal.problems(profile.id).find((each) => isAbout(each, decision))
  const same =
    known !== undefined && known.failure.category === failure.category && known.failure.reason === failure.reason
  if (same && known.nextTryAt === null && next.nextTryAt === null && actions.length > 0) return
  journal.saveProblem({
    id: known?.id ?? context.random.id(),
    profile: profile.id,
    privateId: decision.privateId,
    sharedId: decision.sharedId,
    title: decision.title,
    failure,
    actions,
    answer: same ? known.answer : null,
    shown: decision.shown,
    tries: next.tries,
    attempts: [...(known?.attempts ?? []), { at: clock.now(), text: failure.text }].slice(-attemptsKept),
    firstAt: known?.firstAt ?? clock.now(),
    lastAt: clock.now(),
    nextTryAt: next.nextTryAt,
    // Dismissed until the same page fails in another way.
    dismissed: same ? known.dismissed : false,
    past: isPast(decision, clock.now()),
  })
}

/** Of the same appointment; of the same row, where there is no private page yet. */
export function isAbout(problem: ProblemRecord, decision: Decision): boolean {
  return decision.privateId === null
    ? problem.privateId === null && problem.sharedId === decision.sharedId
    : problem.privateId === decision.privateId
}

function isPast(decision: Decision, now: number): boolean {
  const start = decision.start === null ? Number.NaN : Date.parse(decision.start)
  return Number.isFinite(start) && start < now - 86_400_000
}

/** An appointment that works again, or a row that was imported after all, has no problem any more. */
export function closeProblems(context: RunContext, decision: Decision): void {
  const { journal, profile, clock } = context
  for (const each of journal.problems(profile.id)) {
    if (isAbout(each, decision)) journal.closeProblem(each.id, clock.now())
  }
}
