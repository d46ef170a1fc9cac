/**
 * The entry of the application: hands Electron, the process and the folders to `desktop/start`.
 *
 * Wiring only, and only what must happen before Electron is ready: flags, one instance, the sandbox, the own scheme.
 * Nothing here may be awaited: Electron becomes ready only after this file has run to its end. Nobody imports it.
 */
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
  Tray,
} from 'electron'
import ElectronStore from 'electron-store'
import { desktopWords } from '../shared/words/desktop.ts'
import { languageOf } from '../shared/words/language.ts'
import { nameApplication } from './desktop/alerts.ts'
import { startedAtLogin } from './desktop/autostart.ts'
import { fenceNames, fencePages, openedDoors } from './desktop/fence.ts'
import { ownScheme } from './desktop/scheme.ts'
import { start } from './desktop/start.ts'
import { defaultHome } from './host/home-folder.ts'

// As in the command line: a first sync makes much garbage and keeps little.
setFlagsFromString('--optimize-for-size')

const { argv, env, pid, platform } = process
const system = platform === 'win32' || platform === 'darwin' ? platform : 'linux'
const userFolder = homedir()
const home = env['PARTNER_SYNC_HOME'] ?? ''
const folder = isAbsolute(home) ? home : defaultHome({ platform, env, userFolder })

/** Something failed that nobody foresaw: one sentence instead of a stack, and an end; a crash loses nothing. */
function breakOff(error: unknown): void {
  const { broken } = desktopWords(languageOf(app.getLocale()))
  // What it says may quote anything, so an installed application keeps it to itself.
  const why = app.isPackaged ? '' : String(error)
  process.stderr.write(`${broken.title} ${why}\n`)
  dialog.showErrorBox(broken.title, broken.body)
  app.exit(1)
}

/** Electron keeps its own things in our home, and what Chromium keeps lies apart. */
function prepareFolders(): void {
  const browser = join(folder, 'browser')
  try {
    mkdirSync(browser, { recursive: true, mode: 0o700 })
    app.setPath('userData', folder)
    app.setPath('sessionData', browser)
  } catch {
    // Opening the home meets the same obstacle and tells it in words, once dialogs can be shown.
  }
}

function begin(): void {
  prepareFolders()
  if (!app.requestSingleInstanceLock()) return app.quit()
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([ownScheme])
  fenceNames(app.commandLine)
  fencePages(app)
  nameApplication(app, system)
  // On a Mac the menu has the shortcuts for copying; elsewhere there is none, and no way to reload or inspect the page.
  const menu = system === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]) : null
  Menu.setApplicationMenu(menu)
  const built = join(app.getAppPath(), 'out')
  start(
    {
      app,
      BrowserWindow,
      dialog,
      ElectronStore,
      ipcMain,
      Menu,
      Notification,
      nativeImage,
      nativeTheme,
      net,
      powerMonitor,
      safeStorage,
      session,
      shell,
      Tray,
    },
    {
      folder,
      built,
      icons: join(built, 'icons'),
      system,
      env,
      pid,
      userFolder,
      executable: process.execPath,
      fetch: (url, init) => fetch(url, init),
      atLogin: () => startedAtLogin(system, argv.slice(1), app),
    },
  ).catch(breakOff)
}

process.on('uncaughtException', breakOff)
process.on('unhandledRejection', breakOff)
process.on('SIGTERM', () => app.quit())
process.on('SIGINT', () => app.quit())
// As in the command line: a file that may not grow is an error, not the end.
process.on('SIGXFSZ', () => undefined)

const doors = openedDoors(app.commandLine, app.isPackaged)
if (doors.length > 0) {
  const text = desktopWords(languageOf(app.getLocale())).openedDoors(doors.map((flag) => `--${flag}`).join(' '))
  const refuse = (): void => {
    process.stderr.write(`${text}\n`)
    dialog.showErrorBox('Partner Sync', text)
    app.exit(1)
  }
  // An AppImage starts itself so where a system forbids the sandbox: whoever clicked must see why. On Linux a dialog needs
  // a ready Electron, and what opens a debugger may not wait for that.
  if (doors.every((flag) => flag === 'no-sandbox')) app.whenReady().then(refuse, breakOff)
  else refuse()
} else {
  begin()
}
