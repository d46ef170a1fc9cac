/**
 * What the doctor looks at on this computer: settings, disk, access rights, ledger, log, keychain, proxy, other processes.
 *
 * Only looks, and puts right only what cannot do harm: a missing folder, and access rights that others have. Whoever runs
 * the doctor says what it cannot know by itself: the environment, and whether there is a keychain.
 */
import { accessSync, chmodSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { assertNever, type Failure, failure } from '../../shared/failure.ts'
import type { CredentialState } from '../../shared/snapshot.ts'
import { doctorWords } from '../../shared/words/doctor.ts'
import type { Language } from '../../shared/words/language.ts'
import type { Finding } from '../engine/doctor.ts'
import { preparePrivateFolder } from '../ledger/files.ts'
import type { Home } from './home.ts'

/** What only the process around it knows. */
export interface Place {
  /** Of this program. */
  readonly version: string
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** How the keychain is; null where there is none to ask. */
  readonly keychain: (() => CredentialState) | null
}

export type HomeCheck = Extract<
  Finding['check'],
  'settings' | 'disk' | 'ledger' | 'holder' | 'keyring' | 'log' | 'access-rights' | 'proxy'
>

/** With less than this left the disk is about to refuse. */
const LEAST_FREE_BYTES = 200 * 1024 * 1024

export function homeFindings(home: Home, place: Place, language: Language): readonly Finding[] {
  const finding = (check: HomeCheck, subject: string, wrong: Failure | null): Finding => ({
    profile: null,
    side: null,
    check,
    subject,
    failure: wrong,
  })
  const damaged = home.notices.find((notice) => notice.category === 'settings') ?? null
  const { holder, folder } = home
  return [
    finding('settings', 'settings.json', damaged),
    finding('disk', folder, writable(folder) ?? nearlyFull(folder)),
    finding('access-rights', folder, openToOthers(folder, place.platform)),
    finding('ledger', 'ledger.sqlite', integrity(home)),
    finding('log', join(folder, 'logs'), logTrouble(home)),
    finding('holder', holder === null ? '' : `${holder.what} (${holder.pid})`, null),
    keyring(home, place, language, finding),
    finding('proxy', proxyIn(place.env)?.name ?? '', unusedProxy(place.env)),
  ]
}

/** Puts right what is safe; says whether the check is well now. */
export function fixHome(home: Home, check: Finding['check']): boolean {
  try {
    switch (check) {
      case 'log':
        preparePrivateFolder(join(home.folder, 'logs'))
        return logTrouble(home) === null
      case 'access-rights':
        for (const path of privatePaths(home.folder))
          if (isOpen(path)) chmodSync(path, statSync(path).isDirectory() ? 0o700 : 0o600)
        return privatePaths(home.folder).every((path) => !isOpen(path))
      default:
        return false
    }
  } catch (error) {
    home.report(failure('disk', textOf(error), { subject: home.folder, connector: 'host' }))
    return false
  }
}

/** The folder itself, or what it would be made in. */
function writable(folder: string): Failure | null {
  try {
    accessSync(existsSync(folder) ? folder : dirname(folder), constants.W_OK)
    return null
  } catch (error) {
    return failure('disk', textOf(error), { reason: 'disk-read-only', subject: folder, connector: 'host' })
  }
}

function nearlyFull(folder: string): Failure | null {
  const free = freeBytes(folder)
  if (free === null || free >= LEAST_FREE_BYTES) return null
  const megabytes = `${Math.floor(free / 1024 / 1024)} MB`
  return failure('disk', `only ${megabytes} are free`, {
    reason: 'disk-nearly-full',
    subject: megabytes,
    connector: 'host',
  })
}

/** Null where the system does not tell. */
function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(existsSync(folder) ? folder : dirname(folder))
    return bavail * bsize
  } catch {
    // Some network drives do not answer this; then nobody can tell, and that is no trouble.
    return null
  }
}

function openToOthers(folder: string, platform: string): Failure | null {
  // Windows gives a user's folders to the user alone, by other means than a mode.
  if (platform === 'win32') return null
  const open = privatePaths(folder).find(isOpen)
  if (open === undefined) return null
  return failure('disk', `others may read ${open}`, { reason: 'open-to-others', subject: open, connector: 'host' })
}

/** The home and what of it holds data. */
function privatePaths(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  const inside = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(settings|credentials|ledger|status)/.test(entry.name))
    .map((entry) => join(folder, entry.name))
  return [folder, ...inside]
}

const OTHERS_BITS = 0o077
/** A folder for everybody's temporary files closes itself; nobody may change its rights. */
const STICKY_BIT = 0o1000

function isOpen(path: string): boolean {
  const { mode } = statSync(path)
  return (mode & OTHERS_BITS) !== 0 && (mode & STICKY_BIT) === 0
}

function integrity(home: Home): Failure | null {
  const found = home.integrity()
  return found === 'ok'
    ? null
    : failure('ledger', found, { reason: 'ledger-corrupt', subject: 'ledger.sqlite', connector: 'ledger' })
}

function logTrouble(home: Home): Failure | null {
  const logs = join(home.folder, 'logs')
  const wrong = (text: string): Failure =>
    failure('disk', text, { reason: 'log-not-writable', subject: logs, connector: 'host' })
  if (home.logFailingSince() !== null) return wrong('lines of the log are lost')
  // It is made with the first line.
  if (!existsSync(logs)) return writable(home.folder) === null ? null : wrong('the folder cannot be made')
  try {
    accessSync(logs, constants.W_OK | constants.X_OK)
    return null
  } catch (error) {
    return wrong(textOf(error))
  }
}

function keyring(
  home: Home,
  { keychain }: Place,
  language: Language,
  finding: (check: HomeCheck, subject: string, wrong: Failure | null) => Finding,
): Finding {
  const words = doctorWords[language].keyring
  const used = home.profiles().some((one) => [one.private, one.shared].some(({ token }) => token.kind === 'desktop'))
  if (!used) return finding('keyring', words.none, null)
  if (keychain === null) return finding('keyring', words.desktop, null)
  const state = keychain()
  switch (state) {
    case 'available':
      return finding('keyring', words.here, null)
    case 'unprotected':
      return finding('keyring', words.unprotected, null)
    case 'locked':
    case 'unavailable':
      return finding('keyring', '', failure('credentials', `it is ${state}`, { reason: `keychain-${state}` }))
    case 'backend-changed':
      return finding('keyring', '', failure('credentials', 'it is another one', { reason: 'keychain-changed' }))
    case 'unreadable':
      return finding('keyring', '', failure('credentials', 'it opens nothing', { reason: 'token-unreadable' }))
    default:
      return assertNever(state)
  }
}

/** The proxy that the environment names, and under which name. */
function proxyIn(env: Place['env']): { readonly name: string; readonly used: boolean } | null {
  const name = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].find((each) => (env[each] ?? '') !== '')
  if (name === undefined) return null
  const told = env['NODE_USE_ENV_PROXY'] ?? ''
  return { name, used: told !== '' && told !== '0' }
}

/** Set and not used: perhaps on purpose, so it is told only with what to do if not. */
function unusedProxy(env: Place['env']): Failure | null {
  const proxy = proxyIn(env)
  if (proxy === null || proxy.used) return null
  return failure('network', `${proxy.name} is set, NODE_USE_ENV_PROXY is not`, {
    reason: 'proxy-not-used',
    subject: proxy.name,
    connector: 'host',
  })
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
