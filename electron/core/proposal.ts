/**
 * Finds out which property is which field when a profile is set up or changed: by type, by the default names, by the
 * wishes of the user, and, on a change, by the ids of the mapping before, so that a rename moves nothing.
 *
 * Recognises both layouts of dates on each side by itself. Promises a mapping that `checkMapping` accepts, or every
 * reason why there is none; what is left out without being wrong is said in notes (sync-semantics, Schema).
 */
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import type {
  Direction,
  FieldKey,
  FieldMapping,
  FieldPlace,
  Mapping,
  PropertyId,
  PropertyReference,
  Schema,
  SchemaProperty,
  Side,
} from '../../shared/model.ts'
import type { FieldType } from '../../shared/value.ts'
import { busyAllowed } from './fields.ts'
import { placeProperties, propertyFailure, propertyNames, type TrackingRole, trackingProperties } from './mapping.ts'
import { compareText } from './options.ts'

/** One `--field PRIVATE=SHARED[:both|to-shared|busy=WORD]`; the names may also be property ids. */
export interface FieldWish {
  readonly private: string
  readonly shared: string
  readonly direction: Direction
}

/** A default field that is not mapped, and why; nothing is wrong with that. `side`: where the reason lies, null: both. */
export interface MappingNote {
  readonly reason: 'missing' | 'type-differs' | 'type-not-mappable'
  readonly name: string
  readonly side: Side | null
  readonly text: string
}

export type MappingProposal =
  | { readonly kind: 'ok'; readonly mapping: Mapping; readonly notes: readonly MappingNote[] }
  | { readonly kind: 'failure'; readonly failures: readonly Failure[] }

type Role = 'title' | 'date' | 'description' | 'place' | 'tags'
const roles: readonly Role[] = ['title', 'date', 'description', 'place', 'tags']
const dateNames: ReadonlySet<string> = new Set([propertyNames.date, propertyNames.start, propertyNames.end])
const both: Direction = { kind: 'both' }

/** What proposing works on. `previous` is the mapping before a change; null at the first setup. */
interface Setup {
  readonly private: Schema
  readonly shared: Schema
  readonly wishes: readonly FieldWish[]
  readonly previous: Mapping | null
}

/** A field before its key: places, and whether the user asked for it. */
type Candidate = Omit<FieldMapping, 'key'> & { readonly role: Role | null }

/** The only place where a field key is made. */
function fieldKey(text: string): FieldKey {
  return text as FieldKey // The brand says that a text comes from here.
}

/** Reads one `--field` of the command line. */
export function parseFieldWish(text: string): Result<FieldWish> {
  const match = /^([^=]+)=(.+?)(?::(both|to-shared|busy=.*))?$/s.exec(text)
  const [, left = '', right = '', way = 'both'] = match ?? []
  const word = way.startsWith('busy=') ? way.slice('busy='.length).trim() : null
  if (left.trim() === '' || right.trim() === '' || word === '') {
    return failure('usage', `A field is given as PRIVATE=SHARED[:both|to-shared|busy=WORD], not as "${text}".`, {
      subject: text,
      reason: 'field-wish',
    })
  }
  const direction: Direction = word !== null ? { kind: 'busy', word } : way === 'to-shared' ? { kind: way } : both
  return ok({ private: left.trim(), shared: right.trim(), direction })
}

function reference(property: SchemaProperty): PropertyReference {
  return { id: property.id, name: property.name }
}

function find(schema: Schema, name: string): SchemaProperty | null {
  const { properties } = schema
  return properties.find((one) => one.name === name) ?? properties.find((one) => one.id === name) ?? null
}

function byId(schema: Schema, id: PropertyId | undefined): SchemaProperty | null {
  return schema.properties.find((one) => one.id === id) ?? null
}

/** The tracking role that a wish renames: one of its names is the default name of that role. */
function trackingRole(wish: FieldWish): TrackingRole | null {
  return trackingProperties.find((one) => one.name === wish.private || one.name === wish.shared)?.role ?? null
}

function tracking(setup: Setup): {
  readonly found: ReadonlyMap<string, PropertyReference>
  readonly failures: readonly Failure[]
} {
  const found = new Map<string, PropertyReference>()
  const failures: Failure[] = []
  for (const { side, role, name, type } of trackingProperties) {
    const before = setup.previous?.[side]
    const id = before === undefined ? undefined : { number: undefined, ...before }[role]?.id
    const wished = setup.wishes.find((wish) => trackingRole(wish) === role)?.[side] ?? null
    const kept = wished === null ? byId(setup[side], id) : null
    const property = kept ?? find(setup[side], wished ?? name)
    if (property === null) {
      failures.push(propertyFailure('property-missing', wished ?? name, side, 'is missing'))
    } else if (property.fieldType !== type) {
      const detail = `has the type ${property.type} instead of ${type}`
      failures.push(propertyFailure('property-type', property.name, side, detail))
    } else {
      found.set(`${side} ${role}`, reference(property))
    }
  }
  return { found, failures }
}

/** The dates of one side: either layout or both, under their default names, those wished for, or as mapped before. */
function dateLayout(setup: Setup, side: Side): FieldPlace | null {
  const known = setup.previous?.fields.find((field) => field.key === 'date')?.[side] ?? null
  const before = known?.kind === 'single' ? { date: known.property, start: undefined, end: undefined } : known
  const named = (name: string, id: PropertyId | undefined): PropertyReference | null => {
    // A wish between two default names only joins two layouts; any other gives the property another name.
    const wish = setup.wishes.find(
      (one) =>
        (one.private === name || one.shared === name) && !(dateNames.has(one.private) && dateNames.has(one.shared)),
    )
    const property = (wish === undefined ? byId(setup[side], id) : null) ?? find(setup[side], wish?.[side] ?? name)
    return property?.fieldType === 'date' ? reference(property) : null
  }
  const single = before !== null && 'date' in before
  const combined = named(propertyNames.date, single ? before.date.id : before?.combined?.id)
  const start = named(propertyNames.start, single ? undefined : before?.start.id)
  const end = named(propertyNames.end, single ? undefined : before?.end.id)
  if (start !== null && end !== null && start.id !== combined?.id) return { kind: 'dates', combined, start, end }
  const property = combined ?? start
  return property === null ? null : { kind: 'single', property }
}

function placeOf(property: SchemaProperty, layout: FieldPlace | null): FieldPlace {
  const inLayout = layout !== null && placeProperties(layout).some((one) => one.id === property.id)
  return inLayout ? layout : { kind: 'single', property: reference(property) }
}

function roleOf(wish: FieldWish, type: FieldType): Role | null {
  if (type === 'title') return 'title'
  if (type === 'date' && (dateNames.has(wish.private) || dateNames.has(wish.shared))) return 'date'
  const named = (name: string): Role | undefined => roles.slice(2).find((role) => propertyNames[role] === name)
  return named(wish.private) ?? named(wish.shared) ?? null
}

/** The field that a wish asks for, or why it cannot be. */
function wished(wish: FieldWish, setup: Setup): Candidate | readonly Failure[] {
  const own = find(setup.private, wish.private)
  const other = find(setup.shared, wish.shared)
  if (own === null || other === null) {
    return [
      ...(own === null ? [propertyFailure('property-missing', wish.private, 'private', 'is missing')] : []),
      ...(other === null ? [propertyFailure('property-missing', wish.shared, 'shared', 'is missing')] : []),
    ]
  }
  const type = own.fieldType
  if (type === null) {
    return [
      propertyFailure('type-not-mappable', own.name, 'private', `has the type ${own.type}, which cannot be mapped`),
    ]
  }
  if (other.fieldType === null) {
    const detail = `has the type ${other.type}, which cannot be mapped`
    return [propertyFailure('type-not-mappable', other.name, 'shared', detail)]
  }
  if (other.fieldType !== type) {
    const detail = `has the type ${other.type}, but "${own.name}" in the private one has ${own.type}`
    return [propertyFailure('property-type', other.name, 'shared', detail)]
  }
  if (wish.direction.kind === 'busy' && !busyAllowed(type)) {
    const text = `A field of the type ${own.type} cannot show a word instead of its value: "${own.name}".`
    return [failure('usage', text, { subject: own.name, reason: 'busy-type' })]
  }
  return {
    role: roleOf(wish, type),
    type,
    direction: wish.direction,
    private: placeOf(own, dateLayout(setup, 'private')),
    shared: placeOf(other, dateLayout(setup, 'shared')),
  }
}

function defaultProperty(setup: Setup, side: Side, role: Role): SchemaProperty | null {
  const schema = setup[side]
  if (role === 'title') return schema.properties.find((one) => one.fieldType === 'title') ?? null
  const before = setup.previous?.fields.find((field) => field.key === role)?.[side]
  return (before?.kind === 'single' ? byId(schema, before.property.id) : null) ?? find(schema, propertyNames[role])
}

/** A default field where both sides have it; else a note, or null when neither side has it. */
function byDefault(role: Role, setup: Setup): Candidate | MappingNote | null {
  const name = propertyNames[role]
  const missing = (side: Side): MappingNote => ({
    reason: 'missing',
    name,
    side,
    text: `"${name}" is not synced: the ${side} database has no such property.`,
  })
  if (role === 'date') {
    const own = dateLayout(setup, 'private')
    const other = dateLayout(setup, 'shared')
    if (own !== null && other !== null) return { role, type: 'date', direction: both, private: own, shared: other }
    const side = own === null ? 'private' : 'shared'
    const found = find(setup[side], name)
    if (found === null) return missing(side)
    const text = `"${name}" is not synced: its type in the ${side} database is ${found.type}.`
    return { reason: 'type-differs', name, side, text }
  }
  const own = defaultProperty(setup, 'private', role)
  const other = defaultProperty(setup, 'shared', role)
  if (own === null || other === null) return own === other ? null : missing(own === null ? 'private' : 'shared')
  const side = own.fieldType === null ? 'private' : other.fieldType === null ? 'shared' : null
  if (side !== null) {
    const { type } = side === 'private' ? own : other
    const text = `"${name}" is not synced: the type ${type} in the ${side} database cannot be mapped.`
    return { reason: 'type-not-mappable', name, side, text }
  }
  if (own.fieldType === null || own.fieldType !== other.fieldType) {
    const text = `"${name}" is not synced: its type is ${own.type} in the private database and ${other.type} in the shared one.`
    return { reason: 'type-differs', name, side: null, text }
  }
  return {
    role,
    type: own.fieldType,
    direction: both,
    private: { kind: 'single', property: reference(own) },
    shared: { kind: 'single', property: reference(other) },
  }
}

function ids(candidate: Candidate, side: Side): readonly PropertyId[] {
  return placeProperties(candidate[side]).map((property) => property.id)
}

function overlaps(a: Candidate, b: Candidate): boolean {
  return (['private', 'shared'] as const).some((side) => ids(a, side).some((id) => ids(b, side).includes(id)))
}

function samePlaces(a: Candidate, b: Candidate): boolean {
  return JSON.stringify([a.private, a.shared, a.direction]) === JSON.stringify([b.private, b.shared, b.direction])
}

/** The key a field had before, else its role's, else one made of the private property's id: none moves on a rename. */
function withKeys(candidates: readonly Candidate[], previous: Mapping | null): readonly FieldMapping[] {
  const before = candidates.map(
    (one) =>
      previous?.fields.find((field) =>
        placeProperties(field.private).some(({ id }) => ids(one, 'private').includes(id)),
      )?.key ?? null,
  )
  const taken = new Set<string>(before.filter((key) => key !== null))
  return candidates
    .map(({ role, ...field }, index) => {
      const derived = `p:${ids({ role, ...field }, 'private').join('+')}`
      const key = before[index] ?? fieldKey(role !== null && !taken.has(role) ? role : derived)
      taken.add(key)
      return { key, ...field }
    })
    .sort((a, b) => rank(a.key) - rank(b.key) || compareText(a.key, b.key))
}

function rank(key: string): number {
  const at = roles.findIndex((role) => role === key)
  return at < 0 ? roles.length : at
}

/**
 * The mapping of two databases (sync-semantics, Schema). A wish beats a default of the same property; a wish in which
 * one name is a default name (of a date or of a tracking property) says what that property is called on the other side.
 * With the mapping before, properties and keys stay those they were, whatever they are called now.
 */
export function proposeMapping(
  privateSchema: Schema,
  sharedSchema: Schema,
  wishes: readonly FieldWish[],
  previous: Mapping | null = null,
): MappingProposal {
  const setup: Setup = { private: privateSchema, shared: sharedSchema, wishes, previous }
  const { found, failures: wrong } = tracking(setup)
  const failures: Failure[] = [...wrong]
  const notes: MappingNote[] = []
  const candidates: Candidate[] = []
  for (const wish of wishes.filter((one) => trackingRole(one) === null)) {
    const result = wished(wish, setup)
    if (!('type' in result)) {
      failures.push(...result)
    } else if (!candidates.some((one) => samePlaces(one, result))) {
      if (candidates.some((one) => overlaps(one, result))) {
        const text = `Two fields want the same property: "${wish.private}" = "${wish.shared}".`
        failures.push(failure('usage', text, { subject: wish.private, reason: 'field-twice' }))
      }
      candidates.push(result)
    }
  }
  const asked = [...candidates]
  for (const role of roles) {
    const result = asked.some((one) => one.role === role) ? null : byDefault(role, setup)
    const stand = role === 'date' ? asked.findIndex((one) => one.type === 'date') : -1
    const standIn = asked[stand]
    if (result === null) continue
    if ('type' in result) {
      if (!asked.some((one) => overlaps(one, result))) candidates.push(result)
    } else if (standIn === undefined) {
      notes.push(result)
    } else {
      // Without a default date the first date that the user names is the date of the appointment.
      candidates[stand] = { ...standIn, role }
    }
  }
  for (const side of ['private', 'shared'] as const) {
    if (setup[side].properties.every((one) => one.fieldType !== 'title')) {
      failures.push(propertyFailure('property-missing', propertyNames.title, side, 'is missing'))
    }
  }
  const of = (side: Side, role: TrackingRole): PropertyReference | null => found.get(`${side} ${role}`) ?? null
  const [relevant, link] = [of('private', 'relevant'), of('private', 'link')]
  const [copied, source, number] = [of('shared', 'relevant'), of('shared', 'link'), of('shared', 'number')]
  if (
    failures.length > 0 ||
    relevant === null ||
    link === null ||
    copied === null ||
    source === null ||
    number === null
  ) {
    return { kind: 'failure', failures }
  }
  return {
    kind: 'ok',
    mapping: {
      fields: withKeys(candidates, previous),
      private: { relevant, link },
      shared: { relevant: copied, link: source, number },
    },
    notes,
  }
}
