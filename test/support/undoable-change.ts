/** A change as undo reads it: the place of a copy went from `a` to `x`, unless said otherwise. */
import type { UndoableChange } from '../../electron/core/undo.ts'
import { p, s, text } from './situations.ts'

export const change = (kind: UndoableChange['kind'], more: Partial<UndoableChange> = {}): UndoableChange => ({
  side: 'shared',
  pageId: s,
  privateId: p,
  kind,
  case: '3',
  why: 'edited',
  fields: [{ field: 'place', before: text('a'), after: text('x') }],
  tracking: [],
  ...more,
})
