/**
 * What lists search, filter and sort by, taken out of the records into columns of their own.
 *
 * Made anew with each save, so that a column never says something else than its record; filled once for ledgers that were
 * begun without them. A record that cannot be read keeps empty columns: its damage is told when it is shown.
 */
import type { Pair } from '../../shared/model.ts'
import type { ChangeRecord, RunRecord } from '../engine/ledger-port.ts'
import { appointmentTime } from './appointment-time.ts'
import { type Database, numberOf, textOf } from './database.ts'
import { searchKey } from './search-key.ts'

/** title_key, start_at, over_at, all_day. */
export function pairColumns(
  pair: Pick<Pair, 'title' | 'start' | 'base'>,
): [string, number | null, number | null, 0 | 1] {
  const time = appointmentTime(pair)
  return [searchKey(pair.title), time?.startAt ?? null, time?.overAt ?? null, time?.allDay === true ? 1 : 0]
}

/** side, kind, title_key. */
export function changeColumns({
  side,
  kind,
  title,
}: Pick<ChangeRecord, 'side' | 'kind' | 'title'>): [string, string, string] {
  return [side, kind, searchKey(title)]
}

/** kind, finished_at, changed, errors. */
export function runColumns(
  run: Pick<RunRecord, 'kind' | 'finishedAt' | 'statistics'>,
): [string, number | null, number, number] {
  const { created, updated, removed, errors } = run.statistics
  return [run.kind, run.finishedAt, created + updated + removed, errors]
}

/** For every row that was saved without them. */
export function fillListColumns(database: Database): void {
  const fill = (
    table: string,
    columns: readonly string[],
    from: (record: never) => readonly (string | number | null)[],
  ) => {
    const rows = [...database.statement(`SELECT rowid AS key FROM ${table}`).rows()]
    const read = database.statement(`SELECT record FROM ${table} WHERE rowid = ?`)
    const save = database.statement(
      `UPDATE ${table} SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE rowid = ?`,
    )
    for (const row of rows) {
      const key = numberOf(row, 'key', table)
      const found = read.row(key)
      const values = found === null ? null : columnsOf(textOf(found, 'record', table), from)
      if (values !== null) save.run(...values, key)
    }
  }
  fill('pairs', ['title_key', 'start_at', 'over_at', 'all_day'], pairColumns)
  fill('changes', ['side', 'kind', 'title_key'], changeColumns)
  fill('runs', ['kind', 'finished_at', 'changed', 'errors'], runColumns)
}

function columnsOf(
  text: string,
  from: (record: never) => readonly (string | number | null)[],
): readonly (string | number | null)[] | null {
  try {
    // Written by this program with these keys; anything else fails right here.
    return from(JSON.parse(text) as never)
  } catch {
    // A damaged row is the business of whoever reads it whole.
    return null
  }
}
