/**
 * Fields and their values as plain text: a field goes by the name of its private property, a value in no language.
 */
import type { FieldPlace, Profile } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { describe } from '../core/fields.ts'

/** Null stays null: there is no value. */
export function valueText(value: Value | null | undefined): string | null {
  return value === null || value === undefined ? null : describe(value)
}

/** What a field is called: the name of its private property, else its key. */
export function fieldName(profile: Profile, key: string): string {
  const mapped = profile.mapping.fields.find((field) => field.key === key)
  return mapped === undefined ? key : placeName(mapped.private)
}

/** A place with two properties goes by the combined one, else by the start. */
export function placeName(place: FieldPlace): string {
  if (place.kind === 'single') return place.property.name
  return place.combined?.name ?? place.start.name
}
