/**
 * The packed application, taken out of its archive, starts: main process, preload and page, over the double of Electron.
 *
 * It starts in a folder of its own, away from the sources and from every package, as it will on a computer.
 */
import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { extractAll } from '@electron/asar'
import { beforeAll, expect, test } from 'vitest'
import { root } from '../../build/pack.ts'
import { placeIn } from '../../build/packed.ts'
import { requestNames } from '../../shared/ipc-names.ts'
import { packWithStandIn, scratchFolder } from './packing.ts'
import type { Report } from './start-packed.ts'

const scratch = scratchFolder()
let report: Report

beforeAll(async () => {
  const { folder } = await packWithStandIn('linux', scratch)
  const [content, home] = [join(scratch, 'content'), join(scratch, 'home')]
  extractAll(placeIn(folder, 'linux').archive, content)
  mkdirSync(home)
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--import',
      join(root, 'test/support/electron-hook.ts'),
      join(root, 'test/packaging/start-packed.ts'),
      content,
      home,
    ],
    { cwd: scratch, env: { HOME: scratch, PARTNER_SYNC_HOME: home, LANG: 'C.UTF-8' }, timeout: 60_000 },
  )
  // Written by `start-packed.ts`, as this very type.
  report = JSON.parse(stdout) as Report
})

test('the main process comes up to its icon and its window, and everything it names lies in the archive', () => {
  expect(report.files).toEqual({
    icon: expect.stringMatching(/^out\/icons\/tray\/.*\.png$/),
    preload: 'out/preload.cjs',
    windowIcon: 'out/icons/application/256x256.png',
  })
})

test('the page and what belongs to it are served', () => {
  expect(report.page).toMatch(/window\.html#setup$/)
  expect(report.served).toEqual([
    '200 text/html; charset=utf-8',
    '200 text/javascript; charset=utf-8',
    '200 text/css; charset=utf-8',
  ])
})

test('the preload gives the page the bridge, and the main process answers over it', () => {
  expect(report.asks).toEqual([...requestNames].sort())
  expect(report.snapshot).toMatchObject({ kind: 'ok', value: { standing: 'not-set-up' } })
})

test('it ends without an error', () => {
  expect(report.exits).toEqual([0])
})
