/**
 * Long lists, page by page: appointments, changes, runs; searched, filtered and sorted inside SQLite.
 *
 * Read only. A page loads the records it shows and no others; everything that is searched or counted stands in one index
 * (`changes_listed`, `runs_listed`, `pairs_listed`). What the port of the engine does not need and the screens do.
 */
import type { z } from 'zod'
import type { Pair, PairState, ProfileId, Side } from '../../shared/model.ts'
import type { ChangeKind, ChangeRecord, RunKind, RunRecord, RunState } from '../engine/ledger-port.ts'
import { type Database, numberOf, type Parameter, textOf } from './database.ts'
import { changeRecord, decode, pairRecord, runRecord } from './records.ts'
import { searchKey } from './search-key.ts'

export interface Page {
  readonly offset: number
  readonly limit: number
}

/** Null: whatever. Times in ms UTC; `from` counts, `to` does not any more. */
export interface ChangeQuery {
  readonly profiles: readonly ProfileId[]
  /** Id of either side. */
  readonly page: string | null
  /** A part of the title; empty: every one. */
  readonly search: string
  readonly side: Side | null
  readonly kind: ChangeKind | null
  readonly from: number | null
  readonly to: number | null
}

export interface RunQuery {
  readonly profiles: readonly ProfileId[]
  readonly state: RunState | null
  readonly kind: RunKind | null
  /** Whether appointments were created, updated or removed. */
  readonly withChanges: boolean | null
  readonly from: number | null
  readonly to: number | null
}

export interface AppointmentQuery {
  readonly profiles: readonly ProfileId[]
  readonly state: PairState['kind'] | null
  readonly search: string
  readonly past: boolean | null
  /** ms UTC. */
  readonly now: number
  /** The same moment on the clock on the wall, read as if it were UTC: a day is over when it is over there. */
  readonly wallNow: number
}

export interface Listed<Item> {
  readonly total: number
  readonly entries: readonly Item[]
}

export interface ListedAppointments extends Listed<Pair> {
  /** Of what profiles and search match; a state without any is absent. */
  readonly counts: Readonly<Partial<Record<PairState['kind'], number>>>
}

export interface Lists {
  /** Newest first. */
  changes(query: ChangeQuery, page: Page): Listed<ChangeRecord>
  /** Keys of all that match, newest first, for `changesAt`. */
  changeKeys(query: ChangeQuery): readonly number[]
  /** Those that are still there, in the order of the keys. */
  changesAt(keys: readonly number[]): readonly ChangeRecord[]
  /** Newest first. */
  runs(query: RunQuery, page: Page): Listed<RunRecord>
  /** What is not over by start; then without a date by title; then what is over, the latest first. */
  appointments(query: AppointmentQuery, page: Page): ListedAppointments
}

export function createLists(database: Database): Lists {
  const keys = (table: string, { index, sql, parameters }: Where): readonly number[] => {
    const statement = database.statement(`SELECT seq FROM ${table}${index} WHERE ${sql} ORDER BY seq DESC`)
    return Array.from(statement.rows(...parameters), (row) => numberOf(row, 'seq', table))
  }
  /** Read from the end that is nearer: what lies before a page is gone through as well. */
  const keysOn = (table: string, { index, sql, parameters }: Where, { offset, limit }: Page, total: number) => {
    const size = Math.min(limit, total - offset)
    const after = total - offset - size
    const [order, skipped] = after < offset ? ['ASC', after] : ['DESC', offset]
    const statement = database.statement(
      `SELECT seq FROM ${table}${index} WHERE ${sql} ORDER BY seq ${order} LIMIT ? OFFSET ?`,
    )
    const found = Array.from(statement.rows(...parameters, size, skipped), (row) => numberOf(row, 'seq', table))
    return order === 'ASC' ? found.toReversed() : found
  }
  const count = (table: string, { index, sql, parameters, narrowed }: Where): number => {
    const by = narrowed ? index : ''
    const row = database.statement(`SELECT count(*) AS count FROM ${table}${by} WHERE ${sql}`).row(...parameters)
    return row === null ? 0 : numberOf(row, 'count', table)
  }
  const records = <T>(table: string, shape: z.ZodType<T>, keys: readonly number[]): readonly T[] => {
    const read = database.statement(`SELECT record FROM ${table} WHERE rowid = ?`)
    return keys.flatMap((key) => {
      const row = read.row(key)
      return row === null ? [] : [decode(shape, table, String(key), textOf(row, 'record', table))]
    })
  }
  const changesAt = (keys: readonly number[]) => records('changes', changeRecord, keys)
  return {
    changes: (query, page) => {
      const where = changesWhere(query)
      const total = count('changes', where)
      return { total, entries: total <= page.offset ? [] : changesAt(keysOn('changes', where, page, total)) }
    },
    changeKeys: (query) => keys('changes', changesWhere(query)),
    changesAt,
    runs: (query, page) => {
      const where = runsWhere(query)
      const total = count('runs', where)
      const found = total <= page.offset ? [] : keysOn('runs', where, page, total)
      return { total, entries: records('runs', runRecord, found) }
    },
    appointments: (query, page) => appointments(database, query, page, (keys) => records('pairs', pairRecord, keys)),
  }
}

interface Where {
  readonly sql: string
  readonly parameters: readonly Parameter[]
  /** The index that has everything; empty where a narrower one leads. */
  readonly index: string
  /** By more than the profiles, which have an index of their own that counts faster. */
  readonly narrowed: boolean
}

type Condition = readonly [sql: string, ...parameters: Parameter[]]

function joined(conditions: readonly (Condition | null)[], index: string): Where {
  const given = conditions.filter((each) => each !== null)
  return {
    sql: given.map(([sql]) => sql).join(' AND '),
    parameters: given.flatMap(([, ...parameters]) => parameters),
    index,
    narrowed: given.length > 1,
  }
}

function ofProfiles(profiles: readonly ProfileId[]): Condition {
  return [`profile IN (${profiles.map(() => '?').join(', ')})`, ...profiles]
}

function titled(search: string): Condition | null {
  const key = searchKey(search)
  return key === '' ? null : ['instr(title_key, ?) > 0', key]
}

/** By three indexes, one for each column: an OR of the three would read the whole table. */
export const ofPage = `seq IN (SELECT seq FROM changes WHERE page_id = ? UNION SELECT seq FROM changes WHERE private_id = ?
  UNION SELECT seq FROM changes WHERE shared_id = ?)`

function changesWhere({ profiles, page, search, side, kind, from, to }: ChangeQuery): Where {
  return joined(
    [
      ofProfiles(profiles),
      page === null ? null : [ofPage, page, page, page],
      titled(search),
      side === null ? null : ['side = ?', side],
      kind === null ? null : ['kind = ?', kind],
      from === null ? null : ['at >= ?', from],
      to === null ? null : ['at < ?', to],
    ],
    page === null ? ' INDEXED BY changes_listed' : '',
  )
}

function runsWhere({ profiles, state, kind, withChanges, from, to }: RunQuery): Where {
  return joined(
    [
      ofProfiles(profiles),
      state === null ? null : ['state = ?', state],
      kind === null ? null : ['kind = ?', kind],
      withChanges === null ? null : [withChanges ? 'changed > 0' : 'changed = 0'],
      from === null ? null : ['started_at >= ?', from],
      to === null ? null : ['started_at < ?', to],
    ],
    ' INDEXED BY runs_listed',
  )
}

/** A day is over by the clock on the wall, a time by the one of the world. */
const isOver = 'over_at < iif(all_day = 1, ?, ?)'
/** 0: goes on or is to come; 1: has no date; 2: is over. */
const inOrder = `
  ORDER BY iif(over_at IS NULL, 1, iif(${isOver}, 2, 0)),
    iif(${isOver}, -start_at, start_at), title_key, private_id, profile`

function appointments(
  database: Database,
  { profiles, state, search, past, now, wallNow }: AppointmentQuery,
  page: Page,
  read: (keys: readonly number[]) => readonly Pair[],
): ListedAppointments {
  const clock = [wallNow, now]
  const wanted = [ofProfiles(profiles), titled(search)]
  const everyState = joined(wanted, '')
  const narrowed = joined(
    [
      ...wanted,
      state === null ? null : ['state = ?', state],
      past === null ? null : [past ? isOver : `(over_at IS NULL OR NOT ${isOver})`, ...clock],
    ],
    '',
  )
  const counted = database.statement(
    `SELECT state, count(*) AS count FROM pairs INDEXED BY pairs_listed WHERE ${everyState.sql} GROUP BY state`,
  )
  const total = database.statement(`SELECT count(*) AS count FROM pairs INDEXED BY pairs_listed WHERE ${narrowed.sql}`)
  const keys = database.statement(
    `SELECT rowid AS key FROM pairs INDEXED BY pairs_listed WHERE ${narrowed.sql} ${inOrder} LIMIT ? OFFSET ?`,
  )
  const listed = keys.rows(...narrowed.parameters, ...clock, ...clock, page.limit, page.offset)
  return {
    total: numberOf(total.row(...narrowed.parameters) ?? {}, 'count', 'pairs'),
    counts: Object.fromEntries(
      Array.from(counted.rows(...everyState.parameters), (row) => [
        textOf(row, 'state', 'pairs'),
        numberOf(row, 'count', 'pairs'),
      ]),
    ),
    entries: read(Array.from(listed, (row) => numberOf(row, 'key', 'pairs'))),
  }
}
