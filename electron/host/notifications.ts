/**
 * Which notifications are due, worded: alerts within their quiet periods, what is over, what came from the shared side.
 *
 * What was shown is remembered in the ledger, so that a restart does not show it again; while the disk refuses it is
 * remembered in memory only. Several at once are one notification. What the user does not want is not made.
 */
import { z } from 'zod'
import { type AlertKind, alertKinds, type Status } from '../../shared/contract.ts'
import type { Profile } from '../../shared/model.ts'
import type { Screen } from '../../shared/snapshot.ts'
import { formatsFor } from '../../shared/words/format.ts'
import type { Language } from '../../shared/words/language.ts'
import { notificationWords } from '../../shared/words/notifications.ts'
import { type AlertMemory, dueAlerts, type RaisedAlert, type RecoveredAlert } from '../core/alerts.ts'
import type { RunReport } from '../engine/engine-port.ts'
import { LedgerError } from '../engine/ledger-port.ts'
import type { Home } from './home.ts'
import { tellChanges } from './partner-changes.ts'
import { wholeHome } from './watched-engine.ts'

/** A notification that is to be shown now: new, or over. */
export interface DueNotification {
  readonly kind: 'raised' | 'recovered' | 'partner-changes'
  /** The same cause has the same key, so that a later notification replaces an earlier one. */
  readonly key: string
  /** Null for several kinds in one. */
  readonly alert: AlertKind | null
  readonly title: string
  readonly body: string
  readonly screen: Screen
}

export interface Notifications {
  /**
   * What of these statuses is due now; each is given once within its quiet period. `justUp`: the computer has not been up
   * for long, so that nothing having been compared is no news.
   */
  due(statuses: readonly Status[], justUp: boolean): readonly DueNotification[]
  /** Keeps in mind what a run brought from the shared side. */
  noteChanges(profile: Profile, report: RunReport): void
  /** What has come from the shared side; at most one notification a minute. */
  dueChanges(): readonly DueNotification[]
}

export interface NotificationsOptions {
  readonly home: Pick<Home, 'profiles' | 'preferences' | 'ledger' | 'journal' | 'clock' | 'report'>
  readonly language: () => Language
}

const MEMORY = 'shown-alerts'
const CHANGES_EVERY_MS = 60_000
const CHANGES_TOLD = 3
/** More changes than one run ever writes within a minute. */
const CHANGES_READ = 200

const screenOf: Readonly<Record<AlertKind, Screen>> = {
  credentials: 'setup',
  'run-stuck': 'activity',
  'old-failure': 'problems',
  problems: 'problems',
  conflicts: 'conflicts',
  held: 'held',
  stale: 'overview',
  offline: 'overview',
  disk: 'overview',
  log: 'settings',
  'token-expires': 'settings',
}

export function createNotifications({ home, language }: NotificationsOptions): Notifications {
  let memory = readMemory(home)
  let savedText = JSON.stringify(memory)
  let changes: readonly string[] = []
  let changesAt = Number.NEGATIVE_INFINITY

  const remember = (next: AlertMemory): void => {
    memory = next
    const text = JSON.stringify(next)
    if (text === savedText) return
    try {
      home.ledger.saveFact(wholeHome, MEMORY, text)
      savedText = text
    } catch (error) {
      // A notification must not fail for a disk that refuses: that may be the very thing it tells.
      if (!(error instanceof LedgerError)) throw error
      home.report(error.failure)
    }
  }

  return {
    due: (statuses, justUp) => {
      if (!home.preferences().notifications.trouble) return []
      const profiles = home.profiles()
      const watched = profiles.flatMap(({ id, name }) =>
        statuses.filter((status) => status.name === name).map((status) => ({ profile: id, status })),
      )
      const { raised, recovered, memory: next } = dueAlerts(watched, memory, home.clock.now(), justUp)
      remember(next)
      const many = profiles.length > 1
      return [...raisedAs(raised, many, language()), ...recoveredAs(recovered, many, language())]
    },
    noteChanges: (profile, report) => {
      const { created, updated, removed } = report.record.statistics
      if (!home.preferences().notifications.partnerChanges || created + updated + removed === 0) return
      const written = home.journal
        .changes({ profile: profile.id, limit: CHANGES_READ })
        .filter((change) => change.runId === report.record.id)
        .toReversed()
      changes = [...changes, ...tellChanges(written, profile, language())]
    },
    dueChanges: () => {
      const now = home.clock.monotonic()
      if (changes.length === 0 || now - changesAt < CHANGES_EVERY_MS) return []
      const told = changes
      changes = []
      changesAt = now
      return [changesAs(told, home.clock.now(), language())]
    },
  }
}

function raisedAs(raised: readonly RaisedAlert[], many: boolean, language: Language): readonly DueNotification[] {
  const [first, second] = raised
  if (first === undefined) return []
  const words = notificationWords(language)
  const named = ({ profileName, key }: RaisedAlert, sentence: string): string =>
    many && key.includes('/') ? words.ofProfile(profileName, sentence) : sentence
  const { kind, message, remedy } = first.alert
  if (second === undefined) {
    const title = named(first, message)
    return [{ kind: 'raised', key: first.key, alert: kind, title, body: remedy, screen: screenOf[kind] }]
  }
  return [
    {
      kind: 'raised',
      key: 'several',
      alert: null,
      title: words.several(formatsFor(language), raised.length),
      body: raised.map((one) => named(one, one.alert.message)).join('\n'),
      screen: commonScreen(raised.map((one) => one.alert.kind)),
    },
  ]
}

function recoveredAs(
  recovered: readonly RecoveredAlert[],
  many: boolean,
  language: Language,
): readonly DueNotification[] {
  const [first, second] = recovered
  if (first === undefined) return []
  const words = notificationWords(language)
  const body = recovered
    .map(({ kind, key, profileName }) =>
      many && key.includes('/') ? words.ofProfile(profileName, words.over[kind]) : words.over[kind],
    )
    .join('\n')
  const alert = second === undefined ? first.kind : null
  // Under the key of what is over, so that the old notification goes.
  const key = second === undefined ? first.key : 'several'
  return [{ kind: 'recovered', key, alert, title: words.recovered, body, screen: 'overview' }]
}

function commonScreen(kinds: readonly AlertKind[]): Screen {
  const screens = new Set(kinds.map((kind) => screenOf[kind]))
  const [only] = screens
  return screens.size === 1 && only !== undefined ? only : 'overview'
}

function changesAs(told: readonly string[], now: number, language: Language): DueNotification {
  const words = notificationWords(language)
  const formats = formatsFor(language)
  const rest = told.length - CHANGES_TOLD
  const lines = rest > 0 ? [...told.slice(0, CHANGES_TOLD), words.more(formats, rest)] : told
  return {
    kind: 'partner-changes',
    // Each is news of its own: a later one must not take an earlier one away.
    key: `changes/${now}`,
    alert: null,
    title: told.length === 1 ? words.changed : words.severalChanges(formats, told.length),
    body: lines.join('\n'),
    screen: 'activity',
  }
}

const memorySchema = z.record(
  z.string(),
  z.object({
    kind: z.enum(alertKinds),
    shownAt: z.number(),
    severity: z.enum(['info', 'warning', 'critical']),
    open: z.boolean(),
  }),
)

/** What cannot be read counts as nothing shown: a notification too many is better than none. */
function readMemory({ ledger, report }: NotificationsOptions['home']): AlertMemory {
  try {
    const text = ledger.fact(wholeHome, MEMORY)
    const parsed = memorySchema.safeParse(text === null ? {} : JSON.parse(text))
    return parsed.success ? parsed.data : {}
  } catch (error) {
    if (error instanceof LedgerError) report(error.failure)
    return {}
  }
}
