/**
 * Reasons that lie in a profile as a whole, or in undoing a change, in English and German.
 *
 * Keys are the `reason` codes of failures; both languages have the same ones, checked by the compiler.
 */
import { after, type Entry, one } from './explanation.ts'

export const profileReasonsEnglish = {
  'name-taken': (subject) => ({
    message: one(subject, 'There is already such a profile.', (it) => `There is already a profile ${it}.`),
    cause: 'Each profile has its own name.',
    remedy: 'Choose another name, or change the existing one.',
  }),
  'name-unusable': (subject) => ({
    message: one(subject, 'A profile cannot be called so.', (it) => `A profile cannot be called ${it}.`),
    cause: 'A name is not empty, not longer than 64 characters, and has no slash and no control characters.',
    remedy: 'Choose another name.',
  }),
  'pair-taken': (subject) => ({
    message: 'These two databases are already connected.',
    cause: one(subject, 'Another profile syncs the same pair.', (it) => `The profile ${it} syncs the same pair.`),
    remedy: 'Change that profile instead of adding a second one.',
  }),
  'importer-taken': (subject) => ({
    message: 'Somebody already imports the rows of this shared database.',
    cause: one(subject, 'Another profile does it.', (it) => `The profile ${it} does it.`),
    remedy: 'Leave the import off here, or switch it off there first: two importers would create duplicates.',
  }),
  'number-fixed': {
    message: 'The number of this profile cannot change any more.',
    cause: 'Copies in the shared database carry it; with another number they would no longer be yours.',
    remedy: 'Keep the number, or remove the profile together with its copies and add it anew.',
  },
  'database-fixed': {
    message: 'The databases of this profile cannot change any more.',
    cause: 'There are copies that belong to the present ones.',
    remedy: 'Add a new profile for the other databases, or first remove this one together with its copies.',
  },
  'number-of-others': {
    message: 'The copies with this number belong to somebody else.',
    cause: 'None of the private pages that they name can be read with this profile.',
    remedy: 'Choose a free number, or the private database that these copies came from.',
  },
  'properties-wrong': (subject) => ({
    message: one(
      subject,
      'Several properties are not as needed.',
      (it) => `Several properties are not as needed: ${it}.`,
    ),
    cause: 'They are missing or have another type than needed.',
    remedy: 'Create the missing ones in Notion, and change the type of the others there.',
  }),
  'clock-wrong': {
    message: 'The clock of this computer is wrong.',
    cause: 'It differs from Notion’s clock. Syncing stays correct, but times are shown wrongly.',
    remedy: 'Switch on automatic time in the settings of this computer.',
  },
  'tracking-unreadable': {
    message: 'A page could not be read completely.',
    cause: 'Notion left out a property by which the page is recognised; it is never guessed.',
    remedy: 'Nothing to do: the page is read again in the next run.',
  },
  'false-success': {
    message: 'Notion reported success, but the page does not show it.',
    cause: 'Three readings in a row did not show what had been written.',
    remedy: 'Open both pages and compare them, then try again. What was meant to be written stands in the history.',
  },
  'no-ledger': {
    message: 'Nothing has been synced here yet.',
    cause: 'This folder has no record of what is in step.',
    remedy: 'Run partner-sync sync first, or name the right folder with --home.',
  },
  'overwritten-since': (subject) => ({
    message: `The page shows something else by now${after(subject, ': ')}.`,
    cause: 'It was changed after the change that you want to undo.',
    remedy: 'Look at the page. If the old value is to come back all the same, undo once more and insist.',
  }),
  'undo-unknown-change': {
    message: 'This change is not in the history.',
    cause: 'It is mistyped, or older than the history reaches.',
    remedy: 'The history shows everything that can be undone.',
  },
  'undo-purged': {
    message: 'This page can no longer be brought back.',
    cause: 'Notion has removed it from its trash for good.',
    remedy: 'Create it anew: fields stand in the history, the body of the page is lost.',
  },
  'undo-superseded-only': {
    message: 'There is nothing to undo.',
    cause: 'This entry only keeps a value that gave way; nothing was written.',
    remedy: 'Copy the value from the history into the page if you want it back.',
  },
  'undo-moved': {
    message: 'This page lives in another database now.',
    cause: 'It was moved; nothing is written there.',
    remedy: 'Move it back in Notion, then undo the change.',
  },
  'undo-in-trash': {
    message: 'This page is in the trash.',
    cause: 'Notion lets nobody write to a page in the trash.',
    remedy: 'Bring the page back in Notion, then undo the change.',
  },
  'undo-not-ours': {
    message: 'This page belongs to another appointment by now.',
    cause: 'It carries another number or another link than after the change.',
    remedy: 'Nothing is written to pages of others. The old value stands in the history.',
  },
  'undo-already-so': {
    message: 'There is nothing to undo.',
    cause: 'The page shows already what it showed before this change.',
    remedy: 'Nothing to do.',
  },
  'undo-tracking': {
    message: 'This change cannot be undone by itself.',
    cause: 'It only wrote the link, the number or the mark of a pair; the next run would write it again.',
    remedy: 'Undo the change that it came with, or switch PartnerRelevant.',
  },
  'undo-one-way': {
    message: 'This value follows the private page.',
    cause: 'The field travels one way only; the next run would write it again.',
    remedy: 'Change the private page. Whoever insists takes back all other fields of this change.',
  },
  'undo-not-known': {
    message: 'The value before this change cannot be written.',
    cause: 'The field is mapped no more, is of another type now, or could not be read then.',
    remedy: 'Look at the page. Whoever insists takes back all other fields of this change.',
  },
} satisfies Record<string, Entry>

export const profileReasonsGerman: Readonly<Record<keyof typeof profileReasonsEnglish, Entry>> = {
  'name-taken': (subject) => ({
    message: one(subject, 'Dieses Profil gibt es schon.', (it) => `Das Profil ${it} gibt es schon.`),
    cause: 'Jedes Profil hat seinen eigenen Namen.',
    remedy: 'Wähl einen anderen Namen oder ändere das vorhandene.',
  }),
  'name-unusable': (subject) => ({
    message: one(subject, 'So kann ein Profil nicht heißen.', (it) => `Ein Profil kann nicht ${it} heißen.`),
    cause:
      'Ein Name ist nicht leer, höchstens 64 Zeichen lang und enthält keine Schrägstriche und keine Steuerzeichen.',
    remedy: 'Wähl einen anderen Namen.',
  }),
  'pair-taken': (subject) => ({
    message: 'Diese beiden Datenbanken sind schon verbunden.',
    cause: one(
      subject,
      'Ein anderes Profil gleicht dasselbe Paar ab.',
      (it) => `Das Profil ${it} gleicht dasselbe Paar ab.`,
    ),
    remedy: 'Ändere jenes Profil, statt ein zweites anzulegen.',
  }),
  'importer-taken': (subject) => ({
    message: 'Die Zeilen dieser geteilten Datenbank holt schon jemand.',
    cause: one(subject, 'Ein anderes Profil tut es.', (it) => `Das Profil ${it} tut es.`),
    remedy: 'Lass das Holen hier aus oder schalte es zuerst dort ab: Zwei würden Duplikate anlegen.',
  }),
  'number-fixed': {
    message: 'Die Nummer dieses Profils lässt sich nicht mehr ändern.',
    cause: 'Kopien in der geteilten Datenbank tragen sie; mit einer anderen wären sie nicht mehr deine.',
    remedy: 'Behalt die Nummer oder entfern das Profil samt Kopien und leg es neu an.',
  },
  'database-fixed': {
    message: 'Die Datenbanken dieses Profils lassen sich nicht mehr ändern.',
    cause: 'Es gibt Kopien, die zu den jetzigen gehören.',
    remedy: 'Leg für die anderen Datenbanken ein neues Profil an oder entfern zuerst dieses samt Kopien.',
  },
  'number-of-others': {
    message: 'Die Kopien mit dieser Nummer gehören jemand anderem.',
    cause: 'Keine der privaten Seiten, die sie nennen, ist mit diesem Profil lesbar.',
    remedy: 'Wähl eine freie Nummer oder die private Datenbank, aus der diese Kopien stammen.',
  },
  'properties-wrong': (subject) => ({
    message: one(
      subject,
      'Mehrere Eigenschaften sind nicht wie nötig.',
      (it) => `Mehrere Eigenschaften sind nicht wie nötig: ${it}.`,
    ),
    cause: 'Sie fehlen oder haben einen anderen Typ als nötig.',
    remedy: 'Leg fehlende in Notion an und ändere dort den Typ der anderen.',
  }),
  'clock-wrong': {
    message: 'Die Uhr dieses Computers geht falsch.',
    cause: 'Sie weicht von der von Notion ab. Der Abgleich bleibt richtig, aber Zeiten werden falsch angezeigt.',
    remedy: 'Schalte in den Einstellungen dieses Computers die automatische Uhrzeit ein.',
  },
  'tracking-unreadable': {
    message: 'Eine Seite war nicht vollständig lesbar.',
    cause: 'Notion hat eine Eigenschaft ausgelassen, an der die Seite erkannt wird; geraten wird nie.',
    remedy: 'Nichts zu tun: Die Seite wird beim nächsten Abgleich noch einmal gelesen.',
  },
  'false-success': {
    message: 'Notion hat Erfolg gemeldet, aber die Seite zeigt ihn nicht.',
    cause: 'Auch nach dreimaligem Lesen war nicht zu sehen, was geschrieben wurde.',
    remedy:
      'Öffne beide Seiten, vergleich sie und versuch es noch einmal. Was geschrieben werden sollte, steht im Verlauf.',
  },
  'no-ledger': {
    message: 'Hier wurde noch nichts abgeglichen.',
    cause: 'Dieser Ordner hat noch kein Verzeichnis des Abgleichs.',
    remedy: 'Starte zuerst partner-sync sync oder nenn mit --home den richtigen Ordner.',
  },
  'overwritten-since': (subject) => ({
    message: `Die Seite zeigt inzwischen etwas anderes${after(subject, ': ')}.`,
    cause: 'Sie wurde nach der Änderung, die du zurücknehmen willst, noch einmal geändert.',
    remedy:
      'Sieh dir die Seite an. Soll der alte Wert trotzdem zurück, nimm die Änderung noch einmal zurück und besteh darauf.',
  }),
  'undo-unknown-change': {
    message: 'Diese Änderung steht nicht im Verlauf.',
    cause: 'Sie ist vertippt oder älter, als der Verlauf reicht.',
    remedy: 'Der Verlauf zeigt alles, was sich zurücknehmen lässt.',
  },
  'undo-purged': {
    message: 'Diese Seite lässt sich nicht mehr zurückholen.',
    cause: 'Notion hat sie endgültig aus seinem Papierkorb entfernt.',
    remedy: 'Leg sie neu an: Die Felder stehen im Verlauf, der Inhalt der Seite ist verloren.',
  },
  'undo-superseded-only': {
    message: 'Es gibt nichts zurückzunehmen.',
    cause: 'Dieser Eintrag bewahrt nur einen Wert auf, der gewichen ist; geschrieben wurde nichts.',
    remedy: 'Kopier den Wert aus dem Verlauf in die Seite, wenn du ihn wiederhaben willst.',
  },
  'undo-moved': {
    message: 'Diese Seite liegt inzwischen in einer anderen Datenbank.',
    cause: 'Sie wurde verschoben; dorthin wird nichts geschrieben.',
    remedy: 'Verschieb sie in Notion zurück und nimm die Änderung dann zurück.',
  },
  'undo-in-trash': {
    message: 'Diese Seite liegt im Papierkorb.',
    cause: 'Auf eine Seite im Papierkorb lässt Notion niemanden schreiben.',
    remedy: 'Hol die Seite in Notion zurück und nimm die Änderung dann zurück.',
  },
  'undo-not-ours': {
    message: 'Diese Seite gehört inzwischen zu einem anderen Termin.',
    cause: 'Sie trägt eine andere Nummer oder eine andere Verknüpfung als nach der Änderung.',
    remedy: 'Auf Seiten anderer wird nichts geschrieben. Der alte Wert steht im Verlauf.',
  },
  'undo-already-so': {
    message: 'Es gibt nichts zurückzunehmen.',
    cause: 'Die Seite zeigt schon, was sie vor dieser Änderung gezeigt hat.',
    remedy: 'Nichts zu tun.',
  },
  'undo-tracking': {
    message: 'Diese Änderung lässt sich nicht für sich zurücknehmen.',
    cause:
      'Sie hat nur Verknüpfung, Nummer oder Haken eines Paares geschrieben; der nächste Abgleich schriebe sie wieder.',
    remedy: 'Nimm die Änderung zurück, zu der sie gehört, oder schalte PartnerRelevant um.',
  },
  'undo-one-way': {
    message: 'Dieser Wert folgt der privaten Seite.',
    cause: 'Das Feld reist nur in einer Richtung; der nächste Abgleich schriebe es wieder.',
    remedy: 'Ändere die private Seite. Wer darauf besteht, nimmt alle anderen Felder dieser Änderung zurück.',
  },
  'undo-not-known': {
    message: 'Der Wert vor dieser Änderung lässt sich nicht schreiben.',
    cause: 'Das Feld ist nicht mehr zugeordnet, hat jetzt einen anderen Typ oder war damals nicht lesbar.',
    remedy: 'Sieh dir die Seite an. Wer darauf besteht, nimmt alle anderen Felder dieser Änderung zurück.',
  },
}
