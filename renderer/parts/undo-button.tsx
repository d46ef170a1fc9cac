/**
 * Takes one change back. Where the page shows something newer by now, it says what, and asks whether to insist.
 */
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { Change } from '../../shared/contract.ts'
import { undoWords } from '../../shared/words/window-undo.ts'
import { useAct } from '../answers.ts'
import { useWindow } from '../window-context.ts'
import { Button } from './button.tsx'
import { Confirm } from './confirm.tsx'
import { OpenInNotion } from './open-in-notion.tsx'

/** Nothing where the change cannot be taken back. */
export function UndoButton({ change }: { readonly change: Change }) {
  const { words, language, tell } = useWindow()
  const { act, busy } = useAct()
  const [newer, setNewer] = useState<string | null>(null)
  const said = undoWords(language)
  const undo = async (insist: boolean): Promise<void> => {
    const reply = await act('submit', { action: 'undo', change: change.id, insist }, { quiet: true })
    if (reply.kind === 'failure' && reply.error.reason === 'overwritten-since' && !insist) {
      return setNewer(reply.error.message)
    }
    setNewer(null)
    const error = reply.kind === 'failure' ? reply.error : reply.value.obstacle
    if (error === null) tell({ kind: 'good', text: said.undone(change.sentence) })
    else tell({ kind: 'bad', text: error.message, error })
  }
  if (!change.undoable) return null
  return (
    <>
      <Button
        kind="quiet"
        icon={Undo2}
        busy={busy}
        aria-label={said.ofChange(change.sentence)}
        onClick={() => void undo(false)}
      >
        {words.undo}
      </Button>
      <Confirm
        open={newer !== null}
        title={said.newer.title}
        confirm={said.newer.insist}
        danger
        busy={busy}
        onConfirm={() => void undo(true)}
        onClose={() => setNewer(null)}
      >
        {newer !== null && <WhatIsThere change={change} now={newer} />}
      </Confirm>
    </>
  )
}

/** What stands there now, as it was just read, and what would come back. */
function WhatIsThere({ change, now }: { readonly change: Change; readonly now: string }) {
  const { words, language } = useWindow()
  const { newer } = undoWords(language)
  return (
    <>
      <p>
        <strong>{now}</strong>
      </p>
      <p>{newer.text}</p>
      {change.fields
        .filter(({ tracking }) => !tracking)
        .map(({ field, before, after }) => (
          <dl className="undo-field" key={field}>
            <dt>{field}</dt>
            <dd>
              <span className="quiet">{newer.written}:</span> {after ?? words.empty}
            </dd>
            <dd>
              <span className="quiet">{newer.back}:</span> {before ?? words.empty}
            </dd>
          </dl>
        ))}
      <div>
        <OpenInNotion pageId={change.pageId} />
      </div>
    </>
  )
}
