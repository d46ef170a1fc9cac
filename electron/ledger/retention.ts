/**
 * What leaves the ledger: history past its retention, and everything of a removed profile; and the room that becomes free.
 *
 * Open questions, problems and held pages never age out. Erasing a profile reaches the ledger, its backups and the
 * ledgers that were set aside as damaged; what could not be reached is told, never passed over.
 */
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ProfileId } from '../../shared/model.ts'
import { LedgerError } from '../engine/ledger-port.ts'
import { backups } from './backup.ts'
import { type Database, openDatabase, single, textOf } from './database.ts'

/** Two years (requirements, Local data). */
export const defaultRetentionMs = 2 * 365 * 86_400_000
/** An answer that nobody fetched: the process that asked is gone. */
const mailKeptMs = 7 * 86_400_000

/** The longest time that anything is counted back over is 30 days (`statistics`); the rest is for who looks into the file. */
const outcomesKeptMs = 92 * 86_400_000

/** The large tables, each by the time of its rows. */
const history = [
  ['DELETE FROM changes WHERE seq IN (SELECT seq FROM changes WHERE at < ? LIMIT ?)', null],
  [
    `DELETE FROM runs WHERE seq IN (SELECT seq FROM runs WHERE started_at < ? AND state <> 'in-progress' LIMIT ?)`,
    null,
  ],
  ['DELETE FROM outcomes WHERE seq IN (SELECT seq FROM outcomes WHERE at < ? LIMIT ?)', outcomesKeptMs],
] as const

/**
 * Removes before-images, runs, outcomes and closed items older than the retention, at most `most` rows of history; gives the
 * number of rows. Fewer than `most`: nothing older is left.
 */
export function prune(
  database: Database,
  now: number,
  retentionMs: number = defaultRetentionMs,
  most: number = Number.MAX_SAFE_INTEGER,
): number {
  const before = now - retentionMs
  return database.transaction(() => {
    let removed = 0
    for (const [sql, keptMs] of history) {
      if (removed >= most) return removed
      const until = now - Math.min(keptMs ?? retentionMs, retentionMs)
      removed += database.statement(sql).run(until, most - removed)
    }
    removed += database.statement('DELETE FROM conflicts WHERE closed_at < ?').run(before)
    removed += database.statement('DELETE FROM problems WHERE closed_at < ?').run(before)
    removed += database
      .statement('DELETE FROM mail WHERE answer IS NOT NULL AND at < ?')
      .run(now - Math.min(mailKeptMs, retentionMs))
    return removed
  })
}

/** Below this much of the file, room that became free is kept for what is written next. */
const FREE_SHARE = 0.2
const PAGES_AT_ONCE = 200

/**
 * Gives a part of the free room at the end of the file back to the disk, when much is free; true: there is more to give.
 * A ledger that was begun before files could shrink keeps its room, and fills it again.
 */
export function giveBack(database: Database): boolean {
  const canShrink = single(database, 'PRAGMA auto_vacuum') === 2
  const isMuch = (): boolean =>
    numberOfPages(database, 'freelist_count') > FREE_SHARE * numberOfPages(database, 'page_count')
  if (!canShrink || !isMuch()) return false
  database.exec(`PRAGMA incremental_vacuum(${PAGES_AT_ONCE})`)
  return isMuch()
}

function numberOfPages(database: Database, pragma: 'freelist_count' | 'page_count'): number {
  return Number(single(database, `PRAGMA ${pragma}`))
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
