/**
 * What an answer says of one page: where it lives, whether it is in the trash, what it shows.
 *
 * What an answer left out or cut off is fetched by itself; what still cannot be read is unreadable, never empty. A direct
 * read is the only proof that a removal accepts.
 */

import type { SideState } from '../../shared/decision.ts'
import { type Failure, failure, type Result } from '../../shared/failure.ts'
import type {
  PageId,
  PrivatePageId,
  PrivateView,
  PropertyId,
  Schema,
  SharedPageId,
  SharedView,
  Side,
  SourcePage,
} from '../../shared/model.ts'
import {
  contradictions,
  isUnreadable,
  type UnreadableView,
  unreadableProperties,
  viewMovedPrivate,
  viewMovedShared,
  viewPrivate,
  viewShared,
  withProperty,
} from '../core/observe.ts'
import type { RunContext } from './context.ts'
import { momentOf } from './moments.ts'
import type { Picture } from './picture.ts'

/** A mapped property is missing from a page, or shows another type than the mapping knows (rail "Schema"). */
export function contradictsMapping(context: RunContext, side: Side, page: SourcePage): boolean {
  const { mapping } = context.rules
  return (
    contradictions(page, mapping, side).length > 0 ||
    unreadableProperties(page, mapping, side).some((id) => !page.properties.has(id))
  )
}

/** Reads one page directly, which is the only proof that a removal accepts, and puts what came into the picture. */
export async function readDirectly(context: RunContext, picture: Picture, side: Side, id: PageId): Promise<void> {
  const began = momentOf(context.clock)
  if (side === 'private') {
    const privateId = id as PrivatePageId // The caller names the side together with an id of that side.
    picture.seePrivate(privateId, await readPrivate(context, privateId), began)
    return
  }
  const sharedId = id as SharedPageId // As above.
  picture.seeShared(sharedId, await readShared(context, sharedId), began)
}

/** Reads a private page once more; where no answer comes, what an earlier reading showed stands, as old as it is. */
export async function readAgain(context: RunContext, picture: Picture, id: PrivatePageId): Promise<void> {
  const began = momentOf(context.clock)
  const state = await readPrivate(context, id)
  if (state.kind !== 'failed') picture.seePrivate(id, state, began)
}

async function readPrivate(context: RunContext, id: PrivatePageId): Promise<SideState<PrivateView>> {
  const reading = await context.private.read(id)
  if (reading.kind === 'missing') return missing(await context.private.schema())
  if (reading.kind !== 'page') return { kind: 'failed', failure: reading }
  const broken = await brokenSchema(context, 'private', reading.page)
  return broken ?? privateState(context, reading.page, true)
}

async function readShared(context: RunContext, id: SharedPageId): Promise<SideState<SharedView>> {
  const reading = await context.shared.read(id)
  if (reading.kind === 'missing') return missing(await context.shared.schema())
  if (reading.kind !== 'page') return { kind: 'failed', failure: reading }
  const broken = await brokenSchema(context, 'shared', reading.page)
  return broken ?? sharedState(context, reading.page, true)
}

/** An answer that contradicts the schema as it is known: nothing is written before it has been read again. */
async function brokenSchema(
  context: RunContext,
  side: Side,
  page: SourcePage,
): Promise<{ readonly kind: 'failed'; readonly failure: Failure } | null> {
  if (page.resource !== context[side].resource || !contradictsMapping(context, side, page)) return null
  const broken = await context.checkSchema()
  return broken === null ? null : { kind: 'failed', failure: broken }
}

/** A page is unreadable only if its database answers at that moment: else the whole database was taken away (row 9). */
function missing(
  database: Result<Schema>,
): { readonly kind: 'unreadable' } | { readonly kind: 'failed'; readonly failure: Failure } {
  return database.kind === 'ok' ? { kind: 'unreadable' } : { kind: 'failed', failure: database }
}

/** What an answer says of a private page: where it lives, whether it is in the trash, and what it shows. */
export async function privateState(
  context: RunContext,
  page: SourcePage<PrivatePageId>,
  direct: boolean,
): Promise<SideState<PrivateView>> {
  const { mapping } = context.rules
  if (page.resource !== context.private.resource) return { kind: 'moved', page: viewMovedPrivate(page, mapping) }
  const view = viewPrivate(await completed(context, 'private', page), mapping)
  if (isUnreadable(view)) return { kind: 'failed', failure: incompletePage(view) }
  return view.inTrash ? { kind: 'trashed', page: view, direct } : { kind: 'present', page: view, direct }
}

/** As `privateState`, for the shared side. */
export async function sharedState(
  context: RunContext,
  page: SourcePage<SharedPageId>,
  direct: boolean,
): Promise<SideState<SharedView>> {
  const { mapping } = context.rules
  if (page.resource !== context.shared.resource) return { kind: 'moved', page: viewMovedShared(page, mapping) }
  const view = viewShared(await completed(context, 'shared', page), mapping)
  if (isUnreadable(view)) return { kind: 'failed', failure: incompletePage(view) }
  return view.inTrash ? { kind: 'trashed', page: view, direct } : { kind: 'present', page: view, direct }
}

/** Fetches by itself what an answer left out or cut off; what still cannot be read stays unreadable, never empty. */
async function completed<Id extends PageId>(
  context: RunContext,
  side: Side,
  page: SourcePage<Id>,
): Promise<SourcePage<Id>> {
  let whole = page
  for (const property of unreadableProperties(page, context.rules.mapping, side)) {
    const value = await readProperty(context, side, page.id, property)
    if (value.kind === 'ok') whole = withProperty(whole, property, value.value)
  }
  return whole
}

function readProperty(context: RunContext, side: Side, id: PageId, property: PropertyId) {
  return side === 'private'
    ? context.private.readProperty(id as PrivatePageId, property) // The page came from this side.
    : context.shared.readProperty(id as SharedPageId, property) // As above.
}

function incompletePage(view: UnreadableView): Failure {
  return failure('missing-data', `page ${view.id}: ${view.properties.join(', ')} (${view.why})`, {
    connector: 'core',
    reason: 'tracking-unreadable',
    subject: view.properties.join(', '),
    repeat: 'later',
  })
}
