/**
 * Who we are and what both databases look like, checked before the first write (rails "Identity" and "Schema").
 *
 * Read at the start of a process, in full runs, after credentials changed and when an answer contradicts what is known;
 * in between the last check stands in the ledger. A failure here stops the profile before anything is written.
 */

import { type Failure, failure } from '../../shared/failure.ts'
import type { Identity, Mapping, PrivatePageId, Profile, Schema, SharedPageId, Side } from '../../shared/model.ts'
import { checkMapping, refreshNames } from '../core/mapping.ts'
import { identityChanged } from '../core/rails.ts'
import { facts } from './context.ts'
import type { Ledger } from './ledger-port.ts'
import type { WriteSide } from './ports.ts'

export interface Checked {
  readonly kind: 'checked'
  readonly identities: { readonly private: Identity; readonly shared: Identity }
  readonly schemas: { readonly private: Schema; readonly shared: Schema }
  /** The mapping with the names that the properties have now. */
  readonly mapping: Mapping
  /** The names differ from those in the settings. */
  readonly renamed: boolean
}

interface Sides {
  readonly private: WriteSide<PrivatePageId>
  readonly shared: WriteSide<SharedPageId>
}

/** Reads schema and identity of both sides (four requests) and holds them against the profile. */
export async function check(profile: Profile, sides: Sides): Promise<Checked | Failure> {
  const [privateSchema, sharedSchema, privateIdentity, sharedIdentity] = await Promise.all([
    sides.private.schema(),
    sides.shared.schema(),
    sides.private.identity(),
    sides.shared.identity(),
  ])
  if (privateIdentity.kind === 'failure') return privateIdentity
  if (sharedIdentity.kind === 'failure') return sharedIdentity
  if (privateSchema.kind === 'failure') return privateSchema
  if (sharedSchema.kind === 'failure') return sharedSchema
  const moved = movedSide(profile, privateIdentity.value, sharedIdentity.value)
  if (moved !== null) return moved
  const [broken] = checkMapping(profile.mapping, privateSchema.value, sharedSchema.value)
  if (broken !== undefined) return broken
  const mapping = refreshNames(profile.mapping, privateSchema.value, sharedSchema.value)
  return {
    kind: 'checked',
    identities: { private: privateIdentity.value, shared: sharedIdentity.value },
    schemas: { private: privateSchema.value, shared: sharedSchema.value },
    mapping,
    renamed: JSON.stringify(mapping) !== JSON.stringify(profile.mapping),
  }
}

function movedSide(profile: Profile, mine: Identity, theirs: Identity): Failure | null {
  for (const side of ['private', 'shared'] as const) {
    const now = side === 'private' ? mine : theirs
    if (!identityChanged(profile[side].identity, now)) continue
    return failure('identity', `${side}: ${profile[side].identity.workspaceName} -> ${now.workspaceName}`, {
      connector: 'engine',
      reason: 'identity-changed',
      subject: now.workspaceName,
    })
  }
  return null
}

/** What the last check said, out of the ledger; null when there was none or it cannot be understood. */
export function storedSchemas(
  ledger: Ledger,
  profile: Profile,
): { readonly private: Schema | null; readonly shared: Schema | null } {
  return {
    private: storedSchema(ledger.fact(profile.id, facts.schemaPrivate)),
    shared: storedSchema(ledger.fact(profile.id, facts.schemaShared)),
  }
}

function storedSchema(text: string | null): Schema | null {
  // Written by `storeCheck` alone, as a whole, from a checked schema.
  return text === null ? null : (JSON.parse(text) as Schema)
}

/** Keeps the outcome of a check for the runs that need not check again. */
export function storeCheck(ledger: Ledger, profile: Profile, checked: Checked, now: number): void {
  ledger.transaction(() => {
    ledger.saveFact(profile.id, facts.identities, JSON.stringify(checked.identities))
    ledger.saveFact(profile.id, facts.schemaPrivate, JSON.stringify(checked.schemas.private))
    ledger.saveFact(profile.id, facts.schemaShared, JSON.stringify(checked.schemas.shared))
    ledger.saveFact(profile.id, facts.checkedAt, String(now))
  })
}

/** The options that a side's property for a field has; null when the schema is not known. */
export function optionsIn(schema: Schema | null, mapping: Mapping, side: Side, field: string) {
  const place = mapping.fields.find((each) => each.key === field)?.[side]
  if (schema === null || place === undefined || place.kind !== 'single') return null
  return schema.properties.find((each) => each.id === place.property.id)?.options ?? null
}
