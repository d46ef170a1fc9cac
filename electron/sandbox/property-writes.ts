/**
 * A whole `properties` object of a write: every entry is checked before anything is stored, so one bad property fails
 * the request (section 13.8, a switch). New select options appear with the commit, never with a failed write.
 */
import { canSeePage } from './access.ts'
import { newId } from './clock.ts'
import { isObject, type Json, plainTextOf } from './json.ts'
import type { Connection, DataSource, Option, Property, Value } from './model.ts'
import { invalid, malformed, notFound, Refusal } from './refusal.ts'
import type { Store } from './store.ts'
import { findProperty, type WriteSetting, writeValue } from './values.ts'
import { titleOf, titleOnly } from './wire.ts'

export interface CheckedWrite {
  readonly values: ReadonlyMap<string, Value>
  /** Adds the options the write asked for to the schema. */
  readonly commit: () => void
}

/** Who writes: a connection with its limits, or a person in Notion's own window (null), who has none. */
export type Writer = Connection | null

/** Checks the `properties` of a write against a data source, or against a page of its own (null). */
export function checkProperties(
  store: Store,
  workspaceId: string,
  source: DataSource | null,
  json: Json | undefined,
  writer: Writer,
): CheckedWrite {
  const values = new Map<string, Value>()
  const staged = new Map<string, readonly Option[]>()
  if (json === undefined) return { values, commit: () => undefined }
  if (!isObject(json)) throw malformed('body.properties', 'an object', json)
  const setting = settingFor(store, workspaceId, writer, staged)
  for (const [key, entry] of Object.entries(json)) {
    try {
      const property = source === null ? ownProperty(key) : findProperty(source, key)
      if (property === null) throw invalid(`${key} is not a property that exists.`)
      // A page of its own also takes the short form `title: [...]`.
      const wire = source === null && Array.isArray(entry) ? { title: entry } : entry
      const value = writeValue(property, key, wire, setting)
      checkReferences(store, workspaceId, property, value, writer)
      values.set(property.id, value)
    } catch (failure) {
      if (store.switches.patchIsAtomic || !(failure instanceof Refusal)) throw failure
    }
  }
  return {
    values,
    commit: () => {
      if (source === null || staged.size === 0) return
      source.properties = source.properties.map((property) => {
        const added = staged.get(property.id)
        return added === undefined ? property : { ...property, options: [...property.options, ...added] }
      })
    },
  }
}

function ownProperty(key: string): Property | null {
  return key === 'title' ? titleOnly : null
}

function settingFor(
  store: Store,
  workspaceId: string,
  writer: Writer,
  staged: Map<string, readonly Option[]>,
): WriteSetting {
  return {
    switches: store.switches,
    lenient: writer === null,
    userName: (id) => {
      const user = store.users.get(id)
      if (user?.workspaceIds.has(workspaceId)) return user.name
      return [...store.connections.values()].find((connection) => connection.botId === id)?.name ?? null
    },
    pageTitle: (id) => {
      const page = store.pages.get(id)
      const seen = page !== undefined && page.purgedAt === null && page.workspaceId === workspaceId
      if (seen && (writer === null || canSeePage(store, writer, page))) {
        const parent = page.state.parent
        const rowOf = parent.kind === 'data-source' ? store.dataSources.get(parent.dataSourceId) : undefined
        return titleOf(rowOf?.properties ?? [titleOnly], page.state)
      }
      const database = store.databases.get(id)
      if (database?.workspaceId !== workspaceId) return null
      return plainTextOf(database.title)
    },
    option: (property, wanted) => {
      const known = [...property.options, ...(staged.get(property.id) ?? [])]
      const found = known.find((option) => (wanted.id === null ? option.name === wanted.name : option.id === wanted.id))
      if (found !== undefined) return found
      // An unknown name makes a new option, if the token may edit the schema; never for a status (section 5).
      const mayAdd = writer === null || writer.capabilities.update
      if (property.type === 'status' || wanted.name === null || wanted.id !== null || !mayAdd) return null
      const option = { id: newId(store.random), name: wanted.name, color: 'default', description: null }
      staged.set(property.id, [...(staged.get(property.id) ?? []), option])
      return option
    },
  }
}

/** People must belong to the workspace, relations must point at pages the writer can see (section 5). */
function checkReferences(store: Store, workspaceId: string, property: Property, value: Value, writer: Writer): void {
  if (value.kind !== 'references') return
  for (const id of value.ids) {
    if (property.type === 'people') {
      const known = store.users.get(id)?.workspaceIds.has(workspaceId) === true
      const bot = [...store.connections.values()].some((connection) => connection.botId === id)
      if (!known && !bot) throw invalid(`Could not find user with ID: ${id}.`)
      continue
    }
    const page = store.pages.get(id)
    const seen = page !== undefined && page.purgedAt === null && (writer === null || canSeePage(store, writer, page))
    if (!seen) throw notFound('page', id, writer?.name ?? 'Notion')
  }
}
