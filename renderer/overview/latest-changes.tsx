/**
 * What changed last, in words, each with a way to the appointment and a button that takes it back.
 */
import { overviewWords } from '../../shared/words/window-overview.ts'
import { useAnswer } from '../answers.ts'
import { ChangeMark } from '../parts/change-mark.tsx'
import { FailureNotice } from '../parts/failure-notice.tsx'
import { Moment } from '../parts/moment.tsx'
import { Card } from '../parts/page.tsx'
import { UndoButton } from '../parts/undo-button.tsx'
import { hashOf } from '../route.ts'
import { useWindow } from '../window-context.ts'

const SHOWN = 6

export function LatestChanges() {
  const { words, language } = useWindow()
  const said = overviewWords(language)
  const everything = { profile: null, page: null, search: '', side: null, kind: null, from: null, to: null } as const
  const asked = useAnswer('changes', { ...everything, offset: 0, limit: SHOWN })
  const some = asked.kind === 'ok' && asked.value.entries.length > 0
  return (
    <Card title={said.latest} {...(some ? { actions: <a href="#activity">{said.allActivity}</a> } : {})}>
      {asked.kind === 'waiting' && <p className="quiet">{words.loading}</p>}
      {asked.kind === 'failure' && <FailureNotice error={asked.error} words={words} onRetry={asked.again} />}
      {asked.kind === 'ok' && !some && (
        <div>
          <p>{said.noChanges.title}</p>
          <p className="quiet">{said.noChanges.text}</p>
        </div>
      )}
      {asked.kind === 'ok' && some && (
        <ul className="overview-changes">
          {asked.value.entries.map((change) => (
            <li key={change.id}>
              <ChangeMark change={change} />
              <div className="overview-change">
                <a
                  href={hashOf({
                    screen: 'appointments',
                    parameters: { in: change.profile, page: change.pageId },
                  })}
                >
                  {change.sentence}
                </a>
                <span className="quiet small">
                  <Moment at={change.at} />
                </span>
              </div>
              <UndoButton change={change} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
