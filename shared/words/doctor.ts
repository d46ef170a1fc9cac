/** What `doctor` says of each check that found nothing wrong; what is wrong has the words of its failure. */
import type { Language } from './language.ts'

const en = {
  checks: {
    settings: 'settings',
    disk: 'disk',
    ledger: 'ledger',
    holder: 'other process',
    token: 'token',
    network: 'network',
    access: 'access',
    database: 'database',
    identity: 'workspace',
    properties: 'properties',
    clock: 'clock',
    writing: 'writing',
    budget: 'requests',
    'other-computer': 'other computers',
    'write-test': 'write test',
    keyring: 'keychain',
    log: 'log',
    'access-rights': 'access rights',
    proxy: 'proxy',
  },
  fixed: {
    properties: 'created, and filled for every appointment that is known',
    log: 'the folder was created',
    'access-rights': 'closed to everybody but you',
  },
  keyring: {
    none: 'not used: tokens come from files and variables',
    here: 'tokens are encrypted by the keychain of this computer',
    unprotected: 'tokens are kept without encryption, as you agreed',
    desktop: 'only the desktop application can ask the keychain',
  },
  fine: {
    settings: (subject: string) => `${subject} can be read`,
    disk: (subject: string) => `${subject} can be written`,
    ledger: () => 'the ledger is sound',
    holder: (subject: string): string =>
      subject === '' ? 'nobody else keeps this home' : `kept in step by ${subject}`,
    token: (subject: string) => `found in ${subject}`,
    network: () => 'Notion answers',
    access: (subject: string) => `the token is valid in ${subject}`,
    database: (subject: string) => `"${subject}" can be read`,
    identity: (subject: string) => `still ${subject}`,
    properties: (subject: string) => `"${subject}" has every property it needs`,
    clock: (subject: string) => `off by ${subject}`,
    writing: (subject: string): string =>
      subject === '' ? 'nothing was written yet; the write test proves that it works' : `last written on ${subject}`,
    budget: (subject: string) => `${subject} requests are free in this minute`,
    'other-computer': (subject: string): string =>
      subject === ''
        ? 'no other computer keeps this profile'
        : 'another computer keeps this profile as well: only what nobody has touched meanwhile is written',
    'write-test': () => 'nothing is left over of a write test',
    keyring: (subject: string) => subject,
    log: (subject: string) => `${subject} can be written`,
    'access-rights': () => 'only you can read the data on this computer',
    proxy: (subject: string): string => (subject === '' ? 'none is set' : `${subject} is used`),
  },
}

export type DoctorWords = typeof en

const de: DoctorWords = {
  checks: {
    settings: 'Einstellungen',
    disk: 'Datenträger',
    ledger: 'Verzeichnis',
    holder: 'anderes Programm',
    token: 'Token',
    network: 'Netz',
    access: 'Zugang',
    database: 'Datenbank',
    identity: 'Workspace',
    properties: 'Eigenschaften',
    clock: 'Uhr',
    writing: 'Schreiben',
    budget: 'Anfragen',
    'other-computer': 'andere Computer',
    'write-test': 'Schreibtest',
    keyring: 'Schlüsselbund',
    log: 'Protokoll',
    'access-rights': 'Zugriffsrechte',
    proxy: 'Proxy',
  },
  fixed: {
    properties: 'angelegt und für jeden bekannten Termin gefüllt',
    log: 'der Ordner wurde angelegt',
    'access-rights': 'für alle außer dir geschlossen',
  },
  keyring: {
    none: 'nicht verwendet: Token kommen aus Dateien und Variablen',
    here: 'Token sind mit dem Schlüsselbund dieses Computers verschlüsselt',
    unprotected: 'Token liegen unverschlüsselt da, wie du zugestimmt hast',
    desktop: 'nur die Desktop-Anwendung kann den Schlüsselbund fragen',
  },
  fine: {
    settings: (subject) => `${subject} ist lesbar`,
    disk: (subject) => `${subject} ist beschreibbar`,
    ledger: () => 'das Verzeichnis ist unversehrt',
    holder: (subject) => (subject === '' ? 'niemand sonst führt diesen Ordner' : `wird gerade von ${subject} geführt`),
    token: (subject) => `gefunden in ${subject}`,
    network: () => 'Notion antwortet',
    access: (subject) => `der Token gilt in ${subject}`,
    database: (subject) => `„${subject}“ ist lesbar`,
    identity: (subject) => `weiterhin ${subject}`,
    properties: (subject) => `„${subject}“ hat alle nötigen Eigenschaften`,
    clock: (subject) => `weicht um ${subject} ab`,
    writing: (subject) =>
      subject === ''
        ? 'noch nichts geschrieben; der Schreibtest beweist, dass es geht'
        : `zuletzt geschrieben am ${subject}`,
    budget: (subject) => `${subject} Anfragen sind in dieser Minute frei`,
    'other-computer': (subject) =>
      subject === ''
        ? 'kein anderer Computer führt dieses Profil'
        : 'auch ein anderer Computer führt dieses Profil: geschrieben wird nur, was inzwischen niemand angefasst hat',
    'write-test': () => 'von einem Schreibtest ist nichts übrig',
    keyring: (subject) => subject,
    log: (subject) => `${subject} ist beschreibbar`,
    'access-rights': () => 'nur du kannst die Daten auf diesem Computer lesen',
    proxy: (subject) => (subject === '' ? 'keiner eingestellt' : `${subject} wird verwendet`),
  },
}

export const doctorWords: Readonly<Record<Language, DoctorWords>> = { de, en }
