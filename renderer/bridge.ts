/**
 * The bridge as this page finds it: put there by the preload, or by `loopback.ts` where `run --ui` serves the page.
 *
 * Without either (a page opened elsewhere) there is nothing to show, and that is said.
 */
import type { Bridge } from '../shared/ipc.ts'
import { bridgeKey } from '../shared/ipc-names.ts'

/** Whether the main process can be spoken to; a preload always can, HTTP not. */
export type ConnectionState = 'connected' | 'lost'

export interface PageBridge extends Bridge {
  /** Told at once when it is known, then with every change; returns how to stop. */
  readonly connection?: (listener: (state: ConnectionState) => void) => () => void
}

/** Null: this page was not opened by Partner Sync's own window. */
export function findBridge(page: object): PageBridge | null {
  const found: unknown = Reflect.get(page, bridgeKey)
  // The preload puts nothing else under this name, and the other end checks every argument.
  return typeof found === 'object' && found !== null ? (found as PageBridge) : null
}
