/**
 * The licences that the window shows, read from the lists that a build writes.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { licencesIn, readLicences } from '../../electron/host/licences.ts'
import { newFolder } from './homes.ts'

const list = (...packages: readonly string[]): string => ['# Licenses', ...packages].join('\n\n')
const zod = '## zod - 4.1.0 (MIT)\n\nMIT License\n\n## Not a package\n\nPermission is hereby granted'
const scoped = '## @scope/name - 1.0.0-rc.1 (Apache-2.0)\n\nApache License'

test('each package is read with its whole text, whatever headings stand in it', () => {
  expect(licencesIn(list(zod, scoped))).toEqual([
    {
      name: 'zod',
      version: '4.1.0',
      licence: 'MIT',
      text: 'MIT License\n\n## Not a package\n\nPermission is hereby granted',
    },
    { name: '@scope/name', version: '1.0.0-rc.1', licence: 'Apache-2.0', text: 'Apache License' },
  ])
})

test('a package that is in several bundles is told once, and all of them by name', () => {
  const folder = newFolder()
  const inside = join(folder, 'window')
  mkdirSync(inside)
  writeFileSync(join(folder, 'LICENSES-main.md'), list(zod))
  writeFileSync(join(inside, 'LICENSES-window.md'), list(scoped, zod))
  writeFileSync(join(folder, 'README.md'), list('## not-this - 1.0.0 (MIT)'))
  const found = readLicences([folder, inside])
  expect(found.kind === 'ok' && found.value.map(({ name }) => name)).toEqual(['@scope/name', 'zod'])
})

test('without a build there is nothing to tell', () => {
  expect(readLicences([join(newFolder(), 'not-there')])).toEqual({ kind: 'ok', value: [] })
})
