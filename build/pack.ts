/**
 * Packs the built application with electron-builder, by the rules of electron-builder.yml.
 *
 * Assumes that `npm run build` has run. The one place that calls electron-builder: `npm run dist` and the tests of the
 * packages pack the same way and differ in the Electron that they put around the archive.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Arch, build, type Configuration, Platform } from 'electron-builder'

export const root = join(import.meta.dirname, '..')

export interface PackOptions {
  readonly platform: 'linux' | 'win32' | 'darwin'
  /** `installers`: what electron-builder.yml names for the platform; `folder`: the program unpacked, nothing fetched. */
  readonly make: 'installers' | 'folder'
  /** A folder with an unpacked Electron to pack instead of the released one. */
  readonly electronDist?: string
  readonly overrides?: Configuration
  /** Gets what a tool for installers would be called with; true: it is not called. */
  readonly atTool?: (calledWith: unknown) => boolean
}

export interface Packed {
  /** The folder that holds the packed program as it will lie on the computer. */
  readonly folder: string
  /** What electron-builder.yml and its own defaults came to. */
  readonly configuration: Configuration
  readonly files: readonly string[]
}

/** Rejects with electron-builder's error; what it did until then it has said on standard output. */
export async function pack({ platform, make, electronDist, overrides, atTool }: PackOptions): Promise<Packed> {
  if (!existsSync(join(root, 'out/main.js'))) throw new Error('nothing is built yet; first: npm run build')
  let seen: Pick<Packed, 'folder' | 'configuration'> | null = null
  const files = await build({
    projectDir: root,
    targets: Platform.fromString(platform).createTarget(make === 'folder' ? 'dir' : null, ownArch()),
    publish: 'never',
    ...(atTool === undefined
      ? {}
      : { effectiveOptionComputed: (options: unknown) => Promise.resolve(atTool(options)) }),
    config: {
      // Dependencies are inside the bundles: neither rebuilt nor looked for.
      npmRebuild: true,
      beforeBuild: () => Promise.resolve(false),
      ...(electronDist === undefined ? { electronDownload: { checksums: checksums() } } : { electronDist }),
      ...overrides,
      afterPack: ({ appOutDir, packager }) => {
        seen = { folder: appOutDir, configuration: packager.config }
      },
    },
  })
  if (seen === null) throw new Error('electron-builder packed nothing')
  // Written inside of the hook, which the compiler does not follow.
  return { ...(seen as Pick<Packed, 'folder' | 'configuration'>), files }
}

/** An Electron for another kind of processor would need a second download; every computer packs for its own kind. */
function ownArch(): Arch {
  return process.arch === 'arm64' ? Arch.arm64 : Arch.x64
}

/** The sums that came with the locked package `electron`: what is fetched is held against these, not against the net's. */
function checksums(): Record<string, string> {
  // A file of the package, made by its authors in this form.
  return JSON.parse(readFileSync(join(root, 'node_modules/electron/checksums.json'), 'utf8')) as Record<string, string>
}
