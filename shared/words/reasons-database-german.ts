/**
 * Reasons that lie in how the two databases are built, mapped and shared, in German.
 *
 * The German half of `reasons-database.ts`, which names the keys.
 */
import { type Entry, one } from './explanation.ts'
import type { DatabaseReason } from './reasons-database.ts'

export const databaseReasonsGerman: Readonly<Record<DatabaseReason, Entry>> = {
  'property-missing': (subject) => ({
    message: one(subject, 'Eine Eigenschaft fehlt.', (it) => `Die Eigenschaft ${it} fehlt.`),
    cause: 'Sie wurde in Notion gelöscht oder war nie da. Solange sie fehlt, wird nichts geschrieben.',
    remedy: 'Leg sie in Notion unter genau diesem Namen an oder wähl im Profil eine andere Eigenschaft.',
  }),
  'property-type': (subject) => ({
    message: one(
      subject,
      'Eine Eigenschaft hat den falschen Typ.',
      (it) => `Die Eigenschaft ${it} hat den falschen Typ.`,
    ),
    cause: 'Ihr Typ wurde in Notion geändert. Bis er wieder passt, wird nichts geschrieben.',
    remedy: 'Stell den Typ in Notion zurück oder wähl im Profil eine andere Eigenschaft.',
  }),
  'type-not-mappable': (subject) => ({
    message: one(
      subject,
      'Eine Eigenschaft lässt sich nicht abgleichen.',
      (it) => `Die Eigenschaft ${it} lässt sich nicht abgleichen.`,
    ),
    cause: 'Notion berechnet Eigenschaften dieses Typs selbst oder bindet sie an einen Workspace.',
    remedy:
      'Wähl eine Eigenschaft mit Text, Datum, Zahl, Kontrollkästchen, Auswahl, Link, E-Mail-Adresse oder Telefonnummer.',
  }),
  'type-differs': (subject) => ({
    message: one(
      subject,
      'Ein Feld hat auf beiden Seiten verschiedene Typen.',
      (it) => `${it} hat auf beiden Seiten verschiedene Typen.`,
    ),
    cause: 'Nur Eigenschaften desselben Typs lassen sich abgleichen.',
    remedy: 'Gib beiden Eigenschaften in Notion denselben Typ.',
  }),
  'property-exists': (subject) => ({
    message: one(subject, 'Die Eigenschaft gibt es schon.', (it) => `Die Eigenschaft ${it} gibt es schon.`),
    cause: 'Eine Eigenschaft dieses Namens ist da und hat einen anderen Typ.',
    remedy: 'Benenne sie in Notion um oder wähl im Profil eine andere.',
  }),
  'not-a-notion-link': (subject) => ({
    message: one(subject, 'Das ist kein Notion-Link.', (it) => `${it} ist kein Notion-Link.`),
    cause: 'Darin steht keine Kennung einer Datenbank.',
    remedy: 'Öffne die Datenbank in Notion als ganze Seite, kopier ihren Link und füg ihn unverändert ein.',
  }),
  'page-not-database': (subject) => ({
    message: one(subject, 'Das ist eine Seite, keine Datenbank.', (it) => `${it} ist eine Seite, keine Datenbank.`),
    cause: 'Der Link führt zu einer Seite; die Datenbank liegt vielleicht darin.',
    remedy: 'Öffne in Notion die Datenbank selbst als ganze Seite und kopier deren Link.',
  }),
  'several-data-sources': (subject) => ({
    message: 'Die Datenbank enthält mehrere Datenquellen.',
    cause: one(
      subject,
      'Es ist nicht klar, welche gemeint ist.',
      (it) => `Es ist nicht klar, welche gemeint ist: ${it}.`,
    ),
    remedy: 'Gib die Kennung der gemeinten an (in Notion: Einstellungen der Datenquelle, „ID kopieren“).',
  }),
  'database-in-trash': (subject) => ({
    message: one(subject, 'Die Datenbank liegt im Papierkorb.', (it) => `Die Datenbank ${it} liegt im Papierkorb.`),
    cause: 'Jemand hat sie in Notion gelöscht. Auf der anderen Seite wird deswegen nichts entfernt.',
    remedy: 'Hol sie in Notion aus dem Papierkorb zurück.',
  }),
  'database-empty': (subject) => ({
    message: one(
      subject,
      'Die Datenbank hat keine eigenen Zeilen.',
      (it) => `Die Datenbank ${it} hat keine eigenen Zeilen.`,
    ),
    cause: 'Sie ist eine verknüpfte Ansicht einer anderen, oder ihre Quelle ist nicht für die Verbindung freigegeben.',
    remedy: 'Öffne in Notion die ursprüngliche Datenbank, gib sie für die Verbindung frei und nimm deren Link.',
  }),
  'identity-changed': (subject) => ({
    message: one(
      subject,
      'Das ist eine andere Datenbank als vorher.',
      (it) => `${it} ist eine andere Datenbank als vorher.`,
    ),
    cause:
      'Workspace oder Verbindung dahinter haben sich geändert: Sie wurde verschoben oder dupliziert, oder der Token ist ein anderer.',
    remedy: 'Wenn das so sein soll, bestätige die Datenbank im Profil. Vorher wird nichts angelegt.',
  }),
  'status-without-counterpart': (subject) => ({
    message: one(
      subject,
      'Auf der anderen Seite fehlt ein Status.',
      (it) => `Auf der anderen Seite fehlt der Status ${it}.`,
    ),
    cause: 'Notion lässt Verbindungen keine Optionen in einer Status-Eigenschaft anlegen.',
    remedy: 'Leg in Notion die Option mit demselben Namen an. Alles andere wird weiter abgeglichen.',
  }),
  'option-deleted': (subject) => ({
    message: one(subject, 'Eine Option wurde gelöscht.', (it) => `Die Option ${it} wurde gelöscht.`),
    cause:
      'Damit verschwand sie von allen Seiten zugleich; das ist eine Frage an dich, nicht lauter einzelne Änderungen.',
    remedy: 'Beantworte die Frage in der Liste der Konflikte oder leg die Option in Notion wieder an.',
  }),
  'number-taken': (subject) => ({
    message: one(subject, 'Diese Nummer ist schon vergeben.', (it) => `Die Nummer ${it} ist schon vergeben.`),
    cause: 'Kopien in der geteilten Datenbank tragen sie und gehören zu privaten Seiten einer anderen Person.',
    remedy: 'Wähl für dieses Profil eine andere Nummer. Die Einrichtung schlägt eine freie vor.',
  }),
  'same-pair': (subject) => ({
    message: 'Diese beiden Datenbanken sind schon verbunden.',
    cause: one(
      subject,
      'Ein anderes Profil gleicht dasselbe Paar ab.',
      (it) => `Das Profil ${it} gleicht dasselbe Paar ab.`,
    ),
    remedy: 'Ändere jenes Profil, statt ein zweites anzulegen.',
  }),
  'same-database': {
    message: 'Private und geteilte Datenbank sind dieselbe.',
    cause: 'Eine Datenbank lässt sich nicht mit sich selbst abgleichen.',
    remedy: 'Wähl zwei verschiedene Datenbanken.',
  },
  'field-wish': (subject) => ({
    message: one(subject, 'Ein Feld wurde nicht verstanden.', (it) => `Das Feld ${it} wurde nicht verstanden.`),
    cause: 'Ein Feld wird als PRIVAT=GETEILT angegeben, danach vielleicht :both, :to-shared oder :busy=WORT.',
    remedy: 'Zum Beispiel: --field Adresse=Ort:to-shared',
  }),
  'field-twice': (subject) => ({
    message: one(
      subject,
      'Eine Eigenschaft wird doppelt verwendet.',
      (it) => `Die Eigenschaft ${it} wird doppelt verwendet.`,
    ),
    cause: 'Jede Eigenschaft kann nur zu einem Feld gehören.',
    remedy: 'Nimm eines der beiden Felder heraus.',
  }),
  'busy-type': (subject) => ({
    message: one(
      subject,
      'Dieses Feld kann kein „beschäftigt“ zeigen.',
      (it) => `Das Feld ${it} kann kein „beschäftigt“ zeigen.`,
    ),
    cause: 'Nur Texte und Auswahlfelder können statt des Wertes ein festes Wort zeigen.',
    remedy: 'Teil das Feld nur in eine Richtung oder gar nicht.',
  }),
  'private-unreadable': (subject) => ({
    message: one(
      subject,
      'Eine private Seite ist nicht mehr lesbar.',
      (it) => `Die private Seite zu ${it} ist nicht mehr lesbar.`,
    ),
    cause:
      'Vielleicht wurde die Berechtigung entzogen, vielleicht gibt es sie nicht mehr. Ihre Kopie bleibt unberührt.',
    remedy:
      'Gib die Seite wieder für die Verbindung frei oder entscheide: Kopie behalten, in den Papierkorb legen oder vergessen.',
  }),
  'copy-unreadable': (subject) => ({
    message: one(subject, 'Eine Kopie ist nicht mehr lesbar.', (it) => `Die Kopie von ${it} ist nicht mehr lesbar.`),
    cause:
      'Vielleicht wurde die Berechtigung entzogen, vielleicht gibt es sie nicht mehr. Deine private Seite bleibt unberührt.',
    remedy: 'Gib die Seite wieder für die Verbindung frei oder entscheide: alles so lassen oder die Kopie vergessen.',
  }),
  'private-moved': (subject) => ({
    message: one(
      subject,
      'Eine private Seite hat ihre Datenbank verlassen.',
      (it) => `Die private Seite zu ${it} hat ihre Datenbank verlassen.`,
    ),
    cause: 'Sie wurde in Notion an einen anderen Ort verschoben.',
    remedy: 'Verschieb sie zurück oder entscheide: Kopie behalten, in den Papierkorb legen oder vergessen.',
  }),
  'copy-moved': (subject) => ({
    message: one(
      subject,
      'Eine Kopie hat die geteilte Datenbank verlassen.',
      (it) => `Die Kopie von ${it} hat die geteilte Datenbank verlassen.`,
    ),
    cause: 'Jemand hat sie in Notion an einen anderen Ort verschoben.',
    remedy: 'Verschieb sie zurück oder entscheide: alles so lassen oder die Kopie vergessen.',
  }),
  orphan: (subject) => ({
    message: one(
      subject,
      'Zu einer Kopie fehlt die private Seite.',
      (it) => `Zur Kopie ${it} fehlt die private Seite.`,
    ),
    cause: 'Die private Seite, zu der sie gehört, ist von hier aus nicht zu finden oder nicht lesbar.',
    remedy:
      'Gib die private Seite für die Verbindung frei oder entscheide: Kopie behalten, in den Papierkorb legen oder vergessen.',
  }),
}
