/**
 * Which version this is, and the licences of what it is made of; their texts are asked for when somebody wants them.
 */
import { useState } from 'react'
import { settingsWords } from '../../shared/words/window-settings.ts'
import { useAnswer } from '../answers.ts'
import { FailureNotice } from '../parts/failure-notice.tsx'
import { Card } from '../parts/page.tsx'
import { useWindow } from '../window-context.ts'
import { Part } from './part.tsx'

export function About() {
  const { language, snapshot } = useWindow()
  const text = settingsWords(language).about
  const [open, setOpen] = useState(false)
  return (
    <Part section="about">
      <Card>
        <p>
          <strong>Partner Sync</strong> · {text.version(snapshot.version)} · MIT
        </p>
        <p className="quiet">{text.text}</p>
        <details className="fold fold--plain" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>{text.licences}</summary>
          <div className="fold-content">{open && <Licences />}</div>
        </details>
      </Card>
    </Part>
  )
}

function Licences() {
  const { language, words } = useWindow()
  const text = settingsWords(language).about
  const licences = useAnswer('licences', null)
  if (licences.kind === 'waiting') return <p role="status">{words.loading}</p>
  if (licences.kind === 'failure')
    return <FailureNotice error={licences.error} words={words} onRetry={licences.again} />
  if (licences.value.length === 0) return <p>{text.licencesNone}</p>
  return (
    <>
      <p>{text.licencesText(licences.value.length)}</p>
      <ul className="settings-licences">
        {licences.value.map(({ name, version, licence, text: full }) => (
          <li key={`${name} ${version}`}>
            <details>
              <summary>
                <strong>{name}</strong> {version} <span className="quiet">{licence}</span>
              </summary>
              <pre aria-label={text.showText(name)} tabIndex={0}>
                {full}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    </>
  )
}
