/**
 * What a list shows when it has nothing: that this is good, or why, and what would bring something here.
 */
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface EmptyProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children?: ReactNode
}

export function Empty({ icon: Icon, title, children }: EmptyProps) {
  return (
    <div className="empty">
      <Icon size={36} strokeWidth={1.4} aria-hidden />
      <p className="empty-title">{title}</p>
      {children}
    </div>
  )
}
