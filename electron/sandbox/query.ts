/**
 * The query of a data source (section 4): filter, sorts, opaque cursors, page size, the 10,000-row cap, and data that
 * may be some seconds old. Assumes a checked connection. A cursor remembers where the last page ended, not what came
 * after it: rows that move meanwhile are skipped or come twice, as with any live listing.
 */
import { assertNever } from './assert-never.ts'
import { canonicalId, floorToMinute, newId } from './clock.ts'
import { dateInstant } from './dates.ts'
import { type Filter, readFilter } from './filters.ts'
import { isList, isObject, type Json, type JsonObject } from './json.ts'
import type { Connection, DataSource, PageRecord, PageState, Property } from './model.ts'
import { invalid, malformed } from './refusal.ts'
import { purgeIfDue, type Store, stateAt } from './store.ts'
import { chosenOptions, findProperty } from './values.ts'

export interface Row {
  readonly page: PageRecord
  readonly state: PageState
}

export interface Listing {
  readonly rows: readonly Row[]
  readonly nextCursor: string | null
  /** True when the cap ended the listing although more rows match. */
  readonly capped: boolean
}

interface Cursor {
  readonly fingerprint: string
  readonly last: Row
  readonly sent: number
}

export interface Queries {
  readonly run: (source: DataSource, connection: Connection, body: JsonObject, staleMs: number) => Listing
}

type Order = (one: Row, other: Row) => number

const MAX_CURSORS = 5000

/** The query engine of one sandbox; it owns the cursors and the last evaluation of each data source. */
export function createQueries(store: Store, rowCap: number): Queries {
  const cursors = new Map<string, Cursor>()
  const evaluated = new WeakMap<DataSource, { readonly key: string; readonly rows: readonly Row[] }>()

  const evaluate = (source: DataSource, connection: Connection, body: JsonObject, staleMs: number, order: Order) => {
    const now = store.clock.now()
    // Relative dates and purges depend on the time; within a minute nothing else does.
    const key = `${source.revision} ${source.shape} ${floorToMinute(now)} ${connection.userId} ${fingerprintOf(body)}`
    const kept = staleMs === 0 ? evaluated.get(source) : undefined
    if (kept?.key === key) return kept.rows
    const setting = { source, switches: store.switches, now, me: connection.userId }
    const filter = readFilter(body['filter'], setting)
    const trashed = body['in_trash'] === true || body['archived'] === true
    const rows: Row[] = []
    for (const page of candidates(source, filter, staleMs)) {
      purgeIfDue(store, page)
      const state = staleMs === 0 ? page.state : stateAt(page, now - staleMs)
      if (state === null || !belongs(source, page, state, staleMs)) continue
      if ((state.trashedAt !== null) !== trashed) continue
      if (state.isArchived && !store.switches.archivedRowsInQuery) continue
      if (filter.matches(page, state)) rows.push({ page, state })
    }
    rows.sort(order)
    if (staleMs === 0) evaluated.set(source, { key, rows })
    return rows
  }

  return {
    run: (source, connection, body, faultMs) => {
      const staleMs = faultMs + store.switches.queryLagMs
      const size = readPageSize(body['page_size'], 'body.page_size', store)
      const order = readOrder(body['sorts'], source, store)
      const fingerprint = `${source.id} ${fingerprintOf(body)}`
      const cursor = readCursor(body['start_cursor'], 'body.start_cursor')
      const from = cursor === null ? null : (cursors.get(cursor) ?? null)
      if (cursor !== null && from?.fingerprint !== fingerprint) {
        throw invalid(`The start_cursor provided is invalid: ${cursor}`)
      }
      const all = evaluate(source, connection, body, staleMs, order)
      const start = from === null ? 0 : firstAfter(all, from.last, order)
      const room = rowCap - (from?.sent ?? 0)
      const rows = all.slice(start, start + Math.min(size, room))
      const more = all.length > start + rows.length
      const last = rows.at(-1)
      if (!more || last === undefined || rows.length === room) return { rows, nextCursor: null, capped: more }
      const nextCursor = newId(store.random)
      cursors.set(nextCursor, { fingerprint, last, sent: (from?.sent ?? 0) + rows.length })
      const [oldest] = cursors.keys()
      if (cursors.size > MAX_CURSORS && oldest !== undefined) cursors.delete(oldest)
      return { rows, nextCursor, capped: false }
    },
  }
}

/** Everything of a query that decides which rows come and in which order. */
function fingerprintOf(body: JsonObject): string {
  return JSON.stringify([body['filter'], body['sorts'], body['in_trash'], body['archived']])
}

function candidates(source: DataSource, filter: Filter, staleMs: number): Iterable<PageRecord> {
  if (staleMs > 0) return [...source.rows.values(), ...source.former]
  const { hint } = filter
  if (hint === null) return source.rows.values()
  switch (hint.kind) {
    case 'text':
      return source.index.withText(hint.propertyId, hint.text, source.rows)
    case 'edited-since':
      return source.index.editedSince(hint.time, source.rows)
    default:
      return assertNever(hint)
  }
}

function belongs(source: DataSource, page: PageRecord, state: PageState, staleMs: number): boolean {
  if (staleMs === 0) return page.purgedAt === null
  return state.parent.kind === 'data-source' && state.parent.dataSourceId === source.id
}

function firstAfter(rows: readonly Row[], last: Row, order: Order): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    const row = rows[middle]
    if (row !== undefined && order(row, last) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

/** `page_size`: 1 to 100, 100 if absent; what happens above is a switch (13.7). */
export function readPageSize(json: Json | undefined, path: string, store: Store): number {
  if (json === undefined) return 100
  if (typeof json !== 'number' || !Number.isInteger(json)) throw malformed(path, 'an integer', json)
  if (json < 1) throw malformed(path, '≥ `1`', json)
  if (json <= 100) return json
  if (store.switches.pageSizeOver100 === 'refuse') throw malformed(path, '≤ `100`', json)
  return 100
}

/** `start_cursor`: a UUID in the specification, to be treated as opaque; null starts at the beginning. */
export function readCursor(json: Json | undefined, path: string): string | null {
  if (json === undefined || json === null) return null
  const id = typeof json === 'string' ? canonicalId(json) : null
  if (id === null) throw malformed(path, 'a valid uuid', json)
  return id
}

function readOrder(json: Json | undefined, source: DataSource, store: Store): Order {
  const byDefault = defaultOrder(store)
  if (json === undefined) return byDefault
  if (!isList(json)) throw malformed('body.sorts', 'an array', json)
  const orders = json.map((sort, index) => readSort(sort, `body.sorts[${index}]`, source, store))
  return (one, other) => {
    for (const order of orders) {
      const result = order(one, other)
      if (result !== 0) return result
    }
    return byDefault(one, other)
  }
}

function defaultOrder(store: Store): Order {
  const byId: Order = (one, other) => compare(one.page.id, other.page.id)
  switch (store.switches.defaultOrder) {
    case 'by-id':
      return byId
    case 'created-ascending':
      return (one, other) => one.page.createdAt - other.page.createdAt || byId(one, other)
    case 'created-descending':
      return (one, other) => other.page.createdAt - one.page.createdAt || byId(one, other)
    default:
      return assertNever(store.switches.defaultOrder)
  }
}

function readSort(json: Json, path: string, source: DataSource, store: Store): Order {
  if (!isObject(json)) throw malformed(path, 'an object', json)
  const { direction, timestamp } = json
  if (direction !== 'ascending' && direction !== 'descending') {
    throw malformed(`${path}.direction`, '`"ascending"` or `"descending"`', direction)
  }
  const extra = Object.keys(json).find((key) => key !== 'direction' && key !== 'timestamp' && key !== 'property')
  if (extra !== undefined) throw malformed(`${path}.${extra}`, 'not present', json[extra])
  const key =
    timestamp === undefined ? propertyKey(json['property'], path, source, store) : timeKey(timestamp, path, store)
  const sign = direction === 'ascending' ? 1 : -1
  return (one, other) => {
    const left = key(one)
    const right = key(other)
    // Rows without a value come last, whatever the direction.
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
    return sign * compare(left, right)
  }
}

type SortKey = (row: Row) => string | number | null

function timeKey(json: Json, path: string, store: Store): SortKey {
  const shown = store.switches.timestampFilterOn === 'rounded' ? floorToMinute : (ms: number): number => ms
  if (json === 'created_time') return (row) => shown(row.page.createdAt)
  if (json === 'last_edited_time') return (row) => shown(row.state.editedAt)
  throw malformed(`${path}.timestamp`, '`"created_time"` or `"last_edited_time"`', json)
}

function propertyKey(json: Json | undefined, path: string, source: DataSource, store: Store): SortKey {
  if (typeof json !== 'string') throw malformed(`${path}.property`, 'a string', json)
  const property = findProperty(source, json)
  if (property === null) throw invalid(`Could not find property with name or id: ${json}`)
  if (property.type === 'created_time' || property.type === 'last_edited_time')
    return timeKey(property.type, path, store)
  return (row) => valueKey(property, row)
}

function valueKey(property: Property, row: Row): string | number | null {
  const value = row.state.values.get(property.id)
  switch (value?.kind) {
    case 'text':
      return value.plain === '' ? null : value.plain
    case 'line':
      return value.text
    case 'number':
      return value.number
    case 'checkbox':
      return value.checked ? 1 : 0
    case 'date':
      return value.date === null ? null : dateInstant(value.date.start)
    case 'options': {
      const first = chosenOptions(property, row.state)[0]
      return first === undefined ? null : property.options.indexOf(first)
    }
    case 'references':
    case 'raw':
    case 'derived':
    case undefined:
      return null
    default:
      return assertNever(value)
  }
}

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : one > other ? 1 : 0
}
