/**
 * One part of the settings: a heading that can be jumped to, and what is set under it.
 */
import type { ReactNode } from 'react'
import { type Section, settingsWords } from '../../shared/words/window-settings.ts'
import { useWindow } from '../window-context.ts'

interface PartProps {
  readonly section: Section
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function Part({ section, actions, children }: PartProps) {
  const { language } = useWindow()
  const id = `settings-${section}`
  return (
    <section className="settings-part" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id} tabIndex={-1}>
          {settingsWords(language).sections[section]}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  )
}
