/**
 * What the user decides: conflicts, problems, held entries, pauses, undo. Carried out here, or by the process that keeps
 * the home.
 */
import { answerActions } from '../../shared/decision.ts'
import type { Intent } from '../../shared/intent.ts'
import { explainFailure } from '../../shared/words/failures.ts'
import { submit } from '../host/actions.ts'
import { listChanges, listConflicts, listHeld, listProblems, listStatuses } from '../host/actions-lists.ts'
import type { Home } from '../host/home.ts'
import type { Done } from '../host/intents.ts'
import type { Typed } from './command.ts'
import { checkProfile } from './commands-lists.ts'
import type { Invocation } from './invocation.ts'
import { orRefuse, refuseUsage } from './refusal.ts'
import { renderConflicts, renderHeld, renderProblems, renderStatuses } from './render.ts'
import { flag, parseChoice, parseDuration } from './values.ts'
import { withHome } from './with-home.ts'

const KEEPS = ['private', 'shared', 'both', 'alone'] as const

/** The document of a decision: what became of it, and the list that it came from as it is now. */
type Show = (home: Home, invocation: Invocation) => { readonly document: object; readonly text: string }

/** Decides, and shows the list afterwards. A decision that is noted but not yet carried out ends with 1. */
function decideAndShow(invocation: Invocation, intent: Intent, show: Show): Promise<number> {
  return withHome(invocation, { access: 'decide', what: intent.action }, async (home) => {
    checkProfile(home, invocation.profile)
    const done = orRefuse(await submit(home, intent, invocation.stop))
    const { document, text } = show(home, invocation)
    invocation.out.result({ ...document, done }, () => [outcome(invocation, done), text].join('\n\n').trimEnd())
    return done.carriedOut ? 0 : 1
  })
}

function outcome({ words, language }: Invocation, done: Done): string {
  if (done.ids.length === 0) return words.nothingToDecide
  if (done.obstacle === null) return words.done
  const { message, remedy } = explainFailure(done.obstacle, language)
  return `${words.noted} ${message} ${remedy}`
}

const showConflicts: Show = (home, invocation) => {
  const conflicts = listConflicts(home, invocation.profile, invocation.language)
  return { document: { conflicts }, text: renderConflicts(invocation, conflicts) }
}
const showProblems: Show = (home, invocation) => {
  const problems = listProblems(home, invocation.profile, invocation.language)
  return { document: { problems }, text: renderProblems(invocation, problems) }
}
const showHeld: Show = (home, invocation) => {
  const held = listHeld(home, invocation.profile, invocation.language)
  return { document: { held }, text: renderHeld(invocation, held) }
}
const showStatuses: Show = (home, invocation) => {
  const profiles = listStatuses(home, invocation.profile, invocation.language)
  return { document: { profiles }, text: renderStatuses(invocation, profiles) }
}

export function resolve(invocation: Invocation, typed: Typed): Promise<number> {
  const id = typed.operand(0)
  const keep = flag('--keep', typed.text('--keep'), parseChoice(KEEPS))
  if (keep === undefined) return refuseUsage('missing-argument', '--keep', '--keep is missing')
  const field = typed.text('--field') ?? null
  if (typed.given('--all') === (id !== undefined)) {
    return refuseUsage('missing-argument', 'ID | --all', 'name one conflict, or --all')
  }
  const intent: Intent =
    id === undefined
      ? { action: 'resolve-all-conflicts', profile: invocation.profile, keep, field }
      : { action: 'resolve-conflict', id, keep, field }
  return decideAndShow(invocation, intent, showConflicts)
}

export function carryOutAnswer(invocation: Invocation, typed: Typed): Promise<number> {
  const choices = [...answerActions, 'confirm', 'reject'] as const
  const given = typed.operand(1)
  const choice = flag('ACTION', given, parseChoice(choices))
  if (choice === undefined) return refuseUsage('missing-argument', 'ACTION', 'ACTION is missing')
  const id = idOf(typed)
  return decideAndShow(invocation, { action: 'answer', id, choice }, () => ({ document: {}, text: '' }))
}

function idOf(typed: Typed): string {
  return typed.operand(0) ?? refuseUsage('missing-argument', 'ID', 'ID is missing')
}

export function retry(invocation: Invocation, typed: Typed): Promise<number> {
  const id = typed.operand(0) ?? null
  return decideAndShow(invocation, { action: 'retry-problems', id, profile: invocation.profile }, showProblems)
}

export function dismiss(invocation: Invocation, typed: Typed): Promise<number> {
  return decideAndShow(invocation, { action: 'dismiss-problem', id: idOf(typed) }, showProblems)
}

export function exclude(invocation: Invocation, typed: Typed): Promise<number> {
  const reason = typed.text('--reason')
  if (reason === undefined) return refuseUsage('missing-argument', '--reason', '--reason is missing')
  return decideAndShow(invocation, { action: 'exclude-problem', id: idOf(typed), reason }, showProblems)
}

export function decideHeldWith(choice: 'confirm' | 'reject') {
  return (invocation: Invocation): Promise<number> =>
    decideAndShow(invocation, { action: 'decide-held', choice, profile: invocation.profile }, showHeld)
}

export function pause(invocation: Invocation, typed: Typed): Promise<number> {
  const forMs = flag('--for', typed.text('--for'), parseDuration) ?? null
  return decideAndShow(invocation, { action: 'pause', profile: invocation.profile, forMs }, showStatuses)
}

export function resume(invocation: Invocation): Promise<number> {
  return decideAndShow(invocation, { action: 'resume', profile: invocation.profile }, showStatuses)
}

export function undo(invocation: Invocation, typed: Typed): Promise<number> {
  const change = typed.operand(0) ?? refuseUsage('missing-argument', 'CHANGE', 'CHANGE is missing')
  return decideAndShow(invocation, { action: 'undo', change, insist: typed.given('--insist') }, (home) => {
    const changes = listChanges(home, { profile: invocation.profile, page: null, limit: 1 }, invocation.language)
    return { document: { changes }, text: '' }
  })
}
