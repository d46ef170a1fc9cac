/**
 * `settings.json` of a home, and the last good copy beside it.
 *
 * The file is examined before any store touches it: `conf` and electron-store throw on text that is no JSON, and take
 * `[]` or `42` for an empty store. A damaged file is set aside as a copy first and only then replaced, in one step, by
 * the last good one; without a copy it stays as it is. A file of a newer version is never touched.
 */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { assertNever, type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import { failureOf } from '../ledger/failures.ts'
import { preparePrivateFolder, replaceFile, timeInName } from '../ledger/files.ts'
import { defaultSettings, parseSettings, type Settings } from './settings-schema.ts'

export const settingsFile = 'settings.json'
export const lastGoodFile = 'settings.last-good.json'

/**
 * Keeps one JSON object in one file, atomically: electron-store on the desktop, `conf` without one. Reading is not its
 * business, because it cannot tell a damaged file from an empty one.
 */
export interface SettingsStore {
  write(value: Readonly<Record<string, unknown>>): void
}

/** `name`: of the file, without its ending. Opened only when the file is sound or absent: both throw on a damaged one. */
export type OpenStore = (folder: string, name: 'settings' | 'credentials') => SettingsStore

export interface OpenSettings {
  current(): Settings
  /**
   * All or nothing; afterwards `current` gives the new ones. Only a failure about the last good copy leaves them saved
   * all the same: its subject is that file.
   */
  save(settings: Settings): Result<null>
  /** Where the damaged file was kept; null when it was sound. */
  readonly recovered: { readonly damaged: string } | null
  /** The same as a sentence for people; null when there is nothing to say. */
  readonly notice: Failure | null
}

export interface SettingsOptions {
  readonly folder: string
  /** `read`: somebody else may hold the home, so nothing is written, not even a repair. */
  readonly access: 'hold' | 'read'
  readonly openStore: OpenStore
}

/** Reads the settings of a home; a home without any gives the defaults and creates nothing. */
export function openSettings(options: SettingsOptions): Result<OpenSettings> {
  const { folder } = options
  const text = readText(join(folder, settingsFile))
  if (text.kind === 'failure') return text
  if (text.value === null) return ok(handle(options, defaultSettings, null))
  const parsed = parseSettings(text.value, settingsFile)
  switch (parsed.kind) {
    case 'ok':
      return ok(handle(options, parsed.value, null))
    case 'failure':
      return parsed
    case 'damaged':
      return recover(options, text.value, parsed.why)
    default:
      return assertNever(parsed)
  }
}

/** For a home that is only read: what would write all the same is a bug. */
export const nothingWritten: OpenStore = () => ({
  write: () => {
    throw new Error('these settings were opened to read only')
  },
})

function handle(options: SettingsOptions, found: Settings, damaged: string | null): OpenSettings {
  let current = found
  return {
    current: () => current,
    save: (settings) => {
      const saved = save(options, settings)
      if (saved.kind === 'failure' && saved.subject !== lastGoodFile) return saved
      current = settings
      return saved
    },
    recovered: damaged === null ? null : { damaged },
    notice: damaged === null ? null : damagedFailure('settings-corrupt', damaged, 'the last good copy is used'),
  }
}

function save({ folder, access, openStore }: SettingsOptions, settings: Settings): Result<null> {
  if (access === 'read') return failure('locked', 'the settings were opened to read only', { connector: 'settings' })
  const before = readText(join(folder, settingsFile))
  try {
    preparePrivateFolder(folder)
    openStore(folder, 'settings').write(settings)
    const cut = cutShort(folder)
    if (cut !== null) {
      if (before.kind === 'ok' && before.value !== null) replaceFile(join(folder, settingsFile), before.value)
      return cut
    }
  } catch (error) {
    return writeFailure(error, settingsFile)
  }
  try {
    replaceFile(join(folder, lastGoodFile), JSON.stringify(settings, undefined, '\t'))
  } catch (error) {
    // The settings themselves are saved; that the next damage would find an older copy must be said all the same.
    return writeFailure(error, lastGoodFile)
  }
  return ok(null)
}

/** A disk that becomes full may take a part of the file, and both stores call that a success. */
function cutShort(folder: string): Failure | null {
  const text = readText(join(folder, settingsFile))
  if (text.kind === 'failure') return text
  const parsed = parseSettings(text.value ?? '', settingsFile)
  if (parsed.kind !== 'damaged') return parsed.kind === 'ok' ? null : parsed
  return failure('disk', `${settingsFile} was not written completely: ${parsed.why}`, {
    connector: 'settings',
    subject: settingsFile,
  })
}

function recover(options: SettingsOptions, damagedText: string, why: string): Result<OpenSettings> {
  const { folder, access } = options
  const kept = access === 'hold' ? setAside(folder, damagedText) : ok(join(folder, settingsFile))
  if (kept.kind === 'failure') return kept
  const copy = readText(join(folder, lastGoodFile))
  const good = copy.kind === 'ok' && copy.value !== null ? parseSettings(copy.value, lastGoodFile) : null
  if (copy.kind !== 'ok' || copy.value === null || good?.kind !== 'ok') {
    return damagedFailure('settings-corrupt-no-copy', kept.value, why)
  }
  if (access === 'hold') {
    try {
      replaceFile(join(folder, settingsFile), copy.value)
    } catch (error) {
      return writeFailure(error, settingsFile)
    }
  }
  return ok(handle(options, good.value, kept.value))
}

/** Named after the time of the damage, so that looking at the same damaged file twice keeps one copy. */
function setAside(folder: string, text: string): Result<string> {
  try {
    const at = statSync(join(folder, settingsFile)).mtimeMs
    const path = join(folder, `settings.damaged-${timeInName(at)}.json`)
    replaceFile(path, text)
    return ok(path)
  } catch (error) {
    return writeFailure(error, settingsFile)
  }
}

function damagedFailure(reason: 'settings-corrupt' | 'settings-corrupt-no-copy', path: string, why: string): Failure {
  return failure('settings', `${settingsFile} is damaged (kept: ${path}): ${why}`, {
    connector: 'settings',
    reason,
    subject: path,
  })
}

/** The text of a file; null when there is none. */
function readText(path: string): Result<string | null> {
  try {
    return ok(readFileSync(path, 'utf8'))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT') return ok(null)
    const text = error instanceof Error ? error.message : String(error)
    return failure('settings', text, {
      connector: 'settings',
      code: typeof code === 'string' ? code : null,
      subject: path,
    })
  }
}

function writeFailure(error: unknown, subject: string): Failure {
  const found = failureOf(error, subject)
  // A refusal that nobody knows better is one of the disk here: there is no ledger in this.
  return { ...found, category: found.category === 'ledger' ? 'disk' : found.category, connector: 'settings', subject }
}
