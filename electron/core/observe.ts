/**
 * Reads pages by a mapping: raw properties become the fields and tracking entries that decisions are made on.
 *
 * Assumes pages as a connector read them, keyed by property id. Promises fields in normal form, ids of pages in the one
 * spelling of `parsePageId`, and that nothing that is missing or cut off is ever taken for empty: a field then is
 * `unreadable`, and a page whose tracking entries are is no view at all. Lists and maps come out sorted.
 */
import { assertNever } from '../../shared/failure.ts'
import type {
  FieldMapping,
  FieldPlace,
  FieldValues,
  Mapping,
  PageId,
  PrivatePageId,
  PrivateView,
  PropertyId,
  SharedPageId,
  SharedView,
  Side,
  SourcePage,
  SourceProperty,
  View,
} from '../../shared/model.ts'
import type { FieldType, Value } from '../../shared/value.ts'
import { joinDates } from './dates.ts'
import { canonical, describe, fits, normalise } from './fields.ts'
import { parsePageId, placeProperties, trackingOf } from './mapping.ts'
import { compareText } from './options.ts'

/** A page whose tracking entries the answer left out: to be completed property by property before it means anything. */
export interface UnreadableView<Id extends PageId = PageId> {
  readonly kind: 'unreadable-page'
  readonly side: Side
  readonly id: Id
  readonly why: 'absent' | 'cut-off' | 'unknown-type' | 'malformed'
  /** The tracking properties to fetch, sorted. */
  readonly properties: readonly PropertyId[]
}

export function isUnreadable(view: View | UnreadableView): view is UnreadableView {
  return 'kind' in view
}

/** The id of a private page in its one spelling; the only place where this brand is made from text. */
export function privatePageId(text: string): PrivatePageId | null {
  return parsePageId(text) as PrivatePageId | null // The brand says that a text comes from here.
}

/** The id of a shared page in its one spelling; the only place where this brand is made from text. */
export function sharedPageId(text: string): SharedPageId | null {
  return parsePageId(text) as SharedPageId | null // The brand says that a text comes from here.
}

const absent: Value = { kind: 'unreadable', reason: 'absent' }
const ofAnotherType: Value = { kind: 'unreadable', reason: 'unknown-type' }

/** A property of the type the mapping expects, or the reason why it cannot be read (sync-semantics, "unreadable"). */
function valueOf(page: SourcePage, id: PropertyId, type: FieldType): Value {
  return normalise(shownValue(page, id, type))
}

/** The same as the answer spells it. */
function shownValue(page: SourcePage, id: PropertyId, type: FieldType): Value {
  const value = page.properties.get(id)?.value
  if (value === undefined) return absent
  return value.kind === 'unreadable' || fits(value, type) ? value : ofAnotherType
}

/** The date of a place with a start and an end property; the combined one leads where it is filled. */
function datesOf(page: SourcePage, place: Extract<FieldPlace, { kind: 'dates' }>): Value {
  if (place.combined !== null) {
    const combined = valueOf(page, place.combined.id, 'date')
    if (combined.kind !== 'date' || combined.date !== null) return combined
  }
  const start = valueOf(page, place.start.id, 'date')
  const end = valueOf(page, place.end.id, 'date')
  if (start.kind !== 'date' || start.date === null) return start
  return end.kind === 'date' ? normalise({ kind: 'date', date: joinDates(start.date, end.date) }) : end
}

function fieldOf(page: SourcePage, field: FieldMapping, side: Side): Value {
  const place = field[side]
  switch (place.kind) {
    case 'single':
      return valueOf(page, place.property.id, field.type)
    case 'dates':
      return datesOf(page, place)
    default:
      return assertNever(place)
  }
}

function fieldsOf(page: SourcePage, mapping: Mapping, side: Side): FieldValues {
  return Object.fromEntries(mapping.fields.map((field) => [field.key, fieldOf(page, field, side)]))
}

/** What both kinds of view have in common. */
function common(page: SourcePage, mapping: Mapping, side: Side) {
  const { url, createdAt, editedAt, createdBy, editedBy, inTrash, resource } = page
  const fields = fieldsOf(page, mapping, side)
  const titleField = mapping.fields.find((field) => field.type === 'title')
  const title = titleField === undefined ? undefined : fields[titleField.key]
  return {
    url,
    createdAt,
    editedAt,
    createdBy,
    editedBy,
    inTrash,
    resource,
    fields,
    title: title === undefined || title.kind === 'unreadable' ? '' : describe(title),
  }
}

/** The tracking entries as plain values; what cannot be read counts as not set, so callers check that first. */
function trackingEntries(page: SourcePage, mapping: Mapping, side: Side) {
  const entries = new Map(trackingOf(mapping, side).map(({ role, id, type }) => [role, valueOf(page, id, type)]))
  const relevant = entries.get('relevant')
  const number = entries.get('number')
  const link = entries.get('link')
  return {
    relevant: relevant?.kind === 'checkbox' && relevant.checked,
    number: number?.kind === 'number' ? number.number : null,
    link: link?.kind === 'text' ? describe(link) : '',
  }
}

/** What keeps a page from being read at all; null when every tracking entry can be read. */
function unreadablePage<Id extends PageId>(
  page: SourcePage<Id>,
  mapping: Mapping,
  side: Side,
): UnreadableView<Id> | null {
  const missing = trackingOf(mapping, side).flatMap(({ id, type }) => {
    const value = valueOf(page, id, type)
    return value.kind === 'unreadable' ? [{ id, why: value.reason }] : []
  })
  const [first] = missing
  if (first === undefined) return null
  const properties = missing.map(({ id }) => id).sort(compareText)
  return { kind: 'unreadable-page', side, id: page.id, why: first.why, properties }
}

/**
 * A private page that lives under another schema now (case 10), or whatever of it can be read: tracking entries that
 * are not there count as not set, fields that are not there are unreadable.
 */
export function viewMovedPrivate(page: SourcePage<PrivatePageId>, mapping: Mapping): PrivateView {
  const { relevant, link } = trackingEntries(page, mapping, 'private')
  const id = privatePageId(page.id) ?? page.id
  return { side: 'private', id, link: sharedPageId(link), relevant, ...common(page, mapping, 'private') }
}

/** As `viewMovedPrivate`, for a copy that has left the shared database (case 9). */
export function viewMovedShared(page: SourcePage<SharedPageId>, mapping: Mapping): SharedView {
  const { relevant, link, number } = trackingEntries(page, mapping, 'shared')
  const id = sharedPageId(page.id) ?? page.id
  return { side: 'shared', id, link: privatePageId(link), number, relevant, ...common(page, mapping, 'shared') }
}

/** A private page as a run sees it, unless the answer left out a tracking entry. */
export function viewPrivate(
  page: SourcePage<PrivatePageId>,
  mapping: Mapping,
): PrivateView | UnreadableView<PrivatePageId> {
  return unreadablePage(page, mapping, 'private') ?? viewMovedPrivate(page, mapping)
}

/** A page of the shared database as a run sees it, unless the answer left out a tracking entry. */
export function viewShared(
  page: SourcePage<SharedPageId>,
  mapping: Mapping,
): SharedView | UnreadableView<SharedPageId> {
  return unreadablePage(page, mapping, 'shared') ?? viewMovedShared(page, mapping)
}

type Expected = readonly (readonly [PropertyId, FieldType])[]

/** Asked for every page of a listing, of one mapping. */
const expected: Readonly<Record<Side, WeakMap<Mapping, Expected>>> = { private: new WeakMap(), shared: new WeakMap() }

function expectedProperties(mapping: Mapping, side: Side): Expected {
  const known = expected[side].get(mapping)
  if (known !== undefined) return known
  const fields = mapping.fields.flatMap((field) =>
    placeProperties(field[side]).map(({ id }): readonly [PropertyId, FieldType] => [id, field.type]),
  )
  const entries = trackingOf(mapping, side).map(({ id, type }): readonly [PropertyId, FieldType] => [id, type])
  const found = [...new Map([...fields, ...entries])]
  expected[side].set(mapping, found)
  return found
}

/** Expected properties that cannot be read for one of these reasons, sorted; what is malformed is told by its field. */
function unreadableFor(page: SourcePage, mapping: Mapping, side: Side, reasons: ReadonlySet<string>): PropertyId[] {
  const found: PropertyId[] = []
  for (const [id, type] of expectedProperties(mapping, side)) {
    const value = shownValue(page, id, type)
    if (value.kind === 'unreadable' && reasons.has(value.reason)) found.push(id)
  }
  return found.sort(compareText)
}

const fetchable: ReadonlySet<string> = new Set(['absent', 'cut-off'])
const contradicting: ReadonlySet<string> = new Set(['unknown-type'])

/**
 * The mapped and tracking properties that the answer left out or cut off, sorted: each is fetched by itself, else its
 * field waits (sync-semantics, Schema). What is malformed or of another type would only come back the same.
 */
export function unreadableProperties(page: SourcePage, mapping: Mapping, side: Side): readonly PropertyId[] {
  return unreadableFor(page, mapping, side, fetchable)
}

/** Properties that an answer shows in another type than the mapping knows, sorted: the schema is to be read again. */
export function contradictions(page: SourcePage, mapping: Mapping, side: Side): readonly PropertyId[] {
  return unreadableFor(page, mapping, side, contradicting)
}

/** The page with one property as it was fetched by itself. */
export function withProperty<Id extends PageId>(page: SourcePage<Id>, id: PropertyId, value: Value): SourcePage<Id> {
  const before: Omit<SourceProperty, 'value'> = page.properties.get(id) ?? { name: id, type: '' }
  const property: SourceProperty = { name: before.name, type: before.type, value }
  return { ...page, properties: new Map([...page.properties, [id, property]]) }
}

function compareAge(a: View, b: View): number {
  return a.createdAt - b.createdAt || compareText(a.id, b.id)
}

/** The oldest first, of equally old ones the smallest id: on every computer the same order (case 12). */
export function oldestFirst<V extends View>(views: readonly V[]): readonly V[] {
  return [...views].sort(compareAge)
}

function groupBy<K extends string, V extends View>(
  views: readonly V[],
  keyOf: (view: V) => K | null,
): ReadonlyMap<K, readonly V[]> {
  const groups = new Map<K, V[]>()
  for (const view of oldestFirst(views)) {
    const key = keyOf(view)
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), view])
  }
  return new Map([...groups].sort(([a], [b]) => compareText(a, b)))
}

/** Pages of the shared database by the private page whose id they carry, each group oldest first; others left out. */
export function groupByPrivateId(views: readonly SharedView[]): ReadonlyMap<PrivatePageId, readonly SharedView[]> {
  return groupBy(views, (view) => view.link)
}

/** Private pages by the copy that they name, each group oldest first; those that name none left out. */
export function groupBySharedId(views: readonly PrivateView[]): ReadonlyMap<SharedPageId, readonly PrivateView[]> {
  return groupBy(views, (view) => view.link)
}

/** Pages of one side by their own id, sorted; of two readings of one page the later in the list. */
export function indexById<V extends View>(views: readonly V[]): ReadonlyMap<V['id'], V> {
  const found = new Map<V['id'], V>(views.map((view) => [view.id, view]))
  return new Map([...found].sort(([a], [b]) => compareText(a, b)))
}

/**
 * Everything a decision looks at on one side, as one string (for `Shown`): a decision stands while this is unchanged.
 * Order of properties, edit times, and spellings that mean the same do not count.
 */
export function fingerprint(view: View): string {
  const fields = Object.entries<Value>(view.fields)
    .map(([key, value]): readonly [string, string] => [key, canonical(value)])
    .sort(([a], [b]) => compareText(a, b))
  const number = view.side === 'shared' ? view.number : null
  return JSON.stringify([view.side, view.relevant, view.inTrash, view.resource, view.link, number, fields])
}
