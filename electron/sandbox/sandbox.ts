/**
 * The sandbox as one object: an offline Notion that the unmodified client library talks to through `fetch`.
 * Owns the wiring of its parts, the request log and the hooks between requests. Assumes a clock and a seed from its
 * caller; promises that the same clock, seed and requests give the same answers, byte for byte.
 */
import { type Admin, adminOf } from './admin.ts'
import { createBudget, documentedLimit, type RateLimit } from './budget.ts'
import { type SandboxClock, seededRandom } from './clock.ts'
import type { RawAnswer } from './fault-answers.ts'
import { createFaults, type Faults, type Operation, type RequestFacts } from './faults.ts'
import { type Person, personOf } from './person.ts'
import { type PlainRow, plainRow } from './plain-values.ts'
import { createQueries } from './query.ts'
import { factsOf, type Outcome, route, type WireRequest } from './router.ts'
import { createStore, need, purgeIfDue, type Store } from './store.ts'
import { defaultSwitches, type Switches } from './switches.ts'

export interface SandboxOptions {
  readonly clock: SandboxClock
  readonly seed?: number
  readonly switches?: Partial<Switches>
  /** 180 requests in 60 s unless told (section 6). */
  readonly rateLimit?: RateLimit | 'off'
  /** Rows one query gives at most; 10,000 unless told (section 4). */
  readonly rowCap?: number
  /** How many requests the log keeps; all unless told. */
  readonly logSize?: number
}

/** What came in and what went out. `status` is 0 for a dropped or hanging connection. */
export interface LoggedRequest {
  readonly at: number
  readonly method: string
  readonly path: string
  readonly query: string
  readonly operation: Operation
  readonly connection: string | null
  status: number
}

/** The part of `fetch` that the client library and its callers use. */
export type SandboxFetch = (
  url: string | URL,
  init?: {
    readonly method?: string | undefined
    readonly headers?: ConstructorParameters<typeof Headers>[0] | undefined
    readonly body?: unknown
    readonly signal?: AbortSignal | null | undefined
  },
) => Promise<Response>

export type BeforeHook = (request: RequestFacts) => void | Promise<void>
export type AfterHook = (request: RequestFacts, status: number) => void | Promise<void>

export interface Sandbox {
  readonly clock: SandboxClock
  readonly switches: Switches
  readonly store: Store
  readonly admin: Admin
  readonly faults: Faults
  readonly handle: (request: Request) => Promise<Response>
  readonly fetch: SandboxFetch
  /** The same for a server that must know when to break a connection. */
  readonly exchange: (request: WireRequest) => Promise<Outcome>
  readonly person: (userId: string) => Person
  /** A page with its true times, or null when there is none (purged, or never was). */
  readonly read: (pageId: string) => PlainRow | null
  /** The rows of a data source in the order they were made; those in the trash only when asked for. */
  readonly rows: (dataSourceId: string, which?: 'live' | 'trashed' | 'all') => readonly PlainRow[]
  readonly setRateLimit: (rateLimit: RateLimit | 'off') => void
  readonly requests: readonly LoggedRequest[]
  readonly counts: () => Readonly<Partial<Record<Operation, number>>>
  readonly resetRequests: () => void
  /** Called before a request is looked at: the place for an edit between two requests. Gives the way to end it. */
  readonly beforeRequest: (hook: BeforeHook) => () => void
  /** Called after the work is done, before the client has the answer. */
  readonly afterRequest: (hook: AfterHook) => () => void
}

/** An empty sandbox; `admin` furnishes it. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { clock } = options
  const random = seededRandom(options.seed ?? 1)
  const switches = { ...defaultSwitches, ...options.switches }
  const store = createStore({ clock, random, switches })
  const budget = createBudget(clock, switches.rateWindow, options.rateLimit ?? documentedLimit)
  // Faults have dice of their own: adding a rule must not change the ids that are made.
  const faults = createFaults(seededRandom((options.seed ?? 1) ^ 0x5eed))
  const parts = { store, queries: createQueries(store, options.rowCap ?? 10_000), budget, faults }
  const requests: LoggedRequest[] = []
  const before = new Set<BeforeHook>()
  const after = new Set<AfterHook>()

  const exchange = async (request: WireRequest): Promise<Outcome> => {
    const facts = factsOf(store, request)
    const logged = logEntry(facts, request)
    requests.push(logged)
    if (requests.length > (options.logSize ?? Number.POSITIVE_INFINITY)) requests.shift()
    for (const hook of before) await hook(facts)
    const outcome = await route(parts, request, facts)
    logged.status = outcome.kind === 'answer' ? outcome.answer.status : 0
    for (const hook of after) await hook(facts, logged.status)
    return outcome
  }

  const send = async (request: WireRequest): Promise<Response> => {
    const outcome = await untilAborted(exchange(request), request.signal)
    if (outcome.kind === 'answer') return responseOf(outcome.answer, clock)
    throw new TypeError('fetch failed', {
      cause: Object.assign(new Error('other side closed'), { code: 'ECONNRESET' }),
    })
  }

  return {
    clock,
    switches,
    store,
    admin: adminOf(store),
    faults,
    exchange,
    handle: async (request) =>
      send({
        method: request.method,
        url: request.url,
        headers: Object.fromEntries(request.headers),
        body: await request.text(),
        signal: request.signal,
      }),
    fetch: async (url, init = {}) =>
      send({
        method: (init.method ?? 'GET').toUpperCase(),
        url: String(url),
        headers: Object.fromEntries(new Headers(init.headers)),
        body: typeof init.body === 'string' ? init.body : '',
        signal: init.signal ?? null,
      }),
    person: (userId) => personOf(store, userId),
    read: (pageId) => {
      const page = store.pages.get(pageId)
      if (page !== undefined) purgeIfDue(store, page)
      return page === undefined || page.purgedAt !== null ? null : plainRow(store, page)
    },
    rows: (dataSourceId, which = 'live') =>
      [...need(store.dataSources, dataSourceId, 'data source').rows.values()]
        .map((page) => plainRow(store, page))
        .filter((row) => which === 'all' || row.inTrash === (which === 'trashed')),
    setRateLimit: budget.limit,
    requests,
    counts: () => {
      const counts: Partial<Record<Operation, number>> = {}
      for (const { operation } of requests) counts[operation] = (counts[operation] ?? 0) + 1
      return counts
    },
    resetRequests: () => {
      requests.length = 0
    },
    beforeRequest: (hook) => subscribe(before, hook),
    afterRequest: (hook) => subscribe(after, hook),
  }
}

function subscribe<Hook>(hooks: Set<Hook>, hook: Hook): () => void {
  hooks.add(hook)
  return () => {
    hooks.delete(hook)
  }
}

function logEntry(facts: RequestFacts, request: WireRequest): LoggedRequest {
  const { at, method, path, operation, connection } = facts
  const mark = request.url.indexOf('?')
  return { at, method, path, query: mark < 0 ? '' : request.url.slice(mark), operation, connection, status: 0 }
}

/** The answer as a Response; the `Date` header is the sandbox's clock, the only server time a client sees. */
function responseOf(answer: RawAnswer, clock: SandboxClock): Response {
  const headers = { date: new Date(clock.now()).toUTCString(), ...answer.headers }
  return new Response(answer.body, { status: answer.status, headers })
}

/** As `fetch` does it: an abort ends the waiting at once, whatever the other side is still doing. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | null): Promise<T> {
  if (signal === null) return work
  signal.throwIfAborted()
  let stop = (): void => undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    // A reason is whatever the caller of abort() gave; fetch rejects with it as it is.
    const refuse = (): void => reject(signal.reason as Error)
    signal.addEventListener('abort', refuse, { once: true })
    stop = () => signal.removeEventListener('abort', refuse)
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    stop()
  }
}
