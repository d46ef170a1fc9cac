/**
 * Starting at login on macOS: a login item, which the user may have to allow in the settings of the system.
 *
 * Login items carry no arguments; that a start came from there is said by `wasOpenedAtLogin`.
 */
import { failure, ok } from '../../shared/failure.ts'
import type { Autostart, LoginItems, StartAtLogin } from './login-start.ts'

type Status = ReturnType<LoginItems['getLoginItemSettings']>['status']

/** `not-found` is also said of an application that has never been registered. */
const states: Readonly<Record<Status, StartAtLogin>> = {
  enabled: 'on',
  'not-registered': 'off',
  'requires-approval': 'off',
  'not-found': 'off',
}

export function createMacAutostart(app: LoginItems): Autostart {
  const status = (): Status => app.getLoginItemSettings().status
  // A later macOS may know another status.
  const state = (): StartAtLogin => states[status()] ?? 'unknown'
  return {
    state,
    set: (on) => {
      app.setLoginItemSettings({ openAtLogin: on })
      const now = status()
      if (states[now] === (on ? 'on' : 'off')) return ok(state())
      return failure('settings', `openAtLogin was set to ${on}, the system says ${now}`, {
        connector: 'desktop',
        reason: now === 'requires-approval' ? 'login-start-approval' : 'login-start-refused',
      })
    },
  }
}
