/**
 * Below the double of Electron: events, what the computer is like, and the log of what happened.
 *
 * No part of Electron by itself; `electron-double.ts` is made of it.
 */
import { EventEmitter } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as E from 'electron'

// Any listener of any event can be kept as one that takes whatever comes.
type Listener = (...parameters: never[]) => unknown

export interface Events<Self> {
  readonly on: (event: string, listener: Listener) => Self
  readonly once: (event: string, listener: Listener) => Self
  readonly off: (event: string, listener: Listener) => Self
  readonly removeListener: (event: string, listener: Listener) => Self
  readonly removeAllListeners: (event?: string) => Self
  readonly listenerCount: (event: string) => number
  /** For tests: it happens now. */
  readonly fire: (event: string, ...parameters: readonly unknown[]) => void
}

export function events<Self>(): Events<Self> {
  const emitter = new EventEmitter()
  const then = (act: () => void): Self => {
    act()
    // What Electron returns is the object itself, for chaining; nobody chains here.
    return emitter as unknown as Self
  }
  // Node's listeners take any parameters; these take the ones that Electron declares.
  const as = (listener: Listener) => listener as (...parameters: unknown[]) => void
  return {
    on: (event, listener) => then(() => emitter.on(event, as(listener))),
    once: (event, listener) => then(() => emitter.once(event, as(listener))),
    off: (event, listener) => then(() => emitter.off(event, as(listener))),
    removeListener: (event, listener) => then(() => emitter.off(event, as(listener))),
    // Handing over `undefined` would be asking for an event of that name.
    removeAllListeners: (event) =>
      then(() => (event === undefined ? emitter.removeAllListeners() : emitter.removeAllListeners(event))),
    listenerCount: (event) => emitter.listenerCount(event),
    fire: (event, ...parameters) => void emitter.emit(event, ...parameters),
  }
}

/** An event that a listener may prevent. */
export function preventable(): {
  readonly prevented: () => boolean
  preventDefault(): void
  defaultPrevented: boolean
} {
  const event = {
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true
    },
    prevented: () => event.defaultPrevented,
  }
  return event
}

export type IpcListener = Parameters<typeof E.ipcMain.handle>[1]

/** What the computer is like. Tests change it before or while the application runs. */
const ordinaryComputer = {
  packaged: false,
  version: '0.1.0',
  appPath: process.cwd(),
  userData: join(tmpdir(), 'electron-double'),
  locale: 'en-GB',
  /** Somebody else has the single instance lock. */
  lockTaken: false,
  switches: {} as Record<string, string>,
  online: true,
  onBattery: false,
  dark: false,
  notifications: true,
  /** Key ring: which one is used, and whether it is open. `kwallet6` cannot read what `gnome_libsecret` sealed. */
  backend: 'gnome_libsecret' as ReturnType<typeof E.safeStorage.getSelectedStorageBackend>,
  keyRing: 'open' as 'open' | 'locked' | 'absent',
  /** A keyring was chosen and does not work: what is sealed has the key that everybody knows. */
  fixedKey: false,
  loginItem: { openAtLogin: false, wasOpenedAtLogin: false, status: 'not-registered' },
  /** Answers of dialogs, first come first served: the index of a button, or chosen paths; none: the dialog is cancelled. */
  answers: [] as (number | readonly string[])[],
}
export const computer = { ...ordinaryComputer }

/** What happened, in order. */
function nothingYet() {
  return {
    ready: false,
    quits: 0,
    exits: [] as number[],
    sandboxed: false,
    schemes: [] as E.CustomScheme[],
    userModelIds: [] as string[],
    loginItems: [] as E.Settings[],
    protocolClients: [] as string[],
    handlers: new Map<string, IpcListener>(),
    /** Every message towards a renderer. */
    sent: [] as { readonly channel: string; readonly value: unknown }[],
    dialogs: [] as { readonly kind: 'message' | 'open' | 'save' | 'error'; readonly options: unknown }[],
    opened: [] as string[],
    openedPaths: [] as string[],
    applicationMenu: undefined as unknown,
    /** In the world of the window: what a preload exposed. */
    exposed: new Map<string, unknown>(),
  }
}
export const log = nothingYet()

/** For tests: a computer that was just switched on. */
export function forget(changes: Partial<typeof computer>): void {
  Object.assign(log, nothingYet())
  Object.assign(computer, ordinaryComputer, { switches: {}, answers: [] }, changes)
}

/** What happens to the application as a whole. */
export const appEvents = events<E.App>()

/** What a page hears from the main process: there is one page at a time. */
export const rendererEvents = events<E.IpcRenderer>()
