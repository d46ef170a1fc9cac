/**
 * Opens a home: lock, settings, log, ledger, credentials, connections, engine, put together into one value.
 *
 * The same for the command line and the tray. Whoever holds the home may write; without the lock everything is opened
 * to read only. Nothing here decides about appointments.
 */
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import type { Profile, ProfileId, TokenReference } from '../../shared/model.ts'
import type { LogLevel } from '../../shared/snapshot.ts'
import { facts } from '../engine/context.ts'
import { createEngine } from '../engine/engine.ts'
import type { OpenSides, RunReport, Signal } from '../engine/engine-port.ts'
import { LedgerError } from '../engine/ledger-port.ts'
import type { Clock, Random } from '../engine/ports.ts'
import type { BaseFetch } from '../http/exchange.ts'
import { type HomeLock, holderOf, lockHome } from '../ledger/home-lock.ts'
import { type OpenLedger, openLedger, openScratchLedger } from '../ledger/open.ts'
import { createConnections } from './connections.ts'
import { readToken } from './credentials.ts'
import type { HolderFacts, Home } from './home.ts'
import { createLiveRuns } from './live-runs.ts'
import { createLog, eventOf, failureFacts } from './log.ts'
import { eraseFromLogs } from './log-erasure.ts'
import { nothingWritten, type OpenSettings, type OpenStore, openSettings } from './settings.ts'
import { preferencesOf, withDraft, withPreferences } from './settings-schema.ts'
import { keepTidy } from './upkeep.ts'
import type { Vault } from './vault.ts'
import { watchEngine } from './watched-engine.ts'

export interface HomeOptions {
  readonly folder: string
  /** `decide`: hold the home when nobody does, else read it. */
  readonly access: 'hold' | 'decide' | 'read'
  /** What this process does here, for the sentence that a second one shows. */
  readonly what?: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly pid: number
  readonly clock: Clock
  readonly random: Random
  readonly fetch: BaseFetch
  /** A keeper will look after the home (`keepTidy`), so that opening need not wait for the backup of the day. */
  readonly keeps?: boolean
  /** What writes the settings. */
  readonly openStore: OpenStore
  /** Tokens that the desktop keeps; without one they cannot be had. */
  readonly vault?: Pick<Vault, 'token'>
  /** Null: Notion itself. */
  readonly baseUrl: string | null
  /** Requests a connection may make in a minute; null: what Notion allows everybody. */
  readonly requestsPerMinute: number | null
  /** What goes into the log file; null: what the user prefers. */
  readonly logLevel: LogLevel | null
  /** Where log lines are shown to people as well. */
  readonly stream?: { readonly level: LogLevel; write(text: string): void }
  readonly signal: (signal: Signal) => void
}

/** Opens the home, or says why it cannot be opened; then nothing stays open. */
export function openHome(options: HomeOptions): Result<Home> {
  const claimed = claim(options)
  if (claimed.kind === 'failure') return claimed
  const { lock, holder } = claimed.value
  const access = lock === null ? 'read' : 'hold'
  const opened = openParts(options, access)
  if (opened.kind === 'failure') {
    lock?.release()
    return opened
  }
  return ok(compose(options, access, lock, holder, opened.value))
}

/** Rows of old history that go on opening and saving; the rest goes in the upkeep, so that nobody waits for it. */
const AT_ONCE = 5_000

interface Claim {
  readonly lock: HomeLock | null
  readonly holder: HolderFacts | null
}

function claim(options: HomeOptions): Result<Claim> {
  const { folder, access, pid, clock } = options
  if (access === 'read') return ok({ lock: null, holder: currentHolder(folder) })
  const command = options.what ?? 'partner-sync'
  const locked = lockHome(folder, { command, pid, startedAt: clock.now() })
  if (locked.kind === 'ok') return ok({ lock: locked.value, holder: null })
  if (access === 'decide' && locked.category === 'locked') return ok({ lock: null, holder: currentHolder(folder) })
  return onDisk(locked, folder)
}

/** Before anything is open, what the file system refuses is about the folder, not about the ledger in it. */
function onDisk(wrong: Failure, folder: string): Failure {
  const system = wrong.category === 'ledger' && wrong.code !== null && /^E[A-Z]+$/.test(wrong.code)
  return system ? { ...wrong, category: 'disk', subject: folder } : wrong
}

/** Who keeps the home; whoever only looks is not stopped when that cannot be found out. */
function currentHolder(folder: string): HolderFacts | null {
  try {
    const found = holderOf(folder)
    return found === null ? null : { what: found.command, pid: found.pid }
  } catch (error) {
    if (error instanceof LedgerError) return null
    throw error
  }
}

interface Parts {
  readonly settings: OpenSettings
  readonly opened: OpenLedger
}

function openParts({ folder, clock, openStore }: HomeOptions, access: 'hold' | 'read'): Result<Parts> {
  const settings = openSettings({ folder, access, openStore })
  if (settings.kind === 'failure') return settings
  const opened = openLedger({ home: folder, clock, mode: access === 'hold' ? 'write' : 'read' })
  if (opened.kind === 'failure') return opened
  return ok({ settings: settings.value, opened: opened.value })
}

function compose(
  options: HomeOptions,
  access: 'hold' | 'read',
  lock: HomeLock | null,
  holder: HolderFacts | null,
  { settings, opened }: Parts,
): Home {
  const { folder, clock, random, env, platform, vault } = options
  const { ledger, journal, mailbox } = opened
  const log = createLog({
    folder,
    clock,
    level: options.logLevel ?? (() => settings.current().logLevel),
    ...(options.stream === undefined ? {} : { stream: options.stream }),
  })
  const profiles = (): readonly Profile[] => currentSettings(options, access, settings).profiles
  const live = createLiveRuns({
    clock,
    ledger,
    idOf: (name) => profiles().find((profile) => profile.name === name)?.id ?? null,
    waitMs: (id) => connections.waitMs(id),
    readNotes: access === 'read' && holder !== null,
  })
  const token = (reference: TokenReference): Result<string> => {
    const secret = readToken(reference, {
      env,
      platform,
      ...(vault === undefined ? {} : { desktop: (entry) => vault.token(entry) }),
    })
    if (secret.kind === 'failure') return secret
    log.hide(secret.value)
    return ok(secret.value.reveal())
  }
  const { baseUrl, requestsPerMinute } = options
  const connections = createConnections({ token, fetch: options.fetch, clock, random, baseUrl, requestsPerMinute })
  const listeners = new Set<(signal: Signal) => void>([options.signal])
  const watched = watchEngine({
    clock,
    ledger,
    onBroken: (profile) => live.broken(profile),
    engine: createEngine({
      ledger,
      journal,
      openSides: connections.openSides,
      clock,
      random,
      signal: (signal) => {
        log.write(eventOf(signal))
        live.signal(signal)
        for (const listener of listeners) listener(signal)
      },
    }),
  })
  const report = (wrong: Failure): void => log.write({ level: 'error', event: 'failure', facts: failureFacts(wrong) })
  if (access === 'hold') {
    const { keepHistoryMs } = settings.current()
    takeOver(opened, profiles(), clock, { keepHistoryMs, keeps: options.keeps === true }, report)
  }
  let closed = false
  return {
    folder,
    access,
    what: options.what ?? 'partner-sync',
    holder,
    notices: noticesOf(settings, opened),
    profiles,
    saveProfiles: (changed) => settings.save({ ...settings.current(), profiles: [...changed] }),
    preferences: () => preferencesOf(currentSettings(options, access, settings)),
    healthThresholds: () => currentSettings(options, access, settings).healthThresholds,
    savePreferences: (preferences) => {
      const before = settings.current().keepHistoryMs
      const saved = settings.save(withPreferences(settings.current(), preferences))
      if (saved.kind === 'ok' && preferences.keepHistoryMs < before)
        opened.prune(clock.now(), preferences.keepHistoryMs, AT_ONCE)
      return saved
    },
    setupDraft: () => currentSettings(options, access, settings).setupDraft,
    statusPort: () => currentSettings(options, access, settings).statusPort,
    saveStatusPort: (statusPort) => settings.save({ ...settings.current(), statusPort }),
    saveSetupDraft: (draft) => settings.save(withDraft(settings.current(), draft)),
    ledger,
    journal,
    mailbox,
    lists: opened.lists,
    statistics: opened.statistics,
    engine: watched.engine,
    rehearse: (profile, signal) => rehearse(connections.openSides, clock, random, profile, signal),
    connections,
    clock,
    random,
    token,
    live: (profile) => live.of(profile),
    erase: (profile) => erase(folder, opened, profile),
    integrity: () => opened.integrity(),
    logFailingSince: () => log.brokenSince(),
    diskFailingSince: () => watched.failingSince(),
    endRun: (profile, why) => watched.endRun(profile, why),
    onSignal: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    hide: (secret) => log.hide(secret),
    clean: (text) => log.clean(text),
    report,
    keepTidy: (stop) =>
      keepTidy({ opened, clock, keepHistoryMs: () => settings.current().keepHistoryMs, report }, stop),
    close: () => {
      if (closed) return
      closed = true
      if (access === 'hold') settleRecovery(opened, profiles())
      opened.close()
      lock?.release()
    },
  }
}

/** The holder may change the settings at any time; whoever reads beside it reads them anew. */
function currentSettings(options: HomeOptions, access: 'hold' | 'read', settings: OpenSettings) {
  if (access === 'hold') return settings.current()
  const again = openSettings({ folder: options.folder, access, openStore: nothingWritten })
  return again.kind === 'ok' ? again.value.current() : settings.current()
}

/** A lost or restored ledger is told to the engine (case 19, rail "Two computers"); old history goes, a backup is made. */
function takeOver(
  opened: OpenLedger,
  profiles: readonly Profile[],
  clock: Clock,
  { keepHistoryMs, keeps }: { readonly keepHistoryMs: number; readonly keeps: boolean },
  report: (wrong: Failure) => void,
): void {
  const { ledger, recovered, restored } = opened
  ledger.transaction(() => {
    for (const { id } of profiles) {
      if (restored) ledger.saveFact(id, facts.careful, '1')
      if (recovered === null || ledger.fact(id, REBUILT_FOR) === String(recovered.at)) continue
      ledger.saveFact(id, facts.rebuilt, '1')
      ledger.saveFact(id, REBUILT_FOR, String(recovered.at))
    }
  })
  if (!keeps) {
    const backup = opened.backupIfDue(clock.now())
    if (backup.kind === 'failure') report(backup)
  }
  opened.prune(clock.now(), keepHistoryMs, AT_ONCE)
}

/** A ledger in memory knows no pair: what a first run would do. Its signals are nobody's business. */
async function rehearse(
  openSides: OpenSides,
  clock: Clock,
  random: Random,
  profile: Profile,
  signal: AbortSignal,
): Promise<RunReport> {
  const scratch = openScratchLedger()
  try {
    const { ledger, journal } = scratch
    const engine = createEngine({ ledger, journal, openSides, clock, random, signal: () => undefined })
    return await engine.run(profile, { kind: 'full', dryRun: true, checkFirst: true }, signal)
  } finally {
    scratch.close()
  }
}

/** Which recovery a profile has been told of, so that it is told once. */
const REBUILT_FOR = 'rebuilt-for'

/** Once every profile has completed a run since the ledger was lost, later ones start as new. */
function settleRecovery(opened: OpenLedger, profiles: readonly Profile[]): void {
  const settled = profiles.every(({ id }) => isSettled(opened.ledger, id))
  if (opened.recovered !== null && settled) opened.recoverySettled()
}

function isSettled(ledger: OpenLedger['ledger'], id: ProfileId): boolean {
  return ledger.fact(id, facts.rebuilt) !== '1'
}

function noticesOf(settings: OpenSettings, { recovered }: OpenLedger): readonly Failure[] {
  const lost =
    recovered === null
      ? []
      : [
          failure('ledger', `the ledger was lost and begun anew; kept: ${recovered.setAside ?? '-'}`, {
            connector: 'ledger',
            reason: 'ledger-corrupt',
            subject: recovered.setAside,
          }),
        ]
  return [...(settings.notice === null ? [] : [settings.notice]), ...lost]
}

async function erase(folder: string, opened: OpenLedger, profile: Profile): Promise<Result<null>> {
  await opened.endBackup()
  const { unreached } = opened.eraseProfile(profile.id)
  const logs = [profile.name, ...profile.formerNames].flatMap((name) => eraseFromLogs(folder, name))
  const left = [...new Set([...unreached, ...logs])]
  if (left.length === 0) return ok(null)
  return failure('disk', `could not erase ${profile.name} from: ${left.join(', ')}`, { subject: left.join(', ') })
}
