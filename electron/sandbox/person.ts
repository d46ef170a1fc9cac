/**
 * A person in Notion's own window: adds, edits, duplicates, moves, trashes and restores rows, unhindered by tokens,
 * capabilities and limits of the API. Every act carries the person's id and the true time of the clock.
 * Assumes pages that exist: acting on a purged or unknown page is a mistake of the test and throws.
 */
import type { Json } from './json.ts'
import type { DataSource, PageRecord } from './model.ts'
import { movedValues } from './moves.ts'
import { type PlainValues, wireForm } from './plain-values.ts'
import { checkProperties } from './property-writes.ts'
import { addPage, changePage, need, purgePage, type Store, sourceOf } from './store.ts'
import { findProperty } from './values.ts'
import { titleOnly } from './wire.ts'

export interface Person {
  readonly userId: string
  /** Adds a row and gives its id. */
  readonly addRow: (dataSourceId: string, values?: PlainValues) => string
  /** Changes some values; a page in the trash must be restored first. */
  readonly edit: (pageId: string, values: PlainValues) => void
  readonly check: (pageId: string, property: string, checked?: boolean) => void
  /** Copies a row with all its properties, tracking properties included; the copy's id is new, so is its time. */
  readonly duplicate: (pageId: string) => string
  readonly trash: (pageId: string) => void
  readonly restore: (pageId: string) => void
  /** Deletes for good, out of the trash: the id answers 404 from now on. */
  readonly purge: (pageId: string) => void
  /** To another data source; properties follow by name and type. */
  readonly move: (pageId: string, dataSourceId: string) => void
  /** The newer "Archive" state, which is not the trash (section 2). */
  readonly archive: (pageId: string, archived?: boolean) => void
}

/** The hands of one person. */
export function personOf(store: Store, userId: string): Person {
  const page = (id: string): PageRecord => {
    const found = need(store.pages, id, 'page')
    if (found.purgedAt !== null) throw new Error(`The page ${id} was purged.`)
    return found
  }
  const write = (workspaceId: string, source: DataSource | null, values: PlainValues) => {
    const wire: Record<string, Json> = {}
    for (const [key, value] of Object.entries(values)) {
      const property = findProperty({ properties: source?.properties ?? [titleOnly] }, key)
      if (property === null) throw new Error(`There is no property ${key}.`)
      wire[property.name] = wireForm(property, value)
    }
    const checked = checkProperties(store, workspaceId, source, wire, null)
    checked.commit()
    return checked.values
  }
  const edit = (id: string, values: PlainValues): void => {
    const found = page(id)
    if (found.state.trashedAt !== null) throw new Error(`The page ${id} is in the trash: restore it first.`)
    const changed = write(found.workspaceId, sourceOf(store, found.state.parent), values)
    changePage(store, found, { values: new Map([...found.state.values, ...changed]) }, userId)
  }
  return {
    userId,
    addRow: (dataSourceId, values = {}) => {
      const source = need(store.dataSources, dataSourceId, 'data source')
      return addPage(store, {
        workspaceId: source.workspaceId,
        parent: { kind: 'data-source', dataSourceId },
        values: write(source.workspaceId, source, values),
        by: userId,
      }).id
    },
    edit,
    check: (id, property, checked = true) => edit(id, { [property]: checked }),
    duplicate: (id) => {
      const original = page(id)
      const { parent, values, icon, cover } = original.state
      return addPage(store, { workspaceId: original.workspaceId, parent, values, by: userId, icon, cover }).id
    },
    trash: (id) => {
      const found = page(id)
      if (found.state.trashedAt === null) changePage(store, found, { trashedAt: store.clock.now() }, userId)
    },
    restore: (id) => {
      const found = page(id)
      if (found.state.trashedAt !== null) changePage(store, found, { trashedAt: null }, userId)
    },
    purge: (id) => purgePage(store, page(id)),
    move: (id, dataSourceId) => {
      const found = page(id)
      const target = need(store.dataSources, dataSourceId, 'data source')
      const values = movedValues(store, found, target)
      changePage(store, found, { parent: { kind: 'data-source', dataSourceId }, values }, userId)
    },
    archive: (id, archived = true) => changePage(store, page(id), { isArchived: archived }, userId),
  }
}
