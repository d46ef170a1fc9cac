import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { RequestMeter } from '../../electron/engine/ports.ts'
import { createBudget } from '../../electron/http/budget.ts'
import type { BaseFetch } from '../../electron/http/exchange.ts'
import { type CallContext, createNotionClient, type NotionClientOptions } from '../../electron/notion/client.ts'
import type { CallKind } from '../../electron/notion/failures.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestRandom } from '../support/random.ts'

const TOKEN = 'ntn_0123456789abcdef'

interface Sent {
  readonly url: string
  readonly init: RequestInit
}

/** A client in front of answers written by hand; the last one is repeated. */
function connection(answers: readonly (() => Response)[], options: Partial<NotionClientOptions> = {}) {
  const clock = createTestClock({ auto: true })
  const sent: Sent[] = []
  const fetch: BaseFetch = (url, init) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)]
    sent.push({ url, init })
    return answer === undefined ? Promise.reject(new Error('no answer')) : Promise.resolve(answer())
  }
  const budget = createBudget({ clock })
  const created = createNotionClient({ token: TOKEN, fetch, clock, random: createTestRandom(), budget, ...options })
  if (created.kind === 'failure') throw new Error(created.text)
  const me = (kind: CallKind = 'read', context: CallContext = {}) =>
    created.value.call(kind, z.unknown(), (notion) => notion.users.me({}), context)
  return { clock, sent, me, budget, client: created.value }
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify(body), { status, headers })

const limited = (headers: Record<string, string>, additional_data: Record<string, string> = {}) =>
  json(429, { object: 'error', status: 429, code: 'rate_limited', message: 'slow down', additional_data }, headers)

const fine = json(200, { object: 'user' })

describe('a request', () => {
  it('names the pinned version and carries the token in its header only', async () => {
    const { sent, me } = connection([fine])
    await me()
    const headers = new Headers(sent[0]?.init.headers)
    expect(headers.get('notion-version')).toBe('2026-03-11')
    expect(headers.get('authorization')).toBe(`Bearer ${TOKEN}`)
    expect(sent[0]?.url).toBe('https://api.notion.com/v1/users/me')
    expect(sent[0]?.init.redirect).toBe('error')
  })
})

describe('announced waits', () => {
  it.each([
    ['seconds in the header', limited({ 'retry-after': '90' }), 90_000],
    ['fractions of a second', limited({ 'retry-after': '0.5' }), 500],
    ['seconds in the body', limited({}, { retry_after: '12' }), 12_000],
    ['the header before the body', limited({ 'retry-after': '3' }, { retry_after: '12' }), 3_000],
    [
      "a moment, by the server's clock and not by ours",
      limited({ 'retry-after': 'Mon, 01 Jan 2024 00:00:40 GMT', date: 'Mon, 01 Jan 2024 00:00:10 GMT' }),
      30_000,
    ],
    ['a moment that is over', limited({ 'retry-after': 'Mon, 01 Jan 2001 00:00:00 GMT' }), 0],
  ])('are obeyed: %s', async (_what, answer, wait) => {
    const { clock, me, sent } = connection([answer, fine])
    expect(await me('write')).toMatchObject({ kind: 'ok' })
    expect(clock.monotonic()).toBe(wait)
    expect(sent).toHaveLength(2)
  })

  it('count as one window for all of the token: nobody else leaves in between', async () => {
    const { clock, me, sent } = connection([limited({ 'retry-after': '20' }), fine])
    const meter: RequestMeter = { read: 0, write: 0, retried: 0 }
    await me('read', { meter })
    await me('read', { meter, priority: 'user' })
    expect(clock.monotonic()).toBe(20_000)
    expect(sent).toHaveLength(3)
    expect(meter).toEqual({ read: 3, write: 0, retried: 1 })
  })

  it('within the patience are sat out even when they use all of it', async () => {
    const { clock, me } = connection([limited({ 'retry-after': '180' }), fine])
    expect(await me()).toMatchObject({ kind: 'ok' })
    expect(clock.monotonic()).toBe(180_000)
  })

  it('beyond the patience are told at once', async () => {
    const { clock, me } = connection([limited({ 'retry-after': '181' }), fine])
    expect(await me()).toMatchObject({ category: 'rate-limit', repeat: 'wait', waitMs: 181_000, outcome: 'not-done' })
    expect(clock.monotonic()).toBe(0)
  })
})

describe('a write that follows a fresh read', () => {
  it('is not sent again after a wait, for what was read is old by then', async () => {
    const { clock, me, sent } = connection([limited({ 'retry-after': '2' }), fine])
    expect(await me('write', { fresh: true })).toMatchObject({ outcome: 'not-done', repeat: 'wait', waitMs: 2_000 })
    expect(clock.monotonic()).toBe(0)
    expect(sent).toHaveLength(1)
  })

  it('is sent again after moments, as long as these together are short', async () => {
    const { me, sent } = connection([limited({ 'retry-after': '0.3' })])
    expect(await me('write', { fresh: true })).toMatchObject({ outcome: 'not-done', repeat: 'wait', waitMs: 300 })
    expect(sent).toHaveLength(2)
  })

  it('is not sent into a pause that another request was told of', async () => {
    const { budget, me, sent } = connection([fine])
    budget.pause(5_000)
    expect(await me('write', { fresh: true })).toMatchObject({ outcome: 'not-done', repeat: 'wait', waitMs: 5_000 })
    expect(sent).toHaveLength(0)
  })

  it('is not sent after it had to wait for a place in a full window', async () => {
    const clock = createTestClock({ auto: true })
    const { me, sent } = connection([fine], { clock, budget: createBudget({ clock, limit: 1 }) })
    await me()
    expect(await me('write', { fresh: true })).toMatchObject({ outcome: 'not-done', repeat: 'wait' })
    expect(await me('write')).toMatchObject({ kind: 'ok' })
    expect(sent).toHaveLength(2)
  })
})

describe('stopping', () => {
  it('ends the wait between two attempts of a read', async () => {
    const stop = new AbortController()
    const answer = () => {
      stop.abort()
      return json(500, { object: 'error', status: 500, code: 'internal_server_error', message: 'oops' })()
    }
    const { me, sent } = connection([answer])
    expect(await me('read', { signal: stop.signal })).toMatchObject({ category: 'stopped' })
    expect(sent).toHaveLength(1)
  })

  it('does not abort a write under way: its answer counts', async () => {
    const stop = new AbortController()
    const answer = () => {
      stop.abort()
      return fine()
    }
    const { me } = connection([answer])
    expect(await me('write', { signal: stop.signal })).toMatchObject({ kind: 'ok' })
  })
})

describe('an answer of another shape', () => {
  it('to a write tells where to look, for it was most likely done', async () => {
    const { client } = connection([json(200, { object: 'page', id: 'abc' })])
    const shape = z.object({ properties: z.record(z.string(), z.unknown()) })
    const answer = await client.call('write', shape, (notion) => notion.users.me({}))
    expect(answer).toMatchObject({
      category: 'service',
      outcome: 'unsure',
      committedId: 'abc',
      reason: 'malformed-answer',
    })
  })
})

describe('codes that the SDK does not know', () => {
  it.each([
    [400, 'missing_version', 'validation', 'refused'],
    [409, 'row_limit_exceeded', 'plan-limit', 'unsure'],
    [503, 'database_connection_unavailable', 'service', 'unsure'],
    [502, 'bad_gateway', 'service', 'unknown'],
    [406, 'not_acceptable', 'validation', 'refused'],
  ])('%i %s is judged by its status', async (status, code, category, outcome) => {
    const { me } = connection([json(status, { object: 'error', status, code, message: 'why', request_id: 'r-1' })])
    expect(await me('write')).toMatchObject({ category, outcome, code, status, requestId: 'r-1' })
  })
})

describe('creating a client', () => {
  const options = {
    clock: createTestClock(),
    random: createTestRandom(),
    budget: createBudget({ clock: createTestClock() }),
    fetch: () => Promise.reject(new Error('must not be called')),
  }

  it.each(['http://api.notion.com', 'http://notion.example'])('refuses to send a token to %s', (baseUrl) => {
    expect(createNotionClient({ ...options, token: TOKEN, baseUrl })).toMatchObject({ category: 'usage' })
  })

  it.each([
    ['', 'token-missing'],
    ['  ', 'token-missing'],
    ['ntn_a b', 'token-malformed'],
    ['ntn_\n', 'token-malformed'],
    ['ntn_ü', 'token-malformed'],
  ])('refuses the token %j and does not repeat it', (token, reason) => {
    const created = createNotionClient({ ...options, token })
    expect(created).toMatchObject({ kind: 'failure', category: 'credentials', reason })
  })
})
