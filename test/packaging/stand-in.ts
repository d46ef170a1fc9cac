/**
 * Folders that electron-builder takes for an unpacked Electron: the parts that it touches, and nothing that runs.
 *
 * The programs hold a wire of fuses as Electron ships it, so that turning fuses can be seen.
 */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Sentinel, version, length, and eight fuses as they leave Electron's own house; `r` is one that no longer exists. */
export function fuseWire(states = '101100010'): Buffer {
  return Buffer.concat([
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, states.length]),
    Buffer.from(states),
  ])
}

export const locales = ['de', 'en-GB', 'en-US', 'fr', 'pt-BR'] as const

export function standInFor(platform: 'linux' | 'win32', folder: string): string {
  mkdirSync(join(folder, 'locales'), { recursive: true })
  mkdirSync(join(folder, 'resources'))
  const program = join(folder, platform === 'linux' ? 'electron' : 'electron.exe')
  writeFileSync(program, platform === 'linux' ? linuxProgram() : windowsProgram())
  chmodSync(program, 0o755)
  for (const locale of locales) writeFileSync(join(folder, 'locales', `${locale}.pak`), locale)
  writeFileSync(join(folder, 'LICENSE'), 'the licence of Electron')
  writeFileSync(join(folder, 'version'), '45.4.1')
  return folder
}

function linuxProgram(): Buffer {
  return Buffer.concat([Buffer.from('#!/bin/false\n'), fuseWire(), Buffer.from('\n')])
}

/** The smallest program of Windows that can say its version, which is where electron-builder puts the archive's sum. */
function windowsProgram(): Buffer {
  const { NtExecutable, NtExecutableResource, Resource } = resedit()
  const program = NtExecutable.createEmpty(false, false)
  const resource = NtExecutableResource.from(program)
  const version = Resource.VersionInfo.createEmpty()
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron' })
  version.outputToResourceEntries(resource.entries)
  resource.outputResource(program)
  return Buffer.concat([Buffer.from(program.generate()), fuseWire()])
}

interface Program {
  generate(): ArrayBuffer
}
interface ProgramResource {
  readonly entries: { readonly type: number | string; readonly id: number | string; readonly bin: ArrayBuffer }[]
  outputResource(program: Program): void
}
interface VersionInfo {
  setStringValues(language: { lang: number; codepage: number }, values: Readonly<Record<string, string>>): void
  outputToResourceEntries(entries: ProgramResource['entries']): void
}

/** What is used of `resedit`. Its own declarations would bring those of a browser into every file of the project. */
interface ResourceEditor {
  readonly NtExecutable: {
    createEmpty(is32Bit: boolean, isDll: boolean): Program
    from(file: Uint8Array): Program
  }
  readonly NtExecutableResource: { from(program: Program): ProgramResource }
  readonly Resource: { readonly VersionInfo: { createEmpty(): VersionInfo } }
}

/** electron-builder's own reader and writer of programs for Windows. */
export function resedit(): ResourceEditor {
  const builder = createRequire(import.meta.resolve('electron-builder'))
  // `require` knows no types.
  return createRequire(builder.resolve('app-builder-lib'))('resedit') as ResourceEditor
}
