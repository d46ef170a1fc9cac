/** What the user prefers: in the same file as the profiles, read by every process of the home. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openConf } from '../../electron/host/conf-store.ts'
import type { Home } from '../../electron/host/home.ts'
import { openHome } from '../../electron/host/open-home.ts'
import type { RunId } from '../../shared/model.ts'
import { historyLimits, type Preferences, preferencesSchema } from '../../shared/snapshot.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestRandom } from '../support/random.ts'
import { unwrap } from '../support/world.ts'
import { aProfile, newFolder } from './homes.ts'
import { reportOf } from './stage.ts'

const usual: Preferences = {
  language: 'system',
  theme: 'system',
  notifications: { trouble: true, partnerChanges: false },
  logLevel: 'info',
  keepHistoryMs: historyLimits.usual,
}
const chosen: Preferences = {
  language: 'de',
  theme: 'dark',
  notifications: { trouble: false, partnerChanges: true },
  logLevel: 'debug',
  keepHistoryMs: historyLimits.least,
}
const settings = (folder: string): string => join(folder, 'settings.json')

function opened(folder: string, access: 'hold' | 'read'): Home {
  return unwrap(
    openHome({
      folder,
      access,
      env: {},
      platform: 'linux',
      pid: 1,
      clock: createTestClock(),
      random: createTestRandom(),
      fetch: () => Promise.reject(new Error('no network')),
      openStore: openConf,
      baseUrl: null,
      requestsPerMinute: null,
      logLevel: null,
      signal: () => {},
    }),
  )
}

test('a home that was made without a desktop has the usual ones, and opening writes nothing', () => {
  const folder = newFolder()
  const text = JSON.stringify({ version: 1, language: null, profiles: [aProfile()] })
  writeFileSync(settings(folder), text)
  const home = opened(folder, 'hold')
  expect(home.preferences()).toEqual(usual)
  expect(preferencesSchema.parse(home.preferences())).toEqual(usual)
  expect(readFileSync(settings(folder), 'utf8')).toBe(text)
  home.close()
})

test('what was chosen is there after a restart, for every process, and the profiles stay', () => {
  const folder = newFolder()
  const home = opened(folder, 'hold')
  unwrap(home.saveProfiles([aProfile()]))
  unwrap(home.savePreferences(chosen))
  const beside = opened(folder, 'read')
  expect([beside.preferences(), home.preferences()]).toEqual([chosen, chosen])
  expect(beside.profiles()).toEqual([aProfile()])
  unwrap(home.savePreferences({ ...chosen, language: 'system' }))
  expect(beside.preferences().language).toBe('system')
  beside.close()
  home.close()
  const next = opened(folder, 'hold')
  expect(next.preferences()).toEqual({ ...chosen, language: 'system' })
  next.close()
})

test('saving profiles keeps the preferences', () => {
  const folder = newFolder()
  const home = opened(folder, 'hold')
  unwrap(home.savePreferences(chosen))
  unwrap(home.saveProfiles([aProfile()]))
  expect(home.preferences()).toEqual(chosen)
  home.close()
})

test('a damaged file gives the preferences of the last good copy', () => {
  const folder = newFolder()
  const home = opened(folder, 'hold')
  unwrap(home.savePreferences(chosen))
  home.close()
  writeFileSync(settings(folder), readFileSync(settings(folder), 'utf8').slice(0, -20))
  const next = opened(folder, 'hold')
  expect(next.preferences()).toEqual(chosen)
  expect(next.notices.map((notice) => notice.reason)).toContain('settings-corrupt')
  next.close()
})

test('a preference that cannot be understood is the usual one, and costs no profile', () => {
  const folder = newFolder()
  const wrong = { version: 1, theme: 'sepia', notifications: { trouble: 'sometimes' }, profiles: [aProfile()] }
  writeFileSync(settings(folder), JSON.stringify(wrong))
  const home = opened(folder, 'hold')
  expect([home.preferences(), home.profiles(), home.notices]).toEqual([usual, [aProfile()], []])
  expect(readdirSync(folder).filter((name) => name.startsWith('settings.damaged'))).toEqual([])
  home.close()
})

test('of notifications only what was said is changed', () => {
  const folder = newFolder()
  writeFileSync(settings(folder), JSON.stringify({ version: 1, notifications: { partnerChanges: true } }))
  const home = opened(folder, 'hold')
  expect(home.preferences().notifications).toEqual({ trouble: true, partnerChanges: true })
  home.close()
})

test('whoever only reads cannot save any', () => {
  const folder = newFolder()
  const home = opened(folder, 'hold')
  const beside = opened(folder, 'read')
  expect(beside.savePreferences(chosen)).toMatchObject({ kind: 'failure', category: 'locked' })
  expect(home.preferences()).toEqual(usual)
  beside.close()
  home.close()
})

test('what is older than the history shall last goes at once when that is shortened, and the rest stays', () => {
  const folder = newFolder()
  const home = opened(folder, 'hold')
  const { id } = aProfile()
  const day = 86_400_000
  const keep = (run: string, daysAgo: number): void => {
    const at = home.clock.now() - daysAgo * day
    // Tests name their runs themselves.
    const record = { ...reportOf(aProfile()).record, id: run as RunId, profile: id, startedAt: at, finishedAt: at }
    home.journal.startRun({ ...record, state: 'in-progress', finishedAt: null })
    home.journal.finishRun(record)
  }
  keep('old', 60)
  keep('new', 10)
  const runs = (): readonly string[] => home.journal.runs(id, 10).map((run) => run.id)
  unwrap(home.savePreferences({ ...usual, keepHistoryMs: 90 * day }))
  expect(runs()).toEqual(['new', 'old'])
  unwrap(home.savePreferences({ ...usual, keepHistoryMs: historyLimits.least }))
  expect(runs()).toEqual(['new'])
  home.close()
})

test('a draft of a setup that cannot be understood is none, and costs nothing else', () => {
  const folder = newFolder()
  writeFileSync(settings(folder), JSON.stringify({ version: 1, setupDraft: { step: 7 }, profiles: [aProfile()] }))
  const home = opened(folder, 'hold')
  expect([home.setupDraft(), home.profiles(), home.notices]).toEqual([null, [aProfile()], []])
  home.close()
})

test('a profile of before there were former names and last days of tokens has none', () => {
  const folder = newFolder()
  const { formerNames: _, ...profile } = aProfile()
  const { tokenExpiresAt: __, ...own } = profile.private
  const old = { ...profile, private: own }
  writeFileSync(settings(folder), JSON.stringify({ version: 1, profiles: [old] }))
  const home = opened(folder, 'hold')
  expect(home.profiles()).toEqual([aProfile()])
  home.close()
})
