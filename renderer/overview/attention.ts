/**
 * What the overview has to say besides how things stand: alerts, notices, trouble with tokens, a comparison that is due.
 *
 * Pure: a snapshot in, entries out, the gravest first. The alert that the sentence at the top tells already is set apart.
 */
import type { Alert, AlertKind, ErrorExplained } from '../../shared/contract.ts'
import type { Screen, Snapshot } from '../../shared/snapshot.ts'

/** The same alert of several profiles is one entry. */
export interface AlertEntry {
  readonly kind: 'alert'
  readonly alert: Alert
  readonly profiles: readonly string[]
}

export type AttentionEntry =
  | AlertEntry
  | { readonly kind: 'notice'; readonly error: ErrorExplained }
  | { readonly kind: 'stale'; readonly profiles: readonly string[] }
  /** `unprotected`: tokens could be kept if the user agrees. */
  | { readonly kind: 'tokens'; readonly message: string; readonly remedy: string; readonly unprotected: boolean }

export interface Attention {
  /** Told by the sentence at the top; its remedy belongs there too. */
  readonly leading: AlertEntry | null
  readonly others: readonly AttentionEntry[]
}

const weights: Readonly<Record<Alert['severity'], number>> = { critical: 0, warning: 1, info: 2 }

export function attentionOf(snapshot: Snapshot): Attention {
  const alerts = groupedAlerts(snapshot)
  const leading = alerts.find(({ alert }) => alert.message === snapshot.sentence) ?? null
  const { state, message, remedy } = snapshot.credentials
  const stale = snapshot.profiles.filter((one) => one.freshness === 'stale' && expectsSync(one))
  // That a comparison is due is told once, with the button that helps, whether or not it is an alert yet.
  const told = alerts.filter((entry) => entry !== leading && !(entry.alert.kind === 'stale' && stale.length > 0))
  // That nothing is kept without a yes counts where tokens are put in; a profile that lacks its token has its own alert.
  const others: readonly AttentionEntry[] = [
    ...(state === 'available' || message === '' || (state === 'unprotected' && snapshot.profiles.length > 0)
      ? []
      : [{ kind: 'tokens', message, remedy, unprotected: state === 'unprotected' } as const]),
    ...snapshot.notices.map((error) => ({ kind: 'notice', error }) as const),
    ...told.filter(isCritical),
    ...(stale.length === 0 ? [] : [{ kind: 'stale', profiles: stale.map(({ name }) => name) } as const]),
    ...told.filter((entry) => !isCritical(entry)),
  ]
  return { leading, others }
}

/** Alerts that are about a whole profile, and that no other list explains: they belong with the problems as well. */
export function wholeProfileAlerts(snapshot: Snapshot): readonly AlertEntry[] {
  return groupedAlerts(snapshot).filter(({ alert }) => wholeProfile.has(alert.kind))
}

const wholeProfile: ReadonlySet<AlertKind> = new Set(['credentials', 'run-stuck', 'disk', 'log', 'token-expires'])

const isCritical = ({ alert }: AlertEntry): boolean => alert.severity === 'critical'

/** Neither switched off nor paused nor offline: then nobody expects a sync, and nothing is recommended. */
function expectsSync({ enabled, state }: Snapshot['profiles'][number]): boolean {
  return enabled && state !== 'paused' && state !== 'offline' && state !== 'in_progress'
}

function groupedAlerts({ profiles }: Snapshot): readonly AlertEntry[] {
  const all = profiles.flatMap(({ name, alerts }) => alerts.map((alert) => ({ name, alert })))
  const groups = Map.groupBy(all, ({ alert }) => `${alert.kind} ${alert.message}`)
  return [...groups.values()]
    .flatMap((group): readonly AlertEntry[] => {
      const [first] = group
      return first === undefined ? [] : [{ kind: 'alert', alert: first.alert, profiles: group.map(({ name }) => name) }]
    })
    .sort((a, b) => weights[a.alert.severity] - weights[b.alert.severity])
}

export interface Target {
  readonly screen: Screen
  readonly parameters: Readonly<Record<string, string>>
}

const tokenAlerts: ReadonlySet<AlertKind> = new Set(['credentials', 'token-expires'])

const screens: Readonly<Record<AlertKind, Screen | null>> = {
  credentials: 'settings',
  'run-stuck': 'activity',
  'old-failure': 'problems',
  problems: 'problems',
  conflicts: 'conflicts',
  held: 'held',
  stale: null,
  offline: null,
  disk: null,
  log: 'settings',
  'token-expires': 'settings',
}

/** The screen that helps with an alert, on the profile that it is about; null: none does. */
export function helpFor({ alert, profiles }: AlertEntry): Target | null {
  const screen = screens[alert.kind]
  const [first, ...more] = profiles
  if (screen === null) return null
  // There one profile is unfolded at a time: the first one, and what still waits is told again after that.
  if (tokenAlerts.has(alert.kind) && first !== undefined) {
    return { screen, parameters: { profile: first, part: 'tokens' } }
  }
  const profile = first === undefined || more.length > 0 ? {} : { profile: first }
  return { screen, parameters: alert.kind === 'run-stuck' ? { tab: 'runs', ...profile } : profile }
}
