/**
 * Whether a ledger is what this program wrote: the file by SQLite's own checks, the rows by their shapes.
 *
 * Rows whose wrong shape could do harm are read one by one: those that writes are decided from. History is checked when
 * it is shown.
 */
import type { z } from 'zod'
import { type Database, textOf } from './database.ts'
import { corruptError, failureOf } from './failures.ts'
import {
  conflictRecord,
  decode,
  heldRecord,
  intentRecord,
  pairRecord,
  problemRecord,
  tombstoneRecord,
} from './records.ts'

interface Checked {
  readonly table: string
  readonly key: string
  readonly where: string
  readonly shape: z.ZodType
}

const checkedTables: readonly Checked[] = [
  { table: 'pairs', key: 'private_id', where: '', shape: pairRecord },
  { table: 'tombstones', key: 'private_id', where: '', shape: tombstoneRecord },
  { table: 'intents', key: 'id', where: '', shape: intentRecord },
  { table: 'conflicts', key: 'id', where: 'WHERE closed_at IS NULL', shape: conflictRecord },
  { table: 'problems', key: 'id', where: 'WHERE closed_at IS NULL', shape: problemRecord },
  { table: 'held', key: 'private_id', where: '', shape: heldRecord },
]

/** Throws `LedgerError` (`ledger-corrupt`) when SQLite finds damage; quick: indexes are not compared with their rows. */
export function quickCheck(database: Database): void {
  const verdict = verdictOf(database, 'PRAGMA quick_check(5)')
  if (verdict !== 'ok') throw corruptError(database.name, verdict)
}

/** Throws `LedgerError` (`ledger-corrupt`) that names the first row that cannot be read. */
export function checkRows(database: Database): void {
  for (const { table, key, where, shape } of checkedTables) {
    for (const row of database.statement(`SELECT ${key} AS key, record FROM ${table} ${where}`).rows()) {
      decode(shape, table, textOf(row, 'key', table), textOf(row, 'record', table))
    }
  }
}

/** `ok`, or in words what is wrong. Reads everything. */
export function integrityOf(database: Database): string {
  try {
    const verdict = verdictOf(database, 'PRAGMA integrity_check(5)')
    if (verdict === 'ok') checkRows(database)
    return verdict
  } catch (error) {
    return failureOf(error, database.name).text
  }
}

function verdictOf(database: Database, pragma: string): string {
  return [...database.statement(pragma).rows()].map((row) => String(Object.values(row)[0])).join('; ')
}
