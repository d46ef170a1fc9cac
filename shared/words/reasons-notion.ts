/**
 * Reasons that lie with Notion, the network or the content sent there, in English and German.
 *
 * Keys are the `reason` codes of failures; both languages have the same ones, checked by the compiler.
 */
import type { Entry } from './explanation.ts'

export const notionReasonsEnglish = {
  unreachable: {
    message: 'Notion cannot be reached.',
    cause: 'No connection could be made: there is no internet, or the name of the server is not found.',
    remedy: 'Check your internet connection. Syncing goes on by itself once it is back.',
  },
  offline: {
    message: 'This computer is offline.',
    cause: 'There is no internet connection.',
    remedy: 'Nothing to do: everything that is due is made up for once you are online again.',
  },
  'connection-lost': {
    message: 'The connection to Notion broke off.',
    cause: 'The network failed in the middle of a request, so it is not known yet whether it succeeded.',
    remedy: 'Nothing to do: what became of it is checked first, then it is tried again. No duplicate comes of it.',
  },
  certificate: {
    message: 'The connection to Notion is not trustworthy.',
    cause: 'The certificate does not fit: a proxy, a virus scanner or a wrong clock stands between you and Notion.',
    remedy: 'Check date and time of this computer, then the proxy or virus scanner. Nothing is sent until then.',
  },
  'blocked-before-notion': {
    message: 'Something on the way to Notion blocks the connection.',
    cause: 'A proxy or firewall answered in Notion’s place.',
    remedy: 'Try another network, or ask whoever runs this one to allow api.notion.com.',
  },
  'blocked-by-notion': {
    message: 'Notion has blocked the requests of this connection for now.',
    cause: 'Notion blocks connections that it finds too busy, not only for seconds.',
    remedy: 'Wait; it is tried again by itself. If it lasts more than a day, write to Notion’s support.',
  },
  'run-stuck': {
    message: 'The sync made no progress for too long and was ended.',
    cause: 'No request was answered any more: Notion, the network or something between them kept silent.',
    remedy:
      'Nothing to do: what was left open is checked in the next sync. If it happens again, run the check (doctor).',
  },
  overloaded: {
    message: 'Notion is overloaded.',
    cause: 'Notion itself says that it has too much to do.',
    remedy: 'Nothing to do: it goes on as soon as Notion is ready.',
  },
  'malformed-answer': {
    message: 'Notion’s answer makes no sense.',
    cause: 'The answer was not in the form that Notion documents; perhaps something on the way changed it.',
    remedy: 'Nothing to do: what became of it is checked, then it is tried again.',
  },
  'answer-too-large': {
    message: 'Notion’s answer is too large.',
    cause: 'A page holds more than can be read at once.',
    remedy: 'Shorten very long texts in the properties of the appointment.',
  },
  'too-many-rows': {
    message: 'The database has too many rows to list.',
    cause: 'Notion lists no more than 10,000 rows of a database.',
    remedy: 'Move old appointments to another database. Nothing is removed while the listing is incomplete.',
  },
  'too-large': {
    message: 'The appointment is too large for Notion.',
    cause: 'Together its texts are larger than one request may be.',
    remedy: 'Shorten its longest text.',
  },
  'text-too-long': (subject) => ({
    message: subject === null ? 'A text is too long.' : `The text in ${subject} is too long.`,
    cause: 'Programs may write shorter texts to Notion than people can type into it.',
    remedy: 'Shorten the text, or move part of it into the body of the page.',
  }),
  'value-not-writable': (subject) => ({
    message: subject === null ? 'A value cannot be written.' : `The value of ${subject} cannot be written.`,
    cause: 'The two properties are of different types.',
    remedy: 'Give both properties the same type in Notion, or take the field out of the profile.',
  }),
  'page-in-trash': {
    message: 'The page is in the trash.',
    cause: 'Somebody moved it there while it was about to be changed.',
    remedy: 'Nothing to do: the next run looks at it again and decides by what it finds.',
  },
  'block-limit': {
    message: 'The free workspace is full.',
    cause: 'A free Notion workspace with several members may hold a limited number of blocks, deleted ones included.',
    remedy: 'Upgrade the workspace, or keep the shared database in one with a single member and guests.',
  },
  'row-limit': {
    message: 'The database is full.',
    cause: 'Notion allows no further rows in it.',
    remedy: 'Move old appointments to another database, then try again.',
  },
  'malformed-id': {
    message: 'That is not a Notion id.',
    cause: 'An id has 32 digits and letters from a to f.',
    remedy: 'Copy the link of the page or database in Notion and paste it as it is.',
  },
} satisfies Record<string, Entry>

export const notionReasonsGerman: Readonly<Record<keyof typeof notionReasonsEnglish, Entry>> = {
  unreachable: {
    message: 'Notion ist nicht erreichbar.',
    cause: 'Es kam keine Verbindung zustande: kein Internet, oder der Name des Servers wird nicht gefunden.',
    remedy: 'Prüf deine Internetverbindung. Sobald sie wieder da ist, geht der Abgleich von selbst weiter.',
  },
  offline: {
    message: 'Dieser Computer ist offline.',
    cause: 'Es besteht keine Internetverbindung.',
    remedy: 'Nichts zu tun: Alles Fällige wird nachgeholt, sobald du wieder online bist.',
  },
  'connection-lost': {
    message: 'Die Verbindung zu Notion ist abgebrochen.',
    cause: 'Das Netz ist mitten in einer Anfrage ausgefallen; ob sie geklappt hat, ist noch nicht bekannt.',
    remedy: 'Nichts zu tun: Erst wird nachgesehen, dann erneut versucht. Ein Duplikat entsteht dabei nicht.',
  },
  certificate: {
    message: 'Die Verbindung zu Notion ist nicht vertrauenswürdig.',
    cause: 'Das Zertifikat passt nicht: Ein Proxy, ein Virenscanner oder eine falsche Uhr steht dazwischen.',
    remedy: 'Prüf Datum und Uhrzeit dieses Computers, dann Proxy oder Virenscanner. Bis dahin wird nichts gesendet.',
  },
  'blocked-before-notion': {
    message: 'Auf dem Weg zu Notion wird die Verbindung blockiert.',
    cause: 'Statt Notion hat ein Proxy oder eine Firewall geantwortet.',
    remedy: 'Versuch es in einem anderen Netz oder bitte dessen Betreiber, api.notion.com freizugeben.',
  },
  'blocked-by-notion': {
    message: 'Notion hat die Anfragen dieser Verbindung vorerst gesperrt.',
    cause: 'Notion sperrt Verbindungen, die ihm zu fleißig sind, und das nicht nur für Sekunden.',
    remedy: 'Warte ab; es wird von selbst wieder versucht. Dauert es länger als einen Tag, schreib dem Notion-Support.',
  },
  'run-stuck': {
    message: 'Der Abgleich kam zu lange nicht voran und wurde beendet.',
    cause: 'Keine Anfrage wurde mehr beantwortet: Notion, das Netz oder etwas dazwischen schwieg.',
    remedy:
      'Nichts zu tun: Was offen blieb, wird beim nächsten Abgleich geprüft. Kommt es wieder vor, starte die Prüfung (doctor).',
  },
  overloaded: {
    message: 'Notion ist überlastet.',
    cause: 'Notion sagt selbst, dass es zu viel zu tun hat.',
    remedy: 'Nichts zu tun: Es geht weiter, sobald Notion so weit ist.',
  },
  'malformed-answer': {
    message: 'Die Antwort von Notion ergibt keinen Sinn.',
    cause: 'Sie hatte nicht die Form, die Notion beschreibt; vielleicht hat sie unterwegs etwas verändert.',
    remedy: 'Nichts zu tun: Es wird nachgesehen, was daraus geworden ist, und dann erneut versucht.',
  },
  'answer-too-large': {
    message: 'Die Antwort von Notion ist zu groß.',
    cause: 'Eine Seite enthält mehr, als sich auf einmal lesen lässt.',
    remedy: 'Kürze sehr lange Texte in den Eigenschaften des Termins.',
  },
  'too-many-rows': {
    message: 'Die Datenbank hat zu viele Zeilen, um sie aufzulisten.',
    cause: 'Notion listet höchstens 10.000 Zeilen einer Datenbank auf.',
    remedy:
      'Verschieb alte Termine in eine andere Datenbank. Solange die Liste unvollständig ist, wird nichts entfernt.',
  },
  'too-large': {
    message: 'Der Termin ist zu groß für Notion.',
    cause: 'Seine Texte sind zusammen größer, als eine Anfrage sein darf.',
    remedy: 'Kürze den längsten Text.',
  },
  'text-too-long': (subject) => ({
    message: subject === null ? 'Ein Text ist zu lang.' : `Der Text in ${subject} ist zu lang.`,
    cause: 'Von Programmen nimmt Notion nur kürzere Texte an als im eigenen Fenster.',
    remedy: 'Kürze den Text oder verschieb einen Teil davon in den Inhalt der Seite.',
  }),
  'value-not-writable': (subject) => ({
    message:
      subject === null ? 'Ein Wert lässt sich nicht schreiben.' : `Der Wert von ${subject} lässt sich nicht schreiben.`,
    cause: 'Die beiden Eigenschaften haben verschiedene Typen.',
    remedy: 'Gib beiden Eigenschaften in Notion denselben Typ oder nimm das Feld aus dem Profil.',
  }),
  'page-in-trash': {
    message: 'Die Seite liegt im Papierkorb.',
    cause: 'Jemand hat sie dorthin gelegt, als sie gerade geändert werden sollte.',
    remedy: 'Nichts zu tun: Der nächste Abgleich sieht nach und entscheidet nach dem, was er vorfindet.',
  },
  'block-limit': {
    message: 'Der kostenlose Workspace ist voll.',
    cause:
      'Ein kostenloser Notion-Workspace mit mehreren Mitgliedern darf nur eine begrenzte Zahl von Blöcken enthalten, gelöschte mitgezählt.',
    remedy: 'Wechsle den Tarif oder führ die geteilte Datenbank in einem Workspace mit nur einem Mitglied und Gästen.',
  },
  'row-limit': {
    message: 'Die Datenbank ist voll.',
    cause: 'Notion lässt keine weiteren Zeilen darin zu.',
    remedy: 'Verschieb alte Termine in eine andere Datenbank und versuch es noch einmal.',
  },
  'malformed-id': {
    message: 'Das ist keine Notion-Kennung.',
    cause: 'Eine Kennung hat 32 Stellen aus Ziffern und den Buchstaben a bis f.',
    remedy: 'Kopier in Notion den Link der Seite oder Datenbank und füg ihn unverändert ein.',
  },
}
