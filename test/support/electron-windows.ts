/**
 * The double's sessions, pages and windows: what they were given, and what becomes of a request or a message of theirs.
 *
 * Part of `electron-double.ts`.
 */
import type * as E from 'electron'
import { appEvents, events, log, preventable, rendererEvents } from './electron-events.ts'

type Handler = (request: Request) => Response | Promise<Response>

export const sessions = new Map<string, Session>()
export const windows: BrowserWindow[] = []

export class Session {
  readonly partition: string
  readonly events = events<E.Session>()
  readonly on = this.events.on
  readonly schemes = new Map<string, Handler>()
  permissionRequest: Parameters<E.Session['setPermissionRequestHandler']>[0] = null
  permissionCheck: Parameters<E.Session['setPermissionCheckHandler']>[0] = null
  devicePermission: Parameters<E.Session['setDevicePermissionHandler']>[0] = null
  displayMedia: Parameters<E.Session['setDisplayMediaRequestHandler']>[0] = null
  bluetooth: Parameters<E.Session['setBluetoothPairingHandler']>[0] = null
  beforeRequest: Parameters<E.WebRequest['onBeforeRequest']>[0] | null = null
  proxy: E.ProxyConfig | null = null
  spellChecker = true

  constructor(partition: string) {
    this.partition = partition
  }
  readonly protocol = {
    handle: (scheme: string, handler: Handler) => void this.schemes.set(scheme, handler),
    unhandle: (scheme: string) => void this.schemes.delete(scheme),
    isProtocolHandled: (scheme: string) => this.schemes.has(scheme),
    registerSchemesAsPrivileged: (schemes: E.CustomScheme[]) => {
      if (log.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
      log.schemes = schemes
    },
  } satisfies Partial<E.Protocol>
  readonly webRequest = {
    onBeforeRequest: (...parameters: readonly unknown[]) => {
      // Two forms: with a filter before the listener, or without.
      this.beforeRequest = parameters.at(-1) as Session['beforeRequest']
    },
  } satisfies Partial<E.WebRequest>
  isPersistent(): boolean {
    return this.partition === '' || this.partition.startsWith('persist:')
  }
  setPermissionRequestHandler(handler: Session['permissionRequest']): void {
    this.permissionRequest = handler
  }
  setPermissionCheckHandler(handler: Session['permissionCheck']): void {
    this.permissionCheck = handler
  }
  setDevicePermissionHandler(handler: Session['devicePermission']): void {
    this.devicePermission = handler
  }
  setDisplayMediaRequestHandler(handler: Session['displayMedia']): void {
    this.displayMedia = handler
  }
  setBluetoothPairingHandler(handler: Session['bluetooth']): void {
    this.bluetooth = handler
  }
  setSpellCheckerEnabled(enable: boolean): void {
    this.spellChecker = enable
  }
  async setProxy(config: E.ProxyConfig): Promise<void> {
    this.proxy = config
  }
  async clearStorageData(): Promise<void> {}
  async closeAllConnections(): Promise<void> {}
  /** For tests: what becomes of a request of the window. */
  async load(url: string, method = 'GET'): Promise<Response | 'cancelled' | 'unanswered'> {
    const { promise, resolve } = Promise.withResolvers<E.CallbackResponse>()
    // Of the details a listener here reads only these.
    const details = { url, method } as E.OnBeforeRequestListenerDetails
    if (this.beforeRequest === null) resolve({})
    else this.beforeRequest(details, resolve)
    if ((await promise).cancel === true) return 'cancelled'
    const handler = this.schemes.get(new URL(url).protocol.slice(0, -1))
    return handler === undefined ? 'unanswered' : handler(new Request(url, { method }))
  }
}
Session.prototype satisfies Pick<
  E.Session,
  | 'isPersistent'
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setBluetoothPairingHandler'
  | 'setSpellCheckerEnabled'
  | 'setProxy'
  | 'clearStorageData'
  | 'closeAllConnections'
>

function sessionFor(partition: string): Session {
  const found = sessions.get(partition)
  if (found !== undefined) return found
  const made = new Session(partition)
  sessions.set(partition, made)
  appEvents.fire('session-created', made)
  return made
}

export const session = {
  fromPartition: sessionFor,
  get defaultSession() {
    return sessionFor('')
  },
} satisfies Record<keyof Pick<typeof E.session, 'fromPartition' | 'defaultSession'>, unknown>

let windowCount = 0

export class WebContents {
  readonly events = events<E.WebContents>()
  readonly on = this.events.on
  readonly once = this.events.once
  readonly id: number
  readonly session: Session
  readonly mainFrame = { url: '', origin: '', parent: null as unknown, top: null as unknown, detached: false }
  openHandler: Parameters<E.WebContents['setWindowOpenHandler']>[0] | null = null
  devToolsOpened = 0
  readonly sent: { readonly channel: string; readonly value: unknown }[] = []
  gone = false

  constructor(id: number, session: Session) {
    this.id = id
    this.session = session
  }
  send(channel: string, value: unknown): void {
    if (this.gone) throw new Error('Object has been destroyed')
    const message = { channel, value: structuredClone(value) }
    this.sent.push(message)
    log.sent.push(message)
    rendererEvents.fire(channel, { sender: 'electron' }, message.value)
  }
  isDestroyed(): boolean {
    return this.gone
  }
  getURL(): string {
    return this.mainFrame.url
  }
  focus(): void {}
  openDevTools(): void {
    this.devToolsOpened += 1
  }
  setWindowOpenHandler(handler: Parameters<E.WebContents['setWindowOpenHandler']>[0]): void {
    this.openHandler = handler
  }
  callPolicy = ''
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.callPolicy = policy
  }
  /** For tests: what the preload of this window would get. `from`: another frame or page than the window's own. */
  async invoke(channel: string, argument?: unknown, from: { url?: string; parent?: unknown } = {}): Promise<unknown> {
    const handler = log.handlers.get(channel)
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    const other = from.url !== undefined || from.parent !== undefined
    const senderFrame = other ? { ...this.mainFrame, ...from } : this.mainFrame
    const event = { sender: this, senderFrame, frameId: 1, processId: 1, type: 'frame' }
    // The event has what a handler may judge it by, no more.
    const answer: unknown = await handler(event as unknown as E.IpcMainInvokeEvent, structuredClone(argument))
    log.sent.push({ channel, value: structuredClone(answer) })
    return answer
  }
}
WebContents.prototype satisfies Pick<
  E.WebContents,
  'send' | 'isDestroyed' | 'getURL' | 'focus' | 'openDevTools' | 'setWindowOpenHandler' | 'setWebRTCIPHandlingPolicy'
>

export class BrowserWindow {
  static getAllWindows(): BrowserWindow[] {
    return windows.filter((window) => !window.isDestroyed())
  }
  readonly events = events<E.BrowserWindow>()
  readonly on = this.events.on
  readonly once = this.events.once
  readonly options: E.BrowserWindowConstructorOptions
  readonly webContents: WebContents
  readonly id: number
  visible: boolean
  minimized = false
  focused = 0
  menu: unknown = undefined
  destroyed = false

  constructor(options: E.BrowserWindowConstructorOptions = {}) {
    windowCount += 1
    this.id = windowCount
    this.options = options
    this.visible = options.show !== false
    const { session: own, partition = '' } = options.webPreferences ?? {}
    // A session that the application holds came from this double.
    this.webContents = new WebContents(this.id, (own as unknown as Session | undefined) ?? sessionFor(partition))
    windows.push(this)
    appEvents.fire('web-contents-created', preventable(), this.webContents)
    appEvents.fire('browser-window-created', preventable(), this)
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url
    this.webContents.mainFrame.origin = new URL(url).origin
    const answer = await this.webContents.session.load(url)
    if (typeof answer === 'string' || !answer.ok) {
      this.webContents.events.fire('did-fail-load', preventable(), -6, 'ERR_FILE_NOT_FOUND', url, true)
      throw new Error(`ERR_FAILED (-2) loading '${url}'`)
    }
    this.webContents.events.fire('did-finish-load')
    this.events.fire('ready-to-show')
  }
  show(): void {
    this.visible = true
  }
  focus(): void {
    this.focused += 1
  }
  restore(): void {
    this.minimized = false
  }
  isMinimized(): boolean {
    return this.minimized
  }
  isVisible(): boolean {
    return this.visible
  }
  isDestroyed(): boolean {
    return this.destroyed
  }
  removeMenu(): void {
    this.menu = null
  }
  setMenu(menu: unknown): void {
    this.menu = menu
  }
  setBackgroundColor(): void {}
  setTitle(): void {}
  close(): void {
    if (this.destroyed) return
    const event = preventable()
    this.events.fire('close', event)
    if (!event.prevented()) this.destroy()
  }
  destroy(): void {
    if (this.destroyed) return
    this.destroyed = true
    this.webContents.gone = true
    this.events.fire('closed')
    if (BrowserWindow.getAllWindows().length === 0) appEvents.fire('window-all-closed')
  }
}
BrowserWindow.prototype satisfies Pick<
  E.BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'focus'
  | 'restore'
  | 'isMinimized'
  | 'isVisible'
  | 'isDestroyed'
  | 'removeMenu'
  | 'setMenu'
  | 'setBackgroundColor'
  | 'setTitle'
  | 'close'
  | 'destroy'
>
