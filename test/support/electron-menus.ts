/**
 * The double's tray, menus, pictures and notifications: what they show, and a hand to choose and click.
 *
 * Part of `electron-double.ts`.
 */
import { existsSync } from 'node:fs'
import type * as E from 'electron'
import { computer, events, log, preventable } from './electron-events.ts'

export const trays: Tray[] = []
export const notifications: Notification[] = []

/** An entry as the menu shows it; `click` as if somebody had chosen it. */
export interface MenuEntry extends Omit<E.MenuItemConstructorOptions, 'submenu' | 'click'> {
  readonly submenu: Menu | null
  choose(): void
}

export class Menu {
  static buildFromTemplate(template: readonly (E.MenuItemConstructorOptions | E.MenuItem)[]): Menu {
    return new Menu(template)
  }
  static setApplicationMenu(menu: unknown): void {
    log.applicationMenu = menu
  }
  readonly events = events<E.Menu>()
  readonly on = this.events.on
  readonly entries: readonly MenuEntry[]

  constructor(template: readonly (E.MenuItemConstructorOptions | E.MenuItem)[] = []) {
    this.entries = template.map((given) => {
      const { submenu, click, ...rest } = given as E.MenuItemConstructorOptions
      const below = submenu === undefined ? null : new Menu(Array.isArray(submenu) ? submenu : submenu.items)
      // Electron hands the item, the window and the event over; a tray's entry has use for none of them.
      const choose = (): void => (click as (() => void) | undefined)?.()
      return { ...rest, submenu: below, choose }
    })
  }
  /** For tests: chooses an entry by its label, or by a beginning of it; labels of submenus before it. */
  choose(...labels: readonly string[]): void {
    const [first = '', ...rest] = labels
    const found = this.entries.find((entry) => entry.label?.startsWith(first) === true)
    if (found === undefined) throw new Error(`no entry ${first}: ${this.entries.map((one) => one.label).join(', ')}`)
    if (found.enabled === false) throw new Error(`the entry ${first} is greyed out`)
    if (rest.length > 0) found.submenu?.choose(...rest)
    else found.choose()
  }
}

export class NativeImage {
  readonly path: string | null
  readonly representations: readonly E.AddRepresentationOptions[] = []
  template = false

  constructor(path: string | null) {
    this.path = path
  }
  isEmpty(): boolean {
    return this.path === null || !existsSync(this.path)
  }
  setTemplateImage(template: boolean): void {
    this.template = template
  }
  isTemplateImage(): boolean {
    return this.template
  }
  addRepresentation(options: E.AddRepresentationOptions): void {
    ;(this.representations as E.AddRepresentationOptions[]).push(options)
  }
}
NativeImage.prototype satisfies Pick<
  E.NativeImage,
  'isEmpty' | 'setTemplateImage' | 'isTemplateImage' | 'addRepresentation'
>

export const nativeImage = {
  createEmpty: () => new NativeImage(null),
  createFromPath: (path: string) => new NativeImage(path),
  createFromBuffer: () => new NativeImage(null),
  createFromDataURL: () => new NativeImage(null),
} satisfies Record<
  keyof Pick<typeof E.nativeImage, 'createEmpty' | 'createFromPath' | 'createFromBuffer' | 'createFromDataURL'>,
  unknown
>

export class Tray {
  readonly events = events<E.Tray>()
  readonly on = this.events.on
  image: unknown
  readonly images: unknown[] = []
  menu: Menu | null = null
  /** How often the menu was set: each redraw of an open menu would be seen. */
  menusSet = 0
  tooltip = ''
  destroyed = false

  constructor(image: unknown) {
    this.image = image
    this.images.push(image)
    trays.push(this)
  }
  setImage(image: unknown): void {
    this.image = image
    this.images.push(image)
  }
  setPressedImage(): void {}
  setToolTip(text: string): void {
    this.tooltip = text
  }
  setTitle(): void {}
  setContextMenu(menu: unknown): void {
    this.menusSet += 1
    // The application builds its menus with this double.
    this.menu = menu as Menu | null
  }
  setIgnoreDoubleClickEvents(): void {}
  popUpContextMenu(): void {}
  isDestroyed(): boolean {
    return this.destroyed
  }
  destroy(): void {
    this.destroyed = true
  }
}
Tray.prototype satisfies Pick<
  E.Tray,
  | 'setImage'
  | 'setPressedImage'
  | 'setToolTip'
  | 'setTitle'
  | 'setContextMenu'
  | 'setIgnoreDoubleClickEvents'
  | 'popUpContextMenu'
  | 'isDestroyed'
  | 'destroy'
>

export class Notification {
  static isSupported(): boolean {
    return computer.notifications
  }
  static removeAll(): void {}
  static remove(id: string | string[]): void {
    for (const one of notifications) if ([id].flat().includes(one.options.id ?? '')) one.closed = true
  }
  readonly events = events<E.Notification>()
  readonly on = this.events.on
  readonly once = this.events.once
  readonly options: E.NotificationConstructorOptions
  shown = false
  closed = false

  constructor(options: E.NotificationConstructorOptions = {}) {
    this.options = options
    notifications.push(this)
  }
  show(): void {
    this.shown = true
    this.events.fire('show', preventable())
  }
  close(): void {
    this.closed = true
    this.events.fire('close', preventable())
  }
  /** For tests: somebody clicks on it. */
  click(): void {
    this.events.fire('click', preventable())
  }
}
Notification.prototype satisfies Pick<E.Notification, 'show' | 'close'>
