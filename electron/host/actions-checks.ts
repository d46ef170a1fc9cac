/**
 * Looking for what is wrong: the complete comparison of both databases, and the checks of the doctor.
 */
import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Check, Verification } from '../../shared/contract-care.ts'
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import { doctorWords } from '../../shared/words/doctor.ts'
import { explainFailure } from '../../shared/words/failures.ts'
import type { Language } from '../../shared/words/language.ts'
import { examine, type Finding } from '../engine/doctor.ts'
import { type Home, profilesNamed } from './home.ts'
import { presentVerification } from './present-care.ts'

/** Compares both databases of each profile completely; the first profile that cannot be compared ends it. */
export async function verifyProfiles(
  home: Home,
  name: string | null,
  language: Language,
  signal: AbortSignal,
): Promise<Result<readonly Verification[]>> {
  const profiles = profilesNamed(home, name)
  const reports = await Promise.all(profiles.map((profile) => home.engine.verify(profile, signal)))
  const verified: Verification[] = []
  for (const [position, report] of reports.entries()) {
    const profile = profiles[position]
    if (profile === undefined) continue
    if ('kind' in report) return report
    verified.push(presentVerification(report, profile, language))
  }
  return ok(verified)
}

/** Every check of the home and of the profiles, with remedies in the reader's language. */
export async function checkHome(
  home: Home,
  name: string | null,
  language: Language,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const findings = await examine({
    clock: home.clock,
    profiles: profilesNamed(home, name),
    token: (reference) => {
      const token = home.token(reference)
      return token.kind === 'failure' ? token : null
    },
    openSides: (profile) =>
      home.connections.openSides(profile, { signal, meter: { read: 0, write: 0, retried: 0 }, priority: 'user' }),
    home: () => homeFindings(home),
  })
  return findings.map((finding) => presentFinding(finding, language))
}

/** A home that cannot be opened is what the doctor found. */
export function checkOfFailure(wrong: Failure, language: Language): Check {
  const check = wrong.category === 'settings' || wrong.category === 'disk' ? wrong.category : 'ledger'
  const subject = wrong.subject ?? ''
  return presentFinding({ profile: null, side: null, check, subject, failure: wrong }, language)
}

function homeFindings(home: Home): readonly Finding[] {
  const finding = (check: Finding['check'], subject: string, wrong: Failure | null): Finding => ({
    profile: null,
    side: null,
    check,
    subject,
    failure: wrong,
  })
  const damaged = home.notices.find((notice) => notice.category === 'settings') ?? null
  const { holder } = home
  return [
    finding('settings', 'settings.json', damaged),
    finding('disk', home.folder, writable(home.folder)),
    finding('ledger', 'ledger.sqlite', integrity(home)),
    finding('holder', holder === null ? '' : `${holder.what} (${holder.pid})`, null),
  ]
}

/** The folder itself, or what it would be made in. */
function writable(folder: string): Failure | null {
  try {
    accessSync(existsSync(folder) ? folder : dirname(folder), constants.W_OK)
    return null
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    return failure('disk', text, { reason: 'disk-read-only', subject: folder, connector: 'host' })
  }
}

function integrity(home: Home): Failure | null {
  const found = home.integrity()
  return found === 'ok'
    ? null
    : failure('ledger', found, { reason: 'ledger-corrupt', subject: 'ledger.sqlite', connector: 'ledger' })
}

function presentFinding(finding: Finding, language: Language): Check {
  const words = doctorWords[language]
  const place = { profile: finding.profile, check: checkName(finding) }
  if (finding.failure === null) return { ...place, ok: true, detail: words.fine[finding.check](finding.subject) }
  const { category, message, cause, remedy } = explainFailure(finding.failure, language)
  return { ...place, ok: false, category, detail: `${message} ${cause}`, remedy }
}

/** `private-token`, `shared-database`, `clock`: fixed names for scripts, in no language. */
function checkName({ check, side }: Finding): string {
  return side === null ? check : `${side}-${check}`
}
