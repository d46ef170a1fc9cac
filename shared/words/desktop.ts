/**
 * What the application says in dialogs of the system, before or beside its window, in English and German.
 */
import type { Language } from './language.ts'

export interface DesktopWords {
  readonly cannotStart: string
  readonly quit: string
  /** Something failed that nobody foresaw. */
  readonly broken: { readonly title: string; readonly body: string }
  /** Flags that open a door for others; the application does not start with them. */
  readonly openedDoors: (flags: string) => string
  readonly unprotected: {
    readonly title: string
    readonly body: string
    readonly no: string
    readonly yes: string
  }
  readonly chooseTokenFile: { readonly title: string; readonly button: string }
}

const english: DesktopWords = {
  cannotStart: 'Partner Sync cannot start.',
  quit: 'Quit',
  broken: {
    title: 'Partner Sync has stopped.',
    body: 'Something failed that should not. Nothing is lost: what was begun is looked up at the next start. Start Partner Sync again; if this comes back, please report it with the log.',
  },
  openedDoors: (flags) =>
    `Partner Sync does not start with ${flags}: other programs could read your tokens that way. Start it without.`,
  unprotected: {
    title: 'This computer cannot encrypt your token.',
    body: 'No password store (GNOME Keyring or KWallet) answers. Without one the token lies readable in a file, for every program that runs under your name. Better: set up a password store, then start Partner Sync again.',
    no: 'Do not keep it',
    yes: 'Keep it without encryption',
  },
  chooseTokenFile: { title: 'File with the token', button: 'Take over' },
}

const german: DesktopWords = {
  cannotStart: 'Partner Sync kann nicht starten.',
  quit: 'Beenden',
  broken: {
    title: 'Partner Sync wurde beendet.',
    body: 'Etwas ist fehlgeschlagen, das nicht fehlschlagen sollte. Verloren ist nichts: Was begonnen war, wird beim nächsten Start nachgesehen. Partner Sync neu starten; kommt es wieder, bitte mit dem Protokoll melden.',
  },
  openedDoors: (flags) =>
    `Partner Sync startet nicht mit ${flags}: Andere Programme könnten so deine Token lesen. Bitte ohne starten.`,
  unprotected: {
    title: 'Dieser Computer kann deinen Token nicht verschlüsseln.',
    body: 'Kein Passwortspeicher (GNOME-Schlüsselbund oder KWallet) antwortet. Ohne ihn liegt der Token lesbar in einer Datei, für jedes Programm, das unter deinem Namen läuft. Besser: einen Passwortspeicher einrichten, dann Partner Sync neu starten.',
    no: 'Nicht aufbewahren',
    yes: 'Unverschlüsselt aufbewahren',
  },
  chooseTokenFile: { title: 'Datei mit dem Token', button: 'Übernehmen' },
}

export function desktopWords(language: Language): DesktopWords {
  return language === 'de' ? german : english
}
