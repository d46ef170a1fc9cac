/**
 * Keeps a home in step: the schedule, the decisions of other processes, and those of this one.
 *
 * The same for `run` without a display and for the tray. Only the holder of the home may have one. Stopping finishes and
 * records what is being written; a decision that is being carried out counts as such.
 */
import { type Failure, failure, type Result } from '../../shared/failure.ts'
import type { Intent } from '../../shared/intent.ts'
import type { Profile, ProfileId } from '../../shared/model.ts'
import type { LiveRun } from '../core/health.ts'
import type { RunReport, RunRequest } from '../engine/engine-port.ts'
import { LedgerError } from '../engine/ledger-port.ts'
import { createSchedule, isPaused, type ScheduleOptions } from '../engine/schedule.ts'
import { decide } from './actions.ts'
import type { Home } from './home.ts'
import type { Done } from './intents.ts'
import { serveMail } from './mail.ts'
import { compareQuietly } from './quiet-comparison.ts'
import { createWatchdog } from './watchdog.ts'

export interface KeeperOptions {
  readonly home: Home
  /** Which profiles are kept; asked before each run. */
  readonly profiles: () => readonly Profile[]
  readonly pollMs?: ScheduleOptions['pollMs']
  /** False: nothing is begun that nobody asked for. */
  readonly mayBegin?: () => boolean
  readonly onReport: (profile: Profile, report: RunReport) => void
  /** A decision was carried out, of this process or of another one. */
  readonly onDecided?: () => void
  /** A run under way as the watchdog sees it: time asleep does not count. By default what the home knows. */
  readonly live?: (profile: Profile) => LiveRun | null
  /** A run made no progress for too long and is about to be ended. */
  readonly onStuck?: (profile: Profile) => void
  /** A bug, or a disk that refuses: what failed has ended. Told here; a minute later it begins anew by itself. */
  readonly onError: (error: unknown) => void
}

export interface Keeper {
  start(): void
  /** Ends all waiting and gives what is under way ten seconds. */
  stop(): Promise<void>
  /** Carries a decision out; what it makes due runs at once. Never throws. */
  carryOut(intent: Intent): Promise<Result<Done>>
  /** Something else that writes, for which `stop` waits as well; it ends soon after the signal aborts. Never throws. */
  attend<T>(work: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>>
  syncNow(profile: ProfileId, request: RunRequest): Promise<readonly RunReport[]>
  /** Looks at the profiles again, and begins anew what an error ended. */
  refresh(): void
}

const GRACE_MS = 10_000
/** After an error nothing goes on by itself for so long. */
const AGAIN_AFTER_MS = 60_000

export function createKeeper(options: KeeperOptions): Keeper {
  const { home } = options
  const stopping = new AbortController()
  const deciding = new Set<Promise<unknown>>()
  let serving: Promise<void> | null = null
  let comparing: Promise<void> | null = null
  let tidying: Promise<void> | null = null
  const again = async (): Promise<void> => {
    await home.clock.sleep(AGAIN_AFTER_MS, stopping.signal)
    if (!stopping.signal.aborted) refresh()
  }
  const failed = (error: unknown): void => {
    options.onError(error)
    void again()
  }
  const schedule = createSchedule({
    engine: home.engine,
    clock: home.clock,
    profiles: options.profiles,
    ...(options.pollMs === undefined ? {} : { pollMs: options.pollMs }),
    ...(options.mayBegin === undefined ? {} : { mayBegin: options.mayBegin }),
    onReport: options.onReport,
    onError: failed,
  })

  const carryOut = async (intent: Intent): Promise<Result<Done>> => {
    const work = attempt(() => decide(home, intent, stopping.signal))
    deciding.add(work)
    const done = await work.finally(() => deciding.delete(work))
    schedule.refresh()
    options.onDecided?.()
    return done
  }
  const serve = (): void => {
    if (serving !== null || stopping.signal.aborted) return
    serving = serveMail(home, carryOut, stopping.signal, (wrong) => home.report(wrong))
      .catch(failed)
      .finally(() => {
        serving = null
      })
  }

  const watchdog = createWatchdog({
    home,
    live: options.live ?? ((profile) => home.live(profile)),
    onStuck: (profile) => options.onStuck?.(profile),
    stop: stopping.signal,
  })

  const compare = (): void => {
    if (comparing !== null || stopping.signal.aborted) return
    comparing = compareQuietly({
      home,
      profiles: () => options.profiles().filter((one) => one.enabled && !isPaused(one, home.clock.now())),
      mayBegin: () => options.mayBegin?.() ?? true,
      stop: stopping.signal,
      onCompared: () => options.onDecided?.(),
      report: (wrong) => home.report(wrong),
    })
      .catch(failed)
      .finally(() => {
        comparing = null
      })
  }

  const tidy = (): void => {
    if (tidying !== null || stopping.signal.aborted) return
    tidying = home
      .keepTidy(stopping.signal)
      .catch(failed)
      .finally(() => {
        tidying = null
      })
  }

  const refresh = (): void => {
    schedule.refresh()
    serve()
    compare()
    tidy()
  }

  return {
    start: () => {
      schedule.start()
      serve()
      compare()
      tidy()
      void watchdog.watch()
    },
    async stop() {
      stopping.abort()
      const grace = new AbortController()
      await Promise.all([
        schedule.stop(),
        // Ends with the step that it is in.
        tidying,
        Promise.race([Promise.allSettled([...deciding, serving, comparing]), home.clock.sleep(GRACE_MS, grace.signal)]),
      ])
      grace.abort()
    },
    carryOut,
    attend: (work) => {
      const busy = attempt(() => work(stopping.signal))
      deciding.add(busy)
      return busy.finally(() => deciding.delete(busy))
    },
    syncNow: (profile, request) => schedule.syncNow(profile, request),
    refresh,
  }
}

/** What a ledger that refuses throws becomes the failure it carries, and a bug one that says so. */
export async function attempt<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    return failureOfError(error)
  }
}

export function failureOfError(error: unknown): Failure {
  if (error instanceof LedgerError) return error.failure
  return failure('unknown', error instanceof Error ? (error.stack ?? error.message) : String(error))
}
