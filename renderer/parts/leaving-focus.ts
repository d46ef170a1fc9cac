/**
 * Where the focus goes when the part that has it leaves the screen, because what it was about is done: to the content.
 *
 * Without this the focus falls back to the page, and whoever uses the keyboard begins from the top.
 */
import { type RefObject, useLayoutEffect, useRef } from 'react'

/** The ref belongs on the outermost element of the part. */
export function useLeavingFocus<Kind extends HTMLElement>(): RefObject<Kind | null> {
  const part = useRef<Kind>(null)
  useLayoutEffect(() => {
    const element = part.current
    return () => {
      if (element?.contains(document.activeElement) !== true) return
      // Only once it is gone: until then the content would lose it again.
      queueMicrotask(() => {
        const active = document.activeElement
        if (active === null || active === document.body) document.getElementById('content')?.focus()
      })
    }
  }, [])
  return part
}
