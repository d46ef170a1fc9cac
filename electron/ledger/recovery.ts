/**
 * After something bad: a damaged ledger is set aside, and runs that a crash left open are closed.
 *
 * Nothing is deleted here. What was set aside keeps its log beside it under the same new name, so that a specialist
 * finds everything.
 */
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { failure } from '../../shared/failure.ts'
import type { RunRecord } from '../engine/ledger-port.ts'
import type { Database } from './database.ts'
import { ledgerError } from './failures.ts'
import { companions, mainFile, makePrivate, syncFolder, timeInName } from './files.ts'
import { all } from './ledger.ts'
import { encode, runRecord } from './records.ts'

const recoveryShape = z.object({ setAside: z.string().nullable(), at: z.number() })

/** This ledger replaced one that was lost: adopt, remove nothing (case 19). `setAside`: path; null: it had vanished. */
export type Recovery = Readonly<z.infer<typeof recoveryShape>>

/** Reads what `meta` keeps of a recovery. What is there but cannot be read still says that there was one. */
export function recoveryOf(stored: string | null): Recovery | null {
  if (stored === null) return null
  try {
    return recoveryShape.parse(JSON.parse(stored))
  } catch {
    // Careful side: a recovery without particulars.
    return { setAside: null, at: 0 }
  }
}

/** Renames the ledger with its companions; gives the new path. Nobody may have it open. */
export function setAside(home: string, now: number): string {
  const name = `ledger.corrupt-${timeInName(now)}`
  let target = join(home, `${name}.sqlite`)
  for (let copy = 2; existsSync(target); copy += 1) target = join(home, `${name}-${copy}.sqlite`)
  try {
    for (const companion of companions) {
      const path = join(home, mainFile) + companion
      if (existsSync(path)) renameSync(path, target + companion)
    }
    makePrivate(target)
  } catch (error) {
    throw ledgerError(error, mainFile)
  }
  syncFolder(home)
  return target
}

/** Closes runs of a process that died as stopped; gives their number. */
export function closeCrashedRuns(database: Database, now: number): number {
  const open = database.statement(`SELECT id AS key, record FROM runs WHERE state = 'in-progress' ORDER BY seq`)
  const close = database.statement(`UPDATE runs SET state = 'stopped', finished_at = ?, record = ? WHERE id = ?`)
  const runs = all(open, runRecord, 'runs')
  database.transaction(() => {
    for (const run of runs) {
      const stopped: RunRecord = {
        ...run,
        state: 'stopped',
        finishedAt: now,
        failure: failure('stopped', 'the process ended in the middle of this run', {
          connector: 'ledger',
          reason: 'crashed',
        }),
      }
      close.run(now, encode(runRecord, 'runs', stopped), run.id)
    }
  })
  return runs.length
}
