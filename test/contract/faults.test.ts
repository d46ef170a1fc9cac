/** Every way in which Notion fails, as the engine sees it: the table "What came back from a create" of sync-semantics. */
import { describe, expect, it } from 'vitest'
import type { FaultAnswer } from '../../electron/sandbox/fault-answers.ts'
import type { FaultAction } from '../../electron/sandbox/faults.ts'
import type { Failure } from '../../shared/failure.ts'
import { plainText } from '../../shared/value.ts'
import { mustFail, mustOk, pageId, type StageOptions, stage } from './stage.ts'

const answered = (answer: FaultAnswer, when: 'before' | 'after' = 'before'): FaultAction => ({
  kind: 'answer',
  when,
  answer,
})

/** A create that meets this fault, and how many requests it took. */
async function createDuring(action: FaultAction, options: StageOptions = {}) {
  const set = stage(options)
  set.faults.add({ operation: 'pages.create', count: Number.POSITIVE_INFINITY, action })
  const start = set.clock.monotonic()
  const result = await set.side.create([{ id: set.property('Name'), type: 'title', value: plainText('A') }])
  const sent = set.sandbox.counts()['pages.create'] ?? 0
  return { ...set, result, sent, took: set.clock.monotonic() - start, rows: set.sandbox.rows(set.dataSourceId).length }
}

interface Row {
  readonly name: string
  readonly action: FaultAction
  readonly failure: Partial<Failure>
}

const table: readonly Row[] = [
  {
    name: '401',
    action: answered({ kind: 'unauthorized' }),
    failure: { category: 'credentials', outcome: 'not-done', repeat: 'never', code: 'unauthorized' },
  },
  {
    name: '403, capability missing',
    action: answered({ kind: 'restricted' }),
    failure: { category: 'permission', outcome: 'not-done', repeat: 'never' },
  },
  {
    name: '403, block limit',
    action: answered({ kind: 'block-limit' }),
    failure: { category: 'plan-limit', outcome: 'not-done', repeat: 'never' },
  },
  {
    name: '403 of the edge, in front of Notion',
    action: answered({ kind: 'edge-blocked' }),
    failure: { category: 'network', outcome: 'not-done', reason: 'blocked-before-notion', repeat: 'later' },
  },
  {
    name: '404',
    action: answered({ kind: 'not-found' }),
    failure: { category: 'not-shared', outcome: 'refused', repeat: 'never' },
  },
  {
    name: '400',
    action: answered({ kind: 'bad-request' }),
    failure: { category: 'validation', outcome: 'refused', repeat: 'never' },
  },
  {
    name: '400 about a property that is gone',
    action: answered({ kind: 'bad-request', message: 'Ort is not a property that exists.' }),
    failure: { category: 'schema', outcome: 'refused', subject: 'Ort', repeat: 'never' },
  },
  {
    name: '409',
    action: answered({ kind: 'conflict' }),
    failure: { category: 'conflict', outcome: 'unsure', repeat: 'later' },
  },
  {
    name: '500',
    action: answered({ kind: 'internal' }),
    failure: { category: 'service', outcome: 'unsure', repeat: 'later' },
  },
  {
    name: '502 in HTML',
    action: answered({ kind: 'bad-gateway' }, 'after'),
    failure: { category: 'service', outcome: 'unknown', repeat: 'later', committedId: null },
  },
  {
    name: '503 without a word about what was saved',
    action: answered({ kind: 'unavailable' }, 'after'),
    failure: { category: 'service', outcome: 'unsure', repeat: 'later', committedId: null },
  },
  {
    name: '504',
    action: answered({ kind: 'gateway-timeout' }, 'after'),
    failure: { category: 'service', outcome: 'unknown', repeat: 'later' },
  },
  {
    name: '504 in HTML',
    action: answered({ kind: 'gateway-timeout', html: true }, 'after'),
    failure: { category: 'service', outcome: 'unknown', repeat: 'later' },
  },
  {
    name: '200 that is no JSON',
    action: answered({ kind: 'not-json' }, 'after'),
    failure: { category: 'service', outcome: 'unknown', reason: 'malformed-answer', status: 200 },
  },
  {
    name: 'a dropped connection',
    action: { kind: 'drop', when: 'after' },
    failure: { category: 'network', outcome: 'unknown', repeat: 'later', code: 'ECONNRESET' },
  },
  {
    name: 'a hanging connection',
    action: { kind: 'hang', effect: 'before' },
    failure: { category: 'timeout', outcome: 'unknown', repeat: 'later' },
  },
]

describe('a write', () => {
  it.each(table)('is sent once and judged: $name', async ({ action, failure }) => {
    const { result, sent, meter } = await createDuring(action)
    expect(mustFail(result)).toMatchObject({ connector: 'notion', ...failure })
    expect(mustFail(result).text).not.toBe('')
    expect(sent).toBe(1)
    expect(meter).toEqual({ read: 0, write: 1, retried: 0 })
  })

  it('tells the id of what a 503 saved', async () => {
    const action = answered({ kind: 'unavailable', namesCommitted: true }, 'after')
    const { result, sandbox, dataSourceId } = await createDuring(action)
    expect(mustFail(result).committedId).toBe(sandbox.rows(dataSourceId)[0]?.id)
    expect(mustFail(result).requestId).not.toBeNull()
  })

  it('keeps the complete answer in the text', async () => {
    const { result } = await createDuring(answered({ kind: 'bad-gateway' }))
    expect(mustFail(result).text).toContain('<h1>502 Bad Gateway</h1></body></html>')
  })

  it('gives up a hanging connection after the time-out, and the work may still happen', async () => {
    const { took, rows } = await createDuring({ kind: 'hang', effect: 'before' }, { client: { timeoutMs: 5_000 } })
    expect(took).toBe(5_000)
    expect(rows).toBe(1)
  })
})

describe('a read', () => {
  it.each(table)('never did anything, whatever came back: $name', async ({ action }) => {
    const { side, person, dataSourceId, faults } = stage()
    const id = pageId(person.addRow(dataSourceId, { Name: 'A' }))
    faults.add({ operation: 'pages.retrieve', count: 3, action })
    const reading = await side.read(id)
    const failed = reading.kind === 'missing' ? reading.failure : mustFail(reading)
    expect(failed).toMatchObject({ outcome: 'not-done', committedId: null })
  })

  const transient: readonly FaultAction[] = [
    answered({ kind: 'internal' }),
    answered({ kind: 'bad-gateway' }),
    answered({ kind: 'unavailable' }),
    answered({ kind: 'gateway-timeout' }),
    answered({ kind: 'not-json' }),
    { kind: 'drop', when: 'before' },
    { kind: 'hang', effect: 'never' },
  ]

  it.each(transient)('is tried three times in all: %o', async (action) => {
    const { side, person, dataSourceId, faults, meter } = stage()
    const id = pageId(person.addRow(dataSourceId, { Name: 'A' }))
    faults.add({ operation: 'pages.retrieve', count: 2, action })
    expect(await side.read(id)).toMatchObject({ kind: 'page' })
    expect(meter).toEqual({ read: 3, write: 0, retried: 2 })
  })

  it('is not tried again when it was refused', async () => {
    const { side, faults, sandbox } = stage()
    faults.add({ operation: 'users.me', count: 3, action: answered({ kind: 'unauthorized' }) })
    expect(await side.identity()).toMatchObject({ category: 'credentials' })
    expect(sandbox.counts()['users.me']).toBe(1)
  })

  it('says nothing about absence when somebody else than Notion answers 404', async () => {
    const { side, faults } = stage()
    const answer = { kind: 'custom', status: 404, body: '<html>not here</html>' } as const
    faults.add({ operation: 'pages.retrieve', count: 3, action: answered(answer) })
    const reading = await side.read(pageId('11111111-2222-4333-8444-555555555555'))
    expect(reading).toMatchObject({ kind: 'failure', category: 'service', reason: 'malformed-answer' })
  })
})

describe('being asked to wait', () => {
  it.each(['rate-limited', 'overloaded'] as const)('waits as told and then does the write: %s', async (kind) => {
    const set = stage()
    set.faults.add({ operation: 'pages.create', count: 2, action: answered({ kind, retryAfter: 7 }) })
    const start = set.clock.monotonic()
    mustOk(await set.side.create([{ id: set.property('Name'), type: 'title', value: plainText('A') }]))
    expect(set.clock.monotonic() - start).toBe(14_000)
    expect(set.sandbox.rows(set.dataSourceId)).toHaveLength(1)
    expect(set.meter).toEqual({ read: 0, write: 3, retried: 2 })
  })

  it('waits longer than a minute when a whole workspace is told to', async () => {
    const set = stage()
    const answer = { kind: 'rate-limited', retryAfter: 150, reason: 'public_api_space_request_rate_limit' } as const
    set.faults.add({ operation: 'users.me', action: answered(answer) })
    const start = set.clock.monotonic()
    mustOk(await set.side.identity())
    expect(set.clock.monotonic() - start).toBe(150_000)
  })

  it('waits by itself, longer each time, when no time is told', async () => {
    const set = stage()
    set.faults.add({ operation: 'users.me', count: 3, action: answered({ kind: 'rate-limited', retryAfter: null }) })
    mustOk(await set.side.identity())
    const times = set.sandbox.requests.map((request) => request.at)
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0))
    expect(gaps).toHaveLength(3)
    expect(gaps[0]).toBeGreaterThanOrEqual(500)
    expect(gaps[2]).toBeGreaterThanOrEqual(2_000)
  })

  it('tells a wait that is longer than its patience, and everybody else of that token as well', async () => {
    const { result, side, sent } = await createDuring(answered({ kind: 'rate-limited', retryAfter: 3_600 }))
    const expected = { category: 'rate-limit', outcome: 'not-done', repeat: 'wait', waitMs: 3_600_000, status: 429 }
    expect(mustFail(result)).toMatchObject(expected)
    expect(sent).toBe(1)
    expect(await side.identity()).toMatchObject({ category: 'rate-limit', repeat: 'wait', waitMs: 3_600_000 })
  })

  it('does not repeat what Notion says it has blocked', async () => {
    const reason = 'public_api_request_blocked'
    const { result, sent } = await createDuring(answered({ kind: 'rate-limited', retryAfter: 5, reason }))
    expect(mustFail(result)).toMatchObject({ category: 'rate-limit', repeat: 'wait', waitMs: 5_000 })
    expect(sent).toBe(1)
  })

  it('never waits without end: announced waits of one request add up', async () => {
    const { result, sent } = await createDuring(answered({ kind: 'rate-limited', retryAfter: 50 }))
    expect(mustFail(result)).toMatchObject({ category: 'rate-limit', waitMs: 50_000 })
    expect(sent).toBe(4)
  })

  it('ends when the run is stopped, and has done nothing', async () => {
    const stop = new AbortController()
    const set = stage({ signal: stop.signal, auto: false })
    set.faults.add({ operation: 'pages.create', action: answered({ kind: 'rate-limited', retryAfter: 60 }) })
    const pending = set.side.create([{ id: set.property('Name'), type: 'title', value: plainText('A') }])
    await set.clock.advance(10_000)
    stop.abort()
    expect(mustFail(await pending)).toMatchObject({ category: 'stopped', outcome: 'not-done' })
    expect(set.sandbox.rows(set.dataSourceId)).toHaveLength(0)
  })
})

describe('the budget of a connection', () => {
  it('lets 180 requests go at once and the next ones a minute later, and is never refused', async () => {
    const { side, sandbox, clock } = stage()
    const start = clock.monotonic()
    await Promise.all(Array.from({ length: 200 }, () => side.identity()))
    const early = sandbox.requests.filter((request) => request.at - (sandbox.requests[0]?.at ?? 0) < 60_000)
    expect(early).toHaveLength(180)
    expect(sandbox.requests.every((request) => request.status === 200)).toBe(true)
    expect(clock.monotonic() - start).toBe(60_000)
  })

  it('gets through when somebody else spends the same budget', async () => {
    const { side, connect, connection, sandbox } = stage()
    const other = connect(connection.token)
    const { createNotionSide } = await import('../../electron/notion/gateway.ts')
    const rival = createNotionSide({ client: other, resource: side.resource })
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, index) => (index % 2 === 0 ? side : rival).identity()),
    )
    expect(answers.every((answer) => answer.kind === 'ok')).toBe(true)
    expect(sandbox.requests.some((request) => request.status === 429)).toBe(true)
  })
})

describe('secrets', () => {
  it('never stand in a failure, even when the answer repeats them', async () => {
    const set = stage()
    const body = `{"echo":"Bearer ${set.connection.token}"} <token ${set.connection.token}>`
    set.faults.add({
      operation: 'pages.create',
      action: answered({ kind: 'custom', status: 500, body, headers: {} }),
    })
    const result = await set.side.create([{ id: set.property('Name'), type: 'title', value: plainText('A') }])
    expect(JSON.stringify(result)).not.toContain(set.connection.token)
    expect(mustFail(result).text).toContain('[redacted]')
  })
})

describe('stale answers', () => {
  it('a page missing from an old listing is still there when it is read', async () => {
    const { side, person, dataSourceId, faults } = stage()
    const id = pageId(person.addRow(dataSourceId, { Name: 'A' }))
    faults.staleQueries(30_000)
    expect((await side.list('present')).pages).toEqual([])
    expect(await side.read(id)).toMatchObject({ kind: 'page' })
  })
})
