/**
 * The draft of a setup in the window: what was chosen so far, kept by the main process after every change, in order.
 *
 * A window that is loaded anew goes on from what was kept last. No token is ever part of it.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ErrorExplained } from '../../shared/contract.ts'
import type { Bridge } from '../../shared/ipc.ts'
import type { SetupDraft } from '../../shared/setup.ts'
import { emptyDraft } from '../../shared/setup-draft.ts'
import type { SetupStep } from '../../shared/words/window-setup.ts'
import { useWindow } from '../window-context.ts'

export interface Drafting {
  readonly draft: SetupDraft
  /** A change of what is chosen; the step stays. */
  readonly change: (part: Partial<Omit<SetupDraft, 'step'>>) => void
  readonly goTo: (step: SetupStep) => void
  /** Another draft takes its place, which the main process has kept already. */
  readonly put: (draft: SetupDraft) => void
  readonly beginAnew: () => void
  /** It could not be kept; null: it was. */
  readonly notKept: ErrorExplained | null
}

export type Drafted =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failure'; readonly error: ErrorExplained }
  | { readonly kind: 'ok'; readonly drafting: Drafting }

type Known =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failure'; readonly error: ErrorExplained }
  | { readonly kind: 'ok'; readonly draft: SetupDraft }

export function useDraft(): Drafted {
  const { bridge } = useWindow()
  const [known, setKnown] = useState<Known>({ kind: 'waiting' })
  const { keep, notKept } = useKeeping(bridge)
  useEffect(() => {
    void bridge.ask['setup-draft'](null).then((reply) => {
      setKnown(reply.kind === 'ok' ? { kind: 'ok', draft: reply.value ?? emptyDraft } : reply)
      return reply
    })
  }, [bridge])
  // The latest, also for two changes before the page is drawn again.
  const latest = useRef(emptyDraft)
  if (known.kind === 'ok') latest.current = known.draft
  const replace = useCallback(
    (draft: SetupDraft, how: 'keep' | 'forget' | 'kept') => {
      latest.current = draft
      setKnown({ kind: 'ok', draft })
      if (how !== 'kept') keep(how === 'keep' ? draft : null)
    },
    [keep],
  )
  const change = useCallback<Drafting['change']>((part) => replace({ ...latest.current, ...part }, 'keep'), [replace])
  const goTo = useCallback<Drafting['goTo']>((step) => replace({ ...latest.current, step }, 'keep'), [replace])
  const put = useCallback<Drafting['put']>((draft) => replace(draft, 'kept'), [replace])
  const beginAnew = useCallback(() => replace(emptyDraft, 'forget'), [replace])
  if (known.kind !== 'ok') return known
  return { kind: 'ok', drafting: { draft: known.draft, change, goTo, put, beginAnew, notKept } }
}

/** Keeps one after the other; what came meanwhile is kept as one, the last of it. */
function useKeeping(bridge: Bridge) {
  const [notKept, setNotKept] = useState<ErrorExplained | null>(null)
  const waiting = useRef<{ readonly draft: SetupDraft | null } | null>(null)
  const busy = useRef(false)
  const keep = useCallback(
    (draft: SetupDraft | null): void => {
      waiting.current = { draft }
      if (busy.current) return
      busy.current = true
      void keepAll()
      async function keepAll(): Promise<void> {
        while (waiting.current !== null) {
          const next = waiting.current
          waiting.current = null
          const reply = await bridge.ask['save-setup-draft'](next)
          setNotKept(reply.kind === 'ok' ? null : reply.error)
        }
        busy.current = false
      }
    },
    [bridge],
  )
  return { keep, notKept }
}
