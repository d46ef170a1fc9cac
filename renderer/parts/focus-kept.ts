/**
 * Keeping the focus near when what had it is gone: a button that did its work and went with it, a row that was taken out.
 */
import { type RefObject, useEffect, useRef } from 'react'

/** For the part around: when `watched` changes and nothing has the focus any more, the first match in it gets it. */
export function useFocusKept<Part extends HTMLElement>(watched: unknown, selector: string): RefObject<Part | null> {
  const part = useRef<Part>(null)
  const before = useRef(watched)
  useEffect(() => {
    if (Object.is(before.current, watched)) return
    before.current = watched
    if (document.activeElement !== document.body) return
    const next = part.current?.querySelector(selector)
    if (next instanceof HTMLElement) next.focus()
  }, [watched, selector])
  return part
}
