/**
 * The values that people write in a simulated run, and one comparable spelling for what pages and histories show.
 *
 * Value number k is the same in every run; where the type allows it, no two numbers give the same value. The spelling is
 * made from what a person sees, not from `core`: both would share one misreading.
 */
import { asText, isObject, type Json } from '../../electron/sandbox/json.ts'
import { assertNever } from '../../shared/failure.ts'
import type { Value } from '../../shared/value.ts'
import { type FieldName, fieldTypes } from './script.ts'
import { optionNames } from './stage.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** Value number k of a field, as a person types it. */
export function valueFor(field: FieldName, k: number): Json {
  switch (fieldTypes[field]) {
    case 'title':
      return `Termin ${k}`
    case 'rich_text':
      return richText(k)
    case 'date':
      return dateFor(k)
    case 'checkbox':
      return k % 2 === 0
    case 'number':
      return k / 4
    case 'select':
    case 'status':
      return optionNames[k % optionNames.length] ?? 'A'
    case 'multi_select':
      return optionNames.filter((_, index) => ((k >> index) & 1) === 1)
    case 'url':
      return `https://example.org/${k}`
    case 'email':
      return `a${k}@example.org`
    case 'phone_number':
      return `+49 30 ${k}`
    default:
      return assertNever(fieldTypes[field])
  }
}

function richText(k: number): Json {
  if (k % 3 !== 0) return `Text ${k}`
  return {
    rich_text: [
      { type: 'text', text: { content: `Text ${k} ` } },
      { type: 'text', text: { content: 'fett' }, annotations: { bold: true } },
      { type: 'text', text: { content: ' und ', link: null } },
      { type: 'text', text: { content: 'Link', link: { url: `https://example.org/${k}` } } },
    ],
  }
}

function dateFor(k: number): Json {
  const day = `${2026 + Math.floor(k / 336)}-${two((Math.floor(k / 28) % 12) + 1)}-${two((k % 28) + 1)}`
  switch (k % 4) {
    case 0:
      return { start: day }
    case 1:
      return { start: day, end: day }
    case 2:
      return { start: `${day}T09:30:00.000+02:00`, end: `${day}T10:00:00.000+02:00` }
    default:
      return { start: `${day}T09:30:00`, time_zone: k % 8 === 3 ? 'Europe/Berlin' : 'America/New_York' }
  }
}

/** What a person leaves behind who clears a field; null: this type cannot be cleared, or clearing means a default. */
export function emptyFor(field: FieldName): Json | undefined {
  switch (fieldTypes[field]) {
    case 'title':
    case 'rich_text':
      return ''
    case 'checkbox':
      return false
    case 'multi_select':
      return []
    case 'status':
      return undefined
    default:
      return null
  }
}

/** One spelling of what a page shows. `root`: the first name of an option that was renamed since. */
export function spell(plain: Json | undefined, root: (name: string) => string = (name) => name): string {
  if (plain === undefined || plain === null || plain === '') return ''
  if (isObject(plain))
    return spellDate(asText(plain['start'] ?? null), plain['end'] == null ? null : asText(plain['end']))
  if (typeof plain === 'object')
    return plain
      .map((each) => root(asText(each)))
      .toSorted()
      .join(',')
  return typeof plain === 'string' ? root(plain) : String(plain)
}

function spellDate(from: string, to: string | null): string {
  const one = (text: string): string => (text.includes('T') ? String(Date.parse(text)) : text)
  return to === null ? one(from) : `${one(from)}/${one(to)}`
}

/** The same spelling of a value as the history keeps it. */
export function spellKept(value: Value | null, root: (name: string) => string): string {
  if (value === null) return '?'
  switch (value.kind) {
    case 'text':
      return value.segments.map((segment) => segment.text).join('')
    case 'date':
      return value.date === null ? '' : spellDate(value.date.start, value.date.end)
    case 'checkbox':
      return String(value.checked)
    case 'number':
      return value.number === null ? '' : String(value.number)
    case 'option':
      return value.option === null ? '' : root(value.option.name)
    case 'options':
      return value.options
        .map((option) => root(option.name))
        .toSorted()
        .join(',')
    case 'line':
      return value.text ?? ''
    case 'unreadable':
      return '?'
    default:
      return assertNever(value)
  }
}
