/** Starting, being asked again, and ending: `main.ts` as it is, over the double of Electron. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { HIDDEN_FLAG } from '../../electron/desktop/login-start.ts'
import { firstScreen } from '../../electron/desktop/start.ts'
import { lockHome } from '../../electron/ledger/home-lock.ts'
import { desk } from '../support/electron-desk.ts'
import { newHome, openWindow, snapshotOf, startApplication, tray } from './applications.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

describe('the start', () => {
  test('the very first one shows the setup, with an icon in the panel and a home for itself', async () => {
    const application = await startApplication()
    await expect.poll(() => openWindow().webContents.getURL()).toContain('window.html#setup')
    expect(tray().tooltip).toContain('Partner Sync')
    expect(await snapshotOf()).toMatchObject({ standing: 'not-set-up', language: 'en' })
    expect(existsSync(join(application.home, 'ledger.sqlite'))).toBe(true)
    await application.quit()
  })

  test('one at login shows no window, only the icon', async () => {
    const application = await startApplication({ argv: [HIDDEN_FLAG] })
    expect(desk.happened.windows).toEqual([])
    await application.quit()
  })

  test.each([
    [true, 'login', null, null],
    [false, 'login', null, null],
    [false, 'person', null, 'setup'],
    [true, 'person', null, 'overview'],
    [true, 'login', 'overview', 'overview'],
    [false, 'login', 'overview', 'setup'],
  ] as const)('set up: %s, started by: %s, asked for: %s: shows %s', (setUp, by, wanted, screen) => {
    expect(firstScreen(setUp, by, wanted)).toBe(screen)
  })

  test('it speaks the language of the computer', async () => {
    const application = await startApplication({ computer: { locale: 'de-AT' } })
    expect((await snapshotOf()).language).toBe('de')
    await application.quit()
  })

  test('a second one beside it ends at once and touches nothing', async () => {
    const home = newHome()
    await startApplication({ home, computer: { lockTaken: true }, fails: true })
    expect([desk.happened.quits, desk.happened.trays, existsSync(join(home, 'ledger.sqlite'))]).toEqual([1, [], false])
  })

  test('a second one opens the window of the first, and brings it to the front', async () => {
    const application = await startApplication({ argv: [HIDDEN_FLAG] })
    desk.app.fire('second-instance', {}, [], '', null)
    await expect.poll(() => openWindow().visible).toBe(true)
    desk.app.fire('second-instance', {}, [], '', null)
    expect([desk.happened.windows.length, openWindow().focused]).toEqual([1, 1])
    await application.quit()
  })

  test('settings that cannot be read end it with what to do, and are left as they are', async () => {
    const home = newHome()
    writeFileSync(join(home, 'settings.json'), '{"version": 99}')
    await startApplication({ home, fails: true })
    await expect.poll(() => desk.happened.exits).toEqual([1])
    const [dialog] = desk.happened.dialogs
    expect(dialog).toMatchObject({ kind: 'message', options: { type: 'error', message: 'Partner Sync cannot start.' } })
    expect(JSON.stringify(dialog)).not.toMatch(/at .*\.ts:\d+/)
    expect(readFileSync(join(home, 'settings.json'), 'utf8')).toBe('{"version": 99}')
  })

  test('a place where no home can be made ends it with that said', async () => {
    const home = join(newHome(), 'file')
    writeFileSync(home, '')
    await startApplication({ home: join(home, 'home'), fails: true })
    await expect.poll(() => desk.happened.exits).toEqual([1])
    expect(desk.happened.dialogs).toMatchObject([{ kind: 'message', options: { type: 'error' } }])
  })

  test('a home that another process keeps ends it with that said', async () => {
    const home = newHome()
    const other = lockHome(home, { command: 'run', pid: 4711, startedAt: 0 })
    await startApplication({ home, fails: true })
    await expect.poll(() => desk.happened.exits).toEqual([1])
    expect(JSON.stringify(desk.happened.dialogs)).toContain('4711')
    if (other.kind === 'ok') other.value.release()
  })
})

describe('the end', () => {
  test('closing the window leaves the icon, and the window comes back', async () => {
    const application = await startApplication()
    openWindow().close()
    expect([desk.happened.exits, desk.BrowserWindow.getAllWindows()]).toEqual([[], []])
    application.choose('Set up')
    expect(openWindow().webContents.getURL()).toContain('#setup')
    await application.quit()
  })

  test('quitting from the menu closes everything and gives the home back', async () => {
    const application = await startApplication()
    application.choose('Quit')
    await expect.poll(() => desk.happened.exits).toEqual([0])
    expect([tray().destroyed, desk.BrowserWindow.getAllWindows()]).toEqual([true, []])
    const again = await startApplication({ home: application.home, argv: [HIDDEN_FLAG] })
    await again.quit()
  })

  test('quitting twice waits once', async () => {
    await startApplication()
    desk.app.quit()
    desk.app.quit()
    await expect.poll(() => desk.happened.exits).toEqual([0])
    // Both of the user's, and our own that went through.
    expect(desk.happened.quits).toBe(3)
  })

  test('the computer being switched off is a quit', async () => {
    await startApplication()
    desk.powerMonitor.fire('shutdown')
    await expect.poll(() => desk.happened.exits).toEqual([0])
  })
})
