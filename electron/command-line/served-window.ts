/**
 * The window on loopback for `run --ui` and `demo`: the resident behind it, what answers it, and the server.
 *
 * Whoever opens it closes it: first nobody is answered any more, then what is being written is finished and recorded.
 */
import { join } from 'node:path'
import type { Failure, Result } from '../../shared/failure.ts'
import type { Language } from '../../shared/words/language.ts'
import { createAnswers } from '../host/answers.ts'
import { browserSurroundings, browserTokens } from '../host/browser-window.ts'
import { openConf } from '../host/conf-store.ts'
import { createFileTokens } from '../host/file-tokens.ts'
import type { Home } from '../host/home.ts'
import { keptSecret } from '../host/kept-secret.ts'
import { openLoopback, type Route } from '../host/loopback.ts'
import { refusal } from '../host/loopback-answer.ts'
import { newSecret } from '../host/loopback-secret.ts'
import { isStatusPath } from '../host/loopback-status.ts'
import { createLoopbackWindow, readWindow, type WindowFile } from '../host/loopback-window.ts'
import { createResident, type Resident, type ResidentOptions } from '../host/resident.ts'
import type { Secret } from '../host/secret.ts'
import type { StatusEndpoint } from '../host/status-endpoint.ts'
import { describeVault } from '../host/token-keeping.ts'
import type { Invocation } from './invocation.ts'
import { orRefuse } from './refusal.ts'
import { version } from './version.ts'

/** Built, this is one of the parts beside the entry. */
const PROGRAM = join(import.meta.dirname, '..')

export type WindowFiles = ReadonlyMap<string, WindowFile>

/** The built window: beside the bundled program, or where a checkout builds it. */
export function findWindow({ surroundings }: Invocation): Result<WindowFiles> {
  const { programFolder } = surroundings
  return readWindow([join(programFolder, 'window'), join(programFolder, '..', 'out', 'window')])
}

export interface ServedWindow {
  readonly resident: Resident
  readonly port: number
  /** The link that lets one browser in. A secret. */
  readonly url: string
  close(): Promise<void>
}

export interface WindowWish extends Pick<ResidentOptions, 'keeps' | 'onReport'> {
  readonly home: Home
  readonly files: WindowFiles
  readonly endpoint: StatusEndpoint
  /** 0: a free one. */
  readonly port: number
  readonly language: () => Language
  /** `process.platform`. */
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Serves the window from now on; the resident is not started yet. Ends the command where it cannot be served. */
export async function serveWindow(options: WindowWish): Promise<ServedWindow> {
  const { home, files, endpoint, port, language, platform, env, ...wish } = options
  const ended = new AbortController()
  const tokens = createFileTokens({ folder: home.folder, openStore: openConf, random: home.random })
  const resident = createResident({
    ...wish,
    home,
    language,
    version,
    credentials: () => describeVault(tokens, language()),
    startAtLogin: () => 'unknown',
  })
  const report = (wrong: Failure): void => home.report(wrong)
  const answers = createAnswers({
    home,
    resident,
    tokens: browserTokens({ home, files: tokens, signal: ended.signal, onChanged: () => resident.refresh() }),
    stored: tokens,
    language,
    stop: ended.signal,
    surroundings: browserSurroundings(home.folder),
    place: { version, platform, env, keychain: null },
    endpoint,
    licenceFolders: [PROGRAM, join(PROGRAM, 'window')],
    onPreferences: () => {},
  })
  const window = createLoopbackWindow({
    ports: { answers, language, report, redact: (text) => home.clean(text) },
    resident,
    home,
    cookie: cookieFor(home, port, platform),
    clock: home.clock,
    files,
  })
  const answer: Route = (request, origin) => {
    const status = isStatusPath(request.path) ? endpoint.route() : null
    return (status ?? window.route)(request, origin)
  }
  const refuse = (status: number, wrong: Failure) => refusal(status, wrong, language())
  const server = orRefuse(await openLoopback({ port, answer, refuse, report }))
  endpoint.share(server.port)
  return {
    resident,
    port: server.port,
    url: window.link(server.origin),
    close: async () => {
      ended.abort()
      await server.close()
      await resident.stop()
    },
  }
}

/**
 * On a port that stays the same a window finds back by itself after a restart, so that what it shows must stay the same,
 * too. Elsewhere nothing outlives this process.
 */
function cookieFor(home: Home, port: number, platform: string): Secret {
  if (port === 0) return newSecret()
  const kept = keptSecret(join(home.folder, 'window-key'), platform)
  if (kept.kind === 'ok') return kept.value
  home.report(kept)
  return newSecret()
}
