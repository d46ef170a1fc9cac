/**
 * Carries a choice about a conflict out and tells what became of it: done and how to take it back, waiting for Notion,
 * settled by somebody else meanwhile, or changed once more.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Change, Conflict } from '../../shared/contract.ts'
import type { Answer } from '../../shared/ipc.ts'
import { useAct } from '../answers.ts'
import { go } from '../route.ts'
import { type Notice, useWindow } from '../window-context.ts'
import { type Choice, doneText, intentOf, type Keep } from './choices.ts'
import { useConflictsWords } from './words.ts'

export interface Deciding {
  readonly busy: boolean
  /** Gives the conflicts that are open afterwards; null where nothing could be decided. */
  readonly decide: (conflict: Conflict, choice: Choice) => Promise<readonly Conflict[] | null>
  readonly decideAll: (conflicts: readonly Conflict[], keep: Keep) => Promise<boolean>
}

/** More changes than this are taken back one by one, where they are listed. */
const UNDO_AT_ONCE = 4
const RECENT = 20

export function useDeciding(): Deciding {
  const { bridge, tell, formats, words } = useWindow()
  const { said, titleOf } = useConflictsWords()
  const { act } = useAct()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)

  const changesOf = async ({ profile, privateId, sharedId }: Conflict): Promise<readonly Change[]> => {
    const page = privateId ?? sharedId
    if (page === null) return []
    const all = { search: '', side: null, kind: null, from: null, to: null, offset: 0, limit: RECENT }
    const reply = await bridge.ask.changes({ profile, page, ...all })
    return reply.kind === 'ok' ? reply.value.entries : []
  }

  const takeBack = async (changes: readonly Change[], conflict: Conflict): Promise<void> => {
    for (const { id } of changes) {
      const reply = await act('submit', { action: 'undo', change: id, insist: false })
      if (reply.kind === 'failure') return
    }
    const { fields, other } = said.done.undone
    const told = conflict.kind === 'fields' ? fields : other
    tell({ kind: 'good', text: told(formats.quote(titleOf(conflict))) })
  }

  /** How to take it back: what was written since, or where to find it. */
  const undoing = async (conflict: Conflict, known: readonly Change[]): Promise<Pick<Notice, 'action'>> => {
    const before = new Set(known.map(({ id }) => id))
    const fresh = (await changesOf(conflict)).filter(({ id, undoable }) => undoable && !before.has(id))
    if (fresh.length === 0) return {}
    if (fresh.length > UNDO_AT_ONCE) return { action: { label: said.done.showMany, act: () => go('activity') } }
    return { action: { label: words.undo, act: () => void takeBack(fresh, conflict) } }
  }

  const decide = async (conflict: Conflict, choice: Choice): Promise<readonly Conflict[] | null> => {
    const quoted = formats.quote(titleOf(conflict))
    const known = await changesOf(conflict)
    const reply = await bridge.ask.submit(intentOf(conflict, choice))
    const open = await bridge.ask.conflicts({ profile: null })
    const now = open.kind === 'ok' ? open.value : []
    if (reply.kind === 'failure') {
      const gone = open.kind === 'ok' && now.every(({ id }) => id !== conflict.id)
      tell(
        gone
          ? { kind: 'info', text: said.done.gone(quoted) }
          : { kind: 'bad', text: reply.error.message, error: reply.error },
      )
      return gone ? now : null
    }
    const result = told(reply.value)
    if (result !== null) tell({ kind: 'info', text: said.done.later(quoted, result) })
    else if (isStillAsked(conflict, choice, now)) tell({ kind: 'info', text: said.done.changed(quoted) })
    else {
      const undo = await undoing(conflict, known)
      tell({ kind: 'good', text: doneText(conflict, choice, titleOf(conflict), said, formats), ...undo })
    }
    return now
  }

  const whileBusy = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    setBusy(true)
    try {
      return await work()
    } finally {
      await client.invalidateQueries()
      setBusy(false)
    }
  }

  return {
    busy,
    decide: (conflict, choice) => whileBusy(() => decide(conflict, choice)),
    decideAll: (conflicts, keep) =>
      whileBusy(async () => {
        const ids = conflicts.map(({ id }) => id)
        const intent = { action: 'resolve-all-conflicts', profile: null, keep, field: null, ids } as const
        const reply = await act('submit', intent)
        if (reply.kind === 'failure') return false
        const wait = told(reply.value)
        const text = said.done.many(formats, reply.value.ids.length)
        const action = { label: said.done.showMany, act: () => go('activity') }
        if (wait === null) tell({ kind: 'good', text, action })
        else tell({ kind: 'info', text: `${text} ${wait}` })
        return true
      }),
  }
}

/** Why it is not carried out yet; null when it is. */
function told({ carriedOut, obstacle }: Answer<'submit'>): string | null {
  return carriedOut || obstacle === null ? null : `${obstacle.message} ${obstacle.remedy}`
}

/** The same question is open again: it was decided on values that were no longer there. */
function isStillAsked(conflict: Conflict, choice: Choice, now: readonly Conflict[]): boolean {
  const same = now.find(({ id }) => id === conflict.id)
  if (same === undefined) return false
  return choice.kind === 'answer' || choice.field === null || same.fields.some(({ field }) => field === choice.field)
}
