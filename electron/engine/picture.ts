/**
 * The picture of both databases that one run works on: what was seen, how, and when.
 *
 * Filled by `gather`, kept current by every answer that the executor gets. It turns what is known of one appointment into
 * a `Situation`; it asks nobody. What was not seen is `unobserved`, never absent.
 */

import type { Answer, SideState } from '../../shared/decision.ts'
import type { Failure } from '../../shared/failure.ts'
import type { PageId, Pair, PrivatePageId, PrivateView, SharedPageId, SharedView } from '../../shared/model.ts'
import { writtenOver } from '../core/base.ts'
import { fingerprint, groupBySharedId } from '../core/observe.ts'
import { chooseCopy, type OpenQuestion, type Situation } from '../core/situation.ts'
import { facts, type RunContext, readIds } from './context.ts'
import { type Moment, momentOf } from './moments.ts'

/** One reading of a page: its state and when it was taken. */
export interface Sighting<View> {
  readonly state: SideState<View>
  readonly at: Moment
}

/** What the ledger says of one appointment: its pair, and the questions that are open for it. */
export interface Known {
  readonly pair: Pair | null
  readonly questions: readonly OpenQuestion[]
}

export interface Picture {
  /** A complete listing of that side stands behind the sightings. */
  listed: { private: boolean; shared: boolean }
  /** The shared side's trash was listed completely. */
  trashListed: boolean
  /** `since`: when the request left whose answer says so. */
  seePrivate(id: PrivatePageId, state: SideState<PrivateView>, since?: Moment): void
  seeShared(id: SharedPageId, state: SideState<SharedView>, since?: Moment): void
  private(id: PrivatePageId): Sighting<PrivateView> | null
  shared(id: SharedPageId): Sighting<SharedView> | null
  privateViews(): readonly PrivateView[]
  sharedViews(): readonly SharedView[]
  /** Pages that were answered and could not be read. */
  failed(): { readonly private: readonly PrivatePageId[]; readonly shared: readonly SharedPageId[] }
  /** Pages of the shared side, in the trash or not, that carry this private id. */
  copies(id: PrivatePageId): readonly SharedView[]
  /** A look-up said that nothing carries this private id, the trash included. */
  proveAbsent(id: PrivatePageId): void
  isProvenAbsent(id: PrivatePageId): boolean
  /** A look-up by key gave no answer. */
  failLookUp(id: PrivatePageId, failure: Failure): void
  /** `known`: what the ledger says of it, when that was read already. */
  situation(id: PrivatePageId, known?: Known): Situation
  /**
   * Forgets the pages of an appointment that this run is done with, and names them; a long first run would else hold
   * every copy it made.
   */
  drop(done: { readonly privateId: PrivatePageId | null; readonly sharedId: SharedPageId | null }): readonly PageId[]
  /** Appointments about which something is seen from now on, until the next call; the set grows as it is. */
  watch(): ReadonlySet<PrivatePageId>
  /** The situation of a row that names no private page. */
  rowSituation(id: SharedPageId): Situation
}

const unobserved = { kind: 'unobserved' } as const

/** An empty picture for one run. */
export function createPicture(context: RunContext): Picture {
  const { ledger, journal, profile, clock } = context
  const privateSightings = new Map<PrivatePageId, Sighting<PrivateView>>()
  const sharedSightings = new Map<SharedPageId, Sighting<SharedView>>()
  const carriers = new Map<PrivatePageId, Set<SharedPageId>>()
  const absent = new Set<PrivatePageId>()
  const failedLookUps = new Map<PrivatePageId, Failure>()
  const intentPages = new Set(
    ledger.openIntents(profile.id).flatMap((intent) => ('pageId' in intent.operation ? [intent.operation.pageId] : [])),
  )
  let naming: ReadonlyMap<SharedPageId, readonly PrivateView[]> | null = null
  let options: readonly OpenQuestion[] | null = null
  let answers: ReadonlyMap<PrivatePageId, Answer> | null = null
  let stirred = new Set<PrivatePageId>()

  const viewOf = <View>(sighting: Sighting<View> | undefined): View | null => {
    const state = sighting?.state
    return state?.kind === 'present' || state?.kind === 'trashed' ? state.page : null
  }
  const copies = (id: PrivatePageId): readonly SharedView[] =>
    [...(carriers.get(id) ?? [])].flatMap((each) => {
      const view = viewOf(sharedSightings.get(each))
      return view !== null && view.link === id ? [view] : []
    })

  const picture: Picture = {
    listed: { private: false, shared: false },
    trashListed: false,
    seePrivate(id, state, since) {
      const before = viewOf(privateSightings.get(id))?.link
      privateSightings.set(id, { state, at: momentOf(clock, since) })
      const link = viewOf(privateSightings.get(id))?.link
      if (link !== before) naming = null
      stirred.add(id)
      for (const named of [before, link])
        stir(named == null ? null : (viewOf(sharedSightings.get(named))?.link ?? null))
    },
    seeShared(id, state, since) {
      stir(viewOf(sharedSightings.get(id))?.link ?? null)
      sharedSightings.set(id, { state, at: momentOf(clock, since) })
      const link = state.kind === 'present' || state.kind === 'trashed' ? state.page.link : null
      if (link === null) return
      stirred.add(link)
      const known = carriers.get(link)
      if (known === undefined) carriers.set(link, new Set([id]))
      else known.add(id)
      absent.delete(link)
    },
    private: (id) => privateSightings.get(id) ?? null,
    shared: (id) => sharedSightings.get(id) ?? null,
    privateViews: () => [...privateSightings.values()].flatMap((each) => viewOf(each) ?? []),
    sharedViews: () => [...sharedSightings.values()].flatMap((each) => viewOf(each) ?? []),
    failed: () => ({ private: failedIn(privateSightings), shared: failedIn(sharedSightings) }),
    copies,
    proveAbsent: (id) => absent.add(id),
    isProvenAbsent: (id) => absent.has(id),
    failLookUp: (id, failure) => failedLookUps.set(id, failure),

    drop({ privateId, sharedId }) {
      if (privateId === null) return []
      const pages = [...(carriers.get(privateId) ?? []), ...(sharedId === null ? [] : [sharedId])]
      for (const id of pages) sharedSightings.delete(id)
      carriers.delete(privateId)
      privateSightings.delete(privateId)
      return [privateId, ...pages]
    },

    watch() {
      stirred = new Set()
      return stirred
    },

    situation(id, known) {
      const pair = known === undefined ? ledger.pair(profile.id, id) : known.pair
      const mine = privateSightings.get(id)?.state ?? unobserved
      const choice = chooseState(id, pair, mine)
      const named =
        mine.kind === 'present' && mine.page.link !== null ? viewOf(sharedSightings.get(mine.page.link)) : null
      return {
        privateId: id,
        private: mine,
        copy: choice.copy,
        others: choice.others,
        named: named !== null && named.link !== id ? named : null,
        oldestNaming: named === null || isFirstToName(id, named),
        pair,
        tombstone: pair?.sharedId == null ? ledger.tombstone(profile.id, id) : null,
        questions: known?.questions ?? questionsOf(id),
        problemAnswer: problemAnswerOf(id),
        claimed: false,
        foreignWrite: {
          private: isForeignWrite(pair, viewOf(privateSightings.get(id)), context.rules.bots.private),
          shared: isForeignWrite(
            pair,
            choice.copy.kind === 'present' ? choice.copy.page : null,
            context.rules.bots.shared,
          ),
        },
      }
    },

    rowSituation(id) {
      const claims = readIds(context, facts.claims)
      return {
        privateId: null,
        private: unobserved,
        copy: sharedSightings.get(id)?.state ?? unobserved,
        others: [],
        named: null,
        oldestNaming: true,
        pair: null,
        tombstone: null,
        questions: [],
        problemAnswer: null,
        claimed: claims.includes(id),
        foreignWrite: { private: false, shared: false },
      }
    },
  }
  return picture

  function stir(id: PrivatePageId | null): void {
    if (id !== null) stirred.add(id)
  }

  /** Which page is the copy: of those outside the trash row 12 chooses; a trashed one only if there is no other. */
  function chooseState(
    id: PrivatePageId,
    pair: Pair | null,
    mine: SideState<PrivateView>,
  ): { readonly copy: SideState<SharedView>; readonly others: readonly SharedView[] } {
    const paired = pair?.sharedId == null ? undefined : sharedSightings.get(pair.sharedId)
    const pairedView = viewOf(paired)
    const carrying = copies(id)
    // A paired copy whose key somebody cleared is still the copy: its tracking is repaired. One with another key is not.
    const known = pairedView !== null && pairedView.link === null ? [...carrying, pairedView] : carrying
    const { winner, others } = chooseCopy(known.filter((each) => !each.inTrash))
    if (winner !== null) return { copy: stateOf(winner.id), others }
    const trashed = known.find((each) => each.id === pair?.sharedId) ?? chooseCopy(known).winner
    if (trashed !== null && trashed !== undefined) return { copy: stateOf(trashed.id), others: [] }
    if (absent.has(id)) return { copy: { kind: 'absent' }, others: [] }
    const failed = failedLookUps.get(id)
    if (failed !== undefined) return { copy: { kind: 'failed', failure: failed }, others: [] }
    if (pairedView !== null && pairedView.link !== null && pairedView.link !== id)
      return { copy: unobserved, others: [] }
    if (paired !== undefined) return { copy: paired.state, others: [] }
    if (pair?.sharedId != null) return { copy: unobserved, others: [] }
    const gone = picture.listed.shared && (mine.kind !== 'present' || !mine.page.relevant)
    return { copy: gone ? { kind: 'absent' } : unobserved, others: [] }
  }

  function stateOf(id: SharedPageId): SideState<SharedView> {
    return sharedSightings.get(id)?.state ?? unobserved
  }

  function namingPages(id: SharedPageId): readonly PrivateView[] {
    naming ??= groupBySharedId(picture.privateViews().filter((each) => !each.inTrash))
    return naming.get(id) ?? []
  }

  /** A copy without a key whose page this ledger knows is that page's, wherever that is: a duplicate of it names it too. */
  function isFirstToName(id: PrivatePageId, named: SharedView): boolean {
    const paired = named.link === null ? ledger.pairByShared(profile.id, named.id) : null
    if (paired !== null && paired.privateId !== id) return false
    const [first] = namingPages(named.id)
    return first === undefined || first.id === id
  }

  function questionsOf(id: PrivatePageId): readonly OpenQuestion[] {
    options ??= journal.openConflicts(profile.id).filter((each) => each.question.kind === 'option')
    return [...journal.openConflicts(profile.id, id), ...options]
  }

  function problemAnswerOf(id: PrivatePageId): Answer | null {
    return problemAnswers().get(id) ?? null
  }

  function problemAnswers(): ReadonlyMap<PrivatePageId, Answer> {
    answers ??= new Map(
      journal
        .problems(profile.id)
        .flatMap((each) =>
          each.privateId !== null && each.answer !== null ? [[each.privateId, each.answer] as const] : [],
        ),
    )
    return answers
  }

  /** Last written by our own bot at a time that neither our writes nor our readings know (rail "Two computers"). */
  function isForeignWrite(pair: Pair | null, view: PrivateView | SharedView | null, bot: string | null): boolean {
    if (pair === null || pair.base === null || view === null || bot === null || view.editedBy !== bot) return false
    if (intentPages.has(view.id)) return false
    // Row 12 chose another copy than the paired one, whose marks say nothing of it: our history knows it, or nobody here.
    if (view.side === 'shared' && pair.sharedId !== null && pair.sharedId !== view.id)
      return journal.changes({ profile: profile.id, pageId: view.id, limit: 1 }).length === 0
    const mark = pair.marks[view.side]
    const known = Math.max(mark.seenAt ?? 0, mark.ownWriteAt ?? 0)
    // What an undo wrote differs from the base on purpose, and is known.
    if (pair.why === 'undo' && view.editedAt <= known) return false
    if (known === 0 || view.editedAt > known) return known > 0
    // Times are rounded to the minute: another computer may have written in the very minute that this ledger read or
    // wrote it. What this ledger wrote is its base since the answer to the writing; what a person had edited there, and
    // was not carried over yet when the run was cut off, is what that answer showed.
    if (view.editedAt !== known || !writtenOver(view, pair.base, context.rules)) return false
    return mark.pending === undefined || mark.pending !== fingerprint(view)
  }
}

function failedIn<Id extends PageId, View>(sightings: ReadonlyMap<Id, Sighting<View>>): readonly Id[] {
  return [...sightings].flatMap(([id, { state }]) => (state.kind === 'failed' ? [id] : []))
}
