/**
 * Creates tracking properties that are missing, and fills them for every appointment that is known.
 *
 * A new property is empty everywhere. As long as the profile still names the old one nothing is synced (rail "Schema");
 * so the marks of the private pages are written first, then the profile is changed, then one full run writes links,
 * numbers and marks. A crash at any point leaves a profile that stops, or one whose next full run goes on.
 */
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import type { Mapping, Profile, PropertyReference, Schema, Side } from '../../shared/model.ts'
import { type TrackingProperty, type TrackingRole, trackingOf } from '../core/mapping.ts'
import type { WriteSide } from '../engine/ports.ts'
import type { Home } from './home.ts'

type Missing = TrackingProperty & PropertyReference

/** Gives the names of what was created, with their side; none when nothing was missing. */
export async function createMissingProperties(
  home: Home,
  profile: Profile,
  signal: AbortSignal,
): Promise<Result<readonly string[]>> {
  const meter = { read: 0, write: 0, retried: 0 }
  const sides = home.connections.openSides(profile, { signal, meter, priority: 'user' })
  let { mapping } = profile
  const created: string[] = []
  let marksLost = false
  for (const side of ['private', 'shared'] as const) {
    const schema = await sides[side].schema()
    if (schema.kind === 'failure') return schema
    for (const missing of missingIn(mapping, side, schema.value)) {
      const made = await create(sides[side], missing, schema.value)
      if (made.kind === 'failure') return made
      mapping = withReference(mapping, side, missing.role, made.value)
      created.push(`${made.value.name} (${side})`)
      marksLost ||= side === 'private' && missing.role === 'relevant'
    }
  }
  if (created.length === 0) return ok(created)
  const changed = { ...profile, mapping }
  if (marksLost) {
    const marked = await home.engine.remark(changed, signal)
    if (marked.kind === 'failure') return marked
  }
  const saved = home.saveProfiles(home.profiles().map((one) => (one.id === profile.id ? changed : one)))
  if (saved.kind === 'failure') return saved
  const { record } = await home.engine.run(changed, { kind: 'full', checkFirst: true }, signal)
  return record.failure ?? ok(created)
}

/** Tracking properties of a side that its database lacks. */
export function missingIn(mapping: Mapping, side: Side, schema: Schema): readonly Missing[] {
  return trackingOf(mapping, side).filter(({ id }) => schema.properties.every((property) => property.id !== id))
}

/** A property of that name and type may stand there already, from an attempt that was cut off. */
async function create(
  port: Pick<WriteSide<never>, 'addProperty'>,
  missing: Missing,
  schema: Schema,
): Promise<Result<PropertyReference>> {
  const found = (properties: Schema['properties']) => properties.find(({ name }) => name === missing.name)
  const there = found(schema.properties)
  if (there !== undefined) return there.fieldType === missing.type ? ok(referenceTo(there)) : otherType(missing, there)
  const after = await port.addProperty(missing.name, missing.type)
  if (after.kind === 'failure') return after
  const made = found(after.value.properties)
  return made === undefined ? otherType(missing, { type: 'nothing' }) : ok(referenceTo(made))
}

function referenceTo({ id, name }: PropertyReference): PropertyReference {
  return { id, name }
}

function otherType(missing: Missing, found: { readonly type: string }): Failure {
  return failure('schema', `${missing.name} has the type ${found.type} instead of ${missing.type}`, {
    reason: 'property-type',
    subject: `${missing.name} (${missing.side})`,
  })
}

function withReference(mapping: Mapping, side: Side, role: TrackingRole, reference: PropertyReference): Mapping {
  return { ...mapping, [side]: { ...mapping[side], [role]: reference } }
}
