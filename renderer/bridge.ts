/**
 * The bridge as this page finds it: put there by the preload, or spoken over loopback where `run --ui` serves the page.
 *
 * Without either (a page opened elsewhere) there is nothing to show, and that is said.
 */
import type { Bridge } from '../shared/ipc.ts'
import { bridgeKey } from '../shared/ipc-names.ts'

/** Null: this page was not opened by Partner Sync's own window. */
export function findBridge(page: object): Bridge | null {
  const found: unknown = Reflect.get(page, bridgeKey)
  // The preload puts nothing else under this name, and the other end checks every argument.
  return typeof found === 'object' && found !== null ? (found as Bridge) : null
}
