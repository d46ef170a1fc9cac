/**
 * The bridge as this page finds it: put there by the preload, typed by `shared/ipc`.
 *
 * Without it (a page opened in a browser) there is nothing to show, and that is said.
 */
import type { Bridge } from '../shared/ipc.ts'
import { bridgeKey } from '../shared/ipc-names.ts'

/** Null: this page was not opened by Partner Sync. */
export function findBridge(page: object): Bridge | null {
  const found: unknown = Reflect.get(page, bridgeKey)
  // The preload puts nothing else under this name, and the other end checks every argument.
  return typeof found === 'object' && found !== null ? (found as Bridge) : null
}
