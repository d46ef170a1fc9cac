/**
 * What the window says everywhere: its screens by name, the actions that all of them share, how things stand in one word.
 *
 * Each screen has its own file beside this one (`window-overview`, `window-conflicts` …).
 */
import type { Screen, Standing } from '../snapshot.ts'
import type { Language } from './language.ts'

export interface WindowWords {
  readonly screens: Readonly<Record<Screen, string>>
  readonly navigation: string
  readonly openNavigation: string
  readonly skipToContent: string
  /** How things stand in one or two words, beside the icon. */
  readonly standing: Readonly<Record<Standing, string>>
  readonly sides: { readonly private: string; readonly shared: string }
  readonly syncNow: string
  readonly syncing: string
  readonly cancel: string
  readonly close: string
  readonly back: string
  readonly next: string
  readonly retry: string
  readonly undo: string
  readonly copy: string
  readonly copied: string
  readonly search: string
  readonly clearSearch: string
  readonly details: string
  readonly openInNotion: string
  readonly allProfiles: string
  readonly profile: string
  readonly loading: string
  readonly never: string
  readonly none: string
  /** Of a field without a value. */
  readonly empty: string
  readonly optional: string
  readonly save: string
  readonly saved: string
  /** Before the list of what can be done. */
  readonly whatToDo: string
  readonly notices: string
  /** The connection to the main process is gone; it is tried again by itself. */
  readonly connectionLost: string
  /** The page was opened by something else than the application. */
  readonly noBridge: string
  /** A part of the window has a bug. */
  readonly broken: { readonly title: string; readonly text: string; readonly reload: string }
  /** A file was written or handed to the browser. */
  readonly fileSaved: (path: string) => string
  readonly fileDownloaded: (name: string) => string
}

const english: WindowWords = {
  screens: {
    overview: 'Overview',
    appointments: 'Appointments',
    conflicts: 'Conflicts',
    activity: 'Activity',
    problems: 'Problems',
    held: 'To confirm',
    setup: 'Set up',
    settings: 'Settings',
  },
  navigation: 'Screens',
  openNavigation: 'Choose a screen',
  skipToContent: 'Skip to the content',
  standing: {
    'not-set-up': 'Not set up',
    syncing: 'Syncing',
    problem: 'Problem',
    attention: 'Needs you',
    offline: 'Offline',
    paused: 'Paused',
    'in-step': 'In step',
  },
  sides: { private: 'Private', shared: 'Shared' },
  syncNow: 'Sync now',
  syncing: 'Syncing …',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  next: 'Continue',
  retry: 'Try again',
  undo: 'Undo',
  copy: 'Copy',
  copied: 'Copied',
  search: 'Search',
  clearSearch: 'Clear the search',
  details: 'Technical details',
  openInNotion: 'Open in Notion',
  allProfiles: 'All profiles',
  profile: 'Profile',
  loading: 'Loading …',
  never: 'Never',
  none: 'None',
  empty: 'empty',
  optional: 'optional',
  save: 'Save',
  saved: 'Saved',
  whatToDo: 'What to do:',
  notices: 'Notices',
  connectionLost:
    'The connection to Partner Sync is lost. It is tried again by itself; what you see may be out of date. If it stays so, close other tabs of this window, or start Partner Sync again and open the new link.',
  noBridge: 'This page belongs to Partner Sync and shows nothing elsewhere. Start Partner Sync to see it.',
  broken: {
    title: 'This screen cannot be shown.',
    text: 'The window has a bug; syncing goes on in the background and nothing is lost. Load the window anew. If it happens again, create a diagnostic bundle in the settings.',
    reload: 'Load the window anew',
  },
  fileSaved: (path) => `Saved as ${path}`,
  fileDownloaded: (name) => `${name} was handed to your browser as a download.`,
}

const german: WindowWords = {
  screens: {
    overview: 'Übersicht',
    appointments: 'Termine',
    conflicts: 'Konflikte',
    activity: 'Verlauf',
    problems: 'Probleme',
    held: 'Zu bestätigen',
    setup: 'Einrichten',
    settings: 'Einstellungen',
  },
  navigation: 'Ansichten',
  openNavigation: 'Ansicht wählen',
  skipToContent: 'Zum Inhalt springen',
  standing: {
    'not-set-up': 'Nicht eingerichtet',
    syncing: 'Abgleich läuft',
    problem: 'Problem',
    attention: 'Braucht dich',
    offline: 'Offline',
    paused: 'Pausiert',
    'in-step': 'Stimmt überein',
  },
  sides: { private: 'Privat', shared: 'Geteilt' },
  syncNow: 'Jetzt abgleichen',
  syncing: 'Abgleich läuft …',
  cancel: 'Abbrechen',
  close: 'Schließen',
  back: 'Zurück',
  next: 'Weiter',
  retry: 'Noch einmal versuchen',
  undo: 'Rückgängig machen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  search: 'Suchen',
  clearSearch: 'Suche leeren',
  details: 'Technische Einzelheiten',
  openInNotion: 'In Notion öffnen',
  allProfiles: 'Alle Profile',
  profile: 'Profil',
  loading: 'Wird geladen …',
  never: 'Nie',
  none: 'Keine',
  empty: 'leer',
  optional: 'freiwillig',
  save: 'Speichern',
  saved: 'Gespeichert',
  whatToDo: 'Was zu tun ist:',
  notices: 'Hinweise',
  connectionLost:
    'Die Verbindung zu Partner Sync ist abgerissen. Sie wird von selbst wieder aufgebaut; was du siehst, kann veraltet sein. Bleibt es so, schließ andere Tabs dieses Fensters, oder starte Partner Sync neu und öffne den neuen Link.',
  noBridge: 'Diese Seite gehört zu Partner Sync und zeigt anderswo nichts. Starte Partner Sync, um sie zu sehen.',
  broken: {
    title: 'Diese Ansicht kann nicht gezeigt werden.',
    text: 'Das Fenster hat einen Fehler; der Abgleich geht im Hintergrund weiter und nichts geht verloren. Lade das Fenster neu. Geschieht es wieder, erstelle in den Einstellungen ein Diagnosepaket.',
    reload: 'Fenster neu laden',
  },
  fileSaved: (path) => `Gespeichert als ${path}`,
  fileDownloaded: (name) => `${name} wurde deinem Browser als Download übergeben.`,
}

export function windowWords(language: Language): WindowWords {
  return language === 'de' ? german : english
}
