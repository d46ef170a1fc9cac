/**
 * Puts the application together: home, resident, icon in the panel, window, bridge, what befalls the computer, the end.
 *
 * Knows the order, nothing else: who is asked first, what must live before what. Electron's pieces are handed in. A start
 * that fails is told in a dialog and ends the application; whatever happens, what is being written is recorded first.
 */
import type * as Electron from 'electron'
import { type Failure, ok, type Result } from '../../shared/failure.ts'
import type { Screen } from '../../shared/snapshot.ts'
import { desktopWords } from '../../shared/words/desktop.ts'
import { type Language, languageOf } from '../../shared/words/language.ts'
import type { Home } from '../host/home.ts'
import { openHome } from '../host/open-home.ts'
import { presentError } from '../host/present.ts'
import { createRealClock, createRealRandom } from '../host/real-clock.ts'
import { createVault, type Vault } from '../host/vault.ts'
import { checkBaseUrl } from '../http/exchange.ts'
import { type DesktopParts, type DesktopSurroundings, run } from './running.ts'
import { createCipher } from './safe-storage.ts'
import { electronStore } from './store.ts'

/** Runs until the application quits. Never throws; a failure has been told by then. */
export async function start(parts: DesktopParts, surroundings: DesktopSurroundings): Promise<void> {
  const { app, dialog } = parts
  // What is asked before the home is open is answered as soon as it is.
  let show = (screen: Screen): void => {
    wanted = screen
  }
  let wanted: Screen | null = null
  app.on('second-instance', () => show('overview'))
  app.on('activate', () => show('overview'))
  // The icon stays when the window is closed.
  app.on('window-all-closed', () => undefined)
  await app.whenReady()
  const spoken = systemLanguage(app)
  const opened = openDesktopHome(parts, surroundings)
  if (opened.kind === 'failure') {
    await tellFailure(dialog, opened, spoken)
    app.exit(1)
    return
  }
  const running = run(parts, surroundings, opened.value, spoken)
  show = (screen) => running.open(screen)
  const screen = firstScreen(running.isSetUp(), surroundings.atLogin() ? 'login' : 'person', wanted)
  if (screen !== null) show(screen)
}

/** What is shown right after the start. A start at login shows nothing, and whoever has set up nothing gets there first. */
export function firstScreen(setUp: boolean, startedBy: 'login' | 'person', wanted: Screen | null): Screen | null {
  if (startedBy === 'login' && wanted === null) return null
  return setUp ? (wanted ?? 'overview') : 'setup'
}

function systemLanguage(app: Pick<Electron.App, 'getPreferredSystemLanguages' | 'getLocale'>): Language {
  return languageOf(app.getPreferredSystemLanguages()[0] ?? app.getLocale())
}

/** The home is held, and its tokens can be asked for; they are still shut. */
function openDesktopHome(
  parts: DesktopParts,
  surroundings: DesktopSurroundings,
): Result<{ readonly home: Home; readonly vault: Vault }> {
  const { folder, env, system, pid, fetch } = surroundings
  // Another address than Notion's is for whoever develops this; an installed application takes none.
  const url = parts.app.isPackaged ? undefined : env['PARTNER_SYNC_NOTION_URL']
  const baseUrl = url === undefined || url === '' ? null : checkBaseUrl(url)
  if (baseUrl?.kind === 'failure') return baseUrl
  const clock = createRealClock()
  const random = createRealRandom()
  const openStore = electronStore(parts.ElectronStore, parts.ipcMain)
  const cipher = createCipher({ safeStorage: parts.safeStorage, system })
  const vault = createVault({ folder, cipher, openStore, clock, random })
  const opened = openHome({
    folder,
    access: 'hold',
    what: 'desktop',
    env,
    platform: system,
    pid,
    clock,
    random,
    fetch,
    openStore,
    keeps: true,
    vault,
    baseUrl: baseUrl?.value ?? null,
    requestsPerMinute: null,
    logLevel: null,
    signal: () => undefined,
  })
  return opened.kind === 'ok' ? ok({ home: opened.value, vault }) : opened
}

async function tellFailure(
  dialog: Pick<Electron.Dialog, 'showMessageBox'>,
  wrong: Failure,
  language: Language,
): Promise<void> {
  const words = desktopWords(language)
  const { message, cause, remedy } = presentError(wrong, language)
  await dialog.showMessageBox({
    type: 'error',
    title: 'Partner Sync',
    message: words.cannotStart,
    detail: `${message} ${cause}\n\n${remedy}`,
    buttons: [words.quit],
  })
}
