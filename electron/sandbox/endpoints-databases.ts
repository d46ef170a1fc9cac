/**
 * The endpoints of databases, data sources, search and the bot itself (section 2).
 * Assumes token, version and JSON were checked. Promises that a refused request changes nothing.
 */
import { canSeeDatabase, canSeePage, findDatabase, findDataSource, findPage, readId } from './access.ts'
import { type Call, listReply, needs, pathId, type Reply, readTrash, reply, strictBody, viewOf } from './call.ts'
import { newId } from './clock.ts'
import { isObject, type JsonObject, plainTextOf } from './json.ts'
import type { Database, Parent } from './model.ts'
import { readCursor, readPageSize } from './query.ts'
import { invalid, malformed } from './refusal.ts'
import { writeRichText } from './rich-text.ts'
import { makeSchema, patchSchema } from './schema.ts'
import { addDataSource, purgeIfDue, sourceOf } from './store.ts'
import { databaseJson, dataSourceJson, meJson, pageText, titleOf, titleOnly } from './wire.ts'

/** `users.me`: who the token is. */
export function retrieveMe(call: Call): Reply {
  return reply(meJson(call.store, call.connection))
}

/** `databases.retrieve`: no `properties`; those belong to the data sources (section 1). */
export function retrieveDatabase(call: Call): Reply {
  needs(call, 'read')
  return reply(
    databaseJson(call.store, findDatabase(call.store, call.connection, pathId(call, 0, 'database_id')), call.version),
  )
}

/** `databases.create`: under a page the connection sees, or at the top of a workspace for a personal token. */
export function createDatabase(call: Call): Reply {
  needs(call, 'insert')
  strictBody(call, ['parent', 'title', 'description', 'is_inline', 'initial_data_source', 'icon', 'cover'], false)
  const { store, connection, body } = call
  const parent = databaseParent(call)
  const initial = body['initial_data_source']
  const properties = makeSchema(isObject(initial) ? initial['properties'] : undefined, store.random)
  const now = store.clock.now()
  const database: Database = {
    id: newId(store.random),
    workspaceId: connection.workspaceId,
    parent,
    createdAt: now,
    createdBy: connection.userId,
    dataSourceIds: [],
    title: titleItems(call, 'title'),
    description: titleItems(call, 'description'),
    icon: body['icon'] ?? null,
    cover: body['cover'] ?? null,
    isInline: body['is_inline'] === true,
    privateTo: parent.kind === 'workspace' ? connection.userId : null,
    editedAt: now,
    inTrash: false,
  }
  store.databases.set(database.id, database)
  addDataSource(store, database, { title: database.title, properties, by: connection.userId })
  return { ...reply(databaseJson(store, database, call.version)), createdId: database.id }
}

function databaseParent(call: Call): Parent {
  const parent = call.body['parent']
  if (!isObject(parent)) throw malformed('body.parent', 'defined', parent)
  if (parent['workspace'] === true && call.connection.access === 'personal') return { kind: 'workspace' }
  if (parent['workspace'] === true)
    throw invalid('Internal connections cannot create databases at the top of a workspace.')
  const above = findPage(call.store, call.connection, readId(parent['page_id'], 'body.parent.page_id'))
  return { kind: 'page', pageId: above.id }
}

function titleItems(call: Call, key: 'title' | 'description'): readonly JsonObject[] {
  const json = call.body[key]
  if (json === undefined) return []
  const setting = { switches: call.store.switches, lenient: false, userName: () => null, pageTitle: () => null }
  return writeRichText(json, `body.${key}`, setting).items
}

/** `dataSources.retrieve`: the schema. */
export function retrieveDataSource(call: Call): Reply {
  needs(call, 'read')
  const source = findDataSource(call.store, call.connection, pathId(call, 0, 'data_source_id'))
  return reply(dataSourceJson(call.store, source, call.version))
}

/** `dataSources.update`: properties by name or id: add, `{name}` renames, null deletes (section 2). */
export function updateDataSource(call: Call): Reply {
  needs(call, 'update')
  strictBody(call, ['title', 'icon', 'properties', 'in_trash', 'parent'], true)
  const { store, connection, body } = call
  const source = findDataSource(store, connection, pathId(call, 0, 'data_source_id'))
  if (body['parent'] !== undefined) throw invalid('The sandbox cannot move a data source: leave parent out.')
  const title = body['title'] === undefined ? source.title : titleItems(call, 'title')
  const inTrash = readTrash(call)
  patchSchema(store, source, body['properties'], connection.userId)
  source.title = title
  source.icon = body['icon'] ?? source.icon
  source.inTrash = inTrash ?? source.inTrash
  source.editedAt = store.clock.now()
  source.editedBy = connection.userId
  return reply(dataSourceJson(store, source, call.version))
}

/** `dataSources.query`: section 4. */
export function queryDataSource(call: Call): Reply {
  needs(call, 'read')
  strictBody(call, ['sorts', 'filter', 'start_cursor', 'page_size', 'in_trash', 'result_type'], true)
  const { store, connection, body } = call
  const source = findDataSource(store, connection, pathId(call, 0, 'data_source_id'))
  readTrash(call)
  const type = body['result_type']
  if (type !== undefined && type !== 'page' && type !== 'data_source') {
    throw malformed('body.result_type', '`"page"` or `"data_source"`', type)
  }
  const view = viewOf(call, source)
  const listing = call.queries.run(source, connection, body, call.staleMs)
  return listReply(
    'page_or_data_source',
    type === 'data_source' ? [] : listing.rows.map((row) => pageText(store, row.page, row.state, view)),
    listing.nextCursor,
    {
      request_status: listing.capped
        ? { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' }
        : { type: 'complete' },
    },
  )
}

interface Found {
  readonly id: string
  readonly editedAt: number
  readonly text: () => string
}

/** `search`: pages and data sources by title, never databases (section 2). */
export function search(call: Call): Reply {
  needs(call, 'read')
  strictBody(call, ['sort', 'query', 'start_cursor', 'page_size', 'filter'], false)
  const { body, store } = call
  const { kind, inTrash } = readSearchFilter(body)
  const wanted = body['query'] ?? ''
  if (typeof wanted !== 'string') throw malformed('body.query', 'a string', wanted)
  const size = readPageSize(body['page_size'], 'body.page_size', store)
  const cursor = readCursor(body['start_cursor'], 'body.start_cursor')
  const ascending = isObject(body['sort']) && body['sort']['direction'] === 'ascending'
  const found = [
    ...(kind === 'page' ? [] : foundSources(call, wanted.toLowerCase(), inTrash)),
    ...(kind === 'data_source' ? [] : foundPages(call, wanted.toLowerCase(), inTrash)),
  ].sort((one, other) => (ascending ? 1 : -1) * (one.editedAt - other.editedAt) || (one.id < other.id ? -1 : 1))
  // The cursor is the id of the next hit, as Notion's own happen to be.
  const start = cursor === null ? 0 : found.findIndex((hit) => hit.id === cursor)
  if (start < 0) throw invalid(`The start_cursor provided is invalid: ${cursor ?? ''}`)
  const shown = found.slice(start, start + size)
  return listReply(
    'page_or_data_source',
    shown.map((hit) => hit.text()),
    found[start + size]?.id ?? null,
    {
      request_status: { type: 'complete' },
    },
  )
}

function readSearchFilter(body: JsonObject): {
  readonly kind: 'page' | 'data_source' | null
  readonly inTrash: boolean
} {
  const filter = body['filter']
  if (filter === undefined) return { kind: null, inTrash: false }
  if (!isObject(filter)) throw malformed('body.filter', 'an object', filter)
  const inTrash = filter['in_trash'] === true
  if (filter['property'] === undefined && filter['in_trash'] !== undefined) return { kind: null, inTrash }
  const value = filter['value']
  if (filter['property'] !== 'object' || (value !== 'page' && value !== 'data_source')) {
    throw malformed('body.filter.value', '`"page"` or `"data_source"`', value)
  }
  return { kind: value, inTrash }
}

function foundSources(call: Call, wanted: string, inTrash: boolean): readonly Found[] {
  const { store, connection } = call
  return [...store.dataSources.values()].flatMap((source) => {
    const database = store.databases.get(source.databaseId)
    if (database === undefined || source.inTrash !== inTrash || !canSeeDatabase(store, connection, database)) return []
    const title = plainTextOf(source.title)
    if (!title.toLowerCase().includes(wanted)) return []
    const text = (): string => JSON.stringify(dataSourceJson(store, source, call.version))
    return [{ id: source.id, editedAt: source.editedAt, text }]
  })
}

function foundPages(call: Call, wanted: string, inTrash: boolean): readonly Found[] {
  const { store, connection } = call
  return [...store.pages.values()].flatMap((page) => {
    purgeIfDue(store, page)
    if (page.purgedAt !== null || (page.state.trashedAt !== null) !== inTrash) return []
    const source = sourceOf(store, page.state.parent)
    const title = titleOf(source?.properties ?? [titleOnly], page.state)
    if (!title.toLowerCase().includes(wanted) || !canSeePage(store, connection, page)) return []
    const view = { version: call.version, connection, only: null }
    return [{ id: page.id, editedAt: page.state.editedAt, text: () => pageText(store, page, page.state, view) }]
  })
}
