/** The status endpoint on a real port: who is told, who is not, and what asking costs. */
import { describe, expect, test } from 'vitest'
import type { Loopback } from '../../electron/host/loopback.ts'
import { statusRoutes } from '../../electron/host/loopback-status.ts'
import { createSecret } from '../../electron/host/secret.ts'
import { errorDocumentSchema, type Status } from '../../shared/contract.ts'
import type { Failure } from '../../shared/failure.ts'
import { aStatus, at, NOW } from '../core/statuses.ts'
import { createTestClock } from '../support/clock.ts'
import { ask, listening, openStream } from './loopback-client.ts'

const TOKEN = 'a-token-that-nobody-guesses'
const knowing = { Authorization: `Bearer ${TOKEN}` }
const ALL = '/api/v1/sync-status'

async function endpoint(statuses: () => readonly Status[] = () => [aStatus(), aStatus({ name: 'Ben/ü %' })]) {
  const clock = createTestClock()
  const reported: Failure[] = []
  let looks = 0
  const server = await listening(
    statusRoutes({
      clock,
      statuses: () => {
        looks += 1
        return statuses()
      },
      token: createSecret(TOKEN),
      tokenFile: '/home/anna/status-token',
      language: () => 'en',
      report: (wrong) => reported.push(wrong),
    }),
  )
  return { server, clock, reported, looks: () => looks }
}

async function expectRefusal(server: Loopback, path: string, status: number, asking: Parameters<typeof ask>[2]) {
  const answer = await ask(server, path, asking)
  expect(answer.status).toBe(status)
  if (asking?.method === 'HEAD') return answer
  const { error } = errorDocumentSchema.parse(answer.json())
  for (const sentence of [error.message, error.cause, error.remedy]) expect(sentence).toMatch(/\w.*[.”]$/)
  expect(answer.text).not.toContain(TOKEN)
  expect(answer.text).not.toContain('sharedSynced')
  return answer
}

describe('who knows the token', () => {
  test('gets all statuses, one of them, or the page for Prometheus, never to be kept', async () => {
    const { server } = await endpoint()
    const all = await ask(server, ALL, { headers: knowing })
    expect(all.json()).toEqual({ profiles: [aStatus(), aStatus({ name: 'Ben/ü %' })] })
    expect(all.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    expect(Object.keys(all.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    expect((await ask(server, `${ALL}/Anna`, { headers: knowing })).json()).toEqual(aStatus())
    const named = `${ALL}/${encodeURIComponent('Ben/ü %')}`
    expect((await ask(server, named, { headers: knowing })).json()).toMatchObject({ name: 'Ben/ü %' })
    const metrics = await ask(server, '/metrics', { headers: knowing })
    expect(metrics.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(metrics.text).toContain('partner_sync_shared_synced{profile="Anna"} 3\n')
  })

  test('may ask for the head alone: the same length, and nothing behind it', async () => {
    const { server } = await endpoint()
    const whole = await ask(server, ALL, { headers: knowing })
    const head = await ask(server, ALL, { method: 'HEAD', headers: knowing })
    expect([head.status, head.text]).toEqual([200, ''])
    expect(head.headers['content-length']).toBe(String(Buffer.byteLength(whole.text)))
  })

  test('finds nothing where nothing is, and changes nothing', async () => {
    const { server } = await endpoint()
    for (const path of ['/', '/api/v1', `${ALL}s`, `${ALL}/Carla`, `${ALL}/%E0%A4%A`, '//evil.example/', '/metrics/']) {
      await expectRefusal(server, path, 404, { headers: knowing })
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const answer = await expectRefusal(server, ALL, 405, { method, headers: knowing })
      expect(answer.headers['allow']).toBe('GET, HEAD')
    }
  })

  test('sends no body: it is refused, however large, and the server goes on', async () => {
    const { server } = await endpoint()
    await expectRefusal(server, ALL, 413, { headers: { ...knowing, 'Content-Length': '3' }, body: 'abc' })
    const large = 'x'.repeat(2_000_000)
    await expectRefusal(server, ALL, 413, { headers: { ...knowing, 'Content-Length': '2000000' }, body: large })
    await expectRefusal(server, ALL, 413, { headers: { ...knowing, 'Transfer-Encoding': 'chunked' }, body: large })
    expect((await ask(server, ALL, { headers: knowing })).status).toBe(200)
  })
})

describe('who does not know it', () => {
  test.each([
    ['nothing', {}],
    ['another token', { Authorization: 'Bearer another-token-of-that-form' }],
    ['a part of it', { Authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
    ['more than it', { Authorization: `Bearer ${TOKEN}x` }],
    ['it by another scheme', { Authorization: `Basic ${TOKEN}` }],
    ['it as a cookie', { Cookie: `token=${TOKEN}` }],
  ])('with %s is told where the token lies, and nothing else', async (_what, headers) => {
    const { server, looks } = await endpoint()
    for (const path of [ALL, `${ALL}/Anna`, `${ALL}/Carla`, '/metrics', '/nowhere']) {
      const answer = await expectRefusal(server, path, 401, { headers })
      expect(answer.headers['www-authenticate']).toBe('Bearer')
      expect(answer.text).toContain('/home/anna/status-token')
    }
    expect((await ask(server, `${ALL}?token=${TOKEN}`, { headers })).status).toBe(401)
    expect(looks()).toBe(0)
  })
})

describe('a website', () => {
  test.each([
    ['a name of its own that points here', (port: number) => ({ Host: `evil.example:${port}` })],
    ['this address with another port', () => ({ Host: '127.0.0.1:1' })],
    ['this address without a port', () => ({ Host: '127.0.0.1' })],
    ['another name of this computer', (port: number) => ({ Host: `localhost:${port}` })],
    ['an origin', () => ({ Origin: 'https://evil.example' })],
    ['the origin of this very server', (port: number) => ({ Origin: `http://127.0.0.1:${port}` })],
    ['an origin without a name', () => ({ Origin: 'null' })],
  ])('with %s is refused, even with the token', async (_what, headersFor) => {
    const { server, looks } = await endpoint()
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST']) {
      await expectRefusal(server, ALL, 403, { method, headers: { ...knowing, ...headersFor(server.port) } })
    }
    expect(looks()).toBe(0)
  })
})

describe('what asking costs', () => {
  test('however often somebody asks, the ledger is looked at twice a second at most', async () => {
    const { server, clock, looks } = await endpoint()
    for (let count = 0; count < 20; count += 1) await ask(server, ALL, { headers: knowing })
    await ask(server, '/metrics', { headers: knowing })
    expect(looks()).toBe(1)
    await clock.advance(500)
    await ask(server, ALL, { headers: knowing })
    expect(looks()).toBe(2)
  })

  test('a ledger that cannot be read is an answer and a line in the log, and the next one may be better', async () => {
    let broken = true
    const { server, reported } = await endpoint(() => {
      if (broken) throw new Error('the disk is gone')
      return [aStatus()]
    })
    const answer = await expectRefusal(server, ALL, 503, { headers: knowing })
    expect(answer.text).not.toContain('disk')
    expect(reported.map(({ text }) => text)).toEqual([expect.stringContaining('the disk is gone')])
    broken = false
    expect((await ask(server, ALL, { headers: knowing })).status).toBe(200)
  })
})

describe('the server itself', () => {
  test('closes at once, whoever is still connected: one who waits, and one who never says what', async () => {
    const { server } = await endpoint()
    const idle = await openStream(server, '')
    const slow = await openStream(server, `GET ${ALL} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX-Slow: `)
    await server.close()
    await Promise.all([idle.closed, slow.closed])
    await expect(ask(server, ALL, { headers: knowing })).rejects.toThrow('ECONNREFUSED')
  })

  test('takes no header without end', async () => {
    const { server } = await endpoint()
    expect((await ask(server, ALL, { headers: { ...knowing, 'X-Long': 'x'.repeat(20_000) } })).status).toBe(431)
  })

  test('survives what is no HTTP', async () => {
    const { server } = await endpoint()
    const noise = await openStream(server, '\u0000\u0001 nonsense\r\n\r\n')
    await noise.closed
    expect((await ask(server, ALL, { headers: knowing })).status).toBe(200)
  })

  test('listens on this computer alone', async () => {
    const { server } = await endpoint()
    expect(server.origin).toBe(`http://127.0.0.1:${server.port}`)
    const other = listening.bind(null, () => ({ kind: 'complete', status: 200, headers: {}, body: '' }))
    await expect(other()).resolves.toMatchObject({
      origin: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
    })
  })
})

test('the page for Prometheus has one sample for each profile, and none for what is not known', async () => {
  const strange = aStatus({ name: 'a "b"\\\nc', lastSuccessAt: null, state: 'paused', health: 'critical' })
  const { server } = await endpoint(() => [aStatus({ successRate24h: 0.5 }), strange])
  const { text } = await ask(server, '/metrics', { headers: knowing })
  const lines = text.trimEnd().split('\n')
  const samples = lines.filter((line) => !line.startsWith('#'))
  for (const line of samples)
    expect(line).toMatch(/^partner_sync_[a-z0-9_]+\{(?:[a-z]+="(?:[^"\\]|\\["\\n])*",?)+\} -?[\d.e+]+$/)
  expect(samples).toContain(`partner_sync_last_success_timestamp_seconds{profile="Anna"} ${NOW / 1000}`)
  expect(samples.filter((line) => line.startsWith('partner_sync_last_success'))).toHaveLength(1)
  expect(samples).toContain('partner_sync_success_ratio_24h{profile="Anna"} 0.5')
  expect(samples).toContain('partner_sync_state{profile="a \\"b\\"\\\\\\nc",state="paused"} 1')
  expect(samples).toContain('partner_sync_health{profile="a \\"b\\"\\\\\\nc"} 2')
  const families = lines.filter((line) => line.startsWith('# TYPE')).map((line) => line.split(' ')[2])
  expect(new Set(families).size).toBe(families.length)
  expect(at(NOW)).toBe('2026-11-20T12:00:00.000Z')
})
