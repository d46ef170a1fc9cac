/**
 * Which alerts are to be shown now and which are over, from what is so now and what was shown before.
 *
 * Pure. The same cause is shown at most once in its quiet period, also after a restart; that it is over is told once, and
 * only of what was shown. A cause that is hidden by another one (offline hides stale) or by a pause is not over.
 */
import type { Alert, AlertKind, Status } from '../../shared/contract.ts'
import { assertNever } from '../../shared/failure.ts'

const HOUR_MS = 3_600_000
const QUIET_MS: Readonly<Record<Alert['severity'], number>> = {
  critical: 6 * HOUR_MS,
  warning: 24 * HOUR_MS,
  info: 24 * HOUR_MS,
}

/** Two weeks ahead it need not be said each day. */
const EXPIRY_QUIET_MS = 72 * HOUR_MS

function quietMs(kind: AlertKind, severity: Alert['severity']): number {
  return kind === 'token-expires' ? EXPIRY_QUIET_MS : QUIET_MS[severity]
}

/** What was shown of one cause. */
export interface Remembered {
  readonly kind: AlertKind
  /** When it was shown last, ms UTC. */
  readonly shownAt: number
  readonly severity: Alert['severity']
  /** Shown and not over; only of such a cause the end is told. */
  readonly open: boolean
}

/** By cause: `profile id/kind`, and the kind alone for what concerns the whole computer. */
export type AlertMemory = Readonly<Record<string, Remembered>>

export interface Watched {
  /** The profile's id: a new name is no new cause. */
  readonly profile: string
  readonly status: Status
}

export interface RaisedAlert {
  readonly key: string
  readonly profileName: string
  readonly alert: Alert
}

export interface RecoveredAlert {
  readonly key: string
  readonly profileName: string
  readonly kind: AlertKind
}

export interface AlertDecision {
  readonly raised: readonly RaisedAlert[]
  readonly recovered: readonly RecoveredAlert[]
  readonly memory: AlertMemory
}

/**
 * What is to be shown now. Profiles that are gone are forgotten; `now` in ms UTC. `justUp`: that nothing was compared
 * while the computer was off is no news yet.
 */
export function dueAlerts(
  watched: readonly Watched[],
  memory: AlertMemory,
  now: number,
  justUp = false,
): AlertDecision {
  const known = notLaterThan(now, memory)
  const active = new Map<string, RaisedAlert>()
  for (const { profile, status } of watched) {
    // A run that stood still and was ended stands still no more, and nothing has been compared all the same.
    const stood = known[keyOf(profile, 'run-stuck')]?.open === true
    for (const alert of status.alerts.filter(
      ({ kind }) => kind !== 'stale' || !(justUp || stood || isExplained(status)),
    )) {
      const key = keyOf(profile, alert.kind)
      if (!active.has(key)) active.set(key, { key, profileName: status.name, alert })
    }
  }
  const next: Record<string, Remembered> = {}
  const raised: RaisedAlert[] = []
  const recovered: RecoveredAlert[] = []
  for (const [key, found] of active) {
    const before = known[key]
    if (before === undefined || isDue(found.alert, before, now)) {
      raised.push(found)
      next[key] = { kind: found.alert.kind, shownAt: now, severity: found.alert.severity, open: true }
    } else next[key] = before
  }
  for (const [key, before] of Object.entries(known)) {
    if (active.has(key)) continue
    const concerned = watched.filter(({ profile }) => keyOf(profile, before.kind) === key)
    if (concerned.length === 0) continue
    if (
      before.open &&
      !isOver(
        before,
        concerned.map(({ status }) => status),
      )
    ) {
      next[key] = before
      continue
    }
    const [first] = concerned
    if (before.open && first !== undefined) {
      recovered.push({ key, profileName: first.status.name, kind: before.kind })
    }
    // Kept until its quiet period is over, so that what comes and goes is not told each time.
    if (now - before.shownAt < quietMs(before.kind, before.severity)) next[key] = { ...before, open: false }
  }
  return { raised, recovered, memory: next }
}

/** A clock that was set back makes no quiet period longer than it is, and no end of a cause lie before its beginning. */
function notLaterThan(now: number, memory: AlertMemory): AlertMemory {
  return Object.fromEntries(
    Object.entries(memory).map(([key, one]) => [key, one.shownAt <= now ? one : { ...one, shownAt: now }]),
  )
}

/** The disk and the log are those of the computer: one cause, however many profiles say so. */
function keyOf(profile: string, kind: AlertKind): string {
  return kind === 'disk' || kind === 'log' || kind === 'offline' ? kind : `${profile}/${kind}`
}

/** A question that came after the last notification is a cause of its own; everything else waits out its period. */
function isDue({ kind, severity, since }: Alert, before: Remembered, now: number): boolean {
  if (now - before.shownAt >= quietMs(kind, severity)) return true
  return severity !== 'critical' && isList(kind) && !before.open && Date.parse(since) > before.shownAt
}

/** That nothing was compared for long is a consequence of these, and not told beside them. */
function isExplained({ alerts }: Status): boolean {
  return alerts.some(({ kind }) => kind === 'credentials' || kind === 'disk' || kind === 'run-stuck')
}

function isList(kind: AlertKind): boolean {
  return kind === 'conflicts' || kind === 'held' || kind === 'problems'
}

/** What an alert was about is over when it is proved, not when another trouble, or a pause, took its place. */
function isOver({ kind, shownAt }: Remembered, concerned: readonly Status[]): boolean {
  const looking = concerned.filter((status) => status.enabled && status.state !== 'paused')
  switch (kind) {
    case 'conflicts':
    case 'held':
    case 'problems':
    case 'old-failure':
    case 'log':
      return true
    case 'credentials':
    case 'disk':
    case 'offline':
    case 'run-stuck':
      return looking.length > 0 && looking.every(({ lastSuccessAt }) => isAfter(lastSuccessAt, shownAt))
    // A token that is refused has not become valid for longer.
    case 'token-expires':
      return concerned.every(({ alerts }) => !alerts.some((alert) => alert.kind === 'credentials'))
    case 'stale':
      return looking.length > 0 && looking.every(({ freshness }) => freshness === 'fresh')
    default:
      return assertNever(kind)
  }
}

function isAfter(time: string | null, at: number): boolean {
  return time !== null && Date.parse(time) > at
}
