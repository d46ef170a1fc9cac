/**
 * Time and chance for the sandbox. Nothing here reads the machine's clock: whoever builds a sandbox hands in a
 * `SandboxClock` and a seed, so that a simulated month takes milliseconds and a failing run can be repeated.
 * Promises: the same seed gives the same ids and the same dice; a virtual clock moves only when it is told to.
 */

export interface SandboxClock {
  /** The server's time in milliseconds since 1970, UTC. */
  readonly now: () => number
  /** Needed only by faults that act later; a clock without it makes such a fault wait for nothing. */
  readonly sleep?: (ms: number) => Promise<void>
}

export interface VirtualClock extends SandboxClock {
  readonly sleep: (ms: number) => Promise<void>
  /** Moves the time forward and wakes every sleeper whose time has come, in order. */
  readonly advance: (ms: number) => void
}

export interface Random {
  /** A number from 0 up to, not including, 1. */
  readonly next: () => number
}

const MINUTE = 60_000

/** A clock that stands still until it is advanced. */
export function virtualClock(startMs: number): VirtualClock {
  let now = startMs
  let sleepers: readonly { readonly due: number; readonly wake: () => void }[] = []
  return {
    now: () => now,
    sleep: (ms) =>
      new Promise((wake) => {
        sleepers = [...sleepers, { due: now + ms, wake }].sort((a, b) => a.due - b.due)
      }),
    advance: (ms) => {
      now += ms
      const due = sleepers.filter((sleeper) => sleeper.due <= now)
      sleepers = sleepers.filter((sleeper) => sleeper.due > now)
      for (const sleeper of due) sleeper.wake()
    },
  }
}

/** Dice that fall the same way for the same seed (mulberry32: small, and good enough for tests). */
export function seededRandom(seed: number): Random {
  let state = seed | 0
  return {
    next: () => {
      state = (state + 0x6d2b79f5) | 0
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
    },
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** A version 4 UUID with dashes, as Notion answers ids (section 2). */
export function newId(random: Random): string {
  let id = ''
  for (let index = 0; index < 16; index += 1) {
    const byte = Math.floor(random.next() * 256)
    const marked = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte
    id += (index === 4 || index === 6 || index === 8 || index === 10 ? '-' : '') + (HEX[marked] ?? '00')
  }
  return id
}

const PLAIN_ID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/

/** The dashed lower-case form of an id, or null when the text is no id. Ids come with or without dashes (section 2). */
export function canonicalId(text: string): string | null {
  const lower = text.toLowerCase()
  if (!PLAIN_ID.test(lower)) return null
  if (lower.length === 36) return lower
  const bare = lower.replaceAll('-', '')
  return [bare.slice(0, 8), bare.slice(8, 12), bare.slice(12, 16), bare.slice(16, 20), bare.slice(20)].join('-')
}

/** Pages, databases and blocks show their times rounded down to the minute (section 4). */
export function floorToMinute(ms: number): number {
  return Math.floor(ms / MINUTE) * MINUTE
}

/** A page time as it travels: `2026-11-20T10:15:00.000Z`. */
export function shownTime(ms: number): string {
  return new Date(floorToMinute(ms)).toISOString()
}
