/**
 * What the first run of a setup would do, and the setup become a profile.
 *
 * The preview is a dry run of a profile that exists nowhere, on a ledger in memory: nothing is written in Notion and
 * nothing is left here. Both go through the same assembly, so that what was shown is what is saved.
 */
import type { ErrorExplained } from '../../shared/contract.ts'
import type { ProfileSummary } from '../../shared/contract-profile.ts'
import type { Decision } from '../../shared/decision.ts'
import { failure, ok, type Result } from '../../shared/failure.ts'
import type { Profile } from '../../shared/model.ts'
import type { SetupDraft, SetupPreview } from '../../shared/setup.ts'
import { setupWords } from '../../shared/words/setup.ts'
import type { RunReport } from '../engine/engine-port.ts'
import { unlimitedUploads } from '../notion/workspace.ts'
import { presentError, presentPlan, profileSummary } from './present.ts'
import type { Ends } from './profile-ends.ts'
import { assembleProfile, type Drafted, saveNewProfile } from './profile-setup.ts'
import { fieldsOf } from './setup-fields.ts'
import { type Look, lookAt, type SetupPorts } from './setup-look.ts'
import { invitedNumber, proposeNumber } from './setup-number.ts'

const ENTRIES_SHOWN = 200
/** What Notion takes of everybody (notion-api, section 6): 180 requests in a minute; a new pair needs two. */
const CREATES_PER_MINUTE = 90
/** From here on a first run takes long enough to be told. */
const MANY_CREATES = 90

/** A dry run of the draft; a failure when either database could not be read. */
export async function previewSetup(ports: SetupPorts, draft: SetupDraft): Promise<Result<SetupPreview>> {
  const drafted = await draftOf(ports, draft)
  if (drafted.kind === 'failure') return drafted
  const { profile } = drafted.value
  const report = await ports.home.rehearse(profile, ports.stop)
  if (report.record.failure !== null) return report.record.failure
  if (report.record.state === 'stopped') return failure('stopped', 'stopped before everything was looked at')
  return ok(await presentPreview(ports, profile, report))
}

/** Saves the profile of a draft, as `profile add` would, and forgets the draft. */
export async function addDraftedProfile(
  ports: SetupPorts,
  draft: SetupDraft,
): Promise<Result<{ readonly profile: ProfileSummary; readonly notes: readonly ErrorExplained[] }>> {
  const { home, language } = ports
  const drafted = await draftOf(ports, draft)
  if (drafted.kind === 'failure') return drafted
  const saved = await saveNewProfile(home, drafted.value)
  if (saved.kind === 'failure') return saved
  const forgotten = home.saveSetupDraft(null)
  // The profile is there; that the draft is as well harms nobody and is told in the log.
  if (forgotten.kind === 'failure') home.report(forgotten)
  const notes = saved.value.notes.map((note) => presentError(note, language()))
  return ok({ profile: profileSummary(saved.value.profile), notes })
}

async function draftOf(ports: SetupPorts, draft: SetupDraft): Promise<Result<Drafted>> {
  const look = await lookAt(ports, draft)
  const ends = openEndsOf(look)
  if (ends.kind === 'failure') return ends
  const { privateEnd, sharedEnd } = ends.value
  const preferred = invitedNumber(sharedEnd, draft.invitation)
  const numbers = await proposeNumber(ports, privateEnd, sharedEnd, preferred)
  if (numbers.kind === 'failure') return numbers
  const sourceUserId = draft.sourceUserId ?? numbers.value.proposed ?? 1
  const wish = {
    name: draft.name,
    sourceUserId,
    fields: fieldsOf(privateEnd.schema, sharedEnd.schema, draft),
    onlyFields: draft.fields !== null,
    intervalMs: draft.intervalMs,
    onConflict: draft.onConflict,
    onSharedDelete: draft.onSharedDelete,
    horizonMs: draft.horizonMs,
    importRows: draft.importRows,
  }
  return assembleProfile(ports.home, wish, ends.value)
}

function openEndsOf({ private: own, shared: other }: Look): Result<Ends> {
  if (own.kind === 'closed') return own.failure
  if (other.kind === 'closed') return other.failure
  if (own.kind === 'open' && other.kind === 'open') return ok({ privateEnd: own.end, sharedEnd: other.end })
  return failure('usage', 'a token or a database is not chosen yet', { reason: 'setup-unfinished' })
}

async function presentPreview(
  { home, language, stop }: SetupPorts,
  profile: Profile,
  report: RunReport,
): Promise<SetupPreview> {
  const counts = { create: 0, adoption: 0, conflict: 0, import: 0, other: 0 }
  for (const decision of report.decisions) counts[kindOf(decision)] += 1
  const words = setupWords(language())
  const limited = counts.create > 0 && !profile.shared.identity.personal && !(await isPaid())
  const warnings = [
    ...(limited ? [words.blockLimit(counts.create)] : []),
    ...(counts.create > MANY_CREATES
      ? [words.manyCreates(counts.create, Math.ceil(counts.create / CREATES_PER_MINUTE))]
      : []),
    words.bodies,
    words.awake,
  ]
  return {
    creates: counts.create,
    adoptions: counts.adoption,
    conflicts: counts.conflict,
    imports: counts.import,
    others: counts.other,
    entries: presentPlan({ ...report, decisions: report.decisions.slice(0, ENTRIES_SHOWN) }, language()),
    total: report.decisions.length,
    complete: report.record.state === 'completed' || report.record.state === 'held',
    warnings,
  }

  /** A workspace that takes large files is paid for, and has no limit of blocks. What cannot be found out is warned of. */
  async function isPaid(): Promise<boolean> {
    const client = home.connections.client(profile.shared.token)
    return client.kind === 'ok' && (await unlimitedUploads(client.value, { priority: 'user', signal: stop }))
  }
}

type Kind = 'create' | 'adoption' | 'conflict' | 'import' | 'other'

function kindOf(decision: Decision): Kind {
  if (decision.questions.length > 0) return 'conflict'
  // The first run claims a row of the shared database; the private page follows (case 15).
  if (decision.effect.kind === 'claim' || decision.why === 'import') return 'import'
  if (decision.operations.some((operation) => operation.kind === 'create')) return 'create'
  return decision.why === 'adopt' || decision.why === 'half-linked' ? 'adoption' : 'other'
}
