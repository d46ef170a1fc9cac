/**
 * Opens the home for one command and closes it again, whatever happens in between.
 *
 * What was noticed on opening (settings taken from the last good copy, a ledger set aside) or at the end (a log that could
 * not be written) is said on standard error, so that it is never missed and never in the way of the document.
 */
import { explainFailure } from '../../shared/words/failures.ts'
import { wordsFor } from '../../shared/words/words.ts'
import type { Home } from '../host/home.ts'
import { openHome } from '../host/open-home.ts'
import { nothingWritten, type OpenStore } from '../host/settings.ts'
import type { Invocation } from './invocation.ts'
import { orRefuse } from './refusal.ts'

export type Access =
  /** Must hold the home; another holder ends the command with exit code 4. `keeps`: a keeper looks after it from then on. */
  | { readonly access: 'hold'; readonly what: string; readonly keeps?: true }
  /** Holds the home when nobody does, else hands decisions to the holder. */
  | { readonly access: 'decide'; readonly what: string }
  | { readonly access: 'read' }

export async function withHome(
  invocation: Invocation,
  access: Access,
  work: (home: Home) => number | Promise<number>,
): Promise<number> {
  const { surroundings, out, language } = invocation
  const openStore = await storeFor(access)
  const home = orRefuse(
    openHome({
      ...access,
      openStore,
      folder: invocation.home,
      env: surroundings.env,
      platform: surroundings.platform,
      pid: surroundings.pid,
      clock: surroundings.clock,
      random: surroundings.random,
      fetch: surroundings.fetch,
      baseUrl: invocation.notionUrl,
      requestsPerMinute: invocation.requestsPerMinute,
      logLevel: invocation.logLevel,
      stream: { level: invocation.streamLevel, write: (line) => out.note(line.trimEnd()) },
      signal: (signal) => invocation.progress.signal(signal),
    }),
  )
  try {
    for (const notice of home.notices) {
      const { message, remedy } = explainFailure(notice, language)
      out.note(`${message} ${remedy}`)
    }
    return await work(home)
  } finally {
    if (home.logFailingSince() !== null) {
      const { alerts, formats } = wordsFor(language)
      const { message, remedy } = alerts.log(formats, { count: 1, ms: 0 })
      out.note(`${message} ${remedy}`)
    }
    home.close()
  }
}

/** What writes settings is a large part of this program, and not needed to look. */
async function storeFor({ access }: Access): Promise<OpenStore> {
  if (access === 'read') return nothingWritten
  const { openConf } = await import('../host/conf-store.ts')
  return openConf
}
