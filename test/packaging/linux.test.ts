/**
 * What is packed for Linux, with a stand-in for Electron: read back from the folder that would be installed.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Packed, root } from '../../build/pack.ts'
import { faultsOf, filesIn, type PackedFile, placeIn } from '../../build/packed.ts'
import { iconOf } from '../../electron/desktop/tray-picture.ts'
import { standings } from '../../shared/snapshot.ts'
import { packWithStandIn, scratchFolder } from './packing.ts'

const scratch = scratchFolder()
let packed: Packed
let files: readonly PackedFile[]

beforeAll(async () => {
  packed = await packWithStandIn('linux', scratch)
  files = filesIn(placeIn(packed.folder, 'linux').archive)
})

function contentOf(path: string): string {
  return files.find((file) => file.path === path)?.content ?? ''
}

test('what is packed has no fault: fuses, entries, tokens, source maps, paths of this computer, size', () => {
  expect(faultsOf(placeIn(packed.folder, 'linux'), [root, scratch])).toEqual([])
})

test('the archive holds exactly what the application loads, and whose it is', () => {
  const icons = standings.flatMap((standing) => [standing, `${standing}@2x`])
  const wanted = [
    'LICENSE',
    'out/LICENSES-main.md',
    'out/LICENSES-preload.md',
    'out/icons/application/256x256.png',
    ...icons.map((name) => `out/icons/tray/any/${name}.png`),
    'out/main.js',
    'out/preload.cjs',
    'out/window/LICENSES-window.md',
    'out/window/window.css',
    'out/window/window.html',
    'out/window/window.js',
    'package.json',
  ]
  expect(files.map(({ path }) => path)).toEqual(wanted.sort())
})

test('every icon that the panel can be given lies in the archive', () => {
  const paths = new Set(files.map(({ path }) => path))
  const icons = standings.map((standing) => iconOf(standing, { system: 'linux', darkPanel: false, zone: 'UTC' }).file)
  expect(icons.filter((file) => !paths.has(`out/icons/${file}`))).toEqual([])
})

/** Packages that a bundle says it is made of, each once. */
function packagesIn(bundle: string): readonly string[] {
  const named = contentOf(bundle).matchAll(/^\/\/ .*node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//gm)
  return [...new Set([...named].map(([, name = '']) => name))]
}

/** Packages of a list of licences that come with their words. */
function licensedIn(list: string): readonly string[] {
  return contentOf(list)
    .split(/^## /m)
    .filter((section) => /permission|redistribut/i.test(section))
    .map((section) => section.split(' - ')[0] ?? '')
}

test.each([
  ['out/main.js', 'out/LICENSES-main.md'],
  ['out/preload.cjs', 'out/LICENSES-preload.md'],
  ['out/window/window.js', 'out/window/LICENSES-window.md'],
])('every package inside of %s is there with the words of its licence', (bundle, list) => {
  const licensed = licensedIn(list)
  expect(packagesIn(bundle).filter((name) => !licensed.includes(name))).toEqual([])
})

test('the bundle of the main process says what it is made of, or the list of licences could not be judged', () => {
  expect(packagesIn('out/main.js')).toEqual(expect.arrayContaining(['@notionhq/client', 'electron-store', 'zod']))
})

test('beside the archive lie Electron, its licence and the languages of the product, and nothing else', () => {
  const beside = readdirSync(packed.folder, { recursive: true, encoding: 'utf8' })
  // The version lies in an unpacked Electron alone; from the released one electron-builder removes it.
  const wanted = ['LICENSE.electron.txt', 'locales', 'partner-sync', 'resources', 'resources/app.asar', 'version']
  expect(beside.filter((path) => !path.endsWith('.pak')).sort()).toEqual(wanted)
  expect(readdirSync(join(packed.folder, 'locales')).sort()).toEqual(['de.pak', 'en-GB.pak', 'en-US.pak'])
  expect(existsSync(join(packed.folder, 'resources/app-update.yml'))).toBe(false)
})

describe('what cannot be packed here is set as it was asked for', () => {
  test('an installer for Windows, for one person, that leaves what was synced', () => {
    expect(packed.configuration.win).toMatchObject({ target: 'nsis' })
    const person = { oneClick: true, perMachine: false, deleteAppDataOnUninstall: false }
    expect(packed.configuration.nsis).toMatchObject(person)
  })

  test('a disk image for macOS, with the hardened runtime and our entitlements for the program and its helpers', () => {
    const entitlements = 'build/entitlements.mac.plist'
    const runtime = { target: 'dmg', hardenedRuntime: true, entitlements, entitlementsInherit: entitlements }
    expect(packed.configuration.mac).toMatchObject(runtime)
    expect(existsSync(join(root, entitlements))).toBe(true)
  })

  test('icons that exist, for every platform', () => {
    const { win, mac, linux } = packed.configuration
    const icons = [win?.icon, mac?.icon, linux?.icon]
    expect(icons.filter((icon) => typeof icon !== 'string' || !existsSync(join(root, icon)))).toEqual([])
  })

  test('an AppImage whose starter leaves the sandbox on', () => {
    expect(packed.configuration.linux).toMatchObject({ target: ['AppImage', 'deb'], executableArgs: [] })
    expect(packed.configuration.toolsets).toMatchObject({ appimage: expect.not.stringMatching(/^0\./) })
  })
})
