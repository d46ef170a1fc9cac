/**
 * The objects of an answer (section 2): page, data source, database, user, list. Two versions are spoken:
 * `2026-03-11` knows only `in_trash`; `2025-09-03` still shows `archived` as its alias.
 * Serialised pages are kept until they change, because listings of ten thousand rows are sent again and again.
 */

import { canSeePage } from './access.ts'
import { assertNever } from './assert-never.ts'
import { shownTime } from './clock.ts'
import { type Json, type JsonObject, plainTextOf } from './json.ts'
import type { Connection, Database, DataSource, PageRecord, PageState, Parent, Property } from './model.ts'
import { type Store, sourceOf } from './store.ts'
import { readValue } from './values.ts'

export type Version = '2025-09-03' | '2026-03-11'

export interface View {
  readonly version: Version
  readonly connection: Connection
  /** Ids of the properties to show (`filter_properties`); null shows all. */
  readonly only: ReadonlySet<string> | null
}

/** A page as JSON text. `state` may be an old one: that is how a stale query looks at it. */
export function pageText(store: Store, page: PageRecord, state: PageState, view: View): string {
  const source = sourceOf(store, state.parent)
  const properties = source?.properties ?? [titleOnly]
  // Relations look different to each connection, so a text with one in it is not kept.
  const keepable = view.only === null && !properties.some((property) => property.type === 'relation')
  const key = `${source?.shape ?? 0} ${view.version}`
  const kept = keepable ? store.texts.get(state) : undefined
  if (kept?.key === key) return kept.text
  const text = JSON.stringify(pageJson(store, page, state, properties, view))
  if (keepable) store.texts.set(state, { key, text })
  return text
}

/** The one property of a page that is no row. */
export const titleOnly: Property = {
  id: 'title',
  name: 'title',
  type: 'title',
  description: null,
  options: [],
  groups: [],
  detail: {},
}

function pageJson(
  store: Store,
  page: PageRecord,
  state: PageState,
  properties: readonly Property[],
  view: View,
): JsonObject {
  const setting = {
    switches: store.switches,
    canSeePage: (id: string) => {
      const target = store.pages.get(id)
      return target !== undefined && target.purgedAt === null && canSeePage(store, view.connection, target)
    },
  }
  const shown = view.only === null ? properties : properties.filter((property) => view.only?.has(property.id))
  return {
    object: 'page',
    id: page.id,
    created_time: shownTime(page.createdAt),
    last_edited_time: shownTime(state.editedAt),
    created_by: { object: 'user', id: page.createdBy },
    last_edited_by: { object: 'user', id: state.editedBy },
    cover: state.cover,
    icon: state.icon,
    parent: parentJson(store, state.parent),
    ...trashJson(state.trashedAt !== null, view.version),
    is_archived: state.isArchived,
    is_locked: state.isLocked,
    properties: Object.fromEntries(shown.map((property) => [property.name, readValue(property, page, state, setting)])),
    url: pageUrl(page.id, titleOf(properties, state)),
    public_url: null,
  }
}

/** The plain title of a page. */
export function titleOf(properties: readonly Property[], state: PageState): string {
  const id = properties.find((property) => property.type === 'title')?.id ?? 'title'
  const value = state.values.get(id)
  return value?.kind === 'text' ? value.plain : ''
}

function pageUrl(id: string, title: string): string {
  const slug = title
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
  return `https://www.notion.so/${slug === '' ? '' : `${slug}-`}${id.replaceAll('-', '')}`
}

function trashJson(inTrash: boolean, version: Version): JsonObject {
  return version === '2025-09-03' ? { archived: inTrash, in_trash: inTrash } : { in_trash: inTrash }
}

function parentJson(store: Store, parent: Parent): JsonObject {
  switch (parent.kind) {
    case 'workspace':
      return { type: 'workspace', workspace: true }
    case 'page':
      return { type: 'page_id', page_id: parent.pageId }
    case 'data-source':
      return {
        type: 'data_source_id',
        data_source_id: parent.dataSourceId,
        database_id: store.dataSources.get(parent.dataSourceId)?.databaseId ?? '',
      }
    default:
      return assertNever(parent)
  }
}

/** A data source with its schema, keyed by name (section 2). */
export function dataSourceJson(store: Store, source: DataSource, version: Version): JsonObject {
  const database = store.databases.get(source.databaseId)
  return {
    object: 'data_source',
    id: source.id,
    cover: null,
    icon: source.icon,
    created_time: shownTime(source.createdAt),
    created_by: { object: 'user', id: source.createdBy },
    last_edited_by: { object: 'user', id: source.editedBy },
    last_edited_time: shownTime(source.editedAt),
    title: source.title,
    description: [],
    is_inline: database?.isInline ?? false,
    properties: Object.fromEntries(source.properties.map((property) => [property.name, propertyJson(property)])),
    parent: { type: 'database_id', database_id: source.databaseId },
    database_parent: parentJson(store, database?.parent ?? { kind: 'workspace' }),
    url: `https://www.notion.so/${source.databaseId.replaceAll('-', '')}`,
    public_url: null,
    ...trashJson(source.inTrash || database?.inTrash === true, version),
  }
}

/** One property of a schema: `{id, name, description, type, <type>: configuration}`. */
export function propertyJson(property: Property): JsonObject {
  return {
    id: property.id,
    name: property.name,
    description: property.description,
    type: property.type,
    [property.type]: configuration(property),
  }
}

function configuration(property: Property): Json {
  const { type, options, groups, detail } = property
  if (type !== 'select' && type !== 'multi_select' && type !== 'status') return detail
  const shown = options.map(({ id, name, color, description }) => ({ id, name, color, description }))
  if (type !== 'status') return { options: shown }
  return {
    options: shown,
    groups: groups.map(({ id, name, color, optionIds }) => ({ id, name, color, option_ids: optionIds })),
  }
}

/** A database: the container of its data sources, without a schema of its own (section 1). */
export function databaseJson(store: Store, database: Database, version: Version): JsonObject {
  return {
    object: 'database',
    id: database.id,
    title: database.title,
    description: database.description,
    parent: parentJson(store, database.parent),
    is_inline: database.isInline,
    is_locked: false,
    ...trashJson(database.inTrash, version),
    created_time: shownTime(database.createdAt),
    last_edited_time: shownTime(database.editedAt),
    data_sources: database.dataSourceIds.map((id) => ({
      id,
      name: plainTextOf(store.dataSources.get(id)?.title ?? []),
    })),
    icon: database.icon,
    cover: database.cover,
    url: `https://www.notion.so/${database.id.replaceAll('-', '')}`,
    public_url: null,
  }
}

/** The answer to `users.me`: a bot, owned by the workspace or by the person behind a personal token (section 2). */
export function meJson(store: Store, connection: Connection): JsonObject {
  const owner = store.users.get(connection.userId)
  const workspace = store.workspaces.get(connection.workspaceId)
  return {
    object: 'user',
    id: connection.botId,
    name: connection.name,
    avatar_url: null,
    type: 'bot',
    bot: {
      owner:
        connection.access === 'internal'
          ? { type: 'workspace', workspace: true }
          : {
              type: 'user',
              user: {
                object: 'user',
                id: connection.userId,
                name: owner?.name ?? null,
                avatar_url: null,
                type: 'person',
                person: owner === undefined || owner.email === null ? {} : { email: owner.email },
              },
            },
      workspace_id: connection.workspaceId,
      workspace_limits: { max_file_upload_size_in_bytes: workspace?.plan === 'plus' ? 5_368_709_120 : 5_242_880 },
      workspace_name: workspace?.name ?? null,
    },
  }
}
