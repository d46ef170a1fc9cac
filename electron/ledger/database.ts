/**
 * One connection to one SQLite file: pragmas, prepared statements, transactions, errors.
 *
 * The only file that imports `node:sqlite`. Every pragma the ledger relies on is set here, not assumed. What is
 * committed is on disk (`synchronous=FULL`). Every error comes out as `LedgerError`. Statements are prepared once and
 * kept with the connection.
 */
import { closeSync, openSync } from 'node:fs'
import { basename } from 'node:path'
import { backup, DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { corruptError, ledgerError } from './failures.ts'

export type Row = Readonly<Record<string, SQLOutputValue>>
export type Parameter = SQLInputValue

export interface Statement {
  /** Gives the number of rows changed. */
  run(...parameters: Parameter[]): number
  row(...parameters: Parameter[]): Row | null
  rows(...parameters: Parameter[]): Iterable<Row>
}

export interface Database {
  /** Name of the file without its folder, for messages. */
  readonly name: string
  statement(sql: string): Statement
  exec(sql: string): void
  /** All or nothing; a nested call joins the outer one, and undoes only its own part when it throws. */
  transaction<T>(work: () => T): T
  /**
   * Copies everything into the empty file at `path`, in small steps beside other work; what is written meanwhile is in the
   * copy. False: told to stop before its end.
   */
  copyTo(path: string, stop: AbortSignal): Promise<boolean>
  close(): void
}

export interface DatabaseOptions {
  readonly mode: 'write' | 'read' | 'immutable' | 'memory'
  /** How long a statement waits for another process. */
  readonly busyTimeoutMs?: number
  /** For tests: how many pages the file may have before SQLite says that the disk is full. */
  readonly maxPageCount?: number
  /** `wal` for the ledger; `keep` leaves a file as it is (backups, the lock). */
  readonly journal?: 'wal' | 'keep'
}

const defaultBusyTimeoutMs = 5_000
/** Pages that a copy takes in one step: while it does, nothing else gets at the file. */
const PAGES_AT_ONCE = 100
/** Steps without a page before a copy counts as stuck: after a `VACUUM` of the same connection SQLite may never go on. */
const STEPS_WITHOUT_A_PAGE = 5_000

/** Creates the file with mode 0600 first, because SQLite gives its -wal and -shm files the mode of the main file. */
export function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    // Never opened when it exists: closing a second descriptor would drop this process's POSIX locks on the file.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
      throw ledgerError(error, basename(path))
  }
}

/** Throws `LedgerError`. In mode `write` the file must exist already (`createPrivately`). */
export function openDatabase(path: string, options: DatabaseOptions): Database {
  const name = basename(path)
  try {
    return wrap(connect(path, options), name)
  } catch (error) {
    throw ledgerError(error, name)
  }
}

function connect(path: string, options: DatabaseOptions): DatabaseSync {
  const timeout = options.busyTimeoutMs ?? defaultBusyTimeoutMs
  const settings = { timeout, enableForeignKeyConstraints: true }
  if (options.mode === 'memory') return new DatabaseSync(':memory:', settings)
  if (options.mode === 'immutable') {
    return new DatabaseSync(`${pathToFileURL(path).href}?immutable=1`, { ...settings, readOnly: true })
  }
  const connection = new DatabaseSync(path, { ...settings, readOnly: options.mode === 'read' })
  try {
    connection.exec(`PRAGMA busy_timeout=${timeout}; PRAGMA foreign_keys=ON`)
    if (options.mode === 'write') {
      if (options.journal === 'wal') {
        // Before the first page is written; a file that has begun without keeps what it has.
        connection.exec('PRAGMA auto_vacuum=INCREMENTAL')
        connection.exec('PRAGMA journal_mode=WAL')
      }
      connection.exec('PRAGMA synchronous=FULL')
      if (options.maxPageCount !== undefined) connection.exec(`PRAGMA max_page_count=${options.maxPageCount}`)
    }
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

function wrap(connection: DatabaseSync, name: string): Database {
  const prepared = new Map<string, Statement>()
  let depth = 0

  function guarded<T>(work: () => T): T {
    // SQLite undoes a whole transaction by itself when the disk is full: nothing may then be written outside of it.
    if (depth > 0 && !connection.isTransaction) {
      throw ledgerError(new Error('the transaction was undone by SQLite'), name)
    }
    try {
      return work()
    } catch (error) {
      throw ledgerError(error, name)
    }
  }

  function prepare(sql: string): Statement {
    const statement = guarded(() => connection.prepare(sql))
    return {
      run: (...parameters) => guarded(() => Number(statement.run(...parameters).changes)),
      row: (...parameters) => guarded(() => statement.get(...parameters) ?? null),
      rows: (...parameters) => iterate(statement, parameters, guarded),
    }
  }

  function finish(sql: string): void {
    if (connection.isTransaction) connection.exec(sql)
  }

  function transaction<T>(work: () => T): T {
    const inner = depth > 0
    guarded(() => connection.exec(inner ? `SAVEPOINT level_${depth}` : 'BEGIN IMMEDIATE'))
    const level = depth
    depth += 1
    try {
      const result = work()
      if (result instanceof Promise) throw new Error('a transaction cannot wait')
      guarded(() => connection.exec(inner ? `RELEASE level_${level}` : 'COMMIT'))
      return result
    } catch (error) {
      finish(inner ? `ROLLBACK TO level_${level}; RELEASE level_${level}` : 'ROLLBACK')
      throw error
    } finally {
      depth = level
    }
  }

  return {
    name,
    statement: (sql) => {
      const known = prepared.get(sql) ?? prepare(sql)
      prepared.set(sql, known)
      return known
    },
    exec: (sql) => guarded(() => connection.exec(sql)),
    transaction,
    copyTo: (path, stop) => copy(connection, path, stop, name),
    close: () => {
      if (!connection.isOpen) return
      prepared.clear()
      guarded(() => connection.close())
    },
  }
}

async function copy(connection: DatabaseSync, path: string, stop: AbortSignal, name: string): Promise<boolean> {
  if (stop.aborted) return false
  let left = -1
  let still = 0
  const progress = ({ remainingPages }: { readonly remainingPages: number }): void => {
    stop.throwIfAborted()
    still = remainingPages === left ? still + 1 : 0
    left = remainingPages
    if (still > STEPS_WITHOUT_A_PAGE) throw new Error('the copy does not go on')
  }
  try {
    await backup(connection, path, { rate: PAGES_AT_ONCE, progress })
  } catch (error) {
    if (stop.aborted) return false
    throw ledgerError(error, name)
  }
  const made = connect(path, { mode: 'write', journal: 'keep' })
  try {
    // The copy is as the file it was made from; for one that nobody writes a log beside it would only be in the way.
    made.exec('PRAGMA journal_mode=DELETE')
    return true
  } catch (error) {
    throw ledgerError(error, name)
  } finally {
    made.close()
  }
}

function* iterate(
  statement: StatementSync,
  parameters: Parameter[],
  guarded: <T>(work: () => T) => T,
): Generator<Row, void, undefined> {
  const rows = guarded(() => statement.iterate(...parameters))
  try {
    for (;;) {
      const next = guarded(() => rows.next())
      if (next.done === true) return
      yield next.value
    }
  } finally {
    rows.return?.()
  }
}

/** A text column; anything else means that this program did not write the row. */
export function textOf(row: Row, column: string, table: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw corruptError(table, `${column} is ${typeof value}`)
  return value
}

export function numberOf(row: Row, column: string, table: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw corruptError(table, `${column} is ${typeof value}`)
  return value
}

/** The single value of a pragma or of an aggregate; null when there is no row. */
export function single(database: Database, sql: string, ...parameters: Parameter[]): SQLOutputValue {
  const row = database.statement(sql).row(...parameters)
  return row === null ? null : (Object.values(row)[0] ?? null)
}
