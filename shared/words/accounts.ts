/**
 * What the command line says about inviting, taking over and stopping to share, in English and German.
 *
 * Help texts are in `command-line-help.ts`, failures in the reasons.
 */
import type { Language } from './language.ts'

export interface AccountWords {
  /** On standard error, beside the file itself. */
  readonly invited: string
  readonly stopPreview: (name: string) => string
  readonly stopped: (name: string, copies: number) => string
  readonly stopUnfinished: (name: string, left: number) => string
  readonly token: string
  readonly tokenHere: string
  readonly tokenSame: string
  readonly missing: string
  readonly ignored: (keys: string) => string
  readonly importPreview: (ready: number) => string
  readonly imported: (names: string) => string
  readonly refused: (name: string, why: string) => string
}

const en: AccountWords = {
  invited:
    'Send this file to the other person: partner-sync profile add NAME --invite FILE, or “open an invitation” in the setup. It holds no secret; a token of their own is needed.',
  stopPreview: (name) =>
    `Nothing has been changed. To trash these copies and pause profile ${name}, repeat the command with --confirm.`,
  stopped: (name, copies) =>
    `Profile ${name} is paused and shares nothing any more; ${copies} copies went to Notion’s trash. “resume” creates copies anew.`,
  stopUnfinished: (name, left) =>
    `Profile ${name} is paused, but not everything could be trashed (open: ${left}). Look at “problems list” and “conflicts list”, then repeat the command.`,
  token: 'tokens',
  tokenHere: 'two',
  tokenSame: 'one for both sides',
  missing: 'missing',
  ignored: (keys) => `Not needed here, and left: ${keys}`,
  importPreview: (ready) =>
    ready === 0
      ? 'Nobody in this file has everything that is needed.'
      : `Nothing has been changed. To add ${ready === 1 ? 'this profile' : `these ${ready} profiles`} and keep the tokens in files that you alone can read, repeat the command with --confirm. The file itself stays as it is.`,
  imported: (names) =>
    `Added: ${names}. The tokens were copied; the old file still holds them, so delete it once you no longer need it. Switch the older tool off before the first sync.`,
  refused: (name, why) => `${name} was not added. ${why}`,
}

const de: AccountWords = {
  invited:
    'Schick diese Datei der anderen Person: partner-sync profile add NAME --invite DATEI oder „Einladung öffnen“ in der Einrichtung. Sie enthält kein Geheimnis; nötig ist ein eigener Token.',
  stopPreview: (name) =>
    `Nichts wurde geändert. Um diese Kopien in den Papierkorb zu legen und Profil ${name} anzuhalten, wiederhole den Befehl mit --confirm.`,
  stopped: (name, copies) =>
    `Profil ${name} ist angehalten und teilt nichts mehr; in den Papierkorb von Notion gelegte Kopien: ${copies}. „resume“ legt neue an.`,
  stopUnfinished: (name, left) =>
    `Profil ${name} ist angehalten, aber nicht alles ließ sich in den Papierkorb legen (offen: ${left}). Sieh unter „problems list“ und „conflicts list“ nach und wiederhole dann den Befehl.`,
  token: 'Token',
  tokenHere: 'zwei',
  tokenSame: 'einer für beide Seiten',
  missing: 'fehlt',
  ignored: (keys) => `Hier nicht nötig und übergangen: ${keys}`,
  importPreview: (ready) =>
    ready === 0
      ? 'Niemand in dieser Datei hat alles, was nötig ist.'
      : `Nichts wurde geändert. Um ${ready === 1 ? 'dieses Profil' : `diese ${ready} Profile`} anzulegen und die Token in Dateien zu legen, die nur du lesen kannst, wiederhole den Befehl mit --confirm. Die Datei selbst bleibt, wie sie ist.`,
  imported: (names) =>
    `Angelegt: ${names}. Die Token sind kopiert; die alte Datei enthält sie weiterhin, lösch sie also, wenn du sie nicht mehr brauchst. Schalte das ältere Programm vor dem ersten Abgleich ab.`,
  refused: (name, why) => `${name} ist nicht angelegt. ${why}`,
}

const words: Readonly<Record<Language, AccountWords>> = { en, de }

export function accountWords(language: Language): AccountWords {
  return words[language]
}
