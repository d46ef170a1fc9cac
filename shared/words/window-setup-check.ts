/**
 * What the setup says about the check of both databases and about what travels between them; English and German.
 */
import type { CheckedProperty, FieldDirection } from '../setup.ts'
import { formatsFor } from './format.ts'
import type { Language } from './language.ts'

export interface CheckWords {
  readonly allFound: string
  readonly allFoundText: string
  readonly somethingMissing: string
  readonly somethingMissingText: string
  readonly cannotGoOn: string
  readonly create: (count: number) => string
  readonly createHint: string
  readonly created: (count: number) => string
  readonly again: string
  readonly found: (found: number, of: number) => string
  readonly states: Readonly<Record<CheckedProperty['state'], string>>
  readonly justCreated: string
  readonly wanted: (type: string) => string
  readonly name: string
  readonly nameHint: string
  readonly nameMissing: string
  readonly nameTaken: string
  readonly number: string
  readonly numberHint: (taken: readonly number[]) => string
  readonly travels: string
  readonly travelsSum: (count: number) => string
  readonly rules: string
  readonly rulesSum: string
  readonly notes: string
  readonly unmapped: string
}

export interface TravelWords {
  readonly intro: string
  readonly directions: Readonly<Record<FieldDirection, string>>
  readonly direction: (field: string) => string
  readonly word: string
  readonly wordHint: string
  readonly wordDefault: string
  readonly wordMissing: string
  readonly leaveOut: (field: string) => string
  readonly add: string
  readonly addPrivate: string
  readonly addShared: string
  readonly addNow: string
  readonly chooseOne: string
  readonly reset: string
  readonly always: string
}

const en = formatsFor('en')
const de = formatsFor('de')

const checkEnglish: CheckWords = {
  allFound: 'Everything is there',
  allFoundText: 'Both databases fit. You can go on.',
  somethingMissing: 'Almost there',
  somethingMissingText: 'Partner Sync notes in a few properties which pages belong together. Some are missing yet.',
  cannotGoOn: 'This has to be settled first',
  create: (count) => en.plural(count, { one: 'Create the missing property', other: 'Create the # missing properties' }),
  createHint: 'They are added to your databases. Nothing that is there changes.',
  created: (count) => en.plural(count, { one: '# property was created.', other: '# properties were created.' }),
  again: 'Check again',
  found: (found, of) => `${en.number(found)} of ${en.number(of)} properties found`,
  states: { found: 'found', missing: 'missing', 'wrong-type': 'wrong type' },
  justCreated: 'created just now',
  wanted: (type) => `must be ${type}`,
  name: 'What is this pair to be called?',
  nameHint: 'Only you see this name.',
  nameMissing: 'Give it a name.',
  nameTaken: 'There is one with this name already. Choose another one.',
  number: 'Your number in the shared database',
  numberHint: (taken) =>
    taken.length === 0
      ? 'By it copies know whose they are. Nobody has one yet.'
      : `By it copies know whose they are. Taken already: ${en.list(taken.map(String))}.`,
  travels: 'Change what travels',
  travelsSum: (count) => en.plural(count, { one: '# field travels', other: '# fields travel' }),
  rules: 'Change the rules',
  rulesSum: 'conflicts, deletions, past appointments',
  notes: 'Good to know',
  unmapped: 'Does not travel',
}

const checkGerman: CheckWords = {
  allFound: 'Alles da',
  allFoundText: 'Beide Datenbanken passen. Du kannst weitermachen.',
  somethingMissing: 'Fast geschafft',
  somethingMissingText:
    'Partner Sync merkt sich in einigen Eigenschaften, welche Seiten zusammengehören. Ein paar fehlen noch.',
  cannotGoOn: 'Das muss erst geklärt werden',
  create: (count) =>
    de.plural(count, { one: 'Die fehlende Eigenschaft anlegen', other: 'Die # fehlenden Eigenschaften anlegen' }),
  createHint: 'Sie kommen in deinen Datenbanken hinzu. Was schon da ist, ändert sich nicht.',
  created: (count) =>
    de.plural(count, { one: '# Eigenschaft wurde angelegt.', other: '# Eigenschaften wurden angelegt.' }),
  again: 'Noch einmal prüfen',
  found: (found, of) => `${de.number(found)} von ${de.number(of)} Eigenschaften gefunden`,
  states: { found: 'gefunden', missing: 'fehlt', 'wrong-type': 'falscher Typ' },
  justCreated: 'eben angelegt',
  wanted: (type) => `muss ${type} sein`,
  name: 'Wie soll dieses Paar heißen?',
  nameHint: 'Diesen Namen siehst nur du.',
  nameMissing: 'Gib ihm einen Namen.',
  nameTaken: 'So heißt schon eines. Wähl einen anderen Namen.',
  number: 'Deine Nummer in der geteilten Datenbank',
  numberHint: (taken) =>
    taken.length === 0
      ? 'Daran erkennen Kopien, wem sie gehören. Noch hat niemand eine.'
      : `Daran erkennen Kopien, wem sie gehören. Schon vergeben: ${de.list(taken.map(String))}.`,
  travels: 'Ändern, was mitkommt',
  travelsSum: (count) => de.plural(count, { one: '# Feld kommt mit', other: '# Felder kommen mit' }),
  rules: 'Regeln ändern',
  rulesSum: 'Konflikte, Löschungen, vergangene Termine',
  notes: 'Gut zu wissen',
  unmapped: 'Kommt nicht mit',
}

const travelEnglish: TravelWords = {
  intro: 'Each field has its direction. What your partner may not change goes only to the shared side.',
  directions: { both: 'both ways', 'to-shared': 'only to shared', busy: 'only that I am busy' },
  direction: (field) => `Direction of ${field}`,
  word: 'The partner sees this word',
  wordHint: 'instead of what is in your field.',
  wordDefault: 'Busy',
  wordMissing: 'Type a word that is shown instead.',
  leaveOut: (field) => `Leave out ${field}`,
  add: 'Let another field travel',
  addPrivate: 'From your database',
  addShared: 'To the shared database',
  addNow: 'Add',
  chooseOne: 'Choose …',
  reset: 'As proposed',
  always: 'travels always',
}

const travelGerman: TravelWords = {
  intro: 'Jedes Feld hat seine Richtung. Was dein Partner nicht ändern soll, geht nur zur geteilten Seite.',
  directions: { both: 'in beide Richtungen', 'to-shared': 'nur zur geteilten', busy: 'nur dass ich belegt bin' },
  direction: (field) => `Richtung von ${field}`,
  word: 'Dieses Wort sieht dein Partner',
  wordHint: 'anstelle dessen, was in deinem Feld steht.',
  wordDefault: 'Belegt',
  wordMissing: 'Gib ein Wort an, das stattdessen gezeigt wird.',
  leaveOut: (field) => `${field} weglassen`,
  add: 'Ein weiteres Feld mitkommen lassen',
  addPrivate: 'Aus deiner Datenbank',
  addShared: 'In die geteilte Datenbank',
  addNow: 'Hinzufügen',
  chooseOne: 'Wählen …',
  reset: 'Wie vorgeschlagen',
  always: 'kommt immer mit',
}

export function checkWords(language: Language): CheckWords {
  return language === 'de' ? checkGerman : checkEnglish
}

export function travelWords(language: Language): TravelWords {
  return language === 'de' ? travelGerman : travelEnglish
}
