/**
 * One connection to Notion: every request of one token goes through `call`, and every answer becomes a value or a
 * `Failure`.
 *
 * The SDK is kept to building requests: its retries, time-out and log are off, for they repeat in the dark what may have
 * been done (notion-api section 3). Promises: a write is sent once, and again only after 429 or 529, which say that it
 * was not done; a read is tried up to three times; all waiting is done by the budget and the clock and ends when the
 * signal does. Never shows the token.
 */
import { Client } from '@notionhq/client'
import type { z } from 'zod'
import { type Failure, ok, type Result } from '../../shared/failure.ts'
import type { Clock, Random, RequestMeter } from '../engine/ports.ts'
import type { Budget, Priority } from '../http/budget.ts'
import { type BaseFetch, checkBaseUrl, createExchange, type ExchangeAnswer } from '../http/exchange.ts'
import { type CallKind, classify, type FailureContext, malformedAnswer, notionFailure } from './failures.ts'

export const notionVersion = '2026-03-11'
export const notionBaseUrl = 'https://api.notion.com'

/** On whose behalf a request is made: a run, a person who waits, a check. */
export interface CallContext {
  readonly priority?: Priority
  /** Ends waiting, not requests under way: an aborted write would have an unknown outcome. */
  readonly signal?: AbortSignal
  readonly meter?: RequestMeter
  /** True for a write that follows a fresh read: it is not sent after a longer wait, because the read is old then. */
  readonly fresh?: boolean
}

/** A fresh read is still fresh after all waits of its write together took this long, ms. */
const freshWaitMs = 500

/** How a query should be asked this time: Notion advises smaller pages after a 503 (section 4). */
export interface Attempt {
  readonly pageSize: number
}

export interface NotionClient {
  /** One request. `send` must make exactly one; it is called again for a repetition. The answer is checked by `shape`. */
  call<T>(
    kind: CallKind,
    shape: z.ZodType<T>,
    send: (notion: Client, attempt: Attempt) => Promise<unknown>,
    context?: CallContext,
  ): Promise<Result<T>>
  /** A failure that this connection found by itself, without a request. */
  refuse(category: Failure['category'], text: string, more?: Partial<Failure>): Failure
  serverNow(): number | null
  /** How long a request would wait for its place in the budget if it were sent now, ms. */
  waitMs(priority?: Priority): number
  /** Requests that may still leave in this minute. */
  requestsLeft(): number
}

export interface NotionClientOptions {
  readonly token: string
  readonly fetch: BaseFetch
  readonly clock: Clock
  readonly random: Random
  /** One per token, shared by everybody who uses that token. */
  readonly budget: Budget
  readonly baseUrl?: string
  readonly timeoutMs?: number
  readonly maxBytes?: number
  /** Longer announced waits are told, not waited for. */
  readonly patienceMs?: number
}

const READ_ATTEMPTS = 3
const FIRST_BACKOFF_MS = 1_000
const LONGEST_BACKOFF_MS = 60_000
const PAGE_SIZES = [100, 50, 25]
/** The largest delay that a timer takes: the exchange's own time-out always comes first. */
const NEVER_MS = 2_147_483_647
// Visible ASCII: anything else cannot stand in a header, and `fetch` would show the token in its complaint.
const HEADER_TEXT = /^[\x21-\x7e]+$/

function mayRead(failure: Failure): boolean {
  const transient = failure.category === 'timeout' || failure.category === 'network' || failure.category === 'service'
  return transient && failure.reason !== 'certificate' && failure.reason !== 'answer-too-large'
}

const askedToWait = (failure: Failure): boolean => failure.status === 429 || failure.status === 529

interface Parcels {
  wrap(answer: ExchangeAnswer): ExchangeAnswer
  unwrap(handedOut: unknown): unknown
}

/**
 * The SDK would take every answer apart once more, which for a hundred rows costs as much as all the rest of it: it is
 * handed the number of a parcel as text, and whoever gets that number from it takes the parcel.
 */
function createParcels(): Parcels {
  const kept = new Map<unknown, unknown>()
  let last = 0
  return {
    wrap: (answer) => {
      if (!answer.ok) return answer
      last += 1
      const number = last
      kept.set(number, answer.json)
      return { ...answer, text: () => Promise.resolve(String(number)) }
    },
    unwrap: (handedOut) => {
      if (!kept.has(handedOut)) return handedOut
      const json = kept.get(handedOut)
      kept.delete(handedOut)
      return json
    },
  }
}

/** A client, or the reason why none can be built: a base URL that would leak the token, a token that can be none. */
export function createNotionClient(options: NotionClientOptions): Result<NotionClient> {
  const { token, clock, random, budget, patienceMs = 180_000 } = options
  const secrets = [token]
  const contextOf = (kind: CallKind): FailureContext => ({ kind, secrets, now: clock.now() })
  const baseUrl = checkBaseUrl(options.baseUrl ?? notionBaseUrl)
  if (baseUrl.kind === 'failure') return baseUrl
  if (!HEADER_TEXT.test(token)) {
    const reason = token.trim() === '' ? 'token-missing' : 'token-malformed'
    return notionFailure(
      'credentials',
      'The token is empty or holds blanks or other foreign characters.',
      contextOf('read'),
      { reason },
    )
  }
  const exchange = createExchange(options)
  const parcels = createParcels()
  const notion = new Client({
    auth: token,
    baseUrl: baseUrl.value,
    notionVersion,
    retry: false,
    timeoutMs: NEVER_MS,
    // The SDK warns on the console about answers we classify ourselves.
    logger: () => undefined,
    fetch: async (url, request) => parcels.wrap(await exchange.fetch(url, request)),
  })
  // What the service said when it last asked to wait; told again to those who meet a pause they cannot sit out.
  let lastPause: Failure | null = null

  const backoff = (round: number): number => {
    const full = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** round)
    return full / 2 + random.next() * full
  }

  const stopped = (kind: CallKind): Failure =>
    notionFailure('stopped', 'Stopped before the request was sent.', contextOf(kind), { repeat: 'later' })

  const tooLong = (kind: CallKind, waitMs: number): Failure => {
    const more = { repeat: 'wait', waitMs, code: lastPause?.code ?? null, status: lastPause?.status ?? null } as const
    return notionFailure(
      lastPause?.category ?? 'rate-limit',
      lastPause?.text ?? 'The service asked to wait.',
      contextOf(kind),
      more,
    )
  }

  /** Sends one request, once; `sent` is false when waiting ended before that. */
  const once = async (
    kind: CallKind,
    send: () => Promise<unknown>,
    context: CallContext,
    patience: number,
  ): Promise<{ readonly sent: boolean; readonly answer: Result<unknown> }> => {
    const began = clock.monotonic()
    const admission = await budget.acquire(context.priority ?? 'bulk', {
      ...(context.signal === undefined ? {} : { signal: context.signal }),
      patienceMs: patience,
    })
    if (admission.kind === 'stopped') return { sent: false, answer: stopped(kind) }
    if (admission.kind === 'too-long') return { sent: false, answer: tooLong(kind, admission.waitMs) }
    // A full window is no pause that anybody announced, and takes as long.
    if (context.fresh === true && clock.monotonic() - began > patience) {
      admission.release()
      return { sent: false, answer: tooLong(kind, 0) }
    }
    if (context.meter !== undefined) context.meter[kind] += 1
    try {
      return { sent: true, answer: ok(parcels.unwrap(await send())) }
    } catch (error) {
      return { sent: true, answer: classify(error, contextOf(kind)) }
    } finally {
      admission.release()
    }
  }

  const call: NotionClient['call'] = async (kind, shape, send, context = {}) => {
    // All announced waits of one request together stay within the patience, so that none waits without end. What the
    // next place in the budget may take includes the wait that was just accepted.
    let patience = context.fresh === true ? Math.min(patienceMs, freshWaitMs) : patienceMs
    let accepted = 0
    let pauses = 0
    let failedReads = 0
    for (;;) {
      const attempt: Attempt = { pageSize: PAGE_SIZES[failedReads] ?? 25 }
      const { sent, answer } = await once(kind, () => send(notion, attempt), context, patience + accepted)
      if (answer.kind === 'ok') {
        const parsed = shape.safeParse(answer.value)
        return parsed.success ? ok(parsed.data) : malformedAnswer(answer.value, parsed.error.message, contextOf(kind))
      }
      if (!sent) return answer
      if (askedToWait(answer)) {
        accepted = answer.waitMs ?? backoff(pauses)
        pauses += 1
        lastPause = answer
        budget.pause(accepted)
        if (answer.reason === 'blocked-by-notion' || accepted > patience) return { ...answer, waitMs: accepted }
        patience -= accepted
      } else if (kind === 'read' && mayRead(answer) && failedReads + 1 < READ_ATTEMPTS) {
        await clock.sleep(backoff(failedReads), context.signal)
        failedReads += 1
        if (context.signal?.aborted === true) return stopped(kind)
      } else {
        return answer
      }
      if (context.meter !== undefined) context.meter.retried += 1
    }
  }

  return ok({
    call,
    refuse: (category, text, more = {}) => notionFailure(category, text, contextOf('write'), more),
    serverNow: () => exchange.serverNow(),
    waitMs: (priority) => budget.waiting(priority),
    requestsLeft: () => budget.left(),
  })
}
