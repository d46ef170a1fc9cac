/**
 * Who may see what (section 10). An internal connection sees what was shared with it and everything below; a personal
 * token sees its workspace, save the private databases of others. What cannot be seen answers 404, never 403.
 */
import { assertNever } from './assert-never.ts'
import { canonicalId } from './clock.ts'
import type { Connection, Database, DataSource, PageRecord, Parent } from './model.ts'
import { malformed, notFound, type Refusal } from './refusal.ts'
import { purgeIfDue, type Store } from './store.ts'

/** Whether a connection sees a page, by its own share or through its parents. */
export function canSeePage(store: Store, connection: Connection, page: PageRecord): boolean {
  if (page.workspaceId !== connection.workspaceId) return false
  return connection.shares.has(page.id) || canSeeParent(store, connection, page.state.parent)
}

/** Whether a connection sees a database; a trashed one hides everything in it (section 7). */
export function canSeeDatabase(store: Store, connection: Connection, database: Database): boolean {
  if (database.workspaceId !== connection.workspaceId) return false
  if (database.inTrash && store.switches.trashedDatabase === 'not-found') return false
  if (connection.shares.has(database.id)) return true
  if (connection.access === 'personal') {
    return database.privateTo === null || database.privateTo === connection.userId
  }
  return database.parent.kind !== 'workspace' && canSeeParent(store, connection, database.parent)
}

function canSeeParent(store: Store, connection: Connection, parent: Parent): boolean {
  switch (parent.kind) {
    case 'workspace':
      return connection.access === 'personal'
    case 'page': {
      const page = store.pages.get(parent.pageId)
      return page !== undefined && page.purgedAt === null && canSeePage(store, connection, page)
    }
    case 'data-source': {
      const source = store.dataSources.get(parent.dataSourceId)
      if (source?.inTrash === true && store.switches.trashedDatabase === 'not-found') return false
      const database = source === undefined ? undefined : store.databases.get(source.databaseId)
      return database !== undefined && canSeeDatabase(store, connection, database)
    }
    default:
      return assertNever(parent)
  }
}

/** An id as it arrived, or 400 when it is none. */
export function readId(text: unknown, path: string): string {
  const id = typeof text === 'string' ? canonicalId(text) : null
  if (id === null) throw malformed(path, 'a valid uuid', typeof text === 'string' ? text : null)
  return id
}

/** The page of that id as this connection sees it, trashed ones included; else 404. */
export function findPage(store: Store, connection: Connection, id: string): PageRecord {
  const page = store.pages.get(id)
  if (page !== undefined) purgeIfDue(store, page)
  if (page === undefined || page.purgedAt !== null || !canSeePage(store, connection, page)) {
    throw missing('page', id, connection)
  }
  return page
}

/** The database of that id, or 404. */
export function findDatabase(store: Store, connection: Connection, id: string): Database {
  const database = store.databases.get(id)
  if (database === undefined || !canSeeDatabase(store, connection, database)) throw missing('database', id, connection)
  return database
}

/** The data source of that id, or 404. */
export function findDataSource(store: Store, connection: Connection, id: string): DataSource {
  const source = store.dataSources.get(id)
  const database = source === undefined ? undefined : store.databases.get(source.databaseId)
  const hidden = source?.inTrash === true && store.switches.trashedDatabase === 'not-found'
  if (source === undefined || database === undefined || hidden || !canSeeDatabase(store, connection, database)) {
    throw missing('data_source', id, connection)
  }
  return source
}

function missing(what: string, id: string, connection: Connection): Refusal {
  return notFound(what, id, connection.name)
}
