/**
 * What the setup says while the two databases are chosen; English and German.
 */
import type { FoundDatabase } from '../setup.ts'
import type { Language } from './language.ts'

type Side = 'private' | 'shared'

export interface DatabasesWords {
  readonly titles: Readonly<Record<Side, string>>
  readonly leads: Readonly<Record<Side, string>>
  readonly change: string
  readonly search: string
  readonly looksLike: Readonly<Record<FoundDatabase['looksLike'], string>>
  readonly where: (parent: string | null, workspace: string) => string
  readonly nothing: string
  readonly nothingHint: string
  readonly more: string
  readonly choose: Readonly<Record<Side, string>>
  readonly same: string
  readonly fromInvitation: string
  readonly create: string
  readonly createHint: string
  readonly createFirst: string
  readonly createUnder: string
  readonly createSearch: string
  readonly createName: string
  readonly createDefault: string
  readonly createNow: string
  readonly noPages: string
  readonly choosePage: string
  /** Of a page that lies in no other. */
  readonly atTop: string
  readonly created: (title: string) => string
  readonly missing: string
  readonly missingSteps: readonly string[]
  readonly missingAgain: string
  readonly missingGuest: string
  readonly picture: string
  readonly pictureMenu: string
}

const english: DatabasesWords = {
  titles: { private: 'Your private database', shared: 'The shared database' },
  leads: {
    private: 'Here are all your appointments. Nobody else gets to see it.',
    shared: 'Here go the appointments that concern others too.',
  },
  change: 'Choose another one',
  search: 'Search by title, or paste a link',
  looksLike: { private: 'looks like a private one', shared: 'looks like a shared one', neither: 'has no appointments' },
  where: (parent, workspace) => (parent === null ? workspace : `${parent} · ${workspace}`),
  nothing: 'No database is found.',
  nothingHint: 'Either the title is another one, or the database is not shared with the connection yet.',
  more: 'There are more. Search by title to find yours.',
  choose: { private: 'Choose your private database.', shared: 'Choose the shared database, or let it be created.' },
  same: 'This is the same database twice. The shared one must be another one.',
  fromInvitation: 'from the invitation',
  create: 'Create a shared database for me',
  createHint:
    'With the same properties as yours, under a page of your choice. You can share it with your partner afterwards.',
  createFirst: 'Choose your private database first; the new one is made like it.',
  createUnder: 'Under which page?',
  createSearch: 'Search pages, or paste a link',
  createName: 'What shall it be called?',
  createDefault: 'Shared appointments',
  createNow: 'Create it',
  noPages: 'No page is found. Share a page with the connection in Notion, then look again.',
  choosePage: 'Choose the page under which it is created.',
  atTop: 'at the top of the workspace',
  created: (title) => `“${title}” was created.`,
  missing: 'A database is missing in the list?',
  missingSteps: [
    'Open the database in Notion as a page of its own, not a view of it inside another page.',
    'Open its menu “···” at the top right, then “Connections”.',
    'Choose your connection “Partner Sync” and confirm.',
  ],
  missingAgain: 'Look again',
  missingGuest:
    'You are only a guest there, or the database lives in another workspace? Then its owner has to do this, and you need a token of that workspace: go back to the step before and tick “The shared database is in another workspace”.',
  picture: 'A database in Notion with its menu open; the entry “Connections” shows Partner Sync with a tick.',
  pictureMenu: 'Connections',
}

const german: DatabasesWords = {
  titles: { private: 'Deine private Datenbank', shared: 'Die geteilte Datenbank' },
  leads: {
    private: 'Hier stehen alle deine Termine. Sonst bekommt sie niemand zu sehen.',
    shared: 'Hierhin kommen die Termine, die auch andere betreffen.',
  },
  change: 'Eine andere wählen',
  search: 'Nach Titel suchen oder Link einfügen',
  looksLike: {
    private: 'sieht aus wie eine private',
    shared: 'sieht aus wie eine geteilte',
    neither: 'ohne Termine',
  },
  where: (parent, workspace) => (parent === null ? workspace : `${parent} · ${workspace}`),
  nothing: 'Keine Datenbank gefunden.',
  nothingHint: 'Entweder heißt sie anders, oder sie ist noch nicht für die Verbindung freigegeben.',
  more: 'Es gibt noch mehr. Such nach dem Titel, um deine zu finden.',
  choose: {
    private: 'Wähl deine private Datenbank.',
    shared: 'Wähl die geteilte Datenbank, oder lass sie anlegen.',
  },
  same: 'Das ist zweimal dieselbe Datenbank. Die geteilte muss eine andere sein.',
  fromInvitation: 'aus der Einladung',
  create: 'Geteilte Datenbank für mich anlegen',
  createHint:
    'Mit denselben Eigenschaften wie deine, unter einer Seite deiner Wahl. Danach kannst du sie mit deinem Partner teilen.',
  createFirst: 'Wähl zuerst deine private Datenbank; die neue wird ihr nachgebildet.',
  createUnder: 'Unter welcher Seite?',
  createSearch: 'Seiten suchen oder Link einfügen',
  createName: 'Wie soll sie heißen?',
  createDefault: 'Gemeinsame Termine',
  createNow: 'Anlegen',
  noPages: 'Keine Seite gefunden. Gib in Notion eine Seite für die Verbindung frei, dann sieh noch einmal nach.',
  choosePage: 'Wähl die Seite, unter der sie angelegt wird.',
  atTop: 'oben im Workspace',
  created: (title) => `„${title}“ wurde angelegt.`,
  missing: 'Fehlt eine Datenbank in der Liste?',
  missingSteps: [
    'Öffne die Datenbank in Notion als eigene Seite, nicht als Ansicht innerhalb einer anderen Seite.',
    'Öffne ihr Menü „···“ oben rechts, dann „Verbindungen“.',
    'Wähl deine Verbindung „Partner Sync“ und bestätige.',
  ],
  missingAgain: 'Noch einmal nachsehen',
  missingGuest:
    'Du bist dort nur Gast, oder die Datenbank liegt in einem anderen Workspace? Dann muss das ihr Inhaber tun, und du brauchst einen Token dieses Workspace: Geh einen Schritt zurück und hak „Die geteilte Datenbank liegt in einem anderen Workspace“ an.',
  picture: 'Eine Datenbank in Notion mit offenem Menü; der Eintrag „Verbindungen“ zeigt Partner Sync mit einem Haken.',
  pictureMenu: 'Verbindungen',
}

export function databasesWords(language: Language): DatabasesWords {
  return language === 'de' ? german : english
}
