/**
 * What each computer of a simulated run was shown, and when: an edit from after a reading is one that it cannot have known,
 * and a copy that it was never shown is one that it cannot miss.
 */
import type { Known } from './accounts.ts'
import type { Stage } from './stage.ts'

export interface Reading {
  /** ms UTC. */
  readonly at: number
  /** Before or after a write, also within one millisecond. */
  readonly turn: number
}

export interface Readings {
  /** A machine was shown this page, or a listing of this data source. */
  served(machine: number, id: string, turn: number): void
  /** When it was last shown any of these; null: never. */
  last(machine: number, ids: readonly string[]): Reading | null
  /** It knows of a copy of this private page: it has written its link. */
  linked(machine: number, privateId: string): void
  /** Whether it was ever shown a copy of this private page outside the trash, or has linked one. */
  knewCopy(machine: number, privateId: string): boolean
}

/** Nobody has been shown anything yet. `known`: the pages as the oracle last saw them. */
export function createReadings(stage: Stage, known: ReadonlyMap<string, Known>): Readings {
  const readings = new Map<string, Reading>()
  const copies = new Set<string>()
  return {
    served(machine, id, turn) {
      readings.set(`${machine} ${id}`, { at: stage.time.now(), turn })
      if (id !== stage.sharedSource) return
      for (const { mirrors, purged, state } of known.values())
        if (!purged && state.trashedAt === null) copies.add(`${machine} ${mirrors}`)
    },
    last: (machine, ids) =>
      ids.flatMap((id) => readings.get(`${machine} ${id}`) ?? []).toSorted((a, b) => b.turn - a.turn)[0] ?? null,
    linked: (machine, privateId) => copies.add(`${machine} ${privateId}`),
    knewCopy: (machine, privateId) => copies.has(`${machine} ${privateId}`),
  }
}
