/**
 * The page endpoints (section 2): create, retrieve, update, move, and one property by itself.
 * Assumes token, version and JSON were checked. Promises that a refused request changes nothing.
 */
import { findPage, readId } from './access.ts'
import {
  type Call,
  listReply,
  needs,
  pageReply,
  parentSource,
  pathId,
  type Reply,
  readFlag,
  readTrash,
  reply,
  strictBody,
} from './call.ts'
import { newId } from './clock.ts'
import { isList, isObject, type Json, type JsonObject } from './json.ts'
import type { DataSource, PageRecord, PageState, Property } from './model.ts'
import { movedValues } from './moves.ts'
import { checkProperties } from './property-writes.ts'
import { readCursor, readPageSize } from './query.ts'
import { invalid, malformed, notFound, restricted } from './refusal.ts'
import { addPage, changePage, need, sourceOf } from './store.ts'
import { findProperty, readValue, referencesOf, textItems } from './values.ts'
import { titleOnly } from './wire.ts'

const FREE_BLOCKS = 1000

/** `pages.create`: needs insert; counts against the block limit of a free workspace (section 11). */
export function createPage(call: Call): Reply {
  needs(call, 'insert')
  strictBody(
    call,
    ['parent', 'properties', 'icon', 'cover', 'content', 'children', 'markdown', 'allow_async', 'template', 'position'],
    false,
  )
  const { store, connection, body } = call
  if (body['allow_async'] === true) throw invalid('The sandbox has no async tasks: leave allow_async out.')
  const children = body['children'] ?? body['content'] ?? []
  if (!isList(children)) throw malformed('body.children', 'an array', children)
  const parent = createParent(call)
  const workspace = need(store.workspaces, connection.workspaceId, 'workspace')
  const checked = checkProperties(store, workspace.id, parent.source, body['properties'], connection)
  const limited = workspace.plan === 'free' && workspace.members > 1 && connection.access === 'internal'
  if (limited && workspace.blocksCreated + 1 + children.length > FREE_BLOCKS) {
    throw restricted({ block_limit: 'block_creation' })
  }
  checked.commit()
  const page = addPage(store, {
    workspaceId: workspace.id,
    parent: parent.place,
    values: checked.values,
    by: connection.userId,
    icon: body['icon'] ?? null,
    cover: body['cover'] ?? null,
    blocks: children.length,
  })
  return pageReply(call, page, true)
}

function createParent(call: Call): { readonly source: DataSource | null; readonly place: PageState['parent'] } {
  const parent = call.body['parent']
  if (!isObject(parent)) throw malformed('body.parent', 'defined', parent)
  if (parent['page_id'] !== undefined) {
    const above = findPage(call.store, call.connection, readId(parent['page_id'], 'body.parent.page_id'))
    return { source: null, place: { kind: 'page', pageId: above.id } }
  }
  if (parent['workspace'] === true) {
    if (call.connection.access === 'internal') {
      throw invalid('Internal connections cannot create pages at the top of a workspace.')
    }
    return { source: null, place: { kind: 'workspace' } }
  }
  const source = parentSource(call, parent)
  return { source, place: { kind: 'data-source', dataSourceId: source.id } }
}

/** `pages.retrieve`: also of trashed pages. */
export function retrievePage(call: Call): Reply {
  needs(call, 'read')
  return pageReply(call, findPage(call.store, call.connection, pathId(call, 0, 'page_id')), false)
}

/** `pages.update`: what is omitted keeps its value; trashing, restoring and properties may come in one request. */
export function updatePage(call: Call): Reply {
  needs(call, 'update')
  strictBody(
    call,
    ['properties', 'icon', 'cover', 'is_locked', 'template', 'erase_content', 'in_trash', 'is_archived'],
    true,
  )
  const { store, connection, body } = call
  if (body['template'] !== undefined) throw invalid('The sandbox has no templates: leave template out.')
  const page = findPage(store, connection, pathId(call, 0, 'page_id'))
  const source = sourceOf(store, page.state.parent)
  const checked = checkProperties(store, page.workspaceId, source, body['properties'], connection)
  const inTrash = page.state.trashedAt !== null
  const wanted = readTrash(call)
  if (inTrash && wanted === true && store.switches.trashTrashed === 'refuse') throw archivedBlock()
  const edits = checked.values.size > 0 || body['icon'] !== undefined || body['cover'] !== undefined
  if (inTrash && wanted !== false && edits && store.switches.editTrashed === 'refuse') throw archivedBlock()
  checked.commit()
  const change: Partial<PageState> = {
    values: new Map([...page.state.values, ...checked.values]),
    ...(wanted === undefined || wanted === inTrash ? {} : { trashedAt: wanted ? store.clock.now() : null }),
    ...(body['icon'] === undefined ? {} : { icon: body['icon'] }),
    ...(body['cover'] === undefined ? {} : { cover: body['cover'] }),
    ...flag('isLocked', readFlag(body, 'is_locked')),
    ...flag('isArchived', readFlag(body, 'is_archived')),
  }
  if (store.switches.noOpPatchBumps || changesSomething(page.state, change)) {
    changePage(store, page, change, connection.userId)
  }
  return pageReply(call, page, false)
}

/** Section 7: the reported text; the exact one under 2026-03-11 is unknown (13.6). */
function archivedBlock(): ReturnType<typeof invalid> {
  return invalid("Can't edit block that is archived. You must unarchive the block before editing.")
}

function flag(key: 'isLocked' | 'isArchived', value: boolean | undefined): Partial<PageState> {
  return value === undefined ? {} : { [key]: value }
}

/** Whether a change would show; values compare by what they hold. */
export function changesSomething(state: PageState, change: Partial<PageState>): boolean {
  const { values, ...rest } = change
  if (Object.entries(rest).some(([key, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(state, key)))) {
    return true
  }
  return [...(values ?? [])].some(([id, value]) => JSON.stringify(state.values.get(id)) !== JSON.stringify(value))
}

/** `pages.move`: another parent; properties follow by name and type. */
export function movePage(call: Call): Reply {
  needs(call, 'update')
  strictBody(call, ['parent'], false)
  const { store, connection } = call
  const page = findPage(store, connection, pathId(call, 0, 'page_id'))
  if (page.state.trashedAt !== null) throw archivedBlock()
  const target = createParent(call)
  const values = movedValues(store, page, target.source)
  changePage(store, page, { parent: target.place, values }, connection.userId)
  return pageReply(call, page, false)
}

/** `pages.properties.retrieve`: an item, or a paged list for the types that can be long (section 2). */
export function retrieveProperty(call: Call): Reply {
  needs(call, 'read')
  const page = findPage(call.store, call.connection, pathId(call, 0, 'page_id'))
  const source = sourceOf(call.store, page.state.parent)
  const key = call.params[1] ?? ''
  const property = findProperty({ properties: source?.properties ?? [titleOnly] }, key)
  if (property === null) throw notFound('property', key, call.connection.name)
  const setting = { switches: call.store.switches, canSeePage: () => true }
  const items = longItems(property, page)
  if (items === null) return reply({ object: 'property_item', ...readValue(property, page, page.state, setting) })
  return propertyList(call, page, property, items)
}

/** Each reference or run of a long property by itself, or null for a property that is one value. */
function longItems(property: Property, page: PageRecord): readonly Json[] | null {
  if (property.type === 'title' || property.type === 'rich_text') return textItems(property, page.state)
  const ids = referencesOf(property, page.state)
  if (property.type === 'relation') return ids.map((id) => ({ id }))
  if (property.type === 'people') return ids.map((id) => ({ object: 'user', id }))
  return property.type === 'rollup' ? [] : null
}

function propertyList(call: Call, page: PageRecord, property: Property, items: readonly Json[]): Reply {
  const { id, type } = property
  const size = readPageSize(numberOf(call.search.get('page_size')), 'query.page_size', call.store)
  const cursor = readCursor(call.search.get('start_cursor'), 'query.start_cursor')
  const start = cursor === null ? 0 : offsetOf(cursor, items.length)
  const shown = items.slice(start, start + size)
  const next = start + size < items.length ? cursorFor(start + size, newId(call.store.random)) : null
  const item: JsonObject = {
    id,
    type,
    next_url: next === null ? null : `https://api.notion.com/v1/pages/${page.id}/properties/${id}?start_cursor=${next}`,
    [type]: type === 'rollup' ? { type: 'array', array: [], function: 'show_original' } : {},
  }
  return listReply(
    'property_item',
    shown.map((value) => JSON.stringify({ object: 'property_item', id, type, [type]: value })),
    next,
    { property_item: item },
  )
}

function numberOf(text: string | null): number | undefined {
  return text === null ? undefined : Number(text)
}

/** The offset hides in the last twelve digits of an otherwise random id: opaque to a client, stateless here. */
function cursorFor(offset: number, random: string): string {
  return random.slice(0, 24) + offset.toString(16).padStart(12, '0')
}

function offsetOf(cursor: string, length: number): number {
  const offset = Number.parseInt(cursor.slice(24), 16)
  if (offset > length) throw invalid(`The start_cursor provided is invalid: ${cursor}`)
  return offset
}
