/**
 * Runs that a user asks for: one for each profile, at the same time, with what is due soon waited for.
 *
 * Several runs of one profile within one command are told as one (`joinRuns`): the numbers add up, the state is the
 * last one's.
 */
import { failure, ok, type Result } from '../../shared/failure.ts'
import type { PrivatePageId, Profile, SharedPageId } from '../../shared/model.ts'
import { privatePageId, sharedPageId } from '../core/observe.ts'
import type { RunReport, RunRequest } from '../engine/engine-port.ts'
import type { RunRecord, RunStatistics } from '../engine/ledger-port.ts'
import { isPaused } from '../engine/schedule.ts'
import type { Home } from './home.ts'
import { profilesNamed } from './home.ts'
import { unknownProfile } from './profile-setup.ts'
import { tokenFingerprint, tokensFact } from './token-fingerprint.ts'

/** Tries that are due within this time are waited for (sync-semantics, "what came back from a create"). */
const WAIT_AT_MOST_MS = 180_000

export interface SyncWish {
  readonly profile: string | null
  readonly full: boolean
  readonly dryRun: boolean
  /** One appointment, by the id of either side. */
  readonly page: string | null
  readonly force: boolean
  readonly wait: boolean
}

export interface ProfileRun {
  readonly profile: Profile
  readonly report: RunReport
}

/** The profiles that a run is for: the named one, else all that are enabled and not paused. */
export function profilesToRun(home: Home, name: string | null): Result<readonly Profile[]> {
  const chosen = profilesNamed(home, name)
  if (name !== null) return chosen.length === 0 ? unknownProfile(name) : ok(chosen)
  if (chosen.length === 0) {
    return failure('usage', 'there is no profile yet', { reason: 'no-profile', subject: 'profile add' })
  }
  return ok(chosen.filter((profile) => profile.enabled && !isPaused(profile, home.clock.now())))
}

/** One run for each profile, in parallel; `onWait` hears of every wait for a try that is due soon. */
export async function sync(
  home: Home,
  wish: SyncWish,
  signal: AbortSignal,
  onWait: (profile: Profile, until: number) => void,
): Promise<Result<readonly ProfileRun[]>> {
  const chosen = profilesToRun(home, wish.profile)
  if (chosen.kind === 'failure') return chosen
  const profiles = wish.page === null ? chosen.value : profilesOfPage(home, chosen.value, wish.page)
  const runs = profiles.map((profile) => syncProfile(home, profile, wish, signal, (until) => onWait(profile, until)))
  return ok(await Promise.all(runs))
}

async function syncProfile(
  home: Home,
  profile: Profile,
  wish: SyncWish,
  signal: AbortSignal,
  onWait: (until: number) => void,
): Promise<ProfileRun> {
  const tokens = tokenFingerprint(home, profile)
  const known = home.ledger.fact(profile.id, tokensFact) === tokens
  const reports = [await home.engine.run(profile, { ...requestOf(wish), checkFirst: !known }, signal)]
  const failed = reports[0]?.record.state === 'failed'
  if (!known && !failed && !wish.dryRun) home.ledger.saveFact(profile.id, tokensFact, tokens)
  const deadline = home.clock.monotonic() + WAIT_AT_MOST_MS
  while (wish.wait && !wish.dryRun && !signal.aborted) {
    const dueAt = reports.at(-1)?.nextDueAt ?? null
    if (dueAt === null) break
    const waitMs = Math.max(0, dueAt - home.clock.now())
    if (home.clock.monotonic() + waitMs > deadline) break
    onWait(dueAt)
    // A try that is overdue and could not be made must not turn this into a busy loop.
    await home.clock.sleep(Math.max(1000, waitMs), signal)
    if (signal.aborted) break
    reports.push(await home.engine.run(profile, { kind: 'auto' }, signal))
  }
  return { profile, report: joinRuns(reports) }
}

function requestOf(wish: SyncWish): RunRequest {
  const page = wish.page === null ? null : pageIdOf(wish.page)
  return {
    kind: page !== null ? 'page' : wish.full ? 'full' : 'auto',
    ...(page === null ? {} : { pageId: page }),
    force: wish.force,
    dryRun: wish.dryRun,
  }
}

/** Only the ledger or Notion knows which side an id belongs to; the engine takes either. */
function pageIdOf(text: string): PrivatePageId | SharedPageId | null {
  return privatePageId(text)
}

/** The profiles that know this page; all of them when none does. */
function profilesOfPage(home: Home, profiles: readonly Profile[], text: string): readonly Profile[] {
  const privateId = privatePageId(text)
  const sharedId = sharedPageId(text)
  const knowing = profiles.filter(
    ({ id }) =>
      (privateId !== null && home.ledger.pair(id, privateId) !== null) ||
      (sharedId !== null && home.ledger.pairByShared(id, sharedId) !== null),
  )
  return knowing.length > 0 ? knowing : profiles
}

/** Several runs as one: counts of what was done add up, what is open is what the last one says. */
export function joinRuns(reports: readonly RunReport[]): RunReport {
  const first = reports[0]
  const last = reports.at(-1)
  if (first === undefined || last === undefined) throw new Error('there was no run')
  if (first === last) return first
  const records = reports.map((report) => report.record)
  const sum = (pick: (record: RunRecord) => number): number =>
    records.reduce((total, record) => total + pick(record), 0)
  const statistics: RunStatistics = {
    ...last.record.statistics,
    totalProcessed: Math.max(...records.map((record) => record.statistics.totalProcessed)),
    created: sum((record) => record.statistics.created),
    updated: sum((record) => record.statistics.updated),
    removed: sum((record) => record.statistics.removed),
    unchanged: Math.max(...records.map((record) => record.statistics.unchanged)),
  }
  return {
    ...last,
    record: {
      ...last.record,
      id: first.record.id,
      kind: first.record.kind,
      startedAt: first.record.startedAt,
      statistics,
      requests: {
        read: sum((record) => record.requests.read),
        write: sum((record) => record.requests.write),
        retried: sum((record) => record.requests.retried),
      },
      before: first.record.before,
      falseAlarms: sum((record) => record.falseAlarms),
    },
    decisions: reports.flatMap((report) => report.decisions),
  }
}
