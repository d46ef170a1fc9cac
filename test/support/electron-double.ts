/**
 * The one double of the `electron` module: what the application asked Electron for, and a hand to drive what befalls it.
 *
 * Every object is held against Electron's own declarations, so that a call that Electron does not know does not compile.
 * Loaded instead of the package by `electron-hook.ts`; stands alone, because plain Node loads it. As in Electron, `ready`
 * comes only after the entry has run to its end. Tests get it typed from `electron-desk.ts`.
 */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { join } from 'node:path'
import type * as E from 'electron'
import {
  appEvents,
  computer,
  events,
  forget,
  type IpcListener,
  log,
  preventable,
  rendererEvents,
} from './electron-events.ts'
import { Menu, Notification, nativeImage, notifications, Tray, trays } from './electron-menus.ts'
import { BrowserWindow, session, sessions, windows } from './electron-windows.ts'

/** What happened, in order. */
export const happened = Object.assign(log, { trays, notifications, windows, sessions })

let launched = Promise.withResolvers<void>()

export const app = {
  ...appEvents,
  whenReady: () => launched.promise,
  isReady: () => happened.ready,
  get isPackaged() {
    return computer.packaged
  },
  getVersion: () => computer.version,
  getName: () => 'partner-sync',
  getLocale: () => computer.locale,
  getPreferredSystemLanguages: () => [computer.locale],
  getAppPath: () => computer.appPath,
  getPath: (name: string) => (name === 'userData' ? computer.userData : join(computer.userData, name)),
  setPath: (name: string, path: string) => {
    if (name === 'userData') computer.userData = path
  },
  requestSingleInstanceLock: () => !computer.lockTaken,
  enableSandbox: () => {
    if (happened.ready) throw new Error('app.enableSandbox() can only be called before app is ready')
    happened.sandboxed = true
  },
  setAppUserModelId: (id: string) => void happened.userModelIds.push(id),
  setDesktopName: () => undefined,
  setLoginItemSettings: (settings: E.Settings) => {
    happened.loginItems.push(settings)
    computer.loginItem = { ...computer.loginItem, openAtLogin: settings.openAtLogin ?? false }
  },
  // The fields that nobody here reads are missing.
  getLoginItemSettings: () => ({ ...computer.loginItem }) as E.LoginItemSettings,
  setAsDefaultProtocolClient: (protocol: string) => {
    happened.protocolClients.push(protocol)
    return true
  },
  focus: () => undefined,
  dock: undefined,
  commandLine: {
    hasSwitch: (name: string) => name in computer.switches,
    getSwitchValue: (name: string) => computer.switches[name] ?? '',
    appendSwitch: (name: string, value = '') => {
      computer.switches[name] = value
    },
    removeSwitch: (name: string) => void delete computer.switches[name],
    appendArgument: () => undefined,
  } satisfies E.CommandLine,
  quit: () => {
    happened.quits += 1
    const before = preventable()
    app.fire('before-quit', before)
    if (before.prevented()) return
    for (const window of happened.windows) window.close()
    if (happened.windows.some((window) => !window.isDestroyed())) return
    const will = preventable()
    app.fire('will-quit', will)
    if (!will.prevented()) app.exit(0)
  },
  exit: (code = 0) => {
    happened.exits.push(code)
    for (const window of happened.windows) window.destroy()
    app.fire('quit', preventable(), code)
  },
} satisfies Partial<typeof E.app> & Record<'fire', unknown>

export const protocol = {
  registerSchemesAsPrivileged: (schemes: E.CustomScheme[]) =>
    session.defaultSession.protocol.registerSchemesAsPrivileged(schemes),
  handle: (scheme: string, handler: Parameters<E.Protocol['handle']>[1]) =>
    session.defaultSession.protocol.handle(scheme, handler),
} satisfies Partial<typeof E.protocol>

export const ipcMain = {
  ...events<E.IpcMain>(),
  handle: (channel: string, listener: IpcListener) => {
    if (happened.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    happened.handlers.set(channel, listener)
  },
  removeHandler: (channel: string) => void happened.handlers.delete(channel),
} satisfies Partial<typeof E.ipcMain> & Record<'fire', unknown>

export const powerMonitor = {
  ...events<E.PowerMonitor>(),
  isOnBatteryPower: () => computer.onBattery,
  getSystemIdleState: () => 'active' as const,
  getSystemIdleTime: () => 0,
} satisfies Partial<typeof E.powerMonitor> & Record<'fire', unknown>

export const net = {
  isOnline: () => computer.online,
  fetch: (input, init) => fetch(input, init),
} satisfies Partial<typeof E.net>

export const nativeTheme = {
  ...events<E.NativeTheme>(),
  themeSource: 'system' as typeof E.nativeTheme.themeSource,
  get shouldUseDarkColors(): boolean {
    return nativeTheme.themeSource === 'system' ? computer.dark : nativeTheme.themeSource === 'dark'
  },
  shouldUseDarkColorsForSystemIntegratedUI: false as boolean,
} satisfies Partial<typeof E.nativeTheme> & Record<'fire', unknown>

export const shell = {
  openExternal: async (url: string) => void happened.opened.push(url),
  openPath: async (path: string) => {
    happened.openedPaths.push(path)
    return ''
  },
} satisfies Partial<typeof E.shell>

/** Electron takes a window before the options, or does without. */
function optionsOf(parameters: readonly unknown[]): unknown {
  return parameters.at(-1)
}

export const dialog = {
  showMessageBox: async (...parameters: readonly unknown[]) => {
    happened.dialogs.push({ kind: 'message', options: optionsOf(parameters) })
    const answer = computer.answers.shift()
    const { cancelId = 0 } = optionsOf(parameters) as E.MessageBoxOptions
    return { response: typeof answer === 'number' ? answer : cancelId, checkboxChecked: false }
  },
  showOpenDialog: async (...parameters: readonly unknown[]) => {
    happened.dialogs.push({ kind: 'open', options: optionsOf(parameters) })
    const answer = computer.answers.shift()
    const filePaths = Array.isArray(answer) ? [...answer] : []
    return { canceled: filePaths.length === 0, filePaths }
  },
  /** Cancelled unless the next answer is a list with a path. */
  showSaveDialog: async (...parameters: readonly unknown[]) => {
    happened.dialogs.push({ kind: 'save', options: optionsOf(parameters) })
    const answer = computer.answers.shift()
    const filePath = Array.isArray(answer) ? String(answer[0]) : ''
    return { canceled: filePath === '', filePath }
  },
  showErrorBox: (title: string, content: string) =>
    void happened.dialogs.push({ kind: 'error', options: { title, content } }),
} satisfies Partial<typeof E.dialog>

const lockedText = 'Encryption is temporarily unavailable. Please try again.'

function keyOf(backend: string): Buffer {
  return createHash('sha256').update(backend).digest()
}

async function withKeyRing<T>(work: () => T): Promise<T> {
  if (!happened.ready) throw new Error('safeStorage cannot be used before app is ready')
  if (computer.keyRing === 'locked') throw new Error(lockedText)
  if (computer.keyRing === 'absent') throw new Error('Encryption is not available.')
  return work()
}

export const safeStorage = {
  getSelectedStorageBackend: () => computer.backend,
  isAsyncEncryptionAvailable: async () => happened.ready && computer.keyRing !== 'absent',
  encryptStringAsync: (text: string) =>
    withKeyRing(() => {
      const cipher = createCipheriv('aes-256-gcm', keyOf(computer.backend), Buffer.alloc(12))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([
        Buffer.from(computer.fixedKey || computer.backend === 'basic_text' ? 'v10' : 'v11'),
        cipher.getAuthTag(),
        sealed,
      ])
    }),
  decryptStringAsync: (sealed: Buffer) =>
    withKeyRing(() => {
      const decipher = createDecipheriv('aes-256-gcm', keyOf(computer.backend), Buffer.alloc(12))
      decipher.setAuthTag(sealed.subarray(3, 19))
      const result = Buffer.concat([decipher.update(sealed.subarray(19)), decipher.final()]).toString('utf8')
      return { result, shouldReEncrypt: false }
    }),
} satisfies Partial<typeof E.safeStorage>

export const contextBridge = {
  exposeInMainWorld: (key: string, api: unknown) => void happened.exposed.set(key, api),
} satisfies Partial<typeof E.contextBridge>

export const ipcRenderer = {
  ...rendererEvents,
  invoke: async (channel: string, ...parameters: readonly unknown[]) => {
    const window = BrowserWindow.getAllWindows()[0]
    if (window === undefined) throw new Error('no window is open')
    return window.webContents.invoke(channel, parameters[0])
  },
} satisfies Partial<typeof E.ipcRenderer> & Record<'fire', unknown>

/** For tests: the entry has run to its end, and Electron is ready. */
export async function becomeReady(): Promise<void> {
  happened.ready = true
  app.fire('ready', preventable(), {})
  launched.resolve()
  await launched.promise
}

/** For tests: a computer that was just switched on, and nothing has happened. */
export function startAnew(changes: Partial<typeof computer> = {}): void {
  forget(changes)
  for (const list of [trays, notifications, windows]) list.length = 0
  sessions.clear()
  launched = Promise.withResolvers<void>()
  nativeTheme.themeSource = 'system'
  for (const source of [app, ipcMain, powerMonitor, nativeTheme, ipcRenderer]) source.removeAllListeners()
}

export { BrowserWindow, computer, Menu, Notification, nativeImage, preventable, session, Tray }

const electron = {
  app,
  BrowserWindow,
  contextBridge,
  dialog,
  ipcMain,
  ipcRenderer,
  Menu,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
  Tray,
} satisfies Partial<Record<keyof typeof E, unknown>>
// oxlint-disable-next-line import/no-default-export -- electron-store imports the module's default, as Electron has one.
export default electron
