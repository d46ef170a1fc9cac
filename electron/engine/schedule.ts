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
import type { Clock } from './ports.ts'

/** A change stands on the other side within 30 s; two requests each keep an idle profile at 6 a minute. */
export const defaultPollMs = 20_000
/** Listings may cost six requests a minute, and come at most this often (sync-semantics, What it may cost). */
const shortestSweepMs = 5 * 60_000
const sweepRequestsPerMinute = 6
/** After a failure of the service the next poll waits longer, up to this (ms). */
const longestPauseMs = 5 * 60_000
const gracefulMs = 10_000

export interface ScheduleOptions {
  readonly engine: Engine
  readonly clock: Clock
  /** Profiles as the settings have them now; asked before each run, so that a change needs no restart. */
  readonly profiles: () => readonly Profile[]
  /** Asked anew before each wait, so that a computer on its last battery can look less often. */
  readonly pollMs?: () => number
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
  waking: AbortController
}

/** Builds the schedule; nothing runs before `start`. */
export function createSchedule(options: ScheduleOptions): Schedule {
  const { engine, clock, onReport } = options
  const pollMs = options.pollMs ?? (() => defaultPollMs)
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
      }
    }
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
      if (runs(profile)) await runOne(profile, requestFor(profile, timetable), timetable)
      const pause = companionsOf(profile).length === 0 ? pauseMs(timetable) : beatPauseMs(timetable)
      await clock.sleep(pause, AbortSignal.any([stopping.signal, timetable.waking.signal]))
    }
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

  /** Companions wake at the same moments; what is due before the next of these does not wait for it. */
  const beatPauseMs = (timetable: Timetable): number => {
    const pause = pauseMs(timetable)
    const due = timetable.nextDueAt !== null && timetable.failures === 0 && pause < pollMs()
    return due ? pause : onTheBeat(pause, pollMs(), clock.monotonic())
  }

  const pauseMs = (timetable: Timetable): number => {
    const usual = pollMs()
    const longest = Math.max(longestPauseMs, usual)
    if (timetable.failures > 0) return Math.min(longest, usual * 2 ** Math.min(timetable.failures, 5))
    const due = timetable.nextDueAt === null ? usual : timetable.nextDueAt - clock.now()
    return Math.min(usual, Math.max(1_000, due))
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

/** What a listing costs at six requests a minute, at least five minutes (ms). */
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
    waking: new AbortController(),
  }
  timetables.set(id, known)
  return known
}
