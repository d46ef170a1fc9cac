import { collectAllDataSourceRows, collectPaginatedAPI } from '@notionhq/client'
import { describe, expect, test } from 'vitest'
import { asText, type Json } from '../../electron/sandbox/json.ts'
import { NOON, stage } from './stage.ts'

type Stage = ReturnType<typeof stage>

interface RawList {
  readonly results: readonly { readonly id: string }[]
  readonly next_cursor: string | null
  readonly has_more: boolean
  readonly request_status: Json
}

/** A query as raw JSON, past the client's types. */
function query({ client, dataSourceId }: Stage, body: Readonly<Record<string, Json>>): Promise<RawList> {
  return client.request<RawList>({ path: `data_sources/${dataSourceId}/query`, method: 'post', body })
}

/** The names of the rows that a filter finds, in alphabetical order. */
async function found(set: Stage, filter: Json): Promise<string> {
  const { results } = await query(set, { filter })
  return results
    .map((row) => asText(set.sandbox.read(row.id)?.values['Name']))
    .sort()
    .join(' ')
}

function table(): Stage {
  const set = stage()
  const { anna, dataSourceId, clock } = set
  anna.addRow(dataSourceId, { Name: 'a', SourceUserId: 1, Datum: '2026-11-19', Art: 'Arzt', Ort: 'Bonn', Tags: ['a'] })
  clock.advance(60_000)
  anna.addRow(dataSourceId, { Name: 'b', SourceUserId: 2, Datum: '2026-11-20', PartnerRelevant: true, Ort: 'Köln' })
  clock.advance(60_000)
  anna.addRow(dataSourceId, {
    Name: 'c',
    SourceUserId: 3,
    Datum: { start: '2026-11-20T23:30:00+01:00' },
    Art: 'Sport',
    Tags: ['a', 'b'],
    Link: 'https://example.org',
    Leute: [set.ownerId],
  })
  return set
}

describe('filters', () => {
  test.each<[string, Json]>([
    ['a', { property: 'Name', title: { equals: 'a' } }],
    ['b c', { property: 'Name', title: { does_not_equal: 'a' } }],
    ['b', { property: 'Ort', rich_text: { equals: 'Köln' } }],
    ['a', { property: 'Ort', rich_text: { starts_with: 'bo' } }],
    ['c', { property: 'Ort', rich_text: { is_empty: true } }],
    ['c', { property: 'Link', url: { contains: 'example' } }],
    ['b c', { property: 'SourceUserId', number: { greater_than_or_equal_to: 2 } }],
    ['b', { property: 'PartnerRelevant', checkbox: { equals: true } }],
    ['a c', { property: 'PartnerRelevant', checkbox: { does_not_equal: true } }],
    ['a c', { property: 'Art', select: { equals: ['Arzt', 'Sport'] } }],
    ['b', { property: 'Art', select: { is_empty: true } }],
    ['c', { property: 'Tags', multi_select: { contains: 'b' } }],
    ['a b c', { property: 'Stand', status: { equals: 'Not started' } }],
    ['b c', { property: 'Datum', date: { equals: '2026-11-20' } }],
    ['a', { property: 'Datum', date: { before: '2026-11-20' } }],
    ['c', { property: 'Datum', date: { after: '2026-11-20T00:00:00Z' } }],
    ['b c', { property: 'Datum', date: { equals: 'today' } }],
    ['a b c', { property: 'Datum', date: { this_week: {} } }],
    ['c', { property: 'Leute', people: { is_not_empty: true } }],
    ['b c', { property: 'Nr', unique_id: { greater_than: 1 } }],
    ['c', { timestamp: 'created_time', created_time: { on_or_after: '2026-11-20T12:02:00Z' } }],
    ['', { timestamp: 'last_edited_time', last_edited_time: { after: '2026-11-20T12:02:00Z' } }],
    [
      'a b',
      {
        or: [
          { property: 'Name', title: { equals: 'a' } },
          { and: [{ property: 'Ort', rich_text: { equals: 'Köln' } }] },
        ],
      },
    ],
  ])('finds "%s"', async (names, filter) => {
    expect(await found(table(), filter)).toBe(names)
  })

  test('a property is named by its name or its id, encoded or not', async () => {
    const set = table()
    for (const property of set.sandbox.admin.schema(set.dataSourceId).filter((each) => each.type === 'number')) {
      expect(await found(set, { property: property.id, number: { equals: 2 } })).toBe('b')
      expect(await found(set, { property: decodeURIComponent(property.id), number: { equals: 2 } })).toBe('b')
    }
  })

  test.each<[string, Json, string]>([
    ['an unknown property', { property: 'Nix', number: { equals: 1 } }, 'Could not find property with name or id: Nix'],
    [
      'a filter of another type',
      { property: 'Name', number: { equals: 1 } },
      'The property type in the database does not match the property type of the filter provided: database property title does not match filter number',
    ],
    ['two conditions', { property: 'Name', title: { equals: 'a', contains: 'b' } }, 'single condition'],
    ['an unknown operator', { property: 'Name', title: { like: 'a' } }, 'should be not present'],
    ['is_empty: false', { property: 'Name', title: { is_empty: false } }, 'should be `true`'],
    ['101 items', { and: Array.from({ length: 101 }, () => ({ property: 'Name', title: { equals: 'a' } })) }, '`100`'],
    ['three levels', { and: [{ or: [{ and: [{ property: 'Name', title: { equals: 'a' } }] }] }] }, 'deeper than two'],
    ['no date', { property: 'Datum', date: { before: 'soon' } }, 'ISO 8601'],
  ])('refuses %s with 400', async (_title, filter, text) => {
    await expect(query(table(), { filter })).rejects.toMatchObject({
      status: 400,
      code: 'validation_error',
      message: expect.stringContaining(text),
    })
  })

  test('a text is found after it changed, and not by what it was', async () => {
    const set = table()
    expect(await found(set, { property: 'Ort', rich_text: { equals: 'Bonn' } })).toBe('a')
    const row = set.sandbox.rows(set.dataSourceId)[0]
    set.anna.edit(row?.id ?? '', { Ort: 'Trier' })
    expect(await found(set, { property: 'Ort', rich_text: { equals: 'Bonn' } })).toBe('')
    expect(await found(set, { property: 'Ort', rich_text: { equals: 'Trier' } })).toBe('a')
  })

  test('an edit in the minute of the last look is hidden from `after` and found by `on_or_after`', async () => {
    const set = table()
    const last_edited_time = { on_or_after: new Date(NOON + 120_000 - 37_000).toISOString() }
    expect(await found(set, { timestamp: 'last_edited_time', last_edited_time })).toBe('c')
    set.anna.edit(set.sandbox.rows(set.dataSourceId)[0]?.id ?? '', { Ort: 'Trier' })
    expect(await found(set, { timestamp: 'last_edited_time', last_edited_time })).toBe('a c')
  })
})

describe('paging', () => {
  test('every row comes once, a hundred at a time at most', async () => {
    const { client, anna, dataSourceId } = stage()
    for (let index = 0; index < 250; index += 1) anna.addRow(dataSourceId, { Name: String(index) })
    const first = await client.dataSources.query({ data_source_id: dataSourceId })
    expect(first).toMatchObject({ type: 'page_or_data_source', has_more: true, results: { length: 100 } })
    const all = await collectPaginatedAPI(client.dataSources.query, { data_source_id: dataSourceId })
    expect(new Set(all.map((row) => row.id)).size).toBe(250)
  })

  test('a query ends at the cap and says so; the windows of the client library get beyond it', async () => {
    const { client, anna, dataSourceId, clock } = stage({ rowCap: 30 })
    for (let index = 0; index < 70; index += 1) {
      anna.addRow(dataSourceId, { Name: String(index) })
      clock.advance(20_000)
    }
    const page = await client.dataSources.query({ data_source_id: dataSourceId, page_size: 20 })
    expect(page.request_status).toEqual({ type: 'complete' })
    const last = await client.dataSources.query({
      data_source_id: dataSourceId,
      page_size: 20,
      start_cursor: page.next_cursor,
    })
    expect(last).toMatchObject({
      results: { length: 10 },
      has_more: false,
      next_cursor: null,
      request_status: { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' },
    })
    const all = await collectAllDataSourceRows(client, { data_source_id: dataSourceId })
    expect(new Set(all.map((row) => row.id)).size).toBe(70)
  })

  test('a row trashed between two pages takes no other row with it', async () => {
    const set = stage()
    for (let index = 0; index < 6; index += 1) set.anna.addRow(set.dataSourceId, { Name: String(index) })
    const first = await query(set, { page_size: 3 })
    set.anna.trash(first.results[0]?.id ?? '')
    const second = await query(set, { page_size: 3, start_cursor: first.next_cursor })
    expect(second.results).toHaveLength(3)
  })

  test('sorts decide the order, the earlier one first, empty values last', async () => {
    const set = table()
    const sorted = await query(set, {
      sorts: [
        { property: 'Art', direction: 'descending' },
        { timestamp: 'created_time', direction: 'ascending' },
      ],
    })
    expect(sorted.results.map((row) => set.sandbox.read(row.id)?.values['Name'])).toEqual(['c', 'a', 'b'])
  })

  test.each<[string, Readonly<Record<string, Json>>]>([
    ['page_size 101', { page_size: 101 }],
    ['page_size 0', { page_size: 0 }],
    ['a cursor that is no id', { start_cursor: 'next' }],
    ['a cursor of nowhere', { start_cursor: '00000000-0000-4000-8000-000000000000' }],
    ['archived, which 2026-03-11 no longer knows', { archived: false }],
    ['an unknown key', { limit: 3 }],
    ['a sort by an unknown property', { sorts: [{ property: 'Nix', direction: 'ascending' }] }],
  ])('refuses %s with 400', async (_title, body) => {
    await expect(query(table(), body)).rejects.toMatchObject({ status: 400, code: 'validation_error' })
  })

  test('only the wanted properties come, by either form of the key', async () => {
    const { client, dataSourceId, sandbox, anna, connection } = stage()
    const id = anna.addRow(dataSourceId, { Name: 'x' })
    const wanted = ['Beschreibung', 'Ort'].map((name) => sandbox.admin.property(dataSourceId, name).id)
    const { results } = await client.dataSources.query({ data_source_id: dataSourceId, filter_properties: wanted })
    expect(Object.keys(Reflect.get(results[0] ?? {}, 'properties'))).toEqual(['Beschreibung', 'Ort'])
    const raw = await sandbox.fetch(`https://api.notion.com/v1/pages/${id}?filter_properties[]=title`, {
      headers: { authorization: `Bearer ${connection.token}`, 'Notion-Version': '2026-03-11' },
    })
    expect(await raw.json()).toMatchObject({ properties: { Name: { id: 'title' } } })
  })
})
