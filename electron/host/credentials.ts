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

/** What came of asking the keychain. `backend-changed`: sealed by another keychain than the present one. */
export type CipherAnswer =
  | { readonly kind: 'done'; readonly text: string }
  | { readonly kind: 'locked' }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'backend-changed' }
  | { readonly kind: 'unreadable' }

/** Electron's safeStorage on the desktop. `text` of `seal` and `sealed` of `open` are opaque and safe to store. */
export interface Cipher {
  state(): 'available' | 'locked' | 'unavailable'
  seal(secret: Secret): CipherAnswer
  open(sealed: string): CipherAnswer
}

export interface CredentialPorts {
  readonly env: Readonly<Record<string, string | undefined>>
  /** `process.platform`: Windows has no file modes to judge. */
  readonly platform: string
}

/** A token is some 50 characters; a file larger than this holds something else. */
const LARGEST_TOKEN_FILE = 4096
const OTHERS_BITS = 0o077

/** The token behind a reference, as far as it can be had without a desktop. */
export function readToken(reference: TokenReference, ports: CredentialPorts): Result<Secret> {
  switch (reference.kind) {
    case 'environment': {
      const token = tokenIn(ports.env[reference.variable] ?? '')
      return token === null ? refuse('token-variable-empty', reference.variable) : ok(token)
    }
    case 'file':
      return readTokenFile(reference.path, ports.platform)
    case 'desktop':
      return refuse('token-desktop-only', null)
    default:
      return assertNever(reference)
  }
}

/** A token out of the desktop's store. `sealed`: null when nothing was stored. */
export function unsealToken(sealed: string | null, cipher: Cipher): Result<Secret> {
  if (sealed === null) return refuse('token-unreadable', null)
  const answer = cipher.open(sealed)
  switch (answer.kind) {
    case 'done': {
      const token = tokenIn(answer.text)
      return token === null ? refuse('token-unreadable', null) : ok(token)
    }
    case 'locked':
      return { ...refuse('keychain-locked', null), repeat: 'later' }
    case 'unavailable':
      return refuse('keychain-unavailable', null)
    case 'backend-changed':
      return refuse('keychain-changed', null)
    case 'unreadable':
      return refuse('token-unreadable', null)
    default:
      return assertNever(answer)
  }
}

function readTokenFile(path: string, platform: string): Result<Secret> {
  let descriptor: number
  try {
    // Without blocking: opening a pipe nobody writes to would wait for ever.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    return refuse('token-file-missing', path, codeOf(error))
  }
  try {
    const { mode, size } = fstatSync(descriptor)
    if ((mode & constants.S_IFMT) !== constants.S_IFREG) return refuse('token-file-irregular', path)
    if (platform !== 'win32' && (mode & OTHERS_BITS) !== 0) return refuse('token-file-readable', path)
    if (size > LARGEST_TOKEN_FILE) return refuse('token-file-empty', path)
    const bytes = Buffer.alloc(LARGEST_TOKEN_FILE)
    const token = tokenIn(bytes.toString('utf8', 0, readSync(descriptor, bytes)))
    return token === null ? refuse('token-file-empty', path) : ok(token)
  } catch (error) {
    return refuse('token-file-missing', path, codeOf(error))
  } finally {
    closeSync(descriptor)
  }
}

/** One word, without what editors and shells put around it; null when it is none. */
function tokenIn(text: string): Secret | null {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  return /^[\x21-\x7e]+$/.test(trimmed) ? createSecret(trimmed) : null
}

/** `subject` names the variable or the path, never what it holds. */
function refuse(reason: string, subject: string | null, code: string | null = null): Failure {
  const about = subject === null ? '' : `: ${subject}`
  return failure('credentials', `${reason}${about}`, { connector: 'credentials', reason, subject, code })
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
