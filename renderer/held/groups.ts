/**
 * Held pages put together by what would happen to them, so that one answer fits all of a group.
 *
 * Pure. A copy that goes because its page was unchecked and one that goes for another reason go the same way.
 */
import type { Held } from '../../shared/contract.ts'
import { assertNever } from '../../shared/failure.ts'
import { type HeldKind, heldKinds } from '../../shared/words/window-held.ts'

export type HeldPage = Held['pages'][number]

export interface HeldGroup {
  readonly profile: string
  readonly kind: HeldKind
  /** Pairs of the profile. */
  readonly of: number
  readonly pages: readonly HeldPage[]
}

/** Profile by profile, what takes something away first; the oldest page of a group first, then by title. */
export function groupsOf(held: readonly Held[], firstProfile: string | null): readonly HeldGroup[] {
  const sorted = [...held].sort((a, b) => Number(b.profile === firstProfile) - Number(a.profile === firstProfile))
  return sorted.flatMap(({ profile, of, pages }) =>
    heldKinds
      .map((kind) => ({ profile, kind, of, pages: pages.filter(({ action }) => kindOf(action) === kind).sort(older) }))
      .filter((group) => group.pages.length > 0),
  )
}

function kindOf(action: HeldPage['action']): HeldKind {
  switch (action) {
    case 'trash-copy':
    case 'unshare':
      return 'remove'
    case 'unshare-private':
    case 'trash-private':
    case 'create':
    case 'change':
      return action
    default:
      return assertNever(action)
  }
}

function older(a: HeldPage, b: HeldPage): number {
  return a.since.localeCompare(b.since) || a.title.localeCompare(b.title)
}

/** What an answer is about: those that are ticked, or all; never one that went meanwhile. */
export function answered(group: HeldGroup, ticked: ReadonlySet<string>): readonly HeldPage[] {
  const chosen = group.pages.filter(({ privateId }) => ticked.has(privateId))
  return chosen.length === 0 ? group.pages : chosen
}
