/**
 * Reasons that setup tells of a token, and that starting the sandbox gives, in English and German.
 *
 * Keys are the `reason` codes of failures; both languages have the same ones, checked by the compiler.
 */
import type { Entry } from './explanation.ts'

const one = (subject: string | null, general: string, named: (subject: string) => string): string =>
  subject === null ? general : named(subject)

export const setupReasonsEnglish = {
  'personal-token': (subject) => ({
    message: one(subject, 'A personal token is used.', (it) => `A personal token is used for ${it}.`),
    cause: 'What Partner Sync writes with it cannot be told from what you write yourself.',
    remedy: 'Let only one computer keep this profile.',
  }),
  'database-unseen': (subject) => ({
    message: one(
      subject,
      'The token does not see this database.',
      (it) => `The token for ${it} does not see this database.`,
    ),
    cause:
      'Either the database is not connected with this integration, or it lives in another workspace: a token opens one workspace only.',
    remedy:
      'In Notion open the database, choose ••• and Connections, and add the integration. If the workspace is not yours and you are only a guest there, ask its owner to create an internal integration, to connect the database with it, and to give you its token.',
  }),
  'database-of-other-token': (subject) => ({
    message: one(subject, 'This database belongs to the other token.', (it) => `${it} belongs to the other token.`),
    cause: 'The token of the other side sees this database, the token of this side does not.',
    remedy: 'Swap the two tokens, or choose the databases the other way round.',
  }),
  'page-unseen': {
    message: 'The token does not see this page.',
    cause: 'The page is not connected with this integration, or it lives in another workspace.',
    remedy: 'In Notion open the page, choose ••• and Connections, and add the integration. Then search again.',
  },
  'database-perhaps-made': (subject) => ({
    message: one(
      subject,
      'It is not certain whether the database was created.',
      (it) => `It is not certain whether the database ${it} was created.`,
    ),
    cause: 'Notion did not answer in time, and the search shows a new database only after a while.',
    remedy: 'Wait a minute, then look for it in the list of databases. Create it anew only if it is not there.',
  }),
  'busy-word': (subject) => ({
    message: one(subject, 'A word is missing.', (it) => `The word for ${it} is missing.`),
    cause: 'A field that shows only that you are busy needs a word that others see instead.',
    remedy: 'Enter a word, for example “busy”.',
  }),
  'setup-unfinished': {
    message: 'The setup is not complete yet.',
    cause: 'A token or a database is not chosen yet.',
    remedy: 'Go back and choose both.',
  },
  'token-in-use': (subject) => ({
    message: 'This token is in use.',
    cause: one(subject, 'A profile needs it.', (it) => `${it} cannot sync without it.`),
    remedy: 'Give the profile another token first, or remove the profile.',
  }),
  'invitation-foreign': {
    message: 'This is no invitation.',
    cause: 'The file comes from another program, or is something else.',
    remedy: 'Ask for the file that Partner Sync made with “Invite a partner”, and open it unchanged.',
  },
  'invitation-newer': {
    message: 'This invitation comes from a newer Partner Sync.',
    cause: 'This version does not know its form.',
    remedy: 'Update Partner Sync, then open the invitation again.',
  },
  'invitation-damaged': {
    message: 'This invitation is damaged.',
    cause: 'Something in it is missing or has another form than expected.',
    remedy: 'Ask for it once more, and open it unchanged.',
  },
  'file-unusable': (subject) => ({
    message: one(subject, 'The file cannot be used.', (it) => `The file ${it} cannot be used.`),
    cause: 'It is not there, may not be read, is no file, or is too large.',
    remedy: 'Check the path.',
  }),
  'older-file-foreign': {
    message: 'This file holds no people of the older tool.',
    cause: 'It is no users_config.json, or has a form that is not known here.',
    remedy: 'Name the users_config.json of the older tool, or add the profile with “profile add”.',
  },
  'older-entry-incomplete': (subject) => ({
    message: one(subject, 'Something is missing in the file.', (it) => `Missing in the file: ${it}.`),
    cause: 'Without it there is nothing to connect.',
    remedy: 'Add this person with “profile add”.',
  }),
  'seed-malformed': (subject) => ({
    message: one(subject, 'This file does not describe a sandbox.', (it) => `${it} does not describe a sandbox.`),
    cause: 'The file cannot be read, or has another form than expected.',
    remedy: 'Correct it as the line below says, or leave --seed out for the sample data.',
  }),
  'port-taken': (subject) => ({
    message: one(subject, 'The port cannot be used.', (it) => `The port ${it} cannot be used.`),
    cause: 'Another program listens there, or this user may not use it.',
    remedy: 'Choose another port, or leave --port out for a free one.',
  }),
} satisfies Record<string, Entry>

export const setupReasonsGerman: Readonly<Record<keyof typeof setupReasonsEnglish, Entry>> = {
  'personal-token': (subject) => ({
    message: one(
      subject,
      'Es wird ein persönlicher Token benutzt.',
      (it) => `Für ${it} wird ein persönlicher Token benutzt.`,
    ),
    cause: 'Was Partner Sync damit schreibt, ist nicht von dem zu unterscheiden, was du selbst schreibst.',
    remedy: 'Lass nur einen Computer dieses Profil abgleichen.',
  }),
  'database-unseen': (subject) => ({
    message: one(
      subject,
      'Der Token sieht diese Datenbank nicht.',
      (it) => `Der Token für ${it} sieht diese Datenbank nicht.`,
    ),
    cause:
      'Entweder ist die Datenbank nicht mit der Integration verbunden, oder sie liegt in einem anderen Workspace: Ein Token öffnet nur einen.',
    remedy:
      'Öffne die Datenbank in Notion, wähl ••• und Verbindungen und füg die Integration hinzu. Gehört der Workspace nicht dir und bist du dort nur Gast, bitte die Person, der er gehört, eine interne Integration anzulegen, die Datenbank damit zu verbinden und dir deren Token zu geben.',
  }),
  'database-of-other-token': (subject) => ({
    message: one(subject, 'Diese Datenbank gehört zum anderen Token.', (it) => `${it} gehört zum anderen Token.`),
    cause: 'Der Token der anderen Seite sieht diese Datenbank, der dieser Seite nicht.',
    remedy: 'Vertausch die beiden Token oder wähl die Datenbanken andersherum.',
  }),
  'page-unseen': {
    message: 'Der Token sieht diese Seite nicht.',
    cause: 'Die Seite ist nicht mit der Integration verbunden oder liegt in einem anderen Workspace.',
    remedy:
      'Öffne die Seite in Notion, wähl ••• und Verbindungen und füg die Integration hinzu. Such dann noch einmal.',
  },
  'database-perhaps-made': (subject) => ({
    message: one(
      subject,
      'Es ist nicht sicher, ob die Datenbank angelegt wurde.',
      (it) => `Es ist nicht sicher, ob die Datenbank ${it} angelegt wurde.`,
    ),
    cause: 'Notion hat nicht rechtzeitig geantwortet, und die Suche zeigt eine neue Datenbank erst nach einer Weile.',
    remedy: 'Warte eine Minute und such sie in der Liste der Datenbanken. Leg sie nur neu an, wenn sie dort fehlt.',
  }),
  'busy-word': (subject) => ({
    message: one(subject, 'Ein Wort fehlt.', (it) => `Das Wort für ${it} fehlt.`),
    cause: 'Ein Feld, das nur zeigt, dass du beschäftigt bist, braucht ein Wort, das andere stattdessen sehen.',
    remedy: 'Gib ein Wort ein, zum Beispiel „belegt“.',
  }),
  'setup-unfinished': {
    message: 'Die Einrichtung ist noch nicht vollständig.',
    cause: 'Ein Token oder eine Datenbank ist noch nicht gewählt.',
    remedy: 'Geh zurück und wähl beides.',
  },
  'token-in-use': (subject) => ({
    message: 'Dieser Token wird gebraucht.',
    cause: one(subject, 'Ein Profil braucht ihn.', (it) => `${it} kann ohne ihn nicht abgleichen.`),
    remedy: 'Gib dem Profil zuerst einen anderen Token oder entfern das Profil.',
  }),
  'invitation-foreign': {
    message: 'Das ist keine Einladung.',
    cause: 'Die Datei stammt von einem anderen Programm oder ist etwas anderes.',
    remedy: 'Bitte um die Datei, die Partner Sync mit „Partner einladen“ erzeugt, und öffne sie unverändert.',
  },
  'invitation-newer': {
    message: 'Diese Einladung stammt von einem neueren Partner Sync.',
    cause: 'Diese Version kennt ihre Form nicht.',
    remedy: 'Aktualisiere Partner Sync und öffne die Einladung dann noch einmal.',
  },
  'invitation-damaged': {
    message: 'Diese Einladung ist beschädigt.',
    cause: 'Etwas darin fehlt oder hat eine andere Form als erwartet.',
    remedy: 'Bitte noch einmal darum und öffne sie unverändert.',
  },
  'file-unusable': (subject) => ({
    message: one(subject, 'Die Datei lässt sich nicht benutzen.', (it) => `Die Datei ${it} lässt sich nicht benutzen.`),
    cause: 'Es gibt sie nicht, sie ist nicht lesbar, keine Datei oder zu groß.',
    remedy: 'Prüf den Pfad.',
  }),
  'older-file-foreign': {
    message: 'In dieser Datei stehen keine Personen des älteren Programms.',
    cause: 'Sie ist keine users_config.json oder hat eine Form, die hier nicht bekannt ist.',
    remedy: 'Nenn die users_config.json des älteren Programms oder leg das Profil mit „profile add“ an.',
  },
  'older-entry-incomplete': (subject) => ({
    message: one(subject, 'In der Datei fehlt etwas.', (it) => `In der Datei fehlt: ${it}.`),
    cause: 'Ohne das gibt es nichts zu verbinden.',
    remedy: 'Leg diese Person mit „profile add“ an.',
  }),
  'seed-malformed': (subject) => ({
    message: one(subject, 'Diese Datei beschreibt keine Nachbildung.', (it) => `${it} beschreibt keine Nachbildung.`),
    cause: 'Die Datei ist nicht lesbar oder hat eine andere Form als erwartet.',
    remedy: 'Berichtige sie, wie die Zeile darunter sagt, oder lass --seed für die Beispieldaten weg.',
  }),
  'port-taken': (subject) => ({
    message: one(subject, 'Der Port lässt sich nicht benutzen.', (it) => `Der Port ${it} lässt sich nicht benutzen.`),
    cause: 'Ein anderes Programm hört dort zu, oder dieser Benutzer darf ihn nicht öffnen.',
    remedy: 'Wähl einen anderen Port oder lass --port weg, dann wird ein freier genommen.',
  }),
}
