/**
 * Fills the picture with what single appointments still need to be decided on, after the observation.
 *
 * A listing only says whom to read: a page that is missing from one is read directly before anything is concluded. A
 * copy counts as absent only after a complete look-up by key, the trash included (rail "Proof of absence"). What cannot
 * be learned is put into the picture as failed; nothing here decides.
 */

import type { Failure } from '../../shared/failure.ts'
import type { PageId, Pair, PrivatePageId, SharedPageId, Side, View } from '../../shared/model.ts'
import { differAcross, differsFromBase } from '../core/base.ts'
import { chooseCopy } from '../core/situation.ts'
import type { RunContext } from './context.ts'
import { privateState, readDirectly, sharedState } from './pages.ts'
import type { Known, Picture } from './picture.ts'
import type { Listing, Scope } from './ports.ts'

/**
 * Learns what the given appointments still need: sides that nobody has seen, copies of pages that have none, pages that
 * a link names. Ends when a round asks for nothing more; everything it asks for is asked once.
 */
export async function complete(
  context: RunContext,
  picture: Picture,
  ids: readonly PrivatePageId[],
  forced: boolean,
): Promise<void> {
  const asked = new Set<string>()
  let open: readonly PrivatePageId[] = ids
  for (let round = 0; round < 4 && open.length > 0; round += 1) {
    const needs = open.map((id) => needsOf(context, picture, id, known(context, id), forced && round === 0))
    const reads = needs.flatMap((need) => need.reads).filter((read) => once(asked, `${read.side} ${read.id}`))
    await inParallel(reads, 4, context.stop, (read) => readDirectly(context, picture, read.side, read.id))
    const lookUps = open.filter((id) => needsLookUp(picture, id, known(context, id).pair) && once(asked, `key ${id}`))
    await lookUp(context, picture, lookUps)
    const named = open.flatMap((id) => halfLinked(picture, id)).filter((id) => once(asked, `named ${id}`))
    await lookUpNaming(context, picture, named)
    open = open.filter((id) => {
      const about = known(context, id)
      return (
        needsOf(context, picture, id, about, false).reads.some((read) => !asked.has(`${read.side} ${read.id}`)) ||
        (needsLookUp(picture, id, about.pair) && !asked.has(`key ${id}`))
      )
    })
  }
}

/** Whether one appointment can be decided on as it was observed: nothing is to be read, looked up or found by its link. */
export function needsNothing(context: RunContext, picture: Picture, id: PrivatePageId, about: Known): boolean {
  return (
    needsOf(context, picture, id, about, false).reads.length === 0 &&
    !needsLookUp(picture, id, about.pair) &&
    halfLinked(picture, id).length === 0
  )
}

/** What the ledger says of an appointment at this moment; its questions are asked for only where they matter. */
function known(context: RunContext, id: PrivatePageId): Known {
  const { ledger, journal, profile } = context
  return {
    pair: ledger.pair(profile.id, id),
    get questions() {
      return journal.openConflicts(profile.id, id)
    },
  }
}

interface Need {
  readonly reads: readonly { readonly side: Side; readonly id: PageId }[]
}

/** Which pages must be read directly before this appointment can be decided. */
function needsOf(context: RunContext, picture: Picture, id: PrivatePageId, about: Known, forced: boolean): Need {
  const { pair } = about
  const mine = picture.private(id)?.state ?? null
  const copies = picture.copies(id)
  const reads: { side: Side; id: PageId }[] = []
  const calm = pair !== null && pair.base !== null && pair.state.kind === 'in-step'
  if (mine === null) {
    const ours = pair !== null || copies.some((copy) => copy.number === context.profile.sourceUserId)
    // A copy that is gone, or not the only one, is decided on with the private page in sight.
    const paired = pair?.sharedId == null ? undefined : picture.shared(pair.sharedId)?.state
    const strange =
      (paired !== undefined && paired.kind !== 'present') || copies.some((each) => each.id !== pair?.sharedId)
    if (ours && (forced || !calm || strange || picture.listed.private)) reads.push({ side: 'private', id })
  }
  const sharedId = pair?.sharedId ?? null
  if (pair !== null && mine?.kind === 'present' && !mine.direct && maybeStale(context, pair, mine.page)) {
    reads.push({ side: 'private', id })
  }
  const copy = sharedId === null ? undefined : picture.shared(sharedId)?.state
  if (pair !== null && copy?.kind === 'present' && !copy.direct && maybeStale(context, pair, copy.page)) {
    reads.push({ side: 'shared', id: copy.page.id })
  }
  if (sharedId !== null && picture.shared(sharedId) === null) {
    const ordinary = mine === null || mine.kind === 'present'
    const others = copies.some((copy) => copy.id !== sharedId)
    if (forced || !calm || picture.listed.shared || others || !ordinary) reads.push({ side: 'shared', id: sharedId })
  }
  if (!calm) {
    for (const { question } of about.questions) {
      if (question.kind !== 'duplicate' || picture.shared(question.sharedId) !== null) continue
      reads.push({ side: 'shared', id: question.sharedId })
    }
  }
  reads.push(...readsToAdopt(context, picture, id, pair))
  const link = mine?.kind === 'present' && mine.page.relevant ? mine.page.link : null
  const unpaired = sharedId === null && copies.length === 0
  // What a listing lacks may be newer than it: a link that was read directly is followed all the same.
  const unlisted = !picture.listed.shared || (mine?.kind === 'present' && mine.direct)
  if (link !== null && unpaired && picture.shared(link) === null && unlisted) {
    reads.push({ side: 'shared', id: link })
  }
  return { reads }
}

/**
 * A copy that this ledger has no base for, where a policy that asks nobody chooses between both sides (cases 2 and 12): an
 * old listing must not win, so both are read directly.
 */
function readsToAdopt(context: RunContext, picture: Picture, id: PrivatePageId, pair: Pair | null): Need['reads'] {
  const mine = picture.private(id)?.state
  if (context.rules.onConflict === 'ask' || mine?.kind !== 'present') return []
  const { winner } = chooseCopy(picture.copies(id).filter((each) => !each.inTrash))
  if (winner === null || (pair !== null && pair.sharedId === winner.id && pair.base !== null)) return []
  if (!differAcross(mine.page, winner, context.rules)) return []
  const copy = picture.shared(winner.id)?.state
  return [
    ...(mine.direct ? [] : [{ side: 'private' as const, id }]),
    ...(copy?.kind === 'present' && !copy.direct ? [{ side: 'shared' as const, id: winner.id }] : []),
  ]
}

/**
 * A listing may be older than what this ledger has seen (notion-api, section 4: no read-after-write promise). A page
 * that differs from its base without a newer time is read directly before it counts as edited, or as switched off.
 */
function maybeStale(context: RunContext, pair: Pair, view: View): boolean {
  const mark = pair.marks[view.side]
  const known = Math.max(mark.seenAt ?? 0, mark.ownWriteAt ?? 0)
  if (pair.base === null || view.editedAt > known) return false
  const switchedOff = view.side === 'private' && pair.relevant && !view.relevant
  return switchedOff || differsFromBase(view, pair.base, context.rules)
}

/** Whether it must be looked up by key if a copy of this page exists somewhere, the trash included. */
function needsLookUp(picture: Picture, id: PrivatePageId, pair: Pair | null): boolean {
  const mine = picture.private(id)?.state
  if (picture.isProvenAbsent(id) || picture.copies(id).length > 0) return false
  const sharedId = pair?.sharedId ?? null
  if (sharedId !== null) {
    // The copy carries another page's id by now, so it is not this one's any more, whatever becomes of this one.
    const paired = picture.shared(sharedId)?.state
    const taken = paired?.kind === 'present' && paired.page.link !== null && paired.page.link !== id
    return taken && (mine?.kind === 'present' || mine?.kind === 'trashed' || mine?.kind === 'moved')
  }
  if (mine?.kind !== 'present') return false
  return mine.page.relevant || (mine.page.link !== null && !picture.listed.shared)
}

/** Looks for copies by key: in the trash by one listing after a full observation, else by key in both scopes. */
async function lookUp(context: RunContext, picture: Picture, ids: readonly PrivatePageId[]): Promise<void> {
  if (ids.length === 0) return
  const key = context.profile.mapping.shared.link.id
  const failed: Failure[] = []
  const take = async (listing: Listing<SharedPageId>): Promise<void> => {
    for (const page of listing.pages) {
      if (picture.shared(page.id) === null) picture.seeShared(page.id, await sharedState(context, page, false))
    }
    if (listing.kind === 'incomplete') failed.push(listing.failure)
  }
  if (picture.listed.shared) {
    if (!picture.trashListed) {
      await take(await context.shared.list('trash'))
      picture.trashListed = failed.length === 0
    }
  } else {
    const scopes: readonly Scope[] = ['present', 'trash']
    for (const scope of scopes) await take(await context.shared.findByKey(key, ids, scope))
  }
  const [first] = failed
  await inParallel(ids, 4, context.stop, async (id) => {
    const unknown = first ?? (await readForgotten(context, picture, id))
    if (unknown !== null) picture.failLookUp(id, unknown)
    else if (picture.copies(id).length === 0) picture.proveAbsent(id)
  })
}

/**
 * A copy that comes back between the two look-ups is in neither answer. The one that this ledger let go is read itself
 * before it counts as absent; a page that never had a copy costs nothing more. Null: nothing stands against that.
 */
async function readForgotten(context: RunContext, picture: Picture, id: PrivatePageId): Promise<Failure | null> {
  if (picture.copies(id).length > 0) return null
  const forgotten = context.ledger.tombstone(context.profile.id, id)
  if (forgotten === null) return null
  if (picture.shared(forgotten.sharedId) === null) await readDirectly(context, picture, 'shared', forgotten.sharedId)
  const state = picture.shared(forgotten.sharedId)?.state
  return state?.kind === 'failed' ? state.failure : null
}

/** The half-linked page that this private page names, when it is not known yet which other pages name it (case 2b). */
function halfLinked(picture: Picture, id: PrivatePageId): readonly SharedPageId[] {
  if (picture.listed.private) return []
  const mine = picture.private(id)?.state
  const link = mine?.kind === 'present' ? mine.page.link : null
  const named = link === null ? null : picture.shared(link)?.state
  return link !== null && named?.kind === 'present' && named.page.link === null ? [link] : []
}

/** Sees the private pages that name these rows, so that the oldest of them is known; also the proof for an import. */
export async function lookUpNaming(
  context: RunContext,
  picture: Picture,
  ids: readonly SharedPageId[],
): Promise<Failure | null> {
  if (ids.length === 0) return null
  const listing = await context.private.findByKey(context.profile.mapping.private.link.id, ids, 'present')
  for (const page of listing.pages) {
    if (picture.private(page.id) === null) picture.seePrivate(page.id, await privateState(context, page, false))
  }
  return listing.kind === 'incomplete' ? listing.failure : null
}

/** Does the same to many, a few at a time, until told to stop. The order of beginning is the order given. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  stop: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < items.length && !stop.aborted) {
      const item = items[next]
      next += 1
      if (item !== undefined) await work(item)
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
}

function once(asked: Set<string>, key: string): boolean {
  if (asked.has(key)) return false
  asked.add(key)
  return true
}
