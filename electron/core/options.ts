/**
 * Options of selects, multi-selects and statuses: comparison on one side, and their partners on the other.
 *
 * On one side an option is its id, so that a rename is no change; across, remembered pairs of ids lead and the name
 * (case-sensitive) decides only for what is not paired yet (sync-semantics, Schema). Lists come out sorted.
 */
import type { FieldKey, OptionPair, SchemaOption, Side } from '../../shared/model.ts'
import type { Option, Value } from '../../shared/value.ts'

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** By id when both have one, else by name. */
export function sameOption(a: Option, b: Option): boolean {
  return a.id !== null && b.id !== null ? a.id === b.id : a.name === b.name
}

/** One comparable string; an option that is only wished for has its name. */
export function canonicalOption(option: Option): string {
  return JSON.stringify(option.id === null ? ['name', option.name] : ['id', option.id])
}

/** Sorted, each once. */
export function normaliseOptions(options: readonly Option[]): readonly Option[] {
  const once = new Map(options.map((option) => [canonicalOption(option), option]))
  return [...once].sort(([a], [b]) => compareText(a, b)).map(([, option]) => option)
}

export function sameOptions(a: readonly Option[], b: readonly Option[]): boolean {
  const left = normaliseOptions(a)
  const right = normaliseOptions(b)
  return (
    left.length === right.length &&
    left.every((one) => right.some((other) => sameOption(one, other))) &&
    right.every((one) => left.some((other) => sameOption(one, other)))
  )
}

/** The options a value holds; none for every other kind of value. */
export function optionsOf(value: Value): readonly Option[] {
  if (value.kind === 'options') return value.options
  return value.kind === 'option' && value.option !== null ? [value.option] : []
}

/** The partner of an option of the other side on the side `to`; an unpaired one is wished for by its name. */
export function partnerOf(option: Option, field: FieldKey, to: Side, pairs: readonly OptionPair[]): Option {
  const pair = pairs.find(
    (one) => one.field === field && option.id === (to === 'shared' ? one.privateOption : one.sharedOption),
  )
  if (pair === undefined) return { id: null, name: option.name }
  return { id: to === 'shared' ? pair.sharedOption : pair.privateOption, name: option.name }
}

/** Options with equal names that no known pair speaks of yet, sorted. */
export function newPairs(
  privateOptions: readonly Option[],
  sharedOptions: readonly Option[],
  field: FieldKey,
  known: readonly OptionPair[],
): readonly OptionPair[] {
  const found = new Map<string, OptionPair>()
  for (const own of privateOptions) {
    const other = sharedOptions.find((option) => option.name === own.name && option.id !== null)
    const privateId = own.id
    const sharedId = other?.id ?? null
    if (privateId !== null && sharedId !== null) {
      const isKnown = known.some(
        (pair) => pair.field === field && (pair.privateOption === privateId || pair.sharedOption === sharedId),
      )
      if (!isKnown) found.set(privateId, { field, privateOption: privateId, sharedOption: sharedId })
    }
  }
  return [...found.values()].sort((a, b) => compareText(a.privateOption, b.privateOption))
}

/** The option of a schema that is meant: by id, else by name; null when it has none such. */
export function schemaOption(option: Option, schema: readonly SchemaOption[]): SchemaOption | null {
  return schema.find((one) => one.id === option.id) ?? schema.find((one) => one.name === option.name) ?? null
}
