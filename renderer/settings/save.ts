/**
 * Saving what was changed: at once, with a notice that offers to take it back where that is simple.
 */
import { useCallback, useRef } from 'react'
import type { ProfileSummary } from '../../shared/contract-profile.ts'
import type { ProfileChanges } from '../../shared/intent.ts'
import type { Preferences } from '../../shared/snapshot.ts'
import { settingsWords } from '../../shared/words/window-settings.ts'
import { settingsProfilesWords } from '../../shared/words/window-settings-profiles.ts'
import { useAct } from '../answers.ts'
import { useWindow } from '../window-context.ts'
import { partOf } from './part-of.ts'

export function useSavePreferences() {
  const { snapshot, language, words, tell } = useWindow()
  const { act, busy } = useAct()
  const { preferences } = snapshot
  // A notice outlives what was saved meanwhile; only its own change is taken back.
  const latest = useRef(preferences)
  latest.current = preferences
  const save = useCallback(
    async (part: Partial<Preferences>): Promise<void> => {
      const reply = await act('save-preferences', { ...preferences, ...part })
      if (reply.kind === 'failure') return
      const former = partOf(preferences, part)
      const undo = (): void => void act('save-preferences', { ...latest.current, ...former })
      tell({ kind: 'good', text: settingsWords(language).saved, action: { label: words.undo, act: undo } })
    },
    [act, preferences, language, words, tell],
  )
  return { preferences, save, busy }
}

export interface SavingProfile {
  readonly busy: boolean
  /** `back`: what takes it back; null: that is not simple. Gives whether it was saved. */
  readonly save: (changes: ProfileChanges, back: ProfileChanges | null, said?: string) => Promise<boolean>
}

export function useSaveProfile({ name }: Pick<ProfileSummary, 'name'>): SavingProfile {
  const { language, words, tell } = useWindow()
  const { act, busy } = useAct()
  const text = settingsProfilesWords(language)
  const save: SavingProfile['save'] = async (changes, back, said) => {
    const reply = await act('submit', { action: 'set-profile', name, changes })
    if (reply.kind === 'failure') return false
    const { obstacle, carriedOut } = reply.value
    if (obstacle !== null) {
      tell({ kind: 'bad', text: obstacle.message, error: obstacle })
      return false
    }
    const known = changes.newName ?? name
    const undo = back === null ? null : () => void act('submit', { action: 'set-profile', name: known, changes: back })
    tell({
      kind: carriedOut ? 'good' : 'info',
      text: carriedOut ? (said ?? text.saved(known)) : text.notYet,
      ...(undo === null ? {} : { action: { label: words.undo, act: undo } }),
    })
    return carriedOut
  }
  return { busy, save }
}
