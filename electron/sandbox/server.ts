/**
 * The sandbox over HTTP, on the loopback address only: the API under `/v1`, and the plain page at `/`.
 * Assumes a sandbox whose clock the caller chose (`realClock` is here for the demo). Promises that a dropped
 * connection is really destroyed and a hanging one really hangs until the client goes away.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { SandboxClock } from './clock.ts'
import { answerPage, type PageAnswer } from './page-routes.ts'
import type { Sandbox } from './sandbox.ts'

export interface SandboxServer {
  /** `http://127.0.0.1:<port>`, to be used as the client's `baseUrl`. */
  readonly url: string
  /** Ends it, hanging connections included. */
  readonly close: () => Promise<void>
}

/** The machine's own time, for a sandbox that people play with. */
export const realClock: SandboxClock = {
  now: () => Date.now(),
  sleep: (ms) =>
    new Promise((resolve) => {
      setTimeout(resolve, ms)
    }),
}

const HOST = '127.0.0.1'
/** Above Notion's own limit, so that the router can refuse what is too long (section 6). */
const MAX_BODY = 2_000_000

/** Serves a sandbox; port 0 takes a free one. */
export async function serveSandbox(sandbox: Sandbox, options: { readonly port?: number } = {}): Promise<SandboxServer> {
  const server = createServer((request, response) => {
    answer(sandbox, server, request, response).catch((failure: unknown) => {
      // A bug of the sandbox: the client sees it as such instead of waiting for ever.
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
      response.end(failure instanceof Error ? (failure.stack ?? failure.message) : 'failure')
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, HOST, resolve)
  })
  return {
    url: `http://${HOST}:${portOf(server)}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((failure) => (failure === undefined ? resolve() : reject(failure)))
        server.closeAllConnections()
      }),
  }
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function answer(
  sandbox: Sandbox,
  server: Server,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(request)
  const path = request.url ?? '/'
  if (!path.startsWith('/v1') && !path.startsWith('//')) {
    const refused = isForeign(request, portOf(server))
    writePage(
      response,
      refused
        ? { status: 403, type: 'text/plain', body: 'Forbidden' }
        : answerPage(sandbox, request.method ?? 'GET', path, body),
    )
    return
  }
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const outcome = await sandbox.exchange({
    method: request.method ?? 'GET',
    url: `http://${HOST}${path}`,
    headers: headersOf(request),
    body,
    signal: gone.signal,
  })
  if (outcome.kind === 'dropped') {
    request.socket.destroy()
    return
  }
  const { status, headers, body: text } = outcome.answer
  response.writeHead(status, { date: new Date(sandbox.clock.now()).toUTCString(), ...headers })
  response.end(text)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request) {
    // Without an encoding set, the stream yields bytes.
    const bytes = chunk as Uint8Array
    size += bytes.length
    if (size <= MAX_BODY) chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function headersOf(request: IncomingMessage): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}

/** The page changes rows without a token, so no other site may reach it through a visitor's browser. */
function isForeign(request: IncomingMessage, port: number): boolean {
  const { host, origin } = request.headers
  const own = [`${HOST}:${port}`, `localhost:${port}`]
  if (host === undefined || !own.includes(host)) return true
  return origin !== undefined && !own.some((each) => origin === `http://${each}`)
}

function writePage(response: ServerResponse, { status, type, body }: PageAnswer): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  })
  response.end(body)
}
