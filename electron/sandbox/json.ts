/**
 * JSON as types, and the few questions one asks about a value of unknown shape.
 * The sandbox takes nothing about a request for granted: everything that arrives is `Json` until a guard has spoken.
 */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** Parses a body; undefined when it is no JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    // JSON.parse is typed `any`; what it returns is `Json` by definition.
    return JSON.parse(text) as Json
  } catch {
    // The caller answers `invalid_json`; the parser's own words are of no use to it.
    return undefined
  }
}

/** A value as Notion quotes it in its validation messages. */
export function quote(value: Json | undefined): string {
  if (value === undefined) return '`undefined`'
  const text = JSON.stringify(value)
  return `\`${text.length > 200 ? `${text.slice(0, 200)}...` : text}\``
}

/** A scalar as text; anything else is no text, and empty. */
export function asText(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** The concatenated `plain_text` of rich text items. */
export function plainTextOf(items: readonly JsonObject[]): string {
  return items.map((item) => asText(item['plain_text'])).join('')
}
