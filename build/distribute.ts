/**
 * Making the packages from beginning to end: is Electron there, does packing work, may the result be given away.
 *
 * Whatever stands in the way is said in plain words with what to do; no stack reaches the person who packs.
 */
import { relative } from 'node:path'
import { packingWords, withoutElectron } from '../shared/words/electron-binary.ts'
import type { Language } from '../shared/words/language.ts'
import { installedElectron } from './installed-electron.ts'
import type { PackOptions, pack } from './pack.ts'
import { faultsOf, placeIn } from './packed.ts'

export interface DistributeOptions {
  readonly platform: NodeJS.Platform
  /** The checkout; its path must stand in no package. */
  readonly root: string
  /** The folder of the package `electron`. */
  readonly electronPackage: string
  readonly language: Language
  readonly make: PackOptions['make']
  /** For the .deb, which must name one; empty: a made-up address that leads nowhere. */
  readonly homepage: string
  readonly pack: typeof pack
  readonly print: (text: string) => void
  readonly complain: (text: string) => void
}

/** The exit code: 0 when every package was made and may be given away, else 1. */
export async function distribute(options: DistributeOptions): Promise<0 | 1> {
  const { platform, root, language, make, homepage, print, complain } = options
  const words = packingWords(language)
  if (platform !== 'linux' && platform !== 'win32' && platform !== 'darwin') {
    complain(words.otherPlatform(platform))
    return 1
  }
  if (installedElectron(options.electronPackage, platform) === null) {
    complain(withoutElectron('dist', language))
    return 1
  }
  try {
    const extraMetadata = { homepage: homepage === '' ? 'https://partner-sync.invalid' : homepage }
    const { folder, files } = await options.pack({ platform, make, overrides: { extraMetadata } })
    const faults = faultsOf(placeIn(folder, platform), [root])
    if (faults.length > 0) {
      complain(words.unfit(faults))
      return 1
    }
    for (const file of files) print(relative(root, file))
    return 0
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    complain(words.notMade(said.split('\n')[0] ?? said))
    return 1
  }
}
