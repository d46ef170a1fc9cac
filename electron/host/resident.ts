/**
 * The engine as a resident of a computer: what the tray keeps running, and `run --ui` as well.
 *
 * Owns the keeper, the watchdog and the snapshot that the tray and the window draw. Knows nothing of Electron: what
 * befalls the computer is told to it. A run is never cut between a write and its record; `stop` waits.
 */
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import type { Intent } from '../../shared/intent.ts'
import type { Profile, ProfileId } from '../../shared/model.ts'
import type { Snapshot } from '../../shared/snapshot.ts'
import type { LiveRun } from '../core/health.ts'
import { privatePageId } from '../core/observe.ts'
import type { RunReport, RunRequest } from '../engine/engine-port.ts'
import { isPaused } from '../engine/schedule.ts'
import { listStatuses } from './actions-lists.ts'
import type { ProfileRun } from './actions-runs.ts'
import { createComputerLife } from './computer-life.ts'
import type { Home } from './home.ts'
import type { Done } from './intents.ts'
import { attempt, createKeeper, failureOfError } from './keeper.ts'
import { createNotifications, type DueNotification } from './notifications.ts'
import { unknownProfile } from './profile-setup.ts'
import { createPushes } from './pushes.ts'
import { type DesktopFacts, makeSnapshot } from './snapshot.ts'

/** An alert, its end, or news of the shared side, worded and due now. */
export type DueAlert = DueNotification

export interface ResidentOptions extends DesktopFacts {
  /** Held, and closed by `stop`. */
  readonly home: Home
  /** Which profiles are kept in step; all, unless said otherwise. */
  readonly keeps?: (profile: Profile) => boolean
  /** Each run that has ended. */
  readonly onReport?: (profile: Profile, report: RunReport) => void
}

export interface Resident {
  /** Open intents are settled first, then the schedule runs. */
  start(): void
  /** Finishes and records what is being written, then closes the home. Calling it twice is the same as once. */
  stop(): Promise<void>
  snapshot(): Snapshot
  /** Called with each new snapshot, at most four a second; returns how to end it. */
  subscribe(listener: (snapshot: Snapshot) => void): () => void
  /** Alerts that are due, each once within its quiet period; subscribe before `start`. */
  onAlert(listener: (alert: DueAlert) => void): () => void
  /** `profile` null: all that are neither paused nor switched off. Resolves when the runs have ended. */
  syncNow(profile: string | null, kind: 'auto' | 'full'): Promise<Result<null>>
  /** One appointment, by the id of either side; before everything that waits for requests. */
  syncPage(profile: string, page: string, force: boolean): Promise<Result<ProfileRun>>
  submit(intent: Intent): Promise<Result<Done>>
  /** Looking after both databases: waited for at the end, like a decision. Afterwards everything is looked at anew. */
  attend<T>(work: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>>
  /** Something changed that only the desktop knows (preferences, credentials, a new profile): look at it and push. */
  refresh(): void
  /** The computer goes to sleep; nothing new is begun. */
  suspended(): void
  /** It woke up: 15 s later one run. */
  woke(): void
  /** The network went or came back; back: one run soon. */
  network(online: boolean): void
  /** Looks less often while on a low battery. */
  lowBattery(low: boolean): void
  report(failure: Failure): void
}

const PUSH_EVERY_MS = 250
const WATCH_EVERY_MS = 30_000
/** A run without progress for so long is shown, even when it has found nothing to do yet. */
const SLOW_MS = 60_000
/** So long after a start or a waking up, alerts of before wait for the first run: it may answer them. */
const PATIENCE_MS = 120_000
/** That nothing was compared while the computer was off is no news; only that it still was not after so long. */
const COMPARE_WITHIN_MS = 600_000

/** Builds the resident of a home that is held; nothing runs before `start`. */
export function createResident(options: ResidentOptions): Resident {
  const { home, language, keeps = () => true } = options
  const { clock } = home
  const stopping = new AbortController()
  const alertListeners = new Set<(alert: DueAlert) => void>()
  /** Profiles somebody asked to be synced, and those whose first run since the start or waking up is still to come. */
  const asked = new Map<ProfileId, number>()
  let awaited: ReadonlySet<ProfileId> = new Set()
  let stopped: Promise<void> | null = null

  const life = createComputerLife({
    clock,
    stop: stopping.signal,
    run: () => {
      expectFirstRuns()
      keeper.refresh()
    },
  })
  const runnable = (): readonly Profile[] =>
    home.profiles().filter((profile) => profile.enabled && !isPaused(profile, clock.now()) && keeps(profile))
  const expectFirstRuns = (): void => {
    awaited = new Set(runnable().map((profile) => profile.id))
  }
  const live = (profile: Profile): LiveRun | null => {
    const run = home.live(profile)
    if (run === null) return null
    const sinceProgressMs = Math.min(run.sinceProgressMs, clock.monotonic() - life.upSince())
    const shown = run.total > 0 || asked.has(profile.id) || awaited.has(profile.id) || sinceProgressMs > SLOW_MS
    return shown ? { ...run, sinceProgressMs } : null
  }
  const notifications = createNotifications({ home, language })
  let drawn: Snapshot | null = null
  /** After the end the home is closed: what was last drawn stays. */
  const draw = (): Snapshot => {
    if (drawn === null || stopped === null) drawn = makeSnapshot({ ...options, live })
    return drawn
  }
  const pushes = createPushes<Snapshot>({
    clock,
    everyMs: PUSH_EVERY_MS,
    make: () => draw(),
    textOf: (snapshot) => JSON.stringify({ ...snapshot, at: null }),
    stop: stopping.signal,
    onError: (error) => home.report(failureOfError(error)),
  })
  const keeper = createKeeper({
    home,
    profiles: () => home.profiles().filter(keeps),
    pollMs: (sinceActivityMs) => life.pollMs(sinceActivityMs),
    mayBegin: () => life.awake(),
    onReport: (profile, report) => {
      awaited = new Set([...awaited].filter((id) => id !== profile.id))
      guard(() => notifications.noteChanges(profile, report))
      guard(() => options.onReport?.(profile, report))
      look()
    },
    onDecided: () => look(),
    live,
    // Told before it is ended: afterwards nothing is stuck any more.
    onStuck: () => look(),
    onError: (error) => {
      home.report(failureOfError(error))
      look()
    },
  })

  const silence = home.onSignal(() => pushes.changed())

  /** One look at everything: what is due is shown, what changed is pushed. Never throws. */
  const look = (): void => {
    pushes.changed()
    const upFor = awaited.size === 0 ? Number.POSITIVE_INFINITY : clock.monotonic() - life.upSince()
    if (upFor < PATIENCE_MS || !life.awake() || stopping.signal.aborted) return
    // What nobody is shown must not count as shown: a desktop that keeps this home later tells it.
    if (alertListeners.size === 0) return
    guard(() => {
      const statuses = listStatuses(home, null, language(), live)
      const due = [...notifications.due(statuses, upFor < COMPARE_WITHIN_MS), ...notifications.dueChanges()]
      for (const alert of due) for (const listener of alertListeners) guard(() => listener(alert))
    })
  }
  /** What is shown must never end what is done: a ledger that cannot be read, a listener with a bug. */
  const guard = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      home.report(failureOfError(error))
    }
  }
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await clock.sleep(WATCH_EVERY_MS, stopping.signal)
      life.tick(WATCH_EVERY_MS)
      look()
    }
  }
  const runAsked = async (profile: Profile, request: RunRequest): Promise<readonly RunReport[]> => {
    asked.set(profile.id, (asked.get(profile.id) ?? 0) + 1)
    pushes.changed()
    try {
      return await keeper.syncNow(profile.id, request)
    } finally {
      const left = (asked.get(profile.id) ?? 1) - 1
      if (left === 0) asked.delete(profile.id)
      else asked.set(profile.id, left)
      look()
    }
  }

  return {
    start: () => {
      expectFirstRuns()
      keeper.start()
      void watch()
      pushes.changed()
    },
    stop: () => {
      stopped ??= (async () => {
        stopping.abort()
        await keeper.stop()
        silence()
        home.close()
      })()
      return stopped
    },
    snapshot: () => draw(),
    subscribe: (listener) => pushes.subscribe(listener),
    onAlert: (listener) => {
      alertListeners.add(listener)
      return () => alertListeners.delete(listener)
    },
    syncNow: async (name, kind) => {
      if (stopping.signal.aborted) return ending()
      const wanted = name === null ? runnable() : home.profiles().filter((profile) => profile.name === name)
      if (name !== null && wanted.length === 0) return unknownProfile(name)
      return attempt(async () => {
        const reports = (await Promise.all(wanted.map((profile) => runAsked(profile, { kind })))).flat()
        return reports.find((report) => report.record.failure !== null)?.record.failure ?? ok(null)
      })
    },
    syncPage: async (name, page, force) => {
      if (stopping.signal.aborted) return ending()
      const profile = home.profiles().find((each) => each.name === name)
      if (profile === undefined) return unknownProfile(name)
      const pageId = privatePageId(page)
      if (pageId === null) return failure('usage', `no page ${page}`, { reason: 'unknown-page', subject: page })
      return attempt(async () => {
        const [report] = await runAsked(profile, { kind: 'page', pageId, force })
        return report === undefined ? unknownProfile(name) : ok({ profile, report })
      })
    },
    submit: async (intent) => {
      if (stopping.signal.aborted) return ending()
      return keeper.carryOut(intent)
    },
    attend: async (work) => {
      if (stopping.signal.aborted) return ending()
      const done = await keeper.attend(work)
      if (!stopping.signal.aborted) {
        keeper.refresh()
        look()
      }
      return done
    },
    refresh: () => {
      keeper.refresh()
      look()
    },
    suspended: () => life.suspended(),
    woke: () => life.woke(),
    network: (online) => life.network(online),
    lowBattery: (low) => life.lowBattery(low),
    report: (wrong) => home.report(wrong),
  }
}

function ending(): Failure {
  return failure('stopped', 'Partner Sync is ending', { connector: 'engine', reason: 'stopped', repeat: 'later' })
}
