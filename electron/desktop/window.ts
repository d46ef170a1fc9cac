/**
 * The window: made when somebody wants to see it, destroyed when it is closed, so that a tray alone costs no page.
 *
 * Its page has no Node, no Electron and its own sandboxed process; all it can do is speak over the bridge. Where it was and
 * how large is remembered by Electron itself, which also knows which screens are still there.
 */
import type { BrowserWindow, BrowserWindowConstructorOptions, NativeTheme, Session, WebPreferences } from 'electron'
import { type Failure, failure } from '../../shared/failure.ts'
import type { Pushed } from '../../shared/ipc.ts'
import type { PushName } from '../../shared/ipc-names.ts'
import type { Screen } from '../../shared/snapshot.ts'
import { push } from './ipc.ts'
import { windowAddress } from './scheme.ts'

export interface WindowOptions {
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow
  readonly nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors'>
  readonly session: Session
  /** Path of the built preload. */
  readonly preload: string
  /** Path of the picture for the title bar and the task list. */
  readonly icon: string
  /** An installed application has no developer tools. */
  readonly packaged: boolean
  readonly report: (wrong: Failure) => void
}

export interface MainWindow {
  /** Shows the window with that screen, and makes it if there is none. */
  open(screen: Screen): void
  /** Nobody is told when no window is open: the next one asks by itself. */
  push<Name extends PushName>(name: Name, value: Pushed<Name>): void
  isOpen(): boolean
  close(): void
}

/** What a page may do. Every entry is said, also where Electron would decide the same today. */
export function webPreferences({ session, preload, packaged }: WindowOptions): WebPreferences {
  return {
    session,
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    plugins: false,
    webgl: false,
    // Dictionaries would be fetched from the network.
    spellcheck: false,
    safeDialogs: true,
    devTools: !packaged,
  }
}

export function createMainWindow(options: WindowOptions): MainWindow {
  let window: BrowserWindow | null = null

  const make = (screen: Screen): void => {
    const made = new options.BrowserWindow({
      name: 'main',
      windowStatePersistence: true,
      width: 1080,
      height: 760,
      minWidth: 480,
      minHeight: 400,
      show: false,
      autoHideMenuBar: true,
      title: 'Partner Sync',
      icon: options.icon,
      // Until the page has drawn itself, no white flash in the dark.
      backgroundColor: options.nativeTheme.shouldUseDarkColors ? '#1b1d22' : '#ffffff',
      webPreferences: webPreferences(options),
    })
    window = made
    const lost = (text: string): void => {
      options.report(failure('unknown', `the window failed: ${text}`))
      if (!made.isDestroyed()) made.destroy()
    }
    made.removeMenu()
    made.once('ready-to-show', () => made.show())
    made.on('closed', () => {
      if (window === made) window = null
    })
    made.webContents.on('render-process-gone', (_event, { reason }) => lost(reason))
    made.loadURL(`${windowAddress}#${screen}`).catch((error: unknown) => lost(String(error)))
  }

  return {
    open: (screen) => {
      if (window === null || window.isDestroyed()) return make(screen)
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
      push(window.webContents, 'open-screen', screen)
    },
    push: (name, value) => {
      if (window !== null && !window.isDestroyed()) push(window.webContents, name, value)
    },
    isOpen: () => window !== null && !window.isDestroyed(),
    close: () => window?.destroy(),
  }
}
