/**
 * Reasons that lie in what was asked for: commands, flags, names and ids, in English and German.
 *
 * Keys are the `reason` codes of failures; both languages have the same ones, checked by the compiler.
 */
import { type Entry, one } from './explanation.ts'

export const usageReasonsEnglish = {
  'base-url': (subject) => ({
    message: one(subject, 'The address of Notion is not allowed.', (it) => `The address ${it} is not allowed.`),
    cause: 'Your token may leave this computer only encrypted.',
    remedy: 'Use an address with https://, or one of this computer (http://127.0.0.1:PORT).',
  }),
  'base-url-malformed': (subject) => ({
    message: one(subject, 'The address of Notion cannot be understood.', (it) => `${it} is no address.`),
    cause: 'It is not a complete address, or it holds a user name or password.',
    remedy: 'Use the form https://api.notion.com, or leave PARTNER_SYNC_NOTION_URL unset.',
  }),
  'base-url-not-secure': (subject) => ({
    message: one(subject, 'The address of Notion is not secure.', (it) => `The address ${it} is not secure.`),
    cause: 'Your token may leave this computer only encrypted.',
    remedy: 'Use an address with https://, or one of this computer (http://127.0.0.1:PORT).',
  }),
  'unknown-flag': (subject) => ({
    message: one(subject, 'There is no such flag.', (it) => `There is no flag ${it}.`),
    cause: 'It is mistyped, or belongs to another command.',
    remedy: 'partner-sync COMMAND --help lists the flags of a command.',
  }),
  'unknown-command': (subject) => ({
    message: one(subject, 'There is no such command.', (it) => `There is no command ${it}.`),
    cause: 'It is mistyped.',
    remedy: 'partner-sync --help lists all commands.',
  }),
  'missing-argument': (subject) => ({
    message: one(subject, 'Something is missing.', (it) => `${it} is missing.`),
    cause: 'The command needs to know this.',
    remedy: 'partner-sync COMMAND --help shows what belongs to a command.',
  }),
  'invalid-argument': (subject) => ({
    message: one(subject, 'A value is not valid.', (it) => `${it} is not valid.`),
    cause: 'It has another form than expected, or does not fit the rest.',
    remedy: 'partner-sync COMMAND --help shows what is expected.',
  }),
  'unknown-profile': (subject) => ({
    message: one(subject, 'There is no such profile.', (it) => `There is no profile ${it}.`),
    cause: 'It is mistyped, was removed, or belongs to another folder.',
    remedy: 'The list of profiles shows all there are.',
  }),
  'no-profile': {
    message: 'There is no profile yet.',
    cause: 'Nothing has been set up in this folder.',
    remedy: 'Add one with partner-sync profile add, or try everything with partner-sync demo.',
  },
  'unknown-id': (subject) => ({
    message: one(subject, 'Nothing has this id.', (it) => `Nothing has the id ${it}.`),
    cause: 'It is mistyped, or has been settled in the meantime.',
    remedy: 'Look at the list again: appointments, conflicts, problems, held or history.',
  }),
  'unknown-page': (subject) => ({
    message: one(subject, 'This page is not found.', (it) => `The page ${it} is not found.`),
    cause: 'It is in neither of the two databases, or not shared with the connection.',
    remedy: 'Copy the link of the appointment in Notion. The list of appointments shows those that are known.',
  }),
  'not-offered': (subject) => ({
    message: one(subject, 'This choice is not offered here.', (it) => `This choice is not offered here: ${it}.`),
    cause: 'Each question has its own answers.',
    remedy: 'Choose one of the actions that the list shows with the entry.',
  }),
  'profile-exists': (subject) => ({
    message: one(subject, 'There is already such a profile.', (it) => `There is already a profile ${it}.`),
    cause: 'Each profile has its own name.',
    remedy: 'Choose another name, or change the existing one.',
  }),
} satisfies Record<string, Entry>

export const usageReasonsGerman: Readonly<Record<keyof typeof usageReasonsEnglish, Entry>> = {
  'base-url': (subject) => ({
    message: one(subject, 'Die Adresse von Notion ist nicht erlaubt.', (it) => `Die Adresse ${it} ist nicht erlaubt.`),
    cause: 'Dein Token darf diesen Computer nur verschlüsselt verlassen.',
    remedy: 'Nimm eine Adresse mit https:// oder eine dieses Computers (http://127.0.0.1:PORT).',
  }),
  'base-url-malformed': (subject) => ({
    message: one(subject, 'Die Adresse von Notion ist nicht zu verstehen.', (it) => `${it} ist keine Adresse.`),
    cause: 'Sie ist nicht vollständig oder enthält einen Benutzernamen oder ein Passwort.',
    remedy: 'Nimm die Form https://api.notion.com oder lass PARTNER_SYNC_NOTION_URL weg.',
  }),
  'base-url-not-secure': (subject) => ({
    message: one(subject, 'Die Adresse von Notion ist nicht sicher.', (it) => `Die Adresse ${it} ist nicht sicher.`),
    cause: 'Dein Token darf diesen Computer nur verschlüsselt verlassen.',
    remedy: 'Nimm eine Adresse mit https:// oder eine dieses Computers (http://127.0.0.1:PORT).',
  }),
  'unknown-flag': (subject) => ({
    message: one(subject, 'Diesen Schalter gibt es nicht.', (it) => `Den Schalter ${it} gibt es nicht.`),
    cause: 'Er ist vertippt oder gehört zu einem anderen Befehl.',
    remedy: 'partner-sync BEFEHL --help zeigt die Schalter eines Befehls.',
  }),
  'unknown-command': (subject) => ({
    message: one(subject, 'Diesen Befehl gibt es nicht.', (it) => `Den Befehl ${it} gibt es nicht.`),
    cause: 'Er ist vertippt.',
    remedy: 'partner-sync --help zeigt alle Befehle.',
  }),
  'missing-argument': (subject) => ({
    message: one(subject, 'Es fehlt etwas.', (it) => `${it} fehlt.`),
    cause: 'Der Befehl muss das wissen.',
    remedy: 'partner-sync BEFEHL --help zeigt, was zu einem Befehl gehört.',
  }),
  'invalid-argument': (subject) => ({
    message: one(subject, 'Ein Wert ist ungültig.', (it) => `${it} ist ungültig.`),
    cause: 'Er hat eine andere Form als erwartet oder passt nicht zum Rest.',
    remedy: 'partner-sync BEFEHL --help zeigt, was erwartet wird.',
  }),
  'unknown-profile': (subject) => ({
    message: one(subject, 'Dieses Profil gibt es nicht.', (it) => `Das Profil ${it} gibt es nicht.`),
    cause: 'Es ist vertippt, wurde entfernt oder gehört zu einem anderen Ordner.',
    remedy: 'Die Liste der Profile zeigt, welche es gibt.',
  }),
  'no-profile': {
    message: 'Es gibt noch kein Profil.',
    cause: 'In diesem Ordner ist noch nichts eingerichtet.',
    remedy: 'Leg eins mit partner-sync profile add an oder probier alles mit partner-sync demo aus.',
  },
  'unknown-id': (subject) => ({
    message: one(subject, 'Diese Kennung gibt es nicht.', (it) => `Die Kennung ${it} gibt es nicht.`),
    cause: 'Sie ist vertippt, oder es hat sich inzwischen erledigt.',
    remedy: 'Sieh noch einmal in der Liste nach: Termine, Konflikte, Probleme, Zurückgehaltenes oder Verlauf.',
  }),
  'unknown-page': (subject) => ({
    message: one(subject, 'Diese Seite ist nicht zu finden.', (it) => `Die Seite ${it} ist nicht zu finden.`),
    cause: 'Sie liegt in keiner der beiden Datenbanken oder ist nicht für die Verbindung freigegeben.',
    remedy: 'Kopier in Notion den Link des Termins. Die Liste der Termine zeigt die bekannten.',
  }),
  'not-offered': (subject) => ({
    message: one(subject, 'Diese Wahl steht hier nicht offen.', (it) => `Diese Wahl steht hier nicht offen: ${it}.`),
    cause: 'Jede Frage hat ihre eigenen Antworten.',
    remedy: 'Wähl eine der Möglichkeiten, die die Liste beim Eintrag zeigt.',
  }),
  'profile-exists': (subject) => ({
    message: one(subject, 'Dieses Profil gibt es schon.', (it) => `Das Profil ${it} gibt es schon.`),
    cause: 'Jedes Profil hat seinen eigenen Namen.',
    remedy: 'Wähl einen anderen Namen oder ändere das vorhandene.',
  }),
}
