/**
 * One backup a day of the ledger, kept seven times, in `backups/ledger-YYYY-MM-DD.sqlite` (UTC).
 *
 * Made by `VACUUM INTO` under a temporary name and then renamed, so that what has the name of a backup is a whole one.
 * A backup that fails never fails a run: the failure is returned.
 */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ok, type Result } from '../../shared/failure.ts'
import { createPrivately, type Database } from './database.ts'
import { failureOf } from './failures.ts'
import { dayInName, preparePrivateFolder, syncFolder } from './files.ts'

export const backupsKept = 7
const backupName = /^ledger-\d{4}-\d{2}-\d{2}\.sqlite$/

export function backupFolder(home: string): string {
  return join(home, 'backups')
}

/** Paths of the backups, oldest first. */
export function backups(home: string): readonly string[] {
  const folder = backupFolder(home)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => backupName.test(name))
    .sort()
    .map((name) => join(folder, name))
}

/** Gives the path of the new backup, or null when today has one already. */
export function backupIfDue(database: Database, home: string, now: number): Result<string | null> {
  const folder = backupFolder(home)
  const path = join(folder, `ledger-${dayInName(now)}.sqlite`)
  const temporary = `${path}.tmp`
  try {
    if (existsSync(path)) return ok(null)
    preparePrivateFolder(folder)
    // What a killed backup left behind.
    for (const name of readdirSync(folder)) if (name.endsWith('.sqlite.tmp')) rmSync(join(folder, name))
    createPrivately(temporary)
    database.statement('VACUUM INTO ?').run(temporary)
    renameSync(temporary, path)
    syncFolder(folder)
    const older = backups(home).filter((backup) => backup !== path)
    for (const backup of older.slice(0, Math.max(0, older.length + 1 - backupsKept))) rmSync(backup)
    return ok(path)
  } catch (error) {
    discard(temporary)
    return failureOf(error, path)
  }
}

function discard(temporary: string): void {
  try {
    rmSync(temporary, { force: true })
  } catch {
    // The failure of the backup itself is what is reported; the next backup clears this file away.
  }
}
