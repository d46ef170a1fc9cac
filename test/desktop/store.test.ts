/** The settings, written by the desktop's store: the same file as the command line's, to the byte. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ipcMain } from 'electron'
import ElectronStore from 'electron-store'
import { expect, onTestFinished, test } from 'vitest'
import { electronStore } from '../../electron/desktop/store.ts'
import { openConf } from '../../electron/host/conf-store.ts'
import { openSettings, settingsFile } from '../../electron/host/settings.ts'
import { defaultSettings } from '../../electron/host/settings-schema.ts'

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'partner-sync-store-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

test('both stores write the same file with the same rights, and each reads what the other wrote', () => {
  const [desktop, headless] = [folder(), folder()]
  const settings = { ...defaultSettings, language: 'de' as const }
  electronStore(ElectronStore, ipcMain)(desktop, 'settings').write(settings)
  openConf(headless, 'settings').write(settings)
  // The very first one of this process: that is when it would begin to listen.
  expect(ipcMain.listenerCount('electron-store-get-data')).toBe(0)
  expect(readdirSync(desktop)).toEqual([settingsFile])
  expect(readFileSync(join(desktop, settingsFile), 'utf8')).toBe(readFileSync(join(headless, settingsFile), 'utf8'))
  expect(statSync(join(desktop, settingsFile)).mode).toBe(statSync(join(headless, settingsFile)).mode)

  const read = openSettings({ folder: desktop, access: 'hold', openStore: openConf })
  expect(read).toMatchObject({ kind: 'ok' })
  expect(read.kind === 'ok' && read.value.current()).toEqual(settings)
})

test('what another program added to the file stays', () => {
  const home = folder()
  const opened = openSettings({ folder: home, access: 'hold', openStore: electronStore(ElectronStore, ipcMain) })
  if (opened.kind === 'failure') throw new Error(opened.text)
  const more = { ...defaultSettings, somethingNew: { kept: true } }
  expect(opened.value.save(more)).toMatchObject({ kind: 'ok' })
  expect(JSON.parse(readFileSync(join(home, settingsFile), 'utf8'))).toMatchObject({ somethingNew: { kept: true } })
})

test('no page can ask the store: the ear that it opens when it is first made is closed again', () => {
  class Listening extends ElectronStore {
    constructor(options: ConstructorParameters<typeof ElectronStore>[0]) {
      super(options)
      ipcMain.on('electron-store-get-data', () => undefined)
    }
  }
  electronStore(Listening, ipcMain)(folder(), 'settings').write(defaultSettings)
  expect(ipcMain.listenerCount('electron-store-get-data')).toBe(0)
})
