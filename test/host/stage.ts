/**
 * A home for tests of the host: real ledger in a folder of its own, real client against an in-process sandbox with the
 * sample, and an engine that only remembers what it was asked.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Engine, RunReport, RunRequest, UndoReport } from '../../electron/engine/engine-port.ts'
import type { RunRecord } from '../../electron/engine/ledger-port.ts'
import { createConnections } from '../../electron/host/connections.ts'
import type { Home } from '../../electron/host/home.ts'
import type { ProfileWish } from '../../electron/host/profile-setup.ts'
import { defaultSettings, preferencesOf, withDraft, withPreferences } from '../../electron/host/settings-schema.ts'
import { openLedger } from '../../electron/ledger/open.ts'
import { virtualClock } from '../../electron/sandbox/clock.ts'
import { sampleSeed } from '../../electron/sandbox/sample.ts'
import { createSandbox } from '../../electron/sandbox/sandbox.ts'
import { furnish, type Seed } from '../../electron/sandbox/seed.ts'
import { type Failure, failure, ok } from '../../shared/failure.ts'
import type { Profile, RunId } from '../../shared/model.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestRandom } from '../support/random.ts'

export const NOW = Date.UTC(2026, 10, 20, 12, 0, 37)

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'partner-sync-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** What the engine was asked to do; `failing` makes every run end with that failure. */
export interface EngineDouble extends Engine {
  readonly asked: { readonly profile: string; readonly request: RunRequest }[]
  failing: Failure | null
  undoing: UndoReport
}

function engineDouble(): EngineDouble {
  const asked: EngineDouble['asked'] = []
  const double: EngineDouble = {
    asked,
    failing: null,
    undoing: { kind: 'undone', changeId: 'c' },
    run: (profile, request) => {
      asked.push({ profile: profile.name, request })
      return Promise.resolve(reportOf(profile, { failure: double.failing }))
    },
    verify: () => Promise.resolve({ privateRelevant: 0, copies: 0, equal: 0, foreign: 0, differences: [] }),
    repair: (profile) => {
      const before = { privateRelevant: 0, copies: 0, equal: 0, foreign: 0, differences: [] }
      return Promise.resolve({ before, report: reportOf(profile), repaired: [] })
    },
    remark: () => Promise.resolve(ok(0)),
    writeTest: () => Promise.resolve({ steps: [], left: [] }),
    undo: () => Promise.resolve(double.undoing),
    settled: () => Promise.resolve(),
  }
  return double
}

/** The report of a run in which nothing happened, with what the test wants to be different. */
export function reportOf(profile: Profile, more: Partial<RunRecord> = {}, nextDueAt: number | null = null): RunReport {
  const statistics = {
    totalProcessed: 0,
    created: 0,
    updated: 0,
    removed: 0,
    unchanged: 0,
    conflicts: 0,
    errors: 0,
    held: 0,
  }
  const counts = { privateRelevant: 0, copies: 0 }
  return {
    record: {
      // Branded text, as the engine would have made it.
      id: 'run' as RunId,
      profile: profile.id,
      kind: 'incremental',
      state: more.failure === undefined || more.failure === null ? 'completed' : 'failed',
      startedAt: NOW,
      finishedAt: NOW,
      statistics,
      requests: { read: 0, write: 0, retried: 0 },
      before: counts,
      after: counts,
      falseAlarms: 0,
      failure: null,
      ...more,
    },
    decisions: [],
    held: [],
    nextDueAt,
  }
}

export function stage(seed: Seed = sampleSeed(NOW)) {
  const sandbox = createSandbox({ clock: virtualClock(NOW) })
  const furnished = furnish(sandbox, seed)
  const clock = createTestClock({ start: NOW, auto: true })
  const random = createTestRandom()
  const folder = temporaryFolder()
  const opened = openLedger({ home: folder, clock, mode: 'write' })
  if (opened.kind === 'failure') throw new Error(opened.text)
  const { ledger, journal, mailbox } = opened.value
  onTestFinished(() => opened.value.close())
  let profiles: readonly Profile[] = []
  let settings = defaultSettings
  const engine = engineDouble()
  const token: Home['token'] = (reference) => {
    const name = reference.kind === 'environment' ? reference.variable : ''
    const found = furnished.tokens[name]
    return found === undefined
      ? failure('credentials', 'no such variable', { reason: 'token-variable-empty', subject: name })
      : ok(found)
  }
  const home: Home = {
    folder,
    access: 'hold',
    what: 'test',
    holder: null,
    notices: [],
    profiles: () => profiles,
    preferences: () => preferencesOf(settings),
    healthThresholds: () => settings.healthThresholds,
    savePreferences: (preferences) => {
      settings = withPreferences(settings, preferences)
      return ok(null)
    },
    setupDraft: () => settings.setupDraft,
    saveSetupDraft: (draft) => {
      settings = withDraft(settings, draft)
      return ok(null)
    },
    statusPort: () => settings.statusPort,
    saveStatusPort: (statusPort) => {
      settings = { ...settings, statusPort }
      return ok(null)
    },
    saveProfiles: (changed) => {
      profiles = changed
      return ok(null)
    },
    ledger,
    journal,
    mailbox,
    lists: opened.value.lists,
    statistics: opened.value.statistics,
    keepTidy: () => Promise.resolve(),
    engine,
    rehearse: (profile) => Promise.resolve(reportOf(profile, { kind: 'dry-run' })),
    connections: createConnections({
      token,
      fetch: sandbox.fetch,
      clock,
      random,
      baseUrl: null,
      requestsPerMinute: null,
    }),
    clock,
    random,
    token,
    live: () => null,
    endRun: () => undefined,
    erase: () => Promise.resolve(ok(null)),
    integrity: () => opened.value.integrity(),
    logFailingSince: () => null,
    diskFailingSince: () => null,
    hide: () => {},
    clean: (text) => text,
    onSignal: () => () => {},
    report: () => {},
    close: () => {},
  }
  const wish = (more: Partial<ProfileWish> = {}): ProfileWish => ({
    name: 'anna',
    sourceUserId: 1,
    private: { database: furnished.databases['anna-private'] ?? '', token: variable('anna') },
    shared: { database: furnished.databases['shared'] ?? '', token: variable('anna') },
    fields: [],
    ...more,
  })
  const bensWish = (more: Partial<ProfileWish> = {}): ProfileWish =>
    wish({
      name: 'ben',
      sourceUserId: 2,
      private: { database: furnished.databases['ben-private'] ?? '', token: variable('ben-private') },
      shared: { database: furnished.databases['shared'] ?? '', token: variable('ben-shared') },
      ...more,
    })
  return { sandbox, furnished, clock, home, engine, wish, bensWish, signal: new AbortController().signal }
}

/** A token by the name under which the seed keeps it. */
export function variable(name: string) {
  return { kind: 'environment', variable: name } as const
}
