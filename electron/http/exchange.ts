/**
 * One request and its answer: a `fetch` to hand to a client library that has none of this itself.
 *
 * Ends a request for good when its time is over, the reading of the body included, so that no timed-out write goes on
 * unseen on this side. Reads the body whole, up to a limit, and keeps it for the problem's text. Remembers the service's
 * clock. Everything that is no answer becomes an `ExchangeError` that says what is known. Takes time and the base `fetch`
 * from outside; knows nothing of any vendor.
 */

import { failure, ok, type Result } from '../../shared/failure.ts'
import type { Clock } from '../engine/ports.ts'
import { type NetworkFault, networkFault } from './network-error.ts'
import { redact } from './redaction.ts'

export type BaseFetch = (url: string, init: RequestInit) => Promise<Response>

/** What a client library passes on; a subset of what `fetch` takes. */
export interface ExchangeRequest {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: unknown
}

/** An answer whose body has arrived completely. */
export interface ExchangeAnswer {
  readonly ok: boolean
  readonly status: number
  readonly headers: Headers
  text(): Promise<string>
  /** What the text says as JSON, taken apart once; undefined where `ok` is false. */
  readonly json: unknown
}

export interface Exchange {
  fetch(url: string, request?: ExchangeRequest): Promise<ExchangeAnswer>
  /** The service's clock now: its last `Date` header and the time since. Null before the first answer. ms UTC. */
  serverNow(): number | null
}

export interface ExchangeOptions {
  readonly fetch: BaseFetch
  readonly clock: Clock
  readonly timeoutMs?: number
  readonly maxBytes?: number
}

export type ExchangeFault =
  | NetworkFault
  | { readonly kind: 'timeout'; readonly text: string }
  | { readonly kind: 'too-large'; readonly status: number; readonly text: string }
  /** The service said it worked, in something that is no JSON: a portal, a proxy, half an answer. */
  | { readonly kind: 'not-json'; readonly status: number; readonly text: string; readonly headers: Headers }

/** No usable answer. Thrown, because it travels through a client library; the connector turns it into a `Failure`. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError'
  readonly fault: ExchangeFault
  constructor(fault: ExchangeFault) {
    super(fault.text)
    this.fault = fault
  }
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Only `https:` or this very computer: a token never travels in the clear. Gives the origin and path, no slash at the end. */
export function checkBaseUrl(text: string): Result<string> {
  const url = URL.canParse(text) ? new URL(text) : null
  const shown = redact(text, [])
  const refuse = (reason: string): Result<string> => failure('usage', `base URL: ${shown}`, { reason, subject: shown })
  if (url === null) return refuse('base-url-malformed')
  if (url.username !== '' || url.password !== '') {
    return failure('usage', `base URL with a user or a password: ${url.host}`, { reason: 'base-url-malformed' })
  }
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname))
  if (!allowed) return refuse('base-url-not-secure')
  return ok(`${url.origin}${url.pathname}`.replace(/\/+$/, ''))
}

async function readBody(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) {
      throw new ExchangeError({
        kind: 'too-large',
        status: response.status,
        text: `The answer is larger than ${maxBytes} bytes.`,
      })
    }
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function parsed(body: string, { status }: Response, headers: Headers): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // Where it stops being JSON says nothing; the text itself goes into the failure.
    throw new ExchangeError({ kind: 'not-json', status, text: body, headers })
  }
}

/** Made once: without a reason, each abort would make an error with a stack trace, for every request. */
const over = new Error('The exchange is over.')

/** notion-api section 3: the SDK's own time-out neither aborts the request nor covers the body. */
export function createExchange(options: ExchangeOptions): Exchange {
  const { clock, timeoutMs = 60_000, maxBytes = 20 * 1024 * 1024 } = options
  let lastDate: { readonly server: number; readonly at: number } | null = null

  const noteDate = (header: string | null): void => {
    const server = header === null ? Number.NaN : Date.parse(header)
    if (!Number.isNaN(server)) lastDate = { server, at: clock.monotonic() }
  }

  const send = async (url: string, request: ExchangeRequest, signal: AbortSignal): Promise<ExchangeAnswer> => {
    const init: RequestInit = {
      method: request.method ?? 'GET',
      signal,
      // A redirect would take the token, or a write, to somewhere nobody chose.
      redirect: 'error',
      ...(request.headers === undefined ? {} : { headers: request.headers }),
      ...(typeof request.body === 'string' ? { body: request.body } : {}),
    }
    const response = await options.fetch(url, init)
    // A copy, because a fetch that was handed in may bring a class of headers of its own.
    const headers = new Headers([...response.headers])
    noteDate(headers.get('date'))
    const body = await readBody(response, maxBytes)
    const json = response.ok ? parsed(body, response, headers) : undefined
    return { ok: response.ok, status: response.status, headers, text: () => Promise.resolve(body), json }
  }

  return {
    serverNow: () => (lastDate === null ? null : lastDate.server + (clock.monotonic() - lastDate.at)),
    fetch: async (url, request = {}) => {
      const abort = new AbortController()
      const answered = new AbortController()
      const timeout = async (): Promise<'timeout'> => {
        await clock.sleep(timeoutMs, answered.signal)
        return 'timeout'
      }
      try {
        // When both are over at once, the answer wins: it is known, and for a write knowing matters.
        const outcome = await Promise.race([send(url, request, abort.signal), timeout()])
        if (outcome !== 'timeout') return outcome
        throw new ExchangeError({ kind: 'timeout', text: `No complete answer within ${timeoutMs} ms.` })
      } catch (error) {
        if (error instanceof ExchangeError) throw error
        throw new ExchangeError(networkFault(error))
      } finally {
        answered.abort(over)
        // Ends a request that is still under way and frees the socket of an answer that was too large.
        abort.abort(over)
      }
    },
  }
}
