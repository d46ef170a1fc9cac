/**
 * What a disk or SQLite refuses, as a `Failure` with a cause that has a remedy.
 *
 * Owns the translation of SQLite result codes and system error codes; nobody else in the product reads them. A full
 * disk, a disk that may not be written, a damaged file and a busy file are told apart, because each has its own remedy.
 */

import { type Failure, failure } from '../../shared/failure.ts'
import { LedgerError } from '../engine/ledger-port.ts'

interface Cause {
  readonly category: 'disk' | 'ledger' | 'locked'
  readonly reason: string | null
}

const diskFull: Cause = { category: 'disk', reason: 'disk-full' }
const diskReadOnly: Cause = { category: 'disk', reason: 'disk-read-only' }
const corrupt: Cause = { category: 'ledger', reason: 'ledger-corrupt' }
const busy: Cause = { category: 'locked', reason: 'ledger-busy' }
const other: Cause = { category: 'ledger', reason: null }

/** Primary result codes of SQLite (sqlite.org/rescode.html). */
const primaryCodes: ReadonlyMap<number, readonly [string, Cause]> = new Map([
  [3, ['SQLITE_PERM', diskReadOnly]],
  [5, ['SQLITE_BUSY', busy]],
  [6, ['SQLITE_LOCKED', busy]],
  [8, ['SQLITE_READONLY', diskReadOnly]],
  [10, ['SQLITE_IOERR', { category: 'disk', reason: null }]],
  [11, ['SQLITE_CORRUPT', corrupt]],
  [13, ['SQLITE_FULL', diskFull]],
  [14, ['SQLITE_CANTOPEN', diskReadOnly]],
  [26, ['SQLITE_NOTADB', corrupt]],
])

/** Extended codes that mean something else than their primary code. */
const extendedCodes: ReadonlyMap<number, readonly [string, Cause]> = new Map([
  [522, ['SQLITE_IOERR_SHORT_READ', corrupt]],
  [8458, ['SQLITE_IOERR_CORRUPTFS', corrupt]],
  [1032, ['SQLITE_READONLY_DBMOVED', other]],
])

const systemCodes: ReadonlyMap<string, Cause> = new Map([
  ['ENOSPC', diskFull],
  ['EDQUOT', diskFull],
  ['EROFS', diskReadOnly],
  ['EACCES', diskReadOnly],
  ['EPERM', diskReadOnly],
  ['EIO', { category: 'disk', reason: null }],
  ['EFBIG', { category: 'disk', reason: null }],
])

/** `subject`: the file that it is about, for the sentence shown. */
export function failureOf(error: unknown, subject: string): Failure {
  if (error instanceof LedgerError) return error.failure
  const text = error instanceof Error ? error.message : String(error)
  const [code, cause] = causeOf(error)
  const repeat = cause.category === 'locked' ? 'later' : 'never'
  return failure(cause.category, `${subject}: ${text}`, {
    connector: 'ledger',
    code,
    subject,
    reason: cause.reason,
    repeat,
  })
}

/** Every error of SQLite or of the file system leaves this folder as a `LedgerError`. */
export function ledgerError(error: unknown, subject: string): LedgerError {
  return error instanceof LedgerError ? error : new LedgerError(failureOf(error, subject), { cause: error })
}

/** The parent is there, and nothing can be created in it. */
export function cannotBeWritten(path: string): LedgerError {
  const text = `${path}: cannot be created`
  return new LedgerError(failure('disk', text, { connector: 'ledger', subject: path, reason: 'disk-read-only' }))
}

/** A row or a file that cannot be what this program wrote. */
export function corruptError(subject: string, detail: string): LedgerError {
  return new LedgerError(
    failure('ledger', `${subject}: ${detail}`, { connector: 'ledger', subject, reason: 'ledger-corrupt' }),
  )
}

export function isCorrupt(failure: Failure): boolean {
  return failure.reason === 'ledger-corrupt'
}

function causeOf(error: unknown): readonly [string | null, Cause] {
  if (!(error instanceof Error)) return [null, other]
  if ('errcode' in error && typeof error.errcode === 'number') {
    const known = extendedCodes.get(error.errcode) ?? primaryCodes.get(error.errcode & 0xff)
    return known ?? [`SQLITE_${error.errcode}`, other]
  }
  if ('code' in error && typeof error.code === 'string') return [error.code, systemCodes.get(error.code) ?? other]
  return [null, other]
}
