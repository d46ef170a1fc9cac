/**
 * Whether the window is wide enough to show details beside a list.
 */
import { useSyncExternalStore } from 'react'

const wide = matchMedia('(min-width: 64rem)')

function listen(changed: () => void): () => void {
  wide.addEventListener('change', changed)
  return () => wide.removeEventListener('change', changed)
}

export function useWide(): boolean {
  return useSyncExternalStore(listen, () => wide.matches)
}
