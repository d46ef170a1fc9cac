/**
 * What must be known before a page goes, or a copy comes back: direct readings that are young enough.
 *
 * Listings only say whom to read. A removal is proven when it is decided and once more right before it is written, because
 * a request in between may have hung for a minute; a copy comes back only for a page that a direct reading shows as
 * relevant (rail "Before a removal").
 */
import type { Decision, Operation, SideState } from '../../shared/decision.ts'
import type { Failure } from '../../shared/failure.ts'
import type { PageId, PrivatePageId, SharedPageId, Side, View } from '../../shared/model.ts'
import { fingerprint } from '../core/observe.ts'
import { isRemoval } from '../core/rails.ts'
import type { Situation } from '../core/situation.ts'
import type { RunContext } from './context.ts'
import { complete } from './gather.ts'
import { ageOf } from './moments.ts'
import { readDirectly } from './pages.ts'
import type { Picture, Sighting } from './picture.ts'

/** A direct read this young counts as "right before" the write that follows it (rail "Fresh read"). */
export const freshReadMs = 1_500
/** A removal hangs on a reading of the private page no older than this. */
const proofMs = 60_000

export type Unproven = { readonly kind: 'changed' } | { readonly kind: 'failed'; readonly failure: Failure }

export interface Proof {
  /** Reads directly what a removal hangs on, and freshens what other writes rely on; a failure puts it off. */
  prove(decision: Decision): Promise<Failure | null>
  /** Null: what the trashing hangs on is still as it was when it was decided. */
  stillRemoved(
    decision: Decision,
    operation: Extract<Operation, { kind: 'trash' }>,
    situation: Situation,
  ): Promise<Unproven | null>
  /** A copy comes back, or comes anew although this ledger, or one before it, has known its page. */
  comesBack(decision: Decision): boolean
  /** The private page was read directly. */
  isConfirmed(decision: Pick<Decision, 'privateId'>): boolean
}

/** `refresh` brings observations older than 60 s up to date before values are written. */
export function createProof(context: RunContext, picture: Picture, refresh: () => Promise<Failure | null>): Proof {
  return { prove, stillRemoved, comesBack, isConfirmed }

  /** Reads directly what a removal hangs on, and freshens what other writes rely on; a failure puts it off. */
  async function prove(decision: Decision): Promise<Failure | null> {
    // A page that was switched off waits for no listing: its fold relies on the page itself, which is read below.
    if (!isRemoval(decision.guarded) && decision.operations.some(reliesOnObservation)) {
      const stale = await refresh()
      if (stale !== null) return stale
    }
    if (comesBack(decision)) await confirmRelevant(decision)
    const removes = isRemoval(decision.guarded) || decision.operations.some((operation) => operation.kind === 'trash')
    if (!removes || decision.privateId === null) return null
    const mine = picture.private(decision.privateId)
    if (mine === null || !isDirect(mine.state)) await readDirectly(context, picture, 'private', decision.privateId)
    const copy = decision.sharedId === null ? null : picture.shared(decision.sharedId)
    // P goes because its copy is in the trash: somebody may have brought it back since this run began.
    const proven = copy !== null && isDirect(copy.state) && isYoung(copy)
    if (decision.case === '8' && decision.sharedId !== null && !proven) {
      await readDirectly(context, picture, 'shared', decision.sharedId)
    }
    const now = picture.private(decision.privateId)?.state
    return now?.kind === 'failed' ? now.failure : null
  }

  /** A copy comes back, or comes anew although this ledger, or one before it, has known its page. */
  function comesBack({ operations, privateId }: Decision): boolean {
    if (operations.some((each) => each.kind === 'restore' && each.side === 'shared')) return true
    if (privateId === null || !operations.some((each) => each.kind === 'create')) return false
    const { ledger, profile, rules } = context
    return (
      rules.rebuilt || ledger.pair(profile.id, privateId) !== null || ledger.tombstone(profile.id, privateId) !== null
    )
  }

  function isConfirmed({ privateId }: Pick<Decision, 'privateId'>): boolean {
    const mine = privateId === null ? null : picture.private(privateId)
    return mine === null || isDirect(mine.state)
  }

  /** An old listing must not bring back what was switched off or deleted: the page is read, and what it links to. */
  async function confirmRelevant({ privateId }: Pick<Decision, 'privateId'>): Promise<void> {
    if (privateId === null || isConfirmed({ privateId })) return
    await readDirectly(context, picture, 'private', privateId)
    await complete(context, picture, [privateId], false)
  }

  /**
   * Null: what the removal hangs on is still as it was when it was decided, on readings that are young enough: the private
   * page, the copy that is in the trash when the private page follows it (row 8), and the page that stays when another one
   * goes (row 12).
   */
  async function stillRemoved(
    { privateId, sharedId, why }: Decision,
    { pageId, side }: Extract<Operation, { kind: 'trash' }>,
    situation: Situation,
  ): Promise<Unproven | null> {
    if (privateId === null) return null
    const mine = await youngSighting('private', privateId, proofMs)
    if (mine?.kind === 'failed') return { kind: 'failed', failure: mine.failure }
    if (mine?.kind !== situation.private.kind || isRelevant(mine) !== isRelevant(situation.private)) {
      return { kind: 'changed' }
    }
    // Of two private pages that were made for one row one goes because the other stays (row 12).
    const stays = side === 'private' && why === 'equal-duplicate' ? (situation.named?.link ?? null) : null
    if (stays !== null) {
      const other = await youngSighting('private', stays, freshReadMs)
      if (other?.kind === 'failed') return { kind: 'failed', failure: other.failure }
      if (other?.kind !== 'present') return { kind: 'changed' }
    }
    const follows = side === 'private' && situation.copy.kind === 'trashed'
    const yields = side === 'shared' && sharedId !== pageId && situation.copy.kind === 'present'
    if (sharedId === null || (!follows && !yields)) return null
    const other = await youngSighting('shared', sharedId, freshReadMs)
    if (other?.kind === 'failed') return { kind: 'failed', failure: other.failure }
    if (other?.kind !== situation.copy.kind) return { kind: 'changed' }
    return follows ? null : stillLeaves(pageId as SharedPageId) // Only a copy goes because another one stays.
  }

  /** The page that leaves is as it was before the one that stays was read: over a slow line that has taken a while. */
  async function stillLeaves(id: SharedPageId): Promise<Unproven | null> {
    const before = picture.shared(id)
    if (before !== null && isYoung(before)) return null
    await readDirectly(context, picture, 'shared', id)
    const now = picture.shared(id)?.state
    if (now?.kind === 'failed') return { kind: 'failed', failure: now.failure }
    const same =
      before?.state.kind === 'present' &&
      now?.kind === 'present' &&
      fingerprint(before.state.page) === fingerprint(now.page)
    return same ? null : { kind: 'changed' }
  }

  function isYoung({ at }: Sighting<View>): boolean {
    return ageOf(context.clock, at) <= freshReadMs
  }

  /** A reading of the page itself: a listing may be older than its answer (notion-api, section 4). */
  async function youngSighting(side: Side, id: PageId, ageMs: number): Promise<SideState<View> | null> {
    const sighting = () =>
      side === 'private' ? picture.private(id as PrivatePageId) : picture.shared(id as SharedPageId) // Side says so.
    const known = sighting()
    if (known === null || !isDirect(known.state) || ageOf(context.clock, known.at) > ageMs)
      await readDirectly(context, picture, side, id)
    return sighting()?.state ?? null
  }
}

/**
 * A create relies on what it did not find. What an update carries over was read on the other side, where another computer
 * may have written since: only the side that is overwritten is read again right before.
 */
function reliesOnObservation({ kind }: Operation): boolean {
  return kind === 'create' || kind === 'update' || kind === 'restore'
}

function isRelevant(state: SideState<View> | null): boolean {
  return state?.kind === 'present' && state.page.relevant
}

/** Whether a reading of the page itself, not a listing, said so. */
export function isDirect(state: { readonly kind: string; readonly direct?: boolean }): boolean {
  return state.direct === true || state.kind === 'moved' || state.kind === 'unreadable'
}
