/**
 * What starting at login means on every platform: its three states, how it is switched, and the flag of such a start.
 *
 * `on`: it will be started; `off`: it will not; `unknown`: the system does not say, or something is there that is not
 * ours.
 */
import type { App } from 'electron'
import type { Result } from '../../shared/failure.ts'
import type { Snapshot } from '../../shared/snapshot.ts'

/** With it the system starts the application at login: no window, only the icon in the panel. */
export const HIDDEN_FLAG = '--hidden'

export type StartAtLogin = Snapshot['startAtLogin']

export interface Autostart {
  readonly state: () => StartAtLogin
  /** What it is afterwards; a failure when the system did not do it. What somebody else has set is left as it is. */
  readonly set: (on: boolean) => Result<StartAtLogin>
}

export type LoginItems = Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>
