/**
 * What every part of the window may ask for: the latest snapshot, the bridge, the words and formats of the language.
 *
 * Made once at the top (`window.tsx`); nothing in it decides anything about the sync.
 */
import { createContext, useContext } from 'react'
import type { ErrorExplained } from '../shared/contract.ts'
import type { Snapshot } from '../shared/snapshot.ts'
import type { Formats } from '../shared/words/format.ts'
import type { Language } from '../shared/words/language.ts'
import type { WindowWords } from '../shared/words/window.ts'
import type { PageBridge } from './bridge.ts'

/** A short notice that goes by itself; said to screen readers as well. */
export interface Notice {
  readonly kind: 'good' | 'bad' | 'info'
  readonly text: string
  readonly action?: { readonly label: string; readonly act: () => void }
  /** What went wrong, in full. */
  readonly error?: ErrorExplained
}

export interface WindowContext {
  readonly bridge: PageBridge
  readonly snapshot: Snapshot
  readonly language: Language
  readonly words: WindowWords
  readonly formats: Formats
  /** Says something in the corner of the window. */
  readonly tell: (notice: Notice) => void
}

export const windowContext = createContext<WindowContext | null>(null)

export function useWindow(): WindowContext {
  const found = useContext(windowContext)
  if (found === null) throw new Error('used outside of the window')
  return found
}
