/**
 * Short notices in the corner: what was done and how to take it back, or what went wrong. Radix reads them out.
 *
 * A good one goes by itself; a bad one stays until it is closed.
 */
import { X } from 'lucide-react'
import { Toast } from 'radix-ui'
import { useCallback, useState } from 'react'
import type { WindowWords } from '../../shared/words/window.ts'
import type { Notice } from '../window-context.ts'
import { TechnicalText } from './failure-notice.tsx'

export interface ToldNotice extends Notice {
  readonly id: number
}

const STAYS_MS = 8000

export function useNotices() {
  const [notices, setNotices] = useState<readonly ToldNotice[]>([])
  const tell = useCallback((notice: Notice) => {
    setNotices((before) => [...before, { ...notice, id: (before.at(-1)?.id ?? 0) + 1 }])
  }, [])
  const dismiss = useCallback((id: number) => setNotices((before) => before.filter((one) => one.id !== id)), [])
  return { notices, tell, dismiss }
}

interface NoticesProps {
  readonly notices: readonly ToldNotice[]
  readonly onDismiss: (id: number) => void
  readonly words: WindowWords
}

export function Notices({ notices, onDismiss, words }: NoticesProps) {
  return (
    <Toast.Provider label={words.notices} swipeDirection="right">
      {notices.map(({ id, kind, text, action, error }) => (
        <Toast.Root
          key={id}
          className={`toast toast--${kind}`}
          type={kind === 'bad' ? 'foreground' : 'background'}
          duration={kind === 'bad' ? Number.POSITIVE_INFINITY : STAYS_MS}
          onOpenChange={(open) => !open && onDismiss(id)}
        >
          <div className="toast-text">
            <Toast.Title className="toast-title">{text}</Toast.Title>
            {error !== undefined && (
              <>
                <Toast.Description>
                  {error.cause} {error.remedy}
                </Toast.Description>
                {error.detail !== undefined && error.detail !== '' && (
                  <TechnicalText text={error.detail} words={words} />
                )}
              </>
            )}
          </div>
          {action !== undefined && (
            <Toast.Action className="button button--plain" altText={action.label} onClick={action.act}>
              {action.label}
            </Toast.Action>
          )}
          <Toast.Close className="button button--quiet button--icon" aria-label={words.close}>
            <X size={16} aria-hidden />
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport className="toasts" label={`${words.notices} ({hotkey})`} />
    </Toast.Provider>
  )
}
