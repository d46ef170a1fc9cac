/**
 * Taking a profile's copies back, with the profile or without: a preview that writes nothing, then a confirmed run
 * through plan and rails.
 *
 * The profile is switched off or paused before its first copy goes, so that nothing brings the copies back when the run
 * is cut off. One that is removed stays until the ledger says that none of its copies is left; the private pages keep
 * their own switch.
 */
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import type { Profile } from '../../shared/model.ts'
import type { RunReport } from '../engine/engine-port.ts'
import type { ProfileRun } from './actions-runs.ts'
import type { Home } from './home.ts'
import { removeProfile, unknownProfile } from './profile-setup.ts'

/** A run that took copies back, and how much of it is still open; 0: none is left. */
export interface Removal extends ProfileRun {
  readonly left: number
}

/** What `removeWithCopies` would do. Writes nothing, neither in Notion nor here. */
export async function previewRemoval(home: Home, name: string, signal: AbortSignal): Promise<Result<ProfileRun>> {
  const profile = home.profiles().find((one) => one.name === name)
  if (profile === undefined) return unknownProfile(name)
  const report = await takeCopiesBack(home, profile, 'preview', signal)
  return unfinished(report) ?? ok({ profile, report })
}

/** Trashes the copies and then removes the profile; it stays, switched off, when anything is left. */
export async function removeWithCopies(home: Home, name: string, signal: AbortSignal): Promise<Result<Removal>> {
  const taken = await takeBack(home, name, { enabled: false }, signal)
  if (taken.kind === 'failure' || taken.value.left > 0) return taken
  const removed = await removeProfile(home, name)
  return removed.kind === 'failure' ? removed : taken
}

/** Trashes the copies and leaves the profile paused until somebody resumes it; that would create them anew. */
export function stopSharing(home: Home, name: string, signal: AbortSignal): Promise<Result<Removal>> {
  return takeBack(home, name, { pausedUntil: 'resumed' }, signal)
}

/** Removes a profile and leaves its copies: nothing of it is under way any more when its rows go. */
export async function removeAlone(home: Home, name: string): Promise<Result<null>> {
  const switchedOff = change(home, name, { enabled: false })
  if (switchedOff.kind === 'failure') return switchedOff
  await home.engine.settled(switchedOff.value.id)
  return removeProfile(home, name)
}

async function takeBack(
  home: Home,
  name: string,
  quiet: Pick<Profile, 'enabled'> | Pick<Profile, 'pausedUntil'>,
  signal: AbortSignal,
): Promise<Result<Removal>> {
  const before = home.profiles().find((one) => one.name === name)
  const changed = change(home, name, quiet)
  if (changed.kind === 'failure' || before === undefined)
    return changed.kind === 'failure' ? changed : unknownProfile(name)
  const profile = changed.value
  const report = await takeCopiesBack(home, profile, 'confirmed', signal)
  const cutOff = unfinished(report)
  if (cutOff !== null && report.record.requests.write === 0) {
    const restored = change(home, name, { enabled: before.enabled, pausedUntil: before.pausedUntil })
    return restored.kind === 'failure' ? restored : cutOff
  }
  const open = stillOpen(home, profile)
  const left = cutOff === null ? open : Math.max(1, open)
  return ok({ profile, report, left })
}

/** Others may be changed meanwhile, so only this one is. */
function change(home: Home, name: string, changes: Partial<Pick<Profile, 'enabled' | 'pausedUntil'>>): Result<Profile> {
  const before = home.profiles()
  const profile = before.find((one) => one.name === name)
  if (profile === undefined) return unknownProfile(name)
  const changed: Profile = { ...profile, ...changes }
  const saved = home.saveProfiles(before.map((one) => (one === profile ? changed : one)))
  return saved.kind === 'failure' ? saved : ok(changed)
}

function takeCopiesBack(
  home: Home,
  profile: Profile,
  how: 'preview' | 'confirmed',
  signal: AbortSignal,
): Promise<RunReport> {
  return home.engine.run(profile, { kind: 'full', stopSharing: how, force: true, checkFirst: true }, signal)
}

/** A run that did not look at everything proves nothing about what is left. */
function unfinished({ record }: RunReport): Failure | null {
  if (record.failure !== null) return record.failure
  return record.state === 'stopped' ? failure('stopped', 'stopped before all copies were looked at') : null
}

/** Copies that are still paired, questions about them, and copies that cannot be told to be ours or not. */
function stillOpen(home: Home, profile: Profile): number {
  const { ledger, journal } = home
  const problems = journal.problems(profile.id).filter((one) => one.sharedId !== null && !one.past)
  return Math.max(ledger.pairCounts(profile.id).paired, journal.openConflicts(profile.id).length + problems.length)
}
