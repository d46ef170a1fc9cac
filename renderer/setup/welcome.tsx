/**
 * The first step: what this is for, what it needs, what does not travel, and the two ways to begin.
 */
import { ArrowRight, Mail, Monitor, NotebookText, Repeat } from 'lucide-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { setupWords } from '../../shared/words/window-setup.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/page.tsx'
import { useWindow } from '../window-context.ts'
import type { Drafting } from './draft.ts'
import { DatabaseSign, KeySign, TwoDatabases } from './drawings.tsx'
import { Invitation } from './invitation.tsx'

export function Welcome({ drafting }: { readonly drafting: Drafting }) {
  const { language } = useWindow()
  const text = setupWords(language).welcome
  const [invited, setInvited] = useState(false)
  return (
    <>
      <Card>
        <figure className="setup-figure">
          <TwoDatabases label={text.picture} />
          <figcaption>{text.pictureText}</figcaption>
        </figure>
      </Card>
      <Card title={text.waysTitle}>
        <div className="setup-ways">
          <Way hint={text.anewHint}>
            <Button kind="primary" icon={ArrowRight} onClick={() => drafting.goTo('access')}>
              {text.anew}
            </Button>
          </Way>
          <Way hint={text.invitedHint}>
            <Button icon={Mail} aria-expanded={invited} onClick={() => setInvited(!invited)}>
              {text.invited}
            </Button>
          </Way>
        </div>
        {invited && <Invitation drafting={drafting} />}
      </Card>
      <Card title={text.needTitle}>
        <ul className="setup-needs">
          {text.needs.map(({ title, text: what }, index) => (
            <li key={title}>
              {index === 2 ? <KeySign /> : <DatabaseSign side={index === 0 ? 'private' : 'shared'} />}
              <p>
                <strong>{title}</strong> {what}
              </p>
            </li>
          ))}
        </ul>
      </Card>
      <div className="setup-facts">
        <Fact icon={<Repeat size={20} aria-hidden />} title={text.travelsTitle}>
          {text.travels}
        </Fact>
        <Fact icon={<NotebookText size={20} aria-hidden />} title={text.staysTitle}>
          {text.stays}
        </Fact>
        <Fact icon={<Monitor size={20} aria-hidden />} title={text.computerTitle}>
          {text.computer}
        </Fact>
      </div>
    </>
  )
}

function Way({ hint, children }: { readonly hint: string; readonly children: ReactNode }) {
  return (
    <div className="setup-way">
      {children}
      <p className="quiet">{hint}</p>
    </div>
  )
}

function Fact({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <section className="setup-fact">
      <h2>
        {icon} {title}
      </h2>
      <p>{children}</p>
    </section>
  )
}
