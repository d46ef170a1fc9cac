/**
 * The doctor: every check of the home and of the profiles, with remedies; what can be put right safely is, when asked.
 */
import type { Check } from '../../shared/contract-care.ts'
import type { Failure } from '../../shared/failure.ts'
import type { Side } from '../../shared/model.ts'
import { doctorWords } from '../../shared/words/doctor.ts'
import { explainFailure } from '../../shared/words/failures.ts'
import type { Language } from '../../shared/words/language.ts'
import { trackingOf } from '../core/mapping.ts'
import { examine, type Finding } from '../engine/doctor.ts'
import { type Home, profilesNamed } from './home.ts'
import { fixHome, homeFindings, type Place } from './home-checks.ts'
import { recordedFindings } from './recorded-checks.ts'
import { createMissingProperties } from './repair-properties.ts'

/** Every check of the home and of the profiles, with remedies in the reader's language. Reads only. */
export async function checkHome(
  home: Home,
  name: string | null,
  language: Language,
  place: Place,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const fixable = trackingIn(home)
  const findings = await findingsOf(home, name, language, place, signal)
  return findings.map((finding) => presentFinding(finding, language, fixable))
}

/** The same, and what can be put right safely is: only the holder of the home may. */
export async function checkAndFix(
  home: Home,
  name: string | null,
  language: Language,
  place: Place,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const fixable = trackingIn(home)
  const before = await findingsOf(home, name, language, place, signal)
  const fixed = new Map<string, Failure | null>()
  for (const finding of before) {
    if (!isFixable(finding, fixable) || fixed.has(keyOf(finding))) continue
    fixed.set(keyOf(finding), await fix(home, finding, signal))
  }
  if (fixed.size === 0) return before.map((finding) => presentFinding(finding, language, fixable))
  const words = doctorWords[language].fixed
  const after = await findingsOf(home, name, language, place, signal)
  const told = (finding: Finding): Check => {
    const tried = fixed.get(keyOf(finding))
    if (tried === undefined) return presentFinding(finding, language, fixable)
    // Why it could not be put right says more than that it is wrong.
    if (finding.failure !== null) return presentFinding(withFailure(finding, tried), language, fixable)
    const shown = presentFinding(finding, language, fixable)
    return { ...shown, detail: `${shown.detail}: ${words[fixableCheck(finding)]}`, fixed: true }
  }
  return after.map(told)
}

function withFailure(finding: Finding, tried: Failure | null): Finding {
  return { ...finding, failure: tried ?? finding.failure }
}

type Fixable = 'properties' | 'log' | 'access-rights'

async function findingsOf(
  home: Home,
  name: string | null,
  language: Language,
  place: Place,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const meter = { read: 0, write: 0, retried: 0 }
  const findings = await examine({
    clock: home.clock,
    profiles: profilesNamed(home, name),
    token: (reference) => {
      const token = home.token(reference)
      return token.kind === 'failure' ? token : null
    },
    openSides: (profile) => home.connections.openSides(profile, { signal, meter, priority: 'user' }),
    home: () => homeFindings(home, place, language),
    recorded: (profile) => recordedFindings(home, profile, language),
    requestsLeft: (profile, side) => {
      const client = home.connections.client(profile[side].token)
      return client.kind === 'ok' ? client.value.requestsLeft() : null
    },
  })
  // A proxy that is not used is in nobody's way while Notion answers.
  const unreachable = findings.some(({ check, failure }) => check === 'network' && failure !== null)
  const harmless = (one: Finding): Finding => ({ ...one, subject: '', failure: null })
  return findings.map((one) => (one.check === 'proxy' && one.failure !== null && !unreachable ? harmless(one) : one))
}

/** Null: it is well now. */
async function fix(home: Home, finding: Finding, signal: AbortSignal): Promise<Failure | null> {
  if (finding.check !== 'properties') return fixHome(home, finding.check) ? null : finding.failure
  const profile = home.profiles().find((one) => one.name === finding.profile)
  if (profile === undefined) return finding.failure
  const created = await createMissingProperties(home, profile, signal)
  return created.kind === 'failure' ? created : null
}

/** A missing tracking property of whichever side is one thing to put right for a profile. */
function keyOf({ profile, check }: Finding): string {
  return `${profile ?? ''} ${check}`
}

function fixableCheck({ check }: Finding): Fixable {
  return check === 'log' || check === 'access-rights' ? check : 'properties'
}

/** What the tracking properties of all profiles are called, with their sides. */
function trackingIn(home: Home): ReadonlySet<string> {
  const sides: readonly Side[] = ['private', 'shared']
  return new Set(
    home
      .profiles()
      .flatMap(({ mapping }) =>
        sides.flatMap((side) => trackingOf(mapping, side).map(({ name }) => `${name} (${side})`)),
      ),
  )
}

function isFixable({ check, failure }: Finding, tracking: ReadonlySet<string>): boolean {
  if (failure === null) return false
  if (check === 'log' || check === 'access-rights') return true
  return check === 'properties' && failure.reason === 'property-missing' && tracking.has(failure.subject ?? '')
}

/** A home that cannot be opened is what the doctor found. */
export function checkOfFailure(wrong: Failure, language: Language): Check {
  const check = wrong.category === 'settings' || wrong.category === 'disk' ? wrong.category : 'ledger'
  const subject = wrong.subject ?? ''
  return presentFinding({ profile: null, side: null, check, subject, failure: wrong }, language, new Set())
}

function presentFinding(finding: Finding, language: Language, tracking: ReadonlySet<string>): Check {
  const words = doctorWords[language]
  const place = { profile: finding.profile, check: checkName(finding) }
  if (finding.failure === null) return { ...place, ok: true, detail: words.fine[finding.check](finding.subject) }
  const { category, message, cause, remedy } = explainFailure(finding.failure, language)
  return { ...place, ok: false, category, detail: `${message} ${cause}`, remedy, fixable: isFixable(finding, tracking) }
}

/** `private-token`, `shared-database`, `clock`: fixed names for scripts, in no language. */
function checkName({ check, side }: Finding): string {
  return side === null ? check : `${side}-${check}`
}
