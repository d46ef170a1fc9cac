/**
 * Putting a token into the desktop's store: it is tried at Notion first, and one that is refused is not kept.
 *
 * The token is hidden from every log before anything else is done with it. What is told afterwards is whose workspace it
 * opens, never the token.
 */
import { assertNever, type Failure, ok, type Result } from '../../shared/failure.ts'
import type { TokenReference } from '../../shared/model.ts'
import type { CredentialState, Snapshot } from '../../shared/snapshot.ts'
import { credentialWords } from '../../shared/words/credentials.ts'
import { explainFailure } from '../../shared/words/failures.ts'
import type { Language } from '../../shared/words/language.ts'
import { readToken, refuseToken, tokenIn } from './credentials.ts'
import type { Home } from './home.ts'
import type { Secret } from './secret.ts'
import type { Vault } from './vault.ts'

export interface KeptToken {
  readonly entry: string
  readonly workspaceName: string
}

/** Where tokens that people put in are kept: the keychain of a desktop, or files where there is none. */
export interface StoredTokens extends Pick<Vault, 'entries' | 'save' | 'forget'> {
  /** How a profile names the token of an entry. */
  reference(entry: string): TokenReference
}

/** The tokens that the desktop's keychain has sealed. */
export function vaultTokens(vault: Pick<Vault, 'entries' | 'save' | 'forget'>): StoredTokens {
  const { entries, save, forget } = vault
  return { entries, save, forget, reference: (entry) => ({ kind: 'desktop', entry }) }
}

export interface TokenPorts {
  readonly home: Pick<Home, 'connections' | 'hide'>
  readonly vault: Pick<StoredTokens, 'save'>
  readonly signal: AbortSignal
}

/** `entry` null: a new one; otherwise the token takes the place of the one there. */
export async function keepToken(ports: TokenPorts, entry: string | null, text: string): Promise<Result<KeptToken>> {
  const secret = tokenIn(text)
  return secret === null ? refuseToken('token-malformed', null) : tryAndKeep(ports, entry, secret)
}

/** From a file as the command line uses one; it stays where it is. */
export async function keepTokenFile(ports: TokenPorts, path: string, platform: string): Promise<Result<KeptToken>> {
  const secret = readToken({ kind: 'file', path }, { env: {}, platform })
  return secret.kind === 'failure' ? secret : tryAndKeep(ports, null, secret.value)
}

async function tryAndKeep(
  { home, vault, signal }: TokenPorts,
  entry: string | null,
  secret: Secret,
): Promise<Result<KeptToken>> {
  home.hide(secret)
  const identity = await home.connections.identify(secret.reveal(), signal)
  if (identity.kind === 'failure') return identity
  const saved = await vault.save(entry, secret)
  if (saved.kind === 'failure') return saved
  return ok({ entry: saved.value.entry, workspaceName: identity.value.workspaceName })
}

/** How tokens can be kept, in words, for the snapshot. */
export function describeVault(
  vault: Pick<Vault, 'state' | 'unprotectedAccepted'>,
  language: Language,
): Snapshot['credentials'] {
  const state = vault.state()
  const trouble = troubleOf(state)
  if (trouble === null) {
    const { encrypted, unprotected } = credentialWords(language)
    return { state, message: vault.unprotectedAccepted() ? unprotected : encrypted, remedy: '' }
  }
  const { message, cause, remedy } = explainFailure(trouble, language)
  return { state, message: `${message} ${cause}`, remedy }
}

function troubleOf(state: CredentialState): Failure | null {
  switch (state) {
    case 'available':
      return null
    case 'locked':
    case 'unavailable':
    case 'unprotected':
      return refuseToken(`keychain-${state}`, null)
    case 'backend-changed':
      return refuseToken('keychain-changed', null)
    case 'unreadable':
      return refuseToken('token-unreadable', null)
    default:
      return assertNever(state)
  }
}
