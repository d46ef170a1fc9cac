/**
 * The one server of the product: HTTP on 127.0.0.1, for the status endpoint and for the window in a browser.
 *
 * Owns the socket and what every request must keep to: the exact `Host` (a name that a website made point here is
 * refused), sizes, times, no caching. Who may ask what is the business of the routes, which get requests and give
 * answers and never see the socket. Nothing thrown by a route ends the server; `close` does not wait for anybody.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'

export interface LoopbackRequest {
  readonly method: string
  /** As it was sent, not decoded. */
  readonly path: string
  readonly query: URLSearchParams
  header(name: string): string | undefined
  /** The body as text; a failure when it is larger than `most` bytes. */
  body(most: number): Promise<Result<string>>
}

export interface LoopbackStream {
  /** Whoever does not keep up is dropped. */
  send(text: string): void
  /** Aborts when the other end is gone. */
  readonly gone: AbortSignal
}

export type LoopbackAnswer =
  | {
      readonly kind: 'complete'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string | Uint8Array
    }
  /** Kept open; `begin` is called once the other end has the headers. */
  | {
      readonly kind: 'stream'
      readonly headers: Readonly<Record<string, string>>
      readonly begin: (stream: LoopbackStream) => void
    }

/** Answers a request. `origin`: of the server itself, `http://127.0.0.1:PORT`. */
export type Route = (request: LoopbackRequest, origin: string) => LoopbackAnswer | Promise<LoopbackAnswer>

export interface LoopbackOptions {
  /** 0: a free one. */
  readonly port: number
  readonly answer: Route
  /** The answer to a request that failed before any route saw it, or in one. */
  readonly refuse: (status: number, wrong: Failure) => LoopbackAnswer
  readonly report: (wrong: Failure) => void
}

export interface Loopback {
  readonly port: number
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  /** Ends every connection, open ones too. */
  close(): Promise<void>
}

const HOST = '127.0.0.1'
const MOST_CONNECTIONS = 128
/** A window that does not read what it is told is dropped, instead of being remembered for. */
const MOST_UNREAD_BYTES = 4_000_000
const MOST_DISCARDED_BYTES = 8_000_000

/** Listens from now on; a port that cannot be had is a failure. */
export async function openLoopback(options: LoopbackOptions): Promise<Result<Loopback>> {
  const server = createServer({
    maxHeaderSize: 16_384,
    headersTimeout: 5_000,
    requestTimeout: 15_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 1_000,
  })
  server.maxConnections = MOST_CONNECTIONS
  const listening = await listen(server, options.port)
  if (listening.kind === 'failure') return listening
  const port = listening.value
  const origin = `http://${HOST}:${port}`
  server.on('error', (error) => options.report(failureOf(error)))
  server.on('request', (request, response) => void respond(options, origin, request, response))
  return ok({
    port,
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}

function listen(server: Server, port: number): Promise<Result<number>> {
  return new Promise((resolve) => {
    const refused = (error: Error): void => resolve(notListening(error, port))
    server.once('error', refused)
    server.listen(port, HOST, () => {
      server.off('error', refused)
      const address = server.address()
      resolve(ok(typeof address === 'object' && address !== null ? address.port : port))
    })
  })
}

function notListening(error: Error, port: number): Failure {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  const reason = code === 'EADDRINUSE' || code === 'EACCES' ? 'status-port-taken' : null
  return failure('usage', error.message, { connector: 'loopback', reason, code, subject: `${port}` })
}

/** Never throws: whatever a route does wrong is an answer, and is reported. */
async function respond(
  options: LoopbackOptions,
  origin: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A connection that breaks is nobody's failure.
  request.on('error', () => {})
  response.on('error', () => {})
  try {
    const answer = await answerTo(options, origin, request)
    await discard(request)
    write(response, answer)
  } catch (error) {
    if (request.destroyed) return
    const wrong = failureOf(error)
    options.report(wrong)
    if (response.headersSent) response.destroy()
    else write(response, options.refuse(500, wrong))
  }
}

function answerTo(
  { answer, refuse }: LoopbackOptions,
  origin: string,
  request: IncomingMessage,
): LoopbackAnswer | Promise<LoopbackAnswer> {
  if (request.headers.host !== new URL(origin).host) {
    return refuse(403, failure('usage', 'a foreign Host', { reason: 'host-refused', subject: origin }))
  }
  const [path = '', query = ''] = splitOnce(request.url ?? '/', '?')
  return answer(
    {
      method: request.method ?? 'GET',
      path,
      query: new URLSearchParams(query),
      header: (name) => headerOf(request, name),
      body: (most) => bodyOf(request, most),
    },
    origin,
  )
}

function splitOnce(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

async function bodyOf(request: IncomingMessage, most: number): Promise<Result<string>> {
  const tooLarge = failure('usage', `more than ${most} bytes`, { reason: 'request-too-large' })
  if (Number(request.headers['content-length'] ?? 0) > most) return tooLarge
  const chunks: Uint8Array[] = []
  let size = 0
  // Leaving early must not cut the connection: its answer is still to come.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    // Without an encoding set, the stream yields bytes.
    const bytes = chunk as Uint8Array
    size += bytes.length
    if (size > most) return tooLarge
    chunks.push(bytes)
  }
  return ok(Buffer.concat(chunks).toString('utf8'))
}

/** Whoever is still sending would not hear the answer when the connection closes behind it. */
async function discard(request: IncomingMessage): Promise<void> {
  if (request.complete) return
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    // Without an encoding set, the stream yields bytes.
    size += (chunk as Uint8Array).length
    if (size > MOST_DISCARDED_BYTES) return
  }
}

const always = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }

function write(response: ServerResponse, answer: LoopbackAnswer): void {
  if (answer.kind === 'stream') {
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    response.writeHead(200, { ...always, ...answer.headers })
    response.flushHeaders()
    answer.begin({
      gone: gone.signal,
      send: (text) => {
        if (gone.signal.aborted) return
        response.write(text)
        if (response.writableLength > MOST_UNREAD_BYTES) response.destroy()
      },
    })
    return
  }
  const { status, headers, body } = answer
  const length = status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) }
  response.writeHead(status, { ...always, ...headers, ...length })
  response.end(body)
}

function failureOf(error: unknown): Failure {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return failure('unknown', text, { connector: 'loopback' })
}
