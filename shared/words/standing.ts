/**
 * Where an appointment stands, in a sentence; what a guard holds.
 *
 * Times come in as text, already formatted for the reader.
 */
import type { HeldAction, Side } from '../model.ts'
import type { Formats } from './format.ts'

export interface StandingWords {
  readonly state: {
    readonly 'in-step': string
    readonly 'in-step-unverified': string
    readonly 'being-checked': string
    /** `when`: a relative time, for example “in 2 minutes”. */
    readonly waiting: (when: string) => string
    readonly conflict: string
    readonly problem: string
    readonly kept: string
    readonly excluded: (reason: string) => string
    readonly 'not-relevant': string
    readonly unknown: string
  }
  /** Reasons of an exclusion that are ours; any other was typed by the user. */
  readonly excludedReason: Readonly<Record<'rejected' | 'forgotten', string>>
  readonly held: Readonly<Record<HeldAction, string>>
  /** Why the guard stopped them, above the list. */
  readonly heldCount: (formats: Formats, count: number, of: number) => string
  readonly side: Readonly<Record<Side, string>>
  readonly warning: Readonly<Record<'title-empty' | 'date-missing', string>>
  readonly noticed: Readonly<
    Record<'another-computer' | 'ledger-rebuilt' | 'false-alarm' | 'false-success' | 'held', string>
  >
}

export const standingEnglish: StandingWords = {
  state: {
    'in-step': 'Both sides are in step.',
    'in-step-unverified': 'Written; the next reading will confirm it.',
    'being-checked': 'Being checked: it is not known yet whether the last write succeeded.',
    waiting: (when) => `The last try failed; the next one is due ${when}.`,
    conflict: 'Both sides say something different; it waits for your choice.',
    problem: 'It failed for good and stands in the list of problems.',
    kept: 'You chose to leave it as it is, until one of its pages changes.',
    excluded: (reason) =>
      reason === ''
        ? 'Taken out of the sync, until one of its pages changes.'
        : `Taken out of the sync, until one of its pages changes: ${reason}`,
    'not-relevant': 'Not marked as partner-relevant.',
    unknown: 'Not seen yet; the next full run will find it.',
  },
  excludedReason: {
    rejected: 'you rejected its copy when it was held back',
    forgotten: 'you chose to forget its copy',
  },
  held: {
    'trash-copy': 'The copy is to go to the trash; until you confirm, it is still visible to others.',
    unshare: 'You unchecked it; until you confirm, the copy is still visible to others.',
    'unshare-private': 'Its copy was deleted by somebody; your page is to be unchecked and stay private.',
    'trash-private': 'Its copy was deleted by somebody; your private page is to go to the trash.',
    create: 'A copy is to be created in the shared database.',
    change: 'It is to be changed.',
  },
  heldCount: (formats, count, of) =>
    formats.plural(count, {
      one: `# of ${formats.number(of)} appointments is held back until you confirm.`,
      other: `# of ${formats.number(of)} appointments are held back until you confirm.`,
    }),
  side: { private: 'private', shared: 'shared' },
  warning: { 'title-empty': 'It has no title.', 'date-missing': 'It has no date.' },
  noticed: {
    'another-computer': 'Another computer keeps this profile as well.',
    'ledger-rebuilt': 'The record was rebuilt from Notion.',
    'false-alarm': 'What was reported as an error had succeeded after all.',
    'false-success': 'Notion reported success, but the page does not show it.',
    held: 'Something is held back until you confirm.',
  },
}

export const standingGerman: StandingWords = {
  state: {
    'in-step': 'Beide Seiten stimmen überein.',
    'in-step-unverified': 'Geschrieben; beim nächsten Lesen wird es bestätigt.',
    'being-checked': 'Wird geprüft: Noch ist nicht bekannt, ob das letzte Schreiben geklappt hat.',
    waiting: (when) => `Der letzte Versuch ist fehlgeschlagen, der nächste folgt ${when}.`,
    conflict: 'Beide Seiten sagen Verschiedenes; das wartet auf deine Entscheidung.',
    problem: 'Endgültig fehlgeschlagen; steht in der Liste der Probleme.',
    kept: 'Du lässt ihn, wie er ist, bis sich eine seiner Seiten ändert.',
    excluded: (reason) =>
      reason === ''
        ? 'Vom Abgleich ausgenommen, bis sich eine seiner Seiten ändert.'
        : `Vom Abgleich ausgenommen, bis sich eine seiner Seiten ändert: ${reason}`,
    'not-relevant': 'Nicht als partnerrelevant markiert.',
    unknown: 'Noch nicht gesehen; der nächste vollständige Abgleich findet ihn.',
  },
  excludedReason: {
    rejected: 'du hast seine Kopie verworfen, als sie zurückgehalten war',
    forgotten: 'du wolltest seine Kopie vergessen',
  },
  held: {
    'trash-copy': 'Die Kopie soll in den Papierkorb; bis du bestätigst, ist sie für andere noch sichtbar.',
    unshare: 'Du hast das Häkchen entfernt; bis du bestätigst, ist die Kopie für andere noch sichtbar.',
    'unshare-private': 'Jemand hat die Kopie gelöscht; deine Seite soll das Häkchen verlieren und privat bleiben.',
    'trash-private': 'Jemand hat die Kopie gelöscht; deine private Seite soll in den Papierkorb.',
    create: 'In der geteilten Datenbank soll eine Kopie entstehen.',
    change: 'Er soll geändert werden.',
  },
  heldCount: (formats, count, of) =>
    formats.plural(count, {
      one: `# von ${formats.number(of)} Terminen ist zurückgehalten, bis du bestätigst.`,
      other: `# von ${formats.number(of)} Terminen sind zurückgehalten, bis du bestätigst.`,
    }),
  side: { private: 'privat', shared: 'geteilt' },
  warning: { 'title-empty': 'Ohne Titel.', 'date-missing': 'Ohne Datum.' },
  noticed: {
    'another-computer': 'Auch ein anderer Computer führt dieses Profil.',
    'ledger-rebuilt': 'Das Verzeichnis wurde aus Notion neu aufgebaut.',
    'false-alarm': 'Etwas, das als Fehler gemeldet wurde, hatte doch geklappt.',
    'false-success': 'Notion hat Erfolg gemeldet, aber die Seite zeigt ihn nicht.',
    held: 'Etwas ist zurückgehalten, bis du bestätigst.',
  },
}
