/**
 * An entry of a list that unfolds: a line that is a button, and below it what it holds.
 */
import { ChevronRight } from 'lucide-react'
import { type ReactNode, useId } from 'react'

interface FoldProps {
  readonly open: boolean
  readonly onToggle: () => void
  readonly mark: ReactNode
  readonly line: ReactNode
  readonly children: ReactNode
}

export function Fold({ open, onToggle, mark, line, children }: FoldProps) {
  const id = useId()
  return (
    <div className="activity-entry">
      <button type="button" className="activity-line" aria-expanded={open} aria-controls={id} onClick={onToggle}>
        {mark}
        <span className="activity-text">{line}</span>
        <ChevronRight className="activity-turn" size={18} aria-hidden />
      </button>
      <div id={id} className="activity-inside" hidden={!open}>
        {open && children}
      </div>
    </div>
  )
}
