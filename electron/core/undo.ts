/**
 * Taking back one change with its own before-image, as an operation like any other.
 *
 * A change that was overwritten since is refused, unless the user insists. A page that the service has purged from its
 * trash cannot come back as itself.
 */
import type { Operation } from '../../shared/decision.ts'
import { assertNever } from '../../shared/failure.ts'
import type { FieldKey, PageId, Side, View } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { equal } from './fields.ts'

/** What undo needs to know of a change; the ledger's record has this shape. */
export interface UndoableChange {
  readonly side: Side
  readonly pageId: PageId
  readonly kind: 'create' | 'update' | 'link' | 'trash' | 'restore' | 'superseded'
  readonly fields: readonly { readonly field: string; readonly before: Value | null; readonly after: Value | null }[]
}

export type UndoPlan =
  | { readonly kind: 'operation'; readonly operation: Operation }
  | { readonly kind: 'overwritten-since'; readonly fields: readonly string[] }
  | { readonly kind: 'not-undoable'; readonly reason: 'superseded-only' | 'purged' }

/**
 * The operation that takes a change back from the page as it is now. `insist`: also over what was written since. A change
 * that only kept a value in the history, or that somebody has taken back already, leaves nothing to undo.
 */
export function planUndo(change: UndoableChange, now: View | null, insist: boolean): UndoPlan {
  if (now === null) return { kind: 'not-undoable', reason: 'purged' }
  const { side, pageId, kind } = change
  switch (kind) {
    case 'create':
    case 'restore':
      return now.inTrash ? nothingToUndo : operationOf({ kind: 'trash', side, pageId, expected: now.fields })
    case 'trash': {
      const tracking = side === 'shared' ? { relevant: true } : {}
      return now.inTrash ? operationOf({ kind: 'restore', side, pageId, values: {}, tracking }) : nothingToUndo
    }
    case 'update':
      // A page in the trash cannot be written; bringing it back is another wish.
      return now.inTrash ? nothingToUndo : planFields(change, now, insist)
    case 'superseded':
    case 'link':
      return nothingToUndo
    default:
      return assertNever(kind)
  }
}

const nothingToUndo: UndoPlan = { kind: 'not-undoable', reason: 'superseded-only' }

function operationOf(operation: Operation): UndoPlan {
  return { kind: 'operation', operation }
}

function planFields(change: UndoableChange, now: View, insist: boolean): UndoPlan {
  const values: Record<FieldKey, Value> = {}
  const expected: Record<FieldKey, Value> = {}
  const overwritten: string[] = []
  for (const { field, before, after } of change.fields) {
    const key = field as FieldKey // A change records field keys.
    const shown = now.fields[key]
    if (before === null || before.kind === 'unreadable' || shown === undefined || equal(shown, before)) continue
    if (after === null || !equal(shown, after)) overwritten.push(field)
    values[key] = before
    expected[key] = shown
  }
  if (Object.keys(values).length === 0) return nothingToUndo
  if (overwritten.length > 0 && !insist) return { kind: 'overwritten-since', fields: overwritten.toSorted() }
  const { side, pageId } = change
  return operationOf({ kind: 'update', side, pageId, values, tracking: {}, expected })
}
