/**
 * Electron's own list of what makes an application safe, item by item: what `main.ts` asks Electron for, as it is started.
 *
 * Here are the arguments that Electron is given; what the page itself can do is shown by `page.test.ts` in the real
 * Chromium. docs/security.md says which test holds which item, and a test below that it names only tests that exist.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { noNames, openedDoors } from '../../electron/desktop/fence.ts'
import { windowAddress } from '../../electron/desktop/scheme.ts'
import { requestNames } from '../../shared/ipc-names.ts'
import { desk } from '../support/electron-desk.ts'
import { type Application, openWindow, startApplication } from './applications.ts'

const root = join(import.meta.dirname, '../..')
let application: Application | null = null

async function started(packaged = true): Promise<void> {
  application = await startApplication({ computer: { packaged } })
  await expect.poll(() => openWindow().visible).toBe(true)
}

afterEach(() => application?.quit())
afterAll(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

const page = () => openWindow().webContents

/** Fires an event of the page and says whether it was prevented. */
function isPrevented(event: string): boolean {
  const fired = desk.preventable()
  page().events.fire(event, fired)
  return fired.prevented()
}

describe('what a page is', () => {
  beforeEach(() => started())

  test('has no Node, in the page, in workers and in frames', () => {
    const { nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames } =
      openWindow().options.webPreferences ?? {}
    expect([nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames]).toEqual([false, false, false])
  })

  test('lives in another world than the preload', () => {
    expect(openWindow().options.webPreferences?.contextIsolation).toBe(true)
  })

  test('is sandboxed, and so would every other one be', () => {
    expect([desk.happened.sandboxed, openWindow().options.webPreferences?.sandbox]).toEqual([true, true])
  })

  test('is bound to the web’s own rules, with nothing insecure and nothing experimental', () => {
    const asked = openWindow().options.webPreferences ?? {}
    expect(asked).toMatchObject({ webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false })
    expect(asked).toMatchObject({ plugins: false, webgl: false, spellcheck: false })
    expect(Object.keys(asked)).not.toContain('enableBlinkFeatures')
    expect(page().session.spellChecker).toBe(false)
  })

  test('comes from the own scheme, which may nothing besides being standard and secure', () => {
    expect(page().getURL()).toBe(`${windowAddress}#setup`)
    expect(desk.happened.schemes).toEqual([{ scheme: 'partner-sync', privileges: { standard: true, secure: true } }])
  })

  test('leaves nothing on the disk', () => {
    expect(page().session.isPersistent()).toBe(false)
  })

  test('has no developer tools and no menu once it is installed', async () => {
    expect([openWindow().options.webPreferences?.devTools, openWindow().menu, desk.happened.applicationMenu]).toEqual([
      false,
      null,
      null,
    ])
    await application?.quit()
    await started(false)
    expect(openWindow().options.webPreferences?.devTools).toBe(true)
  })

  test('its preload gives it the bridge alone', () => {
    const preload = openWindow().options.webPreferences?.preload ?? ''
    expect(preload.endsWith(join('out', 'preload.cjs'))).toBe(true)
    const source = readFileSync(join(root, 'electron/preload.ts'), 'utf8')
    expect(source.match(/contextBridge\.\w+/g)).toEqual(['contextBridge.exposeInMainWorld'])
    expect(source.match(/ipcRenderer\.\w+/g)).toEqual(['ipcRenderer.invoke', 'ipcRenderer.on', 'ipcRenderer.off'])
  })
})

describe('what a page may', () => {
  beforeEach(() => started())

  test('nothing that needs a permission, whether it asks or looks', () => {
    for (const session of desk.happened.sessions.values()) {
      let granted: boolean | null = null
      const { permissionRequest, permissionCheck, devicePermission } = session
      permissionRequest?.(null as never, 'notifications', (answer) => void (granted = answer), null as never)
      expect(granted).toBe(false)
      expect(permissionCheck?.(null, 'clipboard-read', '', null as never)).toBe(false)
      expect(devicePermission?.(null as never)).toBe(false)
      let streams: unknown = 'unanswered'
      session.displayMedia?.(null as never, (answer) => void (streams = answer))
      expect(streams).toBeNull()
      let paired: unknown = null
      session.bluetooth?.(null as never, (answer) => void (paired = answer))
      expect(paired).toEqual({ confirmed: false })
    }
    expect([...desk.happened.sessions.keys()].sort()).toEqual(['', 'window'])
  })

  test('go nowhere: no navigation, no redirect, nothing dropped into the window', () => {
    const events = ['will-navigate', 'will-frame-navigate', 'will-redirect']
    expect(events.filter((event) => !isPrevented(event))).toEqual([])
    expect(openWindow().options.webPreferences?.navigateOnDragDrop).toBe(false)
  })

  test('open no other window', () => {
    expect(page().openHandler?.({ url: windowAddress } as never)).toEqual({ action: 'deny' })
  })

  test('hold no page of somebody else', () => {
    expect(openWindow().options.webPreferences?.webviewTag).toBe(false)
    expect(isPrevented('will-attach-webview')).toBe(true)
  })

  test('save no file', () => {
    for (const session of desk.happened.sessions.values()) {
      const download = desk.preventable()
      session.events.fire('will-download', download)
      expect(download.prevented()).toBe(true)
    }
  })

  test.each([
    'https://api.notion.com/v1/users/me',
    'http://127.0.0.1:80/',
    'ws://127.0.0.1/',
    'file:///etc/passwd',
    'data:text/html,x',
    'blob:partner-sync://app/1',
    'devtools://devtools/bundled/inspector.html',
    'chrome://version',
    'partner-sync://other/window.html',
  ])('load nothing from elsewhere: %s', async (url) => {
    for (const session of desk.happened.sessions.values()) expect(await session.load(url)).toBe('cancelled')
    const own = await page().session.load(windowAddress)
    expect(own instanceof Response && own.status).toBe(200)
  })

  test('find no address for any name, and make no calls', () => {
    expect(desk.computer.switches).toEqual({ 'host-resolver-rules': noNames })
    expect(page().callPolicy).toBe('disable_non_proxied_udp')
  })

  test('speak to nobody who has not looked who speaks', async () => {
    expect(desk.happened.handlers.size).toBe(requestNames.length)
    for (const channel of desk.happened.handlers.keys()) {
      const reply = await page().invoke(channel, null, { url: 'https://elsewhere.example/' })
      expect(reply).toMatchObject({ kind: 'failure', error: { message: 'This request was refused.' } })
    }
    expect(desk.ipcMain.listenerCount('electron-store-get-data')).toBe(0)
  })

  test('open nothing outside but a page in Notion that is known', async () => {
    for (const pageId of ['0123456789abcdef0123456789abcdef', 'https://elsewhere.example', 'file:///etc/passwd']) {
      const reply = await page().invoke('partner-sync:open-page', { pageId })
      expect(reply).toMatchObject({ kind: 'failure' })
    }
    expect(desk.happened.opened).toEqual([])
  })
})

describe('who else could get in', () => {
  test('no link of another program leads here', async () => {
    await started()
    expect(desk.happened.protocolClients).toEqual([])
    for (const event of ['open-url', 'open-file']) {
      const opened = desk.preventable()
      desk.app.fire(event, opened, 'partner-sync://app/window.html#problems')
      expect(opened.prevented()).toBe(true)
    }
  })

  test.each(['inspect', 'inspect-brk', 'remote-debugging-port', 'remote-debugging-pipe', 'js-flags', 'no-sandbox'])(
    'an installed application does not start with --%s',
    async (flag) => {
      const computer = { packaged: true, switches: { [flag]: '' } }
      application = await startApplication({ computer, fails: true })
      expect([desk.happened.exits, desk.happened.windows, desk.happened.trays]).toEqual([[1], [], []])
      expect(desk.happened.dialogs).toMatchObject([
        { kind: 'error', options: { content: expect.stringContaining(flag) } },
      ])
    },
  )

  test('whoever develops it may look inside', () => {
    const commandLine = { hasSwitch: () => true }
    expect(openedDoors(commandLine, false)).toEqual([])
    expect(openedDoors(commandLine, true).length).toBeGreaterThan(5)
  })

  test('an installed application speaks to Notion alone, whatever its surroundings say', async () => {
    const env = { PARTNER_SYNC_NOTION_URL: 'http://elsewhere.example' }
    application = await startApplication({ computer: { packaged: true }, env })
    await application.quit()
    // From its sources it would have looked at that, and refused it.
    application = await startApplication({ computer: { packaged: false }, env, fails: true })
    await expect.poll(() => desk.happened.exits).toEqual([1])
  })
})

test('docs/security.md names only tests that exist', () => {
  const titles = globSync('test/{desktop,packaging,electron}/**/*.test.ts', { cwd: root })
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n')
  const list = readFileSync(join(root, 'docs/security.md'), 'utf8').split('## The checklist of Electron')[1] ?? ''
  const named = [...list.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title)
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((title) => !titles.includes(title))).toEqual([])
})
