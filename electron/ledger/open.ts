/**
 * Opens the ledger of a home: for writing by the process that holds the home's lock, for reading beside it.
 *
 * Opening for writing checks the file, sets a damaged one aside (never deletes it) and begins a new one, brings old
 * tables up to date, notices a ledger that was put back from a backup, and closes runs that a crash left open. A ledger
 * of a newer program is refused and not touched. What can go wrong on a disk comes back as a `Failure`.
 */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import type { ProfileId } from '../../shared/model.ts'
import { type Journal, type Ledger, LedgerError, type Mailbox } from '../engine/ledger-port.ts'
import type { Clock } from '../engine/ports.ts'
import { backupBeside, backupIfDue } from './backup.ts'
import { createPrivately, type Database, openDatabase, single } from './database.ts'
import { corruptError, failureOf, isCorrupt } from './failures.ts'
import { mainFile, makePrivate, preparePrivateFolder } from './files.ts'
import { advance, hadLedger, isBegun, meta, saveMeta, wasPutBack } from './generation.ts'
import { checkRows, integrityOf, quickCheck } from './integrity.ts'
import { createJournal } from './journal.ts'
import { createLedger } from './ledger.ts'
import { createLists, type Lists } from './lists.ts'
import { createMailbox } from './mailbox.ts'
import { currentVersion, migrate, versionOf } from './migrations.ts'
import { closeCrashedRuns, type Recovery, recoveryOf, setAside } from './recovery.ts'
import { type Erasure, eraseProfile, giveBack, prune } from './retention.ts'
import { createStatistics, type Statistics } from './statistics.ts'

export interface LedgerOptions {
  readonly home: string
  readonly clock: Clock
  readonly mode: 'write' | 'read'
  /** How long a write waits for another process; 5 s by default. */
  readonly busyTimeoutMs?: number
  /** For tests: how many pages the file may have before SQLite says that the disk is full. */
  readonly maxPageCount?: number
}

export interface OpenLedger {
  readonly ledger: Ledger
  readonly journal: Journal
  /** In mode `read` its writes open a second connection of their own. */
  readonly mailbox: Mailbox
  readonly statistics: Statistics
  readonly lists: Lists
  /** Stays, also over crashes and restarts, until `recoverySettled`. */
  readonly recovered: Recovery | null
  /** True from then on: the ledger was once put back from a backup (rail "Two computers"). */
  readonly restored: boolean
  /** Runs that a crash had left open and that opening closed as stopped. */
  readonly crashedRuns: number
  /** Every profile has completed a run since the recovery: later profiles start as new ones. */
  recoverySettled(): void
  /** `ok`, or what SQLite or a row says is wrong. Reads the whole file. */
  integrity(): string
  /** Gives the path of the new backup, null when today has one. A failure here fails nothing else. */
  backupIfDue(now: number): Result<string | null>
  /** The same in small steps beside other work; null also when it was told to stop before the end. */
  backupBeside(now: number, stop: AbortSignal): Promise<Result<string | null>>
  /** Ends such a backup that is under way, and waits for its end: what is erased must not be in it. */
  endBackup(): Promise<void>
  /** Removes history older than the retention (two years by default), at most so many rows; gives the number of rows. */
  prune(now: number, retentionMs?: number, most?: number): number
  /** Gives a part of what is free in the file back to the disk, when much is; true: there is more to give. */
  giveBack(): boolean
  eraseProfile(profile: ProfileId): Erasure
  /** Safe to call twice. */
  close(): void
}

export function openLedger(options: LedgerOptions): Result<OpenLedger> {
  try {
    return options.mode === 'read' ? ok(openForReading(options)) : openForWriting(options)
  } catch (error) {
    return failureOf(error, mainFile)
  }
}

function openForWriting(options: LedgerOptions): Result<OpenLedger> {
  const { home, clock } = options
  const path = join(home, mainFile)
  preparePrivateFolder(home)
  const refused = refusalOf(path)
  if (refused !== null) return refused
  // A log without its ledger: SQLite would delete it beside a new file.
  let aside = !existsSync(path) && existsSync(`${path}-wal`) ? setAside(home, clock.now()) : null
  createPrivately(path)
  makePrivate(path)
  let database = openSound(path, options)
  if (database === 'damaged') {
    aside = setAside(home, clock.now())
    createPrivately(path)
    database = openSound(path, options)
    if (database === 'damaged') throw corruptError(mainFile, 'a ledger that was just begun cannot be read')
  }
  try {
    return ok(begin(database, options, aside))
  } catch (error) {
    database.close()
    throw error
  }
}

/** A ledger of a newer program is left alone: looked at through a connection that cannot write. */
function refusalOf(path: string): Failure | null {
  if (!hasContent(path)) return null
  try {
    const database = openDatabase(path, { mode: 'read' })
    try {
      return versionRefusal(versionOf(database), 'write')
    } finally {
      database.close()
    }
  } catch (error) {
    const refused = failureOf(error, mainFile)
    // A damaged file is the business of `openSound`.
    return isCorrupt(refused) ? null : refused
  }
}

function versionRefusal(version: number, mode: 'read' | 'write'): Failure | null {
  if (version === currentVersion || (version < currentVersion && mode === 'write')) return null
  const newer = version > currentVersion
  const text = `${mainFile} has version ${version}, this program knows version ${currentVersion}`
  const reason = newer ? 'newer-version' : 'older-version'
  return failure('ledger', text, { connector: 'ledger', subject: mainFile, reason })
}

/** One page of the smallest size that SQLite knows. */
const smallestDatabase = 512

/** Open, checked and brought up to date; or `damaged`, with nothing left open. */
function openSound(path: string, options: LedgerOptions): Database | 'damaged' {
  let database: Database | null = null
  try {
    const { size } = statSync(path)
    // SQLite would take such a file for an empty one and write over it.
    if (size > 0 && size < smallestDatabase) throw corruptError(mainFile, `${size} bytes are no database`)
    database = openDatabase(path, { ...connectionOptions(options), mode: 'write', journal: 'wal' })
    const version = versionOf(database)
    if (version === 0 && single(database, 'SELECT count(*) FROM sqlite_master') !== 0) {
      throw corruptError(mainFile, 'these are not the tables of a ledger')
    }
    quickCheck(database)
    if (version > 0 && version < currentVersion) {
      const made = backupIfDue(database, options.home, options.clock.now())
      if (made.kind === 'failure') throw new LedgerError(made)
    }
    migrate(database)
    checkRows(database)
    return database
  } catch (error) {
    database?.close()
    if (isCorrupt(failureOf(error, mainFile))) return 'damaged'
    throw error
  }
}

function begin(database: Database, options: LedgerOptions, aside: string | null): OpenLedger {
  const { home, clock } = options
  const now = clock.now()
  if (!isBegun(database)) {
    // Lost, also when a crash came between setting the old one aside and here: the file beside it remembers it.
    if (aside !== null || hadLedger(home)) recordRecovery(database, aside, now)
  } else if (wasPutBack(database, home)) saveMeta(database, 'restored', String(now))
  advance(database, home)
  const crashedRuns = closeCrashedRuns(database, now)
  let closed = false
  /** The last backup that was begun beside other work. */
  let under: { readonly made: Promise<unknown>; readonly end: () => void } | null = null
  return {
    ...common(database),
    mailbox: createMailbox(database, () => database),
    crashedRuns,
    recoverySettled: () => saveMeta(database, 'recovered', null),
    backupIfDue: (now) => {
      const made = backupIfDue(database, home, now)
      // From here on the backup is older than the file beside the ledger says.
      if (made.kind === 'ok' && made.value !== null) advance(database, home)
      return made
    },
    backupBeside: (now, stop) => {
      const ending = new AbortController()
      const made = backupBeside(database, home, now, AbortSignal.any([stop, ending.signal]))
      under = { made, end: () => ending.abort() }
      return made.then((done) => {
        if (done.kind === 'ok' && done.value !== null && !closed) advance(database, home)
        return done
      })
    },
    endBackup: async () => {
      under?.end()
      await under?.made
    },
    prune: (now, retentionMs, most) => prune(database, now, retentionMs, most),
    giveBack: () => giveBack(database),
    eraseProfile: (profile) => eraseProfile(database, home, profile),
    close: () => {
      if (closed) return
      closed = true
      try {
        advance(database, home)
      } catch {
        // A full disk: the counter then merely stays where it was, in both places or with the ledger ahead.
      }
      database.close()
    },
  }
}

function recordRecovery(database: Database, aside: string | null, at: number): void {
  if (meta(database, 'recovered') === null) {
    const recovery: Recovery = { setAside: aside, at }
    saveMeta(database, 'recovered', JSON.stringify(recovery))
  }
}

function openForReading(options: LedgerOptions): OpenLedger {
  const path = join(options.home, mainFile)
  const database = openReadable(path, options)
  let writing: Database | null = null
  const openWriting = (): Database => (writing ??= openForMail(path, options))
  const onlyWriting = (): never => {
    throw new Error('this ledger is open for reading only')
  }
  return {
    ...common(database),
    mailbox: createMailbox(database, openWriting),
    crashedRuns: 0,
    recoverySettled: onlyWriting,
    backupIfDue: onlyWriting,
    backupBeside: onlyWriting,
    endBackup: onlyWriting,
    prune: onlyWriting,
    giveBack: onlyWriting,
    eraseProfile: onlyWriting,
    close: () => {
      writing?.close()
      writing = null
      database.close()
    },
  }
}

/** A ledger in memory that is gone when it is closed: for trying out what is not to be remembered. */
export function openScratchLedger(): Pick<OpenLedger, 'ledger' | 'journal' | 'close'> {
  const database = openDatabase(':memory:', { mode: 'memory' })
  migrate(database)
  return { ledger: createLedger(database), journal: createJournal(database), close: () => database.close() }
}

/** Nothing there yet, or not yet begun: an empty view in memory. */
function openReadable(path: string, options: LedgerOptions): Database {
  if (hasContent(path)) {
    const database = connectReading(path, options)
    const version = versionOf(database)
    const refused = version === 0 ? null : versionRefusal(version, 'read')
    if (refused === null && version > 0) return database
    database.close()
    if (refused !== null) throw new LedgerError(refused)
  }
  const empty = openDatabase(path, { mode: 'memory' })
  migrate(empty)
  empty.exec('PRAGMA query_only=ON')
  return empty
}

function connectReading(path: string, options: LedgerOptions): Database {
  let database: Database | null = null
  try {
    database = openDatabase(path, { ...connectionOptions(options), mode: 'read' })
    // Only the first look at a file tells whether it can be read.
    versionOf(database)
    return database
  } catch (error) {
    database?.close()
    // On a disk that cannot be written, and with nothing in the log, the file alone is the whole truth.
    if (failureOf(error, mainFile).reason !== 'disk-read-only' || hasContent(`${path}-wal`)) throw error
    return openDatabase(path, { mode: 'immutable' })
  }
}

function openForMail(path: string, options: LedgerOptions): Database {
  if (!hasContent(path)) {
    throw new LedgerError(
      failure('ledger', 'there is no ledger here yet', { connector: 'ledger', reason: 'no-ledger' }),
    )
  }
  const database = openDatabase(path, { ...connectionOptions(options), mode: 'write', journal: 'keep' })
  const refused = versionRefusal(versionOf(database), 'read')
  if (refused === null) return database
  database.close()
  throw new LedgerError(refused)
}

type Common = Pick<OpenLedger, 'ledger' | 'journal' | 'statistics' | 'lists' | 'recovered' | 'restored' | 'integrity'>

function common(database: Database): Common {
  return {
    ledger: createLedger(database),
    journal: createJournal(database),
    statistics: createStatistics(database),
    lists: createLists(database),
    recovered: recoveryOf(meta(database, 'recovered')),
    restored: meta(database, 'restored') !== null,
    integrity: () => integrityOf(database),
  }
}

function connectionOptions(options: LedgerOptions): { busyTimeoutMs?: number; maxPageCount?: number } {
  return {
    ...(options.busyTimeoutMs === undefined ? {} : { busyTimeoutMs: options.busyTimeoutMs }),
    ...(options.maxPageCount === undefined ? {} : { maxPageCount: options.maxPageCount }),
  }
}

function hasContent(path: string): boolean {
  return existsSync(path) && statSync(path).size > 0
}
