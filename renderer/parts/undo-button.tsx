/**
 * Takes one change back; what has to be asked is asked by the layer around the screen.
 */
import { Undo2 } from 'lucide-react'
import type { Change } from '../../shared/contract.ts'
import { undoWords } from '../../shared/words/window-undo.ts'
import { useWindow } from '../window-context.ts'
import { Button } from './button.tsx'
import { useUndo } from './undo-layer.tsx'

/** Nothing where the change cannot be taken back. */
export function UndoButton({ change }: { readonly change: Change }) {
  const { words, language } = useWindow()
  const { undo, busy } = useUndo()
  if (!change.undoable) return null
  return (
    <Button
      kind="quiet"
      icon={Undo2}
      busy={busy === change.id}
      aria-label={undoWords(language).ofChange(change.sentence)}
      onClick={() => undo(change)}
    >
      {words.undo}
    </Button>
  )
}
