/** The window in a browser, on a real port: how one gets in, who else does not, and what comes over the bridge. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Answers } from '../../electron/host/bridge.ts'
import type { Loopback } from '../../electron/host/loopback.ts'
import { newSecret } from '../../electron/host/loopback-secret.ts'
import { createLoopbackWindow, readWindow } from '../../electron/host/loopback-window.ts'
import type { Secret } from '../../electron/host/secret.ts'
import { loopbackFiles } from '../../electron/host/window-files.ts'
import { type Failure, failure, ok } from '../../shared/failure.ts'
import { replyOf } from '../../shared/ipc.ts'
import { requestNames } from '../../shared/ipc-names.ts'
import type { Snapshot } from '../../shared/snapshot.ts'
import { loopbackWords } from '../../shared/words/loopback.ts'
import { createTestClock } from '../support/clock.ts'
import { snapshotWith } from '../support/snapshots.ts'
import { unwrap } from '../support/world.ts'
import { newFolder } from './homes.ts'
import { type Asking, ask, listening, openStream } from './loopback-client.ts'

const TOKEN = 'ntn_canaryCanaryCanary'

async function servedWindow(changes: Partial<Answers> = {}) {
  const clock = createTestClock()
  const asked: { readonly name: string; readonly argument: unknown }[] = []
  const reported: Failure[] = []
  const hidden: Secret[] = []
  const listeners = new Set<(snapshot: Snapshot) => void>()
  const note = (name: string) => (argument: unknown) => {
    asked.push({ name, argument })
    return ok(null as never) // The tests look at what was asked.
  }
  const noted = Object.fromEntries(requestNames.map((name) => [name, note(name)]))
  const window = createLoopbackWindow({
    ports: {
      answers: { ...(noted as unknown as Answers), snapshot: () => ok(snapshotWith()), ...changes }, // One for every name.
      language: () => 'en',
      report: (wrong) => reported.push(wrong),
      redact: (text) => text.replaceAll(TOKEN, '[secret]'),
    },
    resident: {
      snapshot: () => snapshotWith(),
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    home: { hide: (secret) => hidden.push(secret) },
    cookie: newSecret(),
    clock,
    files: new Map([...loopbackFiles].map(([path, { file, type }]) => [path, { type, body: Buffer.from(file) }])),
  })
  const server = await listening(window.route, (wrong) => reported.push(wrong))
  const link = new URL(window.link(server.origin))
  const push = (snapshot: Snapshot): void => {
    for (const listener of listeners) listener(snapshot)
  }
  return { server, window, path: link.pathname + link.search, asked, reported, hidden, push, listeners, clock }
}

/** Opens the link, as a browser does; gives what it shows from then on. */
async function enter(server: Loopback, path: string): Promise<string> {
  const answer = await ask(server, path)
  expect([answer.status, answer.headers['location']]).toEqual([302, '/'])
  const [cookie = ''] = answer.headers['set-cookie'] ?? []
  return cookie.split(';')[0] ?? ''
}

const posting = (server: Loopback, cookie: string, argument: unknown, more: Asking['headers'] = {}): Asking => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Origin: server.origin, Cookie: cookie, ...more },
  body: JSON.stringify(argument),
})

test('a window that was not built is a failure that names what is missing and how to get it', () => {
  const folder = newFolder()
  expect(readWindow([join(folder, 'nowhere'), folder])).toMatchObject({
    kind: 'failure',
    reason: 'window-not-built',
    subject: join(folder, 'window.html'),
  })
  for (const { file } of loopbackFiles.values()) writeFileSync(join(folder, file), `<script>${file}`)
  expect(unwrap(readWindow([join(folder, 'nowhere'), folder])).size).toBe(loopbackFiles.size)
})

describe('getting in', () => {
  test('the link works once and leaves a cookie that no script and no other site can use', async () => {
    const { server, path } = await servedWindow()
    const first = await ask(server, path)
    expect(first.status).toBe(302)
    expect(first.headers['set-cookie']).toEqual([
      expect.stringMatching(
        new RegExp(`^partner-sync-${server.port}=[\\w-]{43}; Path=/; Max-Age=\\d+; HttpOnly; SameSite=Strict$`),
      ),
    ])
    const second = await ask(server, path)
    expect([second.status, second.headers['set-cookie']]).toEqual([403, undefined])
  })

  test('whoever was let in may use the link again: it opens the window', async () => {
    const { server, path } = await servedWindow()
    const cookie = await enter(server, path)
    const again = await ask(server, path, { headers: { Cookie: `other=1; ${cookie}` } })
    expect([again.status, again.headers['location'], again.headers['set-cookie']]).toEqual([302, '/', undefined])
    const page = await ask(server, '/', { headers: { Cookie: cookie } })
    expect([page.status, page.text]).toEqual([200, 'window.html'])
    // Whoever comes often stays known.
    expect(page.headers['set-cookie']?.[0]).toMatch(
      new RegExp(`^${cookie}; Path=/; Max-Age=\\d+; HttpOnly; SameSite=Strict$`),
    )
  })

  test.each([
    ['without a token', '/open'],
    ['with an empty token', '/open?token='],
    ['with another token', '/open?token=0123456789012345678901234567890123456789012'],
  ])('nobody gets in %s, and the link still works afterwards', async (_how, wrong) => {
    const { server, path } = await servedWindow()
    expect((await ask(server, wrong)).status).toBe(403)
    expect((await ask(server, path, { method: 'HEAD' })).status).not.toBe(302)
    await enter(server, path)
  })

  test('a page says in both languages how to get in, and needs no script for it', async () => {
    const { server } = await servedWindow()
    const page = await ask(server, '/')
    expect([page.status, page.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8'])
    for (const language of ['de', 'en'] as const) {
      const { title, paragraphs } = loopbackWords(language).entrance
      for (const sentence of [title, ...paragraphs]) expect(page.text).toContain(sentence)
    }
    expect(page.text).not.toMatch(/<script|style=/)
    expect(page.headers['content-security-policy']).toContain("connect-src 'self'")
  })

  test('link and cookie are hidden from every log', async () => {
    const { server, path, hidden } = await servedWindow()
    const cookie = await enter(server, path)
    const secrets = hidden.map((secret) => secret.reveal())
    expect(secrets).toContain(path.split('token=')[1])
    expect(secrets).toContain(cookie.split('=')[1])
  })
})

describe('who has not come by the link', () => {
  test.each([
    ['no cookie', () => ''],
    ['an invented one', (port: number) => `partner-sync-${port}=${'x'.repeat(43)}`],
    ['the cookie of another port', (_port: number, cookie: string) => cookie.replace(/^[^=]+/, 'partner-sync-1')],
    ['an empty one', (port: number) => `partner-sync-${port}=`],
  ])('with %s gets neither file nor answer nor event', async (_what, cookieFor) => {
    const { server, path, asked, listeners } = await servedWindow()
    const cookie = cookieFor(server.port, await enter(server, path))
    for (const file of loopbackFiles.keys()) {
      expect((await ask(server, file, { headers: { Cookie: cookie } })).status).toBe(401)
    }
    expect((await ask(server, '/events', { headers: { Cookie: cookie } })).status).toBe(401)
    for (const name of requestNames) {
      const answer = await ask(server, `/bridge/${name}`, posting(server, cookie, null))
      expect(answer.status).toBe(401)
      expect(replyOf(name).parse(answer.json())).toMatchObject({ kind: 'failure' })
    }
    expect([asked, listeners.size]).toEqual([[], 0])
  })
})

describe('another page in the same browser', () => {
  test.each([
    ['of a website', 'https://evil.example'],
    ['of another port of this computer', 'http://127.0.0.1:1'],
    ['of this port under another name', 'null'],
  ])('%s may neither ask nor look', async (_which, from) => {
    const { server, path, asked } = await servedWindow()
    const cookie = await enter(server, path)
    const answer = await ask(server, '/bridge/snapshot', posting(server, cookie, null, { Origin: from }))
    expect(answer.status).toBe(403)
    expect((await ask(server, '/events', { headers: { Cookie: cookie, Origin: from } })).status).toBe(403)
    expect((await ask(server, '/', { headers: { Cookie: cookie, Origin: from } })).status).toBe(403)
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    expect(asked).toEqual([])
  })

  test('cannot leave out where it comes from, nor send a form', async () => {
    const { server, path, asked } = await servedWindow()
    const cookie = await enter(server, path)
    const { Origin: _, ...unsaid } = posting(server, cookie, null).headers ?? {}
    expect((await ask(server, '/bridge/submit', { method: 'POST', headers: unsaid, body: 'null' })).status).toBe(403)
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const form = posting(server, cookie, null, { 'Content-Type': type })
      expect((await ask(server, '/bridge/submit', form)).status).toBe(415)
    }
    expect(asked).toEqual([])
  })

  test('cannot reach it under a name of its own', async () => {
    const { server, path } = await servedWindow()
    const cookie = await enter(server, path)
    const answer = await ask(server, '/', { headers: { Cookie: cookie, Host: `evil.example:${server.port}` } })
    expect(answer.status).toBe(403)
    expect(answer.text).toContain(server.origin)
  })
})

describe('the bridge', () => {
  test('answers every name with what its schema says', async () => {
    const { server, path, asked } = await servedWindow()
    const cookie = await enter(server, path)
    const reply = await ask(server, '/bridge/snapshot', posting(server, cookie, null))
    expect([reply.status, reply.json()]).toEqual([200, { kind: 'ok', value: snapshotWith() }])
    await ask(server, '/bridge/sync-now', posting(server, cookie, { profile: null, kind: 'auto' }))
    expect(asked).toEqual([{ name: 'sync-now', argument: { profile: null, kind: 'auto' } }])
  })

  test('refuses what is no request, and quotes nothing of it', async () => {
    const { server, path, asked, reported } = await servedWindow()
    const cookie = await enter(server, path)
    const wrong = posting(server, cookie, { entry: null, token: TOKEN, extra: TOKEN })
    const answers = [
      await ask(server, '/bridge/save-token', wrong),
      await ask(server, '/bridge/save-token', { ...wrong, body: `{"token":"${TOKEN}"` }),
      await ask(server, '/bridge/save-token', { ...wrong, body: '' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 400])
    for (const answer of answers) {
      expect(replyOf('save-token').parse(answer.json())).toMatchObject({
        kind: 'failure',
        error: { category: 'usage' },
      })
    }
    expect(JSON.stringify([answers, reported])).not.toContain(TOKEN)
    expect(asked).toEqual([])
  })

  test('takes no more than a request can need, and hears the end of it', async () => {
    const { server, path, asked } = await servedWindow()
    const cookie = await enter(server, path)
    const large = await ask(server, '/bridge/submit', posting(server, cookie, 'x'.repeat(1_500_000)))
    expect(large.status).toBe(413)
    const unsaid = posting(server, cookie, 'x'.repeat(1_500_000), { 'Transfer-Encoding': 'chunked' })
    expect((await ask(server, '/bridge/submit', unsaid)).status).toBe(413)
    expect(asked).toEqual([])
  })

  test('knows no other names, and no other way of asking', async () => {
    const { server, path } = await servedWindow()
    const cookie = await enter(server, path)
    for (const name of ['', 'constructor', '__proto__', 'snapshot/', 'SNAPSHOT', '%73napshot']) {
      expect((await ask(server, `/bridge/${name}`, posting(server, cookie, null))).status).toBe(404)
    }
    const got = await ask(server, '/bridge/snapshot', { headers: { Cookie: cookie } })
    expect([got.status, got.headers['allow']]).toEqual([405, 'POST'])
    const head = await ask(server, '/events', { method: 'HEAD', headers: { Cookie: cookie } })
    expect([head.status, head.headers['allow']]).toEqual([405, 'GET'])
    const put = { method: 'PUT', headers: { Cookie: cookie, Origin: server.origin } }
    expect((await ask(server, '/window.js', put)).status).toBe(405)
    expect((await ask(server, '/../secret.txt', { headers: { Cookie: cookie } })).status).toBe(404)
  })

  test('a failure is an answer without the secrets in its text', async () => {
    const { server, path } = await servedWindow({
      conflicts: () => failure('network', `cannot reach it with ${TOKEN}`),
    })
    const cookie = await enter(server, path)
    const reply = await ask(server, '/bridge/conflicts', posting(server, cookie, { profile: null }))
    expect(reply.json()).toMatchObject({ kind: 'failure', error: { detail: 'cannot reach it with [secret]' } })
  })
})

describe('events', () => {
  const listen = (server: Loopback, cookie: string) =>
    openStream(server, `GET /events HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nCookie: ${cookie}\r\n\r\n`)

  test('begin with how things stand, and tell what changes', async () => {
    const { server, path, push, window } = await servedWindow()
    const stream = await listen(server, await enter(server, path))
    const head = await stream.until('event: snapshot-changed\ndata: ')
    expect(head).toContain('Content-Type: text/event-stream')
    await stream.until(JSON.stringify(snapshotWith().sentence))
    push(snapshotWith({ sentence: 'Something else.' }))
    await stream.until('"sentence":"Something else."')
    window.push('open-screen', 'problems')
    await stream.until('event: open-screen\ndata: "problems"\n\n')
  })

  test('say now and then that they are still there', async () => {
    const { server, path, clock } = await servedWindow()
    const stream = await listen(server, await enter(server, path))
    await stream.until('data: ')
    await clock.advance(15_000)
    expect(await stream.until(': still here')).toContain('\n: still here\n\n')
  })

  test('are for a few windows; a place is free again when one closes, and without any nothing is made ready', async () => {
    const { server, path, listeners } = await servedWindow()
    const cookie = await enter(server, path)
    const streams = await Promise.all(Array.from({ length: 3 }, () => listen(server, cookie)))
    for (const stream of streams) await stream.until('data: ')
    expect(listeners.size).toBe(1)
    expect((await ask(server, '/events', { headers: { Cookie: cookie } })).status).toBe(503)
    for (const stream of streams) stream.socket.destroy()
    await expect.poll(() => listeners.size).toBe(0)
    await (await listen(server, cookie)).until('data: ')
  })

  test('do not hold the server when it closes', async () => {
    const { server, path } = await servedWindow()
    const stream = await listen(server, await enter(server, path))
    await stream.until('data: ')
    await server.close()
    await stream.closed
    await expect(ask(server, '/')).rejects.toThrow('ECONNREFUSED')
  })
})
