/**
 * Asking the main process, as hooks: answers are kept while they are shown, and asked for again when the snapshot says
 * that something changed.
 *
 * A failure is an answer as well and never thrown; whoever asks draws it (`parts/failure-notice`).
 */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { ErrorExplained } from '../shared/contract.ts'
import type { Answer, Argument, Reply } from '../shared/ipc.ts'
import type { RequestName } from '../shared/ipc-names.ts'
import { useWindow } from './window-context.ts'

export type Asked<Value> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ok'; readonly value: Value /** Another answer is on its way. */; readonly stale: boolean }
  | { readonly kind: 'failure'; readonly error: ErrorExplained; readonly again: () => void }

/** Asks while the part is shown. `enabled` false: not yet. */
export function useAnswer<Name extends RequestName>(
  name: Name,
  argument: Argument<Name>,
  { enabled = true }: { readonly enabled?: boolean } = {},
): Asked<Answer<Name>> {
  const { bridge } = useWindow()
  const query = useQuery({
    queryKey: [name, argument],
    queryFn: () => bridge.ask[name](argument),
    placeholderData: keepPreviousData,
    enabled,
  })
  const reply = query.data
  if (reply === undefined) return { kind: 'waiting' }
  if (reply.kind === 'ok') return { kind: 'ok', value: reply.value, stale: query.isPlaceholderData }
  return { kind: 'failure', error: reply.error, again: () => void query.refetch() }
}

export interface Acting {
  /** Something asked by `act` has not been answered yet. */
  readonly busy: boolean
  /** Asks once, and tells a failure in the corner of the window unless `quiet`. Everything shown is asked for again. */
  readonly act: <Name extends RequestName>(
    name: Name,
    argument: Argument<Name>,
    how?: { readonly quiet?: boolean },
  ) => Promise<Reply<Answer<Name>>>
}

export function useAct(): Acting {
  const { bridge, tell } = useWindow()
  const client = useQueryClient()
  const [open, setOpen] = useState(0)
  const act: Acting['act'] = useCallback(
    async (name, argument, { quiet = false } = {}) => {
      setOpen((count) => count + 1)
      try {
        const reply = await bridge.ask[name](argument)
        if (reply.kind === 'failure' && !quiet) tell({ kind: 'bad', text: reply.error.message, error: reply.error })
        await client.invalidateQueries()
        return reply
      } finally {
        setOpen((count) => count - 1)
      }
    },
    [bridge, client, tell],
  )
  return { busy: open > 0, act }
}
