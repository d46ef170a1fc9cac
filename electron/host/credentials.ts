/**
 * Where tokens come from: an environment variable, a file that only its owner can read, or the desktop's keychain.
 *
 * Write-only outwards: what leaves here is a `Secret`, and no failure ever quotes what a variable or file holds. The
 * environment is handed in. A token file is judged by the very descriptor it is read from.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { assertNever, type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import type { TokenReference } from '../../shared/model.ts'
import { createSecret, type Secret } from './secret.ts'

/** What came of asking the keychain. `unreadable`: not sealed by this keychain, or damaged since. */
export type CipherAnswer<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'locked' }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'unreadable' }

/** The keychain of the desktop: Electron's safeStorage. Asking may wait for a person; nothing throws. */
export interface Cipher {
  /** What encrypts, by the platform's own name for it, for example `gnome_libsecret`; another one reads nothing of it. */
  backend(): string
  /** `unprotected`: it answers, but what it makes can be read by everybody. */
  state(): Promise<'available' | 'locked' | 'unavailable' | 'unprotected'>
  /** Gives text that is safe to store. */
  seal(secret: Secret): Promise<CipherAnswer<string>>
  /** `outdated`: it wants to be sealed anew. */
  open(sealed: string): Promise<CipherAnswer<{ readonly secret: Secret; readonly outdated: boolean }>>
}

export interface CredentialPorts {
  readonly env: Readonly<Record<string, string | undefined>>
  /** `process.platform`: Windows has no file modes to judge. */
  readonly platform: string
  /** Tokens that the desktop keeps; absent without a desktop. */
  readonly desktop?: (entry: string) => Result<Secret>
}

/** A token is some 50 characters; a file larger than this holds something else. */
const LARGEST_TOKEN_FILE = 4096
const OTHERS_BITS = 0o077

/** The token behind a reference, as far as it can be had without a desktop. */
export function readToken(reference: TokenReference, ports: CredentialPorts): Result<Secret> {
  switch (reference.kind) {
    case 'environment': {
      const token = tokenIn(ports.env[reference.variable] ?? '')
      return token === null ? refuseToken('token-variable-empty', reference.variable) : ok(token)
    }
    case 'file':
      return readTokenFile(reference.path, ports.platform)
    case 'desktop':
      return ports.desktop?.(reference.entry) ?? refuseToken('token-desktop-only', null)
    default:
      return assertNever(reference)
  }
}

function readTokenFile(path: string, platform: string): Result<Secret> {
  let descriptor: number
  try {
    // Without blocking: opening a pipe nobody writes to would wait for ever.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    return refuseToken('token-file-missing', path, codeOf(error))
  }
  try {
    const { mode, size } = fstatSync(descriptor)
    if ((mode & constants.S_IFMT) !== constants.S_IFREG) return refuseToken('token-file-irregular', path)
    if (platform !== 'win32' && (mode & OTHERS_BITS) !== 0) return refuseToken('token-file-readable', path)
    if (size > LARGEST_TOKEN_FILE) return refuseToken('token-file-empty', path)
    const bytes = Buffer.alloc(LARGEST_TOKEN_FILE)
    const token = tokenIn(bytes.toString('utf8', 0, readSync(descriptor, bytes)))
    return token === null ? refuseToken('token-file-empty', path) : ok(token)
  } catch (error) {
    return refuseToken('token-file-missing', path, codeOf(error))
  } finally {
    closeSync(descriptor)
  }
}

/** Gives the token in a text: one word, without what editors and shells put around it; null when it is none. */
export function tokenIn(text: string): Secret | null {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  return /^[\x21-\x7e]+$/.test(trimmed) ? createSecret(trimmed) : null
}

/** `subject` names the variable, the path or the entry, never what it holds. */
export function refuseToken(reason: string, subject: string | null, code: string | null = null): Failure {
  const about = subject === null ? '' : `: ${subject}`
  return failure('credentials', `${reason}${about}`, { connector: 'credentials', reason, subject, code })
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
