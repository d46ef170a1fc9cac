/**
 * `npm run dist`: what it does when everything is there, and what it says when something is not.
 */
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createPackage } from '@electron/asar'
import { expect, test } from 'vitest'
import { type DistributeOptions, distribute } from '../../build/distribute.ts'
import { installedElectron } from '../../build/installed-electron.ts'
import { languages } from '../../shared/words/language.ts'
import { scratchFolder } from './packing.ts'
import { fuseWire } from './stand-in.ts'

const scratch = scratchFolder()
let made = 0

function newFolder(): string {
  const folder = join(scratch, String((made += 1)))
  mkdirSync(folder)
  return folder
}

/** The package `electron` as npm leaves it; with `fetched`, with a program of that version. */
function electronPackage(fetched: string | null): string {
  const folder = newFolder()
  writeFileSync(join(folder, 'package.json'), '{"version":"45.4.1"}')
  if (fetched !== null) {
    mkdirSync(join(folder, 'dist'))
    writeFileSync(join(folder, 'dist/electron'), '')
    writeFileSync(join(folder, 'dist/version'), fetched)
  }
  return folder
}

/** A packed program for Linux with these fuses. */
async function packedFolder(fuses: string): Promise<string> {
  const [folder, content] = [newFolder(), newFolder()]
  writeFileSync(join(content, 'package.json'), '{}')
  mkdirSync(join(folder, 'resources'))
  writeFileSync(join(folder, 'partner-sync'), fuseWire(fuses))
  await createPackage(content, join(folder, 'resources/app.asar'))
  return folder
}

async function run(
  options: Partial<DistributeOptions>,
): Promise<{ readonly code: number; readonly out: string; readonly errors: string }> {
  const out: string[] = []
  const errors: string[] = []
  const code = await distribute({
    platform: 'linux',
    root: scratch,
    electronPackage: electronPackage('45.4.1'),
    language: 'en',
    make: 'installers',
    homepage: '',
    pack: () => Promise.reject(new Error('nothing should be packed')),
    print: (text) => void out.push(text),
    complain: (text) => void errors.push(text),
    ...options,
  })
  return { code, out: out.join('\n'), errors: errors.join('\n') }
}

test.each(languages)(
  'in %s, without Electron it says what is missing and how to get it, and packs nothing',
  async (language) => {
    const { code, out, errors } = await run({ language, electronPackage: electronPackage(null) })
    expect([code, out]).toEqual([1, ''])
    for (const help of ['npx install-electron --no', 'HTTPS_PROXY', 'ELECTRON_MIRROR', 'docs/packaging.md']) {
      expect(errors).toContain(help)
    }
    expect(errors).not.toMatch(/\bat .*:\d+|Error|nothing should be packed/)
  },
)

test('an Electron of another version does not count as there', async () => {
  expect(installedElectron(electronPackage('v45.4.1'), 'linux')).toMatch(/dist.electron$/)
  expect(installedElectron(electronPackage('45.4.0'), 'linux')).toBeNull()
  expect(installedElectron(electronPackage('45.4.1'), 'win32')).toBeNull()
  expect((await run({ electronPackage: electronPackage('45.4.0') })).errors).toContain('npx install-electron --no')
})

test.each(languages)(
  'in %s, a package that cannot be made is said in its first line, without a stack',
  async (language) => {
    const pack = (): Promise<never> => Promise.reject(new Error('getaddrinfo ENOTFOUND\n    at lookup (dns.ts:1:1)'))
    const { code, errors } = await run({ language, pack })
    expect(code).toBe(1)
    expect(errors).toContain('getaddrinfo ENOTFOUND')
    expect(errors).toContain('docs/packaging.md')
    expect(errors).not.toContain('at lookup')
  },
)

test('what was packed with a fault is not given away', async () => {
  const folder = await packedFolder('11001100')
  const pack: DistributeOptions['pack'] = () => Promise.resolve({ folder, files: ['x.deb'], configuration: {} })
  const { code, out, errors } = await run({ pack })
  expect([code, out]).toEqual([1, ''])
  expect(errors).toContain('runAsNode')
})

test('what was packed without a fault is named, with a page of its own where there is one', async () => {
  const folder = await packedFolder('01001100')
  const homepages: unknown[] = []
  const pack: DistributeOptions['pack'] = ({ overrides }) => {
    homepages.push(overrides?.extraMetadata)
    return Promise.resolve({ folder, files: [join(scratch, 'release/x.deb')], configuration: {} })
  }
  const { code, out, errors } = await run({ pack })
  expect([code, out, errors]).toEqual([0, join('release', 'x.deb'), ''])
  await run({ pack, homepage: 'https://example.org' })
  expect(homepages).toEqual([{ homepage: 'https://partner-sync.invalid' }, { homepage: 'https://example.org' }])
})

test('for a platform without packages it says so', async () => {
  expect((await run({ platform: 'aix' })).errors).toContain('aix')
})

test('what could not be made ends with 1, also where a package ends the process with 0', async () => {
  const endWith = JSON.stringify(new URL('../../build/end-with.ts', import.meta.url).href)
  const script = `process.on('beforeExit', () => process.exit(0)); const { endWith } = await import(${endWith}); `
  const node = promisify(execFile)
  const ended = (code: number): Promise<unknown> =>
    node(process.execPath, ['--input-type=module', '--eval', `${script}endWith(${code})`])
  await expect(ended(1)).rejects.toMatchObject({ code: 1 })
  await expect(ended(0)).resolves.toMatchObject({ stderr: '' })
})
