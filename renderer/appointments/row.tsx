/**
 * One appointment in the list: what it is called, when it is, where it stands and why. Opens its details.
 */
import type { Appointment } from '../../shared/contract.ts'
import { appointmentWords } from '../../shared/words/window-appointments.ts'
import { pageClock } from '../clock.ts'
import { Moment } from '../parts/moment.tsx'
import { StateMark } from '../parts/state-mark.tsx'
import { useWindow } from '../window-context.ts'
import { startText } from './start-text.ts'

interface RowProps {
  readonly appointment: Appointment
  readonly chosen: boolean
  readonly onChoose: () => void
}

export function Row({ appointment, chosen, onChoose }: RowProps) {
  const { language, formats, snapshot } = useWindow()
  const said = appointmentWords(language)
  const { state, title, start, why, profile, verifiedAt } = appointment
  return (
    <button type="button" className="appointment" aria-current={chosen || undefined} onClick={onChoose}>
      <StateMark state={state} bare />
      <span className="appointment-text">
        <span className="appointment-first">
          <span className="appointment-title">{title === '' ? said.untitled : title}</span>
          <span className="appointment-start">
            {start === undefined ? said.noDate : startText(start, formats, pageClock.zone)}
          </span>
        </span>
        <span className="appointment-why">
          {state !== 'in-step' && <span className={`appointment-state state--${state}`}>{said.states[state]}: </span>}
          {why}
        </span>
        <span className="appointment-quiet">
          {snapshot.profiles.length > 1 && <span>{profile}</span>}
          {verifiedAt !== null && (
            <span>
              <Verified at={verifiedAt} />
            </span>
          )}
        </span>
      </span>
    </button>
  )
}

/** The words stand around the moment, in the order of the language. */
function Verified({ at }: { readonly at: string }) {
  const { language } = useWindow()
  const [before = '', after = ''] = appointmentWords(language).verified('#').split('#', 2)
  return (
    <>
      {before}
      <Moment at={at} />
      {after}
    </>
  )
}
