/** What the oracle of a simulated run keeps account of, and what it is asked. Types only. */
import type { PageState } from '../../electron/sandbox/model.ts'
import type { FieldName } from './script.ts'

/** Who did something to a page. */
export type Actor =
  | { readonly kind: 'person' }
  /** A change of the schema, which may change what rows show. */
  | { readonly kind: 'schema' }
  | { readonly kind: 'machine'; readonly index: number; readonly profile: number }

/** One field of one page as it was last written. */
export interface Cell {
  value: string
  by: 'person' | 'machine' | 'schema'
  /** Before or after a reading, also within one millisecond. */
  turn: number
  /** The other side has shown this value as well. */
  reached: boolean
}

/** A value of a person that one of our writes replaced: it must stand in the history. */
export interface Debt {
  readonly page: string
  readonly privateId: string
  readonly field: FieldName
  readonly value: string
  readonly reached: boolean
  readonly at: number
  readonly machine: number
  readonly how: 'overwritten' | 'trashed'
}

/** What an oracle is told, and what it has to say. */
export interface Oracle {
  /** A machine begins a run. */
  began(machine: number): void
  /** A machine sends a write to this page, or a create that names it. From here on it cannot be called back. */
  sent(machine: number, pageId: string, creates: boolean): void
  /** The write is about to take effect: what is done to this page now is that machine's doing, whenever it shows. */
  arrived(machine: number, pageId: string): void
  /** Compares every page with what was known and judges the differences: acts of our bots, else of this actor. */
  observe(actor: 'person' | 'schema'): void
  /** A machine was shown this page, or a listing of this data source: later edits it cannot have known. */
  served(machine: number, id: string): void
  /** A machine never hears what came of its last write to this page; null: of any of its run, because it was killed. */
  unheard(machine: number, pageId: string | null): void
  /** A run of this machine is over, and what was answered stands in its ledger. */
  settled(machine: number): void
  /** A ledger of this profile was lost or put back: only the end tells about second copies (invariant 4). */
  forgot(profile: number): void
  /** A user decided about this appointment. */
  decided(privateId: string): void
  /** While a user takes something back, a value that is written counts as that user's own. */
  undoing(on: boolean): void
  /** From now on queries answer from data this old. */
  stale(ms: number): void
  optionRenamed(name: string, newName: string): void
  /** Names of options by their first name. */
  root(name: string): string
  readonly violations: string[]
  readonly debts: readonly Debt[]
  /** Private pages about which a user decided something. */
  readonly decidedAbout: ReadonlySet<string>
  readonly excused: { gap: number }
  /** Value of a field of a page now, spelled. */
  shown(pageId: string, field: FieldName): string
  privateOf(pageId: string): string
  madeByUs(pageId: string): boolean
}

/** A page as the oracle last saw it. */
export interface Known {
  state: PageState
  purged: boolean
  readonly madeBy: number | null
  /** The private page whose id a shared page last carried. */
  mirrors: string
  /** When a person moved it to the trash; null when not in the trash, or when a machine did it. */
  deletedAt: number | null
  /** Was ever a copy of ours: made by us, or carried an id of a private page of a profile. */
  ours: boolean
}
