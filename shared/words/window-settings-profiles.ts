/**
 * What the settings say about profiles: how they stand, their tokens, inviting, stopping, removing; English and German.
 */
import { formatsFor } from './format.ts'
import type { Language } from './language.ts'

export interface SettingsProfilesWords {
  readonly add: string
  readonly none: string
  readonly states: {
    readonly on: string
    readonly off: string
    readonly paused: string
    readonly pausedUntil: (time: string) => string
  }
  readonly databases: string
  readonly in: (workspace: string) => string
  readonly number: (number: number) => string
  readonly name: string
  readonly rename: string
  readonly renamed: (name: string) => string
  readonly enabled: string
  readonly enabledHint: string
  readonly pause: string
  readonly resume: string
  readonly paused: string
  readonly resumed: string
  readonly parts: {
    readonly basics: string
    readonly rules: string
    readonly travels: string
    readonly tokens: string
    readonly sharing: string
  }
  readonly saved: (name: string) => string
  readonly notYet: string
  readonly tokenBoth: string
  readonly tokenPrivate: string
  readonly tokenShared: string
  readonly tokenKept: (workspace: string) => string
  readonly tokenInFile: (path: string) => string
  readonly tokenInVariable: (name: string) => string
  readonly tokenExpired: (date: string) => string
  readonly tokenNoExpiry: string
  readonly replaceToken: string
  readonly replaceTokenShared: (profiles: readonly string[]) => string
  readonly newToken: string
  readonly replaced: (workspace: string) => string
  readonly unusedTokens: string
  readonly unusedTokensText: (count: number) => string
  readonly forget: string
  readonly forgotten: string
  readonly invite: string
  readonly inviteHint: string
  readonly stop: string
  readonly stopHint: string
  readonly stopTitle: (name: string) => string
  readonly stopText: (copies: number) => string
  readonly stopNow: string
  readonly stopped: string
  readonly left: (count: number) => string
  readonly remove: string
  readonly removeHint: string
  readonly removeTitle: (name: string) => string
  readonly removeText: string
  readonly copies: string
  readonly keep: string
  readonly keepHint: string
  readonly trash: string
  readonly trashHint: string
  readonly removeKeep: string
  readonly removeTrash: (copies: number) => string
  readonly removed: (name: string) => string
  readonly previewTitle: (count: number) => string
  readonly more: (count: number) => string
  readonly looking: string
}

const en = formatsFor('en')
const de = formatsFor('de')

const english: SettingsProfilesWords = {
  add: 'Set up another profile',
  none: 'No profile is set up yet.',
  states: {
    on: 'switched on',
    off: 'switched off',
    paused: 'paused',
    pausedUntil: (time) => `paused until ${time}`,
  },
  databases: 'Databases',
  in: (workspace) => `in ${workspace}`,
  number: (number) => `Number ${number} in the shared database`,
  name: 'Name',
  rename: 'Rename',
  renamed: (name) => `It is called ${en.quote(name)} now.`,
  enabled: 'Sync this profile',
  enabledHint: 'Switched off, nothing is read or written for it until you switch it on again.',
  pause: 'Pause',
  resume: 'Resume',
  paused: 'Paused until you resume it.',
  resumed: 'It goes on.',
  parts: {
    basics: 'Name and state',
    rules: 'Rules',
    travels: 'What travels',
    tokens: 'Tokens',
    sharing: 'Invite, stop, remove',
  },
  saved: (name) => `${name}: saved.`,
  notYet: 'It is saved as soon as the run that is under way has ended.',
  tokenBoth: 'Token for both databases',
  tokenPrivate: 'Token for your private database',
  tokenShared: 'Token for the shared database',
  tokenKept: (workspace) => `Opens ${en.quote(workspace)}; stored on this computer.`,
  tokenInFile: (path) => `Is read from the file ${path}.`,
  tokenInVariable: (name) => `Is read from the variable ${name} of the environment.`,
  tokenExpired: (date) => `It expired on ${date}. Replace it.`,
  tokenNoExpiry: 'No day is noted on which it expires.',
  replaceToken: 'Replace the token',
  replaceTokenShared: (profiles) => `The new one counts for ${en.list(profiles)} as well.`,
  newToken: 'The new token',
  replaced: (workspace) => `The new token opens ${en.quote(workspace)}.`,
  unusedTokens: 'Unused tokens',
  unusedTokensText: (count) =>
    en.plural(count, {
      one: '# token is stored here that no profile uses.',
      other: '# tokens are stored here that no profile uses.',
    }),
  forget: 'Forget',
  forgotten: 'Forgotten.',
  invite: 'Invite your partner',
  inviteHint:
    'A small file with the shared database, what travels and a free number; no token. Your partner opens it in the setup.',
  stop: 'Stop sharing',
  stopHint:
    'Takes all your copies out of the shared database and pauses this profile. Your private database stays as it is.',
  stopTitle: (name) => `Stop sharing ${en.quote(name)}?`,
  stopText: (copies) =>
    en.plural(copies, {
      one: '# copy goes to the trash of the shared database. Nobody sees it there any more; in the trash it can be found for usually 30 days.',
      other:
        '# copies go to the trash of the shared database. Nobody sees them there any more; in the trash they can be found for usually 30 days.',
    }),
  stopNow: 'Take all copies out',
  stopped: 'Nothing is shared any more. The profile is paused.',
  left: (count) =>
    en.plural(count, {
      one: '# copy could not be taken out. It is tried again; look at the problems.',
      other: '# copies could not be taken out. They are tried again; look at the problems.',
    }),
  remove: 'Remove the profile',
  removeHint: 'Partner Sync forgets it with its history. Your private database stays as it is.',
  removeTitle: (name) => `Remove ${en.quote(name)}?`,
  removeText: 'Its history, its log entries and tokens that nothing else uses are erased on this computer for good.',
  copies: 'What happens to the copies in the shared database?',
  keep: 'They stay',
  keepHint: 'Everybody goes on seeing them; nobody keeps them in step any more.',
  trash: 'They go to the trash',
  trashHint: 'The others no longer see your appointments.',
  removeKeep: 'Remove, keep the copies',
  removeTrash: (copies) => en.plural(copies, { one: 'Remove with # copy', other: 'Remove with # copies' }),
  removed: (name) => `${en.quote(name)} is removed.`,
  previewTitle: (count) => en.plural(count, { one: '# page is concerned', other: '# pages are concerned' }),
  more: (count) => `and ${en.number(count)} more`,
  looking: 'Looking what this would do …',
}

const german: SettingsProfilesWords = {
  add: 'Weiteres Profil einrichten',
  none: 'Noch ist kein Profil eingerichtet.',
  states: {
    on: 'eingeschaltet',
    off: 'ausgeschaltet',
    paused: 'pausiert',
    pausedUntil: (time) => `pausiert bis ${time}`,
  },
  databases: 'Datenbanken',
  in: (workspace) => `in ${workspace}`,
  number: (number) => `Nummer ${number} in der geteilten Datenbank`,
  name: 'Name',
  rename: 'Umbenennen',
  renamed: (name) => `Es heißt jetzt ${de.quote(name)}.`,
  enabled: 'Dieses Profil abgleichen',
  enabledHint: 'Ausgeschaltet wird dafür nichts gelesen und nichts geschrieben, bis du es wieder einschaltest.',
  pause: 'Pausieren',
  resume: 'Fortsetzen',
  paused: 'Pausiert, bis du es fortsetzt.',
  resumed: 'Es geht weiter.',
  parts: {
    basics: 'Name und Zustand',
    rules: 'Regeln',
    travels: 'Was mitkommt',
    tokens: 'Token',
    sharing: 'Einladen, beenden, entfernen',
  },
  saved: (name) => `${name}: gespeichert.`,
  notYet: 'Es wird gespeichert, sobald der laufende Abgleich zu Ende ist.',
  tokenBoth: 'Token für beide Datenbanken',
  tokenPrivate: 'Token für deine private Datenbank',
  tokenShared: 'Token für die geteilte Datenbank',
  tokenKept: (workspace) => `Öffnet ${de.quote(workspace)}; auf diesem Computer gespeichert.`,
  tokenInFile: (path) => `Wird aus der Datei ${path} gelesen.`,
  tokenInVariable: (name) => `Wird aus der Umgebungsvariablen ${name} gelesen.`,
  tokenExpired: (date) => `Er ist am ${date} abgelaufen. Ersetz ihn.`,
  tokenNoExpiry: 'Es ist kein Tag vermerkt, an dem er abläuft.',
  replaceToken: 'Token ersetzen',
  replaceTokenShared: (profiles) => `Der neue gilt auch für ${de.list(profiles)}.`,
  newToken: 'Der neue Token',
  replaced: (workspace) => `Der neue Token öffnet ${de.quote(workspace)}.`,
  unusedTokens: 'Unbenutzte Token',
  unusedTokensText: (count) =>
    de.plural(count, {
      one: '# Token ist hier gespeichert, den kein Profil benutzt.',
      other: '# Token sind hier gespeichert, die kein Profil benutzt.',
    }),
  forget: 'Vergessen',
  forgotten: 'Vergessen.',
  invite: 'Partner einladen',
  inviteHint:
    'Eine kleine Datei mit der geteilten Datenbank, dem, was mitkommt, und einer freien Nummer; ohne Token. Dein Partner öffnet sie beim Einrichten.',
  stop: 'Teilen beenden',
  stopHint:
    'Nimmt alle deine Kopien aus der geteilten Datenbank und pausiert dieses Profil. Deine private Datenbank bleibt, wie sie ist.',
  stopTitle: (name) => `Teilen von ${de.quote(name)} beenden?`,
  stopText: (copies) =>
    de.plural(copies, {
      one: '# Kopie kommt in den Papierkorb der geteilten Datenbank. Dort sieht sie niemand mehr; im Papierkorb ist sie meist 30 Tage lang zu finden.',
      other:
        '# Kopien kommen in den Papierkorb der geteilten Datenbank. Dort sieht sie niemand mehr; im Papierkorb sind sie meist 30 Tage lang zu finden.',
    }),
  stopNow: 'Alle Kopien herausnehmen',
  stopped: 'Nichts ist mehr geteilt. Das Profil ist pausiert.',
  left: (count) =>
    de.plural(count, {
      one: '# Kopie ließ sich nicht herausnehmen. Es wird noch einmal versucht; sieh bei den Problemen nach.',
      other: '# Kopien ließen sich nicht herausnehmen. Es wird noch einmal versucht; sieh bei den Problemen nach.',
    }),
  remove: 'Profil entfernen',
  removeHint: 'Partner Sync vergisst es samt seinem Verlauf. Deine private Datenbank bleibt, wie sie ist.',
  removeTitle: (name) => `${de.quote(name)} entfernen?`,
  removeText:
    'Sein Verlauf, seine Zeilen im Protokoll und Token, die sonst niemand braucht, werden auf diesem Computer endgültig gelöscht.',
  copies: 'Was geschieht mit den Kopien in der geteilten Datenbank?',
  keep: 'Sie bleiben',
  keepHint: 'Alle sehen sie weiterhin; niemand gleicht sie mehr ab.',
  trash: 'Sie kommen in den Papierkorb',
  trashHint: 'Die anderen sehen deine Termine nicht mehr.',
  removeKeep: 'Entfernen, Kopien behalten',
  removeTrash: (copies) => de.plural(copies, { one: 'Mit # Kopie entfernen', other: 'Mit # Kopien entfernen' }),
  removed: (name) => `${de.quote(name)} ist entfernt.`,
  previewTitle: (count) => de.plural(count, { one: '# Seite ist betroffen', other: '# Seiten sind betroffen' }),
  more: (count) => `und ${de.number(count)} weitere`,
  looking: 'Es wird nachgesehen, was das bewirkt …',
}

export function settingsProfilesWords(language: Language): SettingsProfilesWords {
  return language === 'de' ? german : english
}
