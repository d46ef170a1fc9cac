/**
 * Asks before something that cannot simply be taken back. Says what will happen; the safe answer has the focus.
 */
import { AlertDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { useWindow } from '../window-context.ts'
import { Button } from './button.tsx'
import { useReturnFocus } from './return-focus.ts'

interface ConfirmProps {
  readonly open: boolean
  readonly title: string
  readonly children: ReactNode
  /** What the button does: "Remove 12 copies". */
  readonly confirm: string
  readonly danger?: boolean
  readonly busy?: boolean
  /** The button cannot be pressed yet. */
  readonly disabled?: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

export function Confirm(props: ConfirmProps) {
  const { open, title, children, confirm, danger = false, busy = false, disabled = false, onConfirm, onClose } = props
  const { words } = useWindow()
  const focus = useReturnFocus()
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <AlertDialog.Portal>
        {/* Not Radix's own veil: it writes a style sheet into the page, which the page's policy forbids. */}
        <div className="veil" />
        <AlertDialog.Content className="dialog" aria-modal="true" {...focus}>
          <AlertDialog.Title asChild>
            {/* What lies below is hidden from screen readers, the headline of the screen too. */}
            <h1 className="dialog-title">{title}</h1>
          </AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="dialog-text">{children}</div>
          </AlertDialog.Description>
          <div className="dialog-actions">
            <AlertDialog.Cancel asChild>
              <Button>{words.cancel}</Button>
            </AlertDialog.Cancel>
            <Button kind={danger ? 'danger' : 'primary'} busy={busy} disabled={disabled} onClick={onConfirm}>
              {confirm}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
