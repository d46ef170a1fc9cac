/**
 * Checks everything that can stand in the way of a sync, before or after it does. Reads only.
 *
 * Every check gives a finding, the good ones too. A check that rests on another one that failed is left out: one cause
 * should not be told five times. Words and remedies come from `shared/words`, by the failure.
 */
import { assertNever, type Failure, failure } from '../../shared/failure.ts'
import {
  type Connection,
  type PageId,
  type PrivatePageId,
  type Profile,
  type Schema,
  type SharedPageId,
  type Side,
  sides,
  type TokenReference,
} from '../../shared/model.ts'
import { checkMapping } from '../core/mapping.ts'
import type { Clock, ReadSide } from './ports.ts'

export const checkNames = [
  'settings',
  'disk',
  'ledger',
  'holder',
  'token',
  'network',
  'access',
  'database',
  'identity',
  'properties',
  'clock',
  'writing',
  'budget',
  'other-computer',
  'write-test',
  'keyring',
  'log',
  'access-rights',
  'proxy',
] as const
export type CheckName = (typeof checkNames)[number]

/** What a check found. `failure` null: all is well. `subject` says what was looked at, for the sentence. */
export interface Finding {
  readonly profile: string | null
  readonly side: Side | null
  readonly check: CheckName
  readonly subject: string
  readonly failure: Failure | null
}

export interface DoctorPorts {
  readonly clock: Clock
  readonly profiles: readonly Profile[]
  readonly token: (reference: TokenReference) => Failure | null
  readonly openSides: (profile: Profile) => {
    readonly private: ReadSide<PrivatePageId>
    readonly shared: ReadSide<SharedPageId>
  }
  /** Looks at the home itself: settings, disk, ledger, holder. */
  readonly home: () => readonly Finding[]
  /** What the ledger knows about a profile: last write, other computers, a write test that was cut off. */
  readonly recorded: (profile: Profile) => readonly Finding[]
  /** Requests that a side may still make in this minute; null where nobody can tell. */
  readonly requestsLeft: (profile: Profile, side: Side) => number | null
}

/** Minutes are what Notion rounds to; a clock that is further off makes due times and freshness wrong. */
const CLOCK_TOLERANCE_MS = 120_000

/** All findings: those of the home first, then profile by profile. */
export async function examine(ports: DoctorPorts): Promise<readonly Finding[]> {
  const perProfile = await Promise.all(ports.profiles.map((profile) => examineProfile(ports, profile)))
  return [...ports.home(), ...perProfile.flat()]
}

interface SideFindings {
  readonly findings: readonly Finding[]
  readonly schema: Schema | null
  readonly serverNow: number | null
}

async function examineProfile(ports: DoctorPorts, profile: Profile): Promise<readonly Finding[]> {
  const open = ports.openSides(profile)
  const [privateSide, sharedSide] = await Promise.all([
    examineSide(ports, profile, 'private', profile.private, open.private),
    examineSide(ports, profile, 'shared', profile.shared, open.shared),
  ])
  const findings = [...privateSide.findings, ...sharedSide.findings]
  if (privateSide.schema !== null && sharedSide.schema !== null) {
    findings.push(...examineProperties(profile, privateSide.schema, sharedSide.schema))
  }
  const serverNow = sharedSide.serverNow ?? privateSide.serverNow
  if (serverNow !== null) findings.push(examineClock(profile, serverNow, ports.clock.now()))
  return [...findings, ...ports.recorded(profile)]
}

async function examineSide<Id extends PageId>(
  ports: DoctorPorts,
  profile: Profile,
  side: Side,
  connection: Connection,
  port: ReadSide<Id>,
): Promise<SideFindings> {
  const finding = (check: CheckName, subject: string, wrong: Failure | null): Finding => ({
    profile: profile.name,
    side,
    check,
    subject,
    failure: wrong,
  })
  const token = finding('token', tokenSubject(connection.token), ports.token(connection.token))
  if (token.failure !== null) return { findings: [token], schema: null, serverNow: null }
  const identity = await port.identity()
  if (identity.kind === 'failure') {
    const check = identity.category === 'network' || identity.category === 'timeout' ? 'network' : 'access'
    return {
      findings: [token, finding(check, connection.identity.workspaceName, identity)],
      schema: null,
      serverNow: null,
    }
  }
  const reached = [
    finding('network', connection.identity.workspaceName, null),
    finding('access', identity.value.workspaceName, null),
  ]
  const schema = await port.schema()
  const database = finding('database', connection.title, schema.kind === 'failure' ? schema : null)
  const known = connection.identity
  const moved = known.workspace !== identity.value.workspace || known.bot !== identity.value.bot
  const same = finding('identity', identity.value.workspaceName, moved ? otherIdentity(connection) : null)
  const left = ports.requestsLeft(profile, side)
  const budget =
    left === null
      ? []
      : [finding('budget', String(left), port.waitMs() > ORDINARY_WAIT_MS ? spent(port.waitMs()) : null)]
  return {
    findings: [token, ...reached, database, same, ...budget],
    schema: schema.kind === 'ok' ? schema.value : null,
    serverNow: port.serverNow(),
  }
}

/** The requests of a minute are soon free again; a longer wait is a pause that the service asked for. */
const ORDINARY_WAIT_MS = 60_000

/** Waiting is nobody's fault and ends by itself; still it answers why nothing happens right now. */
function spent(waitMs: number): Failure {
  const seconds = `${Math.ceil(waitMs / 1000)} s`
  return failure('rate-limit', `the next request may leave in ${seconds}`, {
    reason: 'budget-spent',
    subject: seconds,
    repeat: 'wait',
  })
}

function otherIdentity(connection: Connection): Failure {
  return failure(
    'identity',
    `the token belongs to another connection or workspace than ${connection.title} was set up with`,
    {
      reason: 'identity-changed',
      subject: connection.title,
    },
  )
}

function tokenSubject(reference: TokenReference): string {
  switch (reference.kind) {
    case 'environment':
      return reference.variable
    case 'file':
      return reference.path
    case 'desktop':
      return reference.entry
    default:
      return assertNever(reference)
  }
}

function examineProperties(profile: Profile, privateSchema: Schema, sharedSchema: Schema): readonly Finding[] {
  const wrong = checkMapping(profile.mapping, privateSchema, sharedSchema)
  const finding = (side: Side | null, subject: string, failure: Failure | null): Finding => ({
    profile: profile.name,
    side,
    check: 'properties',
    subject,
    failure,
  })
  if (wrong.length > 0) {
    return wrong.map((one) => finding(sideNamed(one), one.subject ?? '', one))
  }
  return sides.map((side) => finding(side, profile[side].title, null))
}

/** Failures of the mapping name their side in the subject: `Ort (shared)`. */
function sideNamed(wrong: Failure): Side | null {
  return sides.find((side) => wrong.subject?.endsWith(`(${side})`) === true) ?? null
}

function examineClock(profile: Profile, serverNow: number, now: number): Finding {
  const offMs = Math.round(now - serverNow)
  const wrong =
    Math.abs(offMs) <= CLOCK_TOLERANCE_MS
      ? null
      : failure('unknown', `the clock of this computer is off by ${Math.round(offMs / 1000)} s`, {
          reason: 'clock-wrong',
          subject: `${Math.round(offMs / 1000)} s`,
        })
  return { profile: profile.name, side: null, check: 'clock', subject: `${Math.round(offMs / 1000)} s`, failure: wrong }
}
