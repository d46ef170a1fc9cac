import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openConf } from '../../electron/host/conf-store.ts'
import { type OpenSettings, openSettings, type SettingsStore } from '../../electron/host/settings.ts'
import { defaultSettings, type Settings } from '../../electron/host/settings-schema.ts'
import type { Failure, Result } from '../../shared/failure.ts'
import { aProfile, newFolder } from './homes.ts'

const withAnna: Settings = { ...defaultSettings, language: 'de', profiles: [aProfile()] }

function open(folder: string, access: 'hold' | 'read' = 'hold'): Result<OpenSettings> {
  return openSettings({ folder, access, openStore: openConf })
}

function opened(folder: string, access: 'hold' | 'read' = 'hold'): OpenSettings {
  const result = open(folder, access)
  if (result.kind === 'failure') throw new Error(result.text)
  return result.value
}

function refused(folder: string, access: 'hold' | 'read' = 'hold'): Failure {
  const result = open(folder, access)
  if (result.kind === 'ok') throw new Error('the settings were opened')
  return result
}

const file = (folder: string) => join(folder, 'settings.json')
const damagedCopies = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('settings.damaged-'))
const mode = (path: string) => statSync(path).mode & 0o777

/** A home whose settings were saved once and then damaged by `text`. */
function damagedHome(text: string): string {
  const folder = newFolder()
  opened(folder).save(withAnna)
  writeFileSync(file(folder), text)
  return folder
}

describe('saving', () => {
  test('what was saved is there again, profiles and all', () => {
    const folder = newFolder()
    expect(opened(folder).save(withAnna)).toMatchObject({ kind: 'ok' })
    expect(opened(folder).current()).toEqual(withAnna)
  })

  test('nobody else can read the files or the folder', () => {
    const folder = join(newFolder(), 'new', 'home')
    opened(folder).save(withAnna)
    expect([folder, file(folder), join(folder, 'settings.last-good.json')].map(mode)).toEqual([0o700, 0o600, 0o600])
  })

  test('a file that others could read is closed to them by the next save', () => {
    const folder = newFolder()
    writeFileSync(file(folder), '{}', { mode: 0o644 })
    opened(folder).save(withAnna)
    expect(mode(file(folder))).toBe(0o600)
  })

  test('looking at a home without settings gives the defaults and creates nothing', () => {
    const folder = newFolder()
    expect(opened(folder).current()).toEqual(defaultSettings)
    expect(readdirSync(folder)).toEqual([])
  })

  test('keys that this version does not know survive a save', () => {
    const folder = newFolder()
    writeFileSync(file(folder), JSON.stringify({ version: 1, window: { width: 800 } }))
    const settings = opened(folder)
    settings.save({ ...settings.current(), language: 'en' })
    expect(JSON.parse(readFileSync(file(folder), 'utf8'))).toMatchObject({ window: { width: 800 }, language: 'en' })
  })

  test('a file without a version, written by hand, is taken as it is meant', () => {
    const folder = newFolder()
    writeFileSync(file(folder), '\uFEFF{"language":"de"}')
    expect(opened(folder).current()).toEqual({ ...defaultSettings, language: 'de' })
  })

  test.each([
    ['ENOSPC', 'disk-full'],
    ['EROFS', 'disk-read-only'],
    ['EACCES', 'disk-read-only'],
    ['EMFILE', null],
  ])('a disk that refuses with %s is said, and the former settings go on being used', (code, reason) => {
    const folder = newFolder()
    const refusing: SettingsStore = {
      write: () => {
        throw Object.assign(new Error('refused'), { code })
      },
    }
    const result = openSettings({ folder, access: 'hold', openStore: () => refusing })
    if (result.kind === 'failure') throw new Error(result.text)
    expect(result.value.save(withAnna)).toMatchObject({ category: 'disk', reason, code, subject: 'settings.json' })
    expect(result.value.current()).toEqual(defaultSettings)
  })

  test('when only the copy fails, that is said and the settings are saved', () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'settings.last-good.json'))
    const settings = opened(folder)
    expect(settings.save(withAnna)).toMatchObject({ kind: 'failure', subject: 'settings.last-good.json' })
    expect(settings.current()).toEqual(withAnna)
    expect(opened(folder).current()).toEqual(withAnna)
  })

  test('when the disk took only a part, that is said and the settings before it are kept, in the file and the copy', () => {
    const folder = newFolder()
    opened(folder).save(withAnna)
    const half = (): SettingsStore => ({
      write: (value) => {
        const text = JSON.stringify(value)
        writeFileSync(file(folder), text.slice(0, text.length / 2))
      },
    })
    const result = openSettings({ folder, access: 'hold', openStore: half })
    const saved = result.kind === 'ok' ? result.value.save({ ...withAnna, language: 'en' }) : result
    expect(saved).toMatchObject({ kind: 'failure', category: 'disk', subject: 'settings.json' })
    expect(result.kind === 'ok' ? result.value.current().language : null).toBe('de')
    expect(opened(folder).current()).toEqual(withAnna)
    expect(opened(folder).recovered).toBeNull()
  })

  test('settings that were opened to read only are never written', () => {
    const folder = newFolder()
    const untouchable: SettingsStore = { write: () => expect.unreachable('written') }
    const result = openSettings({ folder, access: 'read', openStore: () => untouchable })
    if (result.kind === 'failure') throw new Error(result.text)
    expect(result.value.save(withAnna)).toMatchObject({ kind: 'failure', category: 'locked' })
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a damaged file', () => {
  const good = JSON.stringify(withAnna)
  test.each([
    ['cut off', good.slice(0, good.length / 2)],
    ['empty', ''],
    ['zeros', '\0'.repeat(200)],
    ['a list', '[]'],
    ['a number', '42'],
    ['a profile without its database', good.replace('"resource":"r1",', '')],
    ['a version that is none', '{"version":"one"}'],
  ])('%s: the last good copy is used, that is said, and the damaged one is kept', (_, text) => {
    const folder = damagedHome(text)
    const settings = opened(folder)
    expect(settings.current()).toEqual(withAnna)
    const [kept, ...more] = damagedCopies(folder)
    expect(more).toEqual([])
    expect(settings.recovered).toEqual({ damaged: join(folder, kept ?? '') })
    expect(settings.notice).toMatchObject({ category: 'settings', reason: 'settings-corrupt' })
    expect(readFileSync(join(folder, kept ?? ''), 'utf8')).toBe(text)
    expect(mode(join(folder, kept ?? ''))).toBe(0o600)
  })

  test('the next look finds sound settings and says nothing', () => {
    const folder = damagedHome('{')
    opened(folder)
    expect(opened(folder)).toMatchObject({ recovered: null, notice: null })
  })

  test('what is saved after a recovery is saved', () => {
    const folder = damagedHome('{')
    opened(folder).save({ ...withAnna, language: 'en' })
    expect(opened(folder).current().language).toBe('en')
  })

  test('who only looks uses the last good copy and repairs nothing', () => {
    const folder = damagedHome('{')
    const before = readdirSync(folder)
    expect(opened(folder, 'read').current()).toEqual(withAnna)
    expect(opened(folder, 'read').recovered).toEqual({ damaged: file(folder) })
    expect(readdirSync(folder)).toEqual(before)
    expect(readFileSync(file(folder), 'utf8')).toBe('{')
  })

  test('without a good copy it is refused, kept beside, and left where it is', () => {
    const folder = newFolder()
    writeFileSync(file(folder), 'not json')
    utimesSync(file(folder), 1_763_633_720, 1_763_633_720)
    expect(refused(folder)).toMatchObject({ category: 'settings', reason: 'settings-corrupt-no-copy' })
    expect(readFileSync(file(folder), 'utf8')).toBe('not json')
    expect(damagedCopies(folder)).toEqual(['settings.damaged-20251120T101520Z.json'])
  })

  test('looking twice at the same damage keeps one copy', () => {
    const folder = newFolder()
    writeFileSync(file(folder), 'not json')
    refused(folder)
    refused(folder)
    expect(damagedCopies(folder)).toHaveLength(1)
  })

  test('a damaged copy of damaged settings helps nobody', () => {
    const folder = damagedHome('{')
    writeFileSync(join(folder, 'settings.last-good.json'), '{')
    expect(refused(folder)).toMatchObject({ reason: 'settings-corrupt-no-copy' })
    expect(readFileSync(file(folder), 'utf8')).toBe('{')
  })

  test('what was wrong is said without quoting the file', () => {
    const folder = newFolder()
    writeFileSync(file(folder), '{"secret":"canary-in-the-file"')
    expect(JSON.stringify(refused(folder))).not.toContain('canary')
  })
})

test('settings of a newer version are refused and not touched, not even when there is an older copy', () => {
  const newer = '{"version":2,"profiles":"something new"}'
  const folder = damagedHome(newer)
  expect(refused(folder)).toMatchObject({ category: 'settings', reason: 'newer-version', subject: 'settings.json' })
  expect(readFileSync(file(folder), 'utf8')).toBe(newer)
  expect(damagedCopies(folder)).toEqual([])
})

test('settings that cannot be opened at all are a failure with the path', () => {
  const folder = newFolder()
  mkdirSync(file(folder))
  expect(refused(folder)).toMatchObject({ category: 'settings', code: 'EISDIR', subject: file(folder) })
})
