/**
 * Results as text for people: the same values that `--json` prints, as aligned tables in the reader's language.
 *
 * Nothing is computed here that the document does not say. Times are shown in the zone of this computer.
 */
import type {
  Appointment,
  Change,
  Conflict,
  ErrorExplained,
  Held,
  Planned,
  Problem,
  Run,
  Status,
} from '../../shared/contract.ts'
import type { ProfileSummary } from '../../shared/contract-profile.ts'
import type { CommandLineWords } from '../../shared/words/command-line.ts'
import type { Language } from '../../shared/words/language.ts'
import { facts, table } from './table.ts'

export interface Reader {
  readonly words: CommandLineWords
  readonly language: Language
}

/** Day and time as the reader writes them. */
export function shownTime(reader: Reader, iso: string | null | undefined): string {
  if (iso === null || iso === undefined) return '-'
  const format = new Intl.DateTimeFormat(reader.language, { dateStyle: 'short', timeStyle: 'short' })
  return format.format(new Date(iso))
}

/** `2 h`, `90 s`, `350 ms`. */
export function shownDuration(ms: number | null): string {
  if (ms === null) return '-'
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 120_000) return `${Math.round(ms / 100) / 10} s`
  if (ms < 7_200_000) return `${Math.round(ms / 6000) / 10} min`
  return ms < 172_800_000 ? `${Math.round(ms / 360_000) / 10} h` : `${Math.round(ms / 8_640_000) / 10} d`
}

export function renderError({ words }: Reader, error: ErrorExplained): string {
  const lines: (readonly [string, string])[] = []
  if (error.cause !== '' && error.cause !== error.message) lines.push([words.cause, error.cause])
  if (error.remedy !== '') lines.push([words.remedy, error.remedy])
  return [error.message, facts(lines)].filter((part) => part !== '').join('\n')
}

export function renderRuns(reader: Reader, runs: readonly Run[]): string {
  if (runs.length === 0) return reader.words.none.runs
  const { columns, runKinds, runStates } = reader.words
  const rows = runs.map((run) => [
    run.profile,
    runKinds[run.kind],
    runStates[run.state],
    `${run.stats.created}`,
    `${run.stats.updated}`,
    `${run.stats.removed}`,
    `${run.stats.unchanged}`,
    `${run.stats.conflicts}`,
    `${run.stats.held}`,
    `${run.stats.errors}`,
    `${run.requests.total}`,
    `${run.requests.write}`,
    shownDuration(run.durationMs),
  ])
  const headings = [
    columns.profile,
    columns.kind,
    columns.state,
    columns.created,
    columns.updated,
    columns.removed,
    columns.unchanged,
    columns.conflicts,
    columns.held,
    columns.errors,
    columns.requests,
    columns.writes,
    columns.duration,
  ]
  const details = runs.flatMap((run) => [
    ...(run.error === undefined ? [] : [`${run.profile}: ${renderError(reader, run.error)}`]),
    ...(run.planned === undefined ? [] : [renderPlanned(reader, run.profile, run.planned)]),
  ])
  return [table(headings, rows), ...details].join('\n\n')
}

export function renderPlanned({ words }: Reader, profile: string, planned: readonly Planned[]): string {
  if (planned.length === 0) return `${profile}: ${words.none.planned}`
  const { columns } = words
  const rows = planned.map((one) => [
    words.plannedActions[one.action] + (one.held === true ? ` (${columns.held})` : ''),
    one.title,
    one.why,
    one.case,
  ])
  return `${profile}\n${table([columns.action, columns.title, columns.why, columns.case], rows)}`
}

export function renderStatuses(reader: Reader, statuses: readonly Status[]): string {
  const { words } = reader
  const { columns } = words
  if (statuses.length === 0) return words.none.profiles
  const rows = statuses.map((status) => [
    status.name,
    words.states[status.state],
    words.freshness[status.freshness],
    words.health[status.health],
    `${status.sharedSynced}/${status.privateRelevant}`,
    `${status.conflicts}`,
    `${status.problems}`,
    `${status.held}`,
    shownTime(reader, status.lastSyncAt),
    shownTime(reader, status.nextSyncAt),
  ])
  const headings = [
    columns.profile,
    columns.state,
    columns.fresh,
    columns.health,
    columns.copies,
    columns.conflicts,
    columns.problems,
    columns.held,
    columns.lastSync,
    columns.nextSync,
  ]
  const alerts = statuses.flatMap((status) =>
    status.alerts.map((alert) => `${status.name}: ${alert.message}\n  ${words.remedy}: ${alert.remedy}`),
  )
  return [table(headings, rows), ...alerts].join('\n\n')
}

export function renderProfiles(reader: Reader, profiles: readonly ProfileSummary[]): string {
  const { words } = reader
  if (profiles.length === 0) return words.none.profiles
  const { columns } = words
  const rows = profiles.map((profile) => [
    profile.name,
    `${profile.sourceUserId}`,
    profile.enabled ? words.yes : words.no,
    shownDuration(profile.intervalMs),
    profile.private.title,
    profile.shared.title,
  ])
  const headings = [columns.name, columns.number, columns.enabled, columns.interval, columns.private, columns.shared]
  return table(headings, rows)
}

export function renderAppointments(reader: Reader, appointments: readonly Appointment[]): string {
  const { words } = reader
  if (appointments.length === 0) return words.none.appointments
  const { columns } = words
  const rows = appointments.map((one) => [
    one.profile,
    one.title,
    one.start ?? '-',
    words.appointmentStates[one.state],
    shownTime(reader, one.verifiedAt),
    one.why,
    one.privateId,
  ])
  const headings = [
    columns.profile,
    columns.title,
    columns.start,
    columns.state,
    columns.verified,
    columns.why,
    columns.id,
  ]
  return table(headings, rows)
}

export function renderConflicts(reader: Reader, conflicts: readonly Conflict[]): string {
  const { words } = reader
  if (conflicts.length === 0) return words.none.conflicts
  const { columns } = words
  return conflicts
    .map((conflict) => {
      const rows = conflict.fields.map((field) => [
        field.field,
        field.base ?? '-',
        field.private ?? '-',
        field.shared ?? '-',
      ])
      const fields =
        rows.length === 0 ? '' : table([columns.field, columns.base, columns.private, columns.shared], rows)
      const head = `${conflict.profile}: ${conflict.title}  (${conflict.id})\n${conflict.message}`
      const answers = facts([[columns.actions, conflict.actions.join(', ')]])
      return [head, fields, answers].filter((part) => part !== '').join('\n')
    })
    .join('\n\n')
}

export function renderProblems(reader: Reader, problems: readonly Problem[]): string {
  const { words } = reader
  if (problems.length === 0) return words.none.problems
  const { columns } = words
  return problems
    .map((problem) => {
      const head = `${problem.profile}: ${problem.title ?? '-'}  (${problem.id})\n${problem.message}`
      const lines: (readonly [string, string])[] = [
        [words.cause, problem.cause],
        [words.remedy, problem.remedy],
        [columns.detail, problem.detail],
        [columns.tries, `${problem.tries}`],
        [columns.next, shownTime(reader, problem.nextTryAt)],
        [columns.actions, problem.actions.join(', ') || '-'],
      ]
      return `${head}\n${facts(lines)}`
    })
    .join('\n\n')
}

export function renderHeld(reader: Reader, held: readonly Held[]): string {
  const { words } = reader
  const { columns } = words
  const waiting = held.filter((one) => one.count > 0)
  if (waiting.length === 0) return words.none.held
  return waiting
    .map((one) => {
      const rows = one.pages.map((page) => [page.title, page.message, page.privateId])
      return `${one.profile}: ${one.count}/${one.of}\n${table([columns.title, columns.message, columns.id], rows)}`
    })
    .join('\n\n')
}

export function renderChanges(reader: Reader, changes: readonly Change[]): string {
  const { words } = reader
  if (changes.length === 0) return words.none.changes
  const { columns, sides } = words
  const rows = changes.flatMap((change) => {
    const head = [shownTime(reader, change.at), change.profile, sides[change.side], change.title, change.why]
    const fields = change.fields.length === 0 ? [{ field: '-', before: null, after: null }] : change.fields
    return fields.map(({ field, before, after }, position) => {
      const values = [field, before ?? '-', after ?? '-']
      return position === 0 ? head.concat(values, change.id) : head.map(() => '').concat(values)
    })
  })
  const headings = [
    columns.at,
    columns.profile,
    columns.side,
    columns.title,
    columns.why,
    columns.field,
    columns.before,
    columns.after,
    columns.id,
  ]
  return table(headings, rows)
}
