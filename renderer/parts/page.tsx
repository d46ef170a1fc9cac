/**
 * A screen's frame: its title, what it is for in one line, its actions, its content.
 */
import type { ReactNode } from 'react'

interface PageProps {
  readonly title: string
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  /** The content fills the height of the window and scrolls by itself: a long list. */
  readonly filling?: boolean
  readonly children: ReactNode
}

export function Page({ title, lead, actions, filling = false, children }: PageProps) {
  return (
    <div className={filling ? 'page page--filling' : 'page'}>
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {lead !== undefined && <p className="page-lead">{lead}</p>}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  )
}

/** A part of a screen with a heading of its own. */
export function Card(props: { readonly title?: string; readonly actions?: ReactNode; readonly children: ReactNode }) {
  const { title, actions, children } = props
  return (
    <section className="card" aria-label={title}>
      {(title !== undefined || actions !== undefined) && (
        <div className="card-head">
          {title !== undefined && <h2>{title}</h2>}
          {actions}
        </div>
      )}
      {children}
    </section>
  )
}
