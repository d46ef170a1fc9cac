/**
 * What the check of a setup says, in English and German: what a property is for, how it stands with it, what travels.
 *
 * Names of properties and databases are handed in and stand in the quotation marks of the language.
 */
import { assertNever } from '../failure.ts'
import type { Side } from '../model.ts'
import { formatsFor } from './format.ts'
import type { Language } from './language.ts'

/** What a property is for. `dates` may be one of two. */
export type SetupRole =
  | 'relevant'
  | 'copied'
  | 'copy-link'
  | 'source-link'
  | 'number'
  | 'title'
  | 'date'
  | 'start'
  | 'end'
  | 'field'

export interface SetupWords {
  readonly role: Readonly<Record<SetupRole, string>>
  /** Names of Notion's types of properties, by its own keys. */
  readonly type: ReadonlyMap<string, string>
  readonly found: string
  readonly created: string
  readonly missing: string
  readonly wrongType: (is: string, wanted: string) => string
  /** `side`: of the property itself; the partner is on the other one. */
  readonly travels: (partner: string, side: Side) => string
  readonly layout: Readonly<Record<'when' | 'start-and-end', string>>
  readonly looksLike: Readonly<Record<'private' | 'shared' | 'neither', string>>
  /** A database that lacks what we keep track by, but could get it. */
  readonly couldBe: string
  readonly untitled: string
  readonly unmapped: (name: string, why: 'missing' | 'type-differs' | 'type-not-mappable', side: Side | null) => string
  readonly toShared: (name: string) => string
  readonly busy: (name: string, word: string) => string
  /** `pages`: how many the first run would create in the shared database. */
  readonly blockLimit: (pages: number) => string
  readonly incomplete: string
  readonly bodies: string
  readonly awake: string
  readonly manyCreates: (pages: number, minutes: number) => string
}

const en: SetupWords = {
  role: {
    relevant: 'The switch: what you check here is shared.',
    copied: 'Marks the copies that are in use.',
    'copy-link': 'Leads to the copy in the shared database.',
    'source-link': 'Leads to the private page that a copy belongs to.',
    number: 'Says whose copy it is.',
    title: 'The title of the appointment.',
    date: 'When the appointment is.',
    start: 'When the appointment begins.',
    end: 'When the appointment ends.',
    field: 'A field that travels.',
  },
  type: new Map(
    Object.entries({
      title: 'title',
      rich_text: 'text',
      date: 'date',
      checkbox: 'checkbox',
      number: 'number',
      select: 'select',
      multi_select: 'multi-select',
      status: 'status',
      url: 'URL',
      email: 'email',
      phone_number: 'phone',
      people: 'person',
      files: 'files & media',
      relation: 'relation',
      rollup: 'rollup',
      formula: 'formula',
      place: 'place',
      button: 'button',
      unique_id: 'ID',
      created_time: 'created time',
      created_by: 'created by',
      last_edited_time: 'last edited time',
      last_edited_by: 'last edited by',
    }),
  ),
  found: 'Found.',
  created: 'Created just now.',
  missing: 'It is missing. Partner Sync can create it.',
  wrongType: (is, wanted) =>
    `It has the type “${is}”, but “${wanted}” is needed. In Notion give the property another name, then the right one can be created.`,
  travels: (partner, side) => `Goes with ${partner} in the ${side === 'private' ? 'shared' : 'private'} database.`,
  layout: {
    when: 'One property says when an appointment is.',
    'start-and-end': 'One property says when an appointment begins, another when it ends.',
  },
  looksLike: {
    private: 'Has the properties of a private database.',
    shared: 'Has the properties of a shared database.',
    neither: 'Has no date: appointments are usually kept elsewhere.',
  },
  couldBe: 'Has a date; what is still missing can be created.',
  untitled: 'Untitled',
  unmapped: (name, why, side) => {
    switch (why) {
      case 'missing':
        return `${name} does not travel: the ${side === 'private' ? 'private' : 'shared'} database has no such property.`
      case 'type-differs':
        return `${name} does not travel: it has different types in the two databases.`
      case 'type-not-mappable':
        return `${name} does not travel: properties of this type cannot be carried over.`
      default:
        return assertNever(why)
    }
  },
  toShared: (name) => `${name} goes to the shared database; what others write there is overwritten.`,
  busy: (name, word) => `Others see ${word} instead of what stands in ${name}.`,
  blockLimit: (pages) =>
    `If the shared workspace is free and has several members, it may hold 1,000 blocks in its whole life, and deleting frees none of them. This creates ${pages} pages, which are at least as many blocks. Guests do not count as members, and a personal token is not counted.`,
  incomplete: 'Not everything could be read, so there may be more.',
  bodies: 'What stands inside a page, its attachments and its comments do not travel.',
  awake: 'Nothing is synced while no computer with Partner Sync is on.',
  manyCreates: (pages, minutes) =>
    `Notion takes about three pages a second, so ${pages} new pages take about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
}

const de: SetupWords = {
  role: {
    relevant: 'Der Schalter: Was du hier ankreuzt, wird geteilt.',
    copied: 'Kennzeichnet die Kopien, die gelten.',
    'copy-link': 'Führt zur Kopie in der geteilten Datenbank.',
    'source-link': 'Führt zur privaten Seite, zu der eine Kopie gehört.',
    number: 'Sagt, wessen Kopie es ist.',
    title: 'Der Titel des Termins.',
    date: 'Wann der Termin ist.',
    start: 'Wann der Termin beginnt.',
    end: 'Wann der Termin endet.',
    field: 'Ein Feld, das mitgeht.',
  },
  type: new Map(
    Object.entries({
      title: 'Titel',
      rich_text: 'Text',
      date: 'Datum',
      checkbox: 'Kontrollkästchen',
      number: 'Zahl',
      select: 'Auswahl',
      multi_select: 'Mehrfachauswahl',
      status: 'Status',
      url: 'URL',
      email: 'E-Mail',
      phone_number: 'Telefon',
      people: 'Person',
      files: 'Dateien und Medien',
      relation: 'Relation',
      rollup: 'Rollup',
      formula: 'Formel',
      place: 'Ort',
      button: 'Schaltfläche',
      unique_id: 'ID',
      created_time: 'Erstellt am',
      created_by: 'Erstellt von',
      last_edited_time: 'Zuletzt bearbeitet am',
      last_edited_by: 'Zuletzt bearbeitet von',
    }),
  ),
  found: 'Gefunden.',
  created: 'Gerade angelegt.',
  missing: 'Sie fehlt. Partner Sync kann sie anlegen.',
  wrongType: (is, wanted) =>
    `Sie hat den Typ „${is}“, nötig ist „${wanted}“. Gib der Eigenschaft in Notion einen anderen Namen, dann lässt sich die richtige anlegen.`,
  travels: (partner, side) => `Gehört zu ${partner} in der ${side === 'private' ? 'geteilten' : 'privaten'} Datenbank.`,
  layout: {
    when: 'Eine Eigenschaft sagt, wann ein Termin ist.',
    'start-and-end': 'Eine Eigenschaft sagt, wann ein Termin beginnt, eine andere, wann er endet.',
  },
  looksLike: {
    private: 'Hat die Eigenschaften einer privaten Datenbank.',
    shared: 'Hat die Eigenschaften einer geteilten Datenbank.',
    neither: 'Hat kein Datum: Termine stehen meist anderswo.',
  },
  couldBe: 'Hat ein Datum; was noch fehlt, lässt sich anlegen.',
  untitled: 'Ohne Titel',
  unmapped: (name, why, side) => {
    switch (why) {
      case 'missing':
        return `${name} geht nicht mit: In der ${side === 'private' ? 'privaten' : 'geteilten'} Datenbank gibt es keine solche Eigenschaft.`
      case 'type-differs':
        return `${name} geht nicht mit: Die Typen in den beiden Datenbanken sind verschieden.`
      case 'type-not-mappable':
        return `${name} geht nicht mit: Eigenschaften dieses Typs lassen sich nicht übertragen.`
      default:
        return assertNever(why)
    }
  },
  toShared: (name) => `${name} geht in die geteilte Datenbank; was andere dort schreiben, wird überschrieben.`,
  busy: (name, word) => `Andere sehen ${word} statt dessen, was in ${name} steht.`,
  blockLimit: (pages) =>
    `Ist der geteilte Workspace kostenlos und hat mehrere Mitglieder, fasst er in seinem ganzen Leben 1000 Blöcke, und Löschen gibt keinen davon frei. Hier entstehen ${pages} Seiten, also mindestens so viele Blöcke. Gäste zählen nicht als Mitglieder, und ein persönlicher Token wird nicht gezählt.`,
  incomplete: 'Es ließ sich nicht alles lesen, es kann also mehr werden.',
  bodies: 'Was in einer Seite steht, ihre Anhänge und Kommentare gehen nicht mit.',
  awake: 'Solange kein Computer mit Partner Sync an ist, wird nichts abgeglichen.',
  manyCreates: (pages, minutes) =>
    `Notion nimmt etwa drei Seiten in der Sekunde an, ${pages} neue Seiten dauern also etwa ${minutes} ${minutes === 1 ? 'Minute' : 'Minuten'}.`,
}

const words: Readonly<Record<Language, SetupWords>> = { en, de }

export function setupWords(language: Language): SetupWords {
  return words[language]
}

/** A name of Notion as it stands in a sentence. */
export function quotedIn(language: Language): (name: string) => string {
  return formatsFor(language).quote
}
