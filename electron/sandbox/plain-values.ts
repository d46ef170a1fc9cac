/**
 * Values as a person thinks of them: a text, a number, a tick, a day, the name of an option. Tests, the demo's page
 * and the simulation read and write rows this way. What is written may also be a full value in wire form.
 */
import { assertNever } from './assert-never.ts'
import { asText, isObject, type Json, type JsonObject } from './json.ts'
import type { PageRecord, PageState, Property } from './model.ts'
import { type Store, sourceOf } from './store.ts'
import { chosenOptions, emptyValue, referencesOf } from './values.ts'
import { titleOnly } from './wire.ts'

/** By property name or id: `{Name: 'Dentist', Datum: '2026-12-01', Done: true, Notes: {rich_text: [...]}}`. */
export type PlainValues = Readonly<Record<string, Json>>

/** A row with its true times, for assertions. */
export interface PlainRow {
  readonly id: string
  readonly dataSourceId: string | null
  readonly databaseId: string | null
  readonly inTrash: boolean
  readonly createdAt: number
  readonly createdBy: string
  readonly editedAt: number
  readonly editedBy: string
  /** By property name. Texts as plain text, dates as `{start, end}` or null, options as names. */
  readonly values: Readonly<Record<string, Json>>
}

/** The wire form of what a person means. */
export function wireForm(property: Property, value: Json): JsonObject {
  const { type } = property
  if (isObject(value) && value[type] !== undefined) return value
  switch (type) {
    case 'title':
    case 'rich_text':
      return { [type]: value === null || value === '' ? [] : [{ type: 'text', text: { content: asText(value) } }] }
    case 'select':
    case 'status':
      return { [type]: typeof value === 'string' ? (value === '' ? null : { name: value }) : value }
    case 'multi_select':
      return { [type]: listOf(value).map((name) => ({ name })) }
    case 'people':
    case 'relation':
      return { [type]: listOf(value).map((id) => ({ id })) }
    case 'date':
      return { date: typeof value === 'string' ? (value === '' ? null : { start: value }) : value }
    case 'url':
    case 'email':
    case 'phone_number':
      return { [type]: value === '' ? null : value }
    case 'number':
    case 'checkbox':
    case 'files':
    case 'place':
    case 'unique_id':
    case 'created_time':
    case 'created_by':
    case 'last_edited_time':
    case 'last_edited_by':
    case 'formula':
    case 'rollup':
    case 'button':
      return { [type]: value }
    default:
      return assertNever(type)
  }
}

function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : value === null || value === '' ? [] : [value]
}

/** What a property of a row holds, as a person sees it. */
export function plainValue(property: Property, row: PageRecord, state: PageState): Json {
  const value = state.values.get(property.id) ?? emptyValue(property)
  switch (value.kind) {
    case 'text':
      return value.plain
    case 'line':
      return value.text
    case 'number':
      return value.number
    case 'checkbox':
      return value.checked
    case 'date':
      return value.date === null ? null : { start: value.date.start, end: value.date.end }
    case 'options': {
      const names = chosenOptions(property, state).map((option) => option.name)
      return property.type === 'multi_select' ? names : (names[0] ?? null)
    }
    case 'references':
      return referencesOf(property, state)
    case 'raw':
      return value.json
    case 'derived':
      return derivedValue(property, row, state)
    default:
      return assertNever(value)
  }
}

function derivedValue(property: Property, row: PageRecord, state: PageState): Json {
  if (property.type === 'created_time') return new Date(row.createdAt).toISOString()
  if (property.type === 'last_edited_time') return new Date(state.editedAt).toISOString()
  if (property.type === 'created_by') return row.createdBy
  return property.type === 'last_edited_by' ? state.editedBy : null
}

/** A whole row. */
export function plainRow(store: Store, page: PageRecord): PlainRow {
  const { state } = page
  const source = sourceOf(store, state.parent)
  const properties = source?.properties ?? [titleOnly]
  return {
    id: page.id,
    dataSourceId: source?.id ?? null,
    databaseId: source?.databaseId ?? null,
    inTrash: state.trashedAt !== null,
    createdAt: page.createdAt,
    createdBy: page.createdBy,
    editedAt: state.editedAt,
    editedBy: state.editedBy,
    values: Object.fromEntries(properties.map((property) => [property.name, plainValue(property, page, state)])),
  }
}
