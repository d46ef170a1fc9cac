/**
 * Everything that is known of a problem as one text, for whoever helps: to be read, and to be copied and sent.
 *
 * Pure. Nothing is cut; secrets were taken out where the failure was recorded.
 */
import type { Problem } from '../../shared/contract.ts'
import type { ProblemsWords } from '../../shared/words/window-problems.ts'

export function technicalText(problem: Problem, version: string, said: ProblemsWords['technical']): string {
  const { message, category, profile, title, privateId, sharedId, requestId, tries, nextTryAt, detail } = problem
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    [said.category, category],
    [said.profile, profile],
    [said.appointment, title],
    [said.privatePage, privateId],
    [said.sharedPage, sharedId],
    [said.requestId, requestId],
    [said.tries, String(tries)],
    [said.first, problem.firstAt],
    [said.last, problem.lastAt],
    [said.next, nextTryAt],
    [said.version, version],
  ]
  const earlier = problem.attempts.flatMap(({ at, text }) => (text === undefined ? [] : [`${at}  ${text}`]))
  return [
    message,
    ...facts.flatMap(([name, value]) => (value === null || value === undefined ? [] : [`${name}: ${value}`])),
    ...(detail === '' ? [] : ['', detail]),
    ...(earlier.length === 0 ? [] : ['', `${said.attempts}:`, ...earlier]),
  ].join('\n')
}
