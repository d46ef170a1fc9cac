/**
 * Which token fits, by three short questions, and how it is created, step by step and drawn.
 */
import { useState } from 'react'
import {
  accessWords,
  type Members,
  type Place,
  type Standing,
  type TokenKind,
} from '../../shared/words/window-setup-access.ts'
import { CopyText } from '../parts/copy-text.tsx'
import { Select } from '../parts/field.tsx'
import { Card } from '../parts/page.tsx'
import { useWindow } from '../window-context.ts'
import { WhereTokensAre } from './drawings.tsx'
import { adviceFor } from './which-token.ts'

export function TokenGuide({ place }: { readonly place: Place }) {
  const { language } = useWindow()
  const text = accessWords(language)
  const [members, setMembers] = useState<Members>('one')
  const [standing, setStanding] = useState<Standing>('owner')
  const [standingThere, setStandingThere] = useState<Standing>('guest')
  const advice = adviceFor({ place, members, standing, standingThere })
  return (
    <Card title={text.guideTitle}>
      <div className="setup-questions">
        <Select
          label={text.members}
          hint={text.membersHint}
          value={members}
          options={optionsOf(text.membersOptions, ['one', 'several-free', 'several-paid'])}
          onChange={setMembers}
        />
        <Select
          label={text.standing}
          value={standing}
          options={optionsOf(text.standings, ['owner', 'member'])}
          onChange={setStanding}
        />
        {place === 'other' && (
          <Select
            label={text.standingThere}
            value={standingThere}
            options={optionsOf(text.standings, ['owner', 'member', 'guest'])}
            onChange={setStandingThere}
          />
        )}
      </div>
      <Guide lead={text.forYou} kind={advice.private} />
      {advice.shared !== null && <Guide lead={text.forShared} kind={advice.shared} />}
    </Card>
  )
}

function optionsOf<Value extends string>(words: Readonly<Record<Value, string>>, values: readonly NoInfer<Value>[]) {
  return values.map((value) => ({ value, label: words[value] }))
}

function Guide({ lead, kind }: { readonly lead: string; readonly kind: TokenKind }) {
  const { words, language } = useWindow()
  const text = accessWords(language)
  const { name, why, steps, address } = text.guides[kind]
  return (
    <section className="setup-guide" aria-label={`${lead} ${name}`}>
      <h3>
        {lead} {name}
      </h3>
      <p className="quiet">{why}</p>
      <div className="setup-guide-how">
        <ol className="setup-numbered">
          {steps.map((step, index) => (
            <li key={step}>
              <p>{step}</p>
              {index === 0 && address !== null && (
                <p className="setup-address">
                  <code>{address}</code> <CopyText text={address} words={words} />
                </p>
              )}
            </li>
          ))}
        </ol>
        {address !== null && (
          <WhereTokensAre
            label={text.picture}
            button={text.pictureNew}
            secret={text.pictureSecret}
            lastStep={steps.length}
          />
        )}
      </div>
    </section>
  )
}
