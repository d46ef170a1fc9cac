/**
 * Asking something that costs requests at Notion: once while it is shown, and again only when somebody wants it.
 *
 * Not with `useAnswer`, which asks again whenever a snapshot comes in.
 */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answer, Argument, Reply } from '../../shared/ipc.ts'
import type { RequestName } from '../../shared/ipc-names.ts'
import type { Asked } from '../answers.ts'
import { useWindow } from '../window-context.ts'

export interface AskedOnce<Value> {
  readonly asked: Asked<Value>
  /** An answer is on its way, be it the first or another. */
  readonly busy: boolean
  readonly again: () => void
  /** Takes the place of the answer: another request brought it. */
  readonly put: (value: Value) => void
}

export function useOnce<Name extends RequestName>(
  name: Name,
  argument: Argument<Name>,
  { enabled = true }: { readonly enabled?: boolean } = {},
): AskedOnce<Answer<Name>> {
  const { bridge } = useWindow()
  const client = useQueryClient()
  const queryKey = ['once', name, argument]
  const query = useQuery({
    queryKey,
    queryFn: (): Promise<Reply<Answer<Name>>> => bridge.ask[name](argument),
    placeholderData: keepPreviousData,
    staleTime: 'static',
    // Whoever comes back wants to see how it is now.
    gcTime: 0,
    enabled,
  })
  const again = (): void => void query.refetch()
  const put = (value: Answer<Name>): void => {
    const reply: Reply<Answer<Name>> = { kind: 'ok', value }
    client.setQueryData(queryKey, reply)
  }
  return { asked: askedOf(query.data, query.isPlaceholderData, again), busy: query.isFetching, again, put }
}

function askedOf<Value>(reply: Reply<Value> | undefined, stale: boolean, again: () => void): Asked<Value> {
  if (reply === undefined) return { kind: 'waiting' }
  return reply.kind === 'ok'
    ? { kind: 'ok', value: reply.value, stale }
    : { kind: 'failure', error: reply.error, again }
}
