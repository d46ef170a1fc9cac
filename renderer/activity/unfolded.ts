/**
 * Which entries of a list are unfolded. Kept by the list: an entry that scrolls out of sight stays as it was left.
 */
import { useCallback, useState } from 'react'

export interface Unfolded {
  readonly has: (id: string) => boolean
  readonly toggle: (id: string) => void
}

export function useUnfolded(): Unfolded {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const toggle = useCallback((id: string) => {
    setIds((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id])))
  }, [])
  return { has: (id) => ids.has(id), toggle }
}
