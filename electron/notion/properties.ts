/**
 * Properties: one value on the wire and one `Value`, both ways, for every type that can be mapped (section 5).
 *
 * Whatever does not look as documented is `unreadable`, one property at a time, so that a new type or a damaged value
 * costs one field and never a page. Writing says what cannot be written before a request is made. A status that is
 * cleared shows its default option afterwards: Notion has no empty status, so `null` does not come back (section 5).
 */
import { z } from 'zod'
import { assertNever, type Failure } from '../../shared/failure.ts'
import type { FieldType, Option, Value } from '../../shared/value.ts'
import type { PropertyWrite } from '../engine/ports.ts'
import type { NotionClient } from './client.ts'
import { dateFrom, wireDate, wireFrom } from './dates.ts'
import { ordinaryText, runsFrom, textFrom, wireRuns } from './rich-text.ts'

const fieldTypeOf: ReadonlyMap<string, FieldType> = new Map([
  ['title', 'title'],
  ['rich_text', 'rich-text'],
  ['date', 'date'],
  ['checkbox', 'checkbox'],
  ['number', 'number'],
  ['select', 'select'],
  ['multi_select', 'multi-select'],
  ['status', 'status'],
  ['url', 'url'],
  ['email', 'email'],
  ['phone_number', 'phone-number'],
])

/** Our type for Notion's name of one; null when it cannot be mapped. */
export function fieldTypeFor(wireType: string): FieldType | null {
  return fieldTypeOf.get(wireType) ?? null
}

/** Notion's name for one of our types. */
export function wireTypeFor(type: FieldType): string {
  return type.replaceAll('-', '_')
}

const option = z.looseObject({ id: z.string(), name: z.string() })
const optionFrom = ({ id, name }: z.infer<typeof option>): Option => ({ id, name })

const unreadable = (reason: Extract<Value, { kind: 'unreadable' }>['reason']): Value => ({ kind: 'unreadable', reason })

/** Parses what stands under the type's own key and turns it into a value; anything unexpected is `malformed`. */
function parsed<T>(shape: z.ZodType<T>, wire: unknown, make: (value: T) => Value): Value {
  const result = shape.safeParse(wire)
  return result.success ? make(result.data) : unreadable('malformed')
}

function valueFrom(type: FieldType, wire: unknown, source: 'page' | 'item'): Value {
  switch (type) {
    case 'title':
    case 'rich-text':
      return ordinaryText(wire) ?? parsed(wireRuns, wire, (runs) => textFrom(runs, source))
    case 'date':
      return parsed(wireDate.nullable(), wire, (date) =>
        date === null ? { kind: 'date', date: null } : dateFrom(date),
      )
    case 'checkbox':
      return parsed(z.boolean(), wire, (checked) => ({ kind: 'checkbox', checked }))
    case 'number':
      return parsed(z.number().nullable(), wire, (number) => ({ kind: 'number', number }))
    case 'select':
    case 'status':
      return parsed(option.nullable(), wire, (chosen) => ({
        kind: 'option',
        option: chosen === null ? null : optionFrom(chosen),
      }))
    case 'multi-select':
      return parsed(z.array(option), wire, (chosen) => ({ kind: 'options', options: chosen.map(optionFrom) }))
    case 'url':
    case 'email':
    case 'phone-number':
      return parsed(z.string().nullable(), wire, (text) => ({ kind: 'line', text: text === '' ? null : text }))
    default:
      return assertNever(type)
  }
}

/**
 * The value of a property as a page or a property item shows it. Answers of a page may be cut off (25 mentions);
 * those of the property-item endpoint are complete.
 */
export function readValue(wire: Readonly<Record<string, unknown>>, source: 'page' | 'item'): Value {
  const wireType = wire['type']
  const type = typeof wireType === 'string' ? fieldTypeFor(wireType) : null
  if (type === null || typeof wireType !== 'string') return unreadable('unknown-type')
  // A type without its value: Notion left it out, which is not the same as empty.
  if (!(wireType in wire)) return unreadable('absent')
  return valueFrom(type, wire[wireType], source)
}

type Wire =
  | { readonly kind: 'wire'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly reason: string; readonly text: string }

const wire = (value: unknown): Wire => ({ kind: 'wire', value })
const refused = (reason: string, text: string): Wire => ({ kind: 'refused', reason, text })
// By id where it is known: a renamed option stays the same one (sync-semantics, Schema).
const optionWire = ({ id, name }: Option): Record<string, string> => (id === null ? { name } : { id })

function wireValue({ type, value }: PropertyWrite): Wire {
  const wrong = (): Wire => refused('value-not-writable', `A value of kind ${value.kind} cannot be written as ${type}.`)
  switch (type) {
    case 'title':
    case 'rich-text': {
      if (value.kind !== 'text') return wrong()
      const text = runsFrom(value.segments)
      return text.kind === 'runs' ? wire(text.runs) : refused('text-too-long', text.text)
    }
    case 'date':
      if (value.kind !== 'date') return wrong()
      return wire(value.date === null ? null : wireFrom(value.date))
    case 'checkbox':
      return value.kind === 'checkbox' ? wire(value.checked) : wrong()
    case 'number':
      // JSON has no other numbers; they would silently become null.
      return value.kind === 'number' && (value.number === null || Number.isFinite(value.number))
        ? wire(value.number)
        : wrong()
    case 'select':
    case 'status':
      if (value.kind !== 'option') return wrong()
      return wire(value.option === null ? null : optionWire(value.option))
    case 'multi-select':
      return value.kind === 'options' ? wire(value.options.map(optionWire)) : wrong()
    case 'url':
    case 'email':
    case 'phone-number':
      // Section 5: an empty string is refused, null clears.
      return value.kind === 'line' ? wire(value.text === '' ? null : value.text) : wrong()
    default:
      return assertNever(type)
  }
}

export type WireProperties =
  | { readonly kind: 'properties'; readonly properties: Readonly<Record<string, unknown>> }
  | Failure

/** The `properties` of a create or an update, keyed by id as Notion gave it (never encoded twice, section 5). */
export function writeProperties(writes: readonly PropertyWrite[], client: NotionClient): WireProperties {
  const entries: [string, unknown][] = []
  for (const write of writes) {
    const result = wireValue(write)
    if (result.kind === 'refused') {
      return client.refuse('validation', result.text, { reason: result.reason, subject: write.id })
    }
    entries.push([write.id, { [wireTypeFor(write.type)]: result.value }])
  }
  return { kind: 'properties', properties: Object.fromEntries(entries) }
}
