/**
 * Finding databases and pages by title, for whoever sets something up (notion-api, section 4, Search).
 *
 * Notion's search lags behind and is not guaranteed to be complete: nothing is decided by it, it only offers what can be
 * chosen. Reads only. What an answer shows without its content is left out.
 */
import { z } from 'zod'
import { ok, type Result } from '../../shared/failure.ts'
import type { Schema } from '../../shared/model.ts'
import { describe } from '../core/fields.ts'
import type { CallContext, NotionClient } from './client.ts'
import { canonicalId, pageFrom, schemaFrom, type WirePage, wireList, wirePage, wireSchema } from './wire.ts'

/** A database that a connection sees. Its schema comes with the answer and costs no request. */
export interface FoundSource {
  readonly schema: Schema
  /** The page it lies in; null: at the top of the workspace. */
  readonly parentPage: string | null
}

export interface FoundPage {
  readonly id: string
  readonly title: string
  readonly parentPage: string | null
}

/** `complete`: Notion said that there are no more. */
export interface Found<Item> {
  readonly found: readonly Item[]
  readonly complete: boolean
}

/** A hundred each; whoever has more types a part of the title. */
const ANSWERS_AT_MOST = 3

const wireSource = wireSchema.extend({ database_parent: z.looseObject({ page_id: z.string().optional() }).optional() })
const wireParent = z.looseObject({ type: z.string(), page_id: z.string().optional() })

/** Databases whose title contains the text, the last edited first; those in the trash are left out. */
export async function findSources(
  client: NotionClient,
  query: string,
  context: CallContext,
): Promise<Result<Found<FoundSource>>> {
  const answer = await searchAll(client, query, 'data_source', context)
  if (answer.kind === 'failure') return answer
  const found = answer.value.found.flatMap((row): readonly FoundSource[] => {
    const source = wireSource.safeParse(row)
    if (!source.success || source.data.in_trash) return []
    const parent = source.data.database_parent?.page_id
    return [{ schema: schemaFrom(source.data), parentPage: parent === undefined ? null : canonicalId(parent) }]
  })
  return ok({ ...answer.value, found })
}

/** Pages whose title contains the text; rows of databases are left out. */
export async function findPages(
  client: NotionClient,
  query: string,
  context: CallContext,
): Promise<Result<Found<FoundPage>>> {
  const answer = await searchAll(client, query, 'page', context)
  if (answer.kind === 'failure') return answer
  const found = answer.value.found.flatMap((row): readonly FoundPage[] => {
    const page = wirePage.safeParse(row)
    if (!page.success || page.data.in_trash || page.data.parent.type === 'data_source_id') return []
    return [foundPage(page.data)]
  })
  return ok({ ...answer.value, found })
}

/** One page by its id, as `findPages` would give it. */
export async function lookUpPage(client: NotionClient, id: string, context: CallContext): Promise<Result<FoundPage>> {
  const answer = await client.call('read', wirePage, (notion) => notion.pages.retrieve({ page_id: id }), context)
  return answer.kind === 'ok' ? ok(foundPage(answer.value)) : answer
}

/** Titles of pages by id; one that cannot be read is absent. At most `limit` are asked for. */
export async function titlesOf(
  client: NotionClient,
  ids: readonly string[],
  context: CallContext,
  limit = 10,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].slice(0, limit)
  const read = await Promise.all(wanted.map((id) => lookUpPage(client, id, context)))
  return new Map(read.flatMap((one) => (one.kind === 'ok' ? [[one.value.id, one.value.title]] : [])))
}

function foundPage(page: WirePage): FoundPage {
  const { id, properties } = pageFrom(page)
  const title = [...properties.values()].find((property) => property.type === 'title')
  const parent = wireParent.safeParse(page.parent)
  const above = parent.success && parent.data.type === 'page_id' ? parent.data.page_id : undefined
  return {
    id,
    title: title === undefined ? '' : describe(title.value),
    parentPage: above === undefined ? null : canonicalId(above),
  }
}

async function searchAll(
  client: NotionClient,
  query: string,
  value: 'page' | 'data_source',
  context: CallContext,
): Promise<Result<Found<unknown>>> {
  const found: unknown[] = []
  let cursor: string | null = null
  for (let round = 0; round < ANSWERS_AT_MOST; round += 1) {
    const from: { start_cursor?: string } = cursor === null ? {} : { start_cursor: cursor }
    const answer: Result<z.infer<typeof wireList>> = await client.call(
      'read',
      wireList,
      (notion, { pageSize }) =>
        notion.search({
          query,
          filter: { property: 'object', value },
          sort: { timestamp: 'last_edited_time', direction: 'descending' },
          page_size: pageSize,
          ...from,
        }),
      context,
    )
    if (answer.kind === 'failure') return answer
    found.push(...answer.value.results)
    if (!answer.value.has_more || answer.value.next_cursor === null) return ok({ found, complete: true })
    cursor = answer.value.next_cursor
  }
  return ok({ found, complete: false })
}
