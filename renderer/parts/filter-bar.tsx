/**
 * A search and what else narrows a list down; where there is little room the rest folds away behind a button.
 */
import { SlidersHorizontal } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { filterWords } from '../../shared/words/window-filters.ts'
import { useWindow } from '../window-context.ts'
import { Count } from './count.tsx'

interface FilterBarProps {
  readonly search: ReactNode
  /** How many of the filters below are set. */
  readonly active: number
  readonly children: ReactNode
  /** What can be done with what the list shows. */
  readonly actions?: ReactNode
}

export function FilterBar({ search, active, children, actions }: FilterBarProps) {
  const { language } = useWindow()
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <div className="filter-bar" role="search" data-open={open || undefined}>
      <div className="filter-first">
        {search}
        <button
          type="button"
          className="button button--plain filter-fold"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <SlidersHorizontal size={16} aria-hidden />
          <span>{filterWords(language).filters}</span>
          <Count value={active} />
        </button>
      </div>
      <div id={id} className="filter-rest">
        {children}
      </div>
      {actions !== undefined && <div className="filter-actions">{actions}</div>}
    </div>
  )
}
