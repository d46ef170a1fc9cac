/**
 * What the sync thinks in: profiles, pages, mappings, pairs and bases (sync-semantics, Words).
 *
 * Nothing here belongs to one vendor: a connector fills `SourcePage`, everything else is ours. Ids are opaque text with
 * a brand, so that a private id is never passed where a shared one belongs. Times are ms UTC.
 */
import type { FieldType, Value } from './value.ts'

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

export type ProfileId = Branded<'ProfileId'>
export type PrivatePageId = Branded<'PrivatePageId'>
export type SharedPageId = Branded<'SharedPageId'>
export type PageId = PrivatePageId | SharedPageId
/** The place that holds the rows: for Notion a data source. */
export type ResourceId = Branded<'ResourceId'>
export type PropertyId = Branded<'PropertyId'>
export type RunId = Branded<'RunId'>
export type FieldKey = Branded<'FieldKey'>

/** A side is a role; the same connector may serve both. */
export type Side = 'private' | 'shared'
export const sides: readonly Side[] = ['private', 'shared']
export const otherSide = (side: Side): Side => (side === 'private' ? 'shared' : 'private')

/** One property of a page as its connector read it. `type` is the vendor's type name, for schema checks. */
export interface SourceProperty {
  readonly name: string
  readonly type: string
  readonly value: Value
}

/** One page as a connector read it: checked, keyed by property id, not yet interpreted. */
export interface SourcePage<Id extends PageId = PageId> {
  readonly id: Id
  readonly url: string
  /** ms UTC; Notion rounds both down to the minute (notion-api section 9). */
  readonly createdAt: number
  readonly editedAt: number
  readonly createdBy: string
  readonly editedBy: string
  readonly inTrash: boolean
  /** Where the page lives now; null when its parent is no data source at all. */
  readonly resource: ResourceId | null
  readonly properties: ReadonlyMap<PropertyId, SourceProperty>
}

export interface SchemaOption {
  readonly id: string
  readonly name: string
}

export interface SchemaProperty {
  readonly id: PropertyId
  readonly name: string
  /** The vendor's type name, e.g. `rich_text`; `fieldType` is ours, null when it cannot be mapped. */
  readonly type: string
  readonly fieldType: FieldType | null
  /** Options of a select, multi-select or status; empty otherwise. */
  readonly options: readonly SchemaOption[]
}

export interface Schema {
  readonly resource: ResourceId
  readonly title: string
  readonly url: string
  readonly properties: readonly SchemaProperty[]
}

/** Who we are on one connection and what the database behind a saved id is (rail "Identity"). */
export interface Identity {
  readonly workspace: string
  readonly workspaceName: string
  readonly bot: string
  /** True when our writes cannot be told from those of the token's owner (a personal token). */
  readonly personal: boolean
}

export interface PropertyReference {
  readonly id: PropertyId
  readonly name: string
}

/** Where one side keeps a field. `dates` is the layout with a start and an end property, beside or instead of one. */
export type FieldPlace =
  | { readonly kind: 'single'; readonly property: PropertyReference }
  | {
      readonly kind: 'dates'
      /** The combined property; leads where both layouts are filled. Null where the database has none. */
      readonly combined: PropertyReference | null
      readonly start: PropertyReference
      readonly end: PropertyReference
    }

/** Which way a field travels. `busy`: the shared side shows the fixed word instead of the value. */
export type Direction =
  | { readonly kind: 'both' }
  | { readonly kind: 'to-shared' }
  | { readonly kind: 'busy'; readonly word: string }

export interface FieldMapping {
  readonly key: FieldKey
  readonly type: FieldType
  readonly direction: Direction
  readonly private: FieldPlace
  readonly shared: FieldPlace
}

/** Every name can be mapped; ids are kept, so that a rename in Notion breaks nothing (sync-semantics, Schema). */
export interface Mapping {
  readonly fields: readonly FieldMapping[]
  readonly private: { readonly relevant: PropertyReference; readonly link: PropertyReference }
  readonly shared: {
    readonly relevant: PropertyReference
    readonly link: PropertyReference
    readonly number: PropertyReference
  }
}

export type ConflictPolicy = 'ask' | 'newest' | 'private' | 'shared'
export type SharedDeletePolicy = 'unshare' | 'restore' | 'delete' | 'ask'

/** How a token is found again; the token itself is never part of a profile. */
export type TokenReference =
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'file'; readonly path: string }
  /** Sealed by the desktop's keychain, in its store under this name. */
  | { readonly kind: 'desktop'; readonly entry: string }

/** One end of a profile. Tagged by connector; today there is one. */
export interface Connection {
  readonly kind: 'notion'
  readonly token: TokenReference
  readonly resource: ResourceId
  readonly database: string
  readonly title: string
  readonly identity: Identity
  /** When the token expires (ms UTC), as the user knows it: Notion does not tell. Null: not said, or never. */
  readonly tokenExpiresAt: number | null
}

export interface Profile {
  readonly kind: 'notion-pair'
  readonly id: ProfileId
  readonly name: string
  /** What it was called before: its lines in the log go by these names. */
  readonly formerNames: readonly string[]
  /** `SourceUserId`, unique in a shared database, fixed once copies carry it. */
  readonly sourceUserId: number
  readonly enabled: boolean
  readonly intervalMs: number
  readonly onConflict: ConflictPolicy
  readonly onSharedDelete: SharedDeletePolicy
  /** Ended longer ago than this and not yet paired: not created (case 18). Null is off. */
  readonly horizonMs: number | null
  /** Bring rows typed into the shared database into the private one (case 15). */
  readonly importRows: boolean
  /** Paused until then (ms UTC), `'resumed'` until somebody resumes, null when it is not paused. */
  readonly pausedUntil: number | 'resumed' | null
  readonly private: Connection
  readonly shared: Connection
  readonly mapping: Mapping
}

export type FieldValues = Readonly<Record<FieldKey, Value>>

/** What both sides showed when they last agreed on a field; "changed" always means against the own side's value. */
export interface FieldBase {
  readonly private: Value
  readonly shared: Value
  /** Ids of the two properties; a remapped field has no base (sync-semantics, Words). */
  readonly properties: string
}
export type Base = Readonly<Record<FieldKey, FieldBase>>

/** Private and shared option that mean the same, by id, remembered when first seen (sync-semantics, Schema). */
export interface OptionPair {
  readonly field: FieldKey
  readonly privateOption: string
  readonly sharedOption: string
}

interface PageView {
  readonly url: string
  readonly createdAt: number
  readonly editedAt: number
  readonly createdBy: string
  readonly editedBy: string
  readonly inTrash: boolean
  readonly resource: ResourceId | null
  /** The plain title, for people. */
  readonly title: string
  readonly fields: FieldValues
  readonly relevant: boolean
}

/** A private page as one run saw it. `link`: id of the copy, as parsed from `SyncedToSharedId`; null when empty. */
export interface PrivateView extends PageView {
  readonly side: 'private'
  readonly id: PrivatePageId
  readonly link: SharedPageId | null
}

/** A page of the shared database as one run saw it. `link`: id of the private page it mirrors. */
export interface SharedView extends PageView {
  readonly side: 'shared'
  readonly id: SharedPageId
  readonly link: PrivatePageId | null
  readonly number: number | null
}

export type View = PrivateView | SharedView

/** Compares what was shown at a decision with what is shown now, per side; null: that side did not exist. */
export interface Shown {
  readonly private: string | null
  readonly shared: string | null
}

/** Where an appointment stands. What belongs to the private page (kept, excluded) lasts until it shows something new. */
export type PairState =
  | { readonly kind: 'in-step' }
  /** The outcome of a write is unknown; looked at again not before `until`. */
  | { readonly kind: 'being-checked'; readonly until: number }
  /** A try failed; the next one is due at `nextTryAt`. */
  | { readonly kind: 'waiting'; readonly nextTryAt: number }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'held'; readonly action: HeldAction }
  | { readonly kind: 'problem' }
  | { readonly kind: 'kept'; readonly shown: Shown }
  | { readonly kind: 'excluded'; readonly reason: string; readonly shown: Shown }
  | { readonly kind: 'not-relevant' }

/** What the guards can hold (sync-semantics, Rails). */
export type HeldAction = 'trash-copy' | 'unshare' | 'unshare-private' | 'trash-private' | 'create' | 'change'

/** What one side last showed, and which of its times is ours. */
export interface SideMark {
  /** `last_edited_time` at our last reading; null before the first. */
  readonly seenAt: number | null
  /** `last_edited_time` that our own last write left behind; null when we never wrote. */
  readonly ownWriteAt: number | null
  /** What the answer to that write showed, where it held edits of a person that the base does not know yet. */
  readonly pending?: string
}

/** A private page and its copy as the ledger knows them; without `sharedId` the page is known but not paired. */
export interface Pair {
  readonly profile: ProfileId
  readonly privateId: PrivatePageId
  readonly sharedId: SharedPageId | null
  readonly title: string
  /** Start of the appointment as text (ISO day or time), for lists; null when it has none. */
  readonly start: string | null
  readonly relevant: boolean
  readonly state: PairState
  /** The `Why` of the last decision about it, for the list of appointments. */
  readonly why: string
  /** Null: never agreed on anything, or the ledger was lost (cases 2, 19). */
  readonly base: Base | null
  readonly marks: { readonly private: SideMark; readonly shared: SideMark }
  /** ms UTC when a reading last showed page, values and link on both sides; null before. */
  readonly verifiedAt: number | null
  /** Readings since our last write that did not show it; three are a false success. Null: nothing to verify. */
  readonly unverified: { readonly side: Side; readonly since: number; readonly misses: number } | null
  readonly tries: number
}

/** A pair that was forgotten: its base, and why its copy must not come back out of an old listing (case 20). */
export interface Tombstone {
  readonly profile: ProfileId
  readonly privateId: PrivatePageId
  readonly sharedId: SharedPageId
  readonly base: Base | null
  /** The copy's time when a person had trashed it; null when nobody but us had. A later deletion is news (case 8). */
  readonly deletedAt: number | null
  readonly at: number
}
