/**
 * What the overview of the window says: when it was synced, pauses, what needs attention, each profile, the first run.
 *
 * Times come in as text, already formatted for the reader; where a form depends on a count, `Formats` picks it.
 */
import type { AlertKind, StatusState } from '../contract.ts'
import type { Formats } from './format.ts'
import type { Language } from './language.ts'

/** What hinders an appointment in a profile, or makes it wait. */
export type ProfileCount = 'conflicts' | 'problems' | 'held' | 'pending'

export interface OverviewWords {
  readonly lastSynced: (when: string) => string
  readonly lastSyncedNow: string
  readonly neverSynced: string
  readonly nextSync: (when: string) => string
  readonly nextSyncSoon: string
  readonly pause: string
  readonly pauseHour: string
  readonly pauseUntilTomorrow: (when: string) => string
  readonly pauseUntilResumed: string
  readonly resume: string
  /** `until`: date and time at which it goes on by itself. */
  readonly pausedUntil: (until: string) => string
  readonly stale: { readonly title: string; readonly text: string }
  /** What the button beside an alert opens; null where no screen helps. */
  readonly alertHelp: Readonly<Record<AlertKind, string | null>>
  readonly unprotected: {
    readonly offer: string
    readonly title: string
    readonly text: readonly string[]
    readonly agree: string
  }
  readonly enterToken: string
  readonly states: Readonly<Record<StatusState, string>>
  readonly switchedOff: string
  readonly notSyncedYet: string
  readonly relevant: string
  readonly relevantHint: string
  readonly copies: string
  readonly copiesHint: string
  readonly counts: Readonly<Record<ProfileCount, string>>
  readonly syncProfile: (name: string) => string
  readonly profileSettings: (name: string) => string
  readonly progressOf: (name: string) => string
  readonly progress: (formats: Formats, done: number, total: number, percent: number) => string
  readonly timeLeft: (duration: string) => string
  readonly counting: string
  readonly latest: string
  readonly allActivity: string
  readonly noChanges: { readonly title: string; readonly text: string }
  readonly firstRun: { readonly title: string; readonly steps: readonly string[]; readonly meanwhile: string }
  readonly setUp: { readonly title: string; readonly text: string; readonly start: string }
}

const english: OverviewWords = {
  lastSynced: (when) => `Last synced ${when}`,
  lastSyncedNow: 'Last synced less than a minute ago',
  neverSynced: 'Never synced yet',
  nextSync: (when) => `Next complete comparison ${when}`,
  nextSyncSoon: 'Next complete comparison in less than a minute',
  pause: 'Pause',
  pauseHour: 'For 1 hour',
  pauseUntilTomorrow: (when) => `Until tomorrow morning (${when})`,
  pauseUntilResumed: 'Until I resume',
  resume: 'Resume',
  pausedUntil: (until) => `Goes on by itself on ${until}`,
  stale: {
    title: 'Sync recommended',
    text: 'The two databases have not been compared for a while, so what you see here may be out of date.',
  },
  alertHelp: {
    credentials: 'Enter a new token',
    'run-stuck': 'Look at the runs',
    'old-failure': 'Look at them',
    problems: 'Look at them',
    conflicts: 'Settle them',
    held: 'Look at them',
    stale: null,
    offline: null,
    disk: null,
    log: 'Open the settings',
    'token-expires': 'Enter a new token',
  },
  unprotected: {
    offer: 'Keep tokens without encryption …',
    title: 'Keep tokens without encryption?',
    text: [
      'This computer has no place where tokens can be kept encrypted. If you agree, they are kept in a file that only your user account can read.',
      'Anybody who gets at your files, for example on a stolen computer or in a backup, could then read them and open your databases.',
    ],
    agree: 'Keep without encryption',
  },
  enterToken: 'Enter a token',
  states: {
    idle: 'Waits for its first sync',
    in_progress: 'Syncing',
    completed: 'In step',
    failed: 'The last sync failed',
    paused: 'Paused',
    offline: 'Offline',
    attention: 'Waits for you',
  },
  switchedOff: 'Switched off',
  notSyncedYet: 'Not synced yet',
  relevant: 'Partner-relevant',
  relevantHint: 'marked by you',
  copies: 'Copies',
  copiesHint: 'what your partner sees',
  counts: { conflicts: 'Conflicts', problems: 'Problems', held: 'To confirm', pending: 'Waiting for the next try' },
  syncProfile: (name) => `Sync ${name} now`,
  profileSettings: (name) => `Settings of ${name}`,
  progressOf: (name) => `Progress of ${name}`,
  progress: (formats, done, total, percent) =>
    `${formats.number(done)} of ${formats.number(total)} · ${formats.percent(Math.floor(percent) / 100)}`,
  timeLeft: (duration) => `about ${duration} left`,
  counting: 'Looking at both databases …',
  latest: 'Last changes',
  allActivity: 'All activity',
  noChanges: {
    title: 'Nothing has changed yet',
    text: 'What Partner Sync writes will stand here, each with a button to take it back.',
  },
  firstRun: {
    title: 'What is happening now',
    steps: [
      'Both databases are read completely. With many appointments this takes a few minutes, because Notion lets a program ask only a few times a second.',
      'Appointments that are there already on both sides are connected, not copied again.',
      'Those that you marked as partner-relevant and that have no copy yet are copied to the shared database.',
    ],
    meanwhile: 'You can close this window: it goes on in the background, and everything that is done can be undone.',
  },
  setUp: {
    title: 'Share appointments, and keep the rest to yourself',
    text: 'Partner Sync copies the appointments that you mark in your private Notion database into a shared one, and keeps both in step in both directions. Setting it up takes about five minutes.',
    start: 'Set up Partner Sync',
  },
}

const german: OverviewWords = {
  lastSynced: (when) => `Zuletzt abgeglichen ${when}`,
  lastSyncedNow: 'Zuletzt abgeglichen vor weniger als einer Minute',
  neverSynced: 'Noch nie abgeglichen',
  nextSync: (when) => `Nächster vollständiger Vergleich ${when}`,
  nextSyncSoon: 'Nächster vollständiger Vergleich in weniger als einer Minute',
  pause: 'Pause',
  pauseHour: 'Für 1 Stunde',
  pauseUntilTomorrow: (when) => `Bis morgen früh (${when})`,
  pauseUntilResumed: 'Bis ich fortsetze',
  resume: 'Fortsetzen',
  pausedUntil: (until) => `Geht von selbst weiter: ${until}`,
  stale: {
    title: 'Abgleich empfohlen',
    text: 'Die beiden Datenbanken wurden eine Weile nicht verglichen. Was du hier siehst, kann veraltet sein.',
  },
  alertHelp: {
    credentials: 'Neuen Token eintragen',
    'run-stuck': 'Abgleiche ansehen',
    'old-failure': 'Ansehen',
    problems: 'Ansehen',
    conflicts: 'Lösen',
    held: 'Ansehen',
    stale: null,
    offline: null,
    disk: null,
    log: 'Einstellungen öffnen',
    'token-expires': 'Neuen Token eintragen',
  },
  unprotected: {
    offer: 'Token unverschlüsselt aufbewahren …',
    title: 'Token unverschlüsselt aufbewahren?',
    text: [
      'Auf diesem Computer gibt es keinen Ort, an dem Token verschlüsselt liegen können. Stimmst du zu, liegen sie in einer Datei, die nur dein Benutzerkonto lesen kann.',
      'Wer an deine Dateien kommt, etwa über einen gestohlenen Computer oder eine Datensicherung, könnte sie dann lesen und deine Datenbanken öffnen.',
    ],
    agree: 'Unverschlüsselt aufbewahren',
  },
  enterToken: 'Token eintragen',
  states: {
    idle: 'Wartet auf den ersten Abgleich',
    in_progress: 'Abgleich läuft',
    completed: 'Stimmt überein',
    failed: 'Letzter Abgleich fehlgeschlagen',
    paused: 'Pausiert',
    offline: 'Offline',
    attention: 'Wartet auf dich',
  },
  switchedOff: 'Ausgeschaltet',
  notSyncedYet: 'Noch nicht abgeglichen',
  // With a place to break it: the tile may be narrow.
  relevant: 'Partner\u00ADrelevant',
  relevantHint: 'von dir markiert',
  copies: 'Kopien',
  copiesHint: 'was dein Partner sieht',
  counts: {
    conflicts: 'Konflikte',
    problems: 'Probleme',
    held: 'Zu bestätigen',
    pending: 'Warten auf den nächsten Versuch',
  },
  syncProfile: (name) => `${name} jetzt abgleichen`,
  profileSettings: (name) => `Einstellungen von ${name}`,
  progressOf: (name) => `Fortschritt von ${name}`,
  progress: (formats, done, total, percent) =>
    `${formats.number(done)} von ${formats.number(total)} · ${formats.percent(Math.floor(percent) / 100)}`,
  timeLeft: (duration) => `noch etwa ${duration}`,
  counting: 'Beide Datenbanken werden gelesen …',
  latest: 'Letzte Änderungen',
  allActivity: 'Ganzer Verlauf',
  noChanges: {
    title: 'Noch hat sich nichts geändert',
    text: 'Was Partner Sync schreibt, steht dann hier und lässt sich einzeln rückgängig machen.',
  },
  firstRun: {
    title: 'Was gerade geschieht',
    steps: [
      'Beide Datenbanken werden vollständig gelesen. Bei vielen Terminen dauert das einige Minuten, denn Notion lässt ein Programm nur wenige Male in der Sekunde fragen.',
      'Termine, die es auf beiden Seiten schon gibt, werden verbunden und nicht noch einmal kopiert.',
      'Die Termine, die du als partnerrelevant markiert hast und die noch keine Kopie haben, werden in die geteilte Datenbank kopiert.',
    ],
    meanwhile:
      'Du kannst dieses Fenster schließen: Im Hintergrund geht es weiter, und alles lässt sich rückgängig machen.',
  },
  setUp: {
    title: 'Termine teilen, und den Rest für dich behalten',
    text: 'Partner Sync kopiert die Termine, die du in deiner privaten Notion-Datenbank markierst, in eine geteilte und hält beide in beide Richtungen gleich. Das Einrichten dauert etwa fünf Minuten.',
    start: 'Partner Sync einrichten',
  },
}

export function overviewWords(language: Language): OverviewWords {
  return language === 'de' ? german : english
}
