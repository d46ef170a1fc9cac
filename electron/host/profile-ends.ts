/**
 * The two ends of a profile as Notion shows them when it is set up or changed, and the mapping between them.
 *
 * Looks a database up by id or link, reads its schema and who the token is. Reads only; saves nothing.
 */
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import type { Connection, Mapping, PrivatePageId, Schema, SharedPageId, TokenReference } from '../../shared/model.ts'
import type { FieldChoice } from '../../shared/setup.ts'
import { placeProperties } from '../core/mapping.ts'
import { type FieldWish, type MappingNote, parseFieldWish, proposeMapping } from '../core/proposal.ts'
import type { WriteSide } from '../engine/ports.ts'
import { resolveDatabase } from '../notion/databases.ts'
import { createNotionSide } from '../notion/gateway.ts'
import type { Home } from './home.ts'

export interface EndWish {
  /** An id or a Notion link. */
  readonly database: string
  readonly token: TokenReference
  /** When it expires (ms UTC), as the user knows it; absent or null: not said, or never. */
  readonly tokenExpiresAt?: number | null
}

/** One end, opened: it could be read. */
export interface End<Id extends PrivatePageId | SharedPageId> {
  readonly connection: Connection
  readonly side: WriteSide<Id>
  readonly schema: Schema
}

export interface Ends {
  readonly privateEnd: End<PrivatePageId>
  readonly sharedEnd: End<SharedPageId>
}

/** Both ends, or why there are none; they are never the same database. */
export async function openEnds(
  home: Home,
  privateWish: EndWish,
  sharedWish: EndWish,
  signal: AbortSignal,
): Promise<Result<Ends>> {
  const privateEnd = await openEnd<PrivatePageId>(home, privateWish, signal)
  if (privateEnd.kind === 'failure') return privateEnd
  const sharedEnd = await openEnd<SharedPageId>(home, sharedWish, signal)
  if (sharedEnd.kind === 'failure') return sharedEnd
  const same = sameDatabase(privateEnd.value.connection, sharedEnd.value.connection)
  return same ?? ok({ privateEnd: privateEnd.value, sharedEnd: sharedEnd.value })
}

/** A database cannot be both ends; null when they are two. */
export function sameDatabase(one: Connection, other: Connection): Failure | null {
  if (one.resource !== other.resource) return null
  const subject = one.title
  return failure('usage', 'the private and the shared database are the same', { reason: 'same-database', subject })
}

/** Looks one end up and reads its schema and identity. */
export async function openEnd<Id extends PrivatePageId | SharedPageId>(
  home: Home,
  wish: EndWish,
  signal: AbortSignal,
): Promise<Result<End<Id>>> {
  const client = home.connections.client(wish.token)
  if (client.kind === 'failure') return client
  const context = { priority: 'user', signal } as const
  const resolved = await resolveDatabase(client.value, wish.database, context)
  if (resolved.kind === 'failure') return resolved
  const { resource, database, title } = resolved.value
  const side = createNotionSide<Id>({ client: client.value, resource, ...context })
  const schema = await side.schema()
  if (schema.kind === 'failure') return schema
  const identity = await side.identity()
  if (identity.kind === 'failure') return identity
  const connection: Connection = {
    kind: 'notion',
    token: wish.token,
    resource,
    database,
    title,
    identity: identity.value,
    tokenExpiresAt: wish.tokenExpiresAt ?? null,
  }
  return ok({ connection, side, schema: schema.value })
}

export interface Mapped {
  readonly mapping: Mapping
  readonly notes: readonly MappingNote[]
}

/** Wishes out of what a person chose; a text is one as the command line writes it. */
export function readWishes(fields: readonly (FieldChoice | string)[]): Result<readonly FieldWish[]> {
  const read = fields.map((field) => (typeof field === 'string' ? parseFieldWish(field) : wishOf(field)))
  const wrong = read.find((wish) => wish.kind === 'failure')
  return wrong ?? ok(read.flatMap((wish) => (wish.kind === 'ok' ? [wish.value] : [])))
}

function wishOf({ private: own, shared, direction, word }: FieldChoice): Result<FieldWish> {
  if (direction !== 'busy') return ok({ private: own, shared, direction: { kind: direction } })
  if (word !== undefined && word.trim() !== '') {
    return ok({ private: own, shared, direction: { kind: 'busy', word: word.trim() } })
  }
  return failure('usage', `a busy-only field needs its word: ${own}`, { reason: 'busy-word', subject: own })
}

/** The mapping of both schemas with these wishes (sync-semantics, Schema). */
export function mappingFor(
  privateSchema: Schema,
  sharedSchema: Schema,
  wishes: readonly FieldWish[],
  previous: Mapping | null,
): Result<Mapped> {
  const proposal = proposeMapping(privateSchema, sharedSchema, wishes, previous)
  return proposal.kind === 'ok' ? ok(proposal) : joinFailures(proposal.failures)
}

/** The mapping without the fields that nobody wished for; the title stays, for nothing can be recognised without it. */
export function onlyWished(mapping: Mapping, wishes: readonly FieldWish[]): Mapping {
  const wished = (field: Mapping['fields'][number]): boolean =>
    placeProperties(field.private).some(({ id, name }) =>
      wishes.some((wish) => wish.private === name || wish.private === id),
    )
  return { ...mapping, fields: mapping.fields.filter((field) => field.type === 'title' || wished(field)) }
}

/** Several failures as one that names them all: whoever repairs the first should not meet the next one after it. */
export function joinFailures(failures: readonly Failure[]): Failure {
  const [first, ...rest] = failures
  if (first === undefined) return failure('unknown', 'it failed without saying why')
  if (rest.length === 0) return first
  const same = rest.every((other) => other.reason === first.reason)
  return {
    ...first,
    text: failures.map((one) => one.text).join('\n'),
    subject: failures.map((one) => one.subject ?? '').join(', '),
    reason: same ? first.reason : 'properties-wrong',
  }
}
