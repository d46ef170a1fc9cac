/**
 * One request as the endpoints see it, and the small readings they share: strict bodies, ids in the path, which
 * properties to show, what a connection without the read capability gets. Assumes token and version were checked.
 */
import { findDataSource, readId } from './access.ts'
import { type Json, type JsonObject } from './json.ts'
import type { Connection, DataSource, PageRecord } from './model.ts'
import type { Queries } from './query.ts'
import { invalid, malformed, restricted } from './refusal.ts'
import { type Store, sourceOf } from './store.ts'
import { findProperty } from './values.ts'
import { pageText, titleOnly, type Version, type View } from './wire.ts'

export interface Call {
  readonly store: Store
  readonly queries: Queries
  readonly connection: Connection
  readonly version: Version
  readonly body: JsonObject
  readonly search: URLSearchParams
  /** Ids taken from the path, as they arrived. */
  readonly params: readonly string[]
  /** What faults ask of this request. */
  readonly staleMs: number
  readonly omit: readonly string[] | 'all' | null
}

export interface Reply {
  /** The JSON text of an object. */
  readonly text: string
  /** The id of what a write made or changed, for a 503 that names it. */
  readonly createdId: string | null
}

export type Endpoint = (call: Call) => Reply

/** An answer that made nothing. */
export function reply(json: JsonObject): Reply {
  return { text: JSON.stringify(json), createdId: null }
}

/** Bodies are strict (section 2): an unknown key is 400, and so is `archived` under 2026-03-11. */
export function strictBody(call: Call, keys: readonly string[], knowsArchived: boolean): void {
  const allowed = knowsArchived && call.version === '2025-09-03' ? [...keys, 'archived'] : keys
  for (const key of Object.keys(call.body)) {
    if (!allowed.includes(key)) throw malformed(`body.${key}`, 'not present', call.body[key])
  }
}

/** A body's boolean, or undefined when it is absent. */
export function readFlag(body: JsonObject, key: string): boolean | undefined {
  const value = body[key]
  if (value === undefined || typeof value === 'boolean') return value
  throw malformed(`body.${key}`, 'a boolean or `undefined`', value)
}

/** `in_trash`, or its alias `archived` in the old version. */
export function readTrash(call: Call): boolean | undefined {
  return readFlag(call.body, 'in_trash') ?? readFlag(call.body, 'archived')
}

/** The nth id of the path. */
export function pathId(call: Call, index: number, name: string): string {
  return readId(call.params[index], `path.${name}`)
}

/** 403 `restricted_resource` when the token lacks the capability (section 7). */
export function needs(call: Call, capability: 'read' | 'insert' | 'update'): void {
  if (!call.connection.capabilities[capability]) throw restricted()
}

/** `filter_properties`, once or repeated, with or without brackets, encoded or not (section 3). */
function wantedProperties(call: Call, source: DataSource | null): ReadonlySet<string> | null {
  const keys = [...call.search.getAll('filter_properties'), ...call.search.getAll('filter_properties[]')]
  if (keys.length === 0) return null
  const found = keys.map((key) => {
    const property = findProperty({ properties: source?.properties ?? [titleOnly] }, key)
    if (property === null) throw invalid(`Could not find property with name or id: ${key}`)
    return property.id
  })
  return new Set(found)
}

/** How this request wants pages of a data source shown. */
export function viewOf(call: Call, source: DataSource | null): View {
  const wanted = wantedProperties(call, source)
  const base = { version: call.version, connection: call.connection }
  const { omit } = call
  if (omit === null) return { ...base, only: wanted }
  const all = (source?.properties ?? [titleOnly]).filter((property) => wanted === null || wanted.has(property.id))
  const kept = all.filter((property) => omit !== 'all' && !omit.includes(property.name) && !omit.includes(property.id))
  return { ...base, only: new Set(kept.map((property) => property.id)) }
}

/** A page as the answer to a read or write; without the read capability only its id. */
export function pageReply(call: Call, page: PageRecord, created: boolean): Reply {
  const createdId = created ? page.id : null
  if (!call.connection.capabilities.read) return { text: JSON.stringify({ object: 'page', id: page.id }), createdId }
  const view = viewOf(call, sourceOf(call.store, page.state.parent))
  return { text: pageText(call.store, page, page.state, view), createdId }
}

/** The data source a `parent` names, by its own id or by that of a database with exactly one. */
export function parentSource(call: Call, parent: JsonObject): DataSource {
  if (parent['data_source_id'] !== undefined) {
    return findDataSource(call.store, call.connection, readId(parent['data_source_id'], 'body.parent.data_source_id'))
  }
  const id = readId(parent['database_id'], 'body.parent.database_id')
  const sources = call.store.databases.get(id)?.dataSourceIds ?? []
  if (sources.length > 1) {
    throw invalid('Databases with multiple data sources are not supported here: use a data_source_id as parent.')
  }
  return findDataSource(call.store, call.connection, sources[0] ?? id)
}

/** A list in the envelope of section 4. `items` are JSON texts, so that kept ones are not made again. */
export function listReply(
  type: string,
  items: readonly string[],
  nextCursor: string | null,
  extra: Readonly<Record<string, Json>>,
): Reply {
  const tail = JSON.stringify({ next_cursor: nextCursor, has_more: nextCursor !== null, type, [type]: {}, ...extra })
  return { text: `{"object":"list","results":[${items.join(',')}],${tail.slice(1)}`, createdId: null }
}
