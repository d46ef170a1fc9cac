/**
 * Which pages the window may ask to open: those that the ledger knows, and those that an open list names.
 *
 * A window may be anybody, so a page that nobody here has heard of is not opened for it.
 */
import type { PageId, Profile } from '../../shared/model.ts'
import { privatePageId, sharedPageId } from '../core/observe.ts'
import { lastComparison } from '../engine/verify.ts'
import type { Home } from './home.ts'

/** Whether any profile has seen a page, on either side. `page`: with or without dashes. */
export function isKnownPage(home: Home, page: string): boolean {
  const [privateId, sharedId] = [privatePageId(page), sharedPageId(page)]
  if (privateId === null || sharedId === null) return false
  return home
    .profiles()
    .some(
      (profile) =>
        home.ledger.pair(profile.id, privateId) !== null ||
        home.ledger.pairByShared(profile.id, sharedId) !== null ||
        isNamed(home, profile, privateId),
    )
}

/** A second copy that asks, a copy that lost its page, a row that a comparison found: pages without a pair. */
function isNamed(home: Home, profile: Profile, page: PageId): boolean {
  const { journal } = home
  const differences = lastComparison(home, profile)?.report.differences ?? []
  const named = [...journal.openConflicts(profile.id), ...journal.problems(profile.id), ...differences]
  return (
    named.some(({ privateId, sharedId }) => [privateId, sharedId].some((id) => id === page)) ||
    journal.changes({ profile: profile.id, pageId: page, limit: 1 }).length > 0
  )
}
