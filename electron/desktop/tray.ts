/**
 * The icon in the panel: draws what `tray-picture.ts` decides, and hands on what is chosen there.
 *
 * Electron's pieces, the clock and the folder of the icons are handed in. Whoever makes a tray keeps it: an icon whose
 * object is collected vanishes. Nothing that did not change is set again, because a new menu closes the open one.
 */
import { join } from 'node:path'
import type { Menu, MenuItemConstructorOptions, NativeImage, NativeTheme, Tray } from 'electron'
import { assertNever } from '../../shared/failure.ts'
import type { Snapshot } from '../../shared/snapshot.ts'
import { wordsFor } from '../../shared/words/words.ts'
import { type MenuEntry, type TrayAction, type TrayIcon, type TrayPicture, trayPicture } from './tray-picture.ts'

export type PanelIcon = Pick<Tray, 'setImage' | 'setToolTip' | 'setContextMenu' | 'on' | 'isDestroyed' | 'destroy'>

/** What is used of Electron. */
export interface TrayParts {
  readonly Tray: new (image: NativeImage) => PanelIcon
  readonly Menu: { buildFromTemplate(template: MenuItemConstructorOptions[]): Menu }
  readonly nativeImage: { createFromPath(path: string): NativeImage }
  readonly nativeTheme: Pick<NativeTheme, 'shouldUseDarkColorsForSystemIntegratedUI' | 'on' | 'off'>
}

export interface TrayOptions {
  readonly parts: TrayParts
  readonly system: 'win32' | 'darwin' | 'linux'
  /** Time zone of the computer, asked anew each time: people travel. */
  readonly zone: () => string
  /** Holds `tray/`. */
  readonly icons: string
  /** `sleep` resolves early when its signal aborts. ms. */
  readonly clock: { now(): number; sleep(ms: number, signal?: AbortSignal): Promise<void> }
  readonly onAction: (action: TrayAction) => void
}

export interface PanelTray {
  /** Draws how things stand from now on; what is said of times grows older by itself. */
  show(snapshot: Snapshot): void
  /** Somebody clicked it or chose from its menu, so it is certainly there to be seen. */
  wasUsed(): boolean
  close(): void
}

const MINUTE_MS = 60_000

/** Makes the icon with its first picture. Throws what Electron throws where it cannot make one. */
export function createTray(options: TrayOptions, first: Snapshot): PanelTray {
  const { parts, system, clock } = options
  const ended = new AbortController()
  let snapshot = first
  let used = false
  let drawn = pictureOf(options, snapshot)
  let openSince: number | null = null
  const tray = new parts.Tray(imageOf(options, drawn.icon))

  const act = (action: TrayAction): void => {
    used = true
    options.onAction(action)
    if (action.kind !== 'start-at-login') return
    // The tick was changed by the click itself, whether or not that came true: draw what is.
    drawn = { ...drawn, menu: [] }
    queueMicrotask(redraw)
  }

  const setMenu = (entries: TrayPicture['menu']): void => {
    const menu = parts.Menu.buildFromTemplate(menuTemplate(entries, act))
    menu.on('menu-will-show', () => {
      used = true
      openSince = clock.now()
    })
    menu.on('menu-will-close', () => {
      openSince = null
      // What was chosen in it is told after it closed; only then may another take its place.
      queueMicrotask(redraw)
    })
    tray.setContextMenu(menu)
  }

  /** On Linux a changed menu shows only after it was set anew, so no entry is ever changed in place. */
  const redraw = (): void => {
    if (tray.isDestroyed()) return
    const next = pictureOf(options, snapshot)
    if (!same(next.icon, drawn.icon)) tray.setImage(imageOf(options, next.icon))
    if (next.tooltip !== drawn.tooltip) tray.setToolTip(next.tooltip)
    // Not every desktop tells that a menu was closed, so an open one is spared for a minute, not for ever.
    const open = openSince !== null && clock.now() - openSince < MINUTE_MS
    const menu = open || same(next.menu, drawn.menu) ? drawn.menu : next.menu
    if (menu !== drawn.menu) setMenu(menu)
    drawn = { ...next, menu }
  }

  const growOlder = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      await clock.sleep(MINUTE_MS, ended.signal)
      if (!ended.signal.aborted) redraw()
    }
  }

  tray.setToolTip(drawn.tooltip)
  setMenu(drawn.menu)
  // On macOS a click opens the menu; elsewhere it would do nothing.
  if (system !== 'darwin') tray.on('click', () => act({ kind: 'open-screen', screen: 'overview' }))
  parts.nativeTheme.on('updated', redraw)
  void growOlder()

  return {
    show: (next) => {
      snapshot = next
      redraw()
    },
    wasUsed: () => used,
    close: () => {
      ended.abort()
      parts.nativeTheme.off('updated', redraw)
      if (!tray.isDestroyed()) tray.destroy()
    },
  }
}

function pictureOf({ parts, system, zone, clock }: TrayOptions, snapshot: Snapshot): TrayPicture {
  const { tray, formats } = wordsFor(snapshot.language)
  const darkPanel = parts.nativeTheme.shouldUseDarkColorsForSystemIntegratedUI
  return trayPicture(snapshot, tray, formats, clock.now(), { system, darkPanel, zone: zone() })
}

/** The picture for twice the pixels lies beside it, `@2x` in its name, where Electron looks for it. */
function imageOf({ parts, icons }: TrayOptions, { file, template }: TrayIcon): NativeImage {
  const image = parts.nativeImage.createFromPath(join(icons, file))
  if (template) image.setTemplateImage(true)
  return image
}

/** Pictures are plain data made in one place, so that equal ones are written equally. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** The entries as Electron wants them. */
export function menuTemplate(
  entries: readonly MenuEntry[],
  act: (action: TrayAction) => void,
): MenuItemConstructorOptions[] {
  return entries.map((entry): MenuItemConstructorOptions => {
    if (entry.kind === 'separator') return { type: 'separator' }
    const label = literal(entry.label)
    switch (entry.kind) {
      case 'text':
        return { label, enabled: false }
      case 'action':
        return { label, enabled: entry.enabled, click: () => act(entry.action) }
      case 'checkbox': {
        const { enabled, checked, action } = entry
        return { type: 'checkbox', label, enabled, checked, click: () => act(action) }
      }
      case 'submenu':
        return { label, enabled: entry.enabled, submenu: menuTemplate(entry.entries, act) }
      default:
        return assertNever(entry)
    }
  })
}

/** A single `&` in a label marks the next letter as its key, and vanishes; on macOS as well. */
function literal(label: string): string {
  return label.replaceAll('&', '&&')
}
