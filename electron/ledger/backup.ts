/**
 * One backup a day of the ledger, kept seven times, in `backups/ledger-YYYY-MM-DD.sqlite` (UTC).
 *
 * Made under a temporary name and then renamed, so that what has the name of a backup is a whole one: at once, or in small
 * steps beside other work, for a ledger of years takes seconds. A backup that fails never fails a run: the failure is
 * returned.
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

/** Gives the path of the new backup, or null when today has one already. Nothing else happens until it is made. */
export function backupIfDue(database: Database, home: string, now: number): Result<string | null> {
  const path = pathOf(home, now)
  const temporary = temporaryOf(path)
  try {
    if (existsSync(path)) return ok(null)
    prepare(home, temporary)
    database.statement('VACUUM INTO ?').run(temporary)
    return ok(keep(home, temporary, path))
  } catch (error) {
    discard(temporary)
    return failureOf(error, path)
  }
}

/** A copy that begins in the middle of a transaction is refused: it may be tried again at once. */
const TRIES = 3

/** The same in small steps beside other work; null also when it was told to stop before the end. */
export async function backupBeside(
  database: Database,
  home: string,
  now: number,
  stop: AbortSignal,
): Promise<Result<string | null>> {
  let made = await tryBeside(database, home, now, stop)
  for (let tries = 1; made.kind === 'failure' && tries < TRIES; tries += 1) {
    made = await tryBeside(database, home, now, stop)
  }
  return made
}

async function tryBeside(
  database: Database,
  home: string,
  now: number,
  stop: AbortSignal,
): Promise<Result<string | null>> {
  const path = pathOf(home, now)
  const temporary = temporaryOf(path)
  try {
    if (existsSync(path)) return ok(null)
    prepare(home, temporary)
    if (await database.copyTo(temporary, stop)) return ok(keep(home, temporary, path))
    discard(temporary)
    return ok(null)
  } catch (error) {
    discard(temporary)
    return failureOf(error, path)
  }
}

function pathOf(home: string, now: number): string {
  return join(backupFolder(home), `ledger-${dayInName(now)}.sqlite`)
}

function temporaryOf(path: string): string {
  return `${path}.tmp`
}

function prepare(home: string, temporary: string): void {
  const folder = backupFolder(home)
  preparePrivateFolder(folder)
  // What a killed backup left behind.
  for (const name of readdirSync(folder)) if (name.includes('.sqlite.tmp')) rmSync(join(folder, name))
  createPrivately(temporary)
}

function keep(home: string, temporary: string, path: string): string {
  renameSync(temporary, path)
  syncFolder(backupFolder(home))
  const older = backups(home).filter((backup) => backup !== path)
  for (const backup of older.slice(0, Math.max(0, older.length + 1 - backupsKept))) rmSync(backup)
  return path
}

function discard(temporary: string): void {
  try {
    rmSync(temporary, { force: true })
  } catch {
    // The failure of the backup itself is what is reported; the next backup clears this file away.
  }
}
