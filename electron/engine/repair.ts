/**
 * Repairs what a comparison found: the same run as ever, for the appointments it is asked for and for nothing else.
 *
 * There is no second logic: the reconciler decides, the guards hold, the executor looks again before it writes, and the
 * history keeps what was there, so that each change can be undone. What only a person can know becomes a question.
 */
import type { Question } from '../../shared/decision.ts'
import type { Failure } from '../../shared/failure.ts'
import type { FieldKey, Profile } from '../../shared/model.ts'
import { type Difference, differenceId } from '../core/differences.ts'
import type { EnginePorts, Repaired, RepairOutcome, RunReport, RunRequest } from './engine-port.ts'
import type { ConflictRecord } from './ledger-port.ts'
import { compare } from './verify.ts'

/** What may be asked for: some differences by id, or all that one click repairs. */
export type RepairWish = readonly string[] | 'all'

/**
 * Compares anew, so that nothing is repaired that is in order by now, and repairs what is left of the wish. Differences
 * of missing properties are none of its business (`host/repair-properties`).
 */
export async function repair(
  ports: EnginePorts,
  profile: Profile,
  wish: RepairWish,
  signal: AbortSignal,
  runOnce: (request: RunRequest) => Promise<RunReport>,
): Promise<RepairOutcome | Failure> {
  const before = await compare(ports, profile, signal)
  if ('kind' in before) return before
  const chosen = before.differences.filter((each) =>
    wish === 'all' ? each.plan.level === 'click' : wish.includes(differenceId(each)),
  )
  const only = new Set(chosen.flatMap((each) => (each.privateId === null ? [] : [each.privateId])))
  for (const each of chosen) forgetAgreement(ports, profile, each)
  const report = await runOnce({ kind: 'full', force: true, tidy: true, only })
  if (report.record.failure !== null && report.record.state === 'failed') return report.record.failure
  const known = new Set(chosen.map(differenceId))
  const gone = wish === 'all' ? [] : wish.filter((id) => !known.has(id))
  // One question about an option stands for all its pages, and belongs to none of them.
  const forAll = ports.journal.openConflicts(profile.id).filter((each) => each.privateId === null)
  return {
    before,
    report,
    repaired: [
      ...chosen.map((each) => outcomeOf(ports, profile, each, report, forAll)),
      ...gone.map((id): Repaired => ({ id, outcome: 'gone', changes: [], failure: null })),
    ],
  }
}

/** The ledger holds that both sides agree, which they do not: without a base the difference is a question (case 5). */
function forgetAgreement({ ledger }: EnginePorts, profile: Profile, { privateId, plan }: Difference): void {
  if (plan.forgets === null || privateId === null) return
  const pair = ledger.pair(profile.id, privateId)
  if (pair === null || pair.base === null) return
  const base = Object.fromEntries(Object.entries(pair.base).filter(([key]) => key !== plan.forgets))
  ledger.savePair({ ...pair, base })
}

function outcomeOf(
  ports: EnginePorts,
  profile: Profile,
  found: Difference,
  report: RunReport,
  forAll: readonly ConflictRecord[],
): Repaired {
  const { ledger, journal } = ports
  const id = differenceId(found)
  const { privateId } = found
  if (privateId === null) return { id, outcome: 'left', changes: [], failure: null }
  const changes = journal
    .changes({ profile: profile.id, pageId: privateId, limit: 100 })
    .concat(found.sharedId === null ? [] : journal.changes({ profile: profile.id, pageId: found.sharedId, limit: 100 }))
    .filter((each) => each.runId === report.record.id && each.kind !== 'superseded')
    .map((each) => each.id)
  const unique = [...new Set(changes)]
  const problem = journal.problems(profile.id).find((each) => each.privateId === privateId) ?? null
  const is = (outcome: Repaired['outcome']): Repaired => ({
    id,
    outcome,
    changes: unique,
    failure: problem?.failure ?? null,
  })
  const open = [...journal.openConflicts(profile.id, privateId), ...forAll]
  if (open.some(({ question }) => isAbout(question, found))) return is('asks')
  const state = ledger.pair(profile.id, privateId)?.state.kind
  if (journal.held(profile.id).some((each) => each.privateId === privateId)) return is('held')
  if (state === 'being-checked' || state === 'waiting') return is('waits')
  if (problem !== null) return is(problem.actions.length > 0 ? 'asks' : 'failed')
  return is(unique.length > 0 ? 'repaired' : 'left')
}

/** Whether it is a question about this very difference; one about something else of the same pair does not count. */
function isAbout(question: Question, found: Difference): boolean {
  switch (question.kind) {
    case 'fields':
      return found.kind === 'field' && question.fields.some((each) => each.field === (found.field as FieldKey)) // A field's key, or no field's.
    case 'option':
      return found.kind === 'field' && question.field === found.field
    case 'duplicate':
      return found.kind === 'duplicate-copy' && question.sharedId === found.sharedId
    default:
      return found.kind !== 'duplicate-copy'
  }
}
