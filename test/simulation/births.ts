/**
 * How old the values of a simulated run are: for each appointment and field, in which order they came into being.
 *
 * Rows that belong to no appointment yet are kept under none; what was typed into one gets its age when it is claimed.
 */

export interface Births {
  /** A value comes into being now: it is the newest one. */
  bear(privateId: string, field: string, value: string): void
  /** From here on this value is as old as that one. */
  bearAs(privateId: string, field: string, value: string, as: string): void
  /** What was typed into a row is as old as it is, now that the row belongs to an appointment. */
  adopt(privateId: string, field: string, value: string): void
  /** Its place in the order; null: nobody ever wrote it. */
  of(privateId: string, field: string, value: string): number | null
}

/** Nothing was written yet. */
export function createBirths(): Births {
  const order = new Map<string, number>()
  let sequence = 0
  const keyOf = (...parts: readonly string[]): string => parts.join('|')
  return {
    bear(privateId, field, value) {
      sequence += 1
      order.set(keyOf(privateId, field, value), sequence)
    },
    bearAs(privateId, field, value, as) {
      const born = order.get(keyOf(privateId, field, as))
      if (born !== undefined) order.set(keyOf(privateId, field, value), born)
    },
    adopt(privateId, field, value) {
      const born = order.get(keyOf('', field, value))
      const key = keyOf(privateId, field, value)
      if (born !== undefined && !order.has(key)) order.set(key, born)
    },
    of: (privateId, field, value) => order.get(keyOf(privateId, field, value)) ?? null,
  }
}
