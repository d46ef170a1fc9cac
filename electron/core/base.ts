/**
 * The base of a pair: whether it is about the same two properties as today's mapping, and whether a side differs from it.
 *
 * "Changed" always means: against the own side's base (sync-semantics, Words). A base that is about other properties, or
 * about another copy, is none.
 */
import type {
  Base,
  FieldBase,
  FieldMapping,
  Pair,
  PrivateView,
  SharedPageId,
  SharedView,
  Side,
  View,
} from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { deletedOptions, equal, equalAcross } from './fields.ts'
import { propertiesKey } from './mapping.ts'
import { optionsOf, sameOptions } from './options.ts'
import type { Rules, Situation } from './situation.ts'

/** How a base remembers which properties it is about and which way the field travelled then. */
export function baseKey(field: FieldMapping): string {
  const direction = field.direction
  return `${propertiesKey(field)}|${direction.kind}${direction.kind === 'busy' ? `=${direction.word}` : ''}`
}

/**
 * The base of a field that was written to `written` while the other side showed `other`, when no answer has shown what
 * came of it: that half is unreadable until a reading shows it.
 */
export function halfBase(field: FieldMapping, written: Side, other: Value): FieldBase {
  const unseen: Value = { kind: 'unreadable', reason: 'absent' }
  const properties = baseKey(field)
  return written === 'private'
    ? { private: unseen, shared: other, properties }
    : { private: other, shared: unseen, properties }
}

/** The half of a base that no answer has shown yet; null when both are known. */
export function unseenHalf(base: FieldBase): Side | null {
  if (base.private.kind === 'unreadable') return 'private'
  return base.shared.kind === 'unreadable' ? 'shared' : null
}

/** The base, when it is about the same two properties. A field that stops being one-way starts from the private side. */
export function matchingBase(field: FieldMapping, base: FieldBase | null): FieldBase | 'from-private' | null {
  if (base === null) return null
  if (base.properties === baseKey(field)) return base
  const [properties = '', direction = ''] = base.properties.split('|')
  if (properties !== propertiesKey(field)) return null
  return direction === 'both' ? null : 'from-private'
}

/** The base of a field in today's mapping and direction; null when there is none. */
export function currentBase(field: FieldMapping, base: Base | null | undefined): FieldBase | null {
  const known = base?.[field.key] ?? null
  return known !== null && known.properties === baseKey(field) ? known : null
}

/** What the ledger knows of the private page together with this very copy (row 12: it may be another one by now). */
export function pairWith(situation: Situation, copy: SharedPageId | null): Pair | null {
  const { pair } = situation
  return pair !== null && (copy === null || pair.sharedId === copy) ? pair : null
}

/** Whether a side shows anything else in the mapped fields than when both last agreed. */
export function differsFromBase(view: View, base: Base, rules: Rules): boolean {
  return rules.mapping.fields.some((field) => {
    const known = base[field.key]
    const now = view.fields[field.key]
    return known !== undefined && now !== undefined && !equal(known[view.side], now)
  })
}

/** Whether a two-way field means something else on one side than on the other. */
export function differAcross(mine: PrivateView, copy: SharedView, { mapping, optionPairs }: Rules): boolean {
  return mapping.fields.some((field) => {
    const [ours, theirs] = [mine.fields[field.key], copy.fields[field.key]]
    if (field.direction.kind !== 'both' || ours === undefined || theirs === undefined) return false
    return !equalAcross(ours, theirs, field, optionPairs)
  })
}

/**
 * Whether a side shows what somebody must have written since both agreed: what could not be read says nothing, nor what
 * was never shown, and an
 * option that vanished from the schema was taken from the page by nobody.
 */
export function writtenOver(view: View, base: Base, rules: Rules): boolean {
  return rules.mapping.fields.some((field) => {
    const known = base[field.key]?.[view.side]
    const now = view.fields[field.key]
    if (known === undefined || now === undefined || equal(known, now)) return false
    if (known.kind === 'unreadable' || now.kind === 'unreadable') return false
    return vanishedOption(field, view.side, known, now, rules) === null
  })
}

/**
 * The option that vanished from the schema and emptied the page by itself: nobody edited it. What a person chose since is
 * an edit; a status is never empty, so of it nobody can tell. Null: no such option, or the schema was not read.
 */
export function vanishedOption(
  field: FieldMapping,
  side: Side,
  before: Value,
  now: Value,
  rules: Rules,
): string | null {
  const options = rules.options(side, field.key)
  if (options === null) return null
  const gone = deletedOptions(before, options)
  const left = optionsOf(before).filter((option) => !gone.includes(option.name))
  const [option] = gone
  return option !== undefined && (field.type === 'status' || sameOptions(left, optionsOf(now))) ? option : null
}
