/**
 * A situation: everything that is known about one appointment at the moment of deciding, and the rules to decide by.
 *
 * It is the whole input of the reconciler. Who gathers it (`engine/gather`) promises that a side on which a removal may
 * hang was read directly, and that a copy called absent is proven absent, the trash included.
 */
import type { Answer, Question, SideState } from '../../shared/decision.ts'
import type {
  ConflictPolicy,
  FieldKey,
  Mapping,
  OptionPair,
  Pair,
  PrivatePageId,
  PrivateView,
  SchemaOption,
  SharedDeletePolicy,
  SharedView,
  Shown,
  Side,
  Tombstone,
} from '../../shared/model.ts'
import { fingerprint, oldestFirst } from './observe.ts'

/** A question that is open for this appointment, with what the user has answered so far. */
export interface OpenQuestion {
  readonly question: Question
  readonly answers: readonly Answer[]
  readonly shown: Shown
}

export interface Situation {
  /** Null: a row of the shared database that names no private page (case 15). */
  readonly privateId: PrivatePageId | null
  readonly private: SideState<PrivateView>
  /** The copy; of several outside the trash the one that row 12 chooses. */
  readonly copy: SideState<SharedView>
  /** The other pages outside the trash that carry this private id (case 12). */
  readonly others: readonly SharedView[]
  /** What the private page's link names when that is no copy of it: null when it names nothing or was not looked at. */
  readonly named: SharedView | null
  /** No older private page names the same half-linked copy (case 2b). */
  readonly oldestNaming: boolean
  readonly pair: Pair | null
  readonly tombstone: Tombstone | null
  readonly questions: readonly OpenQuestion[]
  /** The user's answer to a problem of this appointment. */
  readonly problemAnswer: Answer | null
  /** The copy's row was claimed for import in an earlier run (case 15). */
  readonly claimed: boolean
  /** This side was last written by our own bot, and our journal does not know that write (rail "Two computers"). */
  readonly foreignWrite: { readonly private: boolean; readonly shared: boolean }
}

export interface Rules {
  readonly mapping: Mapping
  /** The profile's `SourceUserId`. */
  readonly number: number
  readonly onConflict: ConflictPolicy
  readonly onSharedDelete: SharedDeletePolicy
  readonly horizonMs: number | null
  readonly importRows: boolean
  /** Wall time, ms UTC; only the horizon depends on it (case 18). */
  readonly now: number
  /** Our own bot on each side; null when our writes cannot be told from a person's (a personal token). */
  readonly bots: { readonly private: string | null; readonly shared: string | null }
  readonly optionPairs: readonly OptionPair[]
  /** Options that a side's schema has for a field now; null when the schema was not read. */
  readonly options: (side: Side, field: FieldKey) => readonly SchemaOption[] | null
  /** Another computer keeps this profile, or the ledger came out of a backup: write only what nobody touched since. */
  readonly careful: boolean
  /** The ledger was lost: adopt everything, remove nothing in this run (case 19). */
  readonly rebuilt: boolean
  /** The user takes back all copies of this profile: a private page that is there counts as switched off (row 6). */
  readonly stopSharing: boolean
  /** The user asked for a repair: a link that leads nowhere is cleared, also where the ledger knows no pair. */
  readonly tidy?: boolean
}

/** The page of a side that was seen, in the trash or not; null when there is none to show. */
export function seen<View>(state: SideState<View>): View | null {
  return state.kind === 'present' || state.kind === 'trashed' || state.kind === 'moved' ? state.page : null
}

/** The winner among several copies: the oldest, then the smallest id, the same on every computer (case 12). */
export function chooseCopy(copies: readonly SharedView[]): {
  readonly winner: SharedView | null
  readonly others: readonly SharedView[]
} {
  const [winner, ...others] = oldestFirst(copies)
  return { winner: winner ?? null, others }
}

/** Our own trashing unchecks in the same request; any other trashing was a person's (sync-semantics, The table). */
export function trashedByUs(copy: SharedView, rules: Rules): boolean {
  return copy.inTrash && !copy.relevant && (rules.bots.shared === null || copy.editedBy === rules.bots.shared)
}

/**
 * Whether what was shown at a decision is what is shown now. A side that was not looked at in this run speaks neither
 * for nor against it; one that cannot be read showed nothing.
 */
export function stillShows(situation: Situation, then: Shown): boolean {
  const now = shownNow(situation)
  const same = (before: string | null, after: string | null): boolean =>
    before === notLookedAt || after === notLookedAt || before === after
  return same(then.private, now.private) && same(then.shared, now.shared)
}

/** Stands in `Shown` for a side that nobody looked at; null is for one that showed nothing. */
export const notLookedAt = 'not looked at'

/** What both sides show in this situation, for a decision that lasts until one of them shows something else. */
export function shownNow(situation: Situation): Shown {
  const shown = (state: SideState<PrivateView | SharedView>): string | null => {
    if (state.kind === 'unobserved') return notLookedAt
    const view = seen(state)
    return view === null ? null : fingerprint(view)
  }
  return { private: shown(situation.private), shared: shown(situation.copy) }
}
