/**
 * What the ledger, the settings and the live run know of a profile, as the facts that `core/health` derives a status
 * from. Reads only; works beside another process that keeps the home.
 */
import type { FailureCategory } from '../../shared/failure.ts'
import type { Profile } from '../../shared/model.ts'
import type { HealthFacts, LiveRun, Since } from '../core/health.ts'
import { facts } from '../engine/context.ts'
import type { RunRecord } from '../engine/ledger-port.ts'
import type { Home } from './home.ts'

const DAY_MS = 86_400_000
/** Runs looked at for how long something has been failing; a trouble that is older still counts from the oldest. */
const RUNS_LOOKED_AT = 200
/** Commands that keep a home in step until they are stopped. */
const KEEPERS: ReadonlySet<string> = new Set(['run', 'demo', 'desktop'])

export function healthFacts(home: Home, profile: Profile, live: LiveRun | null): HealthFacts {
  const { ledger, journal, clock } = home
  const now = clock.now()
  const runs = journal.runs(profile.id, RUNS_LOOKED_AT).filter((run) => run.finishedAt !== null)
  const lastSuccessAt = latest([
    numberFact(home, profile, facts.lastSuccessAt),
    runs.find((run) => run.state === 'completed' && run.kind !== 'dry-run')?.finishedAt ?? null,
  ])
  const lastFullAt = numberFact(home, profile, facts.lastFullAt)
  const counts = ledger.pairCounts(profile.id)
  const problems = journal.problems(profile.id)
  const failed = problems.filter((problem) => !problem.dismissed)
  const running = isKept(home)
  const thresholds = home.healthThresholds()
  return {
    name: profile.name,
    enabled: profile.enabled,
    intervalMs: profile.intervalMs,
    pausedUntil: profile.pausedUntil,
    running,
    live,
    lastRun: lastRunOf(runs, lastSuccessAt),
    lastSuccessAt,
    lastLookAt: lastSuccessAt,
    lastFullAt,
    nextSyncAt: running && lastFullAt !== null ? lastFullAt + profile.intervalMs : null,
    offlineSince: offlineSince(runs, lastSuccessAt),
    onlineSince: onlineSince(runs, lastSuccessAt),
    privateRelevant: counts.relevant,
    sharedSynced: counts.paired,
    conflicts: since(journal.openConflicts(profile.id).map((conflict) => conflict.since)),
    problems: since(failed.filter((problem) => problem.nextTryAt === null).map((problem) => problem.firstAt)),
    held: since(
      journal
        .held(profile.id)
        .filter((page) => page.state === 'held')
        .map((page) => page.since),
    ),
    pending: ledger.duePairs(profile.id).length,
    failedOver24h: since(failed.map(({ firstAt }) => firstAt).filter((at) => now - at > thresholds.oldFailureMs)),
    oldestFailureAt: earliest(failed.map(({ firstAt }) => firstAt)),
    decided24h: journal.outcomes(profile.id, now - DAY_MS),
    thresholds,
    credentialsRefusedSince: failingSince(runs, lastSuccessAt, ['credentials']),
    // What the disk refused stands in no record, so that whoever keeps the home remembers it.
    diskFailingSince: earliest([failingSince(runs, lastSuccessAt, ['disk']), home.diskFailingSince()]),
    logFailingSince: home.logFailingSince(),
    tokenExpiresAt: earliest([profile.private.tokenExpiresAt, profile.shared.tokenExpiresAt]),
  }
}

/** Whether some process keeps this home in step: another one, or we ourselves. */
function isKept(home: Home): boolean {
  return KEEPERS.has(home.holder?.what ?? '') || (home.access === 'hold' && KEEPERS.has(home.what))
}

function numberFact(home: Home, profile: Profile, name: string): number | null {
  const text = home.ledger.fact(profile.id, name)
  const number = text === null ? Number.NaN : Number(text)
  return Number.isFinite(number) ? number : null
}

function latest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.max(...known)
}

/** Polls that found nothing leave no record, but move the time of the last success. */
function lastRunOf(runs: readonly RunRecord[], lastSuccessAt: number | null): HealthFacts['lastRun'] {
  const last = runs.find((run) => run.kind !== 'dry-run')
  if (last === undefined || last.finishedAt === null || last.state === 'in-progress') {
    return lastSuccessAt === null ? null : { state: 'completed', at: lastSuccessAt }
  }
  if (lastSuccessAt !== null && lastSuccessAt > last.finishedAt) return { state: 'completed', at: lastSuccessAt }
  return { state: last.state, at: last.finishedAt }
}

/** Since when the runs up to now have failed for one of these reasons without a success between them. */
function failingSince(
  runs: readonly RunRecord[],
  lastSuccessAt: number | null,
  categories: readonly FailureCategory[],
): number | null {
  let from: number | null = null
  for (const run of telling(runs)) {
    if (run.failure === null || !categories.includes(run.failure.category)) break
    if (lastSuccessAt !== null && (run.finishedAt ?? 0) < lastSuccessAt) break
    from = run.startedAt
  }
  return from
}

/** The last run did not reach Notion, and nothing has succeeded since. A time-out alone may be Notion's own slowness. */
function offlineSince(runs: readonly RunRecord[], lastSuccessAt: number | null): number | null {
  if (failingSince(runs, lastSuccessAt, ['network']) === null) return null
  return failingSince(runs, lastSuccessAt, ['network', 'timeout'])
}

/** When something was heard of Notion for the first time after it could last not be reached; null: now, or never so. */
function onlineSince(runs: readonly RunRecord[], lastSuccessAt: number | null): number | null {
  const told = telling(runs)
  const unreached = told.findIndex((run) => run.failure?.category === 'network')
  const last = told[unreached]
  if (last === undefined) return null
  const heard = told.slice(0, unreached).findLast((run) => run.failure?.category !== 'timeout')
  const succeeded = lastSuccessAt !== null && lastSuccessAt > (last.finishedAt ?? 0) ? lastSuccessAt : null
  return earliest([heard?.finishedAt ?? null, succeeded])
}

/** Runs that say something of the way to Notion: what was stopped, or only looked, proves neither. Newest first. */
function telling(runs: readonly RunRecord[]): readonly RunRecord[] {
  return runs.filter((run) => run.kind !== 'dry-run' && run.failure?.category !== 'stopped')
}

function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.min(...known)
}

function since(times: readonly number[]): Since | null {
  return times.length === 0 ? null : { since: Math.min(...times), count: times.length }
}
