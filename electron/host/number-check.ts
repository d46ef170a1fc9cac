/**
 * Is a number free in a shared database, or carried by copies of just these private pages? (sync-semantics, Schema)
 *
 * Two people under one number would take each other's copies for their own, so what cannot be proven is refused.
 */
import { type Failure, failure } from '../../shared/failure.ts'
import type { PrivatePageId, Profile, SharedPageId } from '../../shared/model.ts'
import { isUnreadable, viewShared } from '../core/observe.ts'
import type { ReadSide } from '../engine/ports.ts'

/** Private pages that are read one by one when the listing of the private side shows none of them. */
const READ_AT_MOST = 5

/** Null when the number may be used. */
export async function checkNumber(
  profile: Profile,
  privateSide: ReadSide<PrivatePageId>,
  sharedSide: ReadSide<SharedPageId>,
): Promise<Failure | null> {
  const shared = await sharedSide.list('present')
  if (shared.kind === 'incomplete') return shared.failure
  const mirrored = shared.pages.flatMap((page) => {
    const view = viewShared(page, profile.mapping)
    if (isUnreadable(view) || view.number !== profile.sourceUserId) return []
    return view.link === null ? [] : [view.link]
  })
  if (mirrored.length === 0) return null
  const own = await privateSide.list('present')
  if (own.kind === 'incomplete') return own.failure
  const ids = new Set(own.pages.map((page) => page.id))
  if (mirrored.some((id) => ids.has(id))) return null
  for (const id of mirrored.slice(0, READ_AT_MOST)) {
    const reading = await privateSide.read(id)
    if (reading.kind === 'page' && reading.page.resource === privateSide.resource) return null
    if (reading.kind === 'failure') return reading
  }
  return failure('usage', `${mirrored.length} copies carry the number ${profile.sourceUserId}, none of these pages`, {
    reason: 'number-of-others',
    subject: `${profile.sourceUserId}`,
  })
}
