/** `run --ui` and `run --status-port` as a process of its own: the link, the bridge, the events, the status, the end. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { errorDocumentSchema, statusSchema } from '../../shared/contract.ts'
import { replyOf } from '../../shared/ipc.ts'
import type { RequestName } from '../../shared/ipc-names.ts'
import { snapshotSchema } from '../../shared/snapshot.ts'
import { ask, openStream } from '../host/loopback-client.ts'
import { type Going, smallSeed, stage, start } from './stage.ts'

const windowLine = z.object({ event: z.literal('window'), url: z.url() })

/** The link that was printed. */
async function linkOf(going: Going): Promise<URL> {
  const told = await going.said(/"event":"window","url":"[^"]+"/)
  const [line = ''] = /\{"event":"window"[^\n]*\}/.exec(told) ?? []
  return new URL(windowLine.parse(JSON.parse(line)).url)
}

/** Opens the link as a browser does, and speaks the bridge from then on. */
async function enter(link: URL) {
  const server = { port: Number(link.port) }
  const opened = await ask(server, link.pathname + link.search)
  expect(opened.status).toBe(302)
  const cookie = (opened.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
  const bridge = async (name: RequestName, argument: unknown): Promise<unknown> => {
    const headers = { 'Content-Type': 'application/json', Origin: link.origin, Cookie: cookie }
    const reply = await ask(server, `/bridge/${name}`, { method: 'POST', headers, body: JSON.stringify(argument) })
    return replyOf(name).parse(reply.json())
  }
  return { server, cookie, bridge }
}

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  await new Promise((done) => void server.close(done))
  return port
}

/** Everything that the log of a home holds. */
function logOf(home: string): string {
  const folder = join(home, 'logs')
  return readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('')
}

test('the window opens by its link once, shows what is there, hears what changes, and does not hold up the end', async () => {
  const { home, begin, addAnna, owner, furnished } = await stage(smallSeed(1))
  await addAnna()
  const going = begin(['run', '--ui', '--json'])
  const link = await linkOf(going)
  const { server, cookie, bridge } = await enter(link)
  expect((await ask(server, link.pathname + link.search)).status).toBe(403)
  const page = await ask(server, '/', { headers: { Cookie: cookie } })
  expect(page.text).toContain('./window.js')

  const head = `GET /events HTTP/1.1\r\nHost: ${link.host}\r\nCookie: ${cookie}\r\n\r\n`
  const events = await openStream(server, head)
  await events.until('event: snapshot-changed')
  await going.said('"event":"run"')
  const snapshot = z.object({ kind: z.literal('ok'), value: snapshotSchema })
  await expect
    .poll(async () => snapshot.parse(await bridge('snapshot', null)).value.profiles[0]?.sharedSynced, {
      timeout: 30_000,
    })
    .toBe(1)
  const pageId = furnished.rows['p1'] ?? ''
  expect(await bridge('open-page', { pageId })).toEqual({
    kind: 'ok',
    value: { kind: 'address', url: `https://www.notion.so/${pageId.replaceAll('-', '')}` },
  })
  expect(await bridge('open-folder', { which: 'logs' })).toMatchObject({ kind: 'failure' })
  owner.edit(pageId, { PartnerRelevant: false })
  await bridge('sync-now', { profile: 'anna', kind: 'auto' })
  await events.until('"sharedSynced":0')

  going.kill('SIGTERM')
  const ended = await going.ended
  await events.closed
  expect(ended.code).toBe(143)
  for (const line of ended.stdout.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('event')
  const secrets = [link.searchParams.get('token') ?? '', cookie.split('=')[1] ?? '']
  for (const secret of secrets) {
    expect(secret).toMatch(/^[\w-]{43}$/)
    expect(logOf(home) + ended.stderr).not.toContain(secret)
  }
})

test('the status is the one that the command line tells, for whoever has the token', async () => {
  const { home, cli, begin, addAnna } = await stage(smallSeed(2))
  await addAnna()
  const port = await freePort()
  const going = begin(['run', '--status-port', String(port), '--json'])
  await going.said('"event":"run"')
  await cli(['pause', '--json'])

  expect(statSync(join(home, 'status-token')).mode & 0o777).toBe(0o600)
  const token = readFileSync(join(home, 'status-token'), 'utf8').trim()
  const headers = { Authorization: `Bearer ${token}` }
  const told = await cli(['status', '--json'])
  const all = await ask({ port }, '/api/v1/sync-status', { headers })
  expect(all.json()).toEqual(told.json())
  const one = await ask({ port }, '/api/v1/sync-status/anna', { headers })
  expect(statusSchema.parse(one.json())).toMatchObject({
    name: 'anna',
    state: 'paused',
    running: true,
    sharedSynced: 2,
  })
  expect((await ask({ port }, '/metrics', { headers })).text).toContain('partner_sync_shared_synced{profile="anna"} 2')
  expect((await ask({ port }, '/api/v1/sync-status')).status).toBe(401)
  expect((await ask({ port }, '/api/v1/sync-status/ben', { headers })).status).toBe(404)
  expect((await ask({ port }, '/', { headers })).status).toBe(404)

  going.kill('SIGTERM')
  const ended = await going.ended
  expect(ended.code).toBe(143)
  expect(logOf(home) + ended.stdout + ended.stderr).not.toContain(token)
})

test('a port that is taken ends the command with 2, and nothing is synced', async () => {
  const { cli, begin, addAnna, rows } = await stage(smallSeed(1))
  await addAnna()
  const first = begin(['sandbox', '--json'])
  const told = await first.said(/"url":"[^"]+"/)
  const port = new URL(/"url":"([^"]+)"/.exec(told)?.[1] ?? '').port
  for (const more of [[], ['--ui']]) {
    const refused = await cli(['run', '--status-port', port, ...more, '--json', '--lang', 'en'])
    expect(refused.code).toBe(2)
    const { error } = errorDocumentSchema.parse(refused.json())
    expect(error.message).toContain(port)
  }
  expect(rows('shared')).toEqual([])
  expect(await cli(['run', '--status-port', '99999', '--json'])).toMatchObject({ code: 2 })
})

test('window and status share one port, and the status stays as the settings say', async () => {
  const { home, begin, addAnna } = await stage(smallSeed(1))
  await addAnna()
  const port = await freePort()
  const both = begin(['run', '--ui', '--status-port', String(port), '--json'])
  const link = await linkOf(both)
  expect(link.port).toBe(String(port))
  const { bridge, server, cookie } = await enter(link)
  const headers = { Authorization: `Bearer ${readFileSync(join(home, 'status-token'), 'utf8').trim()}` }
  expect((await ask(server, '/api/v1/sync-status', { headers })).status).toBe(200)
  expect((await ask(server, '/api/v1/sync-status', { headers: { Cookie: cookie } })).status).toBe(401)
  const other = await freePort()
  expect(await bridge('set-status-endpoint', { port: other })).toMatchObject({ value: { kind: 'on', port: other } })
  expect((await ask({ port: other }, '/api/v1/sync-status', { headers })).status).toBe(200)
  expect((await ask(server, '/api/v1/sync-status', { headers })).status).not.toBe(200)
  both.kill('SIGTERM')
  await both.ended

  const later = begin(['run', '--json'])
  await later.said('"event":"status-endpoint"')
  expect((await ask({ port: other }, '/api/v1/sync-status', { headers })).status).toBe(200)
  later.kill('SIGTERM')
  expect(await later.ended).toMatchObject({ code: 143 })
})

test('without a keychain a token is kept only after the user agreed, and then where every later start finds it', async () => {
  const { home, begin, furnished } = await stage(smallSeed(1))
  const going = begin(['run', '--ui', '--json'])
  const { bridge } = await enter(await linkOf(going))
  const token = furnished.tokens['anna'] ?? ''
  expect(await bridge('save-token', { entry: null, token })).toMatchObject({ kind: 'failure' })
  expect(await bridge('accept-unprotected', { agree: true })).toEqual({ kind: 'ok', value: null })
  const saved = z
    .object({ kind: z.literal('ok'), value: z.object({ entry: z.string(), workspaceName: z.string() }) })
    .parse(await bridge('save-token', { entry: null, token }))
  const path = join(home, 'tokens', saved.value.entry)
  expect([readFileSync(path, 'utf8').trim() === token, statSync(path).mode & 0o777]).toEqual([true, 0o600])
  going.kill('SIGTERM')
  expect((await going.ended).code).toBe(143)
})

test('a second process is told who keeps the home, also when it only wanted to show the window', async () => {
  const { cli, begin, addAnna } = await stage(smallSeed(1))
  await addAnna()
  const going = begin(['run', '--ui', '--json'])
  await linkOf(going)
  expect(await cli(['run', '--ui', '--json'])).toMatchObject({ code: 4 })
  going.kill('SIGINT')
  expect(await going.ended).toMatchObject({ code: 130 })
})

test('the demo shows both of its people in the window, each with what waits for an answer', async () => {
  const demo = start(['demo', '--json'])
  const { bridge } = await enter(await linkOf(demo))
  const shown = z.object({ kind: z.literal('ok'), value: snapshotSchema }).parse(await bridge('snapshot', null)).value
  expect(shown.profiles.map(({ name }) => name)).toEqual(['anna', 'ben'])
  expect(shown.conflicts).toBeGreaterThan(0)
  demo.kill('SIGTERM')
  expect(await demo.ended).toMatchObject({ code: 143 })
})
