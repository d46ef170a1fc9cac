/**
 * Where the focus goes when a layer above the screen closes: back to what opened it, or to the content where that is gone.
 *
 * Radix returns it to its own trigger alone; layers that are opened by a state have none.
 */
import { useRef } from 'react'

export interface ReturnFocus {
  readonly onOpenAutoFocus: () => void
  readonly onCloseAutoFocus: (event: Event) => void
}

/** For the content of a dialog: remembers what has the focus when it opens, and gives it back. */
export function useReturnFocus(): ReturnFocus {
  const opener = useRef<Element | null>(null)
  return {
    onOpenAutoFocus: () => {
      opener.current = document.activeElement
    },
    onCloseAutoFocus: (event) => {
      event.preventDefault()
      const before = opener.current
      const back = before instanceof HTMLElement && before.isConnected && before !== document.body ? before : null
      const target = back ?? document.getElementById('content')
      target?.focus()
    },
  }
}
