/**
 * Taking back one change with its own before-image, as an operation like any other.
 *
 * A change that was overwritten since is refused, unless the user insists. A page that the service has purged from its
 * trash cannot come back as itself.
 */
import type { Operation } from '../../shared/decision.ts'
import type { FieldKey, FieldValues, PageId, Side, View } from '../../shared/model.ts'
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

/** The operation that takes a change back from the page as it is now. `insist`: also over what was written since. */
export function planUndo(change: UndoableChange, now: View | null, insist: boolean): UndoPlan {
  if (now === null) return { kind: 'not-undoable', reason: 'purged' }
  const { side, pageId } = change
  switch (change.kind) {
    case 'create':
      return { kind: 'operation', operation: { kind: 'trash', side, pageId, expected: now.fields } }
    case 'trash':
      return {
        kind: 'operation',
        operation: { kind: 'restore', side, pageId, values: {}, tracking: side === 'shared' ? { relevant: true } : {} },
      }
    case 'restore':
      return { kind: 'operation', operation: { kind: 'trash', side, pageId, expected: now.fields } }
    case 'update':
    case 'superseded':
      return planFields(change, now, insist)
    case 'link':
      return { kind: 'not-undoable', reason: 'superseded-only' }
  }
}

function planFields(change: UndoableChange, now: View, insist: boolean): UndoPlan {
  const values: Record<FieldKey, Value> = {}
  const overwritten: string[] = []
  for (const { field, before, after } of change.fields) {
    const key = field as FieldKey // A change records field keys.
    const shown = now.fields[key]
    if (before === null || shown === undefined || equal(shown, before)) continue
    if (after !== null && !equal(shown, after)) overwritten.push(field)
    values[key] = before
  }
  if (overwritten.length > 0 && !insist) return { kind: 'overwritten-since', fields: overwritten }
  const expected: FieldValues = Object.fromEntries(
    Object.keys(values).map((key) => [key, now.fields[key as FieldKey]]), // Keys of field values.
  )
  const operation: Operation = {
    kind: 'update',
    side: change.side,
    pageId: change.pageId,
    values,
    tracking: {},
    expected,
  }
  return { kind: 'operation', operation }
}
