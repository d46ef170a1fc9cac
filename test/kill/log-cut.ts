/**
 * What a power cut can take from the ledger's write-ahead log on a disk that had promised too much: its end.
 *
 * The log begins with a header of 32 bytes; then each frame has 24 bytes before one page (sqlite.org/fileformat2.html,
 * section 4). The index beside it (-shm) lives in memory and is gone with the power.
 */
import { rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { assertNever } from '../../shared/failure.ts'

const headerBytes = 32
const frameBytes = 24 + 4096

/** `frames`: so many are lost from the end; with `torn`, the last one left is half there. */
export type LogCut =
  | { readonly kind: 'emptied' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'header-only' }
  | { readonly kind: 'half-header' }
  | { readonly kind: 'frames'; readonly lost: number; readonly torn: boolean }
  /** Cut in the middle of the whole log, wherever that is. */
  | { readonly kind: 'half' }

/** Cuts the log of the home's ledger and takes its index away; a log that is not there stays away. */
export function cutLog(home: string, cut: LogCut): void {
  const log = join(home, 'ledger.sqlite-wal')
  rmSync(join(home, 'ledger.sqlite-shm'), { force: true })
  const size = statSync(log, { throwIfNoEntry: false })?.size
  if (size === undefined) return
  if (cut.kind === 'gone') rmSync(log)
  else truncateSync(log, Math.min(size, lengthAfter(cut, size)))
}

function lengthAfter(cut: Exclude<LogCut, { kind: 'gone' }>, size: number): number {
  switch (cut.kind) {
    case 'emptied':
      return 0
    case 'header-only':
      return headerBytes
    case 'half-header':
      return headerBytes / 2
    case 'half':
      return Math.floor(size / 2)
    case 'frames': {
      const frames = Math.max(0, Math.floor((size - headerBytes) / frameBytes) - cut.lost)
      return headerBytes + frames * frameBytes - (cut.torn && frames > 0 ? frameBytes / 2 : 0)
    }
    default:
      return assertNever(cut)
  }
}
