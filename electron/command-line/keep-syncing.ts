/**
 * The background loop of `run` and `demo`: the schedule, and the mail of other processes, until a signal.
 *
 * Stops gracefully: what is being written is finished and recorded before this returns.
 */
import type { Result } from '../../shared/failure.ts'
import type { Intent } from '../../shared/intent.ts'
import { createSchedule } from '../engine/schedule.ts'
import { decide } from '../host/actions.ts'
import { presentRun } from '../host/actions-lists.ts'
import type { Home } from '../host/home.ts'
import type { Done } from '../host/intents.ts'
import { serveMail } from '../host/mail.ts'
import type { Invocation } from './invocation.ts'
import { renderRuns } from './render.ts'

/** Keeps the chosen profiles in step until the process is asked to end. */
export async function keepSyncing(invocation: Invocation, home: Home): Promise<number> {
  const { out, words, stop, language } = invocation
  const ended = new AbortController()
  let broken: { readonly error: unknown } | null = null
  const schedule = createSchedule({
    engine: home.engine,
    clock: home.clock,
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
  const carryOut = async (intent: Intent): Promise<Result<Done>> => {
    const done = await decide(home, intent, stop)
    schedule.refresh()
    return done
  }
  out.note(words.runningUntil)
  schedule.start()
  await serveMail(home, carryOut, AbortSignal.any([stop, ended.signal]), (failure) => home.report(failure))
  out.note(words.stopping)
  await schedule.stop()
  if (broken !== null) throw (broken as { readonly error: unknown }).error
  out.note(words.stopped)
  return 0
}
