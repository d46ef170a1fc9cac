/**
 * Which appointments a run decides on: what was seen, what is due, what the user has answered.
 *
 * A full observation decides on everything; an incremental one on what changed and what waits. The lists are sorted, so
 * that the same ledger and the same answers give the same run.
 */
import type { PrivatePageId, SharedPageId } from '../../shared/model.ts'
import { facts, type RunContext, readIds } from './context.ts'
import { lookUpNaming } from './gather.ts'
import { readDirectly } from './pages.ts'
import { dueAt } from './pairs.ts'
import type { Picture } from './picture.ts'

export interface Candidates {
  readonly appointments: readonly PrivatePageId[]
  /** Rows of the shared database that name no private page; only with import on (case 15). */
  readonly rows: readonly SharedPageId[]
  /** Decided on although nothing about them was observed: both sides are read. */
  readonly due: readonly PrivatePageId[]
}

/** Everything that this run has to decide on after its observation. */
export async function candidatesOf(context: RunContext, picture: Picture): Promise<Candidates> {
  const due = dueNow(context)
  const rows = await rowsOf(context, picture)
  const seen = [
    ...picture.privateViews().map((view) => view.id),
    ...picture.sharedViews().flatMap((view) => mirrored(context, picture, view.id, view.link)),
  ]
  const known = picture.listed.private ? context.ledger.privateIds(context.profile.id) : []
  return { appointments: sorted([...seen, ...known, ...due]), rows, due }
}

/**
 * The private page that a shared page belongs to: by what it carries, and by what the ledger knows. After a complete
 * listing everything that the ledger knows is decided on anyway.
 */
function mirrored(
  context: RunContext,
  picture: Picture,
  id: SharedPageId,
  link: PrivatePageId | null,
): readonly PrivatePageId[] {
  const paired = picture.listed.private ? undefined : context.ledger.pairByShared(context.profile.id, id)?.privateId
  return [...(link === null ? [] : [link]), ...(paired === undefined ? [] : [paired])]
}

/** Waiting pairs whose time has come, and everything that the user has answered since. */
function dueNow(context: RunContext): readonly PrivatePageId[] {
  const { ledger, journal, profile, clock } = context
  const now = clock.now()
  const waiting = ledger.duePairs(profile.id).filter((pair) => (dueAt(pair, now) ?? now) <= now)
  const answered = journal.openConflicts(profile.id).filter((each) => each.answers.length > 0)
  const optionAnswered = answered.some((each) => each.question.kind === 'option')
  const inConflict = optionAnswered
    ? ledger.pairs(profile.id).filter((pair) => pair.state.kind === 'conflict' || pair.state.kind === 'waiting')
    : []
  const acted = journal.problems(profile.id).filter((each) => each.answer !== null)
  const confirmed = journal.held(profile.id).filter((each) => each.state !== 'held')
  return sorted(
    [...waiting, ...answered, ...inConflict, ...acted, ...confirmed].flatMap((each) =>
      each.privateId === null ? [] : [each.privateId],
    ),
  )
}

/** Rows typed into the shared database that nobody names: candidates for import (case 15). */
async function rowsOf(context: RunContext, picture: Picture): Promise<readonly SharedPageId[]> {
  if (!context.profile.importRows) return []
  const { ledger, profile } = context
  const disowned = new Set(readIds(context, facts.disowned))
  const free = picture
    .sharedViews()
    .filter((view) => view.link === null && !view.inTrash && ledger.pairByShared(profile.id, view.id) === null)
    .filter((view) => view.number === null || view.number === profile.sourceUserId)
    .filter((view) => !disowned.has(view.id) && view.createdBy !== context.rules.bots.shared)
    .map((view) => view.id)
  const failed = picture.listed.private ? null : await lookUpNaming(context, picture, free)
  if (failed !== null) return []
  const named = new Set(picture.privateViews().flatMap((view) => (view.link === null ? [] : [view.link])))
  return sorted(free.filter((id) => !named.has(id)))
}

/** One appointment by the id of either of its pages; null when neither side has such a page. */
export async function candidateById(
  context: RunContext,
  picture: Picture,
  id: PrivatePageId | SharedPageId,
): Promise<PrivatePageId | null> {
  const { ledger, profile } = context
  const asPrivate = id as PrivatePageId // A user names an appointment by either id; which one it is, is found out here.
  const asShared = id as SharedPageId // As above.
  if (ledger.pair(profile.id, asPrivate) !== null) return asPrivate
  const paired = ledger.pairByShared(profile.id, asShared)
  if (paired !== null) return paired.privateId
  await readDirectly(context, picture, 'private', asPrivate)
  const mine = picture.private(asPrivate)?.state.kind
  if (mine === 'present' || mine === 'trashed') return asPrivate
  await readDirectly(context, picture, 'shared', asShared)
  const theirs = picture.shared(asShared)?.state
  return theirs?.kind === 'present' || theirs?.kind === 'trashed' ? theirs.page.link : null
}

function sorted<Id extends string>(ids: readonly Id[]): readonly Id[] {
  return [...new Set(ids)].toSorted()
}
