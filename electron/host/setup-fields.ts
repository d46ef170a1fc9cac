/**
 * Which fields a setup proposes, before the tracking properties need to be there.
 *
 * The mapping is core/proposal's; here its answer is made possible for databases that still lack what can be created,
 * and a date is found under whatever name it has. Pure.
 */
import type { Failure } from '../../shared/failure.ts'
import type { Mapping, PropertyId, Schema, SchemaProperty, Side } from '../../shared/model.ts'
import type { FieldChoice, SetupDraft } from '../../shared/setup.ts'
import { propertyNames, trackingProperties } from '../core/mapping.ts'
import { type MappingNote, proposeMapping } from '../core/proposal.ts'
import { wireTypeFor } from '../notion/properties.ts'
import { onlyWished, readWishes } from './profile-ends.ts'

/** What would be mapped once everything that can be created is there; or what stands against it. */
export interface FieldsProposal {
  readonly mapping: Mapping | null
  readonly notes: readonly MappingNote[]
  readonly failures: readonly Failure[]
}

/** How a tracking property stands in a schema: by its name, as setup finds and creates it. */
export interface TrackingFound {
  readonly side: Side
  readonly role: (typeof trackingProperties)[number]['role']
  readonly name: string
  readonly wanted: (typeof trackingProperties)[number]['type']
  readonly property: SchemaProperty | null
  readonly state: 'found' | 'missing' | 'wrong-type'
}

/** The tracking properties of one side, in the order in which they are created. */
export function trackingIn(schema: Schema, side: Side): readonly TrackingFound[] {
  return trackingProperties
    .filter((one) => one.side === side)
    .map(({ role, name, type }) => {
      const property = schema.properties.find((one) => one.name === name) ?? null
      const state = property === null ? 'missing' : property.fieldType === type ? 'found' : 'wrong-type'
      return { side, role, name, wanted: type, property, state }
    })
}

type FieldsDraft = Pick<SetupDraft, 'fields' | 'invitation'>

/** The fields of a draft, or what is proposed where it says nothing. */
export function proposeFields(own: Schema, other: Schema, draft: FieldsDraft): FieldsProposal {
  const wishes = readWishes(fieldsOf(own, other, draft))
  if (wishes.kind === 'failure') return { mapping: null, notes: [], failures: [wishes] }
  const [left, right] = [withTracking(own, 'private'), withTracking(other, 'shared')]
  const proposal = proposeMapping(left, right, wishes.value)
  if (proposal.kind === 'failure') return { mapping: null, notes: [], failures: proposal.failures }
  const { mapping, notes } = proposal
  if (draft.fields === null) return { mapping, notes, failures: [] }
  // What the user left out is no news to them.
  return { mapping: onlyWished(mapping, wishes.value), notes: [], failures: [] }
}

/** What is wished for: the draft's own choice, else what an invitation names and a date that the default names miss. */
export function fieldsOf(own: Schema, other: Schema, draft: FieldsDraft): readonly FieldChoice[] {
  if (draft.fields !== null) return draft.fields
  const invited = invitedFields(own, other, draft.invitation)
  const [left, right] = [likelyDate(own), likelyDate(other)]
  const dated =
    left === null ||
    right === null ||
    (hasDefaultDate(own) && hasDefaultDate(other)) ||
    invited.some((field) => field.private === left.name || field.shared === right.name)
  return dated ? invited : [...invited, { private: left.name, shared: right.name, direction: 'both' }]
}

/** The fields of an invitation that both databases have under these names. */
export function invitedFields(
  own: Schema,
  other: Schema,
  invitation: SetupDraft['invitation'],
): readonly FieldChoice[] {
  return (invitation?.fields ?? []).filter((field) => fitting(own, other, field))
}

/** A field of an invitation is taken over where this private database has one of that name and type; titles always meet. */
function fitting(own: Schema, other: Schema, field: FieldChoice): boolean {
  const mine = own.properties.find((one) => one.name === field.private)
  const theirs = other.properties.find((one) => one.name === field.shared)
  if (mine === undefined || theirs === undefined || mine.fieldType === 'title') return false
  return mine.fieldType !== null && mine.fieldType === theirs.fieldType
}

function hasDefaultDate(schema: Schema): boolean {
  const dated = (name: string): boolean =>
    schema.properties.some((one) => one.name === name && one.fieldType === 'date')
  return dated(propertyNames.date) || dated(propertyNames.start)
}

const dateLike = /^(date|datum|when|wann|termin|tag|day|zeit|time)$/i

/** The date of an appointment where it has no default name: one that is called so, else the only one there is. */
export function likelyDate(schema: Schema): SchemaProperty | null {
  const dates = schema.properties.filter((one) => one.fieldType === 'date')
  const named = [propertyNames.date, propertyNames.start].map((name) => dates.find((one) => one.name === name))
  const usual = named.find((one) => one !== undefined) ?? dates.find((one) => dateLike.test(one.name))
  return usual ?? (dates.length === 1 ? (dates[0] ?? null) : null)
}

/** The schema as it would be once the tracking properties are created; one of a wrong type makes way for the right one. */
export function withTracking(schema: Schema, side: Side): Schema {
  const tracking = trackingIn(schema, side).filter((one) => one.state !== 'found')
  const kept = schema.properties.filter((one) => !tracking.some(({ name }) => name === one.name))
  const assumed = tracking.map(({ name, wanted }) => ({
    // No property of Notion has such an id; it is never written anywhere.
    id: `new:${name}` as PropertyId,
    name,
    type: wireTypeFor(wanted),
    fieldType: wanted,
    options: [],
  }))
  return { ...schema, properties: [...kept, ...assumed] }
}
