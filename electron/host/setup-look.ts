/**
 * Both databases of a setup that is under way, as Notion shows them: opened, not chosen yet, or why they cannot be had.
 *
 * Reads only. A database that a token does not see has the same answer as one that does not exist; what can be found out
 * beyond that is told: whose workspace the token opens, and whether the other token sees it.
 */
import { type Failure, ok, type Result } from '../../shared/failure.ts'
import type { PrivatePageId, SharedPageId, TokenReference } from '../../shared/model.ts'
import type { SetupDraft } from '../../shared/setup.ts'
import type { Language } from '../../shared/words/language.ts'
import type { NotionClient } from '../notion/client.ts'
import { resolveDatabase } from '../notion/databases.ts'
import { refuseToken } from './credentials.ts'
import type { Home } from './home.ts'
import { type End, type EndWish, openEnd } from './profile-ends.ts'
import type { StoredTokens } from './token-keeping.ts'

/** What everything about a setup needs. */
export interface SetupPorts {
  readonly home: Home
  readonly stored: Pick<StoredTokens, 'reference' | 'entries'>
  readonly language: () => Language
  /** Ends what is under way when the application ends. */
  readonly stop: AbortSignal
}

export type LookedEnd<Id extends PrivatePageId | SharedPageId> =
  | { readonly kind: 'open'; readonly end: End<Id> }
  /** No token or no database is chosen yet. */
  | { readonly kind: 'unchosen' }
  | { readonly kind: 'closed'; readonly failure: Failure }

export interface Look {
  readonly private: LookedEnd<PrivatePageId>
  readonly shared: LookedEnd<SharedPageId>
}

/** The client of a stored token. */
export function clientOf(ports: SetupPorts, entry: string): Result<NotionClient> {
  const token = tokenOf(ports, entry)
  return token.kind === 'failure' ? token : ports.home.connections.client(token.value)
}

/** Where the token of an entry is; whoever asks may send any text, so only what is stored counts. */
export function tokenOf({ stored }: Pick<SetupPorts, 'stored'>, entry: string): Result<TokenReference> {
  return stored.entries().includes(entry) ? ok(stored.reference(entry)) : refuseToken('token-unreadable', null)
}

/** Which database under which token a draft means; null where something is not chosen yet. */
export function endWishes(
  ports: Pick<SetupPorts, 'stored'>,
  draft: SetupDraft,
): { readonly private: Result<EndWish> | null; readonly shared: Result<EndWish> | null } {
  const wish = (entry: string | null, database: SetupDraft['privateDatabase'], expiresAt: string | null) => {
    if (entry === null || database === null) return null
    const token = tokenOf(ports, entry)
    if (token.kind === 'failure') return token
    const tokenExpiresAt = expiresAt === null ? null : Date.parse(expiresAt)
    return ok({ database: database.id, token: token.value, tokenExpiresAt })
  }
  const { privateEntry, sharedEntry, privateTokenExpiresAt, sharedTokenExpiresAt } = draft
  const sharedExpiry = sharedEntry === null ? privateTokenExpiresAt : sharedTokenExpiresAt
  return {
    private: wish(privateEntry, draft.privateDatabase, privateTokenExpiresAt),
    shared: wish(sharedEntry ?? privateEntry, draft.sharedDatabase, sharedExpiry),
  }
}

/** Looks at both ends at the same time. */
export async function lookAt(ports: SetupPorts, draft: SetupDraft): Promise<Look> {
  const wishes = endWishes(ports, draft)
  const { privateEntry, sharedEntry } = draft
  const [own, other] = await Promise.all([
    lookAtEnd<PrivatePageId>(ports, wishes.private, sharedEntry),
    lookAtEnd<SharedPageId>(ports, wishes.shared, sharedEntry === null ? null : privateEntry),
  ])
  return { private: own, shared: other }
}

async function lookAtEnd<Id extends PrivatePageId | SharedPageId>(
  ports: SetupPorts,
  chosen: Result<EndWish> | null,
  otherEntry: string | null,
): Promise<LookedEnd<Id>> {
  if (chosen === null) return { kind: 'unchosen' }
  if (chosen.kind === 'failure') return { kind: 'closed', failure: chosen }
  const wish = chosen.value
  const opened = await openEnd<Id>(ports.home, wish, ports.stop)
  if (opened.kind === 'ok') return { kind: 'open', end: opened.value }
  if (opened.category !== 'not-shared' || opened.reason !== null) return { kind: 'closed', failure: opened }
  return { kind: 'closed', failure: await whyUnseen(ports, wish, otherEntry, opened) }
}

async function whyUnseen(
  ports: SetupPorts,
  wish: EndWish,
  otherEntry: string | null,
  unseen: Failure,
): Promise<Failure> {
  const { home, stop } = ports
  const other = otherEntry === null ? null : clientOf(ports, otherEntry)
  if (other?.kind === 'ok') {
    const seen = await resolveDatabase(other.value, wish.database, { priority: 'user', signal: stop })
    if (seen.kind === 'ok') return { ...unseen, reason: 'database-of-other-token', subject: seen.value.title }
  }
  return unseenBy(home, wish.token, unseen, stop)
}

/** The same failure with the workspace that the token opens, which is what a person can compare. */
export async function unseenBy(
  home: Home,
  token: EndWish['token'],
  unseen: Failure,
  signal: AbortSignal,
): Promise<Failure> {
  const found = home.token(token)
  if (found.kind === 'failure') return unseen
  const identity = await home.connections.identify(found.value, signal)
  const subject = identity.kind === 'ok' && identity.value.workspaceName !== '' ? identity.value.workspaceName : null
  return { ...unseen, reason: 'database-unseen', subject }
}
