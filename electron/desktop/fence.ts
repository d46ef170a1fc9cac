/**
 * The fence around every page: it may go nowhere, open nothing, fetch nothing and be allowed nothing.
 *
 * Our page needs none of what is denied here, so that nothing has to be weighed: every answer is no.
 */
import type { App, CommandLine, Event, Session, WebContents } from 'electron'
import { isOwnAddress } from './scheme.ts'

/** The session of the window: in memory only, nothing of it is on the disk. */
export const windowPartition = 'window'

/** Nothing but files of our own scheme is loaded, nothing is granted, nothing is saved. `packaged`: no developer tools. */
export function fenceSession(session: Session, packaged: boolean): void {
  session.setPermissionRequestHandler((_page, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  session.setSpellCheckerEnabled(false)
  session.on('will-download', refuse)
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const tools = !packaged && url.startsWith('devtools://')
    answer({ cancel: !isOwnAddress(url) && !tools })
  })
}

/**
 * For the engine of the pages no name has an address: neither for a request nor for what is none (a look-up in advance, a
 * call). Our own requests are Node's, which asks by itself. Only before Electron is ready.
 */
export function fenceNames(commandLine: Pick<CommandLine, 'appendSwitch'>): void {
  commandLine.appendSwitch('host-resolver-rules', noNames)
}
export const noNames = 'MAP * ~NOTFOUND'

/** Every page that will ever be made, and every address that another program hands over. */
export function fencePages(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, page) => fencePage(page))
  // Nothing outside can tell this application what to do.
  app.on('open-url', refuse)
  app.on('open-file', refuse)
}

function fencePage(page: WebContents): void {
  page.setWindowOpenHandler(() => ({ action: 'deny' }))
  // Calls between browsers obey no policy of a page: what is left of them needs an address, and no name has one.
  page.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  page.on('will-navigate', refuse)
  page.on('will-frame-navigate', refuse)
  page.on('will-redirect', refuse)
  page.on('will-attach-webview', refuse)
}

function refuse(event: Pick<Event, 'preventDefault'>): void {
  event.preventDefault()
}

/** Flags that open a door into the application for whoever can start it: a debugger, foreign code, a page without fence. */
const doors: readonly string[] = [
  'inspect',
  'inspect-brk',
  'inspect-wait',
  'inspect-port',
  'inspect-publish-uid',
  'debug',
  'debug-brk',
  'debug-port',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-targets',
  'remote-allow-origins',
  'js-flags',
  'no-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'load-extension',
  'single-process',
  'utility-cmd-prefix',
  'renderer-cmd-prefix',
  'gpu-launcher',
]

/** The flags that an installed application does not start with; none for whoever develops it. */
export function openedDoors(commandLine: Pick<CommandLine, 'hasSwitch'>, packaged: boolean): readonly string[] {
  return packaged ? doors.filter((flag) => commandLine.hasSwitch(flag)) : []
}
