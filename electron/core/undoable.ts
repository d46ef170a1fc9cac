/**
 * Whether a change can be taken back as far as the change itself tells, without reading a page.
 *
 * Pure. `core/undo` decides on the pages as they are; it refuses whatever is refused here, and more (overwritten since,
 * purged). So a list may offer undo where this says yes, and must not where it says no.
 */
import { assertNever } from '../../shared/failure.ts'
import type { Mapping } from '../../shared/model.ts'
import type { UndoableChange } from './undo.ts'

export function mayBeUndone(change: UndoableChange, mapping: Mapping): boolean {
  switch (change.kind) {
    case 'create':
    case 'restore':
    case 'trash':
      return true
    case 'update':
    case 'superseded':
      return change.fields.some((each) => comesBack(change, each, mapping))
    case 'link':
      return givesBack(change)
    default:
      return assertNever(change.kind)
  }
}

/** A one-way field of the shared side follows the private one; what was never read cannot be written. */
function comesBack(
  { side }: UndoableChange,
  { field, before }: UndoableChange['fields'][number],
  { fields }: Mapping,
): boolean {
  const mapped = fields.find((each) => each.key === field)
  if (mapped === undefined || before === null || before.kind === 'unreadable') return false
  return mapped.direction.kind === 'both' || side === 'private'
}

/** Of tracking properties only a switch, a number given away and a claim are anybody's decision. */
function givesBack(change: UndoableChange): boolean {
  const entry = (property: string) => change.tracking.find((each) => each.property === property)
  if (change.side === 'private') return entry('relevant') !== undefined
  const number = entry('number')
  if (number === undefined) return false
  if (number.before !== null && number.after === null) return true
  return number.before === null && entry('link') === undefined && change.case === '15'
}
