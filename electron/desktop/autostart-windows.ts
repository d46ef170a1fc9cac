/**
 * Starting at login on Windows: an entry among the programs that the registry names for that.
 *
 * The user can switch it off in the task manager without removing it, so what is read back counts, not what was set.
 */
import { failure, ok } from '../../shared/failure.ts'
import { type Autostart, HIDDEN_FLAG, type LoginItems, type StartAtLogin } from './login-start.ts'

export function createWindowsAutostart(app: LoginItems): Autostart {
  const args = [HIDDEN_FLAG]

  /** `openAtLogin`: our entry, with our flag. `executableWillLaunchAtLogin`: any entry of this program, not switched off. */
  const state = (): StartAtLogin => {
    const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings({ args })
    if (executableWillLaunchAtLogin) return openAtLogin ? 'on' : 'unknown'
    return 'off'
  }
  return {
    state,
    set: (on) => {
      // `enabled` also takes back a switching off in the task manager: whoever ticks it here wants it.
      app.setLoginItemSettings({ openAtLogin: on, args, enabled: on })
      const now = state()
      if (now === (on ? 'on' : 'off')) return ok(now)
      return failure('settings', `openAtLogin was set to ${on}, the system says ${now}`, {
        connector: 'desktop',
        reason: 'login-start-refused',
      })
    },
  }
}
