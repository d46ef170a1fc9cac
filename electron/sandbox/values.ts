/**
 * The rules of every property type (section 5): what a write may look like, what is stored, what an answer shows.
 * Assumes a setting that knows the switches and the workspace's users and pages; refuses with 400 `validation_error`.
 * Promises that nothing is changed here: new select options are only collected, for the caller to commit.
 */
import { assertNever } from './assert-never.ts'
import { canonicalId, shownTime } from './clock.ts'
import { readDate, writeDate } from './dates.ts'
import { isList, isObject, type Json, type JsonObject } from './json.ts'
import type { DataSource, Option, PageRecord, PageState, Property, Value } from './model.ts'
import { invalid, malformed } from './refusal.ts'
import { cutMentions, type RichTextSetting, writeRichText } from './rich-text.ts'
import type { Switches } from './switches.ts'

export interface WriteSetting extends RichTextSetting {
  /** The option of that name or id, or a new one that is remembered for later; null when there may be none. */
  readonly option: (
    property: Property,
    wanted: { readonly id: string | null; readonly name: string | null },
  ) => Option | null
}

export interface ReadSetting {
  readonly switches: Switches
  /** Relations to pages the connection cannot see read as empty (section 5). */
  readonly canSeePage: (pageId: string) => boolean
}

const DERIVED: Value = { kind: 'derived' }

/** What a new row holds where nothing was written: a status its default option, everything else nothing. */
export function emptyValue(property: Property): Value {
  switch (property.type) {
    case 'title':
    case 'rich_text':
      return { kind: 'text', items: [], plain: '' }
    case 'number':
    case 'unique_id':
      return { kind: 'number', number: null }
    case 'checkbox':
      return { kind: 'checkbox', checked: false }
    case 'select':
    case 'multi_select':
      return { kind: 'options', ids: [] }
    case 'status': {
      const first = property.groups.flatMap((group) => group.optionIds)[0] ?? property.options[0]?.id
      return { kind: 'options', ids: first === undefined ? [] : [first] }
    }
    case 'date':
      return { kind: 'date', date: null }
    case 'people':
    case 'relation':
      return { kind: 'references', ids: [] }
    case 'url':
    case 'email':
    case 'phone_number':
      return { kind: 'line', text: null }
    case 'files':
      return { kind: 'raw', json: [] }
    case 'place':
      return { kind: 'raw', json: null }
    case 'created_time':
    case 'created_by':
    case 'last_edited_time':
    case 'last_edited_by':
    case 'formula':
    case 'rollup':
    case 'button':
      return DERIVED
    default:
      return assertNever(property.type)
  }
}

/** Checks one entry of `properties` and gives what is to be stored. `key` is the name or id the client used. */
export function writeValue(property: Property, key: string, json: Json, setting: WriteSetting): Value {
  const path = `body.properties.${key}`
  if (!isObject(json)) throw malformed(path, 'an object', json)
  const { type } = property
  if ((json['type'] ?? type) !== type || json[type] === undefined)
    throw invalid(`${property.name} is expected to be ${type}.`)
  const echoed = setting.lenient || setting.switches.echoedKeys === 'accept'
  for (const extra of Object.keys(json)) {
    if (extra === 'type' || extra === type || (echoed && (extra === 'id' || extra === 'has_more'))) continue
    throw malformed(`${path}.${extra}`, 'not present', json[extra])
  }
  return writeTyped(property, json[type], `${path}.${type}`, setting)
}

function writeTyped(property: Property, json: Json | undefined, path: string, setting: WriteSetting): Value {
  switch (property.type) {
    case 'title':
    case 'rich_text':
      return writeRichText(json, path, setting)
    case 'number':
      if (json !== null && typeof json !== 'number') throw malformed(path, 'a number or `null`', json)
      return { kind: 'number', number: json }
    case 'checkbox':
      if (typeof json !== 'boolean') throw malformed(path, 'a boolean', json)
      return { kind: 'checkbox', checked: json }
    case 'select':
      return { kind: 'options', ids: json === null ? [] : [writeOption(property, json, path, setting)] }
    case 'status':
      return json === null
        ? emptyValue(property)
        : { kind: 'options', ids: [writeOption(property, json, path, setting)] }
    case 'multi_select': {
      const wanted = writeList(json, path)
      const ids = wanted.map((item, index) => writeOption(property, item, `${path}[${index}]`, setting))
      return { kind: 'options', ids: [...new Set(ids)] }
    }
    case 'date':
      return { kind: 'date', date: writeDate(json, path, setting.switches) }
    case 'people':
      return { kind: 'references', ids: writeReferences(json, path, setting.lenient ? null : ['id', 'object']) }
    case 'relation':
      return { kind: 'references', ids: writeReferences(json, path, setting.lenient ? null : ['id']) }
    case 'url':
      return { kind: 'line', text: writeLine(json, path, 2000) }
    case 'email':
    case 'phone_number':
      return { kind: 'line', text: writeLine(json, path, 100) }
    case 'files':
      return { kind: 'raw', json: writeList(json, path).map((file, index) => writeFile(file, `${path}[${index}]`)) }
    case 'place':
      return { kind: 'raw', json: writePlace(json, path) }
    case 'unique_id':
    case 'created_time':
    case 'created_by':
    case 'last_edited_time':
    case 'last_edited_by':
    case 'formula':
    case 'rollup':
    case 'button':
      throw invalid(`${property.name} is a read-only property of type ${property.type} and cannot be written.`)
    default:
      return assertNever(property.type)
  }
}

function writeList(json: Json | undefined, path: string): readonly Json[] {
  if (!isList(json)) throw malformed(path, 'an array', json)
  if (json.length > 100) {
    throw invalid(`body failed validation: ${path}.length should be ≤ \`100\`, instead was \`${json.length}\`.`)
  }
  return json
}

function writeReferences(json: Json | undefined, path: string, keys: readonly string[] | null): readonly string[] {
  const ids = writeList(json, path).map((item, index) => {
    const id = isObject(item) && typeof item['id'] === 'string' ? canonicalId(item['id']) : null
    if (!isObject(item) || id === null) throw malformed(`${path}[${index}].id`, 'a valid uuid', item)
    const extra = keys === null ? undefined : Object.keys(item).find((key) => !keys.includes(key))
    if (extra !== undefined) throw malformed(`${path}[${index}].${extra}`, 'not present', item[extra])
    return id
  })
  return [...new Set(ids)]
}

/** url, email, phone_number: `null` clears, the empty string is invalid. */
function writeLine(json: Json | undefined, path: string, limit: number): string | null {
  if (json === null) return null
  if (typeof json !== 'string') throw malformed(path, 'a string or `null`', json)
  if (json === '') throw invalid(`body failed validation: ${path}.length should be ≥ \`1\`, instead was \`0\`.`)
  if (json.length > limit) {
    throw invalid(`body failed validation: ${path}.length should be ≤ \`${limit}\`, instead was \`${json.length}\`.`)
  }
  return json
}

function writeOption(property: Property, json: Json | undefined, path: string, setting: WriteSetting): string {
  if (!isObject(json)) throw malformed(path, 'an object', json)
  const id = typeof json['id'] === 'string' ? json['id'] : null
  const name = typeof json['name'] === 'string' ? json['name'] : null
  if (id === null && name === null) throw malformed(path, 'an object with `id` or `name`', json)
  if (name?.includes(',')) throw invalid(`Invalid ${property.type} option, commas not allowed: ${name}`)
  if (name !== null && (name === '' || name.length > 100)) throw malformed(`${path}.name`, '1 to 100 characters', name)
  const option = setting.option(property, { id, name })
  if (option === null) {
    const known = id === null ? `name "${name ?? ''}"` : `id "${id}"`
    throw invalid(`${property.type === 'status' ? 'Status' : 'Select'} option with ${known} does not exist.`)
  }
  return option.id
}

function writeFile(json: Json, path: string): JsonObject {
  if (!isObject(json) || typeof json['name'] !== 'string') throw malformed(path, 'a file with a name', json)
  const type = json['type'] ?? (isObject(json['external']) ? 'external' : 'file')
  const file = typeof type === 'string' ? json[type] : undefined
  if ((type !== 'external' && type !== 'file') || !isObject(file) || typeof file['url'] !== 'string') {
    throw malformed(path, 'an external file', json)
  }
  return { name: json['name'], type, [type]: file }
}

function writePlace(json: Json | undefined, path: string): JsonObject | null {
  if (json === null) return null
  if (!isObject(json)) throw malformed(path, 'an object or `null`', json)
  const { lat, lon } = json
  if (typeof lat !== 'number') throw malformed(`${path}.lat`, 'a number', lat)
  if (typeof lon !== 'number') throw malformed(`${path}.lon`, 'a number', lon)
  const optional = ['name', 'address', 'aws_place_id', 'google_place_id']
  for (const key of Object.keys(json)) {
    if (key !== 'lat' && key !== 'lon' && !optional.includes(key))
      throw malformed(`${path}.${key}`, 'not present', json[key])
  }
  return { lat, lon, ...Object.fromEntries(optional.map((key) => [key, json[key] ?? null])) }
}

/** The entry of `properties` in an answer: `{id, type, <type>: ...}`. */
export function readValue(property: Property, row: PageRecord, state: PageState, setting: ReadSetting): JsonObject {
  const { id, type } = property
  const limit = setting.switches.inlineReferences
  if (type === 'relation') {
    const ids = referencesOf(property, state).filter((each) => setting.canSeePage(each))
    return { id, type, relation: ids.slice(0, limit).map((each) => ({ id: each })), has_more: ids.length > limit }
  }
  if (type === 'people') {
    return {
      id,
      type,
      people: referencesOf(property, state)
        .slice(0, limit)
        .map((each) => ({ object: 'user', id: each })),
    }
  }
  if (type === 'title' || type === 'rich_text') {
    return { id, type, [type]: cutMentions(textItems(property, state), limit) }
  }
  return { id, type, [type]: readSimple(property, row, state, setting.switches) }
}

/** The items of a text property, all of them. */
export function textItems(property: Property, state: PageState): readonly JsonObject[] {
  const value = state.values.get(property.id)
  return value?.kind === 'text' ? value.items : []
}

/** The ids in a relation or people property, all of them. */
export function referencesOf(property: Property, state: PageState): readonly string[] {
  const value = state.values.get(property.id)
  return value?.kind === 'references' ? value.ids : []
}

/** The options a select, status or multi-select shows; an id whose option is gone shows nothing. */
export function chosenOptions(property: Property, state: PageState): readonly Option[] {
  const value = state.values.get(property.id) ?? emptyValue(property)
  if (value.kind !== 'options') return []
  return value.ids.flatMap((id) => property.options.filter((option) => option.id === id))
}

function readSimple(property: Property, row: PageRecord, state: PageState, switches: Switches): Json {
  const value = state.values.get(property.id) ?? emptyValue(property)
  switch (property.type) {
    case 'select':
    case 'status':
    case 'multi_select': {
      const shown = chosenOptions(property, state).map(({ id, name, color }) => ({ id, name, color }))
      return property.type === 'multi_select' ? shown : (shown[0] ?? null)
    }
    case 'unique_id':
      return { prefix: property.detail['prefix'] ?? null, number: value.kind === 'number' ? value.number : null }
    case 'created_time':
      return shownTime(row.createdAt)
    case 'last_edited_time':
      return shownTime(state.editedAt)
    case 'created_by':
      return { object: 'user', id: row.createdBy }
    case 'last_edited_by':
      return { object: 'user', id: state.editedBy }
    case 'formula':
      return { type: 'string', string: null }
    case 'rollup':
      return { type: 'array', array: [], function: property.detail['function'] ?? 'show_original' }
    case 'button':
      return {}
    case 'title':
    case 'rich_text':
    case 'number':
    case 'checkbox':
    case 'date':
    case 'people':
    case 'relation':
    case 'url':
    case 'email':
    case 'phone_number':
    case 'files':
    case 'place':
      return readStored(value, switches)
    default:
      return assertNever(property.type)
  }
}

function readStored(value: Value, switches: Switches): Json {
  switch (value.kind) {
    case 'text':
      return value.items
    case 'date':
      return readDate(value.date, switches)
    case 'checkbox':
      return value.checked
    case 'number':
      return value.number
    case 'line':
      return value.text
    case 'options':
    case 'references':
      return value.ids
    case 'raw':
      return value.json
    case 'derived':
      return null
    default:
      return assertNever(value)
  }
}

/** The property of a data source by id (encoded or not) or by name; ids win (section 5). */
export function findProperty(source: Pick<DataSource, 'properties'>, key: string): Property | null {
  const byId = source.properties.find((property) => property.id === key || decodeURIComponent(property.id) === key)
  return byId ?? source.properties.find((property) => property.name === key) ?? null
}
