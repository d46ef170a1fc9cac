/**
 * One change: what happened in a sentence; unfolded each field before and after, why, and a button that takes it back.
 */
import type { Change } from '../../shared/contract.ts'
import { activityWords } from '../../shared/words/window-activity.ts'
import { Button } from '../parts/button.tsx'
import { ChangeMark } from '../parts/change-mark.tsx'
import { Moment } from '../parts/moment.tsx'
import { OpenInNotion } from '../parts/open-in-notion.tsx'
import { SideMark } from '../parts/side-mark.tsx'
import { UndoButton } from '../parts/undo-button.tsx'
import { go } from '../route.ts'
import { useWindow } from '../window-context.ts'
import { Fold } from './fold.tsx'

interface ChangeEntryProps {
  readonly change: Change
  readonly open: boolean
  readonly onToggle: () => void
}

export function ChangeEntry({ change, open, onToggle }: ChangeEntryProps) {
  const { snapshot } = useWindow()
  const line = (
    <>
      <span>{change.sentence}</span>
      <span className="activity-quiet">
        <Moment at={change.at} />
        <SideMark side={change.side} />
        {snapshot.profiles.length > 1 && <span>{change.profile}</span>}
      </span>
    </>
  )
  return (
    <Fold open={open} onToggle={onToggle} mark={<ChangeMark change={change} />} line={line}>
      <Inside change={change} />
    </Fold>
  )
}

function Inside({ change }: { readonly change: Change }) {
  const { language, formats } = useWindow()
  const said = activityWords(language)
  const { profile, pageId, why, at, undoable } = change
  const fields = change.fields.filter(({ tracking }) => !tracking)
  const tracking = change.fields.filter((field) => field.tracking)
  return (
    <>
      <p>
        <span className="quiet">{said.why}:</span> {why}
      </p>
      <p className="quiet small">
        <Moment at={at} as="exact" />
      </p>
      {fields.length > 0 ? <Fields fields={fields} /> : <p className="quiet">{said.noFields}</p>}
      {tracking.length > 0 && (
        <details className="technical">
          <summary>{said.tracking(formats, tracking.length)}</summary>
          <Fields fields={tracking} />
        </details>
      )}
      {!undoable && <p className="quiet small">{said.notUndoable}</p>}
      <div className="row activity-actions">
        <UndoButton change={change} />
        <Button kind="quiet" onClick={() => go('appointments', { page: pageId, in: profile })}>
          {said.openAppointment}
        </Button>
        <OpenInNotion pageId={pageId} />
      </div>
    </>
  )
}

function Fields({ fields }: Pick<Change, 'fields'>) {
  const { language, words } = useWindow()
  const said = activityWords(language)
  const shown = (value: string | null) => value ?? <span className="quiet">{words.empty}</span>
  return (
    <dl className="activity-fields">
      {fields.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            <span className="activity-label">{said.before}</span>
            {shown(before)}
          </dd>
          <dd>
            <span className="activity-label">{said.after}</span>
            {shown(after)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
