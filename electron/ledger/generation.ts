/**
 * Notices that a ledger was put back from a backup (sync-semantics, rail "Two computers").
 *
 * A counter lives both in the ledger and in the small file `ledger.generation`; it grows at each open, close and backup,
 * first in the ledger, then in the file. A ledger that is older than the file was put back. A ledger with another
 * identity than the file, or without the file although it was opened before, came from elsewhere: the same caution.
 * A home that was put back as a whole has old counters in both; there the file's record of the ledger's inode and
 * birth time tells, because a copy has new ones.
 * Not noticed: a disk image or a virtual machine put back as a whole, and a copy that kept inode or birth time.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Database, textOf } from './database.ts'
import { ledgerError } from './failures.ts'
import { mainFile, replaceFile } from './files.ts'

const sidecarName = 'ledger.generation'
const sidecarShape = z.object({ ledger: z.string(), generation: z.number(), inode: z.string(), born: z.string() })
type Sidecar = z.infer<typeof sidecarShape>

export function meta(database: Database, name: string): string | null {
  const row = database.statement('SELECT value FROM meta WHERE name = ?').row(name)
  return row === null ? null : textOf(row, 'value', 'meta')
}

export function saveMeta(database: Database, name: string, value: string | null): void {
  if (value === null) database.statement('DELETE FROM meta WHERE name = ?').run(name)
  else {
    database
      .statement('INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
      .run(name, value)
  }
}

/** True when a ledger has lived in this home before, whatever is there now. */
export function hadLedger(home: string): boolean {
  return readSidecar(home) !== null
}

/** False until an opening for writing once came to its end. */
export function isBegun(database: Database): boolean {
  return meta(database, 'ledger-id') !== null
}

/** Compares ledger and file. Call once at opening, before `advance`. */
export function wasPutBack(database: Database, home: string): boolean {
  const ledger = meta(database, 'ledger-id')
  const generation = Number(meta(database, 'generation') ?? 0)
  const sidecar = readSidecar(home)
  // Not yet opened once to the end: there can be no backup of it, and the file may still be about the one before.
  if (ledger === null) return false
  if (sidecar === null) return generation > 1
  if (sidecar === 'unreadable') return true
  if (sidecar.ledger !== ledger) return generation > 1
  const { inode, born } = identityOf(home)
  return generation < sidecar.generation || (inode !== sidecar.inode && born !== sidecar.born)
}

/** One step further, in the ledger first: killed in between, the ledger is the newer one, which is no reason to worry. */
export function advance(database: Database, home: string): void {
  const { ledger, generation } = database.transaction(() => {
    const ledger = meta(database, 'ledger-id') ?? randomUUID()
    const generation = Number(meta(database, 'generation') ?? 0) + 1
    saveMeta(database, 'ledger-id', ledger)
    saveMeta(database, 'generation', String(generation))
    return { ledger, generation }
  })
  const sidecar: Sidecar = { ledger, generation, ...identityOf(home) }
  replaceFile(join(home, sidecarName), `${JSON.stringify(sidecar)}\n`)
}

function identityOf(home: string): { readonly inode: string; readonly born: string } {
  const { ino, birthtimeNs } = statSync(join(home, mainFile), { bigint: true })
  return { inode: String(ino), born: String(birthtimeNs) }
}

function readSidecar(home: string): Sidecar | 'unreadable' | null {
  let content: string
  try {
    content = readFileSync(join(home, sidecarName), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw ledgerError(error, sidecarName)
  }
  try {
    const checked = sidecarShape.safeParse(JSON.parse(content))
    return checked.success ? checked.data : 'unreadable'
  } catch {
    // Not JSON: somebody or something else wrote the file; the caller takes the careful way.
    return 'unreadable'
  }
}
