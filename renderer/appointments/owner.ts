/**
 * Whose appointment a page is: what the address says, or the first profile that has seen it.
 */
import { useQuery } from '@tanstack/react-query'
import { useWindow } from '../window-context.ts'
import type { Chosen } from './filter.ts'

export interface Owner {
  readonly profile: string
  readonly title: string
  /** False: no profile has seen the page. */
  readonly known: boolean
}

/** Null: not found out yet, or there is no profile at all. */
export function useOwner({ pageId, profile }: Chosen): Owner | null {
  const { bridge, snapshot } = useWindow()
  const names = snapshot.profiles.map(({ name }) => name)
  const asked = profile === null ? names : [profile]
  const found = useQuery({
    queryKey: ['appointment', 'owner', pageId, asked],
    queryFn: async (): Promise<Owner | null> => {
      for (const name of asked) {
        const reply = await bridge.ask.appointment({ profile: name, pageId })
        if (reply.kind === 'ok' && reply.value.appointment.state !== 'unknown') {
          return { profile: name, title: reply.value.appointment.title, known: true }
        }
      }
      const [first] = asked
      return first === undefined ? null : { profile: first, title: '', known: false }
    },
  })
  return found.data ?? null
}
