/**
 * A box that says something important in place: an icon, a heading, words, what can be done.
 */
import { CircleCheck, CircleX, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

export type NoticeKind = 'info' | 'good' | 'warning' | 'bad'

const icons: Readonly<Record<NoticeKind, LucideIcon>> = {
  info: Info,
  good: CircleCheck,
  warning: TriangleAlert,
  bad: CircleX,
}

interface NoticeBoxProps {
  readonly kind: NoticeKind
  readonly title?: string
  /** Read out when it appears. */
  readonly live?: boolean
  readonly actions?: ReactNode
  readonly children?: ReactNode
}

export function NoticeBox({ kind, title, live = false, actions, children }: NoticeBoxProps) {
  const Icon = icons[kind]
  return (
    <div className={`notice notice--${kind}`} role={live ? 'alert' : undefined}>
      <Icon className="notice-icon" size={20} aria-hidden />
      <div className="notice-text">
        {title !== undefined && <p className="notice-title">{title}</p>}
        {children}
        {actions !== undefined && <div className="notice-actions">{actions}</div>}
      </div>
    </div>
  )
}
