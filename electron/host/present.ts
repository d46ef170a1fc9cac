/**
 * Records of the ledger and results of the engine as the outside sees them: the shapes of `shared/contract`.
 *
 * Pure. Times become ISO 8601 in UTC, values plain text, reasons sentences of the reader's language, fields the name of
 * their private property. Nothing is left out that a list promises; keys marked `?` are absent when there is nothing.
 */
import type { Appointment, Conflict, ErrorExplained, Held, Planned, Problem, Run } from '../../shared/contract.ts'
import type { ProfileSummary } from '../../shared/contract-profile.ts'
import type { Decision, Question } from '../../shared/decision.ts'
import { assertNever, type Failure } from '../../shared/failure.ts'
import type { Connection, FieldMapping, Pair, Profile } from '../../shared/model.ts'
import { explainFailure } from '../../shared/words/failures.ts'
import { formatsFor } from '../../shared/words/format.ts'
import type { Language } from '../../shared/words/language.ts'
import { runWords } from '../../shared/words/runs.ts'
import { type Words, wordsFor } from '../../shared/words/words.ts'
import { joinBoth } from '../core/fields.ts'
import type { RunReport } from '../engine/engine-port.ts'
import type { ConflictRecord, HeldRecord, ProblemRecord, RunRecord } from '../engine/ledger-port.ts'
import { fieldName, placeName, valueText } from './field-text.ts'
import { standingText } from './standing-text.ts'

const time = (at: number): string => new Date(at).toISOString()
const maybeTime = (at: number | null | undefined): string | null => (at === null || at === undefined ? null : time(at))

/** The error document's inside. */
export function presentError(failure: Failure, language: Language): ErrorExplained {
  const { category, message, cause, remedy } = explainFailure(failure, language)
  return {
    category,
    ...(failure.reason === null ? {} : { reason: failure.reason }),
    message,
    cause,
    remedy,
    ...(failure.text === '' ? {} : { detail: failure.text }),
  }
}

/** A run; with its report's decisions when it was a dry run. */
export function presentRun(run: RunRecord, profile: Profile, language: Language, report?: RunReport): Run {
  const { read, write, retried } = run.requests
  const { statistics, before, after } = run
  return {
    id: run.id,
    profile: profile.name,
    kind: run.kind,
    // A record that was never finished belongs to a run that was cut off.
    state: run.state === 'in-progress' ? 'stopped' : run.state,
    startedAt: time(run.startedAt),
    finishedAt: run.finishedAt === null ? null : time(run.finishedAt),
    durationMs: run.finishedAt === null ? null : Math.max(0, run.finishedAt - run.startedAt),
    stats: {
      totalProcessed: statistics.totalProcessed,
      created: statistics.created,
      updated: statistics.updated,
      removed: statistics.removed,
      unchanged: statistics.unchanged,
      conflicts: statistics.conflicts,
      errors: statistics.errors,
      held: statistics.held,
    },
    requests: { read, write, retried, total: read + write },
    counts: {
      before: { privateRelevant: before.privateRelevant, copies: before.copies },
      after: { privateRelevant: after.privateRelevant, copies: after.copies },
    },
    falseAlarms: run.falseAlarms,
    ...(changedNothing(run) ? { finding: runWords(language).undone(formatsFor(language), run.due ?? 0) } : {}),
    ...(run.kind === 'dry-run' && report !== undefined ? { planned: presentPlan(report, language) } : {}),
    ...(run.failure === null ? {} : { error: presentError(run.failure, language) }),
  }
}

/** It ended well, something was to be written, and not one request to write was sent. */
function changedNothing({ kind, state, due, requests }: RunRecord): boolean {
  return kind !== 'dry-run' && state === 'completed' && (due ?? 0) > 0 && requests.write === 0
}

/** What a dry run would do. */
export function presentPlan(report: Pick<RunReport, 'decisions' | 'held'>, language: Language): readonly Planned[] {
  const words = wordsFor(language)
  const held = new Set<string>(report.held)
  return report.decisions.map((decision) => ({
    action: plannedAction(decision),
    ...(decision.privateId === null ? {} : { privateId: decision.privateId }),
    ...(decision.sharedId === null ? {} : { sharedId: decision.sharedId }),
    title: decision.title,
    why: words.cases.why[decision.why],
    case: decision.case,
    ...(decision.privateId !== null && held.has(decision.privateId) ? { held: true as const } : {}),
  }))
}

/** What weighs most of a decision: making and taking away before changing, changing before linking. */
function plannedAction(decision: Decision): Planned['action'] {
  const kinds = new Set(decision.operations.map((operation) => operation.kind))
  const heaviest = (['create', 'restore', 'trash', 'update', 'link'] as const).find((kind) => kinds.has(kind))
  if (heaviest !== undefined) return heaviest
  if (decision.questions.length > 0) return 'ask'
  return decision.problem !== null || decision.warnings.length > 0 ? 'report' : 'none'
}

/** An open question; `pair`: what the ledger knows of its appointment, null for nothing. */
export function presentConflict(
  conflict: ConflictRecord,
  profile: Profile,
  language: Language,
  pair: Pick<Pair, 'marks'> | null = null,
): Conflict {
  const fields = conflictFields(conflict, profile)
  return {
    id: conflict.id,
    profile: profile.name,
    privateId: conflict.privateId,
    sharedId: conflict.sharedId,
    title: conflict.title,
    fields,
    kind: conflict.question.kind,
    since: time(conflict.since),
    actions: conflict.actions,
    message: questionText(conflict.question, profile, wordsFor(language)),
    editedAt: { private: maybeTime(pair?.marks.private.seenAt), shared: maybeTime(pair?.marks.shared.seenAt) },
    // The ledger keeps when a page was edited, not by whom.
    editedBy: { private: null, shared: null },
  }
}

function conflictFields({ question, actions }: ConflictRecord, profile: Profile): Conflict['fields'] {
  switch (question.kind) {
    case 'fields':
      return question.fields.map((one) => ({
        field: fieldName(profile, one.field),
        base: valueText(one.base?.private),
        private: valueText(one.private),
        shared: valueText(one.shared),
        keeps: (['private', 'shared', 'both'] as const).filter(
          (keep) => actions.includes(keep) && (keep !== 'both' || joinBoth(one.private, one.shared) !== null),
        ),
      }))
    case 'option':
      return [
        {
          field: fieldName(profile, question.field),
          base: null,
          private: question.side === 'private' ? question.option : null,
          shared: question.side === 'shared' ? question.option : null,
          keeps: [],
        },
      ]
    case 'deleted-here-edited-there':
    case 'trashed-copy':
    case 'duplicate':
      return []
    default:
      return assertNever(question)
  }
}

function questionText(question: Question, profile: Profile, { questions, formats }: Words): string {
  const said = questions.question
  switch (question.kind) {
    case 'fields':
      return said.fields(formats.list(question.fields.map((one) => formats.quote(fieldName(profile, one.field)))))
    case 'option':
      return said.option(formats.quote(fieldName(profile, question.field)), formats.quote(question.option))
    case 'deleted-here-edited-there':
    case 'trashed-copy':
    case 'duplicate':
      return said[question.kind]
    default:
      return assertNever(question)
  }
}

/** An entry of the list of problems, with its complete text. */
export function presentProblem(problem: ProblemRecord, profile: Profile, language: Language): Problem {
  const { category, message, cause, remedy } = explainFailure(problem.failure, language)
  return {
    id: problem.id,
    profile: profile.name,
    ...(problem.privateId === null ? {} : { privateId: problem.privateId }),
    ...(problem.sharedId === null ? {} : { sharedId: problem.sharedId }),
    ...(problem.title === null ? {} : { title: problem.title }),
    category,
    message,
    cause,
    remedy,
    detail: problem.failure.text,
    actions: problem.actions,
    past: problem.past,
    dismissed: problem.dismissed,
    tries: problem.tries,
    firstAt: time(problem.firstAt),
    lastAt: time(problem.lastAt),
    ...(problem.nextTryAt === null ? {} : { nextTryAt: time(problem.nextTryAt) }),
    requestId: problem.failure.requestId,
    attempts: attemptsOf(problem),
    opens: problem.privateId ?? problem.sharedId,
  }
}

/** The tries that are remembered; of an older record the first and the last one. */
function attemptsOf({ attempts, firstAt, lastAt, failure }: ProblemRecord): Problem['attempts'] {
  if (attempts === undefined) return [...new Set([firstAt, lastAt])].map((at) => ({ at: time(at) }))
  return attempts.map(({ at, text }) => ({ at: time(at), ...(text === failure.text ? {} : { text }) }))
}

/** What a guard holds of one profile; `of`: pairs of the profile. What is decided already no longer waits. */
export function presentHeld(records: readonly HeldRecord[], of: number, profile: Profile, language: Language): Held {
  const { standing } = wordsFor(language)
  const waiting = records.filter((record) => record.state === 'held')
  return {
    profile: profile.name,
    count: waiting.length,
    of,
    pages: waiting.map((record) => ({
      privateId: record.privateId,
      sharedId: record.sharedId,
      title: record.title,
      action: record.action,
      since: time(record.since),
      message: standing.held[record.action],
    })),
  }
}

/** Where an appointment stands, and why. */
export function presentAppointment(pair: Pair, profile: Profile, language: Language, now: number): Appointment {
  return {
    profile: profile.name,
    privateId: pair.privateId,
    ...(pair.sharedId === null ? {} : { sharedId: pair.sharedId }),
    title: pair.title,
    ...(pair.start === null ? {} : { start: pair.start }),
    state: pair.state.kind,
    why: standingText(pair, wordsFor(language), now),
    verifiedAt: pair.verifiedAt === null ? null : time(pair.verifiedAt),
  }
}

/** A profile: says how a token is found, never the token; fields by the names of their properties. */
export function profileSummary(profile: Profile): ProfileSummary {
  const { pausedUntil } = profile
  return {
    name: profile.name,
    sourceUserId: profile.sourceUserId,
    enabled: profile.enabled,
    intervalMs: profile.intervalMs,
    onConflict: profile.onConflict,
    onSharedDelete: profile.onSharedDelete,
    horizonMs: profile.horizonMs,
    importRows: profile.importRows,
    pausedUntil: typeof pausedUntil === 'number' ? new Date(pausedUntil).toISOString() : pausedUntil,
    private: presentConnection(profile.private),
    shared: presentConnection(profile.shared),
    fields: profile.mapping.fields.map(presentField),
  }
}

function presentConnection({ title, database, resource, token, ...rest }: Connection): ProfileSummary['private'] {
  const { identity, tokenExpiresAt } = rest
  return {
    title,
    database,
    resource,
    token,
    workspaceName: identity.workspaceName,
    tokenExpiresAt: tokenExpiresAt === null ? null : time(tokenExpiresAt),
  }
}

function presentField(field: FieldMapping): ProfileSummary['fields'][number] {
  const { direction } = field
  return {
    private: placeName(field.private),
    shared: placeName(field.shared),
    type: field.type,
    direction: direction.kind,
    ...(direction.kind === 'busy' ? { word: direction.word } : {}),
  }
}
