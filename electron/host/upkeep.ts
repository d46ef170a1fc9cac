/**
 * The daily upkeep of a ledger that is kept for months without a restart: old history goes, free room goes back to the disk,
 * a backup is made. In steps so small that nothing waits for them, a short time after the start and once a day from then on.
 *
 * What a run or a decision does meanwhile happens between two steps. Told to stop, it ends after the step it is in.
 */
import type { Failure } from '../../shared/failure.ts'
import type { Clock } from '../engine/ports.ts'
import type { OpenLedger } from '../ledger/open.ts'

const DAY_MS = 86_400_000
/** The start has more important things to do. */
const AFTER_START_MS = 10_000
const LOOK_EVERY_MS = 10 * 60_000
/** A step is a transaction of some milliseconds. */
const ROWS_AT_ONCE = 500
/** A step may take a millisecond, and others want to get on. */
const REST_MS = 20

export interface UpkeepPorts {
  readonly opened: Pick<OpenLedger, 'prune' | 'giveBack' | 'backupBeside'>
  readonly clock: Clock
  /** ms; asked each time, for it may be changed at any time. */
  readonly keepHistoryMs: () => number
  readonly report: (failure: Failure) => void
}

/** One upkeep from beginning to end. A backup that fails is reported and fails nothing; a ledger that refuses throws. */
export async function tidyUp({ opened, clock, keepHistoryMs, report }: UpkeepPorts, stop: AbortSignal): Promise<void> {
  while (opened.prune(clock.now(), keepHistoryMs(), ROWS_AT_ONCE) >= ROWS_AT_ONCE && !stop.aborted) {
    await clock.sleep(REST_MS, stop)
  }
  while (!stop.aborted && opened.giveBack()) await clock.sleep(REST_MS, stop)
  if (stop.aborted) return
  const made = await opened.backupBeside(clock.now(), stop)
  if (made.kind === 'failure') report(made)
}

/** Goes on until told to stop; ends soon after. */
export async function keepTidy(ports: UpkeepPorts, stop: AbortSignal): Promise<void> {
  const { clock, keepHistoryMs } = ports
  let done: string | null = null
  await clock.sleep(AFTER_START_MS, stop)
  while (!stop.aborted) {
    // A day by its date, as backups are named; and at once after the history was made shorter.
    const due = `${Math.floor(clock.now() / DAY_MS)} ${keepHistoryMs()}`
    if (due !== done) {
      await tidyUp(ports, stop)
      done = due
    }
    if (!stop.aborted) await clock.sleep(LOOK_EVERY_MS, stop)
  }
}
