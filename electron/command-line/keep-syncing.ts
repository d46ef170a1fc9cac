/**
 * The background loop of `run` and `demo`: keeps the home in step until a signal, and serves what was asked for besides.
 *
 * Stops gracefully: what is being written is finished and recorded before this returns. The status endpoint and the window
 * never hold that up.
 */
import type { Failure } from '../../shared/failure.ts'
import type { Profile } from '../../shared/model.ts'
import { explainFailure } from '../../shared/words/failures.ts'
import type { Language } from '../../shared/words/language.ts'
import { loopbackWords } from '../../shared/words/loopback.ts'
import type { RunReport } from '../engine/engine-port.ts'
import { LedgerError } from '../engine/ledger-port.ts'
import { presentRun } from '../host/actions-lists.ts'
import type { Home } from '../host/home.ts'
import { createKeeper, failureOfError } from '../host/keeper.ts'
import { createStatusEndpoint, type StatusEndpoint } from '../host/status-endpoint.ts'
import type { Invocation } from './invocation.ts'
import { orRefuse } from './refusal.ts'
import { renderRuns } from './render.ts'
import { serveWindow, type WindowFiles } from './served-window.ts'

export interface Serving {
  /** Null: no window. */
  readonly window: WindowFiles | null
  /** `--status-port`, 0 for a free one; null: as the settings say. */
  readonly statusPort: number | null
}

/** Keeps the chosen profiles in step until the process is asked to end. */
export async function keepSyncing(invocation: Invocation, home: Home, serving: Serving): Promise<number> {
  const { language } = invocation
  const preferred = (): Language => {
    const wanted = home.preferences().language
    return wanted === 'system' ? language : wanted
  }
  const { platform } = invocation.surroundings
  const endpoint = createStatusEndpoint({ home, platform, language: () => language })
  try {
    return serving.window === null
      ? await withoutWindow(invocation, home, endpoint, serving)
      : await withWindow({ invocation, home, endpoint, serving, files: serving.window, language: preferred })
  } finally {
    await endpoint.close()
  }
}

async function withoutWindow(
  invocation: Invocation,
  home: Home,
  endpoint: StatusEndpoint,
  serving: Serving,
): Promise<number> {
  const { out, words } = invocation
  const ended = new AbortController()
  let broken: { readonly error: unknown } | null = null
  const refusals = tellOnce(invocation)
  const showReport = showRun(invocation)
  const keeper = createKeeper({
    home,
    profiles: () => home.profiles().filter(isChosen(invocation)),
    onReport: (profile, report) => {
      refusals.over()
      showReport(profile, report)
    },
    onError: (error) => {
      home.report(failureOfError(error))
      if (error instanceof LedgerError) {
        refusals.tell(error.failure)
        return
      }
      // A bug: whoever started this program starts it anew, and nothing is known to be sound in here.
      broken ??= { error }
      ended.abort()
    },
  })
  await openEndpoint(invocation, home, endpoint, serving.statusPort)
  out.note(words.runningUntil)
  keeper.start()
  await aborted(AbortSignal.any([invocation.stop, ended.signal]))
  out.note(words.stopping)
  await endpoint.close()
  await keeper.stop()
  if (broken !== null) throw (broken as { readonly error: unknown }).error
  out.note(words.stopped)
  return 0
}

/** A disk that refuses is tried every minute; it is told once, until something could be recorded again. */
function tellOnce({ out, language }: Invocation): {
  readonly tell: (failure: Failure) => void
  readonly over: () => void
} {
  let told: string | null = null
  return {
    tell: (failure) => {
      const { message, remedy } = explainFailure(failure, language)
      if (told !== message) out.note(`${message} ${remedy}`)
      told = message
    },
    over: () => {
      told = null
    },
  }
}

interface WindowParts {
  readonly invocation: Invocation
  readonly home: Home
  readonly endpoint: StatusEndpoint
  readonly serving: Serving
  readonly files: WindowFiles
  readonly language: () => Language
}

async function withWindow({ invocation, home, endpoint, serving, files, language }: WindowParts): Promise<number> {
  const { out, words } = invocation
  const window = await serveWindow({
    home,
    files,
    endpoint,
    port: serving.statusPort ?? 0,
    language,
    platform: invocation.surroundings.platform,
    env: invocation.surroundings.env,
    keeps: isChosen(invocation),
    onReport: showRun(invocation),
  })
  try {
    const statusPort = serving.statusPort === null ? null : window.port
    await openEndpoint(invocation, home, endpoint, statusPort)
    out.event({ event: 'window', url: window.url }, () => loopbackWords(invocation.language).window(window.url))
    out.note(words.runningUntil)
    window.resident.start()
    await aborted(invocation.stop)
    out.note(words.stopping)
  } finally {
    await endpoint.close()
    await window.close()
  }
  out.note(words.stopped)
  return 0
}

/** A port that was asked for here must be had; one of the settings is told where it cannot be. */
async function openEndpoint(
  { out, language }: Invocation,
  home: Home,
  endpoint: StatusEndpoint,
  asked: number | null,
): Promise<void> {
  const port = asked ?? home.statusPort()
  if (port === null) return
  const opened = await endpoint.open(port)
  if (opened.kind === 'failure') {
    if (asked !== null) orRefuse(opened)
    const { message, remedy } = explainFailure(opened, language)
    out.note(`${message} ${remedy}`)
    return
  }
  const state = endpoint.state()
  if (state.kind !== 'on') return
  const { address, tokenFile } = state
  out.event({ event: 'status-endpoint', url: address, tokenFile }, () =>
    loopbackWords(language).statusEndpoint(address, tokenFile),
  )
}

function isChosen({ profile: name }: Invocation): (profile: Profile) => boolean {
  return (profile) => name === null || profile.name === name
}

function showRun(invocation: Invocation): (profile: Profile, report: RunReport) => void {
  return (profile, report) => {
    const run = presentRun({ profile, report }, invocation.language)
    invocation.out.event({ event: 'run', run }, () => renderRuns(invocation, [run]))
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
