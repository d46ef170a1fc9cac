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
