/**
 * Takes the lines of one profile out of the log files, when that profile is removed from this computer.
 *
 * Lines of others stay byte by byte. Gives the names of files that could not be rewritten.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../ledger/files.ts'

export function eraseFromLogs(folder: string, profile: string): readonly string[] {
  const logs = join(folder, 'logs')
  return logFiles(logs).filter((name) => !eraseFromFile(join(logs, name), profile))
}

function logFiles(logs: string): readonly string[] {
  try {
    return readdirSync(logs).filter((name) => name.startsWith('partner-sync.log'))
  } catch {
    // Nothing was ever logged here.
    return []
  }
}

function eraseFromFile(path: string, profile: string): boolean {
  try {
    const lines = readFileSync(path, 'utf8').split('\n')
    const kept = lines.filter((line) => profileOf(line) !== profile)
    if (kept.length !== lines.length) replaceFile(path, kept.join('\n'))
    return true
  } catch {
    // The caller tells which files still hold lines of the profile.
    return false
  }
}

function profileOf(line: string): string | null {
  try {
    const entry: unknown = JSON.parse(line)
    const profile = typeof entry === 'object' && entry !== null && 'profile' in entry ? entry.profile : null
    return typeof profile === 'string' ? profile : null
  } catch {
    // Not one of our lines: it belongs to nobody.
    return null
  }
}
