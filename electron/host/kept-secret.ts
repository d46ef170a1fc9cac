/**
 * A secret of the home that stays the same from start to start: a file of its own, readable by its owner alone, made when
 * it is missing.
 *
 * A file that others can read, or that holds no secret, is not used: what it held may be known to anybody.
 */
import { writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { failure, ok, type Result } from '../../shared/failure.ts'
import { failureOf } from '../ledger/failures.ts'
import { preparePrivateFolder } from '../ledger/files.ts'
import { readToken } from './credentials.ts'
import { newSecret } from './loopback-secret.ts'
import type { Secret } from './secret.ts'

/** A secret that somebody wrote by hand must not be a word that can be guessed. */
const LEAST_CHARACTERS = 16

/** The secret in a file of the home; made when there is none. `platform`: `process.platform`. */
export function keptSecret(path: string, platform: string): Result<Secret> {
  const made = make(path)
  if (made.kind === 'failure') return made
  if (made.value !== null) return ok(made.value)
  const found = readToken({ kind: 'file', path }, { env: {}, platform })
  if (found.kind === 'ok' && found.value.reveal().length >= LEAST_CHARACTERS) return found
  const why = found.kind === 'failure' ? found.text : `${basename(path)}: too short`
  return failure('settings', why, { connector: 'loopback', reason: 'status-token-unusable', subject: path })
}

/** Null: there is a file already. */
function make(path: string): Result<Secret | null> {
  const secret = newSecret()
  try {
    preparePrivateFolder(dirname(path))
    writeFileSync(path, `${secret.reveal()}\n`, { flag: 'wx', mode: 0o600, flush: true })
    return ok(secret)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return ok(null)
    const found = failureOf(error, path)
    return { ...found, category: found.category === 'ledger' ? 'disk' : found.category, connector: 'loopback' }
  }
}
