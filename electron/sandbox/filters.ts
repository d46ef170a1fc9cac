/**
 * Filters (section 4): a body becomes a predicate over rows, or 400 `validation_error`.
 * Assumes the data source's schema of this moment; texts compare by their plain text, dates as instants, and times of
 * pages by their minute unless the switch of section 13.4 says otherwise. Promises to refuse what it does not know.
 */

import { assertNever } from './assert-never.ts'
import { floorToMinute } from './clock.ts'
import { dateInstant, filterStretch } from './dates.ts'
import {
  dateTest,
  existenceTest,
  type Moment,
  numberTest,
  optionTest,
  referenceTest,
  textTest,
  unknownOperator,
} from './filter-tests.ts'
import { asText, isList, isObject, type Json, type JsonObject } from './json.ts'
import type { DataSource, PageRecord, PageState, Property } from './model.ts'
import { invalid, malformed } from './refusal.ts'
import type { Switches } from './switches.ts'
import { chosenOptions, findProperty, referencesOf } from './values.ts'

export type Predicate = (row: PageRecord, state: PageState) => boolean

export interface FilterSetting extends Moment {
  readonly source: DataSource
  readonly switches: Switches
}

/** What can be looked up instead of scanned: every match has this text, or was edited since this time. */
export type Hint =
  | { readonly kind: 'text'; readonly propertyId: string; readonly text: string }
  | { readonly kind: 'edited-since'; readonly time: number }

export interface Filter {
  readonly matches: Predicate
  readonly hint: Hint | null
}

const MAX_ITEMS = 100
const everything: Filter = { matches: () => true, hint: null }

/** Reads the `filter` of a query; undefined filters nothing. */
export function readFilter(json: Json | undefined, setting: FilterSetting): Filter {
  return json === undefined ? everything : readNode(json, 'body.filter', 0, setting)
}

function readNode(json: Json, path: string, depth: number, setting: FilterSetting): Filter {
  if (!isObject(json)) throw malformed(path, 'an object', json)
  const group = json['and'] ?? json['or']
  if (group === undefined) return readLeaf(json, path, setting)
  const word = json['and'] === undefined ? 'or' : 'and'
  if (Object.keys(json).length !== 1) throw malformed(path, 'a single `and` or `or`', json)
  if (!isList(group)) throw malformed(`${path}.${word}`, 'an array', group)
  if (depth > 1) throw invalid(`body failed validation: ${path} nests compound filters deeper than two levels.`)
  if (group.length > MAX_ITEMS) {
    throw invalid(
      `body failed validation: ${path}.${word}.length should be ≤ \`100\`, instead was \`${group.length}\`.`,
    )
  }
  const parts = group.map((part, index) => readNode(part, `${path}.${word}[${index}]`, depth + 1, setting))
  if (word === 'or') return { matches: (row, state) => parts.some((part) => part.matches(row, state)), hint: null }
  const hints = parts.flatMap((part) => (part.hint === null ? [] : [part.hint]))
  return {
    matches: (row, state) => parts.every((part) => part.matches(row, state)),
    hint: hints.find((hint) => hint.kind === 'text') ?? hints[0] ?? null,
  }
}

function readLeaf(json: JsonObject, path: string, setting: FilterSetting): Filter {
  const { timestamp } = json
  if (timestamp !== undefined) {
    if (timestamp !== 'created_time' && timestamp !== 'last_edited_time') {
      throw malformed(`${path}.timestamp`, '`"created_time"` or `"last_edited_time"`', timestamp)
    }
    only(json, ['timestamp', 'type', timestamp], path)
    return timeFilter(timestamp, json[timestamp], `${path}.${timestamp}`, setting)
  }
  const key = json['property']
  if (typeof key !== 'string') throw malformed(path, 'a property, timestamp, `and` or `or` filter', json)
  const property = findProperty(setting.source, key)
  if (property === null) throw invalid(`Could not find property with name or id: ${key}`)
  const type = Object.keys(json).find((each) => each !== 'property' && each !== 'type')
  if (type === undefined) throw malformed(`${path}.${property.type}`, 'defined', undefined)
  if (type !== property.type) {
    throw invalid(
      `The property type in the database does not match the property type of the filter provided: database property ${property.type} does not match filter ${type}`,
    )
  }
  only(json, ['property', 'type', type], path)
  return propertyFilter(property, json[type], `${path}.${type}`, setting)
}

function only(json: JsonObject, keys: readonly string[], path: string): void {
  const extra = Object.keys(json).find((key) => !keys.includes(key))
  if (extra !== undefined) throw malformed(`${path}.${extra}`, 'not present', json[extra])
}

/** The one operator of a condition, and its operand. */
function operatorOf(json: Json | undefined, path: string): readonly [string, Json] {
  if (!isObject(json)) throw malformed(path, 'an object', json)
  const entries = Object.entries(json)
  const first = entries[0]
  if (first === undefined || entries.length !== 1) throw malformed(path, 'a single condition', json)
  return first
}

function propertyFilter(property: Property, json: Json | undefined, path: string, setting: FilterSetting): Filter {
  const [operator, operand] = operatorOf(json, path)
  const where = `${path}.${operator}`
  const { id } = property
  switch (property.type) {
    case 'title':
    case 'rich_text':
    case 'url':
    case 'email':
    case 'phone_number': {
      const test = textTest(operator, operand, where)
      return {
        matches: (_row, state) => test(textOf(state, id)),
        hint: operator === 'equals' ? { kind: 'text', propertyId: id, text: asText(operand) } : null,
      }
    }
    case 'number':
    case 'unique_id': {
      const test = numberTest(operator, operand, where)
      return plain((_row, state) => {
        const value = state.values.get(id)
        return test(value?.kind === 'number' ? value.number : null)
      })
    }
    case 'checkbox': {
      if (typeof operand !== 'boolean') throw malformed(where, 'a boolean', operand)
      if (operator !== 'equals' && operator !== 'does_not_equal') throw unknownOperator(where, operand)
      const wanted = operator === 'equals' ? operand : !operand
      return plain((_row, state) => {
        const value = state.values.get(id)
        return (value?.kind === 'checkbox' && value.checked) === wanted
      })
    }
    case 'select':
    case 'status':
    case 'multi_select': {
      const test = optionTest(property.type === 'multi_select', operator, operand, where)
      return plain((_row, state) => test(chosenOptions(property, state).flatMap((option) => [option.name, option.id])))
    }
    case 'people':
    case 'relation': {
      const test = referenceTest(operator, operand, where, setting)
      return plain((_row, state) => test(referencesOf(property, state)))
    }
    case 'created_by':
    case 'last_edited_by': {
      const test = referenceTest(operator, operand, where, setting)
      return plain((row, state) => test([property.type === 'created_by' ? row.createdBy : state.editedBy]))
    }
    case 'date': {
      const test = dateTest(operator, operand, where, setting)
      return plain((_row, state) => {
        const value = state.values.get(id)
        return test(value?.kind === 'date' && value.date !== null ? dateInstant(value.date.start) : null)
      })
    }
    case 'created_time':
    case 'last_edited_time':
      return timeFilter(property.type, json, path, setting)
    case 'files':
    case 'place': {
      const test = existenceTest(operator, operand, where)
      return plain((_row, state) => {
        const value = state.values.get(id)
        return test(value?.kind !== 'raw' || value.json === null || (isList(value.json) && value.json.length === 0))
      })
    }
    case 'formula':
    case 'rollup':
    case 'button':
      throw invalid(`The sandbox cannot filter by ${property.type}.`)
    default:
      return assertNever(property.type)
  }
}

function plain(matches: Predicate): Filter {
  return { matches, hint: null }
}

function textOf(state: PageState, id: string): string {
  const value = state.values.get(id)
  if (value?.kind === 'text') return value.plain
  return value?.kind === 'line' ? (value.text ?? '') : ''
}

/** A page's own times: on the minute by default (13.4), which is why `after` loses edits and `on_or_after` does not. */
function timeFilter(
  which: 'created_time' | 'last_edited_time',
  json: Json | undefined,
  path: string,
  setting: FilterSetting,
): Filter {
  const [operator, operand] = operatorOf(json, path)
  const test = dateTest(operator, operand, `${path}.${operator}`, setting)
  const rounded = setting.switches.timestampFilterOn === 'rounded'
  const since = operator === 'on_or_after' || operator === 'after' ? filterStretch(asText(operand), setting.now) : null
  return {
    matches: (row, state) => {
      const raw = which === 'created_time' ? row.createdAt : state.editedAt
      return test(rounded ? floorToMinute(raw) : raw)
    },
    hint: which === 'last_edited_time' && since !== null ? { kind: 'edited-since', time: since.from } : null,
  }
}
