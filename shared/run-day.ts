/**
 * The recorded runs of one day, as the ledger counts them and the report of health reads them.
 */

/** The recorded runs of one day. */
export interface RunDayCount {
  /** `YYYY-MM-DD`, in UTC. */
  readonly day: string
  readonly runs: number
  readonly failedRuns: number
  /** Appointments created, updated and removed. */
  readonly changes: number
  readonly errors: number
  /** Runs that came to an end of their own, and how long they took (ms). */
  readonly timed: number
  readonly totalMs: number
  readonly longestMs: number
}
