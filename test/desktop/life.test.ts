/** The life of the application on a computer: runs that a quit falls into, sleep, battery, network, what the user prefers. */
import { net, powerMonitor } from 'electron'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Befallen, watchPower } from '../../electron/desktop/power.ts'
import { channelOf } from '../../shared/ipc-names.ts'
import { historyLimits } from '../../shared/snapshot.ts'
import { smallSeed, stage } from '../e2e/stage.ts'
import { createTestClock, settle } from '../support/clock.ts'
import { desk } from '../support/electron-desk.ts'
import { type Application, openWindow, snapshotOf, startApplication, tray } from './applications.ts'

let application: Application | null = null

afterEach(async () => {
  await application?.quit()
  application = null
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

function invoke(name: 'sync-now' | 'save-preferences' | 'set-start-at-login' | 'open-folder', argument: unknown) {
  return openWindow().webContents.invoke(channelOf(name), argument)
}

describe('a quit in the middle of a run', () => {
  test.each([1, 4])('after %i writes: what was written is recorded, and nothing is written twice', async (writes) => {
    const set = await stage(smallSeed(6))
    await set.addAnna()
    let written = 0
    const real = fetch
    const watched = vi.fn<typeof fetch>(async (url, init) => {
      const address = url instanceof Request ? url.url : url.toString()
      const create = init?.method === 'POST' && address.endsWith('/v1/pages')
      if (create && (written += 1) === writes) desk.app.quit()
      return real(url, init)
    })
    vi.stubGlobal('fetch', watched)
    application = await startApplication({ home: set.home, env: set.env })
    await expect.poll(() => desk.happened.exits, { timeout: 20_000 }).toEqual([0])
    vi.stubGlobal('fetch', real)

    const copies = set.rows('shared').length
    expect(copies).toBeGreaterThanOrEqual(writes)
    expect(copies).toBeLessThan(6)
    const known = (await set.cli(['appointments', 'list', '--json'])).json()['appointments'] as { sharedId?: string }[]
    expect(known.filter(({ sharedId }) => sharedId !== undefined)).toHaveLength(copies)

    application = await startApplication({ home: set.home, env: set.env })
    await expect.poll(() => set.rows('shared').length, { timeout: 20_000 }).toBe(6)
    await expect.poll(async () => (await snapshotOf()).standing, { timeout: 20_000 }).toBe('in-step')
    expect(set.rows('shared')).toHaveLength(6)
  })
})

test('window and icon are told of everything new', async () => {
  const set = await stage(smallSeed(6))
  await set.addAnna()
  application = await startApplication({ home: set.home, env: set.env })
  await expect.poll(() => tray().tooltip, { timeout: 20_000 }).toContain('in step')
  const pushed = desk.happened.sent.filter(({ channel }) => channel === channelOf('snapshot-changed'))
  expect(pushed.at(-1)?.value).toMatchObject({ standing: 'in-step' })
})

test('preferences count at once: language and theme', async () => {
  application = await startApplication()
  const notifications = { trouble: true, partnerChanges: false }
  const more = { logLevel: 'info', keepHistoryMs: historyLimits.usual }
  expect(await invoke('save-preferences', { language: 'de', theme: 'dark', notifications, ...more })).toMatchObject({
    kind: 'ok',
  })
  expect([(await snapshotOf()).language, desk.nativeTheme.themeSource]).toEqual(['de', 'dark'])
  const { home } = application
  await application.quit()
  application = await startApplication({ home })
  expect([(await snapshotOf()).language, desk.nativeTheme.themeSource]).toEqual(['de', 'dark'])
})

test('the folder of the logs is opened, and starting at login says what it can', async () => {
  application = await startApplication()
  expect(await invoke('open-folder', { which: 'logs' })).toEqual({ kind: 'ok', value: null })
  expect(desk.happened.openedPaths).toEqual([expect.stringMatching(/logs$/)])
  // Started from its sources it would register Electron itself.
  expect(await invoke('set-start-at-login', { on: true })).toMatchObject({ kind: 'failure' })
})

describe('what befalls the computer is told', () => {
  function watched(computer: Partial<typeof desk.computer> = {}) {
    desk.startAnew(computer)
    const told: string[] = []
    const tell: Befallen = {
      suspended: () => void told.push('suspended'),
      woke: () => void told.push('woke'),
      network: (online) => void told.push(online ? 'online' : 'offline'),
      lowBattery: (low) => void told.push(low ? 'battery' : 'mains'),
    }
    const clock = createTestClock()
    const stop = new AbortController()
    const onUnlocked = (): void => void told.push('unlocked')
    const onShutdown = (): void => void told.push('shutdown')
    watchPower({ powerMonitor, net, clock, tell, onUnlocked, onShutdown, stop: stop.signal })
    return { told, clock, stop }
  }

  test.each([
    ['suspend', 'suspended'],
    ['resume', 'woke'],
    ['on-battery', 'battery'],
    ['on-ac', 'mains'],
    ['unlock-screen', 'unlocked'],
    ['shutdown', 'shutdown'],
  ])('%s', (event, word) => {
    const { told } = watched()
    desk.powerMonitor.fire(event)
    expect(told.at(-1)).toBe(word)
  })

  test('the battery it runs on from the start, and its mains, where the system tells neither', async () => {
    const { told, clock } = watched({ onBattery: true })
    desk.computer.onBattery = false
    await clock.advance(20_000)
    expect(told).toEqual(['battery', 'online', 'mains'])
  })

  test('the network, when it goes and when it comes back, each once; and no more after the end', async () => {
    const { told, clock, stop } = watched()
    await clock.advance(20_000)
    desk.computer.online = false
    await clock.advance(20_000)
    desk.computer.online = true
    await clock.advance(20_000)
    expect(told).toEqual(['online', 'offline', 'online'])
    stop.abort()
    desk.computer.online = false
    await clock.advance(60_000)
    await settle()
    expect([told.length, clock.sleepers()]).toEqual([3, 0])
  })
})
