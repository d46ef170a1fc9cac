/**
 * What looks after the two databases: the doctor with its write test and its bundle, the comparison and its repair.
 */
import { closeSync, fchmodSync, openSync, writeSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import type { Check, RepairReport, Verification, WriteTest } from '../../shared/contract-care.ts'
import { type FailureCategory, failure, type Result } from '../../shared/failure.ts'
import { repairProfile, testWriting, verifyProfiles } from '../host/actions-care.ts'
import { checkAndFix, checkHome, checkOfFailure } from '../host/actions-checks.ts'
import { profilesToRun } from '../host/actions-runs.ts'
import { makeBundle } from '../host/diagnostics.ts'
import type { Home } from '../host/home.ts'
import type { Typed } from './command.ts'
import { checkProfile } from './commands-lists.ts'
import type { Invocation } from './invocation.ts'
import { orRefuse, Refusal } from './refusal.ts'
import { renderBundle, renderChecks, renderRepair, renderVerifications, renderWriteTest } from './render-care.ts'
import { checksCode } from './state-code.ts'
import { version } from './version.ts'
import { withHome } from './with-home.ts'

export function verify(invocation: Invocation, typed: Typed): Promise<number> {
  const repair = typed.given('--repair')
  const access = repair ? ({ access: 'hold', what: 'verify --repair' } as const) : ({ access: 'read' } as const)
  return withHome(invocation, access, async (home) => {
    checkProfile(home, invocation.profile)
    orRefuse(profilesToRun(home, invocation.profile))
    const found = await compared(invocation, home)
    if (!repair) {
      invocation.out.result({ profiles: found }, () => renderVerifications(invocation, found))
      return codeOf(found)
    }
    const reports = new Map<string, RepairReport>()
    for (const { name } of found) {
      const repaired = await repairProfile(home, name, 'all', invocation.language, invocation.stop)
      reports.set(name, orRefuse(repaired))
    }
    const left = await compared(invocation, home)
    const profiles = left.map((one) => repairedProfile(one, found, reports.get(one.name)))
    invocation.out.result({ profiles }, () =>
      [
        ...found.map((one) => renderRepair(invocation, one, reports.get(one.name))),
        renderVerifications(invocation, left),
      ].join('\n\n'),
    )
    return codeOf(left)
  })
}

async function compared(invocation: Invocation, home: Home): Promise<readonly Verification[]> {
  return orRefuse(await verifyProfiles(home, invocation.profile, invocation.language, invocation.stop))
}

/** The comparison after a repair, with what was done and the counts before. */
function repairedProfile(after: Verification, found: readonly Verification[], report: RepairReport | undefined) {
  const before = found.find((one) => one.name === after.name)
  return {
    ...after,
    ...(report === undefined ? {} : { repaired: report.repaired, run: report.run }),
    ...(before === undefined ? {} : { before: { ...before, differences: before.differences.length } }),
  }
}

function codeOf(profiles: readonly Verification[]): number {
  return profiles.some((one) => one.differences.length > 0) ? 1 : 0
}

export async function doctor(invocation: Invocation, typed: Typed): Promise<number> {
  const writes = typed.given('--fix') || typed.given('--write-test')
  const access = writes ? ({ access: 'hold', what: 'doctor' } as const) : ({ access: 'read' } as const)
  try {
    return await withHome(invocation, access, (home) => examine(invocation, typed, home))
  } catch (thrown) {
    const wrong = thrown instanceof Refusal ? thrown.failure : null
    if (wrong === null || !HOME_TROUBLES.has(wrong.category)) throw thrown
    const checks = [checkOfFailure(wrong, invocation.language)]
    invocation.out.result({ checks }, () => renderChecks(invocation, checks))
    return checksCode(checks)
  }
}

async function examine(invocation: Invocation, typed: Typed, home: Home): Promise<number> {
  const { profile, language, stop, surroundings, out } = invocation
  checkProfile(home, profile)
  const place = { version, platform: surroundings.platform, env: surroundings.env, keychain: null }
  const look = typed.given('--fix') ? checkAndFix : checkHome
  const checks = await look(home, profile, language, place, stop)
  const tests = typed.given('--write-test') ? await writeTests(invocation, home) : []
  const bundle = typed.text('--bundle')
  const path = bundle === undefined ? null : saveBundle(invocation, home, bundle, checks, typed.given('--with-titles'))
  const more = {
    ...(tests.length > 0 ? { writeTests: tests } : {}),
    ...(path === null ? {} : { bundle: path }),
  }
  out.result({ checks, ...more }, () =>
    [
      renderChecks(invocation, checks),
      ...tests.map((one) => renderWriteTest(invocation, one)),
      ...(path === null ? [] : [renderBundle(invocation, path)]),
    ].join('\n\n'),
  )
  return Math.max(checksCode(checks), tests.every((one) => one.ok) ? 0 : 1)
}

async function writeTests(invocation: Invocation, home: Home): Promise<readonly WriteTest[]> {
  const tests: WriteTest[] = []
  for (const { name } of orRefuse(profilesToRun(home, invocation.profile))) {
    tests.push(orRefuse(await testWriting(home, name, invocation.language, invocation.stop)))
  }
  return tests
}

function saveBundle(
  { surroundings }: Invocation,
  home: Home,
  file: string,
  checks: readonly Check[],
  withTitles: boolean,
): string {
  const path = isAbsolute(file) ? file : resolve(surroundings.workingFolder, file)
  const { bytes } = makeBundle(home, { withTitles, checks, version })
  orRefuse(savePrivately(path, bytes))
  return path
}

/** What leaves may tell about appointments: at first it is for its owner alone. */
function savePrivately(path: string, bytes: Uint8Array): Result<null> {
  try {
    const descriptor = openSync(path, 'w', 0o600)
    try {
      fchmodSync(descriptor, 0o600)
      writeSync(descriptor, bytes)
    } finally {
      closeSync(descriptor)
    }
    return { kind: 'ok', value: null }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    return failure('usage', text, { reason: 'file-not-saved', subject: path, connector: 'command-line' })
  }
}

/** What the doctor tells instead of failing. */
const HOME_TROUBLES: ReadonlySet<FailureCategory> = new Set(['settings', 'ledger', 'disk'])
