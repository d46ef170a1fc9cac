/**
 * `npm start`: starts the application from its sources, or says what is missing and what works without it.
 *
 * With `--check` it only looks, so that nothing is built where nothing can be started. Never loads the package
 * `electron`, which would try to fetch its program.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { withoutElectron } from '../shared/words/electron-binary.ts'
import { languageOf } from '../shared/words/language.ts'
import { installedElectron } from './installed-electron.ts'

const { argv, env, platform } = process
const root = join(import.meta.dirname, '..')
const program = installedElectron(join(root, 'node_modules/electron'), platform)

if (program === null) {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((one) => one !== undefined && one !== '')
  process.stderr.write(`${withoutElectron('start', languageOf(locale))}\n`)
  process.exitCode = 1
} else if (!argv.includes('--check')) {
  const { ELECTRON_RUN_AS_NODE: _never, ...passed } = env
  const flags = argv.slice(2)
  spawn(program, [root, ...flags], { stdio: 'inherit', env: passed }).on('exit', (code) => {
    process.exitCode = code ?? 1
  })
}
