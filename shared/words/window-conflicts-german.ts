/** What the screen of conflicts says, in German. */
import type { ConflictsWords } from './window-conflicts.ts'

export const conflictsGerman: ConflictsWords = {
  lead: 'Beide Seiten sagen Verschiedenes, und nur du weißt, was stimmt. Bis du entscheidest, wird nichts überschrieben.',
  empty: {
    title: 'Keine Konflikte. Alle sind sich einig.',
    text: 'Wird dasselbe auf beiden Seiten gleichzeitig geändert, entscheidest du hier, was bleibt.',
  },
  list: 'Offene Konflikte',
  search: 'Konflikte durchsuchen',
  foundNothing: 'Kein Konflikt passt zu deiner Suche.',
  noneOfProfile: 'Dieses Profil hat keine Konflikte, ein anderes schon.',
  kinds: {
    fields: 'Auf beiden Seiten geändert',
    'deleted-here-edited-there': 'Von dir gelöscht, in der Kopie geändert',
    'trashed-copy': 'Kopie im Papierkorb',
    duplicate: 'Zwei Kopien',
    option: 'Fehlende Option',
  },
  untitled: 'Ohne Titel',
  backToList: 'Alle Konflikte',
  previous: 'Vorheriger Konflikt',
  next: 'Nächster Konflikt',
  position: (formats, at, of) => `${formats.number(at)} von ${formats.number(of)}`,
  asked: 'Offen seit',
  edited: 'Geändert',
  by: (name) => `von ${name}`,
  notKnown: 'unbekannt, wann',
  openPage: {
    private: 'Private Seite in Notion öffnen',
    shared: 'Kopie in Notion öffnen',
    second: 'Zweite Kopie in Notion öffnen',
  },
  before: 'Bevor beide es geändert haben',
  noBefore: 'Was vorher dort stand, ist nicht bekannt: Beide wurden so vorgefunden.',
  onlyHere: { begins: '[nur hier: ', ends: ']' },
  legend: 'Unterstrichen: steht nur auf dieser Seite.',
  different: 'Die beiden haben wenig gemeinsam.',
  sameLetters:
    'Buchstabe für Buchstabe gleich: Sie unterscheiden sich in der Formatierung, einem Link oder einer Erwähnung.',
  showAll: 'Ganzen Text zeigen',
  showLess: 'Nur Unterschiede zeigen',
  leftOut: 'Auf beiden Seiten gleich, ausgelassen',
  keep: {
    private: (field, empty) => (empty ? `Geteiltes Feld ${field} leeren` : `Geteiltes Feld ${field} überschreiben`),
    shared: (field, empty) => (empty ? `Privates Feld ${field} leeren` : `Privates Feld ${field} überschreiben`),
    both: 'Beide Texte behalten',
  },
  bothHint: (field) => `Verbindet beide Texte von ${field} und schreibt das Ergebnis auf beide Seiten.`,
  whole: {
    title: 'Alle Felder auf einmal',
    keep: {
      private: (formats, count) => `Alle ${formats.number(count)} geteilten Felder überschreiben`,
      shared: (formats, count) => `Alle ${formats.number(count)} privaten Felder überschreiben`,
      both: (formats, count) => `In allen ${formats.number(count)} Feldern beides behalten`,
    },
  },
  choose: 'Was soll geschehen?',
  means: {
    fields: {},
    'deleted-here-edited-there': {
      private: 'Der Termin ist auf beiden Seiten weg. Beide Seiten liegen noch eine Weile im Papierkorb von Notion.',
      shared: 'Deine private Seite kommt aus dem Papierkorb zurück, mit den Änderungen aus der Kopie.',
      alone:
        'Die Zeile bleibt in der geteilten Datenbank und gehört zu keiner privaten Seite. Partner Sync rührt sie nicht mehr an.',
    },
    'trashed-copy': {
      private:
        'Die Kopie kommt mit dem Stand deiner privaten Seite aus dem Papierkorb zurück; andere sehen sie wieder.',
      shared: 'Deine Seite bleibt und verliert das Häkchen „partnerrelevant“. Andere sehen den Termin nicht mehr.',
      'trash-private': 'Auch deine private Seite kommt in den Papierkorb von Notion.',
    },
    duplicate: {
      trash: 'Die zweite Kopie kommt in den Papierkorb von Notion. Die ältere bleibt mit deiner Seite verbunden.',
      'own-row':
        'Die zweite Kopie verliert ihre Verknüpfung und bleibt als eigene Zeile. Partner Sync rührt sie nicht mehr an.',
    },
    option: {
      private: 'Was deine privaten Seiten sagen, wird in die abweichenden Kopien geschrieben.',
      shared: 'Was die Kopien sagen, wird in die abweichenden privaten Seiten geschrieben.',
    },
  },
  all: {
    button: 'Alle entscheiden …',
    title: 'Alle Konflikte gleich entscheiden',
    label: 'Was bleibt?',
    keep: {
      private: { label: 'Was ich geschrieben habe', hint: 'Überschreibt die geteilte Seite mit der privaten.' },
      shared: { label: 'Was die geteilte Seite sagt', hint: 'Überschreibt die private Seite mit der geteilten.' },
      both: { label: 'Beide Texte', hint: 'Verbindet beide Texte und schreibt das Ergebnis auf beide Seiten.' },
    },
    decides: (formats, count) =>
      formats.plural(count, { one: 'Entscheidet # Konflikt.', other: 'Entscheidet # Konflikte.' }),
    staysOpen: (formats, count) =>
      formats.plural(count, {
        one: '# anderer bleibt offen: Diese Antwort passt nicht zu seiner Frage.',
        other: '# andere bleiben offen: Diese Antwort passt nicht zu ihren Fragen.',
      }),
    confirm: {
      private: (formats, count) =>
        formats.plural(count, { one: '# Kopie überschreiben', other: '# Kopien überschreiben' }),
      shared: (formats, count) =>
        formats.plural(count, { one: '# private Seite überschreiben', other: '# private Seiten überschreiben' }),
      both: (formats, count) =>
        formats.plural(count, { one: 'Texte von # Termin verbinden', other: 'Texte von # Terminen verbinden' }),
    },
    undo: 'Was dabei weicht, steht im Verlauf und lässt sich von dort zurückholen.',
  },
  done: {
    field: {
      private: (title, field) => `${title}: Die Kopie sagt in ${field} jetzt dasselbe wie deine Seite.`,
      shared: (title, field) => `${title}: Deine Seite sagt in ${field} jetzt dasselbe wie die Kopie.`,
      both: (title, field) => `${title}: Beide Texte von ${field} stehen jetzt auf beiden Seiten.`,
    },
    fields: {
      private: (title) => `${title}: Die Kopie sagt jetzt dasselbe wie deine Seite.`,
      shared: (title) => `${title}: Deine Seite sagt jetzt dasselbe wie die Kopie.`,
      both: (title) => `${title}: Beide Texte stehen jetzt auf beiden Seiten.`,
    },
    answer: {
      'deleted-here-edited-there': {
        private: 'Auch die Kopie liegt im Papierkorb.',
        shared: 'Die private Seite ist wieder da.',
        alone: 'Die Kopie bleibt ohne private Seite.',
      },
      'trashed-copy': {
        private: 'Die Kopie ist wieder da.',
        shared: 'Der Termin wird nicht mehr geteilt; deine Seite bleibt.',
        'trash-private': 'Auch die private Seite liegt im Papierkorb.',
      },
      duplicate: {
        trash: 'Die zweite Kopie liegt im Papierkorb.',
        'own-row': 'Die zweite Kopie ist jetzt eine eigene Zeile.',
      },
      option: {
        private: 'Die private Seite gilt.',
        shared: 'Die geteilte Seite gilt.',
      },
    },
    general: (title) => `${title}: entschieden.`,
    many: (formats, count) =>
      formats.plural(count, { one: '# Konflikt ist entschieden.', other: '# Konflikte sind entschieden.' }),
    showMany: 'Zeigen, was geschrieben wurde',
    later: (title, why) => `${title}: entschieden, und so bald wie möglich ausgeführt. ${why}`,
    gone: (title) => `${title} hat sich inzwischen erledigt, hier oder anderswo. Es gibt nichts mehr zu entscheiden.`,
    changed: (title) =>
      `${title} wurde inzwischen noch einmal geändert. Nichts wurde überschrieben; sieh bitte noch einmal hin.`,
    undone: {
      fields: (title) =>
        `${title}: zurückgenommen. Beide Seiten sagen wieder, was sie sagten, und du kannst neu entscheiden.`,
      other: (title) => `${title}: zurückgenommen. Alles ist wieder wie vorher.`,
    },
  },
  vanished: {
    some: 'Dieser Konflikt',
    title: (title) => `${title} ist erledigt.`,
    text: 'Der Konflikt wurde anderswo entschieden, oder beide Seiten sind sich von selbst wieder einig.',
    next: 'Mit dem nächsten weitermachen',
  },
}
