/**
 * Each fault that a packed program can have is found: a check that cannot fail proves nothing.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createPackage } from '@electron/asar'
import { describe, expect, test } from 'vitest'
import { archiveFaults, fuseFaults, placeIn } from '../../build/packed.ts'
import { scratchFolder } from './packing.ts'
import { fuseWire } from './stand-in.ts'

const scratch = scratchFolder()
let made = 0

/** An archive of these files; gives its path. */
async function archiveOf(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = join(scratch, String((made += 1)))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  const archive = `${folder}.asar`
  await createPackage(folder, archive)
  return archive
}

describe('fuses', () => {
  const wanted = '01001100'

  test('as they should be are no fault, whatever newer ones follow them', () => {
    expect(fuseFaults(fuseWire(wanted))).toEqual([])
    expect(fuseFaults(fuseWire(`${wanted}10`))).toEqual([])
  })

  test.each(wanted.split('').map((_, position) => position))('a wrong one at place %i is found', (position) => {
    const flipped = wanted
      .split('')
      .map((state, at) => (at === position ? String(1 - Number(state)) : state))
      .join('')
    expect(fuseFaults(fuseWire(flipped))).toHaveLength(1)
    const removed = wanted.slice(0, position) + 'r' + wanted.slice(position + 1)
    expect(fuseFaults(fuseWire(removed))).toHaveLength(1)
  })

  test('as Electron ships them are not what is given away', () => {
    expect(fuseFaults(fuseWire()).join('\n')).toContain('fuse runAsNode is "1" and should be off')
  })

  test('a program without them is no Electron, and an unknown kind of them is said', () => {
    expect(fuseFaults(Buffer.from('no fuses'))).toHaveLength(1)
    const newer = fuseWire(wanted)
    newer[32] = 2
    expect(fuseFaults(newer).join()).toContain('version 2')
  })
})

describe('in the archive', () => {
  const good = { 'package.json': '{}', 'out/main/main.js': 'run()', 'out/renderer/index.html': '<p>' }
  const token = ['ntn', `_${'a1B2c3D4e5'.repeat(4)}`].join('')
  const older = ['secret', `_${'Z9y8X7w6V5'.repeat(4)}`].join('')
  const key = ['-----BEGIN PRIVATE', 'KEY-----'].join(' ')

  test('what the application loads is no fault', async () => {
    expect(archiveFaults(await archiveOf(good), ['MY-COMPUTER'])).toEqual([])
  })

  test.each([
    'electron/main.ts',
    'out/main/main.ts',
    'out/main/main.js.map',
    'test/host/log.test.ts',
    'node_modules/zod/index.js',
    '.env',
    'out/.env',
    'out/main/settings.json',
    'dist/cli.js',
  ])('%s is found', async (path) => {
    expect(archiveFaults(await archiveOf({ ...good, [path]: '' }))).toEqual([
      `${path} does not belong into the archive`,
    ])
  })

  test.each([
    ['a token of Notion', token, 'token'],
    ['an older token of Notion', older, 'token'],
    ['a private key', key, 'private key'],
    ['a source map inside of the file', '//# sourceMappingURL=data:application/json,x', 'source map'],
    ['a path of this computer', 'at MY-COMPUTER/main.ts', 'this computer'],
  ])('%s is found', async (_, text, says) => {
    const archive = await archiveOf({ ...good, 'out/main/main.js': `run() ${text}` })
    expect(archiveFaults(archive, ['MY-COMPUTER'])).toEqual([expect.stringContaining(says)])
  })

  test('too much, and files that lie beside it, are found', async () => {
    const archive = await archiveOf({ ...good, 'out/main/main.js': Buffer.alloc(25 * 1024 * 1024) })
    mkdirSync(`${archive}.unpacked`)
    expect(archiveFaults(archive).join('\n')).toMatch(/beside the archive[\s\S]*bytes/)
  })
})

test('on a Mac the fuses are looked for where they are', () => {
  const { executable, archive } = placeIn('mac', 'darwin')
  expect([executable, archive].map((path) => path.replaceAll('\\', '/'))).toEqual([
    'mac/Partner Sync.app/Contents/Frameworks/Electron Framework.framework/Electron Framework',
    'mac/Partner Sync.app/Contents/Resources/app.asar',
  ])
})
