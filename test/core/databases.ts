/**
 * Databases and pages for tests of `core`: schemas with chosen properties, pages that show what was written to them.
 *
 * A page here behaves like a server that normalises nothing: `written` shows exactly the written values.
 */
import type { FieldWrite } from '../../electron/core/mapping.ts'
import { type FieldWish, type MappingProposal, proposeMapping } from '../../electron/core/proposal.ts'
import type {
  FieldKey,
  Mapping,
  PageId,
  PrivatePageId,
  PropertyId,
  ResourceId,
  Schema,
  SchemaProperty,
  SharedPageId,
  SourcePage,
} from '../../shared/model.ts'
import type { FieldType, Value } from '../../shared/value.ts'

// Brands are made from plain text here, as tests name ids themselves.
export const propertyId = (text: string): PropertyId => text as PropertyId
export const resourceId = (text: string): ResourceId => text as ResourceId
export const key = (text: string): FieldKey => text as FieldKey
export const privateId = (text: string): PrivatePageId => text as PrivatePageId
export const sharedId = (text: string): SharedPageId => text as SharedPageId

export const uuid = (digit: string): string => `${digit.repeat(8)}-1111-4222-8333-${digit.repeat(12)}`

/** A property with an id of its own: the name and the side, so that nothing goes by name by accident. */
export function property(
  side: string,
  name: string,
  type: FieldType | null,
  vendor: string = type ?? '',
): SchemaProperty {
  return { id: propertyId(`${side}~${name}`), name, type: vendor, fieldType: type, options: [] }
}

type Columns = Readonly<Record<string, FieldType | null>>

export const defaults: Columns = { Name: 'title', Datum: 'date', Beschreibung: 'rich-text', Ort: 'rich-text' }
export const startAndEnd: Columns = { Name: 'title', Startdatum: 'date', Endedatum: 'date', Tags: 'rich-text' }

const tracking = {
  private: { PartnerRelevant: 'checkbox', SyncedToSharedId: 'rich-text' },
  shared: { PartnerRelevant: 'checkbox', SourcePrivateId: 'rich-text', SourceUserId: 'number' },
} as const

export function schema(side: 'private' | 'shared', columns: Columns, without: readonly string[] = []): Schema {
  const all: Columns = { ...columns, ...tracking[side] }
  return {
    resource: resourceId(`resource-${side}`),
    title: `The ${side} one`,
    url: `https://notes.example/${side}`,
    properties: Object.entries(all)
      .filter(([name]) => !without.includes(name))
      .map(([name, type]) => property(side, name, type)),
  }
}

export function propose(own: Columns, other: Columns, wishes: readonly FieldWish[] = []): MappingProposal {
  return proposeMapping(schema('private', own), schema('shared', other), wishes)
}

/** The mapping of two databases with these columns; every column of the same name is wished for. */
export function mappingOf(own: Columns, other: Columns, wishes: readonly FieldWish[] = []): Mapping {
  const proposal = propose(own, other, wishes)
  if (proposal.kind === 'failure') throw new Error(proposal.failures.map((one) => one.text).join(' '))
  return proposal.mapping
}

export const both = (name: string): FieldWish => ({ private: name, shared: name, direction: { kind: 'both' } })

export function page<Id extends PageId>(
  id: Id,
  values: Readonly<Record<string, Value>>,
  more: Partial<SourcePage<Id>> = {},
): SourcePage<Id> {
  return {
    id,
    url: `https://notes.example/${id}`,
    createdAt: 1000,
    editedAt: 2000,
    createdBy: 'somebody',
    editedBy: 'somebody',
    inTrash: false,
    resource: resourceId('resource'),
    properties: new Map(
      Object.entries(values).map(([name, value]) => [propertyId(name), { name, type: value.kind, value }]),
    ),
    ...more,
  }
}

/** A page that shows what was written. */
export function written<Id extends PageId>(id: Id, writes: readonly FieldWrite[]): SourcePage<Id> {
  return page(id, Object.fromEntries(writes.map((write) => [write.id, write.value])))
}
