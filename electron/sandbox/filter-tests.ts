/**
 * The conditions of a filter (section 4), one test per kind of value: an operator and its operand become a question
 * about a text, a number, options, references or an instant. Unknown operators and wrong operands are refused with 400.
 */
import { canonicalId } from './clock.ts'
import { filterStretch, namedStretch, type Stretch } from './dates.ts'
import { isList, isObject, type Json } from './json.ts'
import { malformed, type Refusal } from './refusal.ts'

export interface Moment {
  readonly now: number
  /** The user `"me"` stands for. */
  readonly me: string
}

/** An operator this kind of value does not have. */
export function unknownOperator(path: string, operand: Json): Refusal {
  return malformed(path, 'not present', operand)
}

/** `is_empty: true`, `is_not_empty: true`. */
export function existenceTest(operator: string, operand: Json, path: string): (empty: boolean) => boolean {
  if (operator !== 'is_empty' && operator !== 'is_not_empty') throw unknownOperator(path, operand)
  if (operand !== true) throw malformed(path, '`true`', operand)
  return (empty) => empty === (operator === 'is_empty')
}

/** title, rich_text, url, email, phone_number; `equals` looks at the exact plain text. */
export function textTest(operator: string, operand: Json, path: string): (text: string) => boolean {
  if (operator === 'is_empty' || operator === 'is_not_empty') {
    const test = existenceTest(operator, operand, path)
    return (text) => test(text === '')
  }
  if (typeof operand !== 'string') throw malformed(path, 'a string', operand)
  const low = operand.toLowerCase()
  switch (operator) {
    case 'equals':
      return (text) => text === operand
    case 'does_not_equal':
      return (text) => text !== operand
    case 'contains':
      return (text) => text.toLowerCase().includes(low)
    case 'does_not_contain':
      return (text) => !text.toLowerCase().includes(low)
    case 'starts_with':
      return (text) => text.toLowerCase().startsWith(low)
    case 'ends_with':
      return (text) => text.toLowerCase().endsWith(low)
    default:
      throw unknownOperator(path, operand)
  }
}

/** number, unique_id. */
export function numberTest(operator: string, operand: Json, path: string): (number: number | null) => boolean {
  if (operator === 'is_empty' || operator === 'is_not_empty') {
    const test = existenceTest(operator, operand, path)
    return (number) => test(number === null)
  }
  if (typeof operand !== 'number') throw malformed(path, 'a number', operand)
  switch (operator) {
    case 'equals':
      return (number) => number === operand
    case 'does_not_equal':
      return (number) => number !== operand
    case 'greater_than':
      return (number) => number !== null && number > operand
    case 'less_than':
      return (number) => number !== null && number < operand
    case 'greater_than_or_equal_to':
      return (number) => number !== null && number >= operand
    case 'less_than_or_equal_to':
      return (number) => number !== null && number <= operand
    default:
      throw unknownOperator(path, operand)
  }
}

/** `equals` takes a name or several (section 4); names and ids of the chosen options are both in `held`. */
export function optionTest(
  many: boolean,
  operator: string,
  operand: Json,
  path: string,
): (held: readonly string[]) => boolean {
  if (operator === 'is_empty' || operator === 'is_not_empty') {
    const test = existenceTest(operator, operand, path)
    return (held) => test(held.length === 0)
  }
  const words = many ? ['contains', 'does_not_contain'] : ['equals', 'does_not_equal']
  if (!words.includes(operator)) throw unknownOperator(path, operand)
  const wanted = isList(operand) ? operand : [operand]
  for (const each of wanted) if (typeof each !== 'string') throw malformed(path, 'a string', each)
  return (held) => held.some((each) => wanted.includes(each)) === (operator === words[0])
}

/** people, relation, created_by: ids, or `"me"`. */
export function referenceTest(
  operator: string,
  operand: Json,
  path: string,
  moment: Moment,
): (ids: readonly string[]) => boolean {
  if (operator === 'is_empty' || operator === 'is_not_empty') {
    const test = existenceTest(operator, operand, path)
    return (ids) => test(ids.length === 0)
  }
  if (operator !== 'contains' && operator !== 'does_not_contain') throw unknownOperator(path, operand)
  const id = operand === 'me' ? moment.me : typeof operand === 'string' ? canonicalId(operand) : null
  if (id === null) throw malformed(path, 'a valid uuid', operand)
  return (ids) => ids.includes(id) === (operator === 'contains')
}

/** Dates and times: a day means all of it, a time its instant. */
export function dateTest(
  operator: string,
  operand: Json,
  path: string,
  moment: Moment,
): (instant: number | null) => boolean {
  if (operator === 'is_empty' || operator === 'is_not_empty') {
    const test = existenceTest(operator, operand, path)
    return (instant) => test(instant === null)
  }
  const named = namedStretch(operator, moment.now)
  if (named !== null) {
    if (!isObject(operand) || Object.keys(operand).length > 0) throw malformed(path, 'an empty object', operand)
    return (instant) => instant !== null && instant >= named.from && instant < named.to
  }
  const stretch = typeof operand === 'string' ? filterStretch(operand, moment.now) : null
  if (stretch === null) throw malformed(path, 'a valid ISO 8601 date string', operand)
  const test = stretchTest(operator, stretch)
  if (test === null) throw unknownOperator(path, operand)
  return (instant) => instant !== null && test(instant)
}

function stretchTest(operator: string, { from, to }: Stretch): ((instant: number) => boolean) | null {
  const last = from === to ? to : to - 1
  switch (operator) {
    case 'equals':
      return (instant) => instant >= from && instant <= last
    case 'before':
      return (instant) => instant < from
    case 'after':
      return (instant) => instant > last
    case 'on_or_before':
      return (instant) => instant <= last
    case 'on_or_after':
      return (instant) => instant >= from
    default:
      return null
  }
}
