/**
 * Takes one change back. Where the page shows something newer by now, it says what, and asks whether to insist.
 */
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { Change } from '../../shared/contract.ts'
import { undoWords } from '../../shared/words/window-undo.ts'
import { useAct, useAnswer } from '../answers.ts'
import { useWindow } from '../window-context.ts'
import { Button } from './button.tsx'
import { Confirm } from './confirm.tsx'
import { OpenInNotion } from './open-in-notion.tsx'

/** Nothing where the change cannot be taken back. */
export function UndoButton({ change }: { readonly change: Change }) {
  const { words, language, tell } = useWindow()
  const { act, busy } = useAct()
  const [newer, setNewer] = useState(false)
  const said = undoWords(language)
  const undo = async (insist: boolean): Promise<void> => {
    const reply = await act('submit', { action: 'undo', change: change.id, insist }, { quiet: true })
    if (reply.kind === 'failure' && reply.error.category === 'conflict' && !insist) return setNewer(true)
    setNewer(false)
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
        open={newer}
        title={said.newer.title}
        confirm={said.newer.insist}
        danger
        busy={busy}
        onConfirm={() => void undo(true)}
        onClose={() => setNewer(false)}
      >
        {newer && <WhatIsThere change={change} />}
      </Confirm>
    </>
  )
}

/** What would come back, and what both sides agreed on last. */
function WhatIsThere({ change }: { readonly change: Change }) {
  const { words, language } = useWindow()
  const { newer } = undoWords(language)
  const { profile, pageId, side } = change
  const asked = useAnswer('appointment', { profile, pageId })
  const agreed = asked.kind === 'ok' ? asked.value.fields : []
  const fields = change.fields.filter((one) => !one.tracking)
  return (
    <>
      <p>{newer.text}</p>
      {fields.map(({ field, before, after }) => {
        const now = agreed.find((one) => one.field === field)?.[side]
        return (
          <dl className="undo-field" key={field}>
            <dt>{field}</dt>
            <dd>
              <span className="quiet">{newer.back}:</span> {before ?? words.empty}
            </dd>
            <dd>
              <span className="quiet">{newer.written}:</span> {after ?? words.empty}
            </dd>
            {now !== undefined && now !== after && (
              <dd>
                <span className="quiet">{newer.now}:</span> {now ?? words.empty}
              </dd>
            )}
          </dl>
        )
      })}
      <p className="quiet small">{newer.asOfLastSync}</p>
      <div>
        <OpenInNotion pageId={pageId} />
      </div>
    </>
  )
}
