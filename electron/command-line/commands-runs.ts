/**
 * What syncs: one run, the background loop.
 */
import { decide } from '../host/actions.ts'
import { presentRun } from '../host/actions-lists.ts'
import { profilesToRun, sync as syncProfiles } from '../host/actions-runs.ts'
import { serveMail } from '../host/mail.ts'
import type { Typed } from './command.ts'
import type { Invocation } from './invocation.ts'
import { keepSyncing } from './keep-syncing.ts'
import { orRefuse, refuseUsage } from './refusal.ts'
import { renderRuns, shownTime } from './render.ts'
import { findWindow } from './served-window.ts'
import { runsCode } from './state-code.ts'
import { flag, parsePageId, parseWhole } from './values.ts'
import { withHome } from './with-home.ts'

const MOST_PORTS = 65_535

export function sync(invocation: Invocation, typed: Typed): Promise<number> {
  const page = flag('--page', typed.text('--page'), parsePageId) ?? null
  const wish = {
    profile: invocation.profile,
    full: typed.given('--full'),
    dryRun: typed.given('--dry-run'),
    page,
    force: typed.given('--force'),
    wait: !typed.given('--no-wait'),
  }
  if (wish.force && page === null) return refuseUsage('missing-argument', '--page', '--force needs --page')
  return withHome(invocation, { access: 'hold', what: 'sync' }, async (home) => {
    const mail = new AbortController()
    const serving = serveMail(
      home,
      (intent) => decide(home, intent, invocation.stop),
      mail.signal,
      (failure) => home.report(failure),
    )
    try {
      const done = orRefuse(
        await syncProfiles(home, wish, invocation.stop, (profile, until) =>
          invocation.out.note(
            invocation.words.waitingFor(profile.name, shownTime(invocation, new Date(until).toISOString())),
          ),
        ),
      )
      const runs = done.map((one) => presentRun(one, invocation.language))
      invocation.out.result({ runs }, () => renderRuns(invocation, runs))
      return runsCode(home, done, wish.dryRun)
    } finally {
      mail.abort()
      await serving
    }
  })
}

export function run(invocation: Invocation, typed: Typed): Promise<number> {
  const statusPort = flag('--status-port', typed.text('--status-port'), parseWhole(0, MOST_PORTS)) ?? null
  const window = typed.given('--ui') ? orRefuse(findWindow(invocation)) : null
  return withHome(invocation, { access: 'hold', what: 'run', keeps: true }, (home) => {
    // In the window the first profile can be set up.
    if (window === null || invocation.profile !== null) orRefuse(profilesToRun(home, invocation.profile))
    return keepSyncing(invocation, home, { window, statusPort })
  })
}
