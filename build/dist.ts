/**
 * `npm run dist`: makes the packages that people install, for the platform it runs on, into `release/`.
 *
 * Assumes that `npm run build` has run. `npm run dist -- --folder` stops before the installers, which need tools from
 * the network. What it does and says is `distribute`; this entry hands in the process.
 */
import { join } from 'node:path'
import { languageOf } from '../shared/words/language.ts'
import { distribute } from './distribute.ts'
import { endWith } from './end-with.ts'
import { pack, root } from './pack.ts'

const { env, platform, argv } = process

// A secret that a repository has not got arrives as an empty text, which electron-builder would take for a file.
for (const name of Object.keys(env)) {
  if (/^(?:WIN_)?CSC_|^APPLE_/.test(name) && env[name] === '') delete env[name]
}

const code = await distribute({
  platform,
  root,
  electronPackage: join(root, 'node_modules/electron'),
  language: languageOf(env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG']),
  make: argv.includes('--folder') ? 'folder' : 'installers',
  homepage: env['PARTNER_SYNC_HOMEPAGE'] ?? '',
  pack,
  print: (text) => void process.stdout.write(`${text}\n`),
  complain: (text) => void process.stderr.write(`${text}\n`),
})

endWith(code)
