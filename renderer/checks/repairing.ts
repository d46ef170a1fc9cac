/**
 * Repairs differences of the last comparison, tells what became of them, and offers to take a repair back.
 */
import { useState } from 'react'
import type { Repaired } from '../../shared/contract-care.ts'
import { checksWords } from '../../shared/words/window-checks.ts'
import { useAct } from '../answers.ts'
import { useWindow } from '../window-context.ts'

export interface Repairing {
  readonly busy: boolean
  /** What became of each difference, by its id. */
  readonly outcomes: ReadonlyMap<string, Repaired>
  readonly repair: (ids: readonly string[]) => Promise<void>
  readonly forget: () => void
}

/** More changes than this are taken back one by one, where they are listed. */
const UNDO_AT_ONCE = 4

export function useRepairing(profile: string): Repairing {
  const { language, formats, words, tell } = useWindow()
  const said = checksWords(language).repair
  const { act, busy } = useAct()
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Repaired>>(new Map())
  const takeBack = async (changes: readonly string[]): Promise<void> => {
    for (const change of changes) {
      const reply = await act('submit', { action: 'undo', change, insist: false })
      if (reply.kind === 'failure') return
    }
    tell({ kind: 'good', text: said.undone })
  }
  return {
    busy,
    outcomes,
    forget: () => setOutcomes(new Map()),
    repair: async (ids) => {
      const reply = await act('repair', { profile, ids: [...ids] })
      if (reply.kind === 'failure') return
      const { repaired } = reply.value
      setOutcomes((before) => new Map([...before, ...repaired.map((one) => [one.id, one] as const)]))
      const done = repaired.filter(({ outcome }) => outcome === 'repaired' || outcome === 'gone').length
      const open = repaired.length - done
      const text = [
        ...(done > 0 ? [said.done(formats, done)] : []),
        ...(open > 0 ? [said.notDone(formats, open)] : []),
      ].join(' ')
      const changes = repaired.flatMap((one) => one.changes).reverse()
      const undo = changes.length > 0 && changes.length <= UNDO_AT_ONCE
      tell({
        kind: open > 0 ? 'info' : 'good',
        text,
        ...(undo ? { action: { label: words.undo, act: () => void takeBack(changes) } } : {}),
      })
    },
  }
}
