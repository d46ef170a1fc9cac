/**
 * Exit codes: what a command says about the state of things (docs/command-line.md, Exit codes).
 */
import type { Check } from '../../shared/contract-care.ts'
import type { FailureCategory } from '../../shared/failure.ts'
import { exitCodeFor, exitFactsOf } from '../core/health.ts'
import { listStatuses } from '../host/actions-lists.ts'
import type { ProfileRun } from '../host/actions-runs.ts'
import type { Home } from '../host/home.ts'

/** What the profiles together say. */
export function stateCode(home: Home, profile: string | null): number {
  return exitCodeFor(exitFactsOf(listStatuses(home, profile, 'en')))
}

/** What the runs of a command came to, and what they left open. */
export function runsCode(home: Home, done: readonly ProfileRun[], dryRun: boolean): number {
  const failures = done.flatMap(({ report }): readonly FailureCategory[] =>
    report.record.failure === null ? [] : [report.record.failure.category],
  )
  const open = done.map(({ profile, report }) => {
    const [status] = listStatuses(home, profile.name, 'en')
    const facts = exitFactsOf(status === undefined ? [] : [status])
    return { unfinished: facts.unfinished + report.record.statistics.errors, waiting: facts.waiting }
  })
  return exitCodeFor({
    failures,
    unfinished: open.reduce((sum, one) => sum + one.unfinished, 0),
    waiting: open.reduce((sum, one) => sum + one.waiting, 0),
    dryRun,
  })
}

/** What the doctor found. */
export function checksCode(checks: readonly Check[]): number {
  const failures = checks.flatMap((check) => (check.ok || check.category === undefined ? [] : [check.category]))
  return exitCodeFor({ failures, unfinished: 0, waiting: 0 })
}
