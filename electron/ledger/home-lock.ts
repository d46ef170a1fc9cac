/**
 * One process at a time keeps a home.
 *
 * The lock is an exclusive transaction held open on `lock.sqlite`: the operating system releases it when the process
 * dies, however it dies. `lock.json` beside it only describes the holder, for the sentence that a second process shows;
 * it is never believed by itself.
 */
import { accessSync, constants, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import { createPrivately, type Database, openDatabase } from './database.ts'
import { failureOf, ledgerError } from './failures.ts'
import { preparePrivateFolder, replaceFile } from './files.ts'

const lockName = 'lock.sqlite'
const descriptionName = 'lock.json'
/** Somebody who merely looks holds the file for an instant; that is not a holder. */
const patienceMs = 300

const holderShape = z.object({ command: z.string(), pid: z.number(), startedAt: z.number() })

/** Who keeps a home. `startedAt`: ms UTC. */
export type Holder = Readonly<z.infer<typeof holderShape>>

export interface HomeLock {
  release(): void
}

/** Held by somebody else: a failure of category `locked` whose subject names the holder's command and pid. */
export function lockHome(home: string, holder: Holder): Result<HomeLock> {
  let lock: Database | null = null
  try {
    preparePrivateFolder(home)
    const path = join(home, lockName)
    createPrivately(path)
    // SQLite would lock a file that it may not write for reading only, and so lock nobody out.
    accessSync(path, constants.W_OK)
    lock = openDatabase(path, { mode: 'write', journal: 'keep', busyTimeoutMs: patienceMs })
    const held = lock
    held.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE')
    replaceFile(join(home, descriptionName), `${JSON.stringify(holder)}\n`)
    return ok({ release: () => release(home, held) })
  } catch (error) {
    lock?.close()
    const refused = failureOf(error, lockName)
    return refused.category === 'locked' ? lockedFailure(readDescription(home)) : refused
  }
}

/** Who holds the home now; null: nobody. Tests the lock itself, so that a stale description deceives nobody. */
export function holderOf(home: string): Holder | null {
  const path = join(home, lockName)
  if (!existsSync(path)) return null
  const probe = openDatabase(path, { mode: 'read', busyTimeoutMs: 0 })
  try {
    probe.exec('BEGIN; SELECT count(*) FROM sqlite_master; ROLLBACK')
    return null
  } catch (error) {
    const refused = failureOf(error, lockName)
    if (refused.category !== 'locked') throw ledgerError(error, lockName)
    return readDescription(home) ?? unknownHolder
  } finally {
    probe.close()
  }
}

/** The holder has the lock but has not described itself yet, or its description was damaged. */
const unknownHolder: Holder = { command: 'partner-sync', pid: 0, startedAt: 0 }

function release(home: string, lock: Database): void {
  // The description first: as long as it stands, it is about the holder of the lock.
  rmSync(join(home, descriptionName), { force: true })
  lock.close()
}

function lockedFailure(described: Holder | null): Failure {
  const holder = described ?? unknownHolder
  const subject = holder.pid === 0 ? holder.command : `${holder.command} (${holder.pid})`
  return failure('locked', `another process holds this home: ${subject}`, {
    connector: 'ledger',
    code: 'SQLITE_BUSY',
    subject,
    reason: 'home-locked',
    repeat: 'later',
  })
}

function readDescription(home: string): Holder | null {
  try {
    const checked = holderShape.safeParse(JSON.parse(readFileSync(join(home, descriptionName), 'utf8')))
    return checked.success ? checked.data : null
  } catch {
    // Missing or damaged: the lock itself is what counts; the holder is then named in general terms.
    return null
  }
}
