/**
 * What becomes of a file that leaves the application: saved by the desktop already, or handed to the browser here.
 *
 * The desktop's policy lets a page navigate nowhere, also not to a file of its own; there the main process saves, and only
 * a window in a browser ever gets `download`.
 */
import { useCallback } from 'react'
import { assertNever } from '../shared/failure.ts'
import type { Exported } from '../shared/ipc-exports.ts'
import { pageClock } from './clock.ts'
import { useWindow } from './window-context.ts'

/** Browsers read the file after the click has been answered. */
const FORGET_MS = 60_000

/** Finishes an export and tells what became of the file; a cancelled one is told by nothing. */
export function useExported(): (exported: Exported) => void {
  const { tell, words } = useWindow()
  return useCallback(
    (exported) => {
      switch (exported.kind) {
        case 'saved':
          return tell({ kind: 'good', text: words.fileSaved(exported.path) })
        case 'download':
          download(exported)
          return tell({ kind: 'good', text: words.fileDownloaded(exported.name) })
        case 'cancelled':
          return undefined
        default:
          return assertNever(exported)
      }
    },
    [tell, words],
  )
}

type Download = Extract<Exported, { readonly kind: 'download' }>

function download(file: Download): void {
  const address = URL.createObjectURL(new Blob([contentOf(file)], { type: file.mediaType }))
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  pageClock.after(FORGET_MS, () => URL.revokeObjectURL(address))
}

/** What the file holds, byte by byte where it was packed as Base64. */
export function contentOf({ text, encoding }: Pick<Download, 'text' | 'encoding'>): string | Uint8Array<ArrayBuffer> {
  return encoding === 'utf8' ? text : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
}
