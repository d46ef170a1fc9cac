/**
 * How old a reading is, by both clocks: the monotonic one may stand still while a computer sleeps, the wall may be set.
 *
 * What counts is the monotonic time, and what the wall has gained on it since: a computer that slept between a reading and
 * the write that relies on it reads again. A wall that is set back changes nothing, one that is set forward costs a reading.
 */
import type { Clock } from './ports.ts'

export interface Moment {
  readonly monotonic: number
  /** The wall's lead over the monotonic clock. It grows while the computer sleeps. */
  readonly lead: number
}

/** Now. `since`: when the request left whose answer this is; a sleep on its way makes what it says old. */
export function momentOf(clock: Clock, since?: Moment): Moment {
  const monotonic = clock.monotonic()
  return { monotonic, lead: since?.lead ?? clock.now() - monotonic }
}

/** ms that have passed since then, sleep included. */
export function ageOf(clock: Clock, moment: Moment): number {
  const now = momentOf(clock)
  return now.monotonic - moment.monotonic + Math.max(0, now.lead - moment.lead)
}
