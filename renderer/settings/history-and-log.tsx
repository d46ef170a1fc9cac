/**
 * How long the history is kept, and what the log tells. A shorter history is asked about: what goes does not come back.
 */
import { FolderOpen } from 'lucide-react'
import { useState } from 'react'
import { longSpan } from '../../shared/words/long-span.ts'
import { settingsWords } from '../../shared/words/window-settings.ts'
import { useAct } from '../answers.ts'
import { Button } from '../parts/button.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { Select } from '../parts/field.tsx'
import { Card } from '../parts/page.tsx'
import { withCurrent } from '../profile/rule-fields.tsx'
import { useWindow } from '../window-context.ts'
import { Part } from './part.tsx'
import { useSavePreferences } from './save.ts'

const DAY = 86_400_000
/** The most that can be set; nobody lives to see its end. */
const FOREVER = 36_500 * DAY
const spans = [30 * DAY, 90 * DAY, 365 * DAY, 730 * DAY, 1825 * DAY, FOREVER]
const levels = ['error', 'info', 'debug'] as const

export function HistoryAndLog() {
  const { language } = useWindow()
  const text = settingsWords(language).history
  const { preferences, save } = useSavePreferences()
  const { act, busy } = useAct()
  return (
    <Part section="history">
      <Card>
        <KeepHistory />
        <div className="settings-pair">
          <Select
            label={text.logLevel}
            hint={text.logHint}
            value={preferences.logLevel}
            options={levels.map((value) => ({ value, label: text.logLevels[value] }))}
            onChange={(logLevel) => void save({ logLevel })}
          />
        </div>
        <div className="row">
          <Button icon={FolderOpen} busy={busy} onClick={() => void act('open-folder', { which: 'logs' })}>
            {text.openLogs}
          </Button>
        </div>
      </Card>
    </Part>
  )
}

function KeepHistory() {
  const { language } = useWindow()
  const text = settingsWords(language).history
  const { preferences, save } = useSavePreferences()
  const [asked, setAsked] = useState<number | null>(null)
  const { keepHistoryMs } = preferences
  const named = (ms: number): string => (ms === FOREVER ? text.forever : text.days(longSpan(ms, language)))
  return (
    <div className="settings-pair">
      <Select
        label={text.keep}
        hint={text.keepHint}
        value={String(keepHistoryMs)}
        options={withCurrent(spans, keepHistoryMs).map((ms) => ({ value: String(ms), label: named(ms) }))}
        onChange={(chosen) => {
          const ms = Number(chosen)
          if (ms < keepHistoryMs) setAsked(ms)
          else void save({ keepHistoryMs: ms })
        }}
      />
      <Confirm
        open={asked !== null}
        title={text.shorterTitle}
        confirm={text.shorter}
        danger
        onClose={() => setAsked(null)}
        onConfirm={() => {
          if (asked !== null) void save({ keepHistoryMs: asked })
          setAsked(null)
        }}
      >
        <p>{text.shorterText(longSpan(asked ?? 0, language))}</p>
      </Confirm>
    </div>
  )
}
