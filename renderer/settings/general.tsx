/**
 * Language, appearance, starting with the computer; and how tokens are kept, for whoever asks.
 */
import { useState } from 'react'
import { settingsWords } from '../../shared/words/window-settings.ts'
import { useAct } from '../answers.ts'
import { Select } from '../parts/field.tsx'
import { NoticeBox } from '../parts/notice.tsx'
import { Card } from '../parts/page.tsx'
import { Switch } from '../parts/switch.tsx'
import { useWindow } from '../window-context.ts'
import { Part } from './part.tsx'
import { useSavePreferences } from './save.ts'

const languages = ['system', 'de', 'en'] as const
const themes = ['system', 'light', 'dark'] as const

export function General() {
  const { language, snapshot } = useWindow()
  const text = settingsWords(language).general
  const { preferences, save } = useSavePreferences()
  const { state, message, remedy } = snapshot.credentials
  return (
    <Part section="general">
      <Card>
        <div className="settings-pair">
          <Select
            label={text.language}
            value={preferences.language}
            options={languages.map((value) => ({ value, label: text.languages[value] }))}
            onChange={(chosen) => void save({ language: chosen })}
          />
          <Select
            label={text.theme}
            value={preferences.theme}
            options={themes.map((value) => ({ value, label: text.themes[value] }))}
            onChange={(theme) => void save({ theme })}
          />
        </div>
        <StartAtLogin />
        {message !== '' && (
          <NoticeBox kind={state === 'available' ? 'info' : 'warning'} title={text.tokens}>
            <p>{message}</p>
            {remedy !== '' && <p>{remedy}</p>}
          </NoticeBox>
        )}
      </Card>
    </Part>
  )
}

function StartAtLogin() {
  const { language, snapshot } = useWindow()
  const text = settingsWords(language).general
  const { act, busy } = useAct()
  const [refused, setRefused] = useState(false)
  const set = async (on: boolean): Promise<void> => {
    const reply = await act('set-start-at-login', { on })
    setRefused(reply.kind === 'ok' && reply.value !== (on ? 'on' : 'off'))
  }
  return (
    <div className="stack">
      <Switch
        label={text.startAtLogin}
        hint={snapshot.startAtLogin === 'unknown' ? text.startAtLoginUnknown : text.startAtLoginHint}
        on={snapshot.startAtLogin === 'on'}
        disabled={busy}
        onChange={(on) => void set(on)}
      />
      {refused && (
        <p className="field-error" role="alert">
          {text.startAtLoginRefused}
        </p>
      )}
    </div>
  )
}
