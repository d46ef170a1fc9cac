/**
 * The button that syncs now; while a sync is under way it says so.
 */
import { RefreshCw } from 'lucide-react'
import { useAct } from '../answers.ts'
import { useWindow } from '../window-context.ts'
import { Button, type ButtonProps } from './button.tsx'

interface SyncNowProps extends Pick<ButtonProps, 'kind'> {
  /** Null: all that are neither paused nor switched off. */
  readonly profile?: string | null
}

export function SyncNow({ kind = 'primary', profile = null }: SyncNowProps) {
  const { words, snapshot } = useWindow()
  const { act, busy } = useAct()
  const under = profile === null ? snapshot.profiles : snapshot.profiles.filter(({ name }) => name === profile)
  const syncing = busy || under.some(({ state }) => state === 'in_progress')
  return (
    <Button kind={kind} icon={RefreshCw} busy={syncing} onClick={() => void act('sync-now', { profile, kind: 'auto' })}>
      {syncing ? words.syncing : words.syncNow}
    </Button>
  )
}
