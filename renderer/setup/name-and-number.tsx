/**
 * What the pair is called here, and the number by which its copies are known; both are filled in already.
 */
import { useState } from 'react'
import type { SetupCheck, SetupDraft } from '../../shared/setup.ts'
import { checkWords } from '../../shared/words/window-setup-check.ts'
import { Field } from '../parts/field.tsx'
import { Card } from '../parts/page.tsx'
import { useWindow } from '../window-context.ts'
import type { Drafting } from './draft.ts'
import { isTaken } from './steps.ts'

interface NameAndNumberProps {
  readonly draft: SetupDraft
  readonly number: SetupCheck['number']
  /** Names of the profiles that there are. */
  readonly taken: readonly string[]
  readonly onChange: Drafting['change']
}

export function NameAndNumber({ draft, number, taken, onChange }: NameAndNumberProps) {
  const { language } = useWindow()
  const text = checkWords(language)
  const chosen = draft.sourceUserId ?? number.proposed
  const [typed, setTyped] = useState<string | null>(null)
  const nameWrong = draft.name.trim() === '' ? text.nameMissing : isTaken(draft.name, taken) ? text.nameTaken : null
  return (
    <Card>
      <div className="setup-name">
        <Field label={text.name} hint={text.nameHint} error={nameWrong}>
          {(ids) => (
            <input
              {...ids}
              value={draft.name}
              maxLength={64}
              autoComplete="off"
              onChange={({ target }) => onChange({ name: target.value })}
            />
          )}
        </Field>
        <Field label={text.number} hint={text.numberHint(number.taken)}>
          {(ids) => (
            <input
              {...ids}
              inputMode="numeric"
              className="number"
              autoComplete="off"
              value={typed ?? (chosen === null ? '' : String(chosen))}
              onChange={({ target }) => {
                const digits = target.value.replaceAll(/\D/g, '').slice(0, 9)
                setTyped(digits)
                const wanted = Number(digits)
                onChange({ sourceUserId: wanted > 0 ? wanted : null })
              }}
              onBlur={() => setTyped(null)}
            />
          )}
        </Field>
      </div>
    </Card>
  )
}
