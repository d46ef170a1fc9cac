/**
 * What befalls the computer, and what that means for syncing: sleep, waking up, the network, the battery.
 *
 * After waking up nothing is begun for 15 s, because the network needs so long; then everything runs once. A sleep that
 * nobody announced shows itself by a gap in time, one whose end nobody announced by time that goes on without gaps. Time
 * asleep is no time in which a run made no progress.
 */
import { pollPaceMs, type SinceActivity } from '../engine/poll-pace.ts'
import type { Clock } from '../engine/ports.ts'

const SETTLE_MS = 15_000
const NETWORK_SETTLE_MS = 2_000
/** A tick that comes so much too late says that the computer slept. */
const GAP_MS = 60_000
/** Nobody who sleeps ticks for so long: the sleep was given up, or its end was not announced. */
const WIDE_AWAKE_MS = 600_000

export interface ComputerLife {
  /** Whether anything may be begun that nobody asked for. */
  awake(): boolean
  /** How far apart looks are now (ms). */
  pollMs(sinceActivityMs: SinceActivity): number
  suspended(): void
  woke(): void
  network(online: boolean): void
  lowBattery(low: boolean): void
  /** To be called every `everyMs`: notices a sleep that nobody announced. */
  tick(everyMs: number): void
  /** Since when (monotonic ms) the computer has been up; before, no time counts. */
  upSince(): number
}

export interface ComputerLifeOptions {
  readonly clock: Clock
  readonly stop: AbortSignal
  /** Everything is to run once. */
  readonly run: () => void
}

export function createComputerLife({ clock, stop, run }: ComputerLifeOptions): ComputerLife {
  let state: 'up' | 'asleep' | 'waking' = 'up'
  let upSince = clock.monotonic()
  let online = true
  let low = false
  let tickedAsleepMs = 0
  let lastTick = { wall: clock.now(), monotonic: clock.monotonic() }
  // Whatever happens while something waits makes the waiting void.
  let waking = 0
  let connecting = 0

  const wake = async (): Promise<void> => {
    if (state === 'waking') return
    state = 'waking'
    waking += 1
    const mine = waking
    upSince = clock.monotonic()
    // The gap is explained, so that the next tick does not find it again.
    lastTick = { wall: clock.now(), monotonic: upSince }
    await clock.sleep(SETTLE_MS, stop)
    if (mine !== waking || stop.aborted) return
    upSince = clock.monotonic()
    state = 'up'
    run()
  }
  const connect = async (): Promise<void> => {
    connecting += 1
    const mine = connecting
    await clock.sleep(NETWORK_SETTLE_MS, stop)
    // Waking up brings its own run.
    if (mine === connecting && online && state === 'up' && !stop.aborted) run()
  }

  return {
    awake: () => state === 'up',
    pollMs: (sinceActivityMs) => pollPaceMs(sinceActivityMs, low),
    suspended: () => {
      state = 'asleep'
      tickedAsleepMs = 0
      waking += 1
    },
    woke: () => void wake(),
    network: (reachable) => {
      if (reachable === online) return
      online = reachable
      if (online) void connect()
    },
    lowBattery: (now) => {
      low = now
    },
    tick: (everyMs) => {
      const now = { wall: clock.now(), monotonic: clock.monotonic() }
      const passed = Math.max(now.wall - lastTick.wall, now.monotonic - lastTick.monotonic)
      lastTick = now
      tickedAsleepMs += everyMs
      const slept = passed > everyMs + GAP_MS
      if (slept || (state === 'asleep' && tickedAsleepMs > WIDE_AWAKE_MS)) void wake()
    },
    upSince: () => upSince,
  }
}
