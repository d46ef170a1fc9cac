/**
 * Whether Electron's program is on this computer, without loading the package `electron`: that would try to fetch it.
 *
 * The package keeps the program in its folder `dist`, beside a note of its version; both must fit.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const programs: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'electron',
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
}

/** The program's path; null: not there, of another version, or for another platform. */
export function installedElectron(electronPackage: string, platform: NodeJS.Platform): string | null {
  const program = programs[platform]
  if (program === undefined) return null
  const path = join(electronPackage, 'dist', program)
  const note = join(electronPackage, 'dist', 'version')
  if (!existsSync(path) || !existsSync(note)) return null
  return readFileSync(note, 'utf8').trim().replace(/^v/, '') === versionOf(electronPackage) ? path : null
}

/** The version that a package says it has. */
export function versionOf(packageFolder: string): string {
  const said: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
  if (typeof said === 'object' && said !== null && 'version' in said && typeof said.version === 'string') {
    return said.version
  }
  throw new Error(`${packageFolder} names no version`)
}
