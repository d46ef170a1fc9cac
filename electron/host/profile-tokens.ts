/**
 * Which profiles use a stored token, and what becomes of it when nobody does any more.
 *
 * Only tokens that are kept here are ever erased: a variable, or a file that somebody put elsewhere, is theirs.
 */
import { failure, ok, type Result } from '../../shared/failure.ts'
import { type Connection, type Profile, sides, type TokenReference } from '../../shared/model.ts'
import { readCredentials, writeCredentials } from './credentials-file.ts'
import type { Home } from './home.ts'
import type { OpenStore } from './settings.ts'
import type { StoredTokens } from './token-keeping.ts'

export type ErasableTokens = Pick<StoredTokens, 'entries' | 'reference' | 'forget'>

/** What the keychain sealed, for whoever can erase it without being able to open it. */
export function sealedTokens(folder: string, openStore: OpenStore): ErasableTokens {
  const read = () => readCredentials(folder)
  return {
    entries: () => {
      const found = read()
      return found.kind === 'ok' ? Object.keys(found.value.entries).sort() : []
    },
    reference: (entry) => ({ kind: 'desktop', entry }),
    forget: async (entry) => {
      const found = read()
      // What cannot be read names no entry to take out.
      if (found.kind !== 'ok') return found.kind === 'failure' ? found : ok(null)
      const { [entry]: _, ...entries } = found.value.entries
      return writeCredentials(folder, openStore, { ...found.value, entries })
    },
  }
}

/** Names of the profiles whose token this is. */
export function usersOf(home: Pick<Home, 'profiles'>, token: TokenReference): readonly string[] {
  return home
    .profiles()
    .filter((profile) => sides.some((side) => same(profile[side].token, token)))
    .map((profile) => profile.name)
}

/** A new token took the place of one that profiles use: what was said of the old one's last day is over. */
export function noteExpiry(
  home: Pick<Home, 'profiles' | 'saveProfiles'>,
  token: TokenReference,
  expiresAt: string | null,
): Result<null> {
  const tokenExpiresAt = expiresAt === null ? null : Date.parse(expiresAt)
  const before = home.profiles()
  const noted = (connection: Connection): Connection =>
    same(connection.token, token) && connection.tokenExpiresAt !== tokenExpiresAt
      ? { ...connection, tokenExpiresAt }
      : connection
  const after = before.map((profile) => ({
    ...profile,
    private: noted(profile.private),
    shared: noted(profile.shared),
  }))
  const changed = after.some(
    (profile, at) => profile.private !== before[at]?.private || profile.shared !== before[at]?.shared,
  )
  return changed ? home.saveProfiles(after) : ok(null)
}

/** Erases the tokens of a profile that is gone, unless another one or a setup that is under way needs them. */
export async function forgetTokensOf(
  home: Pick<Home, 'profiles' | 'setupDraft'>,
  removed: Profile,
  stores: readonly ErasableTokens[],
): Promise<Result<null>> {
  const draft = home.setupDraft()
  for (const stored of stores) {
    const unused = stored.entries().filter((entry) => {
      const token = stored.reference(entry)
      const used = usersOf(home, token).length > 0 || draft?.privateEntry === entry || draft?.sharedEntry === entry
      return !used && sides.some((side) => same(removed[side].token, token))
    })
    for (const entry of unused) {
      const forgotten = await stored.forget(entry)
      if (forgotten.kind === 'failure') return forgotten
    }
  }
  return ok(null)
}

/** Erases one token that no profile uses. */
export async function forgetToken(
  home: Pick<Home, 'profiles'>,
  stored: ErasableTokens,
  entry: string,
): Promise<Result<null>> {
  const users = usersOf(home, stored.reference(entry))
  if (users.length === 0) return stored.forget(entry)
  const subject = users.join(', ')
  return failure('usage', `used by ${subject}`, { connector: 'credentials', reason: 'token-in-use', subject })
}

function same(a: TokenReference, b: TokenReference): boolean {
  switch (a.kind) {
    case 'environment':
      return b.kind === a.kind && b.variable === a.variable
    case 'file':
      return b.kind === a.kind && b.path === a.path
    default:
      return b.kind === 'desktop' && b.entry === a.entry
  }
}
