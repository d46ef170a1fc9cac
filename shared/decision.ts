/**
 * What the reconciler decides and what the planner makes of it: plain data with a case number and a reason each.
 *
 * Roles and pages, never a vendor's verb. A decision says what is to become of one appointment; its operations are the
 * writes, in order, that bring it about. Whoever shows a decision words it (`shared/words`), whoever executes it may not
 * reinterpret it.
 */
import type { Failure } from './failure.ts'
import type {
  FieldBase,
  FieldKey,
  FieldValues,
  HeldAction,
  OptionPair,
  PageId,
  PrivatePageId,
  PrivateView,
  SharedPageId,
  SharedView,
  Shown,
  Side,
} from './model.ts'
import type { Value } from './value.ts'

/** Rows of the table in sync-semantics. `0`: no row applies, nothing to do. */
export const caseNumbers = [
  '0',
  '1',
  '2',
  '2b',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '10',
  '11',
  '12',
  '13',
  '14',
  '15',
  '16',
  '17',
  '18',
  '19',
  '20',
] as const
export type CaseNumber = (typeof caseNumbers)[number]

/** What is known of one side of an appointment in this run. */
export type SideState<View> =
  /** Seen in this run. `direct`: read by itself, which is the only proof a removal accepts. */
  | { readonly kind: 'present'; readonly page: View; readonly direct: boolean }
  | { readonly kind: 'trashed'; readonly page: View; readonly direct: boolean }
  /** Its parent is another database now. */
  | { readonly kind: 'moved'; readonly page: View }
  /** A direct read said 404 although its database answers (case 9). */
  | { readonly kind: 'unreadable' }
  /** A complete listing or a successful look-up by key, trash included, says that there is none. */
  | { readonly kind: 'absent' }
  /** Not looked at: nothing changed since the base, or nothing is known. Never taken for absent. */
  | { readonly kind: 'unobserved' }
  /** Looked for without an answer; the appointment waits for its next run. */
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface FieldConflict {
  readonly field: FieldKey
  readonly base: FieldBase | null
  readonly private: Value
  readonly shared: Value
}

/** A value that gives way: it stands in the history, so that nothing a person wrote is lost. */
export interface LostValue {
  readonly side: Side
  readonly field: FieldKey
  readonly value: Value
}

/** What a user may be asked. Each kind has its own words and its own actions. */
export type Question =
  | { readonly kind: 'fields'; readonly fields: readonly FieldConflict[] }
  /** Case 7: the private page is in the trash, the copy was edited. */
  | { readonly kind: 'deleted-here-edited-there' }
  /** Case 8: somebody trashed the copy, the private page was edited or the policy asks. */
  | { readonly kind: 'trashed-copy' }
  /** Case 12: another page outside the trash carries the same private id; `shown` is that page's fingerprint. */
  | { readonly kind: 'duplicate'; readonly sharedId: SharedPageId; readonly shown: string }
  /** An option was deleted or has no counterpart: one question, not a change of every page. */
  | { readonly kind: 'option'; readonly field: FieldKey; readonly side: Side; readonly option: string }

/** What a user may answer; which ones a question or a problem offers is listed with it. */
export const answerActions = [
  'private',
  'shared',
  'both',
  'alone',
  'trash-private',
  'trash',
  'own-row',
  'keep',
  'trash-copy',
  'forget',
] as const
export type AnswerAction = (typeof answerActions)[number]

/** An answer as the ledger keeps it: valid only while both sides show what they showed at the decision. */
export interface Answer {
  readonly action: AnswerAction
  /** For a question about fields: the one field meant; null means all. */
  readonly field: FieldKey | null
  readonly shown: Shown
}

export interface Tracking {
  readonly relevant?: boolean
  readonly link?: PageId | null
  readonly number?: number | null
}

/**
 * One write, in the words of roles. `expected`: what the fresh read right before the write must still show in these
 * fields, else the appointment is reconciled again instead of written (rail "Fresh read").
 */
export type Operation =
  | { readonly kind: 'create'; readonly side: Side; readonly values: FieldValues; readonly tracking: Tracking }
  | {
      readonly kind: 'update'
      readonly side: Side
      readonly pageId: PageId
      readonly values: FieldValues
      readonly tracking: Tracking
      readonly expected: FieldValues
    }
  /** Tracking properties alone: needs no fresh read. `linkToCreated`: `link` becomes the page that the create made. */
  | {
      readonly kind: 'link'
      readonly side: Side
      readonly pageId: PageId
      readonly tracking: Tracking
      readonly before: Tracking
      readonly linkToCreated: boolean
    }
  | { readonly kind: 'trash'; readonly side: Side; readonly pageId: PageId; readonly expected: FieldValues }
  | {
      readonly kind: 'restore'
      readonly side: Side
      readonly pageId: PageId
      readonly values: FieldValues
      readonly tracking: Tracking
    }

/** What becomes of the pair in the ledger once the operations have succeeded. */
export type LedgerEffect =
  /** Pair the two and move the base of the agreed fields; written fields join with what the writes returned. */
  | { readonly kind: 'settle'; readonly agreed: Readonly<Record<FieldKey, FieldBase>> }
  /** This row of the shared database is ours to import, once a later run still sees the claim (case 15). */
  | { readonly kind: 'claim' }
  /** Forget the pair and keep a tombstone of it; the private page stays known. */
  | { readonly kind: 'forget' }
  | { readonly kind: 'keep'; readonly shown: Shown }
  | { readonly kind: 'exclude'; readonly shown: Shown; readonly reason: string }
  /** The page is known, and there is nothing to pair. */
  | { readonly kind: 'note' }
  | { readonly kind: 'none' }

/** The reasons a decision can give; `shared/words` has a sentence for each. */
export type Why =
  | 'new'
  | 'duplicated-in-notion'
  | 'copy-gone'
  | 'import'
  | 'adopt'
  | 'half-linked'
  | 'rebuilt'
  | 'edited'
  | 'unchanged'
  | 'tracking'
  | 'unshared'
  | 'sharing-ended'
  | 'private-trashed'
  | 'copy-trashed'
  | 'copy-restored'
  | 'private-unreadable'
  | 'copy-unreadable'
  | 'private-moved'
  | 'copy-moved'
  | 'equal-duplicate'
  | 'duplicate'
  | 'orphan'
  | 'foreign'
  | 'typed-in'
  | 'unchecked-copy'
  | 'past-horizon'
  | 'forgotten'
  | 'conflict'
  | 'answered'
  | 'not-relevant'
  | 'kept'
  | 'excluded'
  | 'no-answer'
  | 'unreadable-field'
  | 'undo'
  | 'write-test'

export interface Decision {
  readonly case: CaseNumber
  readonly why: Why
  readonly privateId: PrivatePageId | null
  readonly sharedId: SharedPageId | null
  readonly title: string
  readonly start: string | null
  readonly relevant: boolean
  /** The views this was decided on; null for a side that was not seen. */
  readonly private: PrivateView | null
  readonly shared: SharedView | null
  /** What both sides showed, for an answer or a hold that lasts until one of them shows something else. */
  readonly shown: Shown
  readonly operations: readonly Operation[]
  readonly effect: LedgerEffect
  /** Questions that stay open after this decision; they stop only what they are about. */
  readonly questions: readonly Question[]
  /** A problem for the list; `actions` are what the user can do about it. */
  readonly problem: { readonly failure: Failure; readonly actions: readonly AnswerAction[] } | null
  /** Values that give way without being overwritten by one of the operations: recorded before these are done. */
  readonly lost: readonly LostValue[]
  /** Why nothing could be decided: a side was asked for and did not answer; null otherwise. */
  readonly unanswered: Failure | null
  readonly optionPairs: readonly OptionPair[]
  /** What a guard would hold this as; null for what no guard holds. */
  readonly guarded: HeldAction | null
  /** Fields that wait because one side could not be read completely. */
  readonly waiting: readonly FieldKey[]
  /** Case 17: synced all the same, reported as a warning. */
  readonly warnings: readonly ('title-empty' | 'date-missing')[]
}
