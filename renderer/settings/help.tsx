/**
 * What helps when something is wrong: the checks, and a file for whoever helps.
 */
import { FileArchive, Stethoscope } from 'lucide-react'
import { useState } from 'react'
import { settingsWords } from '../../shared/words/window-settings.ts'
import { useAct } from '../answers.ts'
import { useExported } from '../exported.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/page.tsx'
import { Switch } from '../parts/switch.tsx'
import { go } from '../route.ts'
import { useWindow } from '../window-context.ts'
import { Part } from './part.tsx'

export function Help() {
  const { language } = useWindow()
  const text = settingsWords(language).help
  const { act, busy } = useAct()
  const exported = useExported()
  const [withTitles, setWithTitles] = useState(false)
  const create = async (): Promise<void> => {
    const reply = await act('export-diagnostics', { withTitles })
    if (reply.kind === 'ok') exported(reply.value)
  }
  return (
    <Part section="help">
      <Card>
        <h3>{text.checks}</h3>
        <p className="quiet">{text.checksHint}</p>
        <div className="row">
          <Button icon={Stethoscope} onClick={() => go('problems', { view: 'checks' })}>
            {text.openChecks}
          </Button>
        </div>
      </Card>
      <Card>
        <h3>{text.bundle}</h3>
        <p className="quiet">{text.bundleText}</p>
        <ul className="settings-list">
          {text.bundleContents.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p className="quiet">{text.bundleNever}</p>
        <Switch label={text.withTitles} hint={text.withTitlesHint} on={withTitles} onChange={setWithTitles} />
        <div className="row">
          <Button icon={FileArchive} busy={busy} onClick={() => void create()}>
            {text.create}
          </Button>
        </div>
      </Card>
    </Part>
  )
}
