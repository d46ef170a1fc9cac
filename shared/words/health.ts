/**
 * How well it goes, in words: why the health is not good, and what failures are counted by.
 */
import type { Operation } from '../decision.ts'
import type { FailureCategory } from '../failure.ts'
import type { Formats } from './format.ts'
import type { Language } from './language.ts'

export interface HealthWords {
  /** Of the last 24 hours; `rate` is below what is healthy. */
  readonly lowRate: (formats: Formats, facts: { readonly rate: number; readonly decided: number }) => string
  /** A reason of one profile where several are told together. */
  readonly ofProfile: (profile: string, reason: string) => string
  readonly category: Readonly<Record<FailureCategory, string>>
  readonly operation: Readonly<Record<Operation['kind'], string>>
}

const english: HealthWords = {
  lowRate: (formats, { rate, decided }) =>
    `Only ${formats.percent(rate)} of the ${formats.number(decided)} changes of the last 24 hours succeeded.`,
  ofProfile: (profile, reason) => `${profile}: ${reason}`,
  category: {
    credentials: 'Token refused',
    permission: 'Not allowed',
    'not-shared': 'Not shared with the connection',
    schema: 'Properties do not fit',
    validation: 'Content refused',
    conflict: 'Changed at the same time',
    duplicate: 'There twice',
    'rate-limit': 'Too many requests',
    'plan-limit': 'Limit of the plan',
    timeout: 'No answer in time',
    network: 'Not reachable',
    disk: 'This computer cannot save',
    service: 'Error of Notion',
    'unreadable-page': 'Page not readable',
    'missing-data': 'Answer incomplete',
    unknown: 'Unknown',
    usage: 'Wrong input',
    settings: 'Settings',
    ledger: 'Record of the sync',
    locked: 'Another process',
    identity: 'Another workspace or database',
    stopped: 'Stopped',
  },
  operation: {
    create: 'Creating',
    update: 'Changing',
    link: 'Linking',
    trash: 'Moving to the trash',
    restore: 'Bringing back',
  },
}

const german: HealthWords = {
  lowRate: (formats, { rate, decided }) =>
    `Nur ${formats.percent(rate)} der ${formats.number(decided)} Änderungen der letzten 24 Stunden haben geklappt.`,
  ofProfile: (profile, reason) => `${profile}: ${reason}`,
  category: {
    credentials: 'Token abgelehnt',
    permission: 'Nicht erlaubt',
    'not-shared': 'Nicht mit der Verbindung geteilt',
    schema: 'Eigenschaften passen nicht',
    validation: 'Inhalt abgelehnt',
    conflict: 'Gleichzeitig geändert',
    duplicate: 'Doppelt vorhanden',
    'rate-limit': 'Zu viele Anfragen',
    'plan-limit': 'Grenze des Tarifs',
    timeout: 'Keine Antwort in der Zeit',
    network: 'Nicht erreichbar',
    disk: 'Dieser Computer kann nicht speichern',
    service: 'Fehler bei Notion',
    'unreadable-page': 'Seite nicht lesbar',
    'missing-data': 'Antwort unvollständig',
    unknown: 'Unbekannt',
    usage: 'Falsche Eingabe',
    settings: 'Einstellungen',
    ledger: 'Verzeichnis des Abgleichs',
    locked: 'Anderer Prozess',
    identity: 'Anderer Arbeitsbereich oder andere Datenbank',
    stopped: 'Angehalten',
  },
  operation: {
    create: 'Anlegen',
    update: 'Ändern',
    link: 'Verknüpfen',
    trash: 'In den Papierkorb legen',
    restore: 'Zurückholen',
  },
}

const words: Readonly<Record<Language, HealthWords>> = { de: german, en: english }

export function healthWords(language: Language): HealthWords {
  return words[language]
}
