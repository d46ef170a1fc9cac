/**
 * Why an appointment may not be in the list, and a way to ask about one page by its link.
 */
import { type FormEvent, useState } from 'react'
import { appointmentWords } from '../../shared/words/window-appointments.ts'
import type { ParameterChange } from '../parameters.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { SyncNow } from '../parts/sync-now.tsx'
import { useWindow } from '../window-context.ts'
import type { AppointmentFilter } from './filter.ts'
import { pageIn } from './page-link.ts'

interface MissingProps {
  readonly filter: AppointmentFilter
  /** How many match the search, but neither state nor time. */
  readonly hidden: number
  readonly onChange: (change: ParameterChange) => void
}

export function Missing({ filter, hidden, onChange }: MissingProps) {
  const { language, formats } = useWindow()
  const { missing } = appointmentWords(language)
  return (
    <div className="appointments-missing">
      {hidden > 0 && (
        <p>
          <strong>{missing.hidden(formats, hidden)}</strong>{' '}
          <Button onClick={() => onChange({ state: null, time: null })}>{missing.showAll}</Button>
        </p>
      )}
      {filter.profile !== null && (
        <p>
          {missing.otherProfile(filter.profile)}{' '}
          <Button onClick={() => onChange({ profile: null })}>{missing.searchAll}</Button>
        </p>
      )}
      {hidden === 0 && <Reasons onChange={onChange} />}
    </div>
  )
}

function Reasons({ onChange }: Pick<MissingProps, 'onChange'>) {
  const { language } = useWindow()
  const { missing } = appointmentWords(language)
  return (
    <>
      <p>{missing.reasons}</p>
      <ul>
        <li>{missing.notMarked}</li>
        <li>{missing.otherDatabase}</li>
        <li>
          {missing.notSeen} <SyncNow kind="quiet" />
        </li>
      </ul>
      <AskAboutPage onChange={onChange} />
    </>
  )
}

/** Nobody has to know what an id is: the link that Notion copies is enough. */
function AskAboutPage({ onChange }: Pick<MissingProps, 'onChange'>) {
  const { language } = useWindow()
  const { missing } = appointmentWords(language)
  const [link, setLink] = useState('')
  const [wrong, setWrong] = useState(false)
  const ask = (event: FormEvent): void => {
    event.preventDefault()
    const page = pageIn(link)
    setWrong(page === null)
    if (page !== null) onChange({ page, in: null })
  }
  return (
    <form className="appointments-ask" onSubmit={ask}>
      <Field label={missing.link} hint={missing.linkHint} error={wrong ? missing.noLink : null}>
        {(ids) => (
          <input {...ids} type="text" inputMode="url" value={link} onChange={({ target }) => setLink(target.value)} />
        )}
      </Field>
      <Button type="submit">{missing.ask}</Button>
    </form>
  )
}
