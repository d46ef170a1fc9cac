/**
 * One start of a program that keeps a home, as a process of its own: how long until it can say how things stand.
 *
 * `node test/bench/first-status.ts FOLDER`. Prints one line of JSON: what opening the home took, and then the first snapshot, in a
 * process that has done nothing before; how many statements each asked of SQLite, and how many rows the snapshot's gave.
 */
import { StatementSync } from 'node:sqlite'
import { makeSnapshot } from '../../electron/host/snapshot.ts'
import { desktopFacts, openFolder } from './growth-ledger.ts'

/** ms. */
export interface Took {
  readonly processor: number
  readonly wall: number
}

export interface FirstStatus {
  readonly opened: Took
  readonly snapshot: Took
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
function timed<T>(work: () => T): readonly [T, Took] {
  const before = process.cpuUsage()
  const began = performance.now()
  const result = work()
  const wall = performance.now() - began
  const { user, system } = process.cpuUsage(before)
  return [result, { processor: (user + system) / 1_000, wall }]
}

const [home, opened] = timed(() => openFolder(folder, 'hold', { keeps: true }))
const openedStatements = statements
statements = 0
rows = 0
const [, snapshot] = timed(() => makeSnapshot({ home, live: () => null, ...desktopFacts }))
const told: FirstStatus = {
  opened,
  snapshot,
  openedStatements,
  snapshotStatements: statements,
  snapshotRows: rows,
}
process.stdout.write(`${JSON.stringify(told)}\n`)
home.close()
