/** What only a desktop can do for the window. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, dialog, shell } from 'electron'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Autostart } from '../../electron/desktop/login-start.ts'
import { createSurroundings } from '../../electron/desktop/surroundings.ts'
import { ok } from '../../shared/failure.ts'
import { desk } from '../support/electron-desk.ts'

beforeEach(() => desk.startAnew())

function surroundings() {
  const autostart: Autostart = { state: () => 'off', set: () => ok('on') }
  return createSurroundings({ shell, dialog, app, logs: '/home/logs', autostart })
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'partner-sync-saved-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('a page is opened in the browser of the user', async () => {
  expect(await surroundings().openAddress('https://www.notion.so/1')).toEqual(ok({ kind: 'opened' }))
  expect(desk.happened.opened).toEqual(['https://www.notion.so/1'])
})

test('a file is saved where the user chose, for its owner alone, byte by byte', async () => {
  const path = join(newFolder(), 'bundle.zip')
  const content = new Uint8Array([80, 75, 0, 255])
  desk.computer.answers = [[path]]
  const saved = await surroundings().saveFile({ name: 'bundle.zip', mediaType: 'application/zip', content })
  expect(saved).toEqual(ok({ kind: 'saved', path }))
  expect([...readFileSync(path)]).toEqual([...content])
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('whoever thinks better of it saves nothing', async () => {
  const file = { name: 'changes.csv', mediaType: 'text/csv', content: 'Müll' }
  expect(await surroundings().saveFile(file)).toEqual(ok({ kind: 'cancelled' }))
})

test('a place that cannot be written is a failure that names it', async () => {
  const path = join(newFolder(), 'nowhere', 'changes.csv')
  desk.computer.answers = [[path]]
  const file = { name: 'changes.csv', mediaType: 'text/csv', content: 'Müll' }
  expect(await surroundings().saveFile(file)).toMatchObject({ reason: 'file-not-saved', subject: path })
})
