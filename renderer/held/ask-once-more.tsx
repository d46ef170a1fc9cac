/**
 * Asks once more before an answer about held pages, with the number and the names; then carries it out and says so.
 *
 * The answer names the pages that were shown: one that came meanwhile stays held.
 */
import { heldWords } from '../../shared/words/window-held.ts'
import { useAct } from '../answers.ts'
import { Confirm } from '../parts/confirm.tsx'
import { useWindow } from '../window-context.ts'
import type { HeldGroup, HeldPage } from './groups.ts'

interface AskOnceMoreProps {
  readonly group: HeldGroup
  readonly pages: readonly HeldPage[]
  readonly asked: 'confirm' | 'reject' | null
  readonly danger: boolean
  readonly onClose: () => void
  readonly onDone: () => void
}

const NAMED = 5

export function AskOnceMore({ group, pages, asked, danger, onClose, onDone }: AskOnceMoreProps) {
  const { language, formats, tell } = useWindow()
  const { act, busy } = useAct()
  const said = heldWords(language)
  const words = said.kind[group.kind]
  const choice = asked ?? 'confirm'
  const count = pages.length
  const answer = async (): Promise<void> => {
    const ids = pages.map(({ privateId }) => privateId)
    const reply = await act('submit', { action: 'decide-held', choice, profile: group.profile, ids })
    if (reply.kind === 'failure') return
    const { obstacle } = reply.value
    const done = choice === 'confirm' ? words.confirmed(formats, count) : words.rejected(formats, count)
    if (obstacle === null) tell({ kind: 'good', text: done })
    else tell({ kind: 'info', text: `${done} ${said.later(obstacle.message)}` })
    onDone()
    onClose()
  }
  return (
    <Confirm
      open={asked !== null}
      title={said.askTitle[choice]}
      confirm={choice === 'confirm' ? words.confirm(formats, count) : words.reject(formats, count)}
      danger={danger && choice === 'confirm'}
      busy={busy}
      onConfirm={() => void answer()}
      onClose={onClose}
    >
      <p>{choice === 'confirm' ? words.confirmMeans(formats, count) : words.rejectMeans(formats, count)}</p>
      <ul className="held-named">
        {pages.slice(0, NAMED).map(({ privateId, title }) => (
          <li key={privateId}>{title.trim() === '' ? said.untitled : title}</li>
        ))}
        {count > NAMED && <li className="quiet">{said.andMore(formats, count - NAMED)}</li>}
      </ul>
    </Confirm>
  )
}
