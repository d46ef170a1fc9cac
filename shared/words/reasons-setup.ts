/**
 * Reasons that lie in setting up and changing profiles, in undo and in the clock, in English and German.
 *
 * Keys are the `reason` codes of failures; both languages have the same ones, checked by the compiler.
 */
import type { Entry } from './explanation.ts'

const one = (subject: string | null, general: string, named: (subject: string) => string): string =>
  subject === null ? general : named(subject)

export const setupReasonsEnglish = {
  'number-of-others': (subject) => ({
    message: one(subject, 'The number is in use.', (it) => `The number ${it} is in use.`),
    cause: 'Copies in the shared database carry it, and none of their private pages is in this private database.',
    remedy: 'Choose another number with --source-user-id, or check whether this is the right private database.',
  }),
  'number-fixed': {
    message: 'The number cannot change any more.',
    cause: 'Copies in the shared database carry it.',
    remedy: 'Remove the profile and add it again if it really has to be another number.',
  },
  'database-fixed': (subject) => ({
    message: one(subject, 'The database cannot change any more.', (it) => `${it} cannot change any more.`),
    cause: 'Appointments of the present database have copies.',
    remedy: 'Remove the profile and add a new one with the other database.',
  }),
  'importer-taken': (subject) => ({
    message: one(subject, 'Somebody imports already.', (it) => `${it} imports the rows of this database already.`),
    cause: 'If two did, each row typed into the shared database would appear twice.',
    remedy: 'Leave --import off here, or switch it off there first.',
  }),
  'properties-wrong': (subject) => ({
    message: one(subject, 'Several properties are not as needed.', (it) => `Not as needed: ${it}.`),
    cause: 'Properties are missing in Notion, or have another type.',
    remedy: 'Create or correct them in Notion as the lines below say, then try again.',
  }),
  'overwritten-since': (subject) => ({
    message: one(subject, 'The page shows something else by now.', (it) => `Changed again since: ${it}.`),
    cause: 'Taking the change back would overwrite what somebody wrote later.',
    remedy: 'Look at the page first; --insist takes it back all the same.',
  }),
  'undo-purged': {
    message: 'The page is gone for good.',
    cause: 'Notion has emptied its trash; the page can only come back as a new one, without its body.',
    remedy: 'Create the appointment anew in Notion; the history shows its values.',
  },
  'undo-superseded-only': {
    message: 'There is nothing to take back.',
    cause: 'This entry keeps a value that gave way; nothing was written for it.',
    remedy: 'Copy the value from the history into the page.',
  },
  'clock-wrong': (subject) => ({
    message: one(
      subject,
      'The clock of this computer is wrong.',
      (it) => `The clock of this computer is off by ${it}.`,
    ),
    cause: 'Notion’s clock shows another time. Nothing is lost by it, but times shown here are wrong.',
    remedy: 'Switch on setting the time automatically.',
  }),
  'seed-malformed': (subject) => ({
    message: one(subject, 'This file is no content for a sandbox.', (it) => `${it} is no content for a sandbox.`),
    cause: 'The file cannot be read, or has another form than expected.',
    remedy: 'Correct it as the line below says, or leave --seed out for the sample data.',
  }),
  'port-taken': (subject) => ({
    message: one(subject, 'The port cannot be used.', (it) => `The port ${it} cannot be used.`),
    cause: 'Another program listens there, or this user may not.',
    remedy: 'Choose another port, or leave --port out for a free one.',
  }),
} satisfies Record<string, Entry>

export const setupReasonsGerman: Readonly<Record<keyof typeof setupReasonsEnglish, Entry>> = {
  'number-of-others': (subject) => ({
    message: one(subject, 'Die Nummer ist vergeben.', (it) => `Die Nummer ${it} ist vergeben.`),
    cause:
      'Kopien in der geteilten Datenbank tragen sie, und keine ihrer privaten Seiten liegt in dieser privaten Datenbank.',
    remedy: 'Wähl mit --source-user-id eine andere Nummer oder prüf, ob es die richtige private Datenbank ist.',
  }),
  'number-fixed': {
    message: 'Die Nummer lässt sich nicht mehr ändern.',
    cause: 'Kopien in der geteilten Datenbank tragen sie.',
    remedy: 'Entfern das Profil und leg es neu an, wenn es wirklich eine andere Nummer sein muss.',
  },
  'database-fixed': (subject) => ({
    message: one(subject, 'Die Datenbank lässt sich nicht mehr ändern.', (it) => `${it} lässt sich nicht mehr ändern.`),
    cause: 'Termine der jetzigen Datenbank haben Kopien.',
    remedy: 'Entfern das Profil und leg ein neues mit der anderen Datenbank an.',
  }),
  'importer-taken': (subject) => ({
    message: one(subject, 'Es holt schon jemand Zeilen.', (it) => `${it} holt die Zeilen dieser Datenbank bereits.`),
    cause: 'Täten es zwei, erschiene jede in die geteilte Datenbank getippte Zeile doppelt.',
    remedy: 'Lass --import hier aus oder schalt es zuerst dort ab.',
  }),
  'properties-wrong': (subject) => ({
    message: one(subject, 'Mehrere Eigenschaften sind nicht wie nötig.', (it) => `Nicht wie nötig: ${it}.`),
    cause: 'In Notion fehlen Eigenschaften oder haben einen anderen Typ.',
    remedy: 'Leg sie in Notion an oder berichtige sie, wie die Zeilen darunter sagen, und versuch es noch einmal.',
  }),
  'overwritten-since': (subject) => ({
    message: one(subject, 'Die Seite zeigt inzwischen etwas anderes.', (it) => `Seitdem wieder geändert: ${it}.`),
    cause: 'Die Rücknahme würde überschreiben, was später jemand geschrieben hat.',
    remedy: 'Sieh dir zuerst die Seite an; --insist nimmt es trotzdem zurück.',
  }),
  'undo-purged': {
    message: 'Die Seite ist endgültig gelöscht.',
    cause: 'Notion hat den Papierkorb geleert; sie kann nur als neue Seite ohne Inhalt wiederkommen.',
    remedy: 'Leg den Termin in Notion neu an; die Historie zeigt seine Werte.',
  },
  'undo-superseded-only': {
    message: 'Es gibt nichts zurückzunehmen.',
    cause: 'Dieser Eintrag bewahrt einen Wert, der weichen musste; geschrieben wurde dafür nichts.',
    remedy: 'Kopier den Wert aus der Historie in die Seite.',
  },
  'clock-wrong': (subject) => ({
    message: one(
      subject,
      'Die Uhr dieses Computers geht falsch.',
      (it) => `Die Uhr dieses Computers weicht um ${it} ab.`,
    ),
    cause:
      'Die Uhr von Notion zeigt eine andere Zeit. Verloren geht dadurch nichts, aber die Zeiten hier stimmen nicht.',
    remedy: 'Lass die Zeit automatisch stellen.',
  }),
  'seed-malformed': (subject) => ({
    message: one(
      subject,
      'Diese Datei ist kein Inhalt für eine Nachbildung.',
      (it) => `${it} ist kein Inhalt für eine Nachbildung.`,
    ),
    cause: 'Die Datei ist nicht lesbar oder hat eine andere Form als erwartet.',
    remedy: 'Berichtige sie, wie die Zeile darunter sagt, oder lass --seed für die Beispieldaten weg.',
  }),
  'port-taken': (subject) => ({
    message: one(subject, 'Der Port ist nicht brauchbar.', (it) => `Der Port ${it} ist nicht brauchbar.`),
    cause: 'Ein anderes Programm hört dort zu, oder dieser Benutzer darf es nicht.',
    remedy: 'Wähl einen anderen Port oder lass --port weg, dann wird ein freier genommen.',
  }),
}
