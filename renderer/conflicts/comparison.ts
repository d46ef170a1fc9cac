/**
 * What both sides of a field say, ready to be shown: dates as people write them, and where the two part.
 */
import { useMemo } from 'react'
import type { Conflict } from '../../shared/contract.ts'
import type { Formats } from '../../shared/words/format.ts'
import { readableText } from '../parts/readable-text.ts'
import { useWindow } from '../window-context.ts'
import { type Difference, differenceOf } from './difference.ts'

type Field = Conflict['fields'][number]

export interface Comparison {
  readonly field: Field
  readonly difference: Difference
  /** Letter by letter the same: what differs does not show in the letters. */
  readonly same: boolean
}

export function useComparisons(fields: readonly Field[]): readonly Comparison[] {
  const { formats } = useWindow()
  return useMemo(() => fields.map((field) => comparisonOf(field, formats)), [fields, formats])
}

/** Dates are made readable unless both would look the same then: their time zone may be what differs. */
export function comparisonOf(field: Field, formats: Formats): Comparison {
  const [mine, theirs] = [field.private ?? '', field.shared ?? '']
  const readable = [readableText(mine, formats), readableText(theirs, formats)] as const
  const [left, right] = readable[0] === readable[1] ? [mine, theirs] : readable
  return { field, difference: differenceOf(left, right), same: left === right }
}
