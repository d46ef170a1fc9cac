/**
 * A request in, an answer out: token, version, route, budget, faults, endpoint. The order matters and is the real one
 * as far as it is known: an unknown token learns nothing else, the budget is spent before the work is done, a fault
 * "before" keeps the work undone. Promises an answer for everything but faults that drop or hang.
 */
import type { Budget } from './budget.ts'
import { type Call, type Endpoint, type Reply } from './call.ts'
import { canonicalId, newId } from './clock.ts'
import {
  createDatabase,
  queryDataSource,
  retrieveDatabase,
  retrieveDataSource,
  retrieveMe,
  search,
  updateDataSource,
} from './endpoints-databases.ts'
import { createPage, movePage, retrievePage, retrieveProperty, updatePage } from './endpoints-pages.ts'
import { errorBody, type FaultAnswer, faultAnswer, type RawAnswer } from './fault-answers.ts'
import type { FaultAction, FaultBook, Operation, RequestFacts } from './faults.ts'
import { isObject, type JsonObject, parseJson } from './json.ts'
import type { Connection } from './model.ts'
import type { Queries } from './query.ts'
import { malformed, Refusal } from './refusal.ts'
import type { Store } from './store.ts'
import type { Version } from './wire.ts'

/** A request reduced to what matters; header names are in lower case. */
export interface WireRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
  readonly signal: AbortSignal | null
}

/** `dropped`: the connection broke before an answer. */
export type Outcome = { readonly kind: 'answer'; readonly answer: RawAnswer } | { readonly kind: 'dropped' }

export interface RouterParts {
  readonly store: Store
  readonly queries: Queries
  readonly budget: Budget
  readonly faults: FaultBook
}

interface Route {
  readonly method: string
  readonly path: RegExp
  readonly operation: Operation
  readonly endpoint: Endpoint
}

const ROUTES: readonly Route[] = [
  { method: 'POST', path: /^\/v1\/pages$/, operation: 'pages.create', endpoint: createPage },
  { method: 'PATCH', path: /^\/v1\/pages\/([^/]+)$/, operation: 'pages.update', endpoint: updatePage },
  { method: 'GET', path: /^\/v1\/pages\/([^/]+)$/, operation: 'pages.retrieve', endpoint: retrievePage },
  {
    method: 'POST',
    path: /^\/v1\/data_sources\/([^/]+)\/query$/,
    operation: 'dataSources.query',
    endpoint: queryDataSource,
  },
  { method: 'POST', path: /^\/v1\/pages\/([^/]+)\/move$/, operation: 'pages.move', endpoint: movePage },
  {
    method: 'GET',
    path: /^\/v1\/pages\/([^/]+)\/properties\/([^/]+)$/,
    operation: 'pages.properties.retrieve',
    endpoint: retrieveProperty,
  },
  {
    method: 'GET',
    path: /^\/v1\/data_sources\/([^/]+)$/,
    operation: 'dataSources.retrieve',
    endpoint: retrieveDataSource,
  },
  {
    method: 'PATCH',
    path: /^\/v1\/data_sources\/([^/]+)$/,
    operation: 'dataSources.update',
    endpoint: updateDataSource,
  },
  { method: 'GET', path: /^\/v1\/databases\/([^/]+)$/, operation: 'databases.retrieve', endpoint: retrieveDatabase },
  { method: 'POST', path: /^\/v1\/databases$/, operation: 'databases.create', endpoint: createDatabase },
  { method: 'GET', path: /^\/v1\/users\/me$/, operation: 'users.me', endpoint: retrieveMe },
  { method: 'POST', path: /^\/v1\/search$/, operation: 'search', endpoint: search },
]

const MAX_BODY = 500_000

/** What can be said about a request before anything is decided. */
export function factsOf(store: Store, request: WireRequest): RequestFacts {
  const path = new URL(request.url).pathname
  return {
    at: store.clock.now(),
    method: request.method,
    path,
    operation: routeOf(request.method, path)?.operation ?? 'unknown',
    connection: connectionOf(store, request)?.id ?? null,
    body: request.body,
  }
}

function routeOf(method: string, path: string): Route | null {
  return ROUTES.find((route) => route.method === method && route.path.test(path)) ?? null
}

function connectionOf(store: Store, request: WireRequest): Connection | null {
  const token = /^Bearer (.+)$/.exec(request.headers['authorization'] ?? '')?.[1]
  if (token === undefined) return null
  for (const connection of store.connections.values()) {
    if (connection.token === token && !connection.revoked) return connection
  }
  return null
}

/** Answers one request. */
export async function route(parts: RouterParts, request: WireRequest, facts: RequestFacts): Promise<Outcome> {
  const requestId = newId(parts.store.random)
  const actions = parts.faults.consult(facts)
  for (const action of actions) {
    if (action.kind === 'delay') await parts.store.clock.sleep?.(action.ms)
  }
  const before = await interrupt(actions, 'before', parts, request, facts, requestId, null)
  if (before !== null) return before
  let reply: Reply
  try {
    reply = perform(parts, request, facts, actions)
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure
    return { kind: 'answer', answer: refused(failure, requestId) }
  }
  const after = await interrupt(actions, 'after', parts, request, facts, requestId, reply.createdId)
  if (after !== null) return after
  const body = `${reply.text.slice(0, -1)},"request_id":"${requestId}"}`
  return { kind: 'answer', answer: { status: 200, headers: jsonHeaders(requestId), body } }
}

function perform(
  parts: RouterParts,
  request: WireRequest,
  facts: RequestFacts,
  actions: readonly FaultAction[],
): Reply {
  const { store } = parts
  const connection = connectionOf(store, request)
  if (connection === null) throw new Refusal(401, 'unauthorized', 'API token is invalid.')
  const version = readVersion(request.headers['notion-version'])
  const found = routeOf(request.method, facts.path)
  parts.budget.spend(connection.id)
  if (found === null) throw invalidUrl()
  if (version === null) throw invalidUrl()
  const call: Call = {
    store,
    queries: parts.queries,
    connection,
    version,
    body: readBody(request),
    search: new URL(request.url).searchParams,
    params: found.path.exec(facts.path)?.slice(1) ?? [],
    staleMs: Math.max(0, ...actions.map((action) => (action.kind === 'stale' ? action.ms : 0))),
    omit: actions.find((action) => action.kind === 'omit')?.properties ?? null,
  }
  return found.endpoint(call)
}

/** Section 1: no version is 400 `missing_version`; one too old for these paths is 400 `invalid_request_url` (null). */
function readVersion(header: string | undefined): Version | null {
  if (header === undefined || header === '') {
    throw new Refusal(
      400,
      'missing_version',
      'Notion-Version header failed validation: Notion-Version header should be defined, instead was `undefined`.',
    )
  }
  if (header === '2026-03-11' || header === '2025-09-03') return header
  if (/^202[1-5]-\d{2}-\d{2}$/.test(header)) return null
  throw malformed('Notion-Version header', 'a supported version', header)
}

function invalidUrl(): Refusal {
  return new Refusal(400, 'invalid_request_url', 'Invalid request URL.')
}

function readBody(request: WireRequest): JsonObject {
  if (request.body === '' || request.method === 'GET') return {}
  if (request.body.length > MAX_BODY) {
    throw malformed('body', 'smaller than 500 KB', `${request.body.length} characters`)
  }
  const body = parseJson(request.body)
  if (body === undefined) throw new Refusal(400, 'invalid_json', 'Error parsing JSON body.')
  if (!isObject(body)) throw malformed('body', 'an object', body)
  return body
}

/** The faults that end a request at this point, or null to go on. */
async function interrupt(
  actions: readonly FaultAction[],
  when: 'before' | 'after',
  parts: RouterParts,
  request: WireRequest,
  facts: RequestFacts,
  requestId: string,
  committedId: string | null,
): Promise<Outcome | null> {
  for (const action of actions) {
    if (action.kind === 'answer' && action.when === when) {
      return { kind: 'answer', answer: scripted(action.answer, facts, requestId, committedId) }
    }
    if (action.kind === 'drop' && action.when === when) return { kind: 'dropped' }
    if (action.kind !== 'hang') continue
    if (when === 'after' && action.effect === 'before') return hang(request.signal)
    if (when === 'before' && action.effect === 'never') return hang(request.signal)
    if (when === 'before' && action.effect === 'late') {
      const late = parts.store.clock.sleep?.(action.afterMs ?? 0) ?? Promise.resolve()
      // Nobody waits for this: the client has given up. A refusal then is heard by nobody, as in life.
      void late.then(() => performLate(parts, request, facts))
      return hang(request.signal)
    }
  }
  return null
}

function performLate(parts: RouterParts, request: WireRequest, facts: RequestFacts): void {
  try {
    perform(parts, request, facts, [])
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure
  }
}

function scripted(answer: FaultAnswer, facts: RequestFacts, requestId: string, committedId: string | null): RawAnswer {
  const id = canonicalId(facts.path.split('/')[3] ?? '') ?? 'unknown'
  const notFoundText = `Could not find page with ID: ${id}. Make sure the relevant pages and databases are shared with your integration.`
  return faultAnswer(answer, { requestId, endpoint: facts.operation, notFoundText, committedId })
}

/** Waits until the client gives up; without a signal, for ever. */
function hang(signal: AbortSignal | null): Promise<Outcome> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) resolve({ kind: 'dropped' })
    signal?.addEventListener('abort', () => resolve({ kind: 'dropped' }), { once: true })
  })
}

function refused(failure: Refusal, requestId: string): RawAnswer {
  return {
    status: failure.status,
    headers: { ...jsonHeaders(requestId), ...failure.headers },
    body: errorBody(failure.status, failure.code, failure.message, requestId, failure.additionalData),
  }
}

function jsonHeaders(requestId: string): Readonly<Record<string, string>> {
  return { 'content-type': 'application/json; charset=utf-8', 'x-notion-request-id': requestId }
}
