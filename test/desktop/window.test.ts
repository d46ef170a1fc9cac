/** The window comes when somebody wants to see it, shows one screen, and goes completely when it is closed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, session } from 'electron'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { serveWindow } from '../../electron/desktop/scheme.ts'
import { createMainWindow } from '../../electron/desktop/window.ts'
import { servedFiles } from '../../electron/host/window-files.ts'
import type { Failure } from '../../shared/failure.ts'
import { channelOf } from '../../shared/ipc-names.ts'
import { desk } from '../support/electron-desk.ts'
import { snapshotWith } from '../support/snapshots.ts'

const folder = mkdtempSync(join(tmpdir(), 'partner-sync-window-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
for (const { file } of servedFiles.values()) writeFileSync(join(folder, file), '')

let reported: Failure[] = []

function mainWindow(served = folder) {
  const own = session.fromPartition('window')
  serveWindow(own.protocol, served)
  const packaged = app.isPackaged
  const report = (wrong: Failure): void => void reported.push(wrong)
  return createMainWindow({ BrowserWindow, nativeTheme, session: own, preload: 'p', icon: 'i', packaged, report })
}

/** Lets what was begun come to its end. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20))
}

beforeEach(() => {
  desk.startAnew()
  reported = []
})

test('a window is hidden until its page has drawn itself, and shows the screen that was asked for', async () => {
  const window = mainWindow()
  window.open('conflicts')
  const [made] = desk.happened.windows
  expect(made?.visible).toBe(false)
  await expect.poll(() => made?.visible).toBe(true)
  expect(made?.webContents.getURL()).toBe('partner-sync://app/window.html#conflicts')
})

test('asking again brings the same window to the front and turns it to that screen', async () => {
  const window = mainWindow()
  window.open('overview')
  await expect.poll(() => desk.happened.windows[0]?.visible).toBe(true)
  const [made] = desk.happened.windows
  if (made !== undefined) made.minimized = true
  window.open('problems')
  expect(desk.happened.windows).toHaveLength(1)
  expect([made?.minimized, made?.focused]).toEqual([false, 1])
  expect(desk.happened.sent).toEqual([{ channel: channelOf('open-screen'), value: 'problems' }])
})

test('a closed window is destroyed, nobody is told any more, and the next one is new', () => {
  const window = mainWindow()
  window.open('overview')
  desk.happened.windows[0]?.close()
  expect([window.isOpen(), desk.happened.windows[0]?.isDestroyed()]).toEqual([false, true])
  window.push('snapshot-changed', snapshotWith())
  expect(desk.happened.sent).toEqual([])
  window.open('overview')
  expect([window.isOpen(), desk.happened.windows.length]).toEqual([true, 2])
})

test('a page that dies takes its window along and is reported; the next one is new', () => {
  const window = mainWindow()
  window.open('overview')
  desk.happened.windows[0]?.webContents.events.fire('render-process-gone', {}, { reason: 'crashed' })
  expect([window.isOpen(), reported.map(({ text }) => text)]).toEqual([false, ['the window failed: crashed']])
})

test('an installation without its page leaves no empty window behind and is reported', async () => {
  const window = mainWindow(join(folder, 'nowhere'))
  window.open('overview')
  await settled()
  expect([window.isOpen(), reported.length]).toEqual([false, 1])
})
