/** `npm start` where Electron's program is not: what is missing, how to get it, what works without it; never a stack. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { installedElectron } from '../../build/installed-electron.ts'

const root = join(import.meta.dirname, '../..')
const missing = installedElectron(join(root, 'node_modules/electron'), process.platform) === null

describe.runIf(missing)('without the program', () => {
  test.each([
    ['en_GB.UTF-8', 'Electron is not on this computer', 'Behind a proxy', 'From a mirror'],
    ['de_AT.UTF-8', 'Electron ist nicht auf diesem Computer', 'Hinter einem Proxy', 'Von einem Spiegel'],
  ])('in %s it says so in a few lines', (locale, ...said) => {
    const env = { PATH: process.env['PATH'], LC_ALL: locale }
    const script = join(root, 'build/start.ts')
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--check'], { env, encoding: 'utf8' })
    expect([status, stdout]).toEqual([1, ''])
    for (const text of [...said, 'install-electron', 'ELECTRON_MIRROR', 'HTTPS_PROXY', 'npm run demo']) {
      expect(stderr).toContain(text)
    }
    expect(stderr).not.toMatch(/\n\s+at |Error:/)
    expect(stderr.trim().split('\n').length).toBeLessThan(10)
  })
})
