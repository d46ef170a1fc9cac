/**
 * A sheet above the screen for something that is looked at or filled in and closed again.
 */
import { X } from 'lucide-react'
import { Dialog as RadixDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { useWindow } from '../window-context.ts'
import { useReturnFocus } from './return-focus.ts'

interface DialogProps {
  readonly open: boolean
  readonly title: string
  readonly children: ReactNode
  readonly actions?: ReactNode
  readonly onClose: () => void
}

export function Dialog({ open, title, children, actions, onClose }: DialogProps) {
  const { words } = useWindow()
  const focus = useReturnFocus()
  return (
    <RadixDialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <RadixDialog.Portal>
        <div className="veil" />
        <RadixDialog.Content className="dialog" aria-modal="true" aria-describedby={undefined} {...focus}>
          <div className="dialog-head">
            <RadixDialog.Title asChild>
              {/* What lies below is hidden from screen readers, the headline of the screen too. */}
              <h1 className="dialog-title">{title}</h1>
            </RadixDialog.Title>
            <RadixDialog.Close className="button button--quiet button--icon" aria-label={words.close}>
              <X size={18} aria-hidden />
            </RadixDialog.Close>
          </div>
          <div className="dialog-text">{children}</div>
          {actions !== undefined && <div className="dialog-actions">{actions}</div>}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}
