/**
 * What befalls the computer, told to the resident: sleep, waking up, the battery, the network, the screen's lock.
 *
 * What follows from it is decided there. Electron has no event for the network, so it is asked; asking costs nothing and
 * sends nothing.
 */
import type { Net, PowerMonitor } from 'electron'

/** What is told; the resident is one of these. */
export interface Befallen {
  suspended(): void
  woke(): void
  network(online: boolean): void
  lowBattery(low: boolean): void
}

export interface PowerOptions {
  readonly powerMonitor: Pick<PowerMonitor, 'on' | 'isOnBatteryPower'>
  readonly net: Pick<Net, 'isOnline'>
  readonly clock: { sleep(ms: number, signal?: AbortSignal): Promise<void> }
  readonly tell: Befallen
  /** Somebody is there again: what waited for an unlocked keychain may be tried. */
  readonly onUnlocked: () => void
  /** The computer is being switched off; there is little time. */
  readonly onShutdown: () => void
  readonly stop: AbortSignal
}

const ASK_MS = 5_000

export function watchPower(options: PowerOptions): void {
  const { powerMonitor, tell, onUnlocked, onShutdown } = options
  powerMonitor.on('suspend', () => tell.suspended())
  powerMonitor.on('resume', () => tell.woke())
  // Linux tells neither; there the battery is what it was at the start.
  powerMonitor.on('on-battery', () => tell.lowBattery(true))
  powerMonitor.on('on-ac', () => tell.lowBattery(false))
  powerMonitor.on('unlock-screen', onUnlocked)
  powerMonitor.on('shutdown', onShutdown)
  if (powerMonitor.isOnBatteryPower()) tell.lowBattery(true)
  void watchNetwork(options)
}

async function watchNetwork({ net, clock, tell, stop }: PowerOptions): Promise<void> {
  let online: boolean | null = null
  while (!stop.aborted) {
    const now = net.isOnline()
    if (now !== online) tell.network(now)
    online = now
    await clock.sleep(ASK_MS, stop)
  }
}
