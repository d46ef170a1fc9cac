/** Listings in front of answers written by hand: whatever an answer leaves open makes them incomplete, never short. */
import { describe, expect, it } from 'vitest'
import { createBudget } from '../../electron/http/budget.ts'
import { createNotionClient } from '../../electron/notion/client.ts'
import { createNotionSide } from '../../electron/notion/gateway.ts'
import type { PrivatePageId, ResourceId } from '../../shared/model.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestRandom } from '../support/random.ts'

const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

const row = (number: number): Record<string, unknown> => ({
  object: 'page',
  id: id(number),
  url: '',
  created_time: '2026-11-20T10:00:00.000Z',
  last_edited_time: '2026-11-20T10:00:00.000Z',
  created_by: { object: 'user', id: id(900) },
  last_edited_by: { object: 'user', id: id(900) },
  in_trash: false,
  parent: { type: 'data_source_id', data_source_id: id(1) },
  properties: {},
})

const answer = (rows: readonly unknown[], more: Record<string, unknown> = {}): Record<string, unknown> => ({
  object: 'list',
  results: rows,
  next_cursor: null,
  has_more: false,
  ...more,
})

/** A data source that gives these answers one after the other, each ten minutes later; none is left: an error. */
function listed(answers: readonly unknown[]) {
  const clock = createTestClock({ auto: true })
  let asked = 0
  const made = createNotionClient({
    token: 'ntn_0123456789abcdef',
    clock,
    random: createTestRandom(),
    budget: createBudget({ clock }),
    fetch: () => {
      const body = answers[asked]
      asked += 1
      const date = new Date(clock.now()).toUTCString()
      clock.jumpWall(600_000)
      if (body === undefined) return Promise.reject(new Error('asked for ever'))
      return Promise.resolve(new Response(JSON.stringify(body), { status: 200, headers: { date } }))
    },
  })
  if (made.kind === 'failure') throw new Error(made.text)
  // An id as Notion would give it; the brand says what it names.
  const side = createNotionSide<PrivatePageId>({ client: made.value, resource: id(1) as ResourceId })
  return { began: clock.now(), side, asked: () => asked }
}

describe('a listing', () => {
  it('is as old as its first answer, however long the others took', async () => {
    const { side, began } = listed([answer([row(2)], { has_more: true, next_cursor: 'a' }), answer([row(3)])])
    const listing = await side.list('present')
    expect(listing.pages).toHaveLength(2)
    expect(listing.kind === 'complete' && Math.abs(listing.serverAt - began) < 1_000).toBe(true)
  })

  it('that says it was cut off for a reason nobody knows is incomplete', async () => {
    const remark = { request_status: { type: 'incomplete', incomplete_reason: 'something_new' } }
    const listing = await listed([answer([row(2)], remark)]).side.list('present')
    expect(listing).toMatchObject({ kind: 'incomplete', failure: { reason: 'malformed-answer', repeat: 'later' } })
  })

  it.each([
    ['without saying where', null],
    ['and starts over', 'a'],
  ])('that says there is more %s ends, and is incomplete', async (_, cursor) => {
    const more = { has_more: true, next_cursor: cursor }
    const { side, asked } = listed([1, 2, 3, 4, 5, 6].map((number) => answer([row(number)], more)))
    expect(await side.list('present')).toMatchObject({
      kind: 'incomplete',
      failure: { reason: 'malformed-answer' },
    })
    expect(asked()).toBeLessThanOrEqual(2)
  })

  it.each(['in_trash', 'last_edited_time', 'parent'])(
    'with a page that does not say its %s is incomplete',
    async (key) => {
      const { [key]: _left, ...rest } = row(2)
      const listing = await listed([answer([row(3), rest])]).side.list('present')
      expect(listing).toMatchObject({ kind: 'incomplete', failure: { reason: 'malformed-answer' } })
    },
  )

  it('reads by itself a page that is shown by its id alone, and leaves out what is no page', async () => {
    const { side, asked } = listed([
      answer([
        { object: 'page', id: id(2) },
        { object: 'data_source', id: id(7) },
      ]),
      row(2),
    ])
    const listing = await side.list('present')
    expect(listing.kind).toBe('complete')
    expect(listing.pages.map((page) => page.id)).toEqual([id(2)])
    expect(asked()).toBe(2)
  })
})
