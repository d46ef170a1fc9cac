/**
 * Looking after both databases: the complete comparison, its repair, and the write test.
 */
import type { RepairReport, Verification, WriteTest } from '../../shared/contract-care.ts'
import { type Failure, ok, type Result } from '../../shared/failure.ts'
import type { Profile } from '../../shared/model.ts'
import { careWords } from '../../shared/words/care.ts'
import type { Language } from '../../shared/words/language.ts'
import { type Difference, differenceId, noPlan } from '../core/differences.ts'
import type { RepairOutcome, VerifyReport } from '../engine/engine-port.ts'
import { lastComparison, rememberComparison } from '../engine/verify.ts'
import { type Home, profilesNamed } from './home.ts'
import { presentRun } from './present.ts'
import { presentRepaired, presentVerification, presentWriteTest } from './present-care.ts'
import { unknownProfile } from './profile-setup.ts'
import { createMissingProperties } from './repair-properties.ts'

/** Compares both databases of each profile completely; the first profile that cannot be compared ends it. */
export async function verifyProfiles(
  home: Home,
  name: string | null,
  language: Language,
  signal: AbortSignal,
): Promise<Result<readonly Verification[]>> {
  const profiles = profilesNamed(home, name)
  const reports = await Promise.all(profiles.map((profile) => compareAndKeep(home, profile, signal)))
  const verified: Verification[] = []
  for (const [position, report] of reports.entries()) {
    const profile = profiles[position]
    if (profile === undefined) continue
    if ('kind' in report) return report
    verified.push(presentVerification(report, profile, language))
  }
  return ok(verified)
}

/** One comparison, remembered where this process may write. */
export async function compareAndKeep(
  home: Home,
  profile: Profile,
  signal: AbortSignal,
): Promise<VerifyReport | Failure> {
  const report = await home.engine.verify(profile, signal)
  if (!('kind' in report) && home.access === 'hold') rememberComparison(home, profile, report)
  return report
}

/** The last comparison of a profile, whoever asked for it. */
export function lastVerification(
  home: Home,
  name: string,
  language: Language,
): Result<{ readonly at: string; readonly verification: Verification } | null> {
  const [profile] = profilesNamed(home, name)
  if (profile === undefined) return unknownProfile(name)
  const last = lastComparison(home, profile)
  if (last === null) return ok(null)
  return ok({ at: new Date(last.at).toISOString(), verification: presentVerification(last.report, profile, language) })
}

/** Repairs differences of one profile by their ids, or all that need no person; then compares once more. */
export async function repairProfile(
  home: Home,
  name: string,
  wish: readonly string[] | 'all',
  language: Language,
  signal: AbortSignal,
): Promise<Result<RepairReport>> {
  const [profile] = profilesNamed(home, name)
  if (profile === undefined) return unknownProfile(name)
  const properties = await repairProperties(home, profile, wish, signal)
  if (properties.kind === 'failure') return properties
  // The mapping may be another one by now.
  const [changed = profile] = profilesNamed(home, name)
  const others = wish === 'all' ? wish : wish.filter((id) => !properties.value.includes(id))
  const outcome = await home.engine.repair(changed, others, signal)
  if ('kind' in outcome) return outcome
  await compareAndKeep(home, changed, signal)
  return ok(present(outcome, properties.value, changed, language))
}

/** Ids of the differences that were missing properties and are there now. */
async function repairProperties(
  home: Home,
  profile: Profile,
  wish: readonly string[] | 'all',
  signal: AbortSignal,
): Promise<Result<readonly string[]>> {
  if (wish !== 'all' && !wish.some((id) => id.startsWith(`${MISSING_PROPERTY}:`))) return ok([])
  const created = await createMissingProperties(home, profile, signal)
  if (created.kind === 'failure') return created
  return ok(created.value.map(idOfMissing))
}

const MISSING_PROPERTY: Difference['kind'] = 'missing-property'

function idOfMissing(field: string): string {
  const nothing = { privateId: null, sharedId: null, title: '', private: null, shared: null, plan: noPlan }
  return differenceId({ kind: MISSING_PROPERTY, field, ...nothing })
}

function present(
  { report, repaired }: RepairOutcome,
  properties: readonly string[],
  profile: Profile,
  language: Language,
): RepairReport {
  const created = properties.map((id) => ({ id, outcome: 'repaired' as const, changes: [], failure: null }))
  return {
    run: presentRun(report.record, profile, language),
    repaired: [...created, ...repaired].map((one) => presentRepaired(one, language)),
  }
}

/** A round trip with a marked page; only with the user's consent, for others see the page for some seconds. */
export async function testWriting(
  home: Home,
  name: string,
  language: Language,
  signal: AbortSignal,
): Promise<Result<WriteTest>> {
  const [profile] = profilesNamed(home, name)
  if (profile === undefined) return unknownProfile(name)
  const report = await home.engine.writeTest(profile, careWords[language].writeTest.title, signal)
  return ok(presentWriteTest(report, profile, language))
}
