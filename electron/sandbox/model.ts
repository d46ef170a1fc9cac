/**
 * What a Notion workspace consists of, as the sandbox keeps it. Types only.
 * Page states are immutable: a change makes a new state, so a stale query can look at an old one and a serialised
 * answer can be kept until the page changes. Times are true times; the minute rounding happens when they are shown.
 */
import type { Json, JsonObject } from './json.ts'

export const propertyTypes = [
  'title',
  'rich_text',
  'number',
  'checkbox',
  'select',
  'status',
  'multi_select',
  'date',
  'people',
  'relation',
  'url',
  'email',
  'phone_number',
  'files',
  'place',
  'unique_id',
  'created_time',
  'created_by',
  'last_edited_time',
  'last_edited_by',
  'formula',
  'rollup',
  'button',
] as const

export type PropertyType = (typeof propertyTypes)[number]

export interface Option {
  readonly id: string
  readonly name: string
  readonly color: string
  readonly description: string | null
}

export interface OptionGroup {
  readonly id: string
  readonly name: string
  readonly color: string
  readonly optionIds: readonly string[]
}

export interface Property {
  /** Stable through renames, returned percent-encoded (section 5): `%3AUPp`. The title's is `title`. */
  readonly id: string
  readonly name: string
  readonly type: PropertyType
  readonly description: string | null
  readonly options: readonly Option[]
  readonly groups: readonly OptionGroup[]
  /** What else the configuration carries, in wire form: `{format}`, `{expression}`, `{data_source_id, ...}`. */
  readonly detail: JsonObject
}

export interface DateValue {
  /** Wall time with offset (`2026-11-20T10:00:00.000+01:00`) or a plain date. */
  readonly start: string
  readonly end: string | null
  readonly timeZone: string | null
}

export type Value =
  | { readonly kind: 'text'; readonly items: readonly JsonObject[]; readonly plain: string }
  | { readonly kind: 'date'; readonly date: DateValue | null }
  | { readonly kind: 'checkbox'; readonly checked: boolean }
  | { readonly kind: 'number'; readonly number: number | null }
  | { readonly kind: 'options'; readonly ids: readonly string[] }
  | { readonly kind: 'references'; readonly ids: readonly string[] }
  | { readonly kind: 'line'; readonly text: string | null }
  | { readonly kind: 'raw'; readonly json: Json }
  | { readonly kind: 'derived' }

export type Parent =
  | { readonly kind: 'data-source'; readonly dataSourceId: string }
  | { readonly kind: 'page'; readonly pageId: string }
  | { readonly kind: 'workspace' }

export interface PageState {
  /** When this state began; the next one's `since` is its end. */
  readonly since: number
  readonly parent: Parent
  readonly values: ReadonlyMap<string, Value>
  readonly editedAt: number
  readonly editedBy: string
  readonly trashedAt: number | null
  readonly isArchived: boolean
  readonly isLocked: boolean
  readonly icon: Json
  readonly cover: Json
}

export interface PageRecord {
  readonly id: string
  readonly workspaceId: string
  readonly createdAt: number
  readonly createdBy: string
  state: PageState
  history: PageState[]
  purgedAt: number | null
}

/** Short cuts into the rows of a data source; see row-index.ts. */
export interface RowIndex {
  /** Tells that a row entered, changed, or left (`after` null). */
  readonly changed: (row: PageRecord, before: PageState | null, after: PageState | null) => void
  readonly withText: (propertyId: string, text: string, rows: ReadonlyMap<string, PageRecord>) => Iterable<PageRecord>
  readonly editedSince: (time: number, rows: ReadonlyMap<string, PageRecord>) => Iterable<PageRecord>
}

export interface DataSource {
  readonly id: string
  readonly databaseId: string
  readonly workspaceId: string
  readonly createdAt: number
  readonly createdBy: string
  title: readonly JsonObject[]
  icon: Json
  properties: readonly Property[]
  editedAt: number
  editedBy: string
  inTrash: boolean
  /** Grows when serialised rows become wrong: a rename, a deletion, an option's new name. */
  shape: number
  /** Grows with every change of a row. */
  revision: number
  nextUniqueId: number
  /** Every page that is a row now, trashed ones included. */
  readonly rows: Map<string, PageRecord>
  /** Pages that left it or were purged; a stale query may still see them. */
  readonly former: Set<PageRecord>
  readonly index: RowIndex
}

export interface Database {
  readonly id: string
  readonly workspaceId: string
  readonly parent: Parent
  readonly createdAt: number
  readonly createdBy: string
  readonly dataSourceIds: string[]
  title: readonly JsonObject[]
  description: readonly JsonObject[]
  icon: Json
  cover: Json
  isInline: boolean
  /** A private database is seen by its owner's personal token alone, and by connections it is shared with. */
  readonly privateTo: string | null
  editedAt: number
  inTrash: boolean
}

export interface User {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly workspaceIds: Set<string>
}

export interface Workspace {
  readonly id: string
  readonly name: string
  plan: 'free' | 'plus'
  /** With two or more members, a free workspace may ever create 1000 blocks (section 11). */
  members: number
  /** Grows with every page created; deletion frees nothing. */
  blocksCreated: number
}

export interface Capabilities {
  readonly read: boolean
  readonly insert: boolean
  readonly update: boolean
}

export interface Connection {
  readonly id: string
  readonly workspaceId: string
  readonly name: string
  readonly access: 'internal' | 'personal'
  /** Whose name its edits carry: the bot's, or for a personal token its owner's. */
  readonly userId: string
  readonly botId: string
  capabilities: Capabilities
  token: string
  revoked: boolean
  /** Ids of databases and pages shared with it; a personal token sees its whole workspace (section 10). */
  readonly shares: Set<string>
}
