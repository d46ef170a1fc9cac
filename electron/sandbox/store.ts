/**
 * The state of a sandbox: workspaces, users, connections, databases, data sources and pages, and the few elementary
 * changes of a page. Assumes that rules (values, schema, permissions) were checked by the caller.
 * Promises: each change makes a new page state, keeps the old one for stale queries, and tells the row index; the
 * true time of every change is kept, the minute rounding is left to whoever shows it.
 */
import { newId, type Random, type SandboxClock } from './clock.ts'
import type { JsonObject } from './json.ts'
import type {
  Connection,
  Database,
  DataSource,
  PageRecord,
  PageState,
  Parent,
  Property,
  User,
  Value,
  Workspace,
} from './model.ts'
import { createRowIndex } from './row-index.ts'
import type { Switches } from './switches.ts'
import { emptyValue } from './values.ts'

export interface Store {
  readonly clock: SandboxClock
  readonly random: Random
  readonly switches: Switches
  readonly workspaces: Map<string, Workspace>
  readonly users: Map<string, User>
  readonly connections: Map<string, Connection>
  readonly databases: Map<string, Database>
  readonly dataSources: Map<string, DataSource>
  readonly pages: Map<string, PageRecord>
  /** Serialised rows, valid until their state or their data source's shape changes. */
  readonly texts: WeakMap<PageState, { readonly key: string; readonly text: string }>
}

/** An empty world. */
export function createStore(env: Pick<Store, 'clock' | 'random' | 'switches'>): Store {
  return {
    ...env,
    workspaces: new Map(),
    users: new Map(),
    connections: new Map(),
    databases: new Map(),
    dataSources: new Map(),
    pages: new Map(),
    texts: new WeakMap(),
  }
}

/** The entry of that id; its absence is a mistake of the caller, not of a client. */
export function need<T>(things: ReadonlyMap<string, T>, id: string, what: string): T {
  const thing = things.get(id)
  if (thing === undefined) throw new Error(`The sandbox has no ${what} ${id}.`)
  return thing
}

/** The data source a page is a row of, or null for a page of its own. */
export function sourceOf(store: Store, parent: Parent): DataSource | null {
  return parent.kind === 'data-source' ? (store.dataSources.get(parent.dataSourceId) ?? null) : null
}

/** A data source without rows. The caller adds it to its database. */
export function addDataSource(
  store: Store,
  database: Database,
  given: {
    readonly title: readonly JsonObject[]
    readonly properties: readonly Property[]
    readonly by: string
    readonly id?: string
  },
): DataSource {
  const now = store.clock.now()
  const source: DataSource = {
    id: given.id ?? newId(store.random),
    databaseId: database.id,
    workspaceId: database.workspaceId,
    createdAt: now,
    createdBy: given.by,
    title: given.title,
    icon: null,
    properties: given.properties,
    editedAt: now,
    editedBy: given.by,
    inTrash: false,
    shape: 0,
    revision: 0,
    nextUniqueId: 1,
    rows: new Map(),
    former: new Set(),
    index: createRowIndex(),
  }
  store.dataSources.set(source.id, source)
  database.dataSourceIds.push(source.id)
  return source
}

/** A new page with these values; what is not given starts empty, and numbers itself where there is a unique id. */
export function addPage(
  store: Store,
  given: {
    readonly workspaceId: string
    readonly parent: Parent
    readonly values: ReadonlyMap<string, Value>
    readonly by: string
    readonly icon?: PageState['icon']
    readonly cover?: PageState['cover']
    readonly blocks?: number
  },
): PageRecord {
  const now = store.clock.now()
  const source = sourceOf(store, given.parent)
  const values = new Map(given.values)
  for (const property of source?.properties ?? []) {
    if (property.type === 'unique_id' && source !== null) {
      values.set(property.id, { kind: 'number', number: source.nextUniqueId })
      source.nextUniqueId += 1
    } else if (!values.has(property.id)) values.set(property.id, emptyValue(property))
  }
  const state: PageState = {
    since: now,
    parent: given.parent,
    values,
    editedAt: now,
    editedBy: given.by,
    trashedAt: null,
    isArchived: false,
    isLocked: false,
    icon: given.icon ?? null,
    cover: given.cover ?? null,
  }
  const page: PageRecord = {
    id: newId(store.random),
    workspaceId: given.workspaceId,
    createdAt: now,
    createdBy: given.by,
    state,
    history: [],
    purgedAt: null,
  }
  store.pages.set(page.id, page)
  need(store.workspaces, given.workspaceId, 'workspace').blocksCreated += 1 + (given.blocks ?? 0)
  if (source !== null) enter(source, page)
  return page
}

/** Changes a page. With `by` it counts as an edit; without, its times stay (a schema change, say). */
export function changePage(store: Store, page: PageRecord, change: Partial<PageState>, by: string | null): void {
  const now = store.clock.now()
  const before = page.state
  const after: PageState = {
    ...before,
    ...change,
    since: now,
    ...(by === null ? {} : { editedAt: now, editedBy: by }),
  }
  page.history.push(before)
  const horizon = now - store.switches.historyMs
  while (page.history.length > 0 && (page.history[1] ?? after).since < horizon) page.history.shift()
  page.state = after
  const left = sourceOf(store, before.parent)
  const entered = sourceOf(store, after.parent)
  if (left !== null && left !== entered) leave(left, page, before)
  if (entered === null) return
  if (left === entered) {
    entered.index.changed(page, before, after)
    entered.revision += 1
  } else enter(entered, page)
}

/** Removes a page for good: it answers 404 from now on (section 9.8). */
export function purgePage(store: Store, page: PageRecord): void {
  if (page.purgedAt !== null) return
  page.purgedAt = store.clock.now()
  const source = sourceOf(store, page.state.parent)
  if (source !== null) leave(source, page, page.state)
}

/** Purges what has been in the trash for longer than it is kept. Cheap: called whenever a trashed page is looked at. */
export function purgeIfDue(store: Store, page: PageRecord): void {
  const { trashedAt } = page.state
  if (trashedAt !== null && store.clock.now() - trashedAt >= store.switches.trashRetentionMs) purgePage(store, page)
}

/** How a page stood at an earlier time, or null if it did not exist then. */
export function stateAt(page: PageRecord, time: number): PageState | null {
  if (page.createdAt > time || (page.purgedAt !== null && page.purgedAt <= time)) return null
  if (page.state.since <= time) return page.state
  return page.history.findLast((state) => state.since <= time) ?? null
}

function enter(source: DataSource, page: PageRecord): void {
  source.rows.set(page.id, page)
  source.former.delete(page)
  source.index.changed(page, null, page.state)
  source.revision += 1
}

function leave(source: DataSource, page: PageRecord, before: PageState): void {
  source.rows.delete(page.id)
  source.former.add(page)
  source.index.changed(page, before, null)
  source.revision += 1
}
