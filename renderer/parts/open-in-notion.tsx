/**
 * Opens a page in Notion: by the computer where there is a desktop, else by a link of this page.
 *
 * A browser may keep a page from opening another one by itself, so the address stays as a link in place of the button.
 */
import { ExternalLink } from 'lucide-react'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useAct } from '../answers.ts'
import { useWindow } from '../window-context.ts'
import { Button, type ButtonProps } from './button.tsx'

interface OpenInNotionProps extends Pick<ButtonProps, 'kind'> {
  /** The page's id on either side. */
  readonly pageId: string
  /** What is opened, where "Open in Notion" alone does not say it. */
  readonly label?: string
  /** Which page: read out behind the label where many such buttons stand below each other. */
  readonly about?: string
}

export function OpenInNotion({ pageId, label, about, kind = 'quiet' }: OpenInNotionProps) {
  const { words } = useWindow()
  const { act, busy } = useAct()
  const [found, setFound] = useState<{ readonly pageId: string; readonly url: string } | null>(null)
  const link = useRef<HTMLAnchorElement>(null)
  const text = (
    <>
      {label ?? words.openInNotion}
      {about !== undefined && <span className="unseen">: {about}</span>}
    </>
  )
  const open = async (): Promise<void> => {
    const reply = await act('open-page', { pageId })
    if (reply.kind === 'failure' || reply.value.kind === 'opened') return
    const { url } = reply.value
    flushSync(() => setFound({ pageId, url }))
    link.current?.focus()
    link.current?.click()
  }
  if (found?.pageId === pageId) {
    return (
      <a ref={link} className={`button button--${kind}`} href={found.url} target="_blank" rel="noreferrer">
        <ExternalLink size={16} aria-hidden />
        <span>{text}</span>
      </a>
    )
  }
  return (
    <Button kind={kind} icon={ExternalLink} busy={busy} onClick={() => void open()}>
      {text}
    </Button>
  )
}
