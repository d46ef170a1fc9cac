/**
 * The token of the status endpoint: `status-token` in the home, made when it is missing, readable by its owner alone.
 *
 * A file that others can read, or that holds no token, is not used: what it held may be known to anybody.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { failure, ok, type Result } from '../../shared/failure.ts'
import { failureOf } from '../ledger/failures.ts'
import { preparePrivateFolder } from '../ledger/files.ts'
import { readToken } from './credentials.ts'
import { newSecret } from './loopback-secret.ts'
import type { Secret } from './secret.ts'

const FILE = 'status-token'
/** A token that somebody wrote by hand must not be a word that can be guessed. */
const LEAST_CHARACTERS = 16

/** Where the token of a home lies. */
export function statusTokenPath(folder: string): string {
  return join(folder, FILE)
}

/** The token of a home; made when there is none. */
export function statusToken(folder: string, platform: string): Result<Secret> {
  const made = makeToken(folder)
  if (made.kind === 'failure') return made
  if (made.value !== null) return ok(made.value)
  const found = readToken({ kind: 'file', path: statusTokenPath(folder) }, { env: {}, platform })
  if (found.kind === 'ok' && found.value.reveal().length >= LEAST_CHARACTERS) return found
  const why = found.kind === 'failure' ? found.text : 'too short'
  return failure('settings', why, {
    connector: 'status',
    reason: 'status-token-unusable',
    subject: statusTokenPath(folder),
  })
}

/** Null: there is a file already. */
function makeToken(folder: string): Result<Secret | null> {
  const secret = newSecret()
  try {
    preparePrivateFolder(folder)
    writeFileSync(statusTokenPath(folder), `${secret.reveal()}\n`, { flag: 'wx', mode: 0o600, flush: true })
    return ok(secret)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return ok(null)
    const found = failureOf(error, statusTokenPath(folder))
    return { ...found, category: found.category === 'ledger' ? 'disk' : found.category, connector: 'status' }
  }
}
