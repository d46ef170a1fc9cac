/**
 * From what a person pastes to the data source that holds the rows: an id or a link of Notion's window.
 *
 * An id may name a database, a data source, a page or a linked view (notion-api section 2, Ids); only asking tells.
 * Since 2025-09-03 a database is a container of data sources: with several the person has to choose. Reads only.
 */
import { z } from 'zod'
import { ok, type Result } from '../../shared/failure.ts'
import type { ResourceId } from '../../shared/model.ts'
import type { CallContext, NotionClient } from './client.ts'
import { plainOf, wireRuns } from './rich-text.ts'
import { canonicalId, wireSchema } from './wire.ts'

export interface ResolvedDatabase {
  /** The data source, where the rows are. */
  readonly resource: ResourceId
  /** The database around it, for links and for people. */
  readonly database: string
  readonly title: string
  readonly url: string
}

const wireDatabase = z.looseObject({
  object: z.literal('database'),
  id: z.string(),
  title: wireRuns.catch([]),
  url: z.string().catch(''),
  in_trash: z.boolean().catch(false),
  data_sources: z.array(z.looseObject({ id: z.string(), name: z.string().catch('') })),
})

const ID_AT_THE_END = /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})$/i

/** The id in a link's path, never the view's behind `?v=`; or the text itself when it is an id. Null when there is none. */
export function idFrom(text: string): string | null {
  const trimmed = text.trim()
  const whole = canonicalId(trimmed)
  if (whole !== null) return whole
  const path = trimmed.split(/[?#]/, 1)[0] ?? ''
  for (const part of path.split('/').reverse()) {
    const match = ID_AT_THE_END.exec(part)
    if (match?.[1] !== undefined) return canonicalId(match[1])
  }
  return null
}

/** Finds the data source behind an id or a link; each way not to find it is its own failure. */
export async function resolveDatabase(
  client: NotionClient,
  text: string,
  context: CallContext = {},
): Promise<Result<ResolvedDatabase>> {
  const id = idFrom(text)
  if (id === null) {
    return client.refuse('usage', `No Notion id in: ${text}`, { reason: 'not-a-notion-link', subject: text })
  }
  const database = await client.call(
    'read',
    wireDatabase,
    (notion) => notion.databases.retrieve({ database_id: id }),
    context,
  )
  if (database.kind === 'ok') {
    const { title, url, in_trash, data_sources } = database.value
    const name = plainOf(title)
    if (in_trash)
      return client.refuse('not-shared', `The database is in the trash: ${name}`, {
        reason: 'database-in-trash',
        subject: name,
      })
    const [only, ...others] = data_sources
    const resource = only === undefined ? null : canonicalId(only.id)
    if (resource === null)
      return client.refuse('usage', `The database holds no data source: ${name}`, {
        reason: 'database-empty',
        subject: name,
      })
    if (others.length > 0) {
      const list = data_sources.map((source) => `${source.name} (${source.id})`).join(', ')
      return client.refuse('usage', `The database holds several data sources: ${list}`, {
        reason: 'several-data-sources',
        subject: list,
      })
    }
    // Checked by `canonicalId`; the brand says what it names.
    return ok({ resource: resource as ResourceId, database: id, title: name, url })
  }
  if (database.code !== 'object_not_found' && database.status !== 400) return database
  const source = await client.call(
    'read',
    wireSchema,
    (notion) => notion.dataSources.retrieve({ data_source_id: id }),
    context,
  )
  if (source.kind === 'ok') {
    const { title, url, parent } = source.value
    // As above.
    return ok({ resource: id as ResourceId, database: parent?.database_id ?? id, title: plainOf(title), url })
  }
  if (source.code !== 'object_not_found' && source.status !== 400) return source
  const page = await client.call('read', z.unknown(), (notion) => notion.pages.retrieve({ page_id: id }), context)
  if (page.kind === 'ok') {
    return client.refuse('usage', `This is a page, not a database: ${text}`, {
      reason: 'page-not-database',
      subject: text,
    })
  }
  // What the first question was told: the id is not there, or not shared with this connection.
  return database
}
