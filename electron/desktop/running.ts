/**
 * The application while it runs: resident, icon in the panel, window, bridge and what befalls the computer, tied together.
 *
 * Knows who tells whom, and the order of the end: first nothing new is begun and what is being written is recorded, then
 * the application quits. Whatever somebody wants again after that waits for the next start.
 */
import { join } from 'node:path'
import type * as Electron from 'electron'
import { assertNever, type Failure, failure } from '../../shared/failure.ts'
import { pauseLength } from '../../shared/pause.ts'
import type { Preferences, Screen } from '../../shared/snapshot.ts'
import type { Language } from '../../shared/words/language.ts'
import { createAnswers } from '../host/answers.ts'
import type { Home } from '../host/home.ts'
import { createResident, type DueAlert, type Resident } from '../host/resident.ts'
import { createStatusEndpoint } from '../host/status-endpoint.ts'
import { describeVault, vaultTokens } from '../host/token-keeping.ts'
import type { Vault } from '../host/vault.ts'
import { wholeHome } from '../host/watched-engine.ts'
import { alertOfFailure, createAlerts } from './alerts.ts'
import { createAutostart } from './autostart.ts'
import { fenceSession, windowPartition } from './fence.ts'
import { endGracefully } from './graceful-end.ts'
import { bindBridge } from './ipc.ts'
import type { Autostart } from './login-start.ts'
import { watchPower } from './power.ts'
import { serveWindow } from './scheme.ts'
import type { electronStore } from './store.ts'
import { createSurroundings, placeOf } from './surroundings.ts'
import { createTokenKeeping } from './tokens.ts'
import { createTray, type PanelTray } from './tray.ts'
import type { TrayAction } from './tray-picture.ts'
import { createTrayNotice, trayNoticeKey, trayPresence } from './tray-presence.ts'
import { createMainWindow, type MainWindow } from './window.ts'

/** What is used of Electron, and the store made for it. */
export interface DesktopParts
  extends Pick<
    typeof Electron,
    | 'app'
    | 'BrowserWindow'
    | 'dialog'
    | 'ipcMain'
    | 'Menu'
    | 'Notification'
    | 'nativeImage'
    | 'nativeTheme'
    | 'net'
    | 'powerMonitor'
    | 'safeStorage'
    | 'session'
    | 'shell'
    | 'Tray'
  > {
  readonly ElectronStore: Parameters<typeof electronStore>[0]
}

/** What the process has to say and to give. */
export interface DesktopSurroundings {
  /** The home: settings, ledger, logs. */
  readonly folder: string
  /** Where preload, page and icons lie. */
  readonly built: string
  readonly icons: string
  readonly system: 'win32' | 'darwin' | 'linux'
  readonly env: Readonly<Record<string, string | undefined>>
  readonly pid: number
  readonly fetch: typeof fetch
  /** The computer started the application, not a person. Asked when Electron is ready. */
  readonly atLogin: () => boolean
  readonly userFolder: string
  /** The running program. */
  readonly executable: string
}

export interface Running {
  open(screen: Screen): void
  /** There is a profile. */
  isSetUp(): boolean
}

/** From here on the home is kept in step, until the application quits. */
export function run(
  parts: DesktopParts,
  surroundings: DesktopSurroundings,
  { home, vault }: { readonly home: Home; readonly vault: Vault },
  systemLanguage: Language,
): Running {
  const { app, nativeTheme, powerMonitor, net } = parts
  const language = (): Language => {
    const preferred = home.preferences().language
    return preferred === 'system' ? systemLanguage : preferred
  }
  const ended = new AbortController()
  const autostart = createAutostart({
    platform: autostartPlatform(parts, surroundings),
    packaged: app.isPackaged,
    clock: home.clock,
  })
  const resident = createResident({
    home,
    language,
    version: app.getVersion(),
    credentials: () => describeVault(vault, language()),
    startAtLogin: () => autostart.state(),
  })
  const window = prepareWindow(parts, surroundings, home)
  const endpoint = createStatusEndpoint({ home, language, platform: surroundings.system })
  const applyPreferences = ({ theme }: Preferences): void => {
    nativeTheme.themeSource = theme
  }
  applyPreferences(home.preferences())
  const unlock = async (): Promise<void> => {
    const done = await vault.unlock()
    if (done.kind === 'failure') home.report(done)
  }
  bindBridge({
    ipcMain: parts.ipcMain,
    language,
    report: (wrong) => home.report(wrong),
    redact: (text) => home.clean(text),
    answers: createAnswers({
      home,
      resident,
      tokens: createTokenKeeping({
        ports: { home, vault, signal: ended.signal },
        dialog: parts.dialog,
        language,
        system: surroundings.system,
        onChanged: () => resident.refresh(),
      }),
      stored: vaultTokens(vault),
      stop: ended.signal,
      language,
      surroundings: createSurroundings({ ...parts, logs: join(home.folder, 'logs'), autostart }),
      place: placeOf(surroundings, app, vault),
      endpoint,
      licenceFolders: [import.meta.dirname, join(import.meta.dirname, 'window')],
      onPreferences: applyPreferences,
    }),
  })
  const tray = showEverywhere({ parts, surroundings, home, resident, window, autostart, language })
  watchPower({
    powerMonitor,
    net,
    clock: home.clock,
    tell: resident,
    onUnlocked: () => void unlock().then(() => resident.refresh()),
    onShutdown: () => app.quit(),
    stop: ended.signal,
  })
  endGracefully(app, async () => {
    ended.abort()
    tray?.close()
    window.close()
    await endpoint.close()
    await resident.stop()
  })
  const statusPort = home.statusPort()
  // What becomes of it is told in the settings; nothing waits for it.
  if (statusPort !== null) void endpoint.open(statusPort)
  // The icon is there before the keychain is asked: that may wait for a person.
  void unlock().then(() => {
    if (!ended.signal.aborted) resident.start()
    return null
  })
  return { open: (screen) => window.open(screen), isSetUp: () => home.profiles().length > 0 }
}

function prepareWindow(parts: DesktopParts, { built, icons }: DesktopSurroundings, home: Home): MainWindow {
  const { app, BrowserWindow, nativeTheme, session } = parts
  const packaged = app.isPackaged
  const own = session.fromPartition(windowPartition)
  // Nothing of ours uses the session that every application has; nobody else may either.
  for (const one of [own, session.defaultSession]) fenceSession(one, packaged)
  serveWindow(own.protocol, join(built, 'window'))
  return createMainWindow({
    BrowserWindow,
    nativeTheme,
    session: own,
    preload: join(built, 'preload.cjs'),
    icon: join(icons, 'application', '256x256.png'),
    packaged,
    report: (wrong) => home.report(wrong),
  })
}

interface Shown {
  readonly parts: DesktopParts
  readonly surroundings: DesktopSurroundings
  readonly home: Home
  readonly resident: Resident
  readonly window: MainWindow
  readonly autostart: Autostart
  readonly language: () => Language
}

/** Icon, notifications and window, told of everything new. Null: this desktop has no place for an icon. */
function showEverywhere(shown: Shown): PanelTray | null {
  const { parts, surroundings, home, resident, window, language } = shown
  const { system } = surroundings
  const alerts = createAlerts({
    Notification: parts.Notification,
    system,
    open: (screen) => window.open(screen),
    unshown: (alert) => sayOtherwise(shown, alert),
    log: { write: ({ event, facts }) => home.report(desktopFailure(`${event} ${JSON.stringify(facts ?? {})}`)) },
  })
  const show = (alert: DueAlert): void => alerts.show(alert)
  const tray = makeTray(shown, (wrong, action) => {
    const screen = action === 'start-at-login' ? 'settings' : 'overview'
    show(alertOfFailure(wrong, `${fromMenu}${action}`, screen, language()))
  })
  resident.onAlert((alert) => {
    const { trouble, partnerChanges } = home.preferences().notifications
    if (alert.kind === 'partner-changes' ? partnerChanges : trouble) show(alert)
  })
  const desktop = surroundings.env['XDG_CURRENT_DESKTOP']
  const noticeTray = createTrayNotice({
    presence: () => trayPresence({ system, made: tray !== null, used: tray?.wasUsed() ?? false, desktop }),
    language,
    told: {
      read: () => home.ledger.fact(wholeHome, TRAY_TOLD) !== null,
      write: () => home.ledger.saveFact(wholeHome, TRAY_TOLD, '1'),
    },
    tell: show,
  })
  parts.app.on('window-all-closed', noticeTray)
  resident.subscribe((snapshot) => {
    tray?.show(snapshot)
    window.push('snapshot-changed', snapshot)
  })
  return tray
}

const TRAY_TOLD = 'tray-told'
/** Keys of alerts about what was chosen in the menu and failed. */
const fromMenu = 'menu '

/** What no snapshot tells must not be lost where the system shows no notifications; all else stands in the window. */
function sayOtherwise({ parts, home }: Shown, { key, title, body }: DueAlert): void {
  if (key !== trayNoticeKey && !key.startsWith(fromMenu)) return
  parts.dialog
    .showMessageBox({ type: 'warning', message: title, detail: body })
    .catch((error: unknown) => home.report(desktopFailure(String(error))))
}

function makeTray(shown: Shown, onFailure: (wrong: Failure, action: TrayAction['kind']) => void): PanelTray | null {
  const { parts, surroundings, home, resident, window, autostart } = shown
  const act = (action: TrayAction): void => {
    const failed = (wrong: Failure): void => onFailure(wrong, action.kind)
    const actors = { resident, window, autostart, failed, now: () => home.clock.now(), quit: () => parts.app.quit() }
    actOn(action, actors).catch((error: unknown) => home.report(desktopFailure(String(error))))
  }
  try {
    return createTray(
      {
        parts,
        system: surroundings.system,
        zone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
        icons: surroundings.icons,
        clock: home.clock,
        onAction: act,
      },
      resident.snapshot(),
    )
  } catch (error) {
    home.report(desktopFailure(`no icon in the panel: ${String(error)}`))
    return null
  }
}

interface Actors extends Pick<Shown, 'resident' | 'window' | 'autostart'> {
  readonly failed: (wrong: Failure) => void
  readonly now: () => number
  readonly quit: () => void
}

/** What was chosen in the menu of the icon; whoever has no window open hears of a failure all the same. */
async function actOn(action: TrayAction, { resident, window, autostart, failed, now, quit }: Actors): Promise<void> {
  const report = (done: { readonly kind: 'ok' } | Failure): void => {
    if (done.kind !== 'failure') return
    resident.report(done)
    failed(done)
  }
  switch (action.kind) {
    case 'sync-now':
      return report(await resident.syncNow(action.profile, 'auto'))
    case 'pause': {
      const forMs = pauseLength(action.until, now())
      return report(await resident.submit({ action: 'pause', profile: null, forMs }))
    }
    case 'resume':
      return report(await resident.submit({ action: 'resume', profile: null }))
    case 'open-screen':
      return window.open(action.screen)
    case 'start-at-login':
      report(autostart.set(action.on))
      return resident.refresh()
    case 'quit':
      return quit()
    default:
      return assertNever(action)
  }
}

function autostartPlatform(
  { app }: DesktopParts,
  { system, env, userFolder, executable }: DesktopSurroundings,
): Parameters<typeof createAutostart>[0]['platform'] {
  if (system !== 'linux') return { system, app }
  return {
    system,
    userFolder,
    executable,
    configHome: env['XDG_CONFIG_HOME'],
    appImage: env['APPIMAGE'],
    appDir: env['APPDIR'],
  }
}

function desktopFailure(text: string): Failure {
  return failure('unknown', text, { connector: 'desktop' })
}
