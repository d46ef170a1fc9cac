/**
 * What notifications say beside the alerts themselves: several at once, that something is over, and what changed in the
 * shared database. English and German.
 *
 * Titles are short, because systems cut them. Who changed something is not known; that it came from the shared side is.
 */
import type { AlertKind } from '../contract.ts'
import { assertNever } from '../failure.ts'
import type { Formats } from './format.ts'
import type { Language } from './language.ts'

/** A change that came from the shared side; `value` null: it is empty now. Texts are as a person reads them. */
export type TellableChange =
  | { readonly kind: 'moved'; readonly title: string; readonly when: string | null }
  | { readonly kind: 'renamed'; readonly title: string; readonly before: string }
  | { readonly kind: 'edited'; readonly title: string; readonly field: string; readonly value: string | null }
  /** Several fields, or one whose value is too long to be told. */
  | { readonly kind: 'edited-several'; readonly title: string; readonly fields: readonly string[] }
  | { readonly kind: 'added'; readonly title: string; readonly when: string | null }
  | { readonly kind: 'no-longer-shared'; readonly title: string }
  | { readonly kind: 'removed'; readonly title: string }

export interface NotificationWords {
  /** Several alerts in one notification. */
  readonly several: (formats: Formats, count: number) => string
  readonly recovered: string
  readonly over: Readonly<Record<AlertKind, string>>
  /** A line that concerns one of several profiles. */
  readonly ofProfile: (profile: string, sentence: string) => string
  readonly changed: string
  readonly change: (formats: Formats, change: TellableChange) => string
  /** More changes than are told one by one. */
  readonly severalChanges: (formats: Formats, count: number) => string
  readonly more: (formats: Formats, count: number) => string
  readonly untitled: string
}

const english: NotificationWords = {
  several: (formats, count) => `${formats.number(count)} things need your attention`,
  recovered: 'Working again',
  over: {
    credentials: 'Notion accepts the token again.',
    'run-stuck': 'The run that had stopped goes on.',
    'old-failure': 'No appointment has been failing for more than 24 hours any more.',
    problems: 'No appointment has a problem any more.',
    conflicts: 'No conflict waits for your choice any more.',
    held: 'Nothing is held back any more.',
    stale: 'The databases have been compared again.',
    offline: 'Notion can be reached again. What was due has been made up for.',
    disk: 'This computer can save what it does again.',
    log: 'The log can be written again.',
    'token-expires': 'The token is valid for longer again.',
  },
  ofProfile: (profile, sentence) => `${profile}: ${sentence}`,
  changed: 'Changed in the shared database',
  change: (formats, change) => {
    const title = formats.quote(change.title)
    switch (change.kind) {
      case 'moved':
        return change.when === null ? `${title} has no date any more.` : `${title} was moved to ${change.when}.`
      case 'renamed':
        return `${formats.quote(change.before)} is called ${title} now.`
      case 'edited':
        return change.value === null
          ? `${title}: ${change.field} is empty now.`
          : `${title}: ${change.field} is ${formats.quote(change.value)} now.`
      case 'edited-several':
        return `${title}: ${formats.list(change.fields)} ${change.fields.length === 1 ? 'was' : 'were'} changed.`
      case 'added':
        return change.when === null ? `${title} was added.` : `${title} was added, ${change.when}.`
      case 'no-longer-shared':
        return `${title} is no longer shared.`
      case 'removed':
        return `${title} was removed.`
      default:
        return assertNever(change)
    }
  },
  severalChanges: (formats, count) => `${formats.number(count)} changes in the shared database`,
  more: (formats, count) => formats.plural(count, { one: 'One more in the history.', other: '# more in the history.' }),
  untitled: 'Untitled',
}

const german: NotificationWords = {
  several: (formats, count) => `${formats.number(count)} Dinge brauchen deine Aufmerksamkeit`,
  recovered: 'Läuft wieder',
  over: {
    credentials: 'Notion nimmt den Token wieder an.',
    'run-stuck': 'Der Abgleich, der stand, geht weiter.',
    'old-failure': 'Kein Termin schlägt mehr seit über 24 Stunden fehl.',
    problems: 'Kein Termin hat mehr ein Problem.',
    conflicts: 'Kein Konflikt wartet mehr auf deine Entscheidung.',
    held: 'Nichts ist mehr zurückgehalten.',
    stale: 'Die Datenbanken wurden wieder verglichen.',
    offline: 'Notion ist wieder erreichbar. Was fällig war, ist nachgeholt.',
    disk: 'Dieser Computer kann wieder speichern, was er tut.',
    log: 'Das Protokoll lässt sich wieder schreiben.',
    'token-expires': 'Der Token gilt wieder länger.',
  },
  ofProfile: (profile, sentence) => `${profile}: ${sentence}`,
  changed: 'In der gemeinsamen Datenbank geändert',
  change: (formats, change) => {
    const title = formats.quote(change.title)
    switch (change.kind) {
      case 'moved':
        return change.when === null ? `${title} hat kein Datum mehr.` : `${title} wurde verschoben auf ${change.when}.`
      case 'renamed':
        return `${formats.quote(change.before)} heißt jetzt ${title}.`
      case 'edited':
        return change.value === null
          ? `${title}: ${change.field} ist jetzt leer.`
          : `${title}: ${change.field} ist jetzt ${formats.quote(change.value)}.`
      case 'edited-several':
        return `${title}: geändert ${change.fields.length === 1 ? 'wurde' : 'wurden'} ${formats.list(change.fields)}.`
      case 'added':
        return change.when === null ? `${title} ist neu.` : `${title} ist neu, ${change.when}.`
      case 'no-longer-shared':
        return `${title} wird nicht mehr geteilt.`
      case 'removed':
        return `${title} wurde entfernt.`
      default:
        return assertNever(change)
    }
  },
  severalChanges: (formats, count) => `${formats.number(count)} Änderungen in der gemeinsamen Datenbank`,
  more: (formats, count) =>
    formats.plural(count, { one: 'Eine weitere steht im Verlauf.', other: '# weitere stehen im Verlauf.' }),
  untitled: 'Ohne Titel',
}

const words: Readonly<Record<Language, NotificationWords>> = { de: german, en: english }

export function notificationWords(language: Language): NotificationWords {
  return words[language]
}
