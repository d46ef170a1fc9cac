/**
 * The window of the application in the real Chromium: the built page under the headers of our scheme, the built preload
 * before it, and behind both the main process as it is. Only what lies between them is Electron's, and is the double.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { answer } from '../../electron/desktop/scheme.ts'
import { channelOf, pushNames } from '../../shared/ipc-names.ts'
import { desk } from '../support/electron-desk.ts'

/** Chromium knows our scheme by no name; what is asked here is answered by it. */
const ORIGIN = 'https://window.invalid'
const OWN_ORIGIN = 'partner-sync://app'

/** What a sandboxed preload may ask of Electron, spoken over the bindings of the test. */
const electronInPage = `{
  contextBridge: { exposeInMainWorld: (key, api) => { window[key] = api } },
  ipcRenderer: {
    invoke: (channel, argument) => window.testInvoke(channel, argument),
    on: (channel, hear) => { (window.testHearers ??= []).push({ channel, hear }) },
    off: (channel, hear) => {
      window.testHearers = (window.testHearers ?? []).filter((one) => one.channel !== channel || one.hear !== hear)
    },
  },
}`

/** Shows the window that the application has open. `built`: the folder `out`. */
export async function showDesktopWindow(context: BrowserContext, built: string): Promise<Page> {
  const [window] = desk.BrowserWindow.getAllWindows()
  if (window === undefined) throw new Error('the application has no window open')
  const page = await context.newPage()
  await page.route(`${ORIGIN}/**`, async (route) => {
    const request = route.request()
    const url = request.url().replace(ORIGIN, OWN_ORIGIN)
    const reply = await answer({ method: request.method(), url }, join(built, 'window'))
    await route.fulfill({
      status: reply.status,
      headers: Object.fromEntries(reply.headers),
      body: Buffer.from(await reply.arrayBuffer()),
    })
  })
  await page.exposeFunction('testInvoke', (channel: string, argument: unknown) =>
    window.webContents.invoke(channel, argument),
  )
  for (const name of pushNames) {
    const channel = channelOf(name)
    desk.ipcRenderer.on(channel, (_event: unknown, value: unknown) => {
      if (page.isClosed()) return
      const told = page.evaluate(
        (message) => {
          const hearers: unknown = Reflect.get(globalThis, 'testHearers')
          for (const one of Array.isArray(hearers) ? hearers : []) {
            if (one.channel === message.channel) one.hear({}, message.value)
          }
        },
        { channel, value },
      )
      // A page that is closed or loaded anew right now is told by its own first question.
      told.catch(() => undefined)
    })
  }
  const preload = readFileSync(join(built, 'preload.cjs'), 'utf8')
  await page.addInitScript({
    content: `{ const exports = {}; const module = { exports };
      const require = (name) => { if (name !== 'electron') throw new Error(name); return ${electronInPage} };
      (() => { ${preload} })() }`,
  })
  await page.goto(window.webContents.getURL().replace(OWN_ORIGIN, ORIGIN))
  return page
}
