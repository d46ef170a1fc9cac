/**
 * What comparing both databases found, what a repair would do about it, and what became of it; the steps of the write
 * test.
 */
import type { DifferenceKind, Repaired, WriteTestStep } from '../contract-care.ts'
import type { Question } from '../decision.ts'
import type { Side } from '../model.ts'
import type { Language } from './language.ts'

export interface CareWords {
  readonly difference: Readonly<Record<DifferenceKind, string>>
  /** What a repair will do, before it does it: one sentence for each write. */
  readonly repair: {
    readonly create: string
    readonly restore: Readonly<Record<Side, string>>
    readonly trash: Readonly<Record<Side, string>>
    /** `fields`: each with its value before and after. */
    readonly update: Readonly<Record<Side, (fields: string) => string>>
    readonly link: Readonly<Record<Side, (what: string) => string>>
    readonly tracking: Readonly<Record<'relevant' | 'link' | 'number', string>>
    readonly asks: Readonly<Record<Question['kind'] | 'unreadable', string>>
    readonly 'too-long': string
    readonly 'missing-property': (name: string) => string
  }
  readonly outcome: Readonly<Record<Repaired['outcome'], string>>
  readonly writeTest: {
    readonly step: Readonly<Record<WriteTestStep, string>>
    readonly fine: Readonly<Record<WriteTestStep, string>>
    /** The title of the page that the test makes: everybody who meets it must understand what it is. */
    readonly title: string
    readonly left: string
  }
  readonly commandLine: {
    readonly repair: string
    readonly outcome: string
    readonly changes: string
    readonly step: string
    readonly nothingToRepair: string
    /** How many rows of other people were looked at, and left alone. */
    readonly foreign: (count: number) => string
    readonly bundle: (path: string) => string
  }
}

const en: CareWords = {
  difference: {
    field: 'The field differs.',
    link: 'The link to the other side is wrong or missing.',
    number: 'The copy carries a wrong number.',
    'unchecked-copy': 'The copy is no longer marked as partner-relevant.',
    'missing-copy': 'The private page is relevant and has no copy.',
    'half-linked': 'The private page names a copy that does not name it back.',
    'orphan-copy': 'The copy has no private page.',
    'duplicate-copy': 'There is more than one copy.',
    unreadable: 'It could not be read.',
    'copy-of-irrelevant': 'There is a copy, but the private page is not relevant.',
    'stale-link': 'The private page is not relevant and still names a copy.',
    'too-long': 'The text is longer than Notion takes.',
    'missing-property': 'A tracking property is missing.',
  },
  repair: {
    create: 'Creates the copy.',
    restore: {
      private: 'Brings the private page back from the trash.',
      shared: 'Brings the copy back from the trash.',
    },
    trash: { private: 'Moves the private page to the trash.', shared: 'Moves the copy to the trash.' },
    update: {
      private: (fields) => `Writes into the private page: ${fields}.`,
      shared: (fields) => `Writes into the copy: ${fields}.`,
    },
    link: {
      private: (what) => `Corrects in the private page: ${what}.`,
      shared: (what) => `Corrects in the copy: ${what}.`,
    },
    tracking: { relevant: 'the mark', link: 'the link', number: 'the number' },
    asks: {
      fields: 'Asks you which of the two values stays.',
      'deleted-here-edited-there': 'Asks you: the private page was deleted, the copy was edited.',
      'trashed-copy': 'Asks you: somebody moved the copy to the trash.',
      duplicate: 'Asks you whether the second copy goes to the trash or becomes an appointment of its own.',
      option: 'Asks you: an option is missing on one side.',
      unreadable: 'Asks you what becomes of the copy: leave it, move it to the trash, or forget that it belongs here.',
    },
    'too-long': 'Nothing by itself: shorten the text in Notion. The problem says which part did not fit.',
    'missing-property': (name) => `Creates the property ${name} and fills it for every appointment that is known.`,
  },
  outcome: {
    repaired: 'Repaired.',
    asks: 'Waits for your decision.',
    held: 'Held back until you confirm.',
    waits: 'Will be tried again later.',
    failed: 'It did not work; it stands in the list of problems.',
    gone: 'There was nothing to repair any more.',
    left: 'Left as it was.',
  },
  writeTest: {
    step: {
      create: 'Create a marked private page',
      copy: 'Make its copy',
      'to-shared': 'Carry an edit to the copy',
      'to-private': 'Carry an edit to the private page',
      'clean-up': 'Move both to the trash',
    },
    fine: {
      create: 'The page was created.',
      copy: 'The copy is there, and both name each other.',
      'to-shared': 'The copy shows what was written into the private page.',
      'to-private': 'The private page shows what was written into the copy.',
      'clean-up': 'Both pages are in the trash.',
    },
    title: 'Partner Sync write test (can be deleted)',
    left: 'These pages were left over; move them to the trash in Notion:',
  },
  commandLine: {
    repair: 'Repair',
    outcome: 'Outcome',
    changes: 'Undo with',
    step: 'Step',
    nothingToRepair: 'There is nothing to repair by itself.',
    foreign: (count) => `rows of others, left alone: ${count}`,
    bundle: (path) => `Saved: ${path}`,
  },
}

const de: CareWords = {
  difference: {
    field: 'Das Feld weicht ab.',
    link: 'Die Verknüpfung zur anderen Seite ist falsch oder fehlt.',
    number: 'Die Kopie trägt eine falsche Nummer.',
    'unchecked-copy': 'Die Kopie ist nicht mehr als partnerrelevant markiert.',
    'missing-copy': 'Die private Seite ist relevant und hat keine Kopie.',
    'half-linked': 'Die private Seite nennt eine Kopie, die sie nicht nennt.',
    'orphan-copy': 'Die Kopie hat keine private Seite.',
    'duplicate-copy': 'Es gibt mehr als eine Kopie.',
    unreadable: 'Es ließ sich nicht lesen.',
    'copy-of-irrelevant': 'Es gibt eine Kopie, aber die private Seite ist nicht relevant.',
    'stale-link': 'Die private Seite ist nicht relevant und nennt noch eine Kopie.',
    'too-long': 'Der Text ist länger, als Notion annimmt.',
    'missing-property': 'Eine Eigenschaft für die Verknüpfung fehlt.',
  },
  repair: {
    create: 'Legt die Kopie an.',
    restore: {
      private: 'Holt die private Seite aus dem Papierkorb zurück.',
      shared: 'Holt die Kopie aus dem Papierkorb zurück.',
    },
    trash: { private: 'Legt die private Seite in den Papierkorb.', shared: 'Legt die Kopie in den Papierkorb.' },
    update: {
      private: (fields) => `Schreibt in die private Seite: ${fields}.`,
      shared: (fields) => `Schreibt in die Kopie: ${fields}.`,
    },
    link: {
      private: (what) => `Berichtigt in der privaten Seite: ${what}.`,
      shared: (what) => `Berichtigt in der Kopie: ${what}.`,
    },
    tracking: { relevant: 'das Häkchen', link: 'die Verknüpfung', number: 'die Nummer' },
    asks: {
      fields: 'Fragt dich, welcher der beiden Werte bleibt.',
      'deleted-here-edited-there': 'Fragt dich: Die private Seite wurde gelöscht, die Kopie bearbeitet.',
      'trashed-copy': 'Fragt dich: Jemand hat die Kopie in den Papierkorb gelegt.',
      duplicate: 'Fragt dich, ob die zweite Kopie in den Papierkorb kommt oder ein eigener Termin wird.',
      option: 'Fragt dich: Eine Option fehlt auf einer Seite.',
      unreadable:
        'Fragt dich, was aus der Kopie wird: stehen lassen, in den Papierkorb legen oder vergessen, dass sie hierher gehört.',
    },
    'too-long': 'Nichts von selbst: Kürze den Text in Notion. Im Problem steht, welcher Teil nicht gepasst hat.',
    'missing-property': (name) => `Legt die Eigenschaft ${name} an und füllt sie für jeden bekannten Termin.`,
  },
  outcome: {
    repaired: 'Repariert.',
    asks: 'Wartet auf deine Entscheidung.',
    held: 'Zurückgehalten, bis du bestätigst.',
    waits: 'Wird später noch einmal versucht.',
    failed: 'Es hat nicht geklappt; es steht in der Liste der Probleme.',
    gone: 'Es gab nichts mehr zu reparieren.',
    left: 'Blieb, wie es war.',
  },
  writeTest: {
    step: {
      create: 'Eine gekennzeichnete private Seite anlegen',
      copy: 'Ihre Kopie anlegen',
      'to-shared': 'Eine Änderung in die Kopie übertragen',
      'to-private': 'Eine Änderung in die private Seite übertragen',
      'clean-up': 'Beide in den Papierkorb legen',
    },
    fine: {
      create: 'Die Seite wurde angelegt.',
      copy: 'Die Kopie ist da, und beide nennen einander.',
      'to-shared': 'Die Kopie zeigt, was in die private Seite geschrieben wurde.',
      'to-private': 'Die private Seite zeigt, was in die Kopie geschrieben wurde.',
      'clean-up': 'Beide Seiten sind im Papierkorb.',
    },
    title: 'Partner Sync Schreibtest (kann gelöscht werden)',
    left: 'Diese Seiten sind übrig; lege sie in Notion in den Papierkorb:',
  },
  commandLine: {
    repair: 'Reparatur',
    outcome: 'Ergebnis',
    changes: 'Zurücknehmen mit',
    step: 'Schritt',
    nothingToRepair: 'Von selbst gibt es nichts zu reparieren.',
    foreign: (count) => `Zeilen anderer, unberührt: ${count}`,
    bundle: (path) => `Gespeichert: ${path}`,
  },
}

export const careWords: Readonly<Record<Language, CareWords>> = { de, en }
