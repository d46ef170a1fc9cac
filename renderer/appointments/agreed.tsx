/**
 * What both sides agreed on last, field by field: what the owner has, and what the partner sees where that differs.
 */
import type { AgreedField } from '../../shared/ipc-lists.ts'
import { appointmentWords } from '../../shared/words/window-appointments.ts'
import { SideMark } from '../parts/side-mark.tsx'
import { useWindow } from '../window-context.ts'

export function Agreed({ fields }: { readonly fields: readonly AgreedField[] }) {
  const { language } = useWindow()
  const { details } = appointmentWords(language)
  return (
    <section>
      <h2>{details.fields}</h2>
      {fields.length === 0 ? (
        <p className="quiet">{details.nothingAgreed}</p>
      ) : (
        <dl className="appointment-fields">
          {fields.map((field) => (
            <AgreedEntry key={field.field} field={field} />
          ))}
        </dl>
      )}
    </section>
  )
}

function AgreedEntry({ field }: { readonly field: AgreedField }) {
  const { language, words } = useWindow()
  const { details } = appointmentWords(language)
  const way = field.direction === 'both' ? null : field.direction === 'busy' ? details.busy : details.oneWay
  const same = field.private === field.shared
  return (
    <div>
      <dt>
        {field.field}
        {way !== null && <span className="quiet small"> ({way})</span>}
      </dt>
      {same ? (
        <dd>{field.shared ?? <span className="quiet">{words.empty}</span>}</dd>
      ) : (
        <>
          <dd>
            <SideMark side="private" /> {field.private ?? <span className="quiet">{words.empty}</span>}
          </dd>
          <dd>
            <SideMark side="shared" /> {field.shared ?? <span className="quiet">{words.empty}</span>}
          </dd>
        </>
      )}
    </div>
  )
}
