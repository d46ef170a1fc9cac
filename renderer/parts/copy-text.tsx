/**
 * Puts a text into the clipboard and says so on the button itself.
 */
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import type { WindowWords } from '../../shared/words/window.ts'
import { pageClock } from '../clock.ts'
import { Button } from './button.tsx'

const SAID_MS = 2000

export function CopyText({ text, words }: { readonly text: string; readonly words: WindowWords }) {
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await writeText(text)
    setCopied(true)
    pageClock.after(SAID_MS, () => setCopied(false))
  }
  return (
    <Button kind="quiet" icon={copied ? Check : Copy} onClick={() => void copy()}>
      <span aria-live="polite">{copied ? words.copied : words.copy}</span>
    </Button>
  )
}

/** The desktop's window may not use the clipboard's own interface (no permission is ever given): the old way works. */
async function writeText(text: string): Promise<void> {
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'unseen'
  const before = document.activeElement
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
  if (before instanceof HTMLElement) before.focus()
}
