/**
 * The engine, watched for a disk that refuses: what could not be recorded stands in no record, so it is remembered here.
 *
 * A run that throws has ended, also for whoever shows what is under way; one that makes no progress can be ended. That the disk takes something again is believed
 * when it took something, because a run that found nothing to do writes nothing.
 */
import type { Failure } from '../../shared/failure.ts'
import type { Profile, ProfileId } from '../../shared/model.ts'
import { type Engine, RunEnded } from '../engine/engine-port.ts'
import { LedgerError } from '../engine/ledger-port.ts'
import type { Home } from './home.ts'

export interface WatchedEngine {
  readonly engine: Engine
  /** ms UTC; null: what is done can be recorded. */
  failingSince(): number | null
  /** Ends the run of this profile that is under way; it stands in the history with this failure. */
  endRun(profile: ProfileId, why: Failure): void
}

export interface WatchedEngineOptions extends Pick<Home, 'clock' | 'ledger'> {
  readonly engine: Engine
  /** A run of this profile ended without a word. */
  readonly onBroken: (profile: Profile) => void
}

/** Under this key stand facts of no single profile. */
export const wholeHome = '' as ProfileId // No profile has an empty id: the settings refuse one.
const PROOF = 'disk-takes-again'

export function watchEngine({ engine, clock, ledger, onBroken }: WatchedEngineOptions): WatchedEngine {
  let since: number | null = null
  const underWay = new Map<ProfileId, Set<AbortController>>()
  /** A run that can be ended by itself, without what else listens to `signal`. */
  const endable = async <T>(
    { id }: Profile,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    const own = new AbortController()
    const pass = (): void => own.abort(signal.reason)
    const mine = underWay.get(id) ?? new Set()
    underWay.set(id, mine.add(own))
    if (signal.aborted) pass()
    else signal.addEventListener('abort', pass, { once: true })
    try {
      return await work(own.signal)
    } finally {
      // The signal of the process outlives thousands of runs.
      signal.removeEventListener('abort', pass)
      mine.delete(own)
    }
  }
  const watched = async <T>(profile: Profile, work: () => Promise<T>): Promise<T> => {
    try {
      const done = await work()
      if (since !== null) prove()
      return done
    } catch (error) {
      if (error instanceof LedgerError) since ??= clock.now()
      onBroken(profile)
      throw error
    }
  }
  const prove = (): void => {
    try {
      ledger.saveFact(wholeHome, PROOF, String(clock.now()))
      ledger.saveFact(wholeHome, PROOF, null)
      since = null
    } catch (error) {
      // It still refuses; that is told already.
      if (!(error instanceof LedgerError)) throw error
    }
  }
  return {
    engine: {
      run: (profile, request, signal) =>
        watched(profile, () => endable(profile, signal, (own) => engine.run(profile, request, own))),
      verify: (profile, signal) => watched(profile, () => engine.verify(profile, signal)),
      repair: (profile, wish, signal) => watched(profile, () => engine.repair(profile, wish, signal)),
      remark: (profile, signal) => watched(profile, () => engine.remark(profile, signal)),
      writeTest: (profile, title, signal) => watched(profile, () => engine.writeTest(profile, title, signal)),
      undo: (profile, change, insist, signal) => watched(profile, () => engine.undo(profile, change, insist, signal)),
      settled: (profile) => engine.settled(profile),
    },
    failingSince: () => since,
    endRun: (profile, why) => {
      // Runs of one profile take turns: only the one that was asked for first can be under way.
      const [first] = underWay.get(profile) ?? []
      first?.abort(new RunEnded(why))
    },
  }
}
