/**
 * Runs that are under way: at which step, how far, and since when without progress, from the engine's signals.
 *
 * A wait that the service asked for is neither progress nor a stall: while it lasts the time without progress stands still.
 * Whoever holds the home also leaves a note of it in the ledger every now and then, so that a status asked of another
 * process shows it; not of a run that is over within two seconds, as a look is that finds nothing. A note that cannot be
 * written, or that is old, is no note.
 */
import type { Profile, ProfileId, RunId } from '../../shared/model.ts'
import type { LiveRun } from '../core/health.ts'
import type { Signal } from '../engine/engine-port.ts'
import type { Ledger } from '../engine/ledger-port.ts'
import type { Clock } from '../engine/ports.ts'

interface Going {
  readonly runId: RunId
  readonly startedAt: number
  readonly movedAt: number
  /** When the first appointment was begun; null before. */
  readonly workingSince: number | null
  readonly step: LiveRun['step']
  readonly done: number
  readonly total: number
  /** Aborted when the run has ended. */
  readonly over: AbortController
}

export interface LiveRuns {
  signal(signal: Signal): void
  of(profile: Profile): LiveRun | null
  /** A run that ended without a word: a ledger that refuses, or a bug. */
  broken(profile: Profile): void
}

export interface LiveRunsOptions {
  readonly clock: Clock
  readonly ledger: Pick<Ledger, 'fact' | 'saveFact'>
  /** By name, as signals name it; null while it is not known any more. */
  readonly idOf: (profile: string) => ProfileId | null
  /** How long a request of this profile would have to wait if it were sent now (ms). */
  readonly waitMs: (profile: ProfileId) => number
  /** Whether another process may be running here, whose notes count. */
  readonly readNotes: boolean
}

const NOTE = 'live-run'
const NOTE_EVERY_MS = 2_000
/** A holder that says nothing for so long is no longer at it. */
const NOTE_HOLDS_MS = 120_000

/** Durations by the monotonic clock; notes carry wall times, because no other clock is shared. */
export function createLiveRuns(options: LiveRunsOptions): LiveRuns {
  const { clock, ledger, idOf } = options
  const going = new Map<string, Going>()
  /** By profile, when its note was last written; `none`: there is none. Not known of a profile that has not run yet. */
  const notedAt = new Map<string, number | 'none'>()

  const current = (profile: string): LiveRun | null => {
    const run = going.get(profile)
    if (run === undefined) return null
    const now = clock.monotonic()
    const id = idOf(profile)
    const waiting = id !== null && options.waitMs(id) > 0
    if (waiting) going.set(profile, { ...run, movedAt: now })
    const { startedAt, workingSince, step, done, total } = run
    return {
      done,
      total,
      elapsedMs: now - startedAt,
      workingMs: workingSince === null ? 0 : now - workingSince,
      sinceProgressMs: waiting ? 0 : now - run.movedAt,
      waiting,
      step,
    }
  }
  const save = (profile: string, run: LiveRun | null): void => {
    const id = idOf(profile)
    if (id === null) return
    try {
      ledger.saveFact(id, NOTE, run === null ? null : JSON.stringify({ ...run, at: clock.now() }))
      notedAt.set(profile, run === null ? 'none' : clock.monotonic())
    } catch {
      // A status that is less precise is no reason to fail a run; a disk that refuses is told by the run itself.
    }
  }
  /** The first note of a run: when it has lasted for a while. */
  const noteWhenLong = async (profile: string, over: AbortSignal): Promise<void> => {
    await clock.sleep(NOTE_EVERY_MS, over)
    if (!over.aborted) save(profile, current(profile))
  }
  const move = (profile: string, change: Partial<Going>): void => {
    const before = going.get(profile)
    if (before !== undefined) going.set(profile, { ...before, movedAt: clock.monotonic(), ...change })
    const noted = notedAt.get(profile)
    if (typeof noted === 'number' && clock.monotonic() - noted >= NOTE_EVERY_MS) save(profile, current(profile))
  }
  /** Takes the note back, if there is one: of this run, or of a process that was killed before. */
  const end = (profile: string): void => {
    going.get(profile)?.over.abort()
    going.delete(profile)
    const noted = notedAt.get(profile)
    const id = idOf(profile)
    if (typeof noted === 'number' || (noted === undefined && id !== null && isNoted(ledger, id))) save(profile, null)
    else notedAt.set(profile, 'none')
  }

  return {
    signal: (signal) => {
      const { profile } = signal
      const runId = signal.kind === 'run-finished' ? signal.run.id : signal.runId
      // A page that is asked for beside a run is over soon; what is shown is the run.
      if ((going.get(profile)?.runId ?? runId) !== runId) return
      switch (signal.kind) {
        case 'run-started': {
          const now = clock.monotonic()
          const over = new AbortController()
          going.get(profile)?.over.abort()
          going.set(profile, {
            runId,
            startedAt: now,
            movedAt: now,
            workingSince: null,
            step: null,
            done: 0,
            total: 0,
            over,
          })
          void noteWhenLong(profile, over.signal)
          break
        }
        case 'step':
          move(profile, {
            step: signal.step,
            ...(signal.step === 'execute' ? { workingSince: clock.monotonic() } : {}),
          })
          break
        case 'failed':
        case 'noticed':
          move(profile, {})
          break
        case 'progress':
          move(profile, { done: signal.done, total: signal.total })
          break
        case 'run-finished':
          end(profile)
          break
      }
    },
    broken: (profile) => end(profile.name),
    of: (profile) => {
      if (!options.readNotes) return current(profile.name)
      return readNote(ledger.fact(profile.id, NOTE), clock.now())
    },
  }
}

function isNoted(ledger: LiveRunsOptions['ledger'], id: ProfileId): boolean {
  try {
    return ledger.fact(id, NOTE) !== null
  } catch {
    // A ledger that cannot be read: as for a note that cannot be written.
    return false
  }
}

/** What an older program did not write is missing. */
type Note = Omit<LiveRun, 'workingMs' | 'step'> & Partial<Pick<LiveRun, 'workingMs' | 'step'>> & { readonly at: number }

function readNote(text: string | null, now: number): LiveRun | null {
  if (text === null) return null
  // Written by `note` above, by this program; a stranger's text, or an older program's, only costs the progress.
  const { at, workingMs = 0, step = null, ...run } = JSON.parse(text) as Note
  const age = now - at
  if (age < 0 || age >= NOTE_HOLDS_MS) return null
  return { ...run, step, workingMs: workingMs + age, elapsedMs: run.elapsedMs + age }
}
