/**
 * `npm run dist`: makes the packages that people install, for the platform it runs on, into `release/`.
 *
 * Assumes that `npm run build` has run. Says in plain words when Electron is missing or a package cannot be made; gives
 * nothing out that `faultsOf` finds a fault in. `--folder` stops before the installers.
 */
import { join, relative } from 'node:path'
import { packingWords, withoutElectron } from '../shared/words/electron-binary.ts'
import { languageOf } from '../shared/words/language.ts'
import { installedElectron } from './installed-electron.ts'
import { pack, root } from './pack.ts'
import { faultsOf, placeIn } from './packed.ts'

const { env, platform, argv } = process

async function main(): Promise<number> {
  const language = languageOf(env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'])
  const words = packingWords(language)
  if (platform !== 'linux' && platform !== 'win32' && platform !== 'darwin')
    return failed(words.otherPlatform(platform))
  if (installedElectron(join(root, 'node_modules/electron'), platform) === null) {
    return failed(withoutElectron('dist', language))
  }
  forgetEmptySecrets()
  try {
    const homepage = env['PARTNER_SYNC_HOMEPAGE']
    const { folder, files } = await pack({
      platform,
      make: argv.includes('--folder') ? 'folder' : 'installers',
      ...(homepage ? { overrides: { extraMetadata: { homepage } } } : {}),
    })
    const faults = faultsOf(placeIn(folder, platform), [root])
    if (faults.length > 0) return failed(words.unfit(faults))
    process.stdout.write(files.map((file) => `${relative(root, file)}\n`).join(''))
    return 0
  } catch (error) {
    // What electron-builder was about it has said above; its stack helps nobody who packs.
    const said = error instanceof Error ? error.message : String(error)
    return failed(words.notMade(said.split('\n')[0] ?? said))
  }
}

/** A secret that a repository has not got arrives as an empty text, which electron-builder would take for a file. */
function forgetEmptySecrets(): void {
  for (const name of Object.keys(env)) {
    if (/^(?:WIN_)?CSC_|^APPLE_/.test(name) && env[name] === '') delete env[name]
  }
}

function failed(text: string): number {
  process.stderr.write(`${text}\n`)
  return 1
}

process.exitCode = await main()
