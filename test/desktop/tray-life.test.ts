/** What is chosen from the icon in the panel happens: `main.ts` as it is, over the double of Electron. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { HIDDEN_FLAG } from '../../electron/desktop/login-start.ts'
import { residence } from '../host/residence.ts'
import { desk } from '../support/electron-desk.ts'
import { openWindow, type Start, startApplication, tray } from './applications.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

/** A home with one profile, whose Notion cannot be reached. */
async function homeOffline(): Promise<Required<Pick<Start, 'home' | 'env'>>> {
  const { folder, world, moveIn } = await residence()
  await moveIn().resident.stop()
  return { home: folder, env: { TOKEN: world.token } }
}

async function startOffline(home: Start) {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')))
  return startApplication({ ...home, argv: [HIDDEN_FLAG] })
}

/** Nothing here takes long; a busy machine may. */
const patience = { timeout: 10_000 }
const labels = (): readonly string[] => tray().menu?.entries.flatMap(({ label }) => label ?? []) ?? []
const icon = (): unknown => tray().image

describe('the icon of a running application', () => {
  test('pauses and resumes from its menu, and a pause outlasts a restart', async () => {
    const home = await homeOffline()
    const first = await startOffline(home)
    first.choose('Pause', 'Until I resume')
    await expect.poll(icon, patience).toMatchObject({ path: expect.stringMatching(/paused/) })
    expect(labels()).toContain('Resume')
    await first.quit()

    const second = await startOffline(home)
    await expect.poll(labels, patience).toContain('Resume')
    second.choose('Resume')
    await expect.poll(labels, patience).toContain('Pause')
    await second.quit()
  })

  test('a pause until tomorrow says until when', async () => {
    const application = await startOffline(await homeOffline())
    application.choose('Pause', 'Until tomorrow')
    await expect.poll(labels, patience).toContainEqual(expect.stringMatching(/^Resume \(paused until .*06:00\)$/))
    await application.quit()
  })

  test('opens the window at the screen that was chosen', async () => {
    const application = await startOffline(await homeOffline())
    application.choose('Settings')
    expect(openWindow().webContents.getURL()).toContain('#settings')
    await application.quit()
  })
})

describe('start at login, from the menu', () => {
  test('of an installed application on Linux it is ticked, and the entry is there', async () => {
    const config = mkdtempSync(join(tmpdir(), 'partner-sync-config-'))
    const application = await startApplication({
      argv: [HIDDEN_FLAG],
      env: { XDG_CONFIG_HOME: config },
      computer: { packaged: true },
    })
    application.choose('Start at login')
    const ticked = () => tray().menu?.entries.find(({ type }) => type === 'checkbox')?.checked
    await expect.poll(ticked).toBe(true)
    expect(readFileSync(join(config, 'autostart/partner-sync.desktop'), 'utf8')).toContain(HIDDEN_FLAG)
    await application.quit()
    rmSync(config, { recursive: true })
  })

  /** A folder in which nobody may make anything, not even root. */
  async function startWithoutPlace(computer: Start['computer']) {
    return startApplication({
      argv: [HIDDEN_FLAG],
      env: { XDG_CONFIG_HOME: '/proc/self' },
      computer: { packaged: true, ...computer },
    })
  }

  test('that fails is told, with what to do, although no window is open', async () => {
    const application = await startWithoutPlace({})
    application.choose('Start at login')
    await expect.poll(() => desk.happened.notifications).toHaveLength(1)
    expect(desk.happened.notifications[0]?.options.body).not.toBe('')
    expect(desk.happened.dialogs).toEqual([])
    await application.quit()
  })

  test('that fails is told by a dialog where the system shows no notifications', async () => {
    const application = await startWithoutPlace({ notifications: false })
    application.choose('Start at login')
    await expect.poll(() => desk.happened.dialogs).toMatchObject([{ kind: 'message' }])
    await application.quit()
  })

  test('of one that runs from its sources it is not known, and leads to the settings', async () => {
    const application = await startApplication({ argv: [HIDDEN_FLAG] })
    application.choose('Start at login (not known)')
    await expect.poll(() => openWindow().webContents.getURL()).toMatch(/#(settings|setup)/)
    await application.quit()
  })
})

test('on a desktop that may show no icon, closing the window says once how it comes back', async () => {
  const home = { env: { XDG_CURRENT_DESKTOP: 'GNOME' } }
  const first = await startApplication(home)
  openWindow().close()
  first.choose('Set up')
  openWindow().close()
  expect(desk.happened.notifications.map(({ options }) => options.body)).toEqual([
    expect.stringContaining('Start Partner Sync again'),
  ])
  await first.quit()

  const second = await startApplication({ ...home, home: first.home })
  openWindow().close()
  expect(desk.happened.notifications).toEqual([])
  await second.quit()
})
