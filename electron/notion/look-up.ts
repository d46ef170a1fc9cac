/**
 * Small questions to a data source that need no listing: the first rows that fit a filter, in an order.
 *
 * One request each, and no promise that there are no other rows: for finding out, never for deciding about an appointment.
 */
import type { QueryDataSourceParameters } from '@notionhq/client'
import { ok, type Result } from '../../shared/failure.ts'
import type { PageId, PropertyId, ResourceId, SourcePage } from '../../shared/model.ts'
import type { CallContext, NotionClient } from './client.ts'
import { pageFrom, wireList, wirePage } from './wire.ts'

type Asked = Pick<QueryDataSourceParameters, 'filter' | 'sorts' | 'page_size' | 'in_trash'>

/** A row of the trash counts: its number is still somebody's. */
const scopes = [{}, { in_trash: true }] as const
/** More people than share a database; whoever has more numbers gets a higher one all the same. */
const NUMBERS_AT_MOST = 50

/** Rows whose text property holds something, the last edited first. */
export function rowsWithText<Id extends PageId>(
  client: NotionClient,
  resource: ResourceId,
  property: PropertyId,
  limit: number,
  context: CallContext,
): Promise<Result<readonly SourcePage<Id>[]>> {
  const asked: Asked = {
    filter: { property, rich_text: { is_not_empty: true } },
    sorts: [{ timestamp: 'last_edited_time', direction: 'descending' }],
    page_size: limit,
  }
  return ask<Id>(client, resource, asked, context)
}

/** The different numbers in a property, in order, the trash included; two requests for each and two more. */
export async function numbersIn(
  client: NotionClient,
  resource: ResourceId,
  property: PropertyId,
  context: CallContext,
): Promise<Result<readonly number[]>> {
  const found = new Set<number>()
  for (const scope of scopes) {
    let above: number | null = null
    for (let round = 0; round < NUMBERS_AT_MOST; round += 1) {
      const number: QueryDataSourceParameters['filter'] = {
        property,
        number: above === null ? { is_not_empty: true } : { greater_than: above },
      }
      const asked: Asked = { filter: number, sorts: [{ property, direction: 'ascending' }], page_size: 1, ...scope }
      const rows: Result<readonly SourcePage[]> = await ask(client, resource, asked, context)
      if (rows.kind === 'failure') return rows
      const value = rows.value[0]?.properties.get(property)?.value
      if (value?.kind !== 'number' || value.number === null || (above !== null && value.number <= above)) break
      above = value.number
      found.add(above)
    }
  }
  return ok([...found].sort((a, b) => a - b))
}

async function ask<Id extends PageId>(
  client: NotionClient,
  resource: ResourceId,
  asked: Asked,
  context: CallContext,
): Promise<Result<readonly SourcePage<Id>[]>> {
  const answer = await client.call(
    'read',
    wireList,
    (notion) => notion.dataSources.query({ data_source_id: resource, ...asked }),
    context,
  )
  if (answer.kind === 'failure') return answer
  const pages = answer.value.results.flatMap((row) => {
    const page = wirePage.safeParse(row)
    return page.success ? [pageFrom<Id>(page.data)] : []
  })
  return ok(pages)
}
