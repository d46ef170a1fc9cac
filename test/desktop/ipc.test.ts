/** The bridge: who is heard, what is let in, and what is let out. */
import { ipcMain } from 'electron'
import { beforeEach, describe, expect, test } from 'vitest'
import { bindBridge, push } from '../../electron/desktop/ipc.ts'
import { windowAddress } from '../../electron/desktop/scheme.ts'
import type { Answers } from '../../electron/host/bridge.ts'
import { type Failure, failure, ok } from '../../shared/failure.ts'
import { type Bridge, pushes, replyOf, requests } from '../../shared/ipc.ts'
import { bridgeKey, channelOf, pushNames, requestNames } from '../../shared/ipc-names.ts'
import { desk } from '../support/electron-desk.ts'
import { snapshotWith } from '../support/snapshots.ts'

const PAGE = '0123456789abcdef0123456789abcdef'
const TOKEN = 'ntn_canaryCanaryCanary'

let asked: { readonly name: string; readonly argument: unknown }[] = []
let reported: Failure[] = []

/** Notes what reaches it; `changes` answer otherwise. */
function answersWith(changes: Partial<Answers> = {}): Answers {
  const note = (name: string) => (argument: unknown) => {
    asked.push({ name, argument })
    return ok(null as never) // The tests look at what was asked.
  }
  const noted = Object.fromEntries(requestNames.map((name) => [name, note(name)]))
  return { ...(noted as unknown as Answers), snapshot: () => ok(snapshotWith()), ...changes } // One for every name.
}

function windowWith(changes: Partial<Answers> = {}) {
  const redact = (text: string): string => text.replaceAll(TOKEN, '[secret]')
  bindBridge({
    ipcMain,
    answers: answersWith(changes),
    language: () => 'en',
    report: (wrong) => reported.push(wrong),
    redact,
  })
  const window = new desk.BrowserWindow()
  window.webContents.mainFrame.url = windowAddress
  return window.webContents
}

beforeEach(() => {
  desk.startAnew()
  asked = []
  reported = []
})

describe('who is heard', () => {
  test('the main frame of our own page is answered', async () => {
    const reply = await windowWith().invoke(channelOf('snapshot'), null)
    expect(reply).toEqual({ kind: 'ok', value: snapshotWith() })
  })

  test.each([
    ['a page from the network', { url: 'https://partner-sync.example/window.html' }],
    ['a page whose address only begins like ours', { url: 'partner-sync://app.evil.example/window.html' }],
    ['another host of our scheme', { url: 'partner-sync://other/window.html' }],
    ['a file', { url: 'file:///window.html' }],
    ['no address at all', { url: '' }],
    ['a frame inside our page', { url: windowAddress, parent: {} }],
  ])('%s is refused and reported, and nobody sees what it asked', async (_who, from) => {
    const web = windowWith()
    for (const name of requestNames) {
      expect(await web.invoke(channelOf(name), null, from)).toMatchObject({
        kind: 'failure',
        error: { category: 'usage', message: 'This request was refused.' },
      })
    }
    expect(asked).toEqual([])
    expect(reported.map(({ reason }) => reason)).toEqual(requestNames.map(() => 'foreign-sender'))
  })
})

describe('what is let in', () => {
  test.each([
    ['snapshot', { more: 1 }],
    ['sync-now', { profile: null, kind: 'everything' }],
    ['sync-now', { profile: null }],
    ['submit', { action: 'format-disk' }],
    ['submit', { action: 'undo', change: '1', insist: false, more: true }],
    ['submit', { action: 'set-profile', name: 'a', changes: { privateToken: { kind: 'file', path: '/etc/passwd' } } }],
    [
      'submit',
      { action: 'set-profile', name: 'a', changes: { sharedToken: { kind: 'environment', variable: 'HOME' } } },
    ],
    ['changes', { profile: null, page: null, limit: 1_000_000 }],
    ['save-token', { entry: null, token: '' }],
    ['save-token', { entry: null, token: 'x'.repeat(5000) }],
    ['save-preferences', { language: 'en', theme: 'pink', notifications: { trouble: true, partnerChanges: true } }],
    ['open-page', { pageId: 'https://example.com' }],
    ['open-page', { pageId: '../../../etc/passwd' }],
    ['open-folder', { which: 'home' }],
  ] as const)('%s with %j is refused before anybody sees it', async (name, argument) => {
    const reply = await windowWith().invoke(channelOf(name), argument)
    expect(reply).toMatchObject({ kind: 'failure', error: { category: 'usage' } })
    expect(asked).toEqual([])
  })

  test('a refused argument is quoted nowhere: it may hold a token', async () => {
    const web = windowWith()
    await web.invoke(channelOf('save-token'), { entry: null, token: TOKEN, extra: TOKEN })
    await web.invoke(channelOf('save-token'), { entry: TOKEN.repeat(20), token: TOKEN })
    expect(JSON.stringify([reported, desk.happened.sent])).not.toContain(TOKEN)
    expect(reported).toHaveLength(2)
  })

  test('there is no channel besides those of the declaration', () => {
    windowWith()
    expect([...desk.happened.handlers.keys()].sort()).toEqual(requestNames.map(channelOf).sort())
    expect(Object.keys(requests).sort()).toEqual([...requestNames].sort())
    expect(Object.keys(pushes).sort()).toEqual([...pushNames].sort())
  })
})

describe('what is let out', () => {
  test('only what the declaration names crosses, even where an answer has more', async () => {
    const more = { ...snapshotWith(), token: TOKEN }
    const reply = await windowWith({ snapshot: () => ok(more) }).invoke(channelOf('snapshot'), null)
    expect(reply).toEqual({ kind: 'ok', value: snapshotWith() })
  })

  test('a failure is an answer in the language of the user, without the secrets in its text', async () => {
    const wrong = failure('network', `cannot reach it with ${TOKEN}`)
    const reply = await windowWith({ conflicts: () => wrong }).invoke(channelOf('conflicts'), { profile: null })
    expect(reply).toMatchObject({ kind: 'failure', error: { detail: 'cannot reach it with [secret]' } })
    expect(replyOf('conflicts').safeParse(reply).success).toBe(true)
    expect(JSON.stringify(reported)).not.toContain(TOKEN)
  })

  test('an answer that throws, or that fits no schema, is a failure and not a stack', async () => {
    const throwing = (): never => {
      throw new Error(`broken ${TOKEN}`)
    }
    const web = windowWith({ problems: throwing, held: () => ok([{ unexpected: true }] as never) })
    for (const name of ['problems', 'held'] as const) {
      const reply = await web.invoke(channelOf(name), { profile: null })
      expect(reply).toMatchObject({ kind: 'failure', error: { category: 'unknown' } })
      expect(JSON.stringify(reply)).not.toContain(TOKEN)
    }
    expect(reported.map(({ reason }) => reason)).toEqual(['answer-malformed', 'answer-malformed'])
  })

  test('a window that is gone is not told', () => {
    const web = windowWith()
    web.gone = true
    expect(() => push(web, 'open-screen', 'overview')).not.toThrow()
  })
})

describe('what the window gets', () => {
  async function exposed(): Promise<Bridge> {
    await import('../../electron/preload.ts')
    return desk.happened.exposed.get(bridgeKey) as Bridge // The preload exposes nothing else.
  }

  test('the preload gives one function for each name and nothing of Electron', async () => {
    const bridge = await exposed()
    expect([...desk.happened.exposed.keys()]).toEqual([bridgeKey])
    expect(Object.keys(bridge).sort()).toEqual(['ask', 'listen'])
    expect(Object.keys(bridge.ask)).toEqual([...requestNames])
    expect(Object.keys(bridge.listen)).toEqual([...pushNames])

    const web = windowWith()
    await bridge.ask['open-page']({ pageId: PAGE })
    expect(asked).toEqual([{ name: 'open-page', argument: { pageId: PAGE } }])

    const heard: unknown[][] = []
    const stop = bridge.listen['open-screen']((...parameters) => void heard.push(parameters))
    push(web, 'open-screen', 'problems')
    stop()
    push(web, 'open-screen', 'held')
    expect(heard).toEqual([['problems']])
  })
})
