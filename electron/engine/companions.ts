/**
 * Profiles whose shared sides are one database behind one token: they look at it at the same moments, so that it is asked
 * once for all of them (`joint-look`).
 *
 * Owns who belongs together, the beat of their polls, and who lists along when one of them has to. A profile without
 * companions keeps its own time. What a profile pays for its private side is never more than when it is alone: six
 * requests a minute for listings (sync-semantics, What it may cost).
 */
import type { Profile } from '../../shared/model.ts'

/** One moment by both clocks: the wall may be set back, and the monotonic one may stand still while a computer sleeps. */
export interface Moment {
  readonly wall: number
  readonly monotonic: number
}

/** What is known of the listings of a profile. */
export interface Listings {
  readonly lastFullAt: Moment | null
  readonly lastSweepAt: Moment | null
  /** How far apart its sweeps are: what one costs in all, and what its private side alone costs (ms). */
  readonly sweepMs: number
  readonly ownSweepMs: number
  /** When it last began to list both sides (monotonic ms), its first run not counted. */
  readonly listsSince: number
  /** Nothing is under way and nothing failed: what is due begins now. */
  readonly ready: boolean
}

export interface Companion {
  readonly profile: Profile
  readonly listings: Listings
}

/** Who begins to list within so long after another one began at the same moment (ms). */
const sameMomentMs = 1_000
/** Which part of its interval must have passed before a profile runs fully along with another one. */
const fullAlong = 0.9

/** Same database, same token, as the settings name them. */
export function looksTogether(one: Profile, other: Profile): boolean {
  const [mine, theirs] = [one.shared, other.shared]
  return mine.resource === theirs.resource && JSON.stringify(mine.token) === JSON.stringify(theirs.token)
}

/**
 * A pause that ends on the beat, which is the same for all that have the same beat, however long their runs take. Never
 * longer than `pauseMs`, shorter by less than a beat. All in ms, `now` monotonic.
 */
export function onTheBeat(pauseMs: number, beatMs: number, now: number): number {
  const beyond = (now + pauseMs) % beatMs
  return beyond < pauseMs ? pauseMs - beyond : pauseMs
}

/** Whether this profile lists along with a companion that has to, and how. */
export function listsAlong(
  { profile, listings }: Companion,
  companions: readonly Companion[],
  now: Moment,
): 'full' | 'sweep' | null {
  const nearlyFull = isOver(listings.lastFullAt, profile.intervalMs * fullAlong, now)
  if (nearlyFull && companions.some((each) => each.listings.ready && isFullDue(each, now))) return 'full'
  if (!isOver(listings.lastSweepAt, listings.ownSweepMs, now)) return null
  return companions.some((each) => lists(each, now)) ? 'sweep' : null
}

function lists(companion: Companion, now: Moment): boolean {
  const { sweepMs, lastSweepAt, listsSince, ready } = companion.listings
  if (now.monotonic - listsSince < sameMomentMs) return true
  return ready && (isFullDue(companion, now) || isOver(lastSweepAt, sweepMs, now))
}

function isFullDue({ profile, listings }: Companion, now: Moment): boolean {
  return isOver(listings.lastFullAt, profile.intervalMs, now)
}

/** Whether so long has passed by either clock; never yet counts as long ago. */
export function isOver(last: Moment | null, ms: number, now: Moment): boolean {
  return last === null || now.monotonic - last.monotonic >= ms || now.wall - last.wall >= ms
}
