/**
 * What the icon in the panel says: its tooltip, its menu, and that a desktop may not show it; English and German.
 *
 * Labels of a menu are no sentences: no full stop. Times come in as text, already formatted for the reader; how things
 * stand is said by the snapshot itself.
 */

export interface TrayWords {
  /** `when`: a relative time, for example “2 minutes ago”. */
  readonly lastSynced: (when: string) => string
  /** Less than a minute ago. */
  readonly lastSyncedNow: string
  readonly neverSynced: string
  readonly syncNow: string
  /** First entry below “Sync now”, above the profiles. */
  readonly allProfiles: string
  readonly pause: string
  readonly pauseHour: string
  /** `when`: date and time at which it goes on. */
  readonly pauseUntilTomorrow: (when: string) => string
  readonly pauseUntilResumed: string
  readonly resume: string
  /** `when`: date and time at which it goes on by itself. */
  readonly resumeBefore: (when: string) => string
  readonly conflicts: (count: string) => string
  readonly problems: (count: string) => string
  readonly held: (count: string) => string
  readonly open: string
  readonly setUp: string
  readonly settings: string
  readonly startAtLogin: string
  readonly startAtLoginUnknown: string
  readonly quit: string
  /** Told once where a desktop may show no icon. */
  readonly maybeInvisible: { readonly title: string; readonly body: string }
}

export const trayEnglish: TrayWords = {
  lastSynced: (when) => `Last synced ${when}`,
  lastSyncedNow: 'Last synced less than a minute ago',
  neverSynced: 'Never synced yet',
  syncNow: 'Sync now',
  allProfiles: 'All profiles',
  pause: 'Pause',
  pauseHour: 'For 1 hour',
  pauseUntilTomorrow: (when) => `Until tomorrow (${when})`,
  pauseUntilResumed: 'Until I resume',
  resume: 'Resume',
  resumeBefore: (when) => `Resume (paused until ${when})`,
  conflicts: (count) => `Conflicts (${count})`,
  problems: (count) => `Problems (${count})`,
  held: (count) => `Removals to confirm (${count})`,
  open: 'Open Partner Sync',
  setUp: 'Set up Partner Sync',
  settings: 'Settings',
  startAtLogin: 'Start at login',
  startAtLoginUnknown: 'Start at login (not known)',
  quit: 'Quit',
  maybeInvisible: {
    title: 'Partner Sync goes on in the background',
    body: 'Your desktop may not show its icon. Start Partner Sync again whenever you want to see the window.',
  },
}

export const trayGerman: TrayWords = {
  lastSynced: (when) => `Zuletzt abgeglichen ${when}`,
  lastSyncedNow: 'Zuletzt abgeglichen vor weniger als einer Minute',
  neverSynced: 'Noch nie abgeglichen',
  syncNow: 'Jetzt abgleichen',
  allProfiles: 'Alle Profile',
  pause: 'Pause',
  pauseHour: 'Für 1 Stunde',
  pauseUntilTomorrow: (when) => `Bis morgen (${when})`,
  pauseUntilResumed: 'Bis ich fortsetze',
  resume: 'Fortsetzen',
  resumeBefore: (when) => `Fortsetzen (Pause bis ${when})`,
  conflicts: (count) => `Konflikte (${count})`,
  problems: (count) => `Probleme (${count})`,
  held: (count) => `Entfernungen bestätigen (${count})`,
  open: 'Partner Sync öffnen',
  setUp: 'Partner Sync einrichten',
  settings: 'Einstellungen',
  startAtLogin: 'Bei der Anmeldung starten',
  startAtLoginUnknown: 'Bei der Anmeldung starten (nicht bekannt)',
  quit: 'Beenden',
  maybeInvisible: {
    title: 'Partner Sync läuft im Hintergrund weiter',
    body: 'Dein Desktop zeigt das Symbol vielleicht nicht. Starte Partner Sync noch einmal, um das Fenster zu sehen.',
  },
}
