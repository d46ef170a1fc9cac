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
  },
  fine: {
    settings: (subject: string) => `${subject} can be read`,
    disk: (subject: string) => `${subject} can be written`,
    ledger: () => 'the ledger is sound',
    holder: (subject: string) => (subject === '' ? 'nobody else keeps this home' : `kept in step by ${subject}`),
    token: (subject: string) => `found in ${subject}`,
    network: () => 'Notion answers',
    access: (subject: string) => `the token is valid in ${subject}`,
    database: (subject: string) => `"${subject}" can be read`,
    identity: (subject: string) => `still ${subject}`,
    properties: (subject: string) => `"${subject}" has every property it needs`,
    clock: (subject: string) => `off by ${subject}`,
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
  },
}

export const doctorWords: Readonly<Record<Language, DoctorWords>> = { de, en }
