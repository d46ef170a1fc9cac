/**
 * Queries that end: every row of a data source that fits a filter, or an honest "incomplete".
 *
 * Notion stops a query after 10 000 rows and says so only in a remark (notion-api section 4). Every listing is therefore
 * sorted by creation, and continues behind a stop with a window that begins in the minute of the last row; that minute
 * is listed again and its rows are counted once. Below the cap a listing costs one request per hundred rows. A failure
 * on any page, or an answer that cannot be trusted to be whole, makes the listing incomplete.
 */
import type { QueryDataSourceParameters } from '@notionhq/client'
import { type Failure, ok, type Result } from '../../shared/failure.ts'
import type { PageId, SourcePage } from '../../shared/model.ts'
import type { Listing, Scope } from '../engine/ports.ts'
import type { CallContext, NotionClient } from './client.ts'
import { pageFrom, type WireList, wireList, wirePage } from './wire.ts'

export type QueryFilter = NonNullable<QueryDataSourceParameters['filter']>
/** A filter that may stand beside another one in an `and`. */
export type InnerFilter = Extract<QueryFilter, { and: unknown }>['and'][number]

export interface Query {
  readonly client: NotionClient
  readonly resource: string
  readonly context: CallContext
  readonly scope: Scope
  readonly filter: InnerFilter | null
  /** Reads one page directly, for rows that a query shows only by id. */
  readonly read: (id: string) => Promise<Result<unknown>>
}

/** How one window ended. `capped`: Notion's limit; the window goes on from the newest row. */
type WindowEnd = { readonly kind: 'end' } | { readonly kind: 'capped' } | Failure

const isoTime = (ms: number): string => new Date(ms).toISOString()

function filterFrom(filter: InnerFilter | null, createdFrom: number | null): { filter?: QueryFilter } {
  if (createdFrom === null) return filter === null ? {} : { filter }
  const window = { timestamp: 'created_time', created_time: { on_or_after: isoTime(createdFrom) } } as const
  return { filter: filter === null ? window : { and: [filter, window] } }
}

function distrust(client: NotionClient, text: string): Failure {
  return client.refuse('service', text, { reason: 'malformed-answer', repeat: 'later' })
}

/** Rows of one answer; a row that is shown only by its id is read by itself. */
async function rowsOf<Id extends PageId>(query: Query, list: WireList): Promise<Result<readonly SourcePage<Id>[]>> {
  const pages: SourcePage<Id>[] = []
  for (const row of list.results) {
    // A wiki lists data sources among its rows; they are no pages.
    if (row.object !== 'page') continue
    const partial = typeof row['id'] === 'string' && !('properties' in row)
    const full = partial ? await query.read(String(row['id'])) : ok(row)
    if (full.kind === 'failure') return full
    const page = wirePage.safeParse(full.value)
    if (!page.success) return distrust(query.client, `${page.error.message}\n${JSON.stringify(row)}`)
    pages.push(pageFrom<Id>(page.data))
  }
  return ok(pages)
}

/** Lists everything the query asks for; see the head of this file for what it promises. */
export async function listAll<Id extends PageId>(query: Query): Promise<Listing<Id>> {
  const { client } = query
  const found = new Map<Id, SourcePage<Id>>()
  let newest = Number.NEGATIVE_INFINITY
  let serverAt: number | null = null

  const ask = (createdFrom: number | null, cursor: string | null): Promise<Result<WireList>> =>
    client.call(
      'read',
      wireList,
      (notion, { pageSize }) =>
        notion.dataSources.query({
          data_source_id: query.resource,
          ...filterFrom(query.filter, createdFrom),
          sorts: [{ timestamp: 'created_time', direction: 'ascending' }],
          page_size: pageSize,
          ...(cursor === null ? {} : { start_cursor: cursor }),
          ...(query.scope === 'trash' ? { in_trash: true } : {}),
        }),
      query.context,
    )

  const window = async (createdFrom: number | null): Promise<WindowEnd> => {
    const cursors = new Set<string>()
    let cursor: string | null = null
    for (;;) {
      const answer: Result<WireList> = await ask(createdFrom, cursor)
      if (answer.kind === 'failure') return answer
      serverAt ??= client.serverNow()
      const list = answer.value
      const rows = await rowsOf<Id>(query, list)
      if (rows.kind === 'failure') return rows
      for (const page of rows.value) {
        found.set(page.id, page)
        newest = Math.max(newest, page.createdAt)
      }
      const status = list.request_status
      if (status?.type === 'incomplete') {
        if (status.incomplete_reason === 'query_result_limit_reached') return { kind: 'capped' }
        return distrust(client, `The query was cut off: ${JSON.stringify(status)}`)
      }
      if (!list.has_more) return { kind: 'end' }
      if (list.next_cursor === null || cursors.has(list.next_cursor)) {
        return distrust(client, 'The query says that there is more, but not where.')
      }
      cursor = list.next_cursor
      cursors.add(cursor)
    }
  }

  const sorted = (): readonly SourcePage<Id>[] =>
    [...found.values()].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))

  let createdFrom: number | null = null
  for (;;) {
    const end: WindowEnd = await window(createdFrom)
    if (end.kind === 'failure') return { kind: 'incomplete', pages: sorted(), failure: end }
    if (end.kind === 'end') {
      // Without a `Date` header the newest edit is the latest moment that Notion surely had reached.
      const latestEdit = Math.max(0, ...sorted().map((page) => page.editedAt))
      return { kind: 'complete', pages: sorted(), serverAt: serverAt ?? latestEdit }
    }
    // Capped twice at the same minute: that minute alone holds more rows than a query shows.
    if (newest === (createdFrom ?? Number.NEGATIVE_INFINITY)) {
      const text = `More rows were created in the minute of ${isoTime(newest)} than Notion lists in one query.`
      const failure = client.refuse('service', text, { reason: 'too-many-rows', code: 'query_result_limit_reached' })
      return { kind: 'incomplete', pages: sorted(), failure }
    }
    createdFrom = newest
  }
}
