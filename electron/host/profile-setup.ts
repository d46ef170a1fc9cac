/**
 * Adding and changing a profile: everything is looked up and checked before anything is saved.
 *
 * Promises that a saved profile points at two databases that could be read, with every property it needs, under a
 * number that is free or already carried by copies of its own pages. Nothing is written to Notion here.
 */
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import type { ProfileChanges } from '../../shared/intent.ts'
import type {
  ConflictPolicy,
  Connection,
  Mapping,
  PrivatePageId,
  Profile,
  ProfileId,
  Schema,
  SharedDeletePolicy,
  SharedPageId,
  TokenReference,
} from '../../shared/model.ts'
import { type MappingNote, parseFieldWish, proposeMapping } from '../core/proposal.ts'
import type { WriteSide } from '../engine/ports.ts'
import { resolveDatabase } from '../notion/databases.ts'
import { createNotionSide } from '../notion/gateway.ts'
import type { Home } from './home.ts'
import { checkNumber } from './number-check.ts'

/** What a new profile is to be. What is not given takes the default. */
export interface ProfileWish {
  readonly name: string
  readonly sourceUserId: number
  readonly private: EndWish
  readonly shared: EndWish
  readonly fields: readonly string[]
  readonly intervalMs?: number | undefined
  readonly onConflict?: ConflictPolicy | undefined
  readonly onSharedDelete?: SharedDeletePolicy | undefined
  readonly horizonMs?: number | null | undefined
  readonly importRows?: boolean | undefined
  readonly enabled?: boolean | undefined
}

export interface EndWish {
  /** An id or a Notion link. */
  readonly database: string
  readonly token: TokenReference
}

/** A new profile, and what is worth knowing about it: default fields that are not mapped, a token that is personal. */
export interface Added {
  readonly profile: Profile
  readonly notes: readonly Failure[]
}

export const DEFAULT_INTERVAL_MS = 7_200_000
const LONGEST_NAME = 64

/** Checks the wish against Notion and saves it. Nothing is saved when anything is wrong. */
export async function addProfile(home: Home, wish: ProfileWish, signal: AbortSignal): Promise<Result<Added>> {
  const named = checkName(home, wish.name)
  if (named !== null) return named
  const ends = await openEnds(home, wish.private, wish.shared, signal)
  if (ends.kind === 'failure') return ends
  const { privateEnd, sharedEnd } = ends.value
  const mapping = mappingFor(privateEnd.schema, sharedEnd.schema, wish.fields, null)
  if (mapping.kind === 'failure') return mapping
  const profile: Profile = {
    kind: 'notion-pair',
    // The only place where ids of profiles are made; the brand says so.
    id: home.random.id() as ProfileId,
    name: wish.name.trim(),
    sourceUserId: wish.sourceUserId,
    enabled: wish.enabled ?? true,
    intervalMs: wish.intervalMs ?? DEFAULT_INTERVAL_MS,
    onConflict: wish.onConflict ?? 'ask',
    onSharedDelete: wish.onSharedDelete ?? 'unshare',
    horizonMs: wish.horizonMs ?? null,
    importRows: wish.importRows ?? false,
    pausedUntil: null,
    private: privateEnd.connection,
    shared: sharedEnd.connection,
    mapping: mapping.value.mapping,
  }
  const refused = checkAgainstOthers(home.profiles(), profile)
  if (refused !== null) return refused
  const number = await checkNumber(profile, privateEnd.side, sharedEnd.side)
  if (number !== null) return number
  const saved = home.saveProfiles([...home.profiles(), profile])
  return saved.kind === 'failure' ? saved : ok({ profile, notes: notesOn(profile, mapping.value.notes) })
}

/** Changes a profile; databases, tokens and fields are looked up again, the rest is saved as it is. */
export async function changeProfile(
  home: Home,
  name: string,
  changes: ProfileChanges,
  signal: AbortSignal,
): Promise<Result<Profile>> {
  const before = home.profiles().find((profile) => profile.name === name)
  if (before === undefined) return unknownProfile(name)
  const fixed = checkFixed(home, before, changes)
  if (fixed !== null) return fixed
  const plain: Profile = {
    ...before,
    sourceUserId: changes.sourceUserId ?? before.sourceUserId,
    enabled: changes.enabled ?? before.enabled,
    intervalMs: changes.intervalMs ?? before.intervalMs,
    onConflict: changes.onConflict ?? before.onConflict,
    onSharedDelete: changes.onSharedDelete ?? before.onSharedDelete,
    horizonMs: changes.horizonMs === undefined ? before.horizonMs : changes.horizonMs,
    importRows: changes.importRows ?? before.importRows,
  }
  const looked = needsLook(changes) ? await lookAgain(home, plain, changes, signal) : ok(plain)
  if (looked.kind === 'failure') return looked
  const profile = looked.value
  const others = home.profiles().filter((other) => other.id !== before.id)
  const refused = checkAgainstOthers(others, profile)
  if (refused !== null) return refused
  const saved = home.saveProfiles(home.profiles().map((one) => (one.id === before.id ? profile : one)))
  return saved.kind === 'failure' ? saved : ok(profile)
}

/** Takes a profile away from this computer with everything it kept here; its copies stay as they are. */
export function removeProfile(home: Home, name: string): Result<null> {
  const profile = home.profiles().find((one) => one.name === name)
  if (profile === undefined) return unknownProfile(name)
  const saved = home.saveProfiles(home.profiles().filter((one) => one.id !== profile.id))
  return saved.kind === 'failure' ? saved : home.erase(profile)
}

export function unknownProfile(name: string): Failure {
  return failure('usage', `there is no profile called ${name}`, { reason: 'unknown-profile', subject: name })
}

function needsLook(changes: ProfileChanges): boolean {
  const { privateDatabase, sharedDatabase, privateToken, sharedToken, fields, sourceUserId } = changes
  return [privateDatabase, sharedDatabase, privateToken, sharedToken, fields, sourceUserId].some(
    (change) => change !== undefined,
  )
}

async function lookAgain(
  home: Home,
  profile: Profile,
  changes: ProfileChanges,
  signal: AbortSignal,
): Promise<Result<Profile>> {
  const endWish = (
    connection: Connection,
    database: string | undefined,
    token: TokenReference | undefined,
  ): EndWish => ({
    database: database ?? connection.database,
    token: token ?? connection.token,
  })
  const ends = await openEnds(
    home,
    endWish(profile.private, changes.privateDatabase, changes.privateToken),
    endWish(profile.shared, changes.sharedDatabase, changes.sharedToken),
    signal,
  )
  if (ends.kind === 'failure') return ends
  const { privateEnd, sharedEnd } = ends.value
  const mapping = mappingFor(privateEnd.schema, sharedEnd.schema, changes.fields ?? [], profile.mapping)
  if (mapping.kind === 'failure') return mapping
  const changed: Profile = {
    ...profile,
    private: privateEnd.connection,
    shared: sharedEnd.connection,
    mapping: mapping.value.mapping,
  }
  if (changes.sourceUserId === undefined && changes.sharedDatabase === undefined) return ok(changed)
  const number = await checkNumber(changed, privateEnd.side, sharedEnd.side)
  return number ?? ok(changed)
}

interface End<Id extends PrivatePageId | SharedPageId> {
  readonly connection: Connection
  readonly side: WriteSide<Id>
  readonly schema: Schema
}

async function openEnds(
  home: Home,
  privateWish: EndWish,
  sharedWish: EndWish,
  signal: AbortSignal,
): Promise<Result<{ readonly privateEnd: End<PrivatePageId>; readonly sharedEnd: End<SharedPageId> }>> {
  const privateEnd = await openEnd<PrivatePageId>(home, privateWish, signal)
  if (privateEnd.kind === 'failure') return privateEnd
  const sharedEnd = await openEnd<SharedPageId>(home, sharedWish, signal)
  if (sharedEnd.kind === 'failure') return sharedEnd
  if (privateEnd.value.connection.resource === sharedEnd.value.connection.resource) {
    const subject = privateEnd.value.connection.title
    return failure('usage', 'the private and the shared database are the same', { reason: 'same-database', subject })
  }
  return ok({ privateEnd: privateEnd.value, sharedEnd: sharedEnd.value })
}

async function openEnd<Id extends PrivatePageId | SharedPageId>(
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
  }
  return ok({ connection, side, schema: schema.value })
}

interface Mapped {
  readonly mapping: Mapping
  readonly notes: readonly MappingNote[]
}

/** Notes are failures in form only, so that they have their words; a field that neither side has is no news. */
function notesOn(profile: Profile, notes: readonly MappingNote[]): readonly Failure[] {
  const unmapped = notes.flatMap(({ reason, name, side, text }) => {
    const subject = side === null ? name : `${name} (${side})`
    return reason === 'missing' ? [] : [failure('schema', text, { reason, subject, connector: 'setup' })]
  })
  const personal = [profile.private, profile.shared].find((connection) => connection.identity.personal)
  return personal === undefined ? unmapped : [...unmapped, personalToken(personal.title)]
}

function personalToken(title: string): Failure {
  return failure('credentials', 'our writes cannot be told from those of the owner of this token', {
    reason: 'personal-token',
    subject: title,
    connector: 'setup',
  })
}

function mappingFor(
  privateSchema: Schema,
  sharedSchema: Schema,
  wishes: readonly string[],
  previous: Mapping | null,
): Result<Mapped> {
  const parsed = wishes.map(parseFieldWish)
  const wrong = parsed.find((wish) => wish.kind === 'failure')
  if (wrong !== undefined) return wrong
  const fields = parsed.flatMap((wish) => (wish.kind === 'ok' ? [wish.value] : []))
  const proposal = proposeMapping(privateSchema, sharedSchema, fields, previous)
  return proposal.kind === 'ok' ? ok(proposal) : joinFailures(proposal.failures)
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

function checkName(home: Home, name: string): Failure | null {
  const trimmed = name.trim()
  const usable = trimmed !== '' && trimmed.length <= LONGEST_NAME && !/[\p{Control}/\\]/u.test(trimmed)
  if (!usable) {
    return failure('usage', `not usable as a name: ${JSON.stringify(name)}`, {
      reason: 'invalid-argument',
      subject: name,
    })
  }
  const taken = home.profiles().some((profile) => profile.name.toLowerCase() === trimmed.toLowerCase())
  return taken
    ? failure('usage', `there is a profile called ${trimmed} already`, { reason: 'name-taken', subject: trimmed })
    : null
}

/** What must be unique among the profiles of this computer (sync-semantics, Schema; case 15). */
function checkAgainstOthers(others: readonly Profile[], profile: Profile): Failure | null {
  const sameShared = others.filter((other) => other.shared.resource === profile.shared.resource)
  const pair = sameShared.find((other) => other.private.resource === profile.private.resource)
  if (pair !== undefined) {
    return failure('usage', `${pair.name} keeps these two databases already`, {
      reason: 'pair-taken',
      subject: pair.name,
    })
  }
  const number = sameShared.find((other) => other.sourceUserId === profile.sourceUserId)
  if (number !== undefined) {
    return failure('usage', `${number.name} has the number ${profile.sourceUserId} already`, {
      reason: 'number-taken',
      subject: `${profile.sourceUserId}`,
    })
  }
  const importer = profile.importRows ? sameShared.find((other) => other.importRows) : undefined
  return importer === undefined
    ? null
    : failure('usage', `${importer.name} imports the rows of this database already`, {
        reason: 'importer-taken',
        subject: importer.name,
      })
}

/** What pairs that exist hang on cannot change under them. */
function checkFixed(home: Home, before: Profile, changes: ProfileChanges): Failure | null {
  const { paired } = home.ledger.pairCounts(before.id)
  if (paired === 0) return null
  const refuse = (subject: string, reason: string): Failure =>
    failure('usage', `${subject} cannot change while ${paired} copies exist`, { reason, subject })
  if (changes.sourceUserId !== undefined && changes.sourceUserId !== before.sourceUserId) {
    return refuse('--source-user-id', 'number-fixed')
  }
  if (changes.privateDatabase !== undefined) return refuse('--private', 'database-fixed')
  if (changes.sharedDatabase !== undefined) return refuse('--shared', 'database-fixed')
  return null
}
