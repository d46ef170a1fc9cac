import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type BaseFetch, checkBaseUrl, createExchange, ExchangeError } from '../../electron/http/exchange.ts'
import { createTestClock, settle } from '../support/clock.ts'

const answering =
  (response: () => Response): BaseFetch =>
  () =>
    Promise.resolve(response())

async function faultOf(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof ExchangeError) return error.fault
  throw new Error(`expected an ExchangeError, got ${String(error instanceof Error ? error.message : error)}`)
}

describe('an answer', () => {
  it('arrives with its whole body', async () => {
    const exchange = createExchange({
      fetch: answering(() => new Response('{"a":"ü"}', { status: 200 })),
      clock: createTestClock(),
    })
    const answer = await exchange.fetch('https://example.org')
    expect({ ok: answer.ok, status: answer.status, text: await answer.text() }).toEqual({
      ok: true,
      status: 200,
      text: '{"a":"ü"}',
    })
  })

  it('puts letters together that arrive in halves', async () => {
    const bytes = new TextEncoder().encode('"🦷ß"')
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
        controller.close()
      },
    })
    const exchange = createExchange({ fetch: answering(() => new Response(body)), clock: createTestClock() })
    expect(await (await exchange.fetch('https://example.org')).text()).toBe('"🦷ß"')
  })

  it('that says it worked and is no JSON is a fault with the body in it', async () => {
    const fetch = answering(() => new Response('<html>Please sign in</html>'))
    const fault = await faultOf(createExchange({ fetch, clock: createTestClock() }).fetch('https://example.org'))
    expect(fault).toMatchObject({ kind: 'not-json', status: 200, text: '<html>Please sign in</html>' })
  })

  it('that is larger than the limit is not read to its end', async () => {
    let sent = 0
    const body = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => {
          sent += 1
          controller.enqueue(new Uint8Array(1_000))
        },
      })
    const fetch = answering(() => new Response(body()))
    const exchange = createExchange({ fetch, clock: createTestClock(), maxBytes: 5_000 })
    expect(await faultOf(exchange.fetch('https://example.org'))).toMatchObject({ kind: 'too-large', status: 200 })
    expect(sent).toBeLessThan(10)
  })
})

describe('the time-out', () => {
  it('covers the body as well and aborts the request', async () => {
    const clock = createTestClock()
    let signal: AbortSignal | null | undefined
    const fetch: BaseFetch = (_url, init) => {
      signal = init.signal
      return Promise.resolve(new Response(new ReadableStream({ start: (open) => open.enqueue(Uint8Array.of(123)) })))
    }
    const pending = faultOf(createExchange({ fetch, clock, timeoutMs: 30_000 }).fetch('https://example.org'))
    await clock.advance(29_999)
    expect(signal?.aborted).toBe(false)
    await clock.advance(1)
    expect(await pending).toMatchObject({ kind: 'timeout' })
    expect(signal?.aborted).toBe(true)
  })

  it('leaves nobody asleep when the answer came in time', async () => {
    const clock = createTestClock()
    const exchange = createExchange({ fetch: answering(() => new Response('{}')), clock })
    await exchange.fetch('https://example.org')
    await settle()
    expect(clock.sleepers()).toBe(0)
  })

  it('closes the socket of a server that never answers', async () => {
    let closed = 0
    const server: Server = createServer((request) => {
      request.socket.on('close', () => {
        closed += 1
      })
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    // A server that listens on a port has an address of this kind.
    const { port } = server.address() as AddressInfo
    const clock = createTestClock()
    const arrived = new Promise<void>((resolve) => {
      server.once('request', () => resolve())
    })
    const exchange = createExchange({ fetch: globalThis.fetch, clock, timeoutMs: 1_000 })
    const pending = faultOf(exchange.fetch(`http://127.0.0.1:${port}/v1/pages`, { method: 'POST', body: '{}' }))
    await arrived
    await clock.advance(1_000)
    expect(await pending).toMatchObject({ kind: 'timeout' })
    await expect.poll(() => closed).toBe(1)
  })
})

describe("the service's clock", () => {
  it('is unknown before the first answer, and then runs on by itself whatever the wall says', async () => {
    const clock = createTestClock()
    const date = 'Fri, 20 Nov 2026 10:15:42 GMT'
    const exchange = createExchange({ fetch: answering(() => new Response('{}', { headers: { date } })), clock })
    expect(exchange.serverNow()).toBeNull()
    await exchange.fetch('https://example.org')
    await clock.advance(5_000)
    clock.jumpWall(86_400_000)
    expect(exchange.serverNow()).toBe(Date.parse(date) + 5_000)
  })
})

describe('without an answer', () => {
  const failing = (code: string, syscall?: string): BaseFetch => {
    const cause = Object.assign(new Error(`${syscall ?? 'read'} ${code}`), { code, ...(syscall ? { syscall } : {}) })
    return () => Promise.reject(new TypeError('fetch failed', { cause }))
  }

  it.each([
    ['ECONNREFUSED', 'connect', 'never-made'],
    ['ENOTFOUND', 'getaddrinfo', 'never-made'],
    ['EAI_AGAIN', 'getaddrinfo', 'never-made'],
    ['ETIMEDOUT', 'connect', 'never-made'],
    ['UND_ERR_CONNECT_TIMEOUT', undefined, 'never-made'],
    ['CERT_HAS_EXPIRED', undefined, 'certificate'],
    ['SELF_SIGNED_CERT_IN_CHAIN', undefined, 'certificate'],
    ['ECONNRESET', 'read', 'lost'],
    ['ETIMEDOUT', 'read', 'lost'],
    ['EPIPE', 'write', 'lost'],
    ['UND_ERR_SOCKET', undefined, 'lost'],
    ['SOMETHING_NEW', undefined, 'lost'],
  ])('%s in %s is %s', async (code, syscall, kind) => {
    const exchange = createExchange({ fetch: failing(code, syscall), clock: createTestClock() })
    expect(await faultOf(exchange.fetch('https://example.org'))).toMatchObject({ kind, code })
  })

  it('knows an attempt at several addresses as never made', async () => {
    const parts = ['::1', '127.0.0.1'].map((address) =>
      Object.assign(new Error(`connect ECONNREFUSED ${address}`), { code: 'ECONNREFUSED', syscall: 'connect' }),
    )
    const error = new TypeError('fetch failed', { cause: new AggregateError(parts) })
    const exchange = createExchange({ fetch: () => Promise.reject(error), clock: createTestClock() })
    const fault = await faultOf(exchange.fetch('https://example.org'))
    expect(fault).toMatchObject({ kind: 'never-made', code: 'ECONNREFUSED' })
    expect(fault.text).toContain('connect ECONNREFUSED 127.0.0.1')
  })

  it("knows Chromium's words for being offline", async () => {
    const error = new Error('net::ERR_INTERNET_DISCONNECTED')
    const exchange = createExchange({ fetch: () => Promise.reject(error), clock: createTestClock() })
    expect(await faultOf(exchange.fetch('https://example.org'))).toMatchObject({
      kind: 'never-made',
      code: 'ERR_INTERNET_DISCONNECTED',
    })
  })
})

describe('checkBaseUrl', () => {
  it.each([
    ['https://api.notion.com', 'https://api.notion.com'],
    ['https://api.notion.com/', 'https://api.notion.com'],
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
    ['http://127.1.2.3:80', 'http://127.1.2.3'],
    ['http://localhost:4010/notion/', 'http://localhost:4010/notion'],
    ['http://[::1]:4010', 'http://[::1]:4010'],
  ])('accepts %s', (text, value) => {
    expect(checkBaseUrl(text)).toEqual({ kind: 'ok', value })
  })

  it.each([
    'http://api.notion.com',
    'http://localhost.example.org',
    'http://127.0.0.1.example.org',
    'http://10.0.0.1',
    'http://0.0.0.0',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'https://user:secret@api.notion.com',
    'notion',
    '',
  ])('refuses %s', (text) => {
    expect(checkBaseUrl(text)).toMatchObject({ kind: 'failure', category: 'usage' })
  })

  it('does not repeat a password', () => {
    expect(JSON.stringify(checkBaseUrl('https://user:geheim@api.notion.com'))).not.toContain('geheim')
  })
})
