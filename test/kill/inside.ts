/**
 * Loaded into the command line before its own code (`node --import`): ends the process by itself at a boundary that
 * nobody outside can see, or takes room from its ledger. The program runs as it was built; only what Node lends it is
 * watched.
 *
 * `KILL_INSIDE=answered:N` ends it when the N-th answer is completely here and nothing was done with it yet,
 * `unrecorded:N` right before the N-th durable step of a database, `recorded:N` right after it.
 * `LEDGER_PAGES=N` lets the ledger grow by N pages from what it has: SQLite itself then says that the disk is full.
 */
import { DatabaseSync, type SQLInputValue, type StatementResultingChanges, StatementSync } from 'node:sqlite'

const [kind = '', which = '0'] = (process.env['KILL_INSIDE'] ?? '').split(':')
const target = Number(which)
const room = process.env['LEDGER_PAGES']
let answers = 0
let steps = 0

/** A signal to oneself is delivered before the call returns: nothing after it happens. */
function end(): void {
  process.kill(process.pid, 'SIGKILL')
}

function durably<Result>(work: () => Result): Result {
  steps += 1
  if (kind === 'unrecorded' && steps === target) end()
  const result = work()
  if (kind === 'recorded' && steps === target) end()
  return result
}

const connections = new WeakMap<StatementSync, DatabaseSync>()
// oxlint-disable-next-line typescript/unbound-method -- called with their object below
const { exec, prepare } = DatabaseSync.prototype
// oxlint-disable-next-line typescript/unbound-method -- called with its object below
const { run } = StatementSync.prototype

DatabaseSync.prototype.exec = function (sql) {
  if (sql === 'COMMIT') {
    durably(() => exec.call(this, sql))
    return
  }
  exec.call(this, sql)
  // The pragma of the ledger alone: the lock and the backups keep another journal.
  if (room !== undefined && sql === 'PRAGMA journal_mode=WAL') {
    const pages = Number(prepare.call(this, 'PRAGMA page_count').get()?.['page_count'] ?? 0)
    exec.call(this, `PRAGMA max_page_count=${pages + Number(room)}`)
  }
}

DatabaseSync.prototype.prepare = function (sql, ...more) {
  const statement = prepare.call(this, sql, ...more)
  connections.set(statement, this)
  return statement
}

StatementSync.prototype.run = function (this: StatementSync, ...parameters: SQLInputValue[]) {
  // `call` knows the first form of `run` only, the one with parameters by name.
  const work = () => Reflect.apply(run, this, parameters) as StatementResultingChanges
  return connections.get(this)?.isTransaction === false ? durably(work) : work()
} as typeof run // The other form, parameters by name, is passed on all the same.

if (kind === 'answered') {
  const ask = globalThis.fetch
  globalThis.fetch = async (...request) => {
    const answer = await ask(...request)
    const body = await answer.arrayBuffer()
    answers += 1
    if (answers === target) end()
    return new Response(body, { status: answer.status, headers: answer.headers })
  }
}
