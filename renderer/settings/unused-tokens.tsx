/**
 * Tokens that are stored although no profile uses them: left over from a setup that was given up.
 */
import { Trash2 } from 'lucide-react'
import { settingsProfilesWords } from '../../shared/words/window-settings-profiles.ts'
import { useAct, useAnswer } from '../answers.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/page.tsx'
import { useWindow } from '../window-context.ts'

export function UnusedTokens() {
  const { language, tell } = useWindow()
  const text = settingsProfilesWords(language)
  const stored = useAnswer('stored-tokens', null)
  const draft = useAnswer('setup-draft', null)
  const { act, busy } = useAct()
  if (stored.kind !== 'ok' || draft.kind !== 'ok') return null
  const wanted = new Set([draft.value?.privateEntry, draft.value?.sharedEntry])
  const unused = stored.value.filter(({ entry, usedBy }) => usedBy.length === 0 && !wanted.has(entry))
  if (unused.length === 0) return null
  const forget = async (): Promise<void> => {
    for (const { entry } of unused) {
      const reply = await act('forget-token', { entry })
      if (reply.kind === 'failure') return
    }
    tell({ kind: 'good', text: text.forgotten })
  }
  return (
    <Card>
      <h3>{text.unusedTokens}</h3>
      <p className="quiet">{text.unusedTokensText(unused.length)}</p>
      <div className="row">
        <Button icon={Trash2} busy={busy} onClick={() => void forget()}>
          {text.forget}
        </Button>
      </div>
    </Card>
  )
}
