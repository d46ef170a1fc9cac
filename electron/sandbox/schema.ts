/**
 * The schema of a data source: making properties, and the changes that `PATCH data_sources` (section 2) or a person
 * makes to it. Ids survive renames and are returned percent-encoded (section 5). A deleted option is emptied on all
 * rows; a property that changes its type keeps what can be carried over as text or number.
 */
import { assertNever } from './assert-never.ts'
import { newId, type Random } from './clock.ts'
import { isList, isObject, type Json, type JsonObject } from './json.ts'
import {
  type DataSource,
  type Option,
  type OptionGroup,
  type PageState,
  type Property,
  type PropertyType,
  propertyTypes,
  type Value,
} from './model.ts'
import { invalid, malformed } from './refusal.ts'
import { plainItems, textValue } from './rich-text.ts'
import { changePage, type Store } from './store.ts'
import { emptyValue, findProperty } from './values.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const SIGNS = ':;<=>?@[]^_`{|}~'

/** A new property id; every second one holds a sign that must be percent-encoded, so that no client gets away without. */
function newPropertyId(random: Random, taken: readonly Property[]): string {
  const pick = (from: string): string => from[Math.floor(random.next() * from.length)] ?? 'a'
  for (;;) {
    const first = taken.length % 2 === 1 ? pick(SIGNS) : pick(LETTERS)
    const id = encodeURIComponent(first + pick(LETTERS) + pick(LETTERS) + pick(LETTERS))
    if (!taken.some((property) => property.id === id || property.name === id)) return id
  }
}

/** The type a configuration is about: its `type`, or the one key that names a type. */
function configuredType(config: JsonObject): PropertyType | null {
  const named = config['type']
  return propertyTypes.find((type) => (named === undefined ? config[type] !== undefined : named === type)) ?? null
}

/** A property from a wire configuration such as `{select: {options: [{name}]}}`. */
export function makeProperty(name: string, config: JsonObject, taken: readonly Property[], random: Random): Property {
  const type = configuredType(config)
  if (type === null) throw malformed(`body.properties.${name}`, 'a property configuration', config)
  if (taken.some((property) => property.name === name)) throw invalid(`A property named ${name} exists already.`)
  if (type === 'title' && taken.some((property) => property.type === 'title')) {
    throw invalid('A data source has exactly one title property.')
  }
  const description = typeof config['description'] === 'string' ? config['description'] : null
  return configured(
    { id: type === 'title' ? 'title' : newPropertyId(random, taken), name, description, options: [], groups: [] },
    type,
    config[type],
    random,
  )
}

/** The properties of a new data source; a title is added where none is given. */
export function makeSchema(json: Json | undefined, random: Random): readonly Property[] {
  if (json !== undefined && !isObject(json)) throw malformed('body.properties', 'an object', json)
  const properties: Property[] = []
  for (const [name, config] of Object.entries(json ?? {})) {
    if (!isObject(config)) throw malformed(`body.properties.${name}`, 'an object', config)
    properties.push(makeProperty(name, config, properties, random))
  }
  if (!properties.some((property) => property.type === 'title')) {
    properties.unshift(makeProperty('Name', { title: {} }, properties, random))
  }
  return properties
}

function configured(
  base: Omit<Property, 'type' | 'detail'>,
  type: PropertyType,
  json: Json | undefined,
  random: Random,
): Property {
  const config = isObject(json) ? json : {}
  const property: Property = { ...base, type, detail: detailOf(type, config), options: [], groups: [] }
  if (type !== 'select' && type !== 'multi_select' && type !== 'status') return property
  const options = config['options'] === undefined ? base.options : writeOptions(base, config['options'], random)
  if (type !== 'status') return { ...property, options }
  const all = options.length > 0 ? options : ['Not started', 'In progress', 'Done'].map((name) => option(name, random))
  return { ...property, options: all, groups: groupsOf(all, base.groups, random) }
}

function detailOf(type: PropertyType, config: JsonObject): JsonObject {
  if (type === 'number') return { format: config['format'] ?? 'number' }
  if (type === 'unique_id') return { prefix: config['prefix'] ?? null }
  if (type === 'formula') return { expression: config['expression'] ?? '' }
  if (type === 'rollup') return config
  if (type === 'relation') {
    return { type: 'single_property', single_property: {}, ...config }
  }
  return {}
}

function option(name: string, random: Random): Option {
  return { id: newId(random), name, color: 'default', description: null }
}

function writeOptions(property: Omit<Property, 'type' | 'detail'>, json: Json, random: Random): readonly Option[] {
  if (!isList(json)) throw malformed(`body.properties.${property.name}.options`, 'an array', json)
  const options = json.map((item) => {
    const given = isObject(item) ? item : { name: item }
    const known = property.options.find((each) =>
      given['id'] === undefined ? each.name === given['name'] : each.id === given['id'],
    )
    const name = given['name'] ?? known?.name
    if (typeof name !== 'string' || name === '') throw malformed('body.properties.options', 'named', item)
    if (name.includes(',')) throw invalid(`Invalid select option, commas not allowed: ${name}`)
    const color = typeof given['color'] === 'string' ? given['color'] : (known?.color ?? 'default')
    const text = typeof given['description'] === 'string' ? given['description'] : (known?.description ?? null)
    return { id: known?.id ?? newId(random), name, color, description: text }
  })
  if (new Set(options.map((each) => each.name)).size < options.length) throw invalid('Option names must be unique.')
  return options
}

/** The three groups of a status: the first option is to do, the last is complete, the others are in progress. */
function groupsOf(options: readonly Option[], before: readonly OptionGroup[], random: Random): readonly OptionGroup[] {
  const ids = options.map((each) => each.id)
  const parts = [ids.slice(0, 1), ids.slice(1, -1), ids.length > 1 ? ids.slice(-1) : []]
  const names = ['To-do', 'In progress', 'Complete']
  const colors = ['gray', 'blue', 'green']
  return parts.map((optionIds, index) => ({
    id: before[index]?.id ?? newId(random),
    name: names[index] ?? '',
    color: colors[index] ?? 'default',
    optionIds,
  }))
}

/** Applies the `properties` of a schema PATCH: add, rename (`{name}`), delete (`null`), retype, change options. */
export function patchSchema(store: Store, source: DataSource, json: Json | undefined, by: string): void {
  if (json === undefined) return
  if (!isObject(json)) throw malformed('body.properties', 'an object', json)
  let properties = source.properties
  for (const [key, config] of Object.entries(json)) {
    const property = findProperty({ properties }, key)
    if (config === null) {
      if (property === null) throw invalid(`${key} is not a property that exists.`)
      if (property.type === 'title') throw invalid('Cannot delete the title property.')
      properties = properties.filter((each) => each !== property)
    } else if (!isObject(config)) throw malformed(`body.properties.${key}`, 'an object or `null`', config)
    else if (property === null) properties = [...properties, makeProperty(key, config, properties, store.random)]
    else {
      const changed = patchProperty(property, config, properties, store.random)
      properties = properties.map((each) => (each === property ? changed : each))
    }
  }
  replaceSchema(store, source, properties, by)
}

function patchProperty(property: Property, config: JsonObject, all: readonly Property[], random: Random): Property {
  const name = config['name'] ?? property.name
  if (typeof name !== 'string' || name === '')
    throw malformed(`body.properties.${property.name}.name`, 'a string', name)
  if (name !== property.name && all.some((each) => each.name === name)) {
    throw invalid(`A property named ${name} exists already.`)
  }
  const description = typeof config['description'] === 'string' ? config['description'] : property.description
  const renamed = { ...property, name, description }
  const type = configuredType(config)
  if (type === null) return renamed
  if ((type === 'title') !== (property.type === 'title')) throw invalid('The title property cannot change its type.')
  return configured(renamed, type, config[type], random)
}

/** Puts a new schema in force and carries the rows over. */
export function replaceSchema(store: Store, source: DataSource, properties: readonly Property[], by: string): void {
  const before = source.properties
  source.properties = properties
  source.shape += 1
  source.revision += 1
  source.editedAt = store.clock.now()
  source.editedBy = by
  const moved = properties.filter((property) => {
    const old = before.find((each) => each.id === property.id)
    return old === undefined || old.type !== property.type || old.options !== property.options
  })
  const bump = store.switches.schemaChangeBumpsRows ? by : null
  if (moved.length === 0 && bump === null) return
  for (const row of source.rows.values()) {
    const values = new Map(row.state.values)
    for (const property of moved) {
      const old = before.find((each) => each.id === property.id)
      values.set(property.id, carriedValue(old, property, row.state))
    }
    changePage(store, row, { values }, bump)
  }
}

/** What a value becomes when its property changes: options keep what still exists, texts and numbers try to follow. */
function carriedValue(old: Property | undefined, property: Property, state: PageState): Value {
  const value = state.values.get(property.id)
  if (old === undefined || value === undefined) return emptyValue(property)
  if (old.type === property.type) {
    if (value.kind !== 'options') return value
    const ids = value.ids.filter((id) => property.options.some((each) => each.id === id))
    return ids.length === 0 && property.type === 'status' ? emptyValue(property) : { kind: 'options', ids }
  }
  return valueFromText(property, plainForm(old, value))
}

/** A value as the text Notion's table would show. */
export function plainForm(property: Property, value: Value): string {
  switch (value.kind) {
    case 'text':
      return value.plain
    case 'line':
      return value.text ?? ''
    case 'number':
      return value.number === null ? '' : String(value.number)
    case 'checkbox':
      return value.checked ? 'Yes' : 'No'
    case 'date':
      return value.date?.start ?? ''
    case 'options':
      return property.options
        .filter((each) => value.ids.includes(each.id))
        .map((each) => each.name)
        .join(', ')
    case 'references':
    case 'raw':
    case 'derived':
      return ''
    default:
      return assertNever(value)
  }
}

/** A text as a value of a property: words find their option, digits their number; what does not fit is lost. */
export function valueFromText(property: Property, text: string): Value {
  const empty = emptyValue(property)
  if (text === '') return empty
  switch (empty.kind) {
    case 'text':
      return textValue(plainItems(text))
    case 'line':
      return { kind: 'line', text }
    case 'number':
      return { kind: 'number', number: Number.isNaN(Number(text)) ? null : Number(text) }
    case 'checkbox':
      return { kind: 'checkbox', checked: text === 'Yes' }
    case 'options': {
      const ids = property.options.filter((each) => each.name === text).map((each) => each.id)
      return ids.length === 0 ? empty : { kind: 'options', ids }
    }
    case 'date':
    case 'references':
    case 'raw':
    case 'derived':
      return empty
    default:
      return assertNever(empty)
  }
}
