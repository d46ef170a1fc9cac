/**
 * What a change did, in one sentence without a full stop, for lists of what happened last; and the head of their table.
 *
 * Values come in as text, ready for the reader; fields by the name of their property.
 */
import type { Side } from '../model.ts'
import type { Formats } from './format.ts'
import type { Language } from './language.ts'

/** What was done to one page, in the words of whoever reads it. */
export type ChangeTold =
  /** Written on the side `to`. `after` null where the value is gone; `undone`: a change was taken back. */
  | { readonly kind: 'field'; readonly field: string; readonly after: string | null; readonly way: ChangeWay }
  | { readonly kind: 'fields'; readonly fields: readonly string[]; readonly way: ChangeWay }
  | {
      readonly kind: 'created' | 'trashed' | 'restored' | 'linked' | 'switched-on' | 'switched-off'
      readonly side: Side
    }
  /** A value gave way and is kept in the history alone. */
  | { readonly kind: 'gave-way'; readonly fields: readonly string[]; readonly side: Side }

/** Which way a value went: from the other side to this one, or back to what this side showed before. */
export interface ChangeWay {
  readonly to: Side
  readonly undone: boolean
}

export interface ChangeWords {
  readonly sentence: (formats: Formats, title: string, told: ChangeTold) => string
  readonly untitled: string
  readonly yes: string
  readonly no: string
  /** The head of the exported table, in its order. */
  readonly columns: {
    readonly at: string
    readonly profile: string
    readonly title: string
    readonly side: string
    readonly kind: string
    readonly field: string
    readonly before: string
    readonly after: string
    readonly why: string
    readonly page: string
    readonly run: string
  }
  readonly kinds: Readonly<Record<'create' | 'update' | 'link' | 'trash' | 'restore' | 'superseded', string>>
  /** Name of the exported file, without folder and date. */
  readonly fileName: string
}

const english: ChangeWords = {
  sentence: (formats, title, told) => `${title}: ${toldEnglish(formats, told)}`,
  untitled: 'Without a title',
  yes: 'yes',
  no: 'no',
  columns: {
    at: 'Time (UTC)',
    profile: 'Profile',
    title: 'Appointment',
    side: 'Side',
    kind: 'Change',
    field: 'Field',
    before: 'Before',
    after: 'After',
    why: 'Reason',
    page: 'Page',
    run: 'Run',
  },
  kinds: {
    create: 'created',
    update: 'changed',
    link: 'linked',
    trash: 'moved to the trash',
    restore: 'brought back',
    superseded: 'gave way',
  },
  fileName: 'partner-sync-changes',
}

function toldEnglish(formats: Formats, told: ChangeTold): string {
  switch (told.kind) {
    case 'field':
      return `${told.field} ${told.after === null ? 'cleared' : `changed to ${told.after}`}, ${wayEnglish(told.way)}`
    case 'fields':
      return `${formats.list(told.fields)} changed, ${wayEnglish(told.way)}`
    case 'gave-way':
      return `${formats.list(told.fields)} of the ${told.side} side gave way and is kept in the history`
    default:
      return doneEnglish[told.kind][told.side]
  }
}

function wayEnglish({ to, undone }: ChangeWay): string {
  if (undone) return `taken back on the ${to} side`
  return to === 'private' ? 'from shared to private' : 'from private to shared'
}

type Done = Readonly<Record<Extract<ChangeTold, { readonly side: Side; readonly fields?: never }>['kind'], Both>>
type Both = Readonly<Record<Side, string>>

const doneEnglish: Done = {
  created: { private: 'brought into the private database', shared: 'copied to the shared database' },
  trashed: { private: 'private page moved to the trash', shared: 'copy moved to the trash' },
  restored: { private: 'private page brought back from the trash', shared: 'copy brought back from the trash' },
  linked: { private: 'private page linked to its copy', shared: 'copy linked to its private page' },
  'switched-on': { private: 'shared again', shared: 'copy marked as shared' },
  'switched-off': { private: 'no longer shared', shared: 'copy no longer marked as shared' },
}

const german: ChangeWords = {
  sentence: (formats, title, told) => `${title}: ${toldGerman(formats, told)}`,
  untitled: 'Ohne Titel',
  yes: 'ja',
  no: 'nein',
  columns: {
    at: 'Zeit (UTC)',
    profile: 'Profil',
    title: 'Termin',
    side: 'Seite',
    kind: 'Änderung',
    field: 'Feld',
    before: 'Vorher',
    after: 'Nachher',
    why: 'Grund',
    page: 'Seite in Notion',
    run: 'Abgleich',
  },
  kinds: {
    create: 'angelegt',
    update: 'geändert',
    link: 'verknüpft',
    trash: 'in den Papierkorb gelegt',
    restore: 'zurückgeholt',
    superseded: 'ersetzt',
  },
  fileName: 'partner-sync-aenderungen',
}

function toldGerman(formats: Formats, told: ChangeTold): string {
  switch (told.kind) {
    case 'field':
      return `${told.field} ${told.after === null ? 'geleert' : `geändert in ${told.after}`}, ${wayGerman(told.way)}`
    case 'fields':
      return `${formats.list(told.fields)} geändert, ${wayGerman(told.way)}`
    case 'gave-way': {
      const side = told.side === 'private' ? 'privaten' : 'geteilten'
      return `${formats.list(told.fields)} der ${side} Seite wurde ersetzt und steht im Verlauf`
    }
    default:
      return doneGerman[told.kind][told.side]
  }
}

function wayGerman({ to, undone }: ChangeWay): string {
  if (undone) return `zurückgenommen auf der ${to === 'private' ? 'privaten' : 'geteilten'} Seite`
  return to === 'private' ? 'von geteilt nach privat' : 'von privat nach geteilt'
}

const doneGerman: Done = {
  created: { private: 'in die private Datenbank geholt', shared: 'in die geteilte Datenbank kopiert' },
  trashed: { private: 'private Seite in den Papierkorb gelegt', shared: 'Kopie in den Papierkorb gelegt' },
  restored: { private: 'private Seite aus dem Papierkorb geholt', shared: 'Kopie aus dem Papierkorb geholt' },
  linked: { private: 'private Seite mit der Kopie verknüpft', shared: 'Kopie mit der privaten Seite verknüpft' },
  'switched-on': { private: 'wieder geteilt', shared: 'Kopie als geteilt markiert' },
  'switched-off': { private: 'nicht mehr geteilt', shared: 'Kopie nicht mehr als geteilt markiert' },
}

const words: Readonly<Record<Language, ChangeWords>> = { de: german, en: english }

export function changeWords(language: Language): ChangeWords {
  return words[language]
}
