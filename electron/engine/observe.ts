/**
 * The observation of a run: both sides listed completely, or what changed on each since its checkpoint.
 *
 * A listing that failed on any page is a failure of the whole observation: it proves nothing, for creates as for removals.
 * An answer that contradicts the schema as it is known stops everything before a single page is believed.
 */
import type { Failure } from '../../shared/failure.ts'
import type { PageId, PrivatePageId, SharedPageId, Side, SourcePage } from '../../shared/model.ts'
import type { RunContext } from './context.ts'
import { contradictsMapping, privateState, sharedState } from './pages.ts'
import type { Picture } from './picture.ts'
import type { Listing } from './ports.ts'

/** The service's clock at the first answer of each side's listing; null for a side that was not listed. */
export interface Observed {
  readonly kind: 'observed'
  readonly serverAt: { readonly private: number | null; readonly shared: number | null }
}

/** Pages whose edit minute may still have been open are looked at again (rail "Open minute"). */
export const openMinuteMs = 3 * 60_000
/** Beyond this, both sides at once are more than a small computer should have to hold. */
const manyPairs = 2_000

/** Both sides completely, outside the trash; any missing part of either is a failure of the whole observation. */
export async function observeAll(context: RunContext, picture: Picture): Promise<Observed | Failure> {
  const observed = await observeSides(
    [
      async () => seePrivatePages(context, picture, await context.private.list('present')),
      async () => seeSharedPages(context, picture, await context.shared.list('present')),
    ],
    listsInTurn(context),
  )
  if (observed.kind === 'observed') picture.listed = { private: true, shared: true }
  return observed
}

/**
 * What changed on each side since its checkpoint (ms UTC of the service's clock); one request a side when little did.
 * `wanted` leaves out pages that this run is done with.
 */
export function observeChanges(
  context: RunContext,
  picture: Picture,
  since: { readonly private: number; readonly shared: number },
  wanted: (id: PageId) => boolean = () => true,
): Promise<Observed | Failure> {
  return observeSides([
    async () => seePrivatePages(context, picture, await context.private.changesSince(since.private), wanted),
    async () => seeSharedPages(context, picture, await context.shared.changesSince(since.shared), wanted),
  ])
}

/**
 * Of many appointments, or nobody knows yet how many, one side after the other, if both share a connection: its budget
 * decides how long that takes anyway. Companions ask for the shared side at the same moment, so they do not wait for their
 * private sides.
 */
function listsInTurn({ profile, ledger, together }: RunContext): boolean {
  const oneConnection = JSON.stringify(profile.private.token) === JSON.stringify(profile.shared.token)
  if (!oneConnection || together) return false
  const { paired } = ledger.pairCounts(profile.id)
  return paired === 0 || paired > manyPairs
}

/** The service's clock when a side was listed, or why it could not be. */
type SideObserved = { readonly kind: 'side'; readonly serverAt: number } | Failure

/** Side by side, unless one after the other is asked for, which halves the memory. */
async function observeSides(
  [onPrivate, onShared]: readonly [() => Promise<SideObserved>, () => Promise<SideObserved>],
  inTurn = false,
): Promise<Observed | Failure> {
  const first = onPrivate()
  if (inTurn) await first
  const [mine, theirs] = await Promise.all([first, onShared()])
  if (mine.kind === 'failure') return mine
  if (theirs.kind === 'failure') return theirs
  return { kind: 'observed', serverAt: { private: mine.serverAt, shared: theirs.serverAt } }
}

/** Puts a listing into the picture; an answer that contradicts the schema as it is known stops everything first. */
async function seePrivatePages(
  context: RunContext,
  picture: Picture,
  listing: Listing<PrivatePageId>,
  wanted: (id: PageId) => boolean = () => true,
): Promise<SideObserved> {
  if (listing.kind === 'incomplete') return listing.failure
  const contradicted = await contradiction(context, 'private', listing.pages)
  if (contradicted !== null) return contradicted
  for (const page of listing.pages) {
    if (wanted(page.id)) picture.seePrivate(page.id, await privateState(context, page, false))
  }
  return { kind: 'side', serverAt: listing.serverAt }
}

/** As `seePrivatePages`, for the shared side. */
async function seeSharedPages(
  context: RunContext,
  picture: Picture,
  listing: Listing<SharedPageId>,
  wanted: (id: PageId) => boolean = () => true,
): Promise<SideObserved> {
  if (listing.kind === 'incomplete') return listing.failure
  const contradicted = await contradiction(context, 'shared', listing.pages)
  if (contradicted !== null) return contradicted
  for (const page of listing.pages) {
    if (wanted(page.id)) picture.seeShared(page.id, await sharedState(context, page, false))
  }
  return { kind: 'side', serverAt: listing.serverAt }
}

async function contradiction(context: RunContext, side: Side, pages: readonly SourcePage[]): Promise<Failure | null> {
  return pages.some((page) => contradictsMapping(context, side, page)) ? context.checkSchema() : null
}
