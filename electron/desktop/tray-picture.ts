/**
 * The one place that decides what the icon in the panel shows: from a snapshot to icon, tooltip and menu, as data.
 *
 * Pure: the same snapshot at the same time gives an equal picture, so that whoever draws it can see that nothing
 * changed. Labels are plain text; the marks that a toolkit reads into them are the business of `tray.ts`.
 */
import { assertNever } from '../../shared/failure.ts'
import { type PauseEnd, tomorrowMorning } from '../../shared/pause.ts'
import type { Screen, Snapshot, Standing } from '../../shared/snapshot.ts'
import type { Formats } from '../../shared/words/format.ts'
import type { TrayWords } from '../../shared/words/tray.ts'

/** What a click on an entry asks for. */
export type TrayAction =
  | { readonly kind: 'sync-now'; readonly profile: string | null }
  | { readonly kind: 'pause'; readonly until: PauseEnd }
  | { readonly kind: 'resume' }
  | { readonly kind: 'open-screen'; readonly screen: Screen }
  | { readonly kind: 'start-at-login'; readonly on: boolean }
  | { readonly kind: 'quit' }

export type MenuEntry =
  | { readonly kind: 'separator' }
  /** Only to be read. */
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'action'; readonly label: string; readonly enabled: boolean; readonly action: TrayAction }
  | {
      readonly kind: 'checkbox'
      readonly label: string
      readonly enabled: boolean
      readonly checked: boolean
      readonly action: TrayAction
    }
  | {
      readonly kind: 'submenu'
      readonly label: string
      readonly enabled: boolean
      readonly entries: readonly MenuEntry[]
    }

/** Where the icon lies, below the folder of the icons; `template`: macOS colours it itself. */
export interface TrayIcon {
  readonly file: string
  readonly template: boolean
}

export interface TrayPicture {
  readonly icon: TrayIcon
  readonly tooltip: string
  readonly menu: readonly MenuEntry[]
}

/** `dark`: the panel is dark; only Windows can say so. `zone`: the time zone of the computer. */
export interface TrayPlatform {
  readonly system: 'win32' | 'darwin' | 'linux'
  readonly darkPanel: boolean
  readonly zone: string
}

const NAME = 'Partner Sync'
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Windows keeps 128 UTF-16 units of a tooltip, the closing zero among them (NOTIFYICONDATAW.szTip). */
const TOOLTIP_LENGTH = 127

const separator: MenuEntry = { kind: 'separator' }

/** Icon, tooltip and menu for how things stand. `now`: ms UTC. Never fails; what is not known is said to be so. */
export function trayPicture(
  snapshot: Snapshot,
  words: TrayWords,
  formats: Formats,
  now: number,
  platform: TrayPlatform,
): TrayPicture {
  const icon = iconOf(snapshot.standing, platform)
  const said: MenuEntry = { kind: 'text', label: snapshot.sentence }
  const quit: MenuEntry = { kind: 'action', label: words.quit, enabled: true, action: { kind: 'quit' } }
  const settings = [open(words.settings, 'settings'), startAtLogin(snapshot.startAtLogin, words), separator, quit]
  if (snapshot.standing === 'not-set-up') {
    const menu = [said, separator, open(words.setUp, 'setup'), ...settings]
    return { icon, tooltip: cut(`${NAME}: ${snapshot.sentence}`, TOOLTIP_LENGTH), menu }
  }
  const synced = lastSynced(snapshot.lastSyncedAt, words, formats, now)
  const menu: readonly MenuEntry[] = [
    said,
    { kind: 'text', label: synced },
    separator,
    syncNow(snapshot, words),
    pauseOrResume(snapshot.pausedUntil, words, formats, now, platform.zone),
    separator,
    ...lists(snapshot, words, formats),
    separator,
    open(words.open, 'overview'),
    ...settings,
  ]
  const room = TOOLTIP_LENGTH - synced.length - 1
  return { icon, tooltip: `${cut(`${NAME}: ${snapshot.sentence}`, room)}\n${synced}`, menu }
}

/**
 * The icon of a standing. macOS colours its own, Windows says whether its panel is dark; on Linux nobody can say, the
 * panel of a light theme is often black, so a middle tone is taken that can be seen on both.
 */
export function iconOf(standing: Standing, { system, darkPanel }: TrayPlatform): TrayIcon {
  switch (system) {
    case 'darwin':
      return { file: `tray/template/${standing}Template.png`, template: true }
    case 'win32':
      return { file: `tray/${darkPanel ? 'dark' : 'light'}/${standing}.ico`, template: false }
    case 'linux':
      return { file: `tray/any/${standing}.png`, template: false }
    default:
      return assertNever(system)
  }
}

function lastSynced(at: string | null, words: TrayWords, formats: Formats, now: number): string {
  if (at === null) return words.neverSynced
  const then = Date.parse(at)
  // Also of a time that lies ahead, since the clock was set back: nothing is said of the future.
  return now - then < MINUTE_MS ? words.lastSyncedNow : words.lastSynced(formats.relative(then, now))
}

function syncNow({ profiles, pausedUntil }: Snapshot, words: TrayWords): MenuEntry {
  const ready = (profile: Snapshot['profiles'][number]): boolean => profile.enabled && profile.state !== 'paused'
  const enabled = pausedUntil === null && profiles.some(ready)
  const all = { kind: 'sync-now', profile: null } as const
  if (profiles.length < 2) return { kind: 'action', label: words.syncNow, enabled, action: all }
  return {
    kind: 'submenu',
    label: words.syncNow,
    enabled,
    entries: [
      { kind: 'action', label: words.allProfiles, enabled, action: all },
      separator,
      ...profiles.map(
        (profile): MenuEntry => ({
          kind: 'action',
          label: profile.name,
          enabled: enabled && ready(profile),
          action: { kind: 'sync-now', profile: profile.name },
        }),
      ),
    ],
  }
}

function pauseOrResume(
  until: Snapshot['pausedUntil'],
  words: TrayWords,
  formats: Formats,
  now: number,
  zone: string,
): MenuEntry {
  if (until !== null) {
    const label = until === 'resumed' ? words.resume : words.resumeBefore(formats.dateTime(Date.parse(until), zone))
    return { kind: 'action', label, enabled: true, action: { kind: 'resume' } }
  }
  const tomorrow = tomorrowMorning(now, zone)
  const entry = (label: string, end: PauseEnd): MenuEntry => ({
    kind: 'action',
    label,
    enabled: true,
    action: { kind: 'pause', until: end },
  })
  return {
    kind: 'submenu',
    label: words.pause,
    enabled: true,
    entries: [
      entry(words.pauseHour, { kind: 'for', ms: HOUR_MS }),
      entry(words.pauseUntilTomorrow(formats.dateTime(tomorrow, zone)), { kind: 'at', at: tomorrow }),
      entry(words.pauseUntilResumed, { kind: 'resumed' }),
    ],
  }
}

/** Always there, so that entries do not change their places; without anything in them they cannot be chosen. */
function lists({ conflicts, problems, held }: Snapshot, words: TrayWords, formats: Formats): readonly MenuEntry[] {
  const entry = (label: string, count: number, screen: Screen): MenuEntry => ({
    ...open(label, screen),
    enabled: count > 0,
  })
  return [
    entry(words.conflicts(formats.number(conflicts)), conflicts, 'conflicts'),
    entry(words.problems(formats.number(problems)), problems, 'problems'),
    entry(words.held(formats.number(held)), held, 'held'),
  ]
}

type ActionEntry = Extract<MenuEntry, { readonly kind: 'action' }>

function open(label: string, screen: Screen): ActionEntry {
  return { kind: 'action', label, enabled: true, action: { kind: 'open-screen', screen } }
}

/** What is not known is not shown as off: the settings say why, and offer both. */
function startAtLogin(state: Snapshot['startAtLogin'], words: TrayWords): MenuEntry {
  if (state === 'unknown') return open(words.startAtLoginUnknown, 'settings')
  const checked = state === 'on'
  const action = { kind: 'start-at-login', on: !checked } as const
  return { kind: 'checkbox', label: words.startAtLogin, enabled: true, checked, action }
}

/** At most `length` UTF-16 units, never half a character. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
