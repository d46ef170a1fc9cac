/**
 * When runs happen: polls, full reconciliations at the profile's interval, sweeps for trashed and moved pages, due tries.
 *
 * One run at a time for each profile, profiles side by side; the only timers of the engine. Stopping ends the waiting at
 * once and a run under way within ten seconds.
 */
import type { Profile, ProfileId } from '../../shared/model.ts'
import {
  type Companion,
  isOver,
  type Listings,
  listsAlong,
  looksTogether,
  type Moment,
  onTheBeat,
} from './companions.ts'
import type { Engine, RunReport, RunRequest } from './engine-port.ts'
import { pauseAfterFailuresMs, pollPaceMs, type SinceActivity } from './poll-pace.ts'
import type { Clock } from './ports.ts'

/** Between the end of a run and the beginning of the next one, however late it is (ms). */
const shortestPauseMs = 1_000
/**
 * Listings may cost six requests a minute, and come at most this often: what only they notice is to stand on the other side
 * within five minutes (sync-semantics, What it may cost), the wait for the next look and the listing itself included.
 */
const shortestSweepMs = 4 * 60_000
const sweepRequestsPerMinute = 6
/** Before a listing that takes so long (ms) what was changed so far is carried over. */
const longListingMs = 5_000
const gracefulMs = 10_000

export interface ScheduleOptions {
  readonly engine: Engine
  readonly clock: Clock
  /** Profiles as the settings have them now; asked before each run, so that a change needs no restart. */
  readonly profiles: () => readonly Profile[]
  /** How far apart looks are (ms, from beginning to beginning); asked anew before each wait, for a battery may run low. */
  readonly pollMs?: (sinceActivityMs: SinceActivity) => number
  /** False: nothing is begun by itself, for example while the computer sleeps. Whoever asks for a run gets it. */
  readonly mayBegin?: () => boolean
  readonly onReport: (profile: Profile, report: RunReport) => void
  /** A bug or a ledger that refuses: nothing may go on that cannot be recorded. */
  readonly onError: (error: unknown) => void
}

export interface Schedule {
  start(): void
  /** Ends all waiting, gives runs under way, asked for or due, ten seconds, then returns. */
  stop(): Promise<void>
  /** Runs now, beside the timetable; reports come back here and through `onReport`. */
  syncNow(profile: ProfileId | null, request: RunRequest): Promise<readonly RunReport[]>
  /** Looks at the profiles again: one was added, removed, paused or resumed. What may run, runs; under way: once more. */
  refresh(): void
}

type Changing<T> = { -readonly [Key in keyof T]: T[Key] }

interface Timetable extends Changing<Omit<Listings, 'ready'>> {
  failures: number
  firstRun: boolean
  /** Runs asked for and not ended. */
  running: number
  nextDueAt: number | null
  /** When something was last carried over (monotonic ms). */
  activeAt: number | null
  /** How long its last listing took (ms). */
  listingMs: number
  waking: AbortController
}

/** Builds the schedule; nothing runs before `start`. */
export function createSchedule(options: ScheduleOptions): Schedule {
  const { engine, clock, onReport } = options
  const pollMs = options.pollMs ?? ((sinceActivityMs) => pollPaceMs(sinceActivityMs, false))
  const mayBegin = options.mayBegin ?? (() => true)
  const stopping = new AbortController()
  const loops = new Map<ProfileId, Promise<void>>()
  const timetables = new Map<ProfileId, Timetable>()
  const underWay = new Set<Promise<RunReport>>()
  let started = false

  const moment = (): Moment => ({ wall: clock.now(), monotonic: clock.monotonic() })
  const current = (id: ProfileId): Profile | null => options.profiles().find((each) => each.id === id) ?? null
  const runs = (profile: Profile): boolean => profile.enabled && !isPaused(profile, clock.now()) && mayBegin()

  const companion = (profile: Profile): Companion => {
    const timetable = timetableOf(timetables, profile.id)
    const ready = timetable.running === 0 && timetable.failures === 0 && !timetable.firstRun
    return { profile, listings: { ...timetable, ready } }
  }
  /** Others that look at the same shared database through the same token. */
  const companionsOf = (profile: Profile): readonly Companion[] =>
    options
      .profiles()
      .filter((each) => each.id !== profile.id && looksTogether(each, profile) && runs(each))
      .map(companion)

  const runOne = async (profile: Profile, request: RunRequest, timetable: Timetable): Promise<RunReport> => {
    timetable.running += 1
    const begun = clock.monotonic()
    const run = engine.run(profile, request, stopping.signal)
    underWay.add(run)
    const report = await run.finally(() => {
      underWay.delete(run)
      timetable.running -= 1
    })
    const now = moment()
    const { record } = report
    if (record.state === 'failed') timetable.failures += 1
    else timetable.failures = 0
    if (record.state === 'completed' || record.state === 'held') {
      if (record.kind === 'full') timetable.lastFullAt = now
      if (record.kind === 'full' || request.kind === 'sweep') {
        timetable.lastSweepAt = now
        timetable.sweepMs = sweepInterval(record.requests.read + (report.taken ?? 0))
        timetable.ownSweepMs = costInterval(record.requests.read)
        timetable.listingMs = now.monotonic - begun
      }
    }
    if ((record.due ?? 0) > 0) timetable.activeAt = now.monotonic
    timetable.nextDueAt = report.nextDueAt
    onReport(profile, report)
    return report
  }

  const loop = async (id: ProfileId): Promise<void> => {
    const timetable = timetableOf(timetables, id)
    while (!stopping.signal.aborted) {
      const profile = current(id)
      if (profile === null) return
      // Made before the run, so that what is asked for while it is under way is not forgotten.
      timetable.waking = new AbortController()
      const begun = clock.monotonic()
      if (runs(profile)) await look(profile, timetable)
      const pause = pauseMs(timetable, begun, companionsOf(profile).length > 0)
      await clock.sleep(pause, AbortSignal.any([stopping.signal, timetable.waking.signal]))
    }
  }

  /** What is due. A change of just before must not wait for a long listing, nor one during it for a whole pace more. */
  const look = async (profile: Profile, timetable: Timetable): Promise<void> => {
    const request = requestFor(profile, timetable)
    const alone = request.together !== true
    const long = request.kind !== 'auto' && timetable.listingMs > longListingMs
    if (long && alone && request.checkFirst !== true) {
      const { record } = await runOne(profile, { kind: 'auto' }, timetable)
      if (record.state === 'failed' || stopping.signal.aborted || !runs(profile)) return
    }
    await runOne(profile, request, timetable)
  }

  const requestFor = (profile: Profile, timetable: Timetable): RunRequest => {
    const now = moment()
    const companions = companionsOf(profile)
    const own = dueRequest(profile, timetable, now)
    if (companions.length === 0) return own
    const along = own.kind === 'auto' ? listsAlong(companion(profile), companions, now) : null
    const request = { ...own, ...(along === null ? {} : { kind: along }), together: true }
    if (request.kind !== 'auto' && request.checkFirst !== true) timetable.listsSince = now.monotonic
    return request
  }

  /**
   * Until the next look begins: at the pace from the beginning of the last one, or when something is due before. Companions
   * wake at the same moments; what is due before the next of these does not wait for it.
   */
  const pauseMs = (timetable: Timetable, begun: number, companions: boolean): number => {
    const now = clock.monotonic()
    const pace = pollMs(timetable.activeAt === null ? null : now - timetable.activeAt)
    const inTime = (pause: number): number => (companions ? onTheBeat(pause, pace, now) : pause)
    if (timetable.failures > 0) return inTime(pauseAfterFailuresMs(pace, timetable.failures))
    const due = timetable.nextDueAt === null ? Number.POSITIVE_INFINITY : timetable.nextDueAt - clock.now()
    return Math.max(shortestPauseMs, Math.min(due, inTime(Math.max(shortestPauseMs, begun + pace - now))))
  }

  const refresh = (): void => {
    if (!started || stopping.signal.aborted) return
    for (const profile of options.profiles()) {
      if (loops.has(profile.id)) {
        timetableOf(timetables, profile.id).waking.abort()
        continue
      }
      const running = loop(profile.id)
        .catch((error: unknown) => options.onError(error))
        .finally(() => loops.delete(profile.id))
      loops.set(profile.id, running)
    }
  }

  return {
    start() {
      started = true
      refresh()
    },
    async stop() {
      stopping.abort()
      const grace = new AbortController()
      await Promise.race([Promise.allSettled([...loops.values(), ...underWay]), clock.sleep(gracefulMs, grace.signal)])
      grace.abort()
    },
    syncNow(profileId, request) {
      const wanted = options.profiles().filter((each) => profileId === null || each.id === profileId)
      return Promise.all(wanted.map((each) => runOne(each, request, timetableOf(timetables, each.id))))
    },
    refresh,
  }
}

/** Which kind of run is due: the first of a process checks schema and identity; then full, sweep, or what changed. */
function dueRequest(profile: Profile, timetable: Timetable, now: Moment): RunRequest {
  if (timetable.firstRun) {
    timetable.firstRun = false
    // A process that starts lists both sides once: what was trashed or moved while it was off must be noticed.
    return { kind: 'full', checkFirst: true }
  }
  if (isOver(timetable.lastFullAt, profile.intervalMs, now)) return { kind: 'full' }
  if (isOver(timetable.lastSweepAt, timetable.sweepMs, now)) return { kind: 'sweep' }
  return { kind: 'auto' }
}

/** What a listing costs at six requests a minute, at least four minutes (ms). */
export function sweepInterval(requests: number): number {
  return Math.max(shortestSweepMs, costInterval(requests))
}

function costInterval(requests: number): number {
  return (requests / sweepRequestsPerMinute) * 60_000
}

/** Paused until a time, or until somebody resumes. */
export function isPaused(profile: Profile, now: number): boolean {
  return profile.pausedUntil === 'resumed' || (profile.pausedUntil !== null && now < profile.pausedUntil)
}

function timetableOf(timetables: Map<ProfileId, Timetable>, id: ProfileId): Timetable {
  const known = timetables.get(id) ?? {
    lastFullAt: null,
    lastSweepAt: null,
    failures: 0,
    firstRun: true,
    sweepMs: shortestSweepMs,
    ownSweepMs: shortestSweepMs,
    listsSince: Number.NEGATIVE_INFINITY,
    running: 0,
    nextDueAt: null,
    activeAt: null,
    listingMs: 0,
    waking: new AbortController(),
  }
  timetables.set(id, known)
  return known
}
