/**
 * Files of the home: private by their modes, replaced whole, on the disk before the caller goes on.
 *
 * Folder 0700, files 0600 (where the platform knows modes). Nothing here opens a database file: closing a second
 * descriptor of one would drop this process's POSIX locks on it. Throws `LedgerError`.
 */
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { cannotBeWritten, ledgerError } from './failures.ts'

export const mainFile = 'ledger.sqlite'
/** Beside a database file: its write-ahead log, the index of that, and the rollback journal of files without one. */
export const companions: readonly string[] = ['', '-wal', '-shm', '-journal']

const stickyBit = 0o1000
const othersBits = 0o077

/** Creates the folder, or takes the rights of others away; a folder shared by everybody (`/tmp`) is left as it is. */
export function preparePrivateFolder(path: string): void {
  try {
    createFolder(path)
    const { mode } = statSync(path)
    if ((mode & othersBits) !== 0 && (mode & stickyBit) === 0) closeToOthers(path)
  } catch (error) {
    throw ledgerError(error, path)
  }
}

/**
 * One level after the other: creating them at once answers a disk that may not be written with “not found”, or, in some
 * file systems, never.
 */
function createFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return
  const parent = dirname(path)
  if (parent !== path) createFolder(parent)
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EEXIST') return
    if (code === 'ENOENT') throw cannotBeWritten(path)
    throw error
  }
}

function closeToOthers(folder: string): void {
  try {
    chmodSync(folder, 0o700)
  } catch (error) {
    // Somebody else's folder (a mounted volume): its rights are theirs; our files in it are private all the same.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error
  }
}

/** Takes the rights of others away from a database file and its companions, as far as they exist. */
export function makePrivate(path: string): void {
  for (const companion of companions) {
    const file = path + companion
    const mode = statSync(file, { throwIfNoEntry: false })?.mode
    if (mode !== undefined && (mode & othersBits) !== 0) chmodSync(file, 0o600)
  }
}

/** The file has either its old or its new content, also after a power cut. */
export function replaceFile(path: string, content: string): void {
  const temporary = `${path}.tmp`
  try {
    const descriptor = openSync(temporary, 'w', 0o600)
    try {
      // A disk that becomes full takes a part and calls it a success; this goes on until all is written, or fails.
      writeFileSync(descriptor, content)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(temporary, path)
  } catch (error) {
    throw ledgerError(error, basename(path))
  }
  syncFolder(dirname(path))
}

/** Makes names in a folder durable. Where a platform cannot do this (Windows), its file system journals names itself. */
export function syncFolder(path: string): void {
  let descriptor: number
  try {
    descriptor = openSync(path, 'r')
  } catch {
    // Windows opens no folders; there is nothing to sync then.
    return
  }
  try {
    fsyncSync(descriptor)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code !== 'EINVAL' && code !== 'EPERM' && code !== 'EISDIR') throw ledgerError(error, path)
  } finally {
    closeSync(descriptor)
  }
}

/** `20261120T101500Z`: a time that file systems accept as part of a name. */
export function timeInName(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')
}

/** `2026-11-20`, UTC. */
export function dayInName(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
