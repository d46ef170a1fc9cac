/**
 * What befalls the computer, told to the resident: sleep, waking up, the battery, the network, the screen's lock.
 *
 * What follows from it is decided there. Electron has no event for the network, and on Linux none for the battery, so both
 * are asked; asking costs nothing and sends nothing.
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
  powerMonitor.on('on-battery', () => tell.lowBattery(true))
  powerMonitor.on('on-ac', () => tell.lowBattery(false))
  powerMonitor.on('unlock-screen', onUnlocked)
  powerMonitor.on('shutdown', onShutdown)
  void ask(options)
}

/** Electron gives no level: whoever runs on a battery is taken to be low on it. */
async function ask({ net, powerMonitor, clock, tell, stop }: PowerOptions): Promise<void> {
  let online: boolean | null = null
  let onBattery = false
  while (!stop.aborted) {
    const now = { online: net.isOnline(), onBattery: powerMonitor.isOnBatteryPower() }
    if (now.onBattery !== onBattery) tell.lowBattery(now.onBattery)
    if (now.online !== online) tell.network(now.online)
    online = now.online
    onBattery = now.onBattery
    await clock.sleep(ASK_MS, stop)
  }
}
