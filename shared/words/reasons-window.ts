/**
 * Reasons that lie between the window and the program behind it, in English and German.
 *
 * Keys are the `reason` codes of failures; both languages have the same ones, checked by the compiler.
 */
import { type Entry, one } from './explanation.ts'

export const windowReasonsEnglish = {
  'foreign-sender': {
    message: 'This request was refused.',
    cause: 'It did not come from the window of Partner Sync.',
    remedy:
      'Close the window and open it again. If this comes back, another program may be meddling: quit Partner Sync.',
  },
  'request-malformed': (subject) => ({
    message: one(
      subject,
      'The window asked for something unusable.',
      (it) => `The window asked for ${it} in a wrong way.`,
    ),
    cause: 'Window and program do not fit together, or a value is out of bounds.',
    remedy: 'Quit Partner Sync and start it again. If it comes back, install it anew.',
  }),
  'answer-malformed': (subject) => ({
    message: one(subject, 'The window cannot be answered.', (it) => `The answer to ${it} cannot be shown.`),
    cause: 'Partner Sync has made a mistake. Your appointments are not affected.',
    remedy: 'Quit Partner Sync and start it again. Please report it with the log.',
  }),
  'page-not-known': {
    message: 'This page cannot be opened.',
    cause: 'Partner Sync does not know it.',
    remedy: 'Run a sync, then choose it from the list again.',
  },
  'folder-not-opened': (subject) => ({
    message: one(subject, 'The folder could not be opened.', (it) => `The folder ${it} could not be opened.`),
    cause: 'It is missing, or the computer has no program for folders.',
    remedy: 'Open it by hand.',
  }),
  'file-not-saved': (subject) => ({
    message: one(subject, 'The file could not be saved.', (it) => `${it} could not be saved.`),
    cause: 'The folder is write-protected or gone, or the disk is full.',
    remedy: 'Choose another place and try again.',
  }),
  'not-in-browser': (subject) => ({
    message: one(subject, 'This window cannot do that.', (it) => `This window cannot open ${it}.`),
    cause: 'Partner Sync runs without a display and is shown in a browser.',
    remedy: 'Do it by hand on the computer on which Partner Sync runs.',
  }),
} satisfies Record<string, Entry>

export const windowReasonsGerman: Readonly<Record<keyof typeof windowReasonsEnglish, Entry>> = {
  'foreign-sender': {
    message: 'Diese Anfrage wurde abgelehnt.',
    cause: 'Sie kam nicht aus dem Fenster von Partner Sync.',
    remedy:
      'Das Fenster schließen und wieder öffnen. Kommt es wieder, mischt sich womöglich ein anderes Programm ein: Partner Sync beenden.',
  },
  'request-malformed': (subject) => ({
    message: one(subject, 'Das Fenster fragt etwas Unbrauchbares.', (it) => `Das Fenster fragt falsch nach ${it}.`),
    cause: 'Fenster und Programm passen nicht zusammen, oder ein Wert liegt außerhalb des Erlaubten.',
    remedy: 'Partner Sync beenden und neu starten. Kommt es wieder, neu installieren.',
  }),
  'answer-malformed': (subject) => ({
    message: one(
      subject,
      'Das Fenster kann keine Antwort bekommen.',
      (it) => `Die Antwort auf ${it} kann nicht gezeigt werden.`,
    ),
    cause: 'Partner Sync hat einen Fehler gemacht. Deine Termine sind nicht betroffen.',
    remedy: 'Partner Sync beenden und neu starten. Bitte mit dem Protokoll melden.',
  }),
  'page-not-known': {
    message: 'Diese Seite kann nicht geöffnet werden.',
    cause: 'Partner Sync kennt sie nicht.',
    remedy: 'Einen Abgleich starten, dann noch einmal aus der Liste wählen.',
  },
  'folder-not-opened': (subject) => ({
    message: one(
      subject,
      'Der Ordner konnte nicht geöffnet werden.',
      (it) => `Der Ordner ${it} konnte nicht geöffnet werden.`,
    ),
    cause: 'Er fehlt, oder der Computer hat kein Programm für Ordner.',
    remedy: 'Ihn von Hand öffnen.',
  }),
  'file-not-saved': (subject) => ({
    message: one(
      subject,
      'Die Datei konnte nicht gespeichert werden.',
      (it) => `${it} konnte nicht gespeichert werden.`,
    ),
    cause: 'Der Ordner ist schreibgeschützt oder fort, oder der Datenträger ist voll.',
    remedy: 'Einen anderen Ort wählen und noch einmal versuchen.',
  }),
  'not-in-browser': (subject) => ({
    message: one(subject, 'Das kann dieses Fenster nicht.', (it) => `Dieses Fenster kann ${it} nicht öffnen.`),
    cause: 'Partner Sync läuft ohne Bildschirm und wird in einem Browser gezeigt.',
    remedy: 'Es von Hand auf dem Computer erledigen, auf dem Partner Sync läuft.',
  }),
}
