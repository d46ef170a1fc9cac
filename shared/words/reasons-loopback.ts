/**
 * Reasons of what listens on loopback, the status endpoint and the window in a browser, in English and German.
 *
 * Keys are the `reason` codes of failures; both languages have the same ones, checked by the compiler.
 */
import { type Entry, one } from './explanation.ts'

export const loopbackReasonsEnglish = {
  'host-refused': (subject) => ({
    message: 'This request was refused.',
    cause: 'It was addressed to another name than the one that answers here.',
    remedy: one(subject, 'Use the address with 127.0.0.1.', (it) => `Use ${it} exactly.`),
  }),
  'origin-refused': {
    message: 'This request was refused.',
    cause: 'It came from the page of a website, and no website may ask here.',
    remedy: 'Ask from a program (without an Origin header), or open the window with its own link.',
  },
  'status-token-refused': (subject) => ({
    message: 'The status is told only to those who know the token.',
    cause: 'The token is missing or wrong.',
    remedy: one(
      subject,
      'Send “Authorization: Bearer” with what stands in the file status-token.',
      (it) => `Send “Authorization: Bearer” with what stands in the file ${it}.`,
    ),
  }),
  'status-token-unusable': (subject) => ({
    message: one(subject, 'The token file cannot be used.', (it) => `The token file ${it} cannot be used.`),
    cause: 'It can be read by others, is no ordinary file, or holds fewer than 16 characters or more than one word.',
    remedy: 'Remove it: Partner Sync makes a new one. What reads it then needs the new token.',
  }),
  'status-unavailable': {
    message: 'The status cannot be told at the moment.',
    cause: 'The records of Partner Sync cannot be read.',
    remedy: 'Try again in a minute. If it stays so, run partner-sync doctor.',
  },
  'no-such-address': (subject) => ({
    message: one(subject, 'There is nothing here.', (it) => `There is nothing under ${it}.`),
    cause: 'The address is mistyped.',
    remedy: 'Use /api/v1/sync-status, /api/v1/sync-status/NAME or /metrics.',
  }),
  'method-refused': (subject) => ({
    message: one(subject, 'This address can only be read.', (it) => `${it} is not possible here.`),
    cause: 'The address is meant for another kind of request.',
    remedy: 'Use the kind that the header Allow names.',
  }),
  'request-too-large': {
    message: 'The request is too large.',
    cause: 'It holds more than this address takes.',
    remedy: 'Send less; a request for the status has no body at all.',
  },
  'window-not-entered': {
    message: 'This window is not let in any more.',
    cause: 'Partner Sync was started again, or the window was opened without its link.',
    remedy: 'Start Partner Sync again and open the link that it prints; each link lets one browser in.',
  },
  'too-many-windows': {
    message: 'Too many windows are open.',
    cause: 'Partner Sync keeps only a few informed at the same time.',
    remedy: 'Close the windows that you do not need, then load this one again.',
  },
  'window-not-built': (subject) => ({
    message: 'The window is not there.',
    cause: one(subject, 'It was not built.', (it) => `It was not built: ${it} is missing.`),
    remedy: 'In a checkout run “npm run build” first. An installed version: install it anew.',
  }),
  'status-port-taken': (subject) => ({
    message: one(subject, 'The port cannot be used.', (it) => `The port ${it} cannot be used.`),
    cause: 'Another program listens there, or this user may not use it.',
    remedy: 'Choose another port between 1024 and 65535.',
  }),
} satisfies Record<string, Entry>

export const loopbackReasonsGerman: Readonly<Record<keyof typeof loopbackReasonsEnglish, Entry>> = {
  'host-refused': (subject) => ({
    message: 'Diese Anfrage wurde abgelehnt.',
    cause: 'Sie ging an einen anderen Namen als den, der hier antwortet.',
    remedy: one(subject, 'Die Adresse mit 127.0.0.1 benutzen.', (it) => `Genau ${it} benutzen.`),
  }),
  'origin-refused': {
    message: 'Diese Anfrage wurde abgelehnt.',
    cause: 'Sie kam von der Seite einer Website, und keine Website darf hier fragen.',
    remedy: 'Aus einem Programm fragen (ohne die Kopfzeile Origin) oder das Fenster über seinen eigenen Link öffnen.',
  },
  'status-token-refused': (subject) => ({
    message: 'Den Stand erfährt nur, wer den Token kennt.',
    cause: 'Der Token fehlt oder ist falsch.',
    remedy: one(
      subject,
      '„Authorization: Bearer“ mit dem senden, was in der Datei status-token steht.',
      (it) => `„Authorization: Bearer“ mit dem senden, was in der Datei ${it} steht.`,
    ),
  }),
  'status-token-unusable': (subject) => ({
    message: one(
      subject,
      'Die Datei mit dem Token ist nicht zu gebrauchen.',
      (it) => `Die Datei ${it} mit dem Token ist nicht zu gebrauchen.`,
    ),
    cause:
      'Andere können sie lesen, sie ist keine gewöhnliche Datei, oder sie enthält weniger als 16 Zeichen oder mehr als ein Wort.',
    remedy: 'Sie löschen: Partner Sync legt eine neue an. Was sie liest, braucht dann den neuen Token.',
  }),
  'status-unavailable': {
    message: 'Der Stand ist im Augenblick nicht zu erfahren.',
    cause: 'Die Aufzeichnungen von Partner Sync sind nicht lesbar.',
    remedy: 'In einer Minute noch einmal versuchen. Bleibt es so, partner-sync doctor aufrufen.',
  },
  'no-such-address': (subject) => ({
    message: one(subject, 'Hier ist nichts.', (it) => `Unter ${it} ist nichts.`),
    cause: 'Die Adresse ist falsch geschrieben.',
    remedy: '/api/v1/sync-status, /api/v1/sync-status/NAME oder /metrics benutzen.',
  }),
  'method-refused': (subject) => ({
    message: one(subject, 'Diese Adresse lässt sich nur lesen.', (it) => `${it} geht hier nicht.`),
    cause: 'Die Adresse ist für eine andere Art von Anfrage da.',
    remedy: 'Die Art benutzen, die in der Kopfzeile Allow steht.',
  }),
  'request-too-large': {
    message: 'Die Anfrage ist zu groß.',
    cause: 'Sie enthält mehr, als diese Adresse annimmt.',
    remedy: 'Weniger senden; eine Anfrage nach dem Stand hat gar keinen Inhalt.',
  },
  'window-not-entered': {
    message: 'Dieses Fenster wird nicht mehr eingelassen.',
    cause: 'Partner Sync wurde neu gestartet, oder das Fenster wurde ohne seinen Link geöffnet.',
    remedy: 'Partner Sync neu starten und den Link öffnen, den es ausgibt; jeder Link lässt einen Browser ein.',
  },
  'too-many-windows': {
    message: 'Es sind zu viele Fenster offen.',
    cause: 'Partner Sync hält nur einige gleichzeitig auf dem Laufenden.',
    remedy: 'Die Fenster schließen, die du nicht brauchst, dann dieses neu laden.',
  },
  'window-not-built': (subject) => ({
    message: 'Das Fenster ist nicht da.',
    cause: one(subject, 'Es wurde nicht gebaut.', (it) => `Es wurde nicht gebaut: ${it} fehlt.`),
    remedy: 'In einem Checkout zuerst „npm run build“ ausführen. Eine installierte Fassung neu installieren.',
  }),
  'status-port-taken': (subject) => ({
    message: one(subject, 'Der Port lässt sich nicht benutzen.', (it) => `Der Port ${it} lässt sich nicht benutzen.`),
    cause: 'Ein anderes Programm hört dort zu, oder dieser Benutzer darf ihn nicht öffnen.',
    remedy: 'Einen anderen Port zwischen 1024 und 65535 wählen.',
  }),
}
