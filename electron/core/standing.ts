/**
 * From the statuses of all profiles to the one thing that an icon can show, and how far back “in step” goes.
 *
 * Pure. Of several profiles the gravest counts (`standings` in shared/snapshot has the order); within one profile what
 * the user wants (paused) leads over what waits. A profile that is switched off says nothing while others are on.
 */
import type { Alert, Status } from '../../shared/contract.ts'
import { assertNever } from '../../shared/failure.ts'
import type { Profile } from '../../shared/model.ts'
import { type Standing, standings } from '../../shared/snapshot.ts'

/** How everything stands; without a profile nothing is set up. */
export function standingOf(statuses: readonly Status[]): Standing {
  if (statuses.length === 0) return 'not-set-up'
  const told = new Set(telling(statuses).map(standingOfProfile))
  // All profiles are switched off: nothing syncs because the user wants it so.
  return standings.find((standing) => told.has(standing)) ?? 'paused'
}

/** The alert that explains the standing: the worst of a profile that stands so; null when no alert does. */
export function leadingAlert(statuses: readonly Status[], standing: Standing): Alert | null {
  const concerned = telling(statuses).filter((status) => standingOfProfile(status) === standing)
  const alerts = concerned.flatMap((status) => status.alerts)
  const severities: readonly Alert['severity'][] = ['critical', 'warning', 'info']
  for (const severity of severities) {
    const found = alerts.find((alert) => alert.severity === severity && alert.kind !== 'log')
    if (found !== undefined) return found
  }
  return alerts[0] ?? null
}

/** How far the runs that are under way have come, together; null when none has anything to count. */
export function progressOfAll(statuses: readonly Status[]): { readonly done: number; readonly total: number } | null {
  const under = statuses.flatMap(({ progress }) => (progress === null || progress.total === 0 ? [] : [progress]))
  if (under.length === 0) return null
  return {
    done: under.reduce((sum, each) => sum + each.done, 0),
    total: under.reduce((sum, each) => sum + each.total, 0),
  }
}

/** When both sides were last looked at, of all profiles that are switched on the longest ago; null: one never was. */
export function lastSyncedOf(statuses: readonly Status[]): string | null {
  const times = telling(statuses).map((status) => status.lastSuccessAt)
  if (times.includes(null)) return null
  return times.filter((time) => time !== null).sort()[0] ?? null
}

/** Until when everything is paused (ms UTC): the first moment at which something goes on; null when something runs. */
export function pausedUntilOf(profiles: readonly Profile[], now: number): number | 'resumed' | null {
  const ends = profiles.filter((profile) => profile.enabled).map((profile) => pauseEnd(profile, now))
  if (ends.length === 0 || ends.includes(null)) return null
  const times = ends.filter((end) => typeof end === 'number')
  return times.length === 0 ? 'resumed' : Math.min(...times)
}

function pauseEnd({ pausedUntil }: Profile, now: number): number | 'resumed' | null {
  return typeof pausedUntil === 'number' && pausedUntil <= now ? null : pausedUntil
}

function telling(statuses: readonly Status[]): readonly Status[] {
  return statuses.filter((status) => status.enabled)
}

function standingOfProfile(status: Status): Standing {
  switch (status.state) {
    case 'in_progress':
      return status.alerts.some((alert) => alert.kind === 'run-stuck') ? 'problem' : 'syncing'
    case 'paused':
      return 'paused'
    case 'offline':
      return 'offline'
    case 'failed':
      return 'problem'
    case 'attention':
    case 'completed':
    case 'idle':
      return waitingOf(status)
    default:
      return assertNever(status.state)
  }
}

/** What waits for the user when nothing is under way and nothing stands in the way. */
function waitingOf({ alerts, problems, conflicts, held, freshness }: Status): Standing {
  const grave = alerts.some((alert) => alert.severity === 'critical' || alert.kind === 'stale' || alert.kind === 'log')
  if (grave || problems > 0) return 'problem'
  if (conflicts > 0 || held > 0) return 'attention'
  // Nothing is said to be in step that was never compared; the first run is about to do so.
  return freshness === 'never' ? 'syncing' : 'in-step'
}
