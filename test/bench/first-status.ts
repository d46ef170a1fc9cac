/**
 * One start of a program that keeps a home, as a process of its own: how long until it can say how things stand.
 *
 * `node test/bench/first-status.ts FOLDER`. Prints one line of JSON: ms from the first line of this file's code until the home
 * is open and until the first snapshot, both with nothing loaded before; how many statements each asked of SQLite, and
 * how many rows those gave.
 */
import { StatementSync } from 'node:sqlite'
import { makeSnapshot } from '../../electron/host/snapshot.ts'
import { desktopFacts, openFolder } from './growth-ledger.ts'

export interface FirstStatus {
  readonly openedMs: number
  readonly snapshotMs: number
  readonly openedStatements: number
  readonly snapshotStatements: number
  readonly snapshotRows: number
}

let statements = 0
let rows = 0
// oxlint-disable-next-line typescript/unbound-method -- called with their object below
const { run, get, iterate } = StatementSync.prototype
const counted = <Given extends unknown[], Result>(
  method: (...given: Given) => Result,
  more: (result: Result) => Result,
) =>
  function (this: StatementSync, ...given: Given): Result {
    statements += 1
    return more(Reflect.apply(method, this, given))
  }

StatementSync.prototype.run = counted(run, (result) => result) as typeof run // All its forms are passed on.
StatementSync.prototype.get = counted(get, (row) => {
  if (row !== undefined) rows += 1
  return row
}) as typeof get
StatementSync.prototype.iterate = counted(iterate, (all) => counting(all)) as typeof iterate

function* counting<Row>(all: Iterator<Row, undefined>): Generator<Row, undefined> {
  for (;;) {
    const next = all.next()
    if (next.done === true) return undefined
    rows += 1
    yield next.value
  }
}

const [, , folder = ''] = process.argv
const began = performance.now()
const home = openFolder(folder, 'hold', { keeps: true })
const openedMs = performance.now() - began
const openedStatements = statements
statements = 0
rows = 0
const from = performance.now()
makeSnapshot({ home, live: () => null, ...desktopFacts })
const told: FirstStatus = {
  openedMs,
  snapshotMs: performance.now() - from,
  openedStatements,
  snapshotStatements: statements,
  snapshotRows: rows,
}
process.stdout.write(`${JSON.stringify(told)}\n`)
home.close()
