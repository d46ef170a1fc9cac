/**
 * What is wrong with a packed program: its fuses, and what lies in its archive.
 *
 * Reads the finished folder alone and trusts neither electron-builder.yml nor what electron-builder says it did. Used by
 * `npm run dist`, which gives nothing out of the house that has a fault, and by the tests of the packages.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile, listPackage, statFile } from '@electron/asar'

/** Electron's own order; https://www.electronjs.org/docs/latest/tutorial/fuses */
const fuses = [
  ['runAsNode', false],
  ['cookieEncryption', true],
  ['nodeOptions', false],
  ['nodeCliInspect', false],
  ['embeddedAsarIntegrityValidation', true],
  ['onlyLoadAppFromAsar', true],
  ['loadBrowserProcessSpecificV8Snapshot', false],
  ['grantFileProtocolExtraPrivileges', false],
] as const

/** In front of the fuses in every binary of Electron, once. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** Bytes of the archive, Electron not counted. */
const sizeLimit = 25 * 1024 * 1024

/** What may lie in the archive: bundles, pages, pictures, and what says whose it is. */
const expected = /^(package\.json|LICENSE|out\/(?:[\w-]+\/)*[\w@.-]+\.(?:js|cjs|html|css|png|svg|ico|md))$/

const unwanted: readonly (readonly [RegExp, string])[] = [
  [/(?:ntn_|secret_)[A-Za-z0-9]{20,}/, 'what looks like a token of Notion'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/[#@]\s*sourceMappingURL=/, 'a link to a source map'],
]

export interface Place {
  readonly executable: string
  readonly archive: string
}

/** Where the parts of a packed program lie. On a Mac the fuses are not in the small starter but in the framework. */
export function placeIn(folder: string, platform: 'linux' | 'win32' | 'darwin'): Place {
  switch (platform) {
    case 'linux':
      return { executable: join(folder, 'partner-sync'), archive: join(folder, 'resources/app.asar') }
    case 'win32':
      return { executable: join(folder, 'Partner Sync.exe'), archive: join(folder, 'resources/app.asar') }
    case 'darwin': {
      const contents = join(folder, 'Partner Sync.app/Contents')
      return {
        executable: join(contents, 'Frameworks/Electron Framework.framework/Electron Framework'),
        archive: join(contents, 'Resources/app.asar'),
      }
    }
    default:
      return unknownPlatform(platform)
  }
}

function unknownPlatform(platform: never): never {
  throw new Error(`no packages are made for ${String(platform)}`)
}

/** The faults as sentences; none: the program may be given away. `secrets` are texts that must stand nowhere in it. */
export function faultsOf({ executable, archive }: Place, secrets: readonly string[] = []): readonly string[] {
  return [...fuseFaults(readFileSync(executable)), ...archiveFaults(archive, secrets)]
}

/** Held against the wire of fuses in the binary itself. */
export function fuseFaults(binary: Buffer): readonly string[] {
  const at = binary.indexOf(sentinel)
  if (at === -1) return ['the program has no fuses: this is no Electron']
  const wire = binary.subarray(at + sentinel.length)
  if (wire[0] !== 1) return [`the fuses are of version ${wire[0]}, and only 1 is known`]
  return fuses.flatMap(([name, on], position) => {
    const state = String.fromCharCode(wire[2 + position] ?? 0)
    return state === (on ? '1' : '0') ? [] : [`fuse ${name} is "${state}" and should be ${on ? 'on' : 'off'}`]
  })
}

export function archiveFaults(archive: string, secrets: readonly string[] = []): readonly string[] {
  const size = statSync(archive).size
  return [
    ...(existsSync(`${archive}.unpacked`) ? ['files lie beside the archive, where nothing watches over them'] : []),
    ...(size < sizeLimit ? [] : [`the archive has ${size} bytes; fewer than ${sizeLimit} are wanted`]),
    ...filesIn(archive).flatMap((file) => fileFaults(file, secrets)),
  ]
}

function fileFaults({ path, content }: PackedFile, secrets: readonly string[]): readonly string[] {
  const found = unwanted.filter(([pattern]) => pattern.test(content)).map(([, what]) => `${path} holds ${what}`)
  if (!expected.test(path)) found.push(`${path} does not belong into the archive`)
  if (secrets.some((secret) => content.includes(secret))) found.push(`${path} holds what belongs to this computer`)
  return found
}

export interface PackedFile {
  /** With `/` between the folders. */
  readonly path: string
  /** Byte for byte, as Latin-1. */
  readonly content: string
}

/** The files of an archive, sorted by path. */
export function filesIn(archive: string): readonly PackedFile[] {
  return listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').replace(/^\//, ''))
    .filter((path) => !('files' in statFile(archive, path)))
    .sort()
    .map((path) => ({ path, content: extractFile(archive, path).toString('latin1') }))
}
