/**
 * Which property holds which field, once that is settled: checks by id, follows renames, turns values into writes.
 *
 * Assumes a mapping made by `core/proposal`. Everything goes by property id; names are for people (sync-semantics,
 * Schema). Also owns how an id of a page is read out of a tracking text and compared: whatever a person or a program
 * made of it, dashes and case do not count.
 */
import type { Tracking } from '../../shared/decision.ts'
import { assertNever, type Failure, failure } from '../../shared/failure.ts'
import type {
  FieldMapping,
  FieldPlace,
  FieldValues,
  Mapping,
  PageId,
  PropertyId,
  PropertyReference,
  Schema,
  Side,
} from '../../shared/model.ts'
import { type FieldType, plainStyle, type Value } from '../../shared/value.ts'
import { endPart, startPart } from './dates.ts'

/** Names by which a database is recognised (sync-semantics, Schema). */
export const propertyNames = {
  title: 'Name',
  date: 'Datum',
  start: 'Startdatum',
  end: 'Endedatum',
  description: 'Beschreibung',
  place: 'Ort',
  tags: 'Tags',
} as const

export type TrackingRole = 'relevant' | 'link' | 'number'

export interface TrackingProperty {
  readonly side: Side
  readonly role: TrackingRole
  readonly name: string
  readonly type: FieldType
}

/** The tracking properties a pair of databases needs, in the order in which they are checked and created. */
export const trackingProperties: readonly TrackingProperty[] = [
  { side: 'private', role: 'relevant', name: 'PartnerRelevant', type: 'checkbox' },
  { side: 'private', role: 'link', name: 'SyncedToSharedId', type: 'rich-text' },
  { side: 'shared', role: 'relevant', name: 'PartnerRelevant', type: 'checkbox' },
  { side: 'shared', role: 'link', name: 'SourcePrivateId', type: 'rich-text' },
  { side: 'shared', role: 'number', name: 'SourceUserId', type: 'number' },
]

/** Same shape as the engine's `PropertyWrite`, which core may not import. */
export interface FieldWrite {
  readonly id: PropertyId
  readonly type: FieldType
  readonly value: Value
}

/** The properties of a place; of the two layouts of a date, the leading one first. */
export function placeProperties(place: FieldPlace): readonly PropertyReference[] {
  switch (place.kind) {
    case 'single':
      return [place.property]
    case 'dates':
      return place.combined === null ? [place.start, place.end] : [place.combined, place.start, place.end]
    default:
      return assertNever(place)
  }
}

/** The tracking properties of one side of a mapping with what they must be. */
export function trackingOf(mapping: Mapping, side: Side): readonly (TrackingProperty & PropertyReference)[] {
  return trackingProperties.flatMap((one) => {
    if (one.side !== side) return []
    const reference = one.role === 'number' ? mapping.shared.number : mapping[side][one.role]
    return [{ side, role: one.role, type: one.type, id: reference.id, name: reference.name }]
  })
}

/** Ids of the properties on both sides, for `FieldBase.properties`: a field with other ones has no base. */
export function propertiesKey(field: FieldMapping): string {
  const ids = (place: FieldPlace): string =>
    placeProperties(place)
      .map((property) => property.id)
      .join(' ')
  return `${ids(field.private)} > ${ids(field.shared)}`
}

/** A property that is not as the mapping needs it; `subject` is its name with its side. */
export function propertyFailure(
  reason: 'property-missing' | 'property-type' | 'type-not-mappable',
  name: string,
  side: Side,
  detail: string,
): Failure {
  return failure('schema', `The property "${name}" of the ${side} database ${detail}.`, {
    subject: `${name} (${side})`,
    reason,
  })
}

/** Rail "Schema": every mapped or tracking property that is gone or has another type, by id; empty when all is well. */
export function checkMapping(mapping: Mapping, privateSchema: Schema, sharedSchema: Schema): readonly Failure[] {
  return (['private', 'shared'] as const).flatMap((side) => {
    const schema = side === 'private' ? privateSchema : sharedSchema
    const fields = mapping.fields.flatMap((field) =>
      placeProperties(field[side]).map(({ id, name }) => ({ id, name, type: field.type })),
    )
    return [...fields, ...trackingOf(mapping, side)].flatMap(({ id, name, type }) => {
      const found = schema.properties.find((property) => property.id === id)
      if (found === undefined) return [propertyFailure('property-missing', name, side, 'is gone')]
      if (found.fieldType === type) return []
      return [propertyFailure('property-type', found.name, side, `has the type ${found.type} instead of ${type}`)]
    })
  })
}

/** The mapping with the names that its properties bear now; nothing else changes. */
export function refreshNames(mapping: Mapping, privateSchema: Schema, sharedSchema: Schema): Mapping {
  const named = (reference: PropertyReference, side: Side): PropertyReference => {
    const schema = side === 'private' ? privateSchema : sharedSchema
    return { id: reference.id, name: schema.properties.find((one) => one.id === reference.id)?.name ?? reference.name }
  }
  const renamed = (place: FieldPlace, side: Side): FieldPlace =>
    place.kind === 'single'
      ? { kind: 'single', property: named(place.property, side) }
      : {
          kind: 'dates',
          combined: place.combined === null ? null : named(place.combined, side),
          start: named(place.start, side),
          end: named(place.end, side),
        }
  return {
    fields: mapping.fields.map((field) => ({
      key: field.key,
      type: field.type,
      direction: field.direction,
      private: renamed(field.private, 'private'),
      shared: renamed(field.shared, 'shared'),
    })),
    private: { relevant: named(mapping.private.relevant, 'private'), link: named(mapping.private.link, 'private') },
    shared: {
      relevant: named(mapping.shared.relevant, 'shared'),
      link: named(mapping.shared.link, 'shared'),
      number: named(mapping.shared.number, 'shared'),
    },
  }
}

function fieldWrites(place: FieldPlace, type: FieldType, value: Value): readonly FieldWrite[] {
  // What could not be read is nothing anybody meant to write.
  if (value.kind === 'unreadable') return []
  if (place.kind === 'single') return [{ id: place.property.id, type, value }]
  const date = value.kind === 'date' ? value.date : null
  const combined = place.combined === null ? [] : [{ id: place.combined.id, type, value }]
  return [
    ...combined,
    { id: place.start.id, type, value: { kind: 'date', date: date === null ? null : startPart(date) } },
    { id: place.end.id, type, value: { kind: 'date', date: date === null ? null : endPart(date) } },
  ]
}

/** An id as text that links to its page, so that a click opens the other side (sync-semantics, Schema). */
function linkText(id: PageId | null, linkUrl: (id: PageId) => string | null): Value {
  return {
    kind: 'text',
    segments: id === null ? [] : [{ kind: 'plain', text: id, link: linkUrl(id), style: plainStyle }],
  }
}

/**
 * The properties to write on one side for these fields and tracking entries, in the order of the mapping. A date in the
 * layout with start and end fills or clears every property of it, so that the layouts never disagree. What is not
 * mentioned is not written.
 */
export function toWrites(
  mapping: Mapping,
  side: Side,
  values: FieldValues,
  tracking: Tracking,
  linkUrl: (id: PageId) => string | null,
): readonly FieldWrite[] {
  const writes: FieldWrite[] = mapping.fields.flatMap((field) => {
    const value = values[field.key]
    return value === undefined ? [] : fieldWrites(field[side], field.type, value)
  })
  const { relevant, link, number } = mapping.shared
  const own = side === 'private' ? mapping.private : { relevant, link }
  if (tracking.relevant !== undefined) {
    writes.push({ id: own.relevant.id, type: 'checkbox', value: { kind: 'checkbox', checked: tracking.relevant } })
  }
  if (tracking.link !== undefined) {
    writes.push({ id: own.link.id, type: 'rich-text', value: linkText(tracking.link, linkUrl) })
  }
  if (tracking.number !== undefined && side === 'shared') {
    writes.push({ id: number.id, type: 'number', value: { kind: 'number', number: tracking.number } })
  }
  return writes
}

const uuidPattern = /(?<![0-9a-z])([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/i

/**
 * The id of a page out of a text: an id with or without dashes in any case, or the address of a page; null when the text
 * is blank. A UUID comes back in its usual spelling, lower-case with dashes, so that ids from everywhere are equal as
 * text; anything else is another connector's id and stays as it is.
 */
export function parsePageId(text: string): string | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const isAddress = trimmed.includes('/')
  const found = uuidPattern.exec(isAddress ? trimmed.replace(/[?#].*$/s, '').replace(/\/+$/, '') : trimmed)
  if (found === null || (found.index > 0 && !isAddress)) return trimmed
  return found.slice(1).join('-').toLowerCase()
}

/** Whether two spellings mean one page: without dashes and case (sync-semantics, Schema). */
export function sameId(a: string, b: string): boolean {
  const bare = (text: string): string => (parsePageId(text) ?? '').replaceAll('-', '').toLowerCase()
  return bare(a) === bare(b)
}
