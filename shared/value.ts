/**
 * Values: what one property of one page holds, in the words of no vendor.
 *
 * A connector turns its wire format into these and back; `core/fields` normalises, compares and translates them.
 * A value that could not be read completely is `unreadable`, never empty (sync-semantics, Schema).
 */

/** Types of property that can be mapped one to one (sync-semantics, Schema). */
export const fieldTypes = [
  'title',
  'rich-text',
  'date',
  'checkbox',
  'number',
  'select',
  'multi-select',
  'status',
  'url',
  'email',
  'phone-number',
] as const
export type FieldType = (typeof fieldTypes)[number]

export interface TextStyle {
  readonly bold: boolean
  readonly italic: boolean
  readonly strikethrough: boolean
  readonly underline: boolean
  readonly code: boolean
  readonly color: string
}

/** A run of text with one style. A mention keeps, as opaque JSON text, what only its own side can resolve. */
export type TextSegment =
  | { readonly kind: 'plain'; readonly text: string; readonly link: string | null; readonly style: TextStyle }
  | { readonly kind: 'equation'; readonly text: string; readonly style: TextStyle }
  | {
      readonly kind: 'mention'
      readonly text: string
      readonly link: string | null
      readonly style: TextStyle
      /** The vendor's own reference, JSON; comparable as text. */
      readonly reference: string
      /** True when every side can resolve it (a date), false for people, pages and databases. */
      readonly portable: boolean
    }

/**
 * `all-day`: calendar days `YYYY-MM-DD`, the end inclusive. `timed`: ISO 8601 with offset, as read, so that the local
 * time stays what the person typed; `zone` is an IANA name when the vendor told it.
 */
export type DateValue =
  | { readonly kind: 'all-day'; readonly start: string; readonly end: string | null }
  | { readonly kind: 'timed'; readonly start: string; readonly end: string | null; readonly zone: string | null }

/** An option of a select, a status or a multi-select. `id` is null for an option that is only wished for by name. */
export interface Option {
  readonly id: string | null
  readonly name: string
}

export type Value =
  | { readonly kind: 'text'; readonly segments: readonly TextSegment[] }
  | { readonly kind: 'date'; readonly date: DateValue | null }
  | { readonly kind: 'checkbox'; readonly checked: boolean }
  | { readonly kind: 'number'; readonly number: number | null }
  | { readonly kind: 'option'; readonly option: Option | null }
  | { readonly kind: 'options'; readonly options: readonly Option[] }
  | { readonly kind: 'line'; readonly text: string | null }
  | { readonly kind: 'unreadable'; readonly reason: 'absent' | 'cut-off' | 'unknown-type' | 'malformed' }

/** The style that Notion and most others give to text without any. */
export const plainStyle: TextStyle = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: 'default',
}

/** A text value of one plain run; an empty string gives no run at all. */
export function plainText(text: string): Extract<Value, { kind: 'text' }> {
  return { kind: 'text', segments: text === '' ? [] : [{ kind: 'plain', text, link: null, style: plainStyle }] }
}
