import { APIResponseError, UnknownHTTPResponseError } from '@notionhq/client'
import { describe, expect, test } from 'vitest'
import type { FaultAnswer } from '../../electron/sandbox/fault-answers.ts'
import { clientOf, stage, titled } from './stage.ts'

function create({ client, dataSourceId }: ReturnType<typeof stage>, name = 'x') {
  return client.pages.create({ parent: { data_source_id: dataSourceId }, properties: { Name: titled(name) } })
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    return error
  }
  throw new Error('It did not fail.')
}

describe('fault answers', () => {
  test.each<[FaultAnswer, number, string]>([
    [{ kind: 'bad-request' }, 400, 'validation_error'],
    [{ kind: 'unauthorized' }, 401, 'unauthorized'],
    [{ kind: 'restricted' }, 403, 'restricted_resource'],
    [{ kind: 'block-limit' }, 403, 'restricted_resource'],
    [{ kind: 'edge-blocked' }, 403, 'notionhq_client_response_error'],
    [{ kind: 'not-found' }, 404, 'object_not_found'],
    [{ kind: 'conflict' }, 409, 'conflict_error'],
    [{ kind: 'rate-limited', retryAfter: 7 }, 429, 'rate_limited'],
    [{ kind: 'rate-limited', retryAfter: null }, 429, 'rate_limited'],
    [{ kind: 'overloaded' }, 529, 'service_overload'],
    [{ kind: 'internal' }, 500, 'internal_server_error'],
    [{ kind: 'bad-gateway' }, 502, 'notionhq_client_response_error'],
    [{ kind: 'unavailable' }, 503, 'service_unavailable'],
    [{ kind: 'gateway-timeout' }, 504, 'gateway_timeout'],
    [{ kind: 'gateway-timeout', html: true }, 504, 'notionhq_client_response_error'],
  ])('%o reaches the client as status and code', async (answer, status, code) => {
    const set = stage()
    set.sandbox.faults.add({ operation: 'pages.create', action: { kind: 'answer', when: 'before', answer } })
    const error = await failure(create(set))
    expect(error).toMatchObject({ status, code })
    expect(
      APIResponseError.isAPIResponseError(error) || UnknownHTTPResponseError.isUnknownHTTPResponseError(error),
    ).toBe(true)
    expect(set.sandbox.rows(set.dataSourceId)).toEqual([])
    await create(set)
  })

  test('an edge 403 has a ray id and no request id', async () => {
    const set = stage()
    set.sandbox.faults.add({ action: { kind: 'answer', when: 'before', answer: { kind: 'edge-blocked' } } })
    expect(await failure(create(set))).toMatchObject({ ray_id: expect.any(String), request_id: undefined })
  })

  test('a blocked 429 and a long workspace wait say so', async () => {
    const set = stage()
    for (const reason of ['public_api_request_blocked', 'public_api_space_request_rate_limit'] as const) {
      const answer = { kind: 'rate-limited', retryAfter: 900, reason } as const
      set.sandbox.faults.add({ action: { kind: 'answer', when: 'before', answer } })
      expect(await failure(create(set))).toMatchObject({
        additional_data: { rate_limit_reason: reason, retry_after: '900' },
      })
    }
  })

  test('a 503 after the effect names the page it made', async () => {
    const set = stage()
    const answer = { kind: 'unavailable', namesCommitted: true } as const
    set.sandbox.faults.add({ operation: 'pages.create', action: { kind: 'answer', when: 'after', answer } })
    const error = await failure(create(set))
    const [row] = set.sandbox.rows(set.dataSourceId)
    expect(error).toMatchObject({
      status: 503,
      additional_data: { committed_resource_id: row?.id, retry_guidance: expect.any(Array) },
    })
  })

  test('an update that was saved and answered 503 names no page', async () => {
    const set = stage()
    const page = await create(set)
    const answer = { kind: 'unavailable', namesCommitted: true } as const
    set.sandbox.faults.add({ operation: 'pages.update', action: { kind: 'answer', when: 'after', answer } })
    const error = await failure(set.client.pages.update({ page_id: page.id, properties: { Name: titled('y') } }))
    expect(Reflect.get(Object(error), 'additional_data')).not.toHaveProperty('committed_resource_id')
    expect(set.sandbox.read(page.id)?.values['Name']).toBe('y')
  })

  test('200 without JSON is a raw SyntaxError in the client', async () => {
    const set = stage()
    set.sandbox.faults.add({ action: { kind: 'answer', when: 'after', answer: { kind: 'not-json' } } })
    expect(await failure(create(set))).toBeInstanceOf(SyntaxError)
    expect(set.sandbox.rows(set.dataSourceId)).toHaveLength(1)
  })
})

describe('broken connections', () => {
  test.each(['before', 'after'] as const)('a connection dropped %s the effect fails as fetch does', async (when) => {
    const set = stage()
    set.sandbox.faults.add({ action: { kind: 'drop', when } })
    expect(await failure(create(set))).toMatchObject({ name: 'TypeError', message: 'fetch failed' })
    expect(set.sandbox.rows(set.dataSourceId)).toHaveLength(when === 'after' ? 1 : 0)
  })

  test('a hanging request ends with the abort of its signal, and the work may be done or not', async () => {
    for (const effect of ['never', 'before'] as const) {
      const set = stage()
      set.sandbox.faults.add({ action: { kind: 'hang', effect } })
      const giveUp = new AbortController()
      const client = clientOf(
        { fetch: (url, init) => set.sandbox.fetch(url, { ...init, signal: giveUp.signal }) },
        set.connection.token,
      )
      const work = failure(create({ ...set, client }))
      giveUp.abort()
      expect(await work).toMatchObject({ name: 'AbortError' })
      expect(set.sandbox.rows(set.dataSourceId)).toHaveLength(effect === 'before' ? 1 : 0)
    }
  })

  test('a late write is saved long after the client gave up', async () => {
    const set = stage()
    set.sandbox.faults.add({ action: { kind: 'hang', effect: 'late', afterMs: 90_000 } })
    const work = set.sandbox.fetch('https://api.notion.com/v1/pages', {
      method: 'POST',
      headers: { authorization: `Bearer ${set.connection.token}`, 'notion-version': '2026-03-11' },
      body: JSON.stringify({ parent: { data_source_id: set.dataSourceId }, properties: { Name: titled('late') } }),
      signal: AbortSignal.timeout(5),
    })
    expect(await failure(work)).toMatchObject({ name: 'TimeoutError' })
    expect(set.sandbox.rows(set.dataSourceId)).toEqual([])
    set.clock.advance(90_000)
    await Promise.resolve()
    expect(set.sandbox.rows(set.dataSourceId)).toMatchObject([{ values: { Name: 'late' } }])
  })
})

describe('rules', () => {
  test('the third page of a listing fails, the others do not', async () => {
    const set = stage()
    for (let index = 0; index < 5; index += 1) set.anna.addRow(set.dataSourceId)
    set.sandbox.faults.add({
      operation: 'dataSources.query',
      nth: 3,
      action: { kind: 'answer', when: 'before', answer: { kind: 'unavailable' } },
    })
    let cursor: string | null = null
    for (let page = 1; page <= 2; page += 1) {
      const list: { readonly next_cursor: string | null } = await set.client.dataSources.query({
        data_source_id: set.dataSourceId,
        page_size: 1,
        start_cursor: cursor,
      })
      cursor = list.next_cursor
    }
    const third = { data_source_id: set.dataSourceId, page_size: 1, start_cursor: cursor }
    expect(await failure(set.client.dataSources.query(third))).toMatchObject({ status: 503 })
    await set.client.dataSources.query(third)
  })

  test('a rule fits by method, path, connection and body, and can be taken back', async () => {
    const set = stage()
    const page = await create(set)
    const action = { kind: 'answer', when: 'before', answer: { kind: 'conflict' } } as const
    const remove = set.sandbox.faults.add({
      method: 'patch',
      path: new RegExp(page.id),
      connection: set.connection.id,
      where: (request) => request.body.includes('in_trash'),
      count: Number.POSITIVE_INFINITY,
      action,
    })
    await set.client.pages.retrieve({ page_id: page.id })
    await set.client.pages.update({ page_id: page.id, properties: { Name: titled('y') } })
    for (let time = 0; time < 3; time += 1) {
      expect(await failure(set.client.pages.update({ page_id: page.id, in_trash: true }))).toMatchObject({
        status: 409,
      })
    }
    remove()
    await set.client.pages.update({ page_id: page.id, in_trash: true })
    expect(set.sandbox.faults.struck()).toBe(3)
  })

  test('faults by probability are the same for the same seed', async () => {
    const run = async (seed: number) => {
      const set = stage({ seed })
      const answer = { kind: 'internal' } as const
      set.sandbox.faults.add({ count: Infinity, probability: 0.4, action: { kind: 'answer', when: 'after', answer } })
      for (let index = 0; index < 40; index += 1) await create(set).catch(() => null)
      return set.sandbox.requests.map((request) => request.status).join(' ')
    }
    expect(await run(3)).toBe(await run(3))
    expect(await run(3)).not.toBe(await run(4))
  })

  test('a stale query shows what was; a direct read shows what is', async () => {
    const { sandbox, client, anna, dataSourceId, clock } = stage()
    const old = anna.addRow(dataSourceId, { Name: 'old' })
    const gone = anna.addRow(dataSourceId, { Name: 'gone' })
    clock.advance(20_000)
    anna.edit(old, { Name: 'new' })
    anna.purge(gone)
    const fresh = anna.addRow(dataSourceId, { Name: 'fresh' })
    sandbox.faults.staleQueries(10_000)
    const query = async () => {
      const { results } = await client.dataSources.query({ data_source_id: dataSourceId })
      return results.map((row) => row.id).sort()
    }
    expect(await query()).toEqual([old, gone].sort())
    const filter = { property: 'Name', title: { equals: 'old' } }
    const hit = await client.dataSources.query({ data_source_id: dataSourceId, filter })
    expect(hit.results).toMatchObject([{ id: old, properties: { Name: { title: [{ plain_text: 'old' }] } } }])
    expect(sandbox.read(old)?.values['Name']).toBe('new')
    clock.advance(10_000)
    expect(await query()).toEqual([old, fresh].sort())
  })

  test('an answer can leave properties out', async () => {
    const { sandbox, client, anna, dataSourceId } = stage()
    anna.addRow(dataSourceId, { Name: 'x', Ort: 'Bonn' })
    sandbox.faults.add({ operation: 'dataSources.query', action: { kind: 'omit', properties: ['Ort'] } })
    const { results } = await client.dataSources.query({ data_source_id: dataSourceId })
    const properties: unknown = Reflect.get(Object(results[0]), 'properties')
    expect(properties).toHaveProperty('Name')
    expect(properties).not.toHaveProperty('Ort')
  })
})

describe('hooks and log', () => {
  test('a person edits between a read and a write, in the same minute', async () => {
    const { sandbox, client, anna, dataSourceId } = stage()
    const id = anna.addRow(dataSourceId, { Name: 'a', Ort: 'Bonn' })
    const before = await client.pages.retrieve({ page_id: id })
    const stop = sandbox.beforeRequest((request) => {
      if (request.operation === 'pages.update') anna.edit(id, { Ort: 'Köln' })
    })
    const after = await client.pages.update({ page_id: id, properties: { Name: titled('b') } })
    expect(after).toMatchObject({ properties: { Ort: { rich_text: [{ plain_text: 'Köln' }] } } })
    expect(Reflect.get(after, 'last_edited_time')).toBe(Reflect.get(before, 'last_edited_time'))
    stop()
  })

  test('every request is in the log, with operation, connection and status', async () => {
    const { sandbox, client, connection, dataSourceId } = stage()
    const seen: number[] = []
    sandbox.afterRequest((_request, status) => {
      seen.push(status)
    })
    await client.users.me({})
    await client.pages.retrieve({ page_id: dataSourceId }).catch(() => null)
    expect(sandbox.requests).toMatchObject([
      { operation: 'users.me', method: 'GET', path: '/v1/users/me', connection: connection.id, status: 200 },
      { operation: 'pages.retrieve', status: 404 },
    ])
    expect(seen).toEqual([200, 404])
    expect(sandbox.counts()).toEqual({ 'users.me': 1, 'pages.retrieve': 1 })
    sandbox.resetRequests()
    expect(sandbox.requests).toEqual([])
  })

  test('the same seed, clock and requests give the same answers, byte for byte', async () => {
    const run = async () => {
      const set = stage({ seed: 11 })
      const bodies: string[] = []
      const fetch = async (url: string, init: Parameters<typeof set.sandbox.fetch>[1]) => {
        const answer = await set.sandbox.fetch(url, init)
        bodies.push(await answer.clone().text())
        return answer
      }
      await create({ ...set, client: clientOf({ fetch }, set.connection.token) })
      return bodies
    }
    expect(await run()).toEqual(await run())
  })
})
