import { describe, expect, test } from 'vitest'
import { iconOf, type MenuEntry, type TrayPlatform, trayPicture } from '../../electron/desktop/tray-picture.ts'
import { pauseLength, tomorrowMorning } from '../../shared/pause.ts'
import { type Snapshot, snapshotSchema, standings } from '../../shared/snapshot.ts'
import type { Language } from '../../shared/words/language.ts'
import { wordsFor } from '../../shared/words/words.ts'
import { snapshotTime, snapshotWith, statusNamed } from '../support/snapshots.ts'

const linux: TrayPlatform = { system: 'linux', darkPanel: false, zone: 'Europe/Berlin' }

function picture(more: Partial<Snapshot> = {}, language: Language = 'en', now = snapshotTime, platform = linux) {
  const { tray, formats } = wordsFor(language)
  return trayPicture(snapshotSchema.parse(snapshotWith(more)), tray, formats, now, platform)
}

/** Labels, those of submenus behind an arrow; what cannot be chosen stands in brackets, what is ticked has a tick. */
function drawn(entries: readonly MenuEntry[], before = ''): readonly string[] {
  return entries.flatMap((entry) => {
    if (entry.kind === 'separator') return [`${before}-`]
    if (entry.kind === 'text') return [`${before}"${entry.label}"`]
    const tick = entry.kind === 'checkbox' && entry.checked ? '✓ ' : ''
    const line = `${before}${entry.enabled ? `${tick}${entry.label}` : `[${tick}${entry.label}]`}`
    return entry.kind === 'submenu' ? [line, ...drawn(entry.entries, `${before}> `)] : [line]
  })
}

function entryNamed(entries: readonly MenuEntry[], label: RegExp): Exclude<MenuEntry, { kind: 'separator' | 'text' }> {
  const flat = entries.flatMap((entry) => (entry.kind === 'submenu' ? [entry, ...entry.entries] : [entry]))
  for (const entry of flat) {
    if (entry.kind !== 'separator' && entry.kind !== 'text' && label.test(entry.label)) return entry
  }
  throw new Error(`no entry ${label} in ${drawn(entries).join(' | ')}`)
}

function actionOf(entries: readonly MenuEntry[], label: RegExp): unknown {
  const entry = entryNamed(entries, label)
  return entry.kind === 'submenu' ? null : entry.action
}

describe('the menu', () => {
  test('says in English how things stand, and offers everything that can be done from there', () => {
    expect(drawn(picture({ conflicts: 2, held: 1 }).menu)).toEqual([
      '"Everything is in step."',
      '"Last synced 2 minutes ago"',
      '-',
      'Sync now',
      'Pause',
      '> For 1 hour',
      '> Until tomorrow (21 Nov 2026, 06:00)',
      '> Until I resume',
      '-',
      'Conflicts (2)',
      '[Problems (0)]',
      'Removals to confirm (1)',
      '-',
      'Open Partner Sync',
      'Settings',
      'Start at login',
      '-',
      'Quit',
    ])
  })

  test('says it in German', () => {
    expect(drawn(picture({ sentence: 'Alles stimmt überein.', problems: 1234 }, 'de').menu)).toEqual([
      '"Alles stimmt überein."',
      '"Zuletzt abgeglichen vor 2 Minuten"',
      '-',
      'Jetzt abgleichen',
      'Pause',
      '> Für 1 Stunde',
      '> Bis morgen (21.11.2026, 06:00)',
      '> Bis ich fortsetze',
      '-',
      '[Konflikte (0)]',
      'Probleme (1.234)',
      '[Entfernungen bestätigen (0)]',
      '-',
      'Partner Sync öffnen',
      'Einstellungen',
      'Bei der Anmeldung starten',
      '-',
      'Beenden',
    ])
  })

  test('before anything is set up it offers the setup, and nothing that could not work', () => {
    const { menu, tooltip } = picture({ standing: 'not-set-up', sentence: 'Nothing is set up yet.', profiles: [] })
    expect(drawn(menu)).toEqual([
      '"Nothing is set up yet."',
      '-',
      'Set up Partner Sync',
      'Settings',
      'Start at login',
      '-',
      'Quit',
    ])
    expect(actionOf(menu, /Set up/)).toEqual({ kind: 'open-screen', screen: 'setup' })
    expect(tooltip).toBe('Partner Sync: Nothing is set up yet.')
  })

  test('with several profiles “Sync now” offers all of them and each', () => {
    const { menu } = picture({
      profiles: [
        statusNamed('Anna & Ben'),
        statusNamed('Work', { state: 'paused' }),
        statusNamed('Old', { enabled: false }),
      ],
    })
    expect(drawn(menu).slice(3, 9)).toEqual([
      'Sync now',
      '> All profiles',
      '> -',
      '> Anna & Ben',
      '> [Work]',
      '> [Old]',
    ])
    expect(actionOf(menu, /All profiles/)).toEqual({ kind: 'sync-now', profile: null })
    expect(actionOf(menu, /Anna/)).toEqual({ kind: 'sync-now', profile: 'Anna & Ben' })
  })

  test('while paused it offers to resume and says until when; “Sync now” waits for that', () => {
    const until = new Date(Date.UTC(2026, 10, 20, 13, 30)).toISOString()
    const lines = drawn(picture({ standing: 'paused', pausedUntil: until }).menu)
    expect(lines).toContain('Resume (paused until 20 Nov 2026, 14:30)')
    expect(lines).toContain('[Sync now]')
    expect(lines).not.toContain('Pause')
    expect(drawn(picture({ standing: 'paused', pausedUntil: 'resumed' }).menu)).toContain('Resume')
    expect(actionOf(picture({ pausedUntil: 'resumed' }).menu, /Resume/)).toEqual({ kind: 'resume' })
  })

  test('each entry asks for what it says', () => {
    const { menu } = picture({ conflicts: 1, problems: 1, held: 1 })
    expect(actionOf(menu, /^Sync now/)).toEqual({ kind: 'sync-now', profile: null })
    expect(actionOf(menu, /For 1 hour/)).toEqual({ kind: 'pause', until: { kind: 'for', ms: 3_600_000 } })
    const tomorrow = { kind: 'at', at: Date.UTC(2026, 10, 21, 5) }
    expect(actionOf(menu, /Until tomorrow/)).toEqual({ kind: 'pause', until: tomorrow })
    expect(actionOf(menu, /Until I resume/)).toEqual({ kind: 'pause', until: { kind: 'resumed' } })
    expect(actionOf(menu, /Conflicts/)).toEqual({ kind: 'open-screen', screen: 'conflicts' })
    expect(actionOf(menu, /Problems/)).toEqual({ kind: 'open-screen', screen: 'problems' })
    expect(actionOf(menu, /Removals/)).toEqual({ kind: 'open-screen', screen: 'held' })
    expect(actionOf(menu, /Open/)).toEqual({ kind: 'open-screen', screen: 'overview' })
    expect(actionOf(menu, /Settings/)).toEqual({ kind: 'open-screen', screen: 'settings' })
    expect(actionOf(menu, /Quit/)).toEqual({ kind: 'quit' })
  })

  test('“Start at login” is ticked, not ticked, or said to be not known and explained in the settings', () => {
    expect(drawn(picture({ startAtLogin: 'on' }).menu)).toContain('✓ Start at login')
    expect(actionOf(picture({ startAtLogin: 'on' }).menu, /login/)).toEqual({ kind: 'start-at-login', on: false })
    expect(actionOf(picture({ startAtLogin: 'off' }).menu, /login/)).toEqual({ kind: 'start-at-login', on: true })
    const { menu } = picture({ startAtLogin: 'unknown' })
    expect(drawn(menu)).toContain('Start at login (not known)')
    expect(actionOf(menu, /login/)).toEqual({ kind: 'open-screen', screen: 'settings' })
  })
})

describe('when it was last synced', () => {
  test.each([
    [0, 'Last synced less than a minute ago'],
    [59_999, 'Last synced less than a minute ago'],
    [60_000, 'Last synced 1 minute ago'],
    [3 * 3_600_000, 'Last synced 3 hours ago'],
    [-5 * 60_000, 'Last synced less than a minute ago'],
  ])('%i ms ago reads “%s”', (ago, says) => {
    const lastSyncedAt = new Date(snapshotTime - ago).toISOString()
    expect(drawn(picture({ lastSyncedAt }).menu)).toContain(`"${says}"`)
  })

  test('never is said to be never', () => {
    expect(drawn(picture({ lastSyncedAt: null }).menu)).toContain('"Never synced yet"')
    expect(drawn(picture({ lastSyncedAt: null }, 'de').menu)).toContain('"Noch nie abgeglichen"')
  })
})

describe('the tooltip', () => {
  test('has the product, how things stand, and when it was last synced', () => {
    expect(picture().tooltip).toBe('Partner Sync: Everything is in step.\nLast synced 2 minutes ago')
  })

  test('fits into what Windows keeps, loses no “last synced”, and cuts no character in half', () => {
    for (let length = 60; length < 90; length += 1) {
      const { tooltip } = picture({ sentence: `${'x'.repeat(length)}${'😀'.repeat(40)}` })
      expect(tooltip.length).toBeLessThanOrEqual(127)
      expect(tooltip).toMatch(/…\nLast synced 2 minutes ago$/)
      expect(tooltip.isWellFormed()).toBe(true)
    }
  })
})

describe('the icon', () => {
  test('each standing has its own on every platform', () => {
    for (const system of ['win32', 'darwin', 'linux'] as const) {
      const files = standings.map((standing) => iconOf(standing, { ...linux, system }).file)
      expect(new Set(files).size).toBe(standings.length)
      for (const [index, standing] of standings.entries()) expect(files[index]).toContain(standing)
    }
  })

  test('macOS colours its own, Windows gets the one for its panel, Linux one that is seen on both', () => {
    const mac = picture({}, 'en', snapshotTime, { ...linux, system: 'darwin' }).icon
    expect(mac).toEqual({ file: 'tray/template/in-stepTemplate.png', template: true })
    const windows = (darkPanel: boolean) => iconOf('problem', { ...linux, system: 'win32', darkPanel }).file
    expect([windows(true), windows(false)]).toEqual(['tray/dark/problem.ico', 'tray/light/problem.ico'])
    for (const darkPanel of [true, false]) {
      expect(iconOf('offline', { ...linux, darkPanel }).file).toBe('tray/any/offline.png')
    }
  })
})

test('the same snapshot at the same time gives an equal picture', () => {
  expect(picture({ conflicts: 1 })).toEqual(picture({ conflicts: 1 }))
})

describe('a pause until tomorrow', () => {
  test.each([
    ['an ordinary day', 'Europe/Berlin', '2026-11-20T12:00:00Z', '2026-11-21T05:00:00Z'],
    ['just before midnight there', 'Europe/Berlin', '2026-11-20T22:59:59Z', '2026-11-21T05:00:00Z'],
    ['just after midnight there', 'Europe/Berlin', '2026-11-20T23:00:00Z', '2026-11-22T05:00:00Z'],
    ['the night when clocks go forward', 'Europe/Berlin', '2026-03-28T20:00:00Z', '2026-03-29T04:00:00Z'],
    ['the night when clocks go back', 'Europe/Berlin', '2026-10-24T20:00:00Z', '2026-10-25T05:00:00Z'],
    ['the end of a year', 'America/New_York', '2026-12-31T20:00:00Z', '2027-01-01T11:00:00Z'],
    ['far in the east', 'Pacific/Kiritimati', '2026-11-20T12:00:00Z', '2026-11-21T16:00:00Z'],
    ['half an hour beside', 'Asia/Kolkata', '2026-11-20T12:00:00.500Z', '2026-11-21T00:30:00Z'],
  ])('ends at 6 o’clock: %s', (_, zone, now, end) => {
    expect(new Date(tomorrowMorning(Date.parse(now), zone))).toEqual(new Date(end))
  })

  test('lasts as long as its label said, however late it is chosen', () => {
    expect(pauseLength({ kind: 'at', at: snapshotTime + 5000_000 }, snapshotTime)).toBe(5000_000)
    expect(pauseLength({ kind: 'at', at: snapshotTime - 1 }, snapshotTime)).toBe(60_000)
    expect(pauseLength({ kind: 'for', ms: 1 }, snapshotTime)).toBe(1)
    expect(pauseLength({ kind: 'resumed' }, snapshotTime)).toBeNull()
  })
})
