/** The double of Electron behaves as the parts of Electron that the application relies on. */
import { createRequire } from 'node:module'
import { app, BrowserWindow, ipcMain, Menu, protocol, safeStorage, session, Tray } from 'electron'
import ElectronStore from 'electron-store'
import { beforeEach, expect, test } from 'vitest'
import { desk } from '../support/electron-desk.ts'

beforeEach(() => desk.startAnew())

test('whoever asks for electron gets the one double: sources, packages, and what requires it', () => {
  const require = createRequire(import.meta.url)
  expect((require('electron') as typeof desk).app).toBe(desk.app)
  expect(app).toBe(desk.app)
  expect(() => new ElectronStore({ cwd: desk.computer.userData })).not.toThrow()
})

test('ready comes when the test says so, and what must come before it is refused afterwards', async () => {
  let ready = false
  const waiting = app.whenReady().then(() => (ready = true))
  protocol.registerSchemesAsPrivileged([{ scheme: 'mine' }])
  await Promise.resolve()
  expect(ready).toBe(false)
  await desk.becomeReady()
  await waiting
  expect(ready).toBe(true)
  expect(() => protocol.registerSchemesAsPrivileged([])).toThrow('before app is ready')
  expect(() => app.enableSandbox()).toThrow('before app is ready')
})

test('quitting can be prevented, closes the windows, and ends', () => {
  const window = new BrowserWindow()
  app.once('before-quit', (event) => event.preventDefault())
  app.quit()
  expect([desk.happened.exits, window.isDestroyed()]).toEqual([[], false])
  app.quit()
  expect([desk.happened.exits, window.isDestroyed()]).toEqual([[0], true])
})

test('a request of the window passes the gate first, then the handler of its scheme', async () => {
  const own = session.fromPartition('x')
  own.protocol.handle('mine', () => new Response('hello'))
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !url.startsWith('mine:') }))
  const made = desk.session.fromPartition('x')
  const answer = await made.load('mine://app/')
  expect(answer instanceof Response && (await answer.text())).toBe('hello')
  expect(await made.load('https://example.com/')).toBe('cancelled')
})

test('what is sealed shows nothing of it, and opens only with the key ring that sealed it', async () => {
  await desk.becomeReady()
  const sealed = await safeStorage.encryptStringAsync('a secret')
  expect(sealed.toString('latin1')).not.toContain('secret')
  expect((await safeStorage.decryptStringAsync(sealed)).result).toBe('a secret')
  desk.computer.backend = 'kwallet6'
  await expect(safeStorage.decryptStringAsync(sealed)).rejects.toThrow('authenticate')
  desk.computer.keyRing = 'locked'
  await expect(safeStorage.encryptStringAsync('x')).rejects.toThrow('temporarily unavailable')
})

test('a menu is chosen from by its labels, and a greyed entry cannot be', () => {
  let chosen = ''
  const tray = new Tray('icon.png')
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: 'Pause', submenu: [{ label: 'For 1 hour', click: () => (chosen = 'hour') }] },
      { label: 'Sync', enabled: false },
    ]),
  )
  const [{ menu }] = desk.happened.trays as [(typeof desk.happened.trays)[0]]
  menu?.choose('Pause', 'For 1 hour')
  expect(chosen).toBe('hour')
  expect(() => menu?.choose('Sync')).toThrow('greyed')
})

test('a second handler for a channel is refused, and a message carries what can be copied', async () => {
  ipcMain.handle('a', (_event, value: unknown) => value)
  expect(() => ipcMain.handle('a', () => null)).toThrow('second handler')
  const window = new desk.BrowserWindow()
  expect(await window.webContents.invoke('a', { x: 1 })).toEqual({ x: 1 })
  await expect(window.webContents.invoke('b')).rejects.toThrow('No handler')
  expect(() => window.webContents.send('c', () => 1)).toThrow('could not be cloned')
})
