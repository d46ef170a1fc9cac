/**
 * The fourth step: how both databases fit, what is missing and can be created, and what may be chosen about it.
 */
import { useEffect } from 'react'
import type { SetupCheck, SetupDraft } from '../../shared/setup.ts'
import { emptyDraft } from '../../shared/setup-draft.ts'
import { setupWords } from '../../shared/words/window-setup.ts'
import { checkWords } from '../../shared/words/window-setup-check.ts'
import { useAct } from '../answers.ts'
import { useSettled } from '../clock.ts'
import { FailureNotice } from '../parts/failure-notice.tsx'
import { Card } from '../parts/page.tsx'
import { RuleFields } from '../profile/rule-fields.tsx'
import { useWindow } from '../window-context.ts'
import { useOnce } from './ask-once.ts'
import { CheckVerdict } from './check-verdict.tsx'
import { CheckedSides } from './checked-sides.tsx'
import type { Drafting } from './draft.ts'
import { Fields } from './fields.tsx'
import { NameAndNumber } from './name-and-number.tsx'
import { StepFoot } from './step-foot.tsx'
import { isTaken, proposeName } from './steps.ts'

const SETTLED_MS = 500

export function Check({ drafting }: { readonly drafting: Drafting }) {
  const { words, language, snapshot } = useWindow()
  const { draft, change, goTo } = drafting
  const taken = snapshot.profiles.map(({ name }) => name)
  useProposedName(drafting, taken)
  const argument = { draft: checkedOf(useSettled(draft, SETTLED_MS)) }
  const { asked, busy, again, put } = useOnce('check-setup', argument)
  const { act, busy: creating } = useAct()
  const named = draft.name.trim() !== '' && !isTaken(draft.name, taken)
  const create = async (): Promise<void> => {
    const reply = await act('create-properties', { ...argument, side: 'both' })
    if (reply.kind === 'ok') put(reply.value)
  }
  const ready = asked.kind === 'ok' && asked.value.ready && named
  return (
    <>
      {asked.kind === 'waiting' && (
        <Card>
          <p role="status">{setupWords(language).looking}</p>
        </Card>
      )}
      {asked.kind === 'failure' && <FailureNotice error={asked.error} words={words} onRetry={again} />}
      {asked.kind === 'ok' && (
        <>
          <CheckVerdict
            check={asked.value}
            busy={busy}
            creating={creating}
            onCreate={() => void create()}
            onAgain={again}
          />
          <NameAndNumber draft={draft} number={asked.value.number} taken={taken} onChange={change} />
          <CheckedSides check={asked.value} />
          <Details check={asked.value} draft={draft} onChange={change} />
        </>
      )}
      <StepFoot drafting={drafting} onBack={() => goTo('databases')} onNext={() => goTo('preview')} disabled={!ready} />
    </>
  )
}

/** Only what the databases are asked about: a name that is being typed must not ask Notion with every letter. */
function checkedOf(draft: SetupDraft): SetupDraft {
  const { onConflict, onSharedDelete, horizonMs, intervalMs } = emptyDraft
  return { ...draft, step: 'check', name: '', onConflict, onSharedDelete, horizonMs, intervalMs }
}

/** A name out of the database's title, once; whoever empties the field wants to type another one. */
function useProposedName({ draft, change }: Drafting, taken: readonly string[]): void {
  useEffect(() => {
    if (draft.name !== '' || draft.privateDatabase === null) return
    change({ name: proposeName(draft.privateDatabase.title, taken, 'Partner Sync') })
    // Once, when the step is opened: nothing that changes later may propose again.
  }, [])
}

interface DetailsProps {
  readonly check: SetupCheck
  readonly draft: SetupDraft
  readonly onChange: Drafting['change']
}

function Details({ check, draft, onChange }: DetailsProps) {
  const { language } = useWindow()
  const text = checkWords(language)
  return (
    <>
      <details className="fold">
        <summary>
          {text.travels} <span className="quiet">{text.travelsSum((draft.fields ?? check.fields).length)}</span>
        </summary>
        <div className="fold-content">
          <Fields check={check} chosen={draft.fields} onChange={(fields) => onChange({ fields })} />
          <Unmapped check={check} />
        </div>
      </details>
      <details className="fold">
        <summary>
          {text.rules} <span className="quiet">{text.rulesSum}</span>
        </summary>
        <div className="fold-content">
          <RuleFields rules={draft} onChange={onChange} />
        </div>
      </details>
    </>
  )
}

function Unmapped({ check }: { readonly check: SetupCheck }) {
  const { language, words } = useWindow()
  if (check.unmapped.length === 0) return null
  return (
    <section aria-label={checkWords(language).unmapped}>
      <h3>{checkWords(language).unmapped}</h3>
      <ul className="setup-unmapped">
        {check.unmapped.map(({ side, name, sentence }) => (
          <li key={`${side}-${name}`}>
            <strong>{name}</strong>
            {side !== null && <span className="quiet"> ({words.sides[side]})</span>}: {sentence}
          </li>
        ))}
      </ul>
    </section>
  )
}
