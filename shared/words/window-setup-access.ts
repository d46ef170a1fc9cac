/**
 * What the setup says about tokens: which kind fits whom, how to create one, what became of it; English and German.
 *
 * The facts are those of docs of Notion: who may create which token, what a free workspace allows.
 */
import { formatsFor } from './format.ts'
import type { Language } from './language.ts'

export type Place = 'own' | 'other'
export type Members = 'one' | 'several-free' | 'several-paid'
export type Standing = 'owner' | 'member' | 'guest'
/** `from-host`: whoever owns the shared workspace creates an internal connection and hands over its token. */
export type TokenKind = 'internal' | 'personal' | 'from-host'

interface Guide {
  readonly name: string
  /** Why this one. */
  readonly why: string
  readonly steps: readonly string[]
  /** Where it is created; null: somebody else does it. */
  readonly address: string | null
}

export interface AccessWords {
  readonly yourToken: string
  readonly sharedToken: string
  readonly pasteHere: string
  readonly tokenHint: string
  readonly checking: string
  readonly check: string
  /** Opens a dialog of the system, so that only a desktop has it. */
  readonly fromFile: string
  readonly opens: (workspace: string) => string
  readonly stored: string
  readonly replace: string
  readonly use: (profiles: readonly string[]) => string
  readonly tokenMissing: string
  readonly expires: string
  readonly expiresHint: string
  readonly otherWorkspace: string
  readonly otherWorkspaceHint: string
  readonly guideTitle: string
  readonly members: string
  readonly membersHint: string
  readonly membersOptions: Readonly<Record<Members, string>>
  readonly standing: string
  readonly standings: Readonly<Record<Standing, string>>
  readonly standingThere: string
  readonly forYou: string
  readonly forShared: string
  readonly guides: Readonly<Record<TokenKind, Guide>>
  readonly address: string
  readonly picture: string
  readonly pictureNew: string
  readonly pictureSecret: string
  readonly keychain: string
  readonly agreeUnprotected: string
}

const en = formatsFor('en')
const de = formatsFor('de')

const CONNECTIONS = 'https://www.notion.so/developers/connections'
const TOKENS = 'https://www.notion.so/developers/tokens'

const english: AccessWords = {
  yourToken: 'Your token',
  sharedToken: 'Token for the other workspace',
  pasteHere: 'Paste it here',
  tokenHint: 'It is tried at once. It is never shown again and appears in no log.',
  checking: 'Asking Notion whose workspace it opens …',
  check: 'Try the token',
  fromFile: 'From a file …',
  opens: (workspace) => `Opens the workspace ${en.quote(workspace)}.`,
  stored: 'A token is stored.',
  replace: 'Use another one',
  use: (profiles) => `Use the token of ${en.list(profiles)}`,
  tokenMissing: 'Paste the token here first.',
  expires: 'Expires on',
  expiresHint:
    'As Notion showed it when you created the token. You are warned 14 days ahead. Internal connections do not expire: leave it empty.',
  otherWorkspace: 'The shared database is in another workspace',
  otherWorkspaceHint: 'For example in your partner’s. Then a second token opens that one.',
  guideTitle: 'No token yet? This is how',
  members: 'Who is in your workspace?',
  membersHint: 'Guests do not count as members.',
  membersOptions: {
    one: 'Only me (and guests)',
    'several-free': 'Several members, free plan',
    'several-paid': 'Several members, paid plan',
  },
  standing: 'What are you there?',
  standings: { owner: 'Owner', member: 'Member', guest: 'Guest' },
  standingThere: 'What are you in the other workspace?',
  forYou: 'This fits you:',
  forShared: 'For the other workspace:',
  guides: {
    internal: {
      name: 'an internal connection',
      why: 'It sees only the databases that you share with it, does not expire, and what it writes can be told from what you write.',
      steps: [
        'Open this address in your browser and choose “New connection”.',
        'Name it “Partner Sync”, choose your workspace and the kind “Internal”.',
        'Under capabilities let it read, update and insert content. Nothing else is needed.',
        'Under content access choose your two databases, or the page that holds them.',
        'Copy its token and paste it here.',
      ],
      address: CONNECTIONS,
    },
    personal: {
      name: 'a personal token',
      why: 'It sees what you see, so nothing has to be shared with it. In a free workspace with several members it is the only one that may create more than 1,000 pages in all. It expires after at most a year.',
      steps: [
        'Open this address in your browser and choose “New token”.',
        'Name it “Partner Sync” and choose the workspace.',
        'Let it use the Notion API. Choose a year as its lifetime, and note the day for the field above.',
        'Copy it and paste it here.',
      ],
      address: TOKENS,
    },
    'from-host': {
      name: 'a token from the owner of that workspace',
      why: 'Guests cannot create tokens. The owner creates an internal connection, shares only the shared database with it, and gives you its token. They can take it back at any time.',
      steps: [
        'Ask the owner to create an internal connection that may read, update and insert content.',
        'The owner opens the shared database, its menu “···”, “Connections”, and adds the connection.',
        'They send you the token on a safe way, for example in a password manager. Paste it above.',
      ],
      address: null,
    },
  },
  address: 'Address',
  picture:
    'Notion’s page for developers: a list of connections, a button for a new one, and the token with a button to copy it.',
  pictureNew: 'New',
  pictureSecret: 'Token',
  keychain: 'This computer cannot keep the token as it should',
  agreeUnprotected: 'Keep it without encryption all the same',
}

const german: AccessWords = {
  yourToken: 'Dein Token',
  sharedToken: 'Token für den anderen Workspace',
  pasteHere: 'Hier einfügen',
  tokenHint: 'Er wird gleich ausprobiert. Er wird nie wieder gezeigt und steht in keinem Protokoll.',
  checking: 'Notion wird gefragt, wessen Workspace er öffnet …',
  check: 'Token ausprobieren',
  fromFile: 'Aus einer Datei …',
  opens: (workspace) => `Öffnet den Workspace ${de.quote(workspace)}.`,
  stored: 'Ein Token ist gespeichert.',
  replace: 'Einen anderen nehmen',
  use: (profiles) => `Den Token von ${de.list(profiles)} nehmen`,
  tokenMissing: 'Füg zuerst hier den Token ein.',
  expires: 'Läuft ab am',
  expiresHint:
    'Wie Notion es beim Erstellen gezeigt hat. Du wirst 14 Tage vorher gewarnt. Interne Verbindungen laufen nicht ab: Dann lass es leer.',
  otherWorkspace: 'Die geteilte Datenbank liegt in einem anderen Workspace',
  otherWorkspaceHint: 'Zum Beispiel in dem deines Partners. Den öffnet dann ein zweiter Token.',
  guideTitle: 'Noch kein Token? So geht es',
  members: 'Wer ist in deinem Workspace?',
  membersHint: 'Gäste zählen nicht als Mitglieder.',
  membersOptions: {
    one: 'Nur ich (und Gäste)',
    'several-free': 'Mehrere Mitglieder, kostenlos',
    'several-paid': 'Mehrere Mitglieder, bezahlt',
  },
  standing: 'Was bist du dort?',
  standings: { owner: 'Inhaber', member: 'Mitglied', guest: 'Gast' },
  standingThere: 'Was bist du im anderen Workspace?',
  forYou: 'Das passt zu dir:',
  forShared: 'Für den anderen Workspace:',
  guides: {
    internal: {
      name: 'eine interne Verbindung',
      why: 'Sie sieht nur die Datenbanken, die du für sie freigibst, läuft nicht ab, und was sie schreibt, ist von dem zu unterscheiden, was du schreibst.',
      steps: [
        'Öffne diese Adresse im Browser und wähl „Neue Verbindung“.',
        'Nenn sie „Partner Sync“, wähl deinen Workspace und die Art „Intern“.',
        'Erlaub ihr bei den Fähigkeiten, Inhalte zu lesen, zu ändern und einzufügen. Mehr braucht sie nicht.',
        'Wähl beim Zugriff auf Inhalte deine beiden Datenbanken oder die Seite, in der sie liegen.',
        'Kopier ihren Token und füg ihn hier ein.',
      ],
      address: CONNECTIONS,
    },
    personal: {
      name: 'ein persönlicher Token',
      why: 'Er sieht, was du siehst, also muss nichts für ihn freigegeben werden. In einem kostenlosen Workspace mit mehreren Mitgliedern darf nur er insgesamt mehr als 1.000 Seiten anlegen. Er läuft nach höchstens einem Jahr ab.',
      steps: [
        'Öffne diese Adresse im Browser und wähl „Neuer Token“.',
        'Nenn ihn „Partner Sync“ und wähl den Workspace.',
        'Erlaub ihm die Notion-API. Wähl ein Jahr als Laufzeit und merk dir den Tag für das Feld oben.',
        'Kopier ihn und füg ihn hier ein.',
      ],
      address: TOKENS,
    },
    'from-host': {
      name: 'ein Token vom Inhaber dieses Workspace',
      why: 'Gäste können keine Token erstellen. Der Inhaber legt eine interne Verbindung an, gibt nur die geteilte Datenbank für sie frei und gibt dir ihren Token. Er kann ihn jederzeit entziehen.',
      steps: [
        'Bitte den Inhaber, eine interne Verbindung anzulegen, die Inhalte lesen, ändern und einfügen darf.',
        'Der Inhaber öffnet die geteilte Datenbank, ihr Menü „···“, „Verbindungen“, und fügt die Verbindung hinzu.',
        'Er schickt dir den Token auf sicherem Weg, zum Beispiel in einem Passwortspeicher. Füg ihn oben ein.',
      ],
      address: null,
    },
  },
  address: 'Adresse',
  picture:
    'Notions Seite für Entwickler: eine Liste der Verbindungen, ein Knopf für eine neue und der Token mit einem Knopf zum Kopieren.',
  pictureNew: 'Neu',
  pictureSecret: 'Token',
  keychain: 'Dieser Computer kann den Token nicht so aufbewahren, wie er sollte',
  agreeUnprotected: 'Trotzdem unverschlüsselt aufbewahren',
}

export function accessWords(language: Language): AccessWords {
  return language === 'de' ? german : english
}
