/**
 * The ports of the engine: what it needs from outside, and what each of these must promise.
 *
 * No status code and no vendor word passes through here. Nothing throws for what can happen in the world: a failure is
 * a value. "Incomplete" is never "none": whoever asks for a listing or a look-up gets pages or the reason why not all.
 */
import type { Failure, Result } from '../../shared/failure.ts'
import type { Identity, PageId, PropertyId, ResourceId, Schema, SourcePage } from '../../shared/model.ts'
import type { FieldType, Value } from '../../shared/value.ts'

/** Pages found by a listing or a look-up. `serverAt`: the service's own clock when the first page was answered, ms UTC. */
export type Listing<Id extends PageId> =
  | { readonly kind: 'complete'; readonly pages: readonly SourcePage<Id>[]; readonly serverAt: number }
  | { readonly kind: 'incomplete'; readonly pages: readonly SourcePage<Id>[]; readonly failure: Failure }

/** `missing`: the service says there is no such page or that we may not see it; it does not tell which. */
export type Reading<Id extends PageId> =
  | { readonly kind: 'page'; readonly page: SourcePage<Id> }
  | { readonly kind: 'missing'; readonly failure: Failure }
  | Failure

/** Outside the trash or inside it; no query sees both. */
export type Scope = 'present' | 'trash'

export interface ReadSide<Id extends PageId> {
  readonly resource: ResourceId
  /** Every page of the database in that scope, or an honest `incomplete`. Reads only; safe to repeat. */
  list(scope: Scope): Promise<Listing<Id>>
  /** Pages outside the trash whose edit time is at or after `since` (ms UTC), own writes included. */
  changesSince(since: number): Promise<Listing<Id>>
  /** Pages in `scope` whose text property `property` holds one of these ids, in whatever spelling; also several per id. */
  findByKey(property: PropertyId, keys: readonly PageId[], scope: Scope): Promise<Listing<Id>>
  /** One page by id, wherever it lives now, the trash included. */
  read(id: Id): Promise<Reading<Id>>
  /** One property of one page, completely, for values that a page answer cut off or left out. */
  readProperty(id: Id, property: PropertyId): Promise<Result<Value>>
  schema(): Promise<Result<Schema>>
  identity(): Promise<Result<Identity>>
  /** How long a request would wait for its place in the budget if it were sent now, ms. */
  waitMs(): number
  /** The service's clock now, from its last answer plus the time since; null before the first answer. ms UTC. */
  serverNow(): number | null
}

/** One property to write. An option with an id is written by id, one without by name. */
export interface PropertyWrite {
  readonly id: PropertyId
  readonly type: FieldType
  readonly value: Value
}

/**
 * Each method gives the whole page as the service shows it after the write. A failure says by `outcome` whether the
 * write may have happened all the same. Never repeats a write by itself, except when the service said that it was not
 * done and asked to wait. Trashing and bringing back rely on what was read right before, and so does an update that is
 * `fresh`: they are not sent after a wait, because what they rely on is old then.
 */
export interface WriteSide<Id extends PageId> extends ReadSide<Id> {
  create(writes: readonly PropertyWrite[]): Promise<Result<SourcePage<Id>>>
  update(id: Id, writes: readonly PropertyWrite[], fresh?: boolean): Promise<Result<SourcePage<Id>>>
  /** Moves the page to the trash and writes the properties in the same request. */
  trash(id: Id, writes: readonly PropertyWrite[]): Promise<Result<SourcePage<Id>>>
  /** Brings the page back out of the trash and writes the properties in the same request. */
  restore(id: Id, writes: readonly PropertyWrite[]): Promise<Result<SourcePage<Id>>>
  /** Adds a property to the database; gives the schema afterwards. */
  addProperty(name: string, type: FieldType): Promise<Result<Schema>>
}

/** Wall time may jump; it is for showing and for due times only. Durations are measured by `monotonic`. Both in ms. */
export interface Clock {
  now(): number
  monotonic(): number
  /** Resolves after `ms`, or early when `signal` aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** Numbers in [0, 1) and unique ids; a seed gives the same ones again. */
export interface Random {
  next(): number
  id(): string
}

/**
 * Requests of one run, filled by the connector. `retried`: sent again after the service asked to wait or a read failed.
 * `taken`: of another run, whose answers served this one as well.
 */
export interface RequestMeter {
  read: number
  write: number
  retried: number
  taken?: number
}
