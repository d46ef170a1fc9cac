/**
 * What was changed last about one appointment, each with a button that takes it back.
 */
import type { Answer } from '../../shared/ipc.ts'
import { appointmentWords } from '../../shared/words/window-appointments.ts'
import { Button } from '../parts/button.tsx'
import { ChangeMark } from '../parts/change-mark.tsx'
import { Moment } from '../parts/moment.tsx'
import { UndoButton } from '../parts/undo-button.tsx'
import { go } from '../route.ts'
import { useWindow } from '../window-context.ts'

const SHOWN = 5

export function AppointmentChanges({ told }: { readonly told: Answer<'appointment'> }) {
  const { language } = useWindow()
  const { details } = appointmentWords(language)
  const { changes, appointment } = told
  return (
    <section>
      <h2>{details.changes}</h2>
      {changes.length === 0 && <p className="quiet">{details.noChanges}</p>}
      <ul className="appointment-changes">
        {changes.slice(0, SHOWN).map((change) => (
          <li key={change.id}>
            <ChangeMark change={change} />
            <div>
              <p>{withoutTitle(change.sentence, change.title)}</p>
              <p className="quiet small">
                <Moment at={change.at} />
              </p>
              <UndoButton change={change} />
            </div>
          </li>
        ))}
      </ul>
      {changes.length > 0 && (
        <Button kind="quiet" onClick={() => go('activity', { page: appointment.privateId, of: appointment.title })}>
          {details.allChanges}
        </Button>
      )}
    </section>
  )
}

/** The title stands above already. */
function withoutTitle(sentence: string, title: string): string {
  const start = `${title}: `
  const rest = title !== '' && sentence.startsWith(start) ? sentence.slice(start.length) : sentence
  return `${rest.slice(0, 1).toUpperCase()}${rest.slice(1)}`
}
