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
  Profile,
  ProfileId,
  Schema,
  SharedDeletePolicy,
  TokenReference,
} from '../../shared/model.ts'
import type { FieldChoice, InvitationSummary } from '../../shared/setup.ts'
import type { MappingNote } from '../core/proposal.ts'
import type { Home } from './home.ts'
import { checkNumber } from './number-check.ts'
import { type Ends, type EndWish, mappingFor, onlyWished, openEnds, readWishes, sameDatabase } from './profile-ends.ts'
import { invitedFields } from './setup-fields.ts'
import { invitedNumber, proposeNumber } from './setup-number.ts'

/** What a new profile is to be. What is not given takes the default. */
export interface ProfileWish {
  readonly name: string
  /** Null: the one on copies of these pages, else `preferredNumber` or another one that is free. */
  readonly sourceUserId: number | null
  readonly preferredNumber?: number | null
  /** Its fields join those wished for where both databases have them, and its number is preferred. */
  readonly invitation?: InvitationSummary
  readonly private: EndWish
  readonly shared: EndWish
  /** Wishes, as data or as the command line writes them. */
  readonly fields: readonly (FieldChoice | string)[]
  /** Nothing but the title and the fields wished for is mapped; without it the default fields join them. */
  readonly onlyFields?: boolean
  readonly intervalMs?: number | undefined
  readonly onConflict?: ConflictPolicy | undefined
  readonly onSharedDelete?: SharedDeletePolicy | undefined
  readonly horizonMs?: number | null | undefined
  readonly importRows?: boolean | undefined
  readonly enabled?: boolean | undefined
}

/** A new profile, and what is worth knowing about it: default fields that are not mapped, a token that is personal. */
export interface Added {
  readonly profile: Profile
  readonly notes: readonly Failure[]
}

/** A profile that is not saved, with the ends it was made of. */
export interface Drafted extends Added {
  readonly ends: Ends
}

export const DEFAULT_INTERVAL_MS = 7_200_000
const LONGEST_NAME = 64

/** Checks the wish against Notion and saves it. Nothing is saved when anything is wrong. */
export async function addProfile(home: Home, wish: ProfileWish, signal: AbortSignal): Promise<Result<Added>> {
  const named = checkName(home, wish.name)
  if (named !== null) return named
  const ends = await openEnds(home, wish.private, wish.shared, signal)
  if (ends.kind === 'failure') return ends
  const settled = await settleWish(home, wish, ends.value, signal)
  if (settled.kind === 'failure') return settled
  const drafted = assembleProfile(home, settled.value, ends.value)
  return drafted.kind === 'failure' ? drafted : saveNewProfile(home, drafted.value)
}

/** The wish with a number and with the fields of its invitation: what can only be said once both databases were seen. */
async function settleWish(
  home: Home,
  wish: ProfileWish,
  { privateEnd, sharedEnd }: Ends,
  signal: AbortSignal,
): Promise<Result<AssembledWish>> {
  const { invitation = null, preferredNumber = null } = wish
  const own = readWishes(wish.fields)
  if (own.kind === 'failure') return own
  const invited = invitedFields(privateEnd.schema, sharedEnd.schema, invitation).filter(
    (field) => !own.value.some((one) => one.private === field.private || one.shared === field.shared),
  )
  const fields = [...wish.fields, ...invited]
  if (wish.sourceUserId !== null) return ok({ ...wish, sourceUserId: wish.sourceUserId, fields })
  const preferred = invitedNumber(sharedEnd, invitation) ?? preferredNumber
  const numbers = await proposeNumber({ home, stop: signal }, privateEnd, sharedEnd, preferred)
  if (numbers.kind === 'failure') return numbers
  return ok({ ...wish, sourceUserId: numbers.value.proposed ?? 1, fields })
}

/** A wish whose number is settled. */
type AssembledWish = Omit<ProfileWish, 'private' | 'shared' | 'sourceUserId'> & { readonly sourceUserId: number }

/** Saves a profile whose name is free and whose number nobody else carries; proves the number first. */
export async function saveNewProfile(home: Home, { profile, notes, ends }: Drafted): Promise<Result<Added>> {
  const named = checkName(home, profile.name)
  if (named !== null) return named
  const number = await checkNumber(profile, ends.privateEnd.side, ends.sharedEnd.side)
  if (number !== null) return number
  const saved = home.saveProfiles([...home.profiles(), profile])
  return saved.kind === 'failure' ? saved : ok({ profile, notes })
}

/** The profile that a wish would become between two ends, checked against the other profiles. Saves nothing. */
export function assembleProfile(home: Home, wish: AssembledWish, ends: Ends): Result<Drafted> {
  const { privateEnd, sharedEnd } = ends
  const same = sameDatabase(privateEnd.connection, sharedEnd.connection)
  if (same !== null) return same
  const wishes = readWishes(wish.fields)
  if (wishes.kind === 'failure') return wishes
  const mapped = mappingFor(privateEnd.schema, sharedEnd.schema, wishes.value, null)
  if (mapped.kind === 'failure') return mapped
  const { mapping, notes } = mapped.value
  const profile: Profile = {
    kind: 'notion-pair',
    // The only place where ids of profiles are made; the brand says so.
    id: home.random.id() as ProfileId,
    name: wish.name.trim(),
    formerNames: [],
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
    mapping: wish.onlyFields === true ? onlyWished(mapping, wishes.value) : mapping,
  }
  const refused = checkAgainstOthers(home.profiles(), profile)
  return refused ?? ok({ profile, notes: notesOn(profile, notes), ends })
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
  const others = home.profiles().filter((other) => other.id !== before.id)
  const named = changes.newName === undefined ? null : checkName({ profiles: () => others }, changes.newName)
  if (named !== null) return named
  const plain: Profile = {
    ...renamed(before, changes.newName?.trim() ?? before.name),
    sourceUserId: changes.sourceUserId ?? before.sourceUserId,
    enabled: changes.enabled ?? before.enabled,
    intervalMs: changes.intervalMs ?? before.intervalMs,
    onConflict: changes.onConflict ?? before.onConflict,
    onSharedDelete: changes.onSharedDelete ?? before.onSharedDelete,
    horizonMs: changes.horizonMs === undefined ? before.horizonMs : changes.horizonMs,
    importRows: changes.importRows ?? before.importRows,
    private: withExpiry(before.private, changes.privateTokenExpiresAt),
    shared: withExpiry(before.shared, changes.sharedTokenExpiresAt),
  }
  const looked = needsLook(changes) ? await lookAgain(home, plain, changes, signal) : ok(plain)
  if (looked.kind === 'failure') return looked
  const profile = looked.value
  const refused = checkAgainstOthers(others, profile)
  if (refused !== null) return refused
  const saved = home.saveProfiles(home.profiles().map((one) => (one.id === before.id ? profile : one)))
  return saved.kind === 'failure' ? saved : ok(profile)
}

function renamed(profile: Profile, name: string): Profile {
  if (name === profile.name) return profile
  return { ...profile, name, formerNames: [...new Set([...profile.formerNames, profile.name])] }
}

function withExpiry(connection: Connection, expiresAt: string | null | undefined): Connection {
  if (expiresAt === undefined) return connection
  return { ...connection, tokenExpiresAt: expiresAt === null ? null : Date.parse(expiresAt) }
}

/** Takes a profile away from this computer with everything it kept here; its copies stay as they are. */
export async function removeProfile(home: Home, name: string): Promise<Result<null>> {
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
    tokenExpiresAt: connection.tokenExpiresAt,
  })
  const ends = await openEnds(
    home,
    endWish(profile.private, changes.privateDatabase, changes.privateToken),
    endWish(profile.shared, changes.sharedDatabase, changes.sharedToken),
    signal,
  )
  if (ends.kind === 'failure') return ends
  const { privateEnd, sharedEnd } = ends.value
  const mapping = changedMapping(profile.mapping, privateEnd.schema, sharedEnd.schema, changes)
  if (mapping.kind === 'failure') return mapping
  const changed: Profile = {
    ...profile,
    private: privateEnd.connection,
    shared: sharedEnd.connection,
    mapping: mapping.value,
  }
  if (changes.sourceUserId === undefined && changes.sharedDatabase === undefined) return ok(changed)
  const number = await checkNumber(changed, privateEnd.side, sharedEnd.side)
  return number ?? ok(changed)
}

/** A field that was left out stays out until somebody wishes for it; a look at a new token adds none. */
function changedMapping(
  previous: Mapping,
  privateSchema: Schema,
  sharedSchema: Schema,
  changes: ProfileChanges,
): Result<Mapping> {
  const wishes = readWishes(changes.fields ?? [])
  if (wishes.kind === 'failure') return wishes
  const mapped = mappingFor(privateSchema, sharedSchema, wishes.value, previous)
  if (mapped.kind === 'failure') return mapped
  const { mapping } = mapped.value
  const wished = onlyWished(mapping, wishes.value).fields
  const kept = changes.onlyFields === true ? [] : previous.fields
  const fields = mapping.fields.filter((field) => wished.includes(field) || kept.some(({ key }) => key === field.key))
  return ok({ ...mapping, fields })
}

/** Notes are failures in form only, so that they have their words; a field that neither side has is no news. */
export function notesOn(profile: Profile, notes: readonly MappingNote[]): readonly Failure[] {
  const unmapped = notes.flatMap(({ reason, name, side, text }) => {
    const subject = side === null ? name : `${name} (${side})`
    return reason === 'missing' ? [] : [failure('schema', text, { reason, subject, connector: 'setup' })]
  })
  const personal = [profile.private, profile.shared].find((connection) => connection.identity.personal)
  return personal === undefined ? unmapped : [...unmapped, personalToken(personal.title)]
}

/** A note, not an obstacle. */
export function personalToken(title: string): Failure {
  return failure('credentials', 'our writes cannot be told from those of the owner of this token', {
    reason: 'personal-token',
    subject: title,
    connector: 'setup',
  })
}

/** Null when a new profile may be called so. */
export function checkName(home: Pick<Home, 'profiles'>, name: string): Failure | null {
  const trimmed = name.trim()
  const usable = trimmed !== '' && trimmed.length <= LONGEST_NAME && !/[\p{Control}/\\]/u.test(trimmed)
  if (!usable) {
    return failure('usage', `not usable as a name: ${JSON.stringify(name)}`, {
      reason: 'name-unusable',
      subject: trimmed === '' ? null : name,
    })
  }
  const taken = home.profiles().some((profile) => profile.name.toLowerCase() === trimmed.toLowerCase())
  return taken
    ? failure('usage', `there is a profile called ${trimmed} already`, { reason: 'name-taken', subject: trimmed })
    : null
}

/** What must be unique among the profiles of this computer (sync-semantics, Schema; case 15). */
export function checkAgainstOthers(
  others: readonly Profile[],
  profile: Pick<Profile, 'private' | 'shared' | 'sourceUserId' | 'importRows'>,
): Failure | null {
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
