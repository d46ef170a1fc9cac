/**
 * The built page in the real Chromium, with the very headers of the scheme: what it shows, and what it cannot do.
 *
 * The page is served under an invented address, because Chromium alone does not know our scheme; every answer still comes
 * from `scheme.ts`. Every attack is tried without the headers as well, and must then succeed: else it would prove nothing.
 */
import { createSocket } from 'node:dgram'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { noNames } from '../../electron/desktop/fence.ts'
import { answer, windowAddress } from '../../electron/desktop/scheme.ts'
import type { Snapshot } from '../../shared/snapshot.ts'
import { openChromium } from '../support/chromium.ts'
import { snapshotWith } from '../support/snapshots.ts'

const ORIGIN = 'https://window.invalid'
const ELSEWHERE = 'https://elsewhere.invalid'
const folder = mkdtempSync(join(tmpdir(), 'partner-sync-page-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let browser: Browser

beforeAll(async () => {
  // The test runner has set another; people get the page as it is built for them.
  vi.stubEnv('NODE_ENV', 'production')
  await build({
    configFile: join(import.meta.dirname, '../../vite.desktop.config.ts'),
    mode: 'window',
    logLevel: 'silent',
    build: { outDir: folder, emptyOutDir: true },
  })
  vi.unstubAllEnvs()
  browser = await openChromium()
}, 400_000)
afterAll(() => browser?.close())

interface Shown {
  readonly page: Page
  /** Addresses elsewhere that were asked for. */
  readonly asked: string[]
  /** What the page complained of: errors, refusals of its policy. */
  readonly complaints: string[]
}

interface Setting {
  readonly snapshot?: Snapshot
  /** False: without the headers, to see what they are good for. */
  readonly fenced?: boolean
  readonly bridge?: boolean
}

/** Opens the page, with a bridge that answers `snapshot` and notes what is asked. */
async function openPage({ snapshot = snapshotWith(), fenced = true, bridge = true }: Setting = {}): Promise<Shown> {
  const page = await browser.newPage({ locale: 'en-GB' })
  const asked: string[] = []
  const complaints: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
  page.on('pageerror', (error) => void complaints.push(error.message))
  await page.route('**/*', async (route) => {
    const url = route.request().url()
    if (!url.startsWith(ORIGIN)) {
      asked.push(url)
      return route.fulfill({ status: 200, body: '', headers: { 'Access-Control-Allow-Origin': '*' } })
    }
    const reply = await answer(
      { method: route.request().method(), url: url.replace(ORIGIN, 'partner-sync://app') },
      folder,
    )
    const headers = Object.fromEntries(reply.headers)
    const free = { 'content-type': headers['content-type'] ?? 'text/plain' }
    await route.fulfill({
      status: reply.status,
      body: Buffer.from(await reply.arrayBuffer()),
      headers: fenced ? headers : free,
    })
  })
  await page.addInitScript(() => {
    Object.assign(globalThis, { violations: 0 })
    const count = (): void =>
      void Object.assign(globalThis, { violations: Number(Reflect.get(globalThis, 'violations')) + 1 })
    Reflect.apply(Reflect.get(globalThis, 'addEventListener'), globalThis, ['securitypolicyviolation', count])
  })
  if (bridge) {
    await page.addInitScript((value) => {
      const listeners: ((value: unknown) => void)[] = []
      const said: unknown[] = []
      const error = { category: 'network', message: 'No network.', cause: '', remedy: 'Look at the cable.' }
      const answers: Readonly<Record<string, (argument: unknown) => unknown>> = {
        snapshot: () => ({ kind: 'ok', value }),
        'sync-now': (argument) => {
          said.push(argument)
          return { kind: 'failure', error }
        },
      }
      const nothing = (): unknown => ({ kind: 'failure', error })
      // Whatever else the page asks for cannot be had: what is shown here needs the snapshot alone.
      const ask = new Proxy(
        {},
        { get: (_, name) => async (argument: unknown) => (answers[String(name)] ?? nothing)(argument) },
      )
      const listen = {
        'snapshot-changed': (listener: (value: unknown) => void) => {
          listeners.push(listener)
          return () => undefined
        },
        'open-screen': () => () => undefined,
      }
      Object.assign(globalThis, { partnerSync: { ask, listen }, said, tell: (next: unknown) => listeners[0]?.(next) })
    }, snapshot)
  }
  await page.goto(windowAddress.replace('partner-sync://app', ORIGIN))
  return { page, asked, complaints }
}

describe('what it shows', () => {
  test('the sentence of the snapshot, and each later one, without a complaint of its own policy', async () => {
    const { page, complaints } = await openPage()
    await page.getByText('Everything is in step.').first().waitFor()
    await page.evaluate((next) => Reflect.get(globalThis, 'tell')(next), snapshotWith({ sentence: '2 problems.' }))
    await page.getByText('2 problems.').first().waitFor()
    expect(complaints).toEqual([])
  })

  test('in the language of the snapshot, with its own style', async () => {
    const { page } = await openPage({ snapshot: snapshotWith({ language: 'de', sentence: 'Alles stimmt überein.' }) })
    await page.getByRole('button', { name: 'Jetzt abgleichen' }).first().waitFor()
    expect(await page.evaluate('document.documentElement.lang')).toBe('de')
    expect(await page.evaluate(`getComputedStyle(document.querySelector('.shell')).display`)).toBe('grid')
  })

  test('“Sync now” asks for all profiles, and a failure is told with what to do', async () => {
    const { page } = await openPage()
    await page.getByRole('banner').getByRole('button', { name: 'Sync now' }).click()
    await page
      .getByRole('region', { name: /Notices/ })
      .getByText('Look at the cable.')
      .waitFor()
    expect(await page.evaluate('said')).toEqual([{ profile: null, kind: 'auto' }])
  })

  test('what is dropped into it is not opened in its place', async () => {
    const { page } = await openPage()
    await page.getByText('Everything is in step.').first().waitFor()
    const dropped = "document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true }))"
    // False: somebody prevented it.
    expect(await page.evaluate(dropped)).toBe(false)
  })

  test('opened by anything else it says that it belongs to Partner Sync', async () => {
    const { page } = await openPage({ bridge: false })
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('This page belongs to Partner Sync')
  })
})

/** Each is tried in the page; it “reaches” what it wants when something was asked for elsewhere or a mark was left. */
const attacks: readonly (readonly [what: string, code: string])[] = [
  ['fetching', `fetch('${ELSEWHERE}/a').catch(() => 0)`],
  ['fetching from its own address', `fetch('/window.js').then(() => { document.title = 'reached' }, () => 0)`],
  ['an old request', `const r = new XMLHttpRequest(); r.open('GET', '${ELSEWHERE}/a'); r.onerror = () => 0; r.send()`],
  ['a beacon', `navigator.sendBeacon('${ELSEWHERE}/a', 'x')`],
  ['a stream of events', `new EventSource('${ELSEWHERE}/a')`],
  ['a picture', `new Image().src = '${ELSEWHERE}/a.png'`],
  ['a script', `document.head.append(Object.assign(document.createElement('script'), { src: '${ELSEWHERE}/a.js' }))`],
  [
    'a style',
    `document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '${ELSEWHERE}/a.css' }))`,
  ],
  ['a frame', `document.body.append(Object.assign(document.createElement('iframe'), { src: '${ELSEWHERE}/a' }))`],
  [
    'an object',
    `document.body.append(Object.assign(document.createElement('object'), { data: '${ELSEWHERE}/a.html' }))`,
  ],
  [
    'a form',
    `const f = document.body.appendChild(document.createElement('form')); f.action = '${ELSEWHERE}/a'; f.submit()`,
  ],
  [
    'a script in the page',
    `document.body.append(Object.assign(document.createElement('script'), { textContent: "document.title = 'reached'" }))`,
  ],
  [
    'a script in an attribute',
    `const b = document.createElement('b'); b.setAttribute('onclick', "document.title = 'reached'"); document.body.append(b); b.click()`,
  ],
  ['a text as program', `setTimeout(() => self.eval("document.title = 'reached'"))`],
  [
    'a text as markup',
    `try { document.body.innerHTML = '<b>x</b>'; document.title = 'reached' } catch (refused) { String(refused) }`,
  ],
  [
    'a style in the page',
    `document.head.append(Object.assign(document.createElement('style'), { textContent: 'h1 { color: rgb(1, 2, 3) }' })); if (getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)') document.title = 'reached'`,
  ],
  [
    'a worker',
    `try { const w = new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))); w.onmessage = () => { document.title = 'reached' }; w.onerror = () => 0 } catch (refused) { String(refused) }`,
  ],
  [
    'a picture out of a text',
    `const i = new Image(); i.onload = () => { document.title = 'reached' }; i.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='`,
  ],
  [
    'another base',
    `const b = document.head.appendChild(document.createElement('base')); b.href = '${ELSEWHERE}/'; if (document.baseURI.startsWith('${ELSEWHERE}')) document.title = 'reached'`,
  ],
]

/** What became of an attack: it reached what it wants, or Chromium refused it by the page's policy and said so. */
async function outcomeOf(code: string, fenced: boolean): Promise<'reached' | 'refused' | 'neither'> {
  const { page, asked } = await openPage({ fenced })
  await page.getByText('Everything is in step.').first().waitFor()
  await page.evaluate(code).catch(() => undefined)
  const look = async (): Promise<'reached' | 'refused' | 'neither'> => {
    const left = !page.url().startsWith(ORIGIN)
    if (asked.length > 0 || left || (await page.title()) === 'reached') return 'reached'
    return (await page.evaluate('violations')) === 0 ? 'neither' : 'refused'
  }
  try {
    await expect.poll(look, { timeout: 5_000, interval: 20 }).not.toBe('neither')
    return await look()
  } finally {
    await page.close()
  }
}

describe('what it cannot do', () => {
  test.each(attacks)('%s reaches nothing, and would without the policy', async (_what, code) => {
    expect([await outcomeOf(code, true), await outcomeOf(code, false)]).toEqual(['refused', 'reached'])
  })

  test('no name has an address for it, and no call gets through; without those rules both do', async () => {
    const heard = new Set<string>()
    const server = createServer((socket) => {
      heard.add('tcp')
      socket.on('error', () => undefined).end('HTTP/1.1 204 No Content\r\n\r\n')
    })
    await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
    const { port } = server.address() as AddressInfo // A server that listens on a port has one.
    const datagrams = createSocket('udp4').on('message', () => void heard.add('udp'))
    await new Promise<void>((bound) => void datagrams.bind(port, '127.0.0.1', bound))
    const calling = `
      const urls = ['stun:127.0.0.1:${port}', 'turn:127.0.0.1:${port}?transport=tcp']
      self.call = new RTCPeerConnection({ iceServers: urls.map((url) => ({ urls: url, username: 'a', credential: 'b' })) })
      call.createDataChannel('x')
      void call.createOffer().then((offer) => call.setLocalDescription(offer))`
    /** What was heard, at the latest after so many ms; as soon as nothing is missing. */
    const visit = async (flags: readonly string[], what: 'pages' | 'call', atLatest: number): Promise<string> => {
      heard.clear()
      const other = await openChromium(flags)
      const page = await other.newPage()
      const until = performance.now() + atLatest
      if (what === 'call') {
        await page.evaluate(calling)
        while (heard.size < 2 && performance.now() < until) await page.waitForTimeout(20)
      } else {
        for (const host of ['localhost', '127.0.0.1']) await page.goto(`http://${host}:${port}/`).catch(() => null)
      }
      await other.close()
      return [...heard].sort().join()
    }
    // What `setWebRTCIPHandlingPolicy` sets for a page, as a flag of Chromium's own.
    const rules = [`--host-resolver-rules=${noNames}`, '--webrtc-ip-handling-policy=disable_non_proxied_udp']
    expect([await visit([], 'pages', 0), await visit(rules, 'pages', 0)]).toEqual(['tcp', ''])
    const begun = performance.now()
    expect(await visit([], 'call', 20_000)).toBe('tcp,udp')
    // As long as it took to get through, and a little more.
    expect(await visit(rules, 'call', performance.now() - begun + 500)).toBe('')
    server.close()
    datagrams.close()
  })

  test('it has neither Node nor Electron, and its script asks for neither', async () => {
    const { page } = await openPage()
    const found = await page.evaluate(
      "['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter((name) => name in self)",
    )
    expect(found).toEqual([])
    const script = await (await answer({ method: 'GET', url: 'partner-sync://app/window.js' }, folder)).text()
    expect(script.length).toBeGreaterThan(500)
    expect(script).not.toMatch(/\brequire\(|["'`]node:|["'`]electron["'`]|\beval\(|new Function/)
  })
})
