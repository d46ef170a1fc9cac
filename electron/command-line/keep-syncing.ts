/**
 * The background loop of `run` and `demo`: keeps the home in step until a signal.
 *
 * Stops gracefully: what is being written is finished and recorded before this returns.
 */
import { presentRun } from '../host/actions-lists.ts'
import type { Home } from '../host/home.ts'
import { createKeeper } from '../host/keeper.ts'
import type { Invocation } from './invocation.ts'
import { renderRuns } from './render.ts'

/** Keeps the chosen profiles in step until the process is asked to end. */
export async function keepSyncing(invocation: Invocation, home: Home): Promise<number> {
  const { out, words, stop, language } = invocation
  const ended = new AbortController()
  let broken: { readonly error: unknown } | null = null
  const keeper = createKeeper({
    home,
    profiles: () =>
      home.profiles().filter((profile) => invocation.profile === null || profile.name === invocation.profile),
    onReport: (profile, report) => {
      const run = presentRun({ profile, report }, language)
      out.event({ event: 'run', run }, () => renderRuns(invocation, [run]))
    },
    onError: (error) => {
      broken ??= { error }
      ended.abort()
    },
  })
  out.note(words.runningUntil)
  keeper.start()
  await aborted(AbortSignal.any([stop, ended.signal]))
  out.note(words.stopping)
  await keeper.stop()
  if (broken !== null) throw (broken as { readonly error: unknown }).error
  out.note(words.stopped)
  return 0
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
