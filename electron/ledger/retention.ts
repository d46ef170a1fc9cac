/**
 * What leaves the ledger: history past its retention, and everything of a removed profile.
 *
 * Open questions, problems and held pages never age out. Erasing a profile reaches the ledger, its backups and the
 * ledgers that were set aside as damaged; what could not be reached is told, never passed over.
 */
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ProfileId } from '../../shared/model.ts'
import { LedgerError } from '../engine/ledger-port.ts'
import { backups } from './backup.ts'
import { type Database, openDatabase, textOf } from './database.ts'

/** Two years (requirements, Local data). */
export const defaultRetentionMs = 2 * 365 * 86_400_000
/** An answer that nobody fetched: the process that asked is gone. */
const mailKeptMs = 7 * 86_400_000

/** Removes before-images, runs, outcomes and closed items older than the retention; gives the number of rows. */
export function prune(database: Database, now: number, retentionMs: number = defaultRetentionMs): number {
  const before = now - retentionMs
  return database.transaction(() => {
    const removed = [
      'DELETE FROM changes WHERE at < ?',
      `DELETE FROM runs WHERE started_at < ? AND state <> 'in-progress'`,
      'DELETE FROM outcomes WHERE at < ?',
      'DELETE FROM conflicts WHERE closed_at < ?',
      'DELETE FROM problems WHERE closed_at < ?',
    ].map((sql) => database.statement(sql).run(before))
    removed.push(
      database
        .statement('DELETE FROM mail WHERE answer IS NOT NULL AND at < ?')
        .run(now - Math.min(mailKeptMs, retentionMs)),
    )
    return removed.reduce((sum, rows) => sum + rows, 0)
  })
}

/** What of a profile could not be erased: names of files that cannot be opened any more. Empty: nothing is left. */
export interface Erasure {
  readonly unreached: readonly string[]
}

/** Removes every row of a profile and gives the space back, so that no page of the files still holds its text. */
export function eraseProfile(database: Database, home: string, profile: ProfileId): Erasure {
  eraseFrom(database, profile)
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  const unreached = [...backups(home), ...setAside(home)].filter((path) => !eraseInFile(path, profile))
  return { unreached: unreached.map((path) => basename(path)) }
}

function setAside(home: string): readonly string[] {
  return readdirSync(home)
    .filter((name) => name.startsWith('ledger.corrupt-') && name.endsWith('.sqlite'))
    .sort()
    .map((name) => join(home, name))
}

function eraseInFile(path: string, profile: ProfileId): boolean {
  try {
    const file = openDatabase(path, { mode: 'write', journal: 'keep' })
    try {
      eraseFrom(file, profile)
      return true
    } finally {
      file.close()
    }
  } catch (error) {
    // Damaged or not writable: the caller tells the user its name; the rows of the living ledger are gone by now.
    if (error instanceof LedgerError) return false
    throw error
  }
}

/** Works on every version of the tables: whatever has a column `profile` loses its rows. */
function eraseFrom(database: Database, profile: ProfileId): void {
  const tables = [
    ...database
      .statement(
        `SELECT m.name AS name FROM sqlite_master m JOIN pragma_table_info(m.name) c
         WHERE m.type = 'table' AND c.name = 'profile' ORDER BY m.name`,
      )
      .rows(),
  ].map((row) => textOf(row, 'name', 'sqlite_master'))
  database.transaction(() => {
    for (const table of tables) database.statement(`DELETE FROM "${table}" WHERE profile = ?`).run(profile)
    database.statement('DELETE FROM mail WHERE answer IS NOT NULL AND instr(request, ?) > 0').run(profile)
  })
  database.exec('VACUUM')
}
