/**
 * How it stands with a setup: each property, the proposed fields and number, and what is in the way.
 *
 * Everything is told at once, so that nobody repairs one thing only to meet the next. Looking writes nothing;
 * `createProperties` creates what is missing and looks again.
 */
import type { ErrorExplained } from '../../shared/contract.ts'
import { type Failure, failure } from '../../shared/failure.ts'
import type { FieldPlace, PrivatePageId, Schema, SharedPageId, Side } from '../../shared/model.ts'
import type { CheckedProperty, CheckedSide, ProposedField, SetupCheck, SetupDraft } from '../../shared/setup.ts'
import type { Language } from '../../shared/words/language.ts'
import { quotedIn, type SetupRole, setupWords } from '../../shared/words/setup.ts'
import { busyAllowed } from '../core/fields.ts'
import { placeProperties } from '../core/mapping.ts'
import type { MappingNote } from '../core/proposal.ts'
import { wireTypeFor } from '../notion/properties.ts'
import { placeName } from './field-text.ts'
import { presentError } from './present.ts'
import { type End, sameDatabase } from './profile-ends.ts'
import { checkAgainstOthers, checkName, personalToken } from './profile-setup.ts'
import { type FieldsProposal, likelyDate, proposeFields, type TrackingFound, trackingIn } from './setup-fields.ts'
import { type Look, type LookedEnd, lookAt, type SetupPorts } from './setup-look.ts'
import { invitedNumber, type Numbers, proposeNumber } from './setup-number.ts'

/** Names of properties that were just created, by side. */
type Created = ReadonlySet<string>
const nothingCreated: Created = new Set()

/** Looks at everything that is chosen so far. */
export async function checkSetup(ports: SetupPorts, draft: SetupDraft): Promise<SetupCheck> {
  return judge(ports, draft, await lookAt(ports, draft), nothingCreated, [])
}

/** Creates the missing tracking properties of the side, one after the other, and checks again. */
export async function createProperties(
  ports: SetupPorts,
  draft: SetupDraft,
  which: Side | 'both',
): Promise<SetupCheck> {
  const before = await lookAt(ports, draft)
  const created = new Set<string>()
  const refused: Failure[] = []
  for (const side of ['private', 'shared'] as const) {
    const looked = before[side]
    if (looked.kind !== 'open' || (which !== 'both' && which !== side)) continue
    const missing = trackingIn(looked.end.schema, side).filter((one) => one.state === 'missing')
    for (const { name, wanted } of missing) {
      const done = await looked.end.side.addProperty(name, wanted)
      if (done.kind === 'ok') created.add(`${side} ${name}`)
      else refused.push(done)
      // What is refused once is refused for the next one as well.
      if (done.kind === 'failure') break
    }
  }
  return judge(ports, draft, await lookAt(ports, draft), created, refused)
}

async function judge(
  ports: SetupPorts,
  draft: SetupDraft,
  look: Look,
  created: Created,
  refused: readonly Failure[],
): Promise<SetupCheck> {
  const language = ports.language()
  const own = look.private.kind === 'open' ? look.private.end : null
  const other = look.shared.kind === 'open' ? look.shared.end : null
  const twice = own === null || other === null ? null : sameDatabase(own.connection, other.connection)
  const both = own !== null && other !== null && twice === null ? { own, other } : null
  const fields = both === null ? noFields : proposeFields(both.own.schema, both.other.schema, draft)
  const numbers = other === null || twice !== null ? noNumbers : await numbersOf(ports, own, other, draft)
  const obstacles = [
    ...closedEnds(look),
    ...(twice === null ? [] : [twice]),
    ...refused,
    ...fields.failures,
    ...(numbers.failure === null ? [] : [numbers.failure]),
    ...(both === null ? [] : againstOthers(ports, draft, both.own, both.other, numbers)),
  ]
  const present = (wrong: Failure): ErrorExplained => presentError(wrong, language)
  const sides = {
    private: own === null ? null : sideOf(own, 'private', fields, created, language),
    shared: other === null ? null : sideOf(other, 'shared', fields, created, language),
  }
  const properties = [...(sides.private?.properties ?? []), ...(sides.shared?.properties ?? [])]
  return {
    ...sides,
    number: { proposed: numbers.proposed, taken: numbers.taken },
    fields: fields.mapping === null ? [] : fields.mapping.fields.map((field) => fieldOf(field, language)),
    unmapped: both === null ? [] : unmapped(both.own.schema, fields.notes, language),
    mappable: both === null ? [] : mappable(both.own.schema, both.other.schema, fields),
    obstacles: obstacles.map(present),
    notes: notesOf(own, other).map(present),
    creatable: properties.some((one) => one.state === 'missing'),
    ready:
      both !== null &&
      obstacles.length === 0 &&
      fields.mapping !== null &&
      properties.every((one) => one.state === 'found'),
  }
}

const noFields: FieldsProposal = { mapping: null, notes: [], failures: [] }
interface NumbersSeen extends Numbers {
  readonly failure: Failure | null
}
const noNumbers: NumbersSeen = { proposed: null, taken: [], failure: null }

async function numbersOf(
  ports: SetupPorts,
  own: End<PrivatePageId> | null,
  other: End<SharedPageId>,
  draft: SetupDraft,
): Promise<NumbersSeen> {
  const found = await proposeNumber(ports, own, other, invitedNumber(other, draft.invitation))
  return found.kind === 'ok' ? { ...found.value, failure: null } : { ...noNumbers, failure: found }
}

function closedEnds({ private: own, shared: other }: Look): readonly Failure[] {
  const ends: readonly LookedEnd<PrivatePageId | SharedPageId>[] = [own, other]
  const failures = ends.flatMap((end) => (end.kind === 'closed' ? [end.failure] : []))
  // One token that is refused on both sides is one thing to repair.
  return failures.filter((one, at) => !failures.slice(0, at).some((earlier) => sameTrouble(earlier, one)))
}

function sameTrouble(a: Failure, b: Failure): boolean {
  return a.category === b.category && a.reason === b.reason && a.subject === b.subject && a.category !== 'not-shared'
}

function againstOthers(
  { home }: SetupPorts,
  draft: SetupDraft,
  own: End<PrivatePageId>,
  other: End<SharedPageId>,
  { proposed, taken }: Numbers,
): readonly Failure[] {
  const number = draft.sourceUserId ?? proposed ?? 1
  const profiles = home.profiles()
  const named = draft.name.trim() === '' ? null : checkName(home, draft.name)
  const ends = { private: own.connection, shared: other.connection }
  const refused = checkAgainstOthers(profiles, { ...ends, sourceUserId: number, importRows: draft.importRows })
  const foreign =
    refused === null && draft.sourceUserId !== null && taken.includes(number)
      ? failure('usage', `${number} is carried by copies of somebody else`, {
          reason: 'number-taken',
          subject: `${number}`,
        })
      : null
  return [named, refused, foreign].filter((one) => one !== null)
}

function notesOf(own: End<PrivatePageId> | null, other: End<SharedPageId> | null): readonly Failure[] {
  const personal = [own, other].find((end) => end?.connection.identity.personal === true)
  return personal === undefined || personal === null ? [] : [personalToken(personal.connection.title)]
}

function sideOf(
  { connection, schema }: End<PrivatePageId | SharedPageId>,
  side: Side,
  fields: FieldsProposal,
  created: Created,
  language: Language,
): CheckedSide {
  const words = setupWords(language)
  const { workspaceName, personal } = connection.identity
  const tracked = trackingIn(schema, side).map((one) => trackingProperty(one, created, language))
  const mapped = (fields.mapping?.fields ?? []).flatMap((field) => {
    const partner = quotedIn(language)(placeName(field[side === 'private' ? 'shared' : 'private']))
    return placeProperties(field[side]).map(({ name }): CheckedProperty => {
      const type = typeName(wireTypeFor(field.type), language)
      const sentence = words.travels(partner, side)
      const role = words.role[fieldRole(field.key, field[side], name)]
      return { name, type, wanted: type, role, field: field.key, state: 'found', sentence, created: false }
    })
  })
  const layout = layoutOf(schema, side, fields)
  return {
    title: schema.title === '' ? connection.title : schema.title,
    workspaceName: workspaceName === '' ? null : workspaceName,
    personal,
    properties: [...tracked, ...mapped],
    layout: layout === null ? null : { kind: layout, sentence: words.layout[layout] },
  }
}

function layoutOf(schema: Schema, side: Side, { mapping }: FieldsProposal): 'when' | 'start-and-end' | null {
  const date = mapping?.fields.find((field) => field.key === 'date')?.[side]
  if (date !== undefined) return date.kind === 'dates' ? 'start-and-end' : 'when'
  return likelyDate(schema) === null ? null : 'when'
}

function fieldRole(key: string, place: FieldPlace, name: string): SetupRole {
  if (key === 'title') return 'title'
  if (key !== 'date') return 'field'
  if (place.kind === 'single' || name === place.combined?.name) return 'date'
  return name === place.start.name ? 'start' : 'end'
}

function trackingProperty(found: TrackingFound, created: Created, language: Language): CheckedProperty {
  const words = setupWords(language)
  const { side, role, name, property, state } = found
  const wanted = typeName(wireTypeFor(found.wanted), language)
  const type = property === null ? null : typeName(property.type, language)
  const isNew = created.has(`${side} ${name}`)
  const roles = {
    private: { relevant: 'relevant', link: 'copy-link' },
    shared: { relevant: 'copied', link: 'source-link' },
  } as const
  const meaning: SetupRole = role === 'number' ? 'number' : roles[side][role]
  const sentences = {
    found: isNew ? words.created : words.found,
    missing: words.missing,
    'wrong-type': words.wrongType(type ?? '', wanted),
  }
  return {
    name,
    type,
    wanted,
    role: words.role[meaning],
    field: null,
    state,
    sentence: sentences[state],
    created: isNew,
  }
}

function typeName(wireType: string, language: Language): string {
  return setupWords(language).type.get(wireType) ?? wireType
}

function fieldOf(field: NonNullable<FieldsProposal['mapping']>['fields'][number], language: Language): ProposedField {
  const { type, direction } = field
  const [own, other] = [placeName(field.private), placeName(field.shared)]
  const quote = quotedIn(language)
  const words = setupWords(language)
  const sentences = {
    both: null,
    'to-shared': words.toShared(quote(own)),
    busy: direction.kind === 'busy' ? words.busy(quote(own), quote(direction.word)) : null,
  }
  return {
    private: own,
    shared: other,
    privateLabel: labelOf(field.private),
    sharedLabel: labelOf(field.shared),
    type,
    direction: direction.kind,
    ...(direction.kind === 'busy' ? { word: direction.word } : {}),
    directions: busyAllowed(type) ? ['both', 'to-shared', 'busy'] : ['both', 'to-shared'],
    optional: type !== 'title',
    sentence: sentences[direction.kind],
  }
}

function labelOf(place: FieldPlace): string {
  if (place.kind === 'single') return place.property.name
  const range = `${place.start.name} – ${place.end.name}`
  return place.combined === null ? range : `${place.combined.name}, ${range}`
}

/** Default fields that find no partner, and properties that nothing could carry over. */
function unmapped(own: Schema, notes: readonly MappingNote[], language: Language): SetupCheck['unmapped'] {
  const { unmapped: sentence } = setupWords(language)
  const quote = quotedIn(language)
  const noted = notes.map(({ name, reason, side }) => ({ side, name, sentence: sentence(quote(name), reason, side) }))
  const foreign = own.properties
    .filter((one) => one.fieldType === null && !noted.some(({ name }) => name === one.name))
    .map(({ name }) => ({
      side: 'private' as const,
      name,
      sentence: sentence(quote(name), 'type-not-mappable', 'private'),
    }))
  return [...noted, ...foreign]
}

function mappable(own: Schema, other: Schema, { mapping }: FieldsProposal): SetupCheck['mappable'] {
  return (['private', 'shared'] as const).flatMap((side) => {
    const schema = side === 'private' ? own : other
    const taken = new Set([
      ...trackingIn(schema, side).map((one) => one.name),
      ...(mapping?.fields ?? []).flatMap((field) => placeProperties(field[side]).map((one) => one.name)),
    ])
    return schema.properties.flatMap(({ name, fieldType }) =>
      fieldType === null || taken.has(name) ? [] : [{ side, name, type: fieldType }],
    )
  })
}
