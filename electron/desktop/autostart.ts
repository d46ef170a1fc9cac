/**
 * Whether the application is started at login, and switching that: one file per platform, one face for all.
 *
 * Chooses by the platform that is handed in, and asks the system not more often than needed. Nothing that somebody else
 * has set is overwritten.
 */
import type { App } from 'electron'
import { assertNever, failure, ok } from '../../shared/failure.ts'
import { createLinuxAutostart, type LinuxPlace } from './autostart-linux.ts'
import { createMacAutostart } from './autostart-macos.ts'
import { createWindowsAutostart } from './autostart-windows.ts'
import { type Autostart, HIDDEN_FLAG, type LoginItems, type StartAtLogin } from './login-start.ts'

export type AutostartPlatform =
  | { readonly system: 'win32' | 'darwin'; readonly app: LoginItems }
  | ({ readonly system: 'linux' } & LinuxPlace)

export interface AutostartOptions {
  readonly platform: AutostartPlatform
  /** From a package; a program started from its sources would register Electron itself. */
  readonly packaged: boolean
  readonly clock: { now(): number }
}

/** The system is asked that often at most: every snapshot wants to know. */
const ASK_EVERY_MS = 60_000

export function createAutostart({ platform, packaged, clock }: AutostartOptions): Autostart {
  if (!packaged) return notInstalled
  const autostart = forPlatform(platform)
  let known: { readonly state: StartAtLogin; readonly at: number } | null = null

  const ask = (): StartAtLogin => {
    const now = clock.now()
    // A clock that was set back must not keep an old answer for ever.
    const fresh = known !== null && now >= known.at && now - known.at < ASK_EVERY_MS
    if (known === null || !fresh) known = { state: autostart.state(), at: now }
    return known.state
  }
  return {
    state: ask,
    set: (on) => {
      const done = autostart.set(on)
      known = null
      return done
    },
  }
}

function forPlatform(platform: AutostartPlatform): Autostart {
  switch (platform.system) {
    case 'win32':
      return createWindowsAutostart(platform.app)
    case 'darwin':
      return createMacAutostart(platform.app)
    case 'linux':
      return createLinuxAutostart(platform)
    default:
      return assertNever(platform)
  }
}

const notInstalled: Autostart = {
  state: () => 'unknown',
  set: (on) =>
    on
      ? failure('settings', 'started from its sources', { connector: 'desktop', reason: 'login-start-not-installed' })
      : ok('unknown'),
}

/**
 * Whether this start came from the login, so that no window is wanted. macOS says so itself, for it hands over no
 * arguments; elsewhere the entry that starts us carries the flag. `argv`: without the program.
 */
export function startedAtLogin(
  system: 'win32' | 'darwin' | 'linux',
  argv: readonly string[],
  app: Pick<App, 'getLoginItemSettings'>,
): boolean {
  return argv.includes(HIDDEN_FLAG) || (system === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin)
}
