/**
 * The beginning of a list that is handed over whole, and a button that shows more of it.
 *
 * For lists that are seldom long; those that are get `paged-list`.
 */
import { type ReactNode, useState } from 'react'
import { showMore } from '../../shared/words/window-more.ts'
import { useWindow } from '../window-context.ts'
import { Button } from './button.tsx'

export interface Growing<Entry> {
  readonly shown: readonly Entry[]
  /** Null: everything is shown. */
  readonly button: ReactNode
}

/** Shows so many at first, and four times as many with each press. */
export function useGrowing<Entry>(entries: readonly Entry[], first: number): Growing<Entry> {
  const { language, formats } = useWindow()
  const [limit, setLimit] = useState(first)
  const left = entries.length - limit
  if (left <= 0) return { shown: entries, button: null }
  const next = Math.min(left, 4 * first)
  return {
    shown: entries.slice(0, limit),
    button: (
      <Button kind="quiet" onClick={() => setLimit(limit + next)}>
        {showMore(language, formats, next)}
      </Button>
    ),
  }
}
