/**
 * Taking changes back, for all the lists of a screen: what is asked stands above the screen, not in an entry, so that it
 * stays when the list below gets a newer first entry.
 */
import { createContext, type ReactNode, useContext, useState } from 'react'
import type { Change, ErrorExplained } from '../../shared/contract.ts'
import { undoWords } from '../../shared/words/window-undo.ts'
import { useAct } from '../answers.ts'
import { useWindow } from '../window-context.ts'
import { Confirm } from './confirm.tsx'
import { OpenInNotion } from './open-in-notion.tsx'

interface Undoing {
  readonly undo: (change: Change) => void
  /** The id of the change that is being taken back; null: none is. */
  readonly busy: string | null
}

interface Refused {
  readonly change: Change
  readonly error: ErrorExplained
}

/** The page shows something newer; the others take back all fields but those that cannot be. */
const NEWER = 'overwritten-since'
const canBeInsistedOn: ReadonlySet<string> = new Set([NEWER, 'undo-one-way', 'undo-not-known'])

const undoing = createContext<Undoing | null>(null)

/** For what lies in an `UndoLayer`. */
export function useUndo(): Undoing {
  const found = useContext(undoing)
  if (found === null) throw new Error('used outside of an undo layer')
  return found
}

export function UndoLayer({ children }: { readonly children: ReactNode }) {
  const { language, tell } = useWindow()
  const { act } = useAct()
  const [busy, setBusy] = useState<string | null>(null)
  /** What was refused, and can be insisted on. */
  const [refused, setRefused] = useState<Refused | null>(null)
  const said = undoWords(language)
  const undo = async (change: Change, insist: boolean): Promise<void> => {
    setBusy(change.id)
    const reply = await act('submit', { action: 'undo', change: change.id, insist }, { quiet: true })
    setBusy(null)
    if (reply.kind === 'failure' && !insist && canBeInsistedOn.has(reply.error.reason ?? '')) {
      return setRefused({ change, error: reply.error })
    }
    setRefused(null)
    const error = reply.kind === 'failure' ? reply.error : reply.value.obstacle
    if (error === null) tell({ kind: 'good', text: said.undone(change.sentence) })
    else tell({ kind: 'bad', text: error.message, error })
  }
  return (
    <undoing.Provider value={{ busy, undo: (change) => void undo(change, false) }}>
      {children}
      <Confirm
        open={refused !== null}
        title={refused === null || refused.error.reason === NEWER ? said.newer.title : refused.error.message}
        confirm={said.newer.insist}
        danger
        busy={busy !== null}
        onConfirm={() => refused !== null && void undo(refused.change, true)}
        onClose={() => setRefused(null)}
      >
        {refused !== null && <Refusal refused={refused} />}
      </Confirm>
    </undoing.Provider>
  )
}

function Refusal({ refused: { change, error } }: { readonly refused: Refused }) {
  if (error.reason === NEWER) return <WhatIsThere change={change} now={error.message} />
  return (
    <>
      <p>{error.cause}</p>
      <p>{error.remedy}</p>
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
