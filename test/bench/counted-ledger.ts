/**
 * A computer whose ledger counts what the engine asks of it: statements that read, records they gave, statements that
 * wrote, and transactions that left something on the disk.
 *
 * The counting stands between the ledger and its database, so that the product knows nothing of it. A transaction that
 * changed no row is not counted as a write: SQLite ends it without touching the file.
 */
import { createEngine } from '../../electron/engine/engine.ts'
import type { RunReport, RunRequest } from '../../electron/engine/engine-port.ts'
import { type Database, openDatabase, type Statement } from '../../electron/ledger/database.ts'
import { createJournal } from '../../electron/ledger/journal.ts'
import { createLedger } from '../../electron/ledger/ledger.ts'
import { migrate } from '../../electron/ledger/migrations.ts'
import { createTestRandom } from '../support/random.ts'
import type { World } from '../support/world.ts'

export interface LedgerCounts {
  readonly reads: number
  /** Rows that those reads gave; each holds a record that is taken apart and checked. */
  readonly rows: number
  readonly writes: number
  /** Transactions that changed a row; on a true disk each waits for it. */
  readonly commits: number
}

export interface CountedComputer {
  run(request?: Partial<RunRequest>): Promise<RunReport>
  /** What was counted since the last call. */
  counts(): LedgerCounts
  close(): void
}

interface Counting {
  readonly database: Database
  take(): LedgerCounts
}

function counting(inner: Database): Counting {
  const none = { reads: 0, rows: 0, writes: 0, commits: 0 }
  let counts = { ...none }
  let depth = 0
  let dirty = false
  const wrapped = new Map<Statement, Statement>()

  const count = (statement: Statement): Statement => ({
    run: (...parameters) => {
      const changed = statement.run(...parameters)
      counts.writes += 1
      if (changed > 0 && depth === 0) counts.commits += 1
      else if (changed > 0) dirty = true
      return changed
    },
    row: (...parameters) => {
      const row = statement.row(...parameters)
      counts.reads += 1
      if (row !== null) counts.rows += 1
      return row
    },
    *rows(...parameters) {
      counts.reads += 1
      for (const row of statement.rows(...parameters)) {
        counts.rows += 1
        yield row
      }
    },
  })

  return {
    take() {
      const taken = counts
      counts = { ...none }
      return taken
    },
    database: {
      ...inner,
      statement: (sql) => {
        const statement = inner.statement(sql)
        const known = wrapped.get(statement) ?? count(statement)
        wrapped.set(statement, known)
        return known
      },
      transaction: (work) => {
        depth += 1
        try {
          return inner.transaction(work)
        } finally {
          depth -= 1
          if (depth === 0) {
            if (dirty) counts.commits += 1
            dirty = false
          }
        }
      },
    },
  }
}

/** One more computer of this world, with its ledger in memory. The caller closes it. */
export function countedComputer(world: World): CountedComputer {
  const file = openDatabase(':memory:', { mode: 'memory' })
  migrate(file)
  const counted = counting(file)
  const engine = createEngine({
    ledger: createLedger(counted.database),
    journal: createJournal(counted.database),
    openSides: world.connect((url, init) => world.sandbox.fetch(url, init), world.clock),
    clock: world.clock,
    random: createTestRandom(5),
    signal: () => undefined,
  })
  return {
    run: (request = {}) => engine.run(world.profile, { kind: 'auto', ...request }, new AbortController().signal),
    counts: () => counted.take(),
    close: () => file.close(),
  }
}
