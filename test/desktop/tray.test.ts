import { Menu, nativeImage, nativeTheme, Tray } from 'electron'
import { beforeEach, describe, expect, test } from 'vitest'
import { createTray, type PanelTray, type TrayOptions } from '../../electron/desktop/tray.ts'
import type { TrayAction } from '../../electron/desktop/tray-picture.ts'
import { createTrayNotice, trayPresence } from '../../electron/desktop/tray-presence.ts'
import type { DueAlert } from '../../electron/host/resident.ts'
import type { Snapshot } from '../../shared/snapshot.ts'
import { createTestClock, settle } from '../support/clock.ts'
import { desk } from '../support/electron-desk.ts'
import { snapshotTime, snapshotWith, statusNamed } from '../support/snapshots.ts'

beforeEach(() => desk.startAnew())

/** A panel with our icon, whoever chooses from it, and time. */
function panel(more: Partial<Snapshot> = {}, system: TrayOptions['system'] = 'linux') {
  const clock = createTestClock({ start: snapshotTime })
  const actions: TrayAction[] = []
  const tray: PanelTray = createTray(
    {
      parts: { Tray, Menu, nativeImage, nativeTheme },
      system,
      zone: () => 'UTC',
      icons: 'icons',
      clock,
      onAction: (action) => actions.push(action),
    },
    snapshotWith(more),
  )
  const icon = desk.happened.trays[0]
  if (icon === undefined) throw new Error('no tray was made')
  const menu = () => {
    if (icon.menu === null) throw new Error('the tray has no menu')
    return icon.menu
  }
  return { tray, icon, menu, clock, actions }
}

describe('the icon in the panel', () => {
  test('has its icon, tooltip and menu from the first moment', () => {
    const { icon, menu } = panel({ conflicts: 1 })
    expect(icon.image).toMatchObject({ path: expect.stringMatching(/icons.tray.any.in-step\.png$/) })
    expect(icon.tooltip).toContain('Everything is in step.')
    expect(menu().entries.map(({ label }) => label)).toContain('Conflicts (1)')
  })

  test('an unchanged snapshot changes nothing, so that an open menu stays open', () => {
    const { tray, icon } = panel()
    for (let push = 0; push < 5; push += 1) tray.show(snapshotWith({ at: new Date(snapshotTime + push).toISOString() }))
    expect([icon.menusSet, icon.images.length]).toEqual([1, 1])
  })

  test('a changed entry is shown by setting the menu again', () => {
    const { tray, icon, menu } = panel()
    tray.show(snapshotWith({ problems: 3 }))
    expect(icon.menusSet).toBe(2)
    expect(menu().entries.map(({ label }) => label)).toContain('Problems (3)')
    expect(icon.images).toHaveLength(1)
  })

  test('another standing brings another icon', () => {
    const { tray, icon } = panel()
    tray.show(snapshotWith({ standing: 'problem', sentence: 'Notion refuses the token.' }))
    expect(icon.image).toMatchObject({ path: expect.stringContaining('problem.png') })
    expect(icon.tooltip).toContain('Notion refuses the token.')
  })

  test('“last synced” grows older by itself, minute by minute', async () => {
    const { icon, menu, clock } = panel()
    await clock.advance(60_000)
    expect(icon.tooltip).toContain('3 minutes ago')
    await clock.advance(60_000)
    expect(menu().entries[1]?.label).toBe('Last synced 4 minutes ago')
  })

  test('while its menu is open another one waits until it is closed', async () => {
    const { tray, icon, menu } = panel()
    menu().events.fire('menu-will-show')
    tray.show(snapshotWith({ conflicts: 1 }))
    expect(icon.menusSet).toBe(1)
    menu().events.fire('menu-will-close')
    await settle()
    expect(icon.menusSet).toBe(2)
    expect(menu().entries.map(({ label }) => label)).toContain('Conflicts (1)')
  })

  test('a desktop that never tells that the menu was closed gets the new one within a minute', async () => {
    const { tray, icon, menu, clock } = panel()
    menu().events.fire('menu-will-show')
    tray.show(snapshotWith({ conflicts: 1 }))
    await clock.advance(60_000)
    expect(icon.menusSet).toBe(2)
  })

  test('what is chosen is handed on, from submenus as well', () => {
    const { menu, actions } = panel({ profiles: [statusNamed('Anna & Ben'), statusNamed('Work')] })
    menu().choose('Sync now', 'Anna && Ben')
    menu().choose('Pause', 'For 1 hour')
    menu().choose('Quit')
    expect(actions).toEqual([
      { kind: 'sync-now', profile: 'Anna & Ben' },
      { kind: 'pause', until: { kind: 'for', ms: 3_600_000 } },
      { kind: 'quit' },
    ])
  })

  test('an ampersand in a name is a letter, not the mark of a key', () => {
    const { menu } = panel({ sentence: 'R&D' })
    expect(menu().entries[0]?.label).toBe('R&&D')
  })

  test('a tick that did not come true is taken back', async () => {
    const { icon, menu } = panel({ startAtLogin: 'off' })
    menu().choose('Start at login')
    await settle()
    expect(icon.menusSet).toBe(2)
    expect(menu().entries.find(({ type }) => type === 'checkbox')?.checked).toBe(false)
  })

  test('a click opens the window, except on macOS, where it opens the menu', () => {
    const { icon, actions } = panel()
    icon.events.fire('click')
    expect(actions).toEqual([{ kind: 'open-screen', screen: 'overview' }])
    desk.startAnew()
    const mac = panel({}, 'darwin')
    mac.icon.events.fire('click')
    expect(mac.actions).toEqual([])
  })

  test('macOS is told that it may colour the icon', () => {
    expect(panel({}, 'darwin').icon.image).toMatchObject({ template: true })
  })

  test('when the panel of Windows turns dark the icon follows', () => {
    const { icon } = panel({}, 'win32')
    expect(icon.image).toMatchObject({ path: expect.stringMatching(/light.in-step\.ico$/) })
    desk.nativeTheme.shouldUseDarkColorsForSystemIntegratedUI = true
    desk.nativeTheme.fire('updated')
    expect(icon.image).toMatchObject({ path: expect.stringMatching(/dark.in-step\.ico$/) })
    desk.nativeTheme.shouldUseDarkColorsForSystemIntegratedUI = false
  })

  test('closed, it is gone, and nothing keeps ticking', async () => {
    const { tray, icon, clock } = panel()
    tray.close()
    tray.show(snapshotWith({ problems: 1 }))
    await settle()
    expect([icon.destroyed, icon.menusSet, clock.sleepers()]).toEqual([true, 1, 0])
    expect(desk.nativeTheme.listenerCount('updated')).toBe(0)
  })
})

describe('a desktop that may show no icon', () => {
  test.each([
    ['KDE', 'shown'],
    ['ubuntu:GNOME', 'shown'],
    ['X-Cinnamon', 'shown'],
    ['GNOME', 'doubtful'],
    ['GNOME-Classic:GNOME', 'doubtful'],
    ['Pantheon', 'doubtful'],
    ['sway', 'doubtful'],
    ['', 'doubtful'],
    [undefined, 'doubtful'],
  ])('on Linux, %s: %s', (desktop, presence) => {
    expect(trayPresence({ system: 'linux', made: true, used: false, desktop })).toBe(presence)
  })

  test('whoever used it has seen it; whatever could not be made is missing everywhere', () => {
    expect(trayPresence({ system: 'linux', made: true, used: true, desktop: 'GNOME' })).toBe('shown')
    expect(trayPresence({ system: 'win32', made: true, used: false, desktop: undefined })).toBe('shown')
    expect(trayPresence({ system: 'darwin', made: false, used: false, desktop: undefined })).toBe('missing')
  })

  test('opening the menu counts as seen', () => {
    const { tray, menu } = panel()
    expect(tray.wasUsed()).toBe(false)
    menu().events.fire('menu-will-show')
    expect(tray.wasUsed()).toBe(true)
  })

  test('the user is told once, ever, when the window was closed', () => {
    let remembered = false
    const told = {
      read: () => remembered,
      write: () => {
        remembered = true
      },
    }
    const notices: DueAlert[] = []
    const tell = (notice: DueAlert): void => void notices.push(notice)
    for (const presence of ['shown', 'doubtful', 'missing'] as const) {
      const closed = createTrayNotice({ presence: () => presence, language: () => 'de', told, tell })
      closed()
      closed()
    }
    expect(notices).toHaveLength(1)
    expect(notices[0]?.body).toContain('Starte Partner Sync noch einmal')
  })
})
