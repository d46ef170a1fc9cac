/**
 * What the rules of a profile mean, where they are chosen: in the setup and in the settings; English and German.
 *
 * What each rule does is fixed in docs/sync-semantics.md.
 */
import type { ProfileSummary } from '../contract-profile.ts'
import type { Language } from './language.ts'

type ConflictRule = ProfileSummary['onConflict']
type DeleteRule = ProfileSummary['onSharedDelete']

export interface RuleWords {
  readonly onConflict: string
  readonly onConflictHint: string
  readonly conflictRules: Readonly<Record<ConflictRule, string>>
  readonly onSharedDelete: string
  readonly onSharedDeleteHint: string
  readonly deleteRules: Readonly<Record<DeleteRule, string>>
  readonly horizon: string
  readonly horizonHint: string
  readonly noHorizon: string
  readonly horizonOf: (duration: string) => string
  readonly importRows: string
  readonly importRowsHint: string
  readonly interval: string
  readonly intervalHint: string
  readonly every: (duration: string) => string
}

const english: RuleWords = {
  onConflict: 'Both sides changed the same field',
  onConflictHint: 'Changes to different fields are always combined by themselves.',
  conflictRules: {
    ask: 'Ask me',
    newest: 'The later change wins',
    private: 'My private side wins',
    shared: 'The shared side wins',
  },
  onSharedDelete: 'Somebody deletes an appointment on the shared side',
  onSharedDeleteHint: 'If you changed it meanwhile, you are asked in any case.',
  deleteRules: {
    unshare: 'Keep mine, and share it no longer',
    restore: 'Put it back there',
    delete: 'Move mine to the trash too',
    ask: 'Ask me',
  },
  horizon: 'Past appointments',
  horizonHint: 'What is shared already stays shared.',
  noHorizon: 'Share all, however old',
  horizonOf: (duration) => `Share none that ended more than ${duration} ago`,
  importRows: 'Bring in rows that others type into the shared database',
  importRowsHint: 'They become appointments in your private database. Only one person may switch this on.',
  interval: 'Compare both databases completely',
  intervalHint: 'Changes travel within half a minute regardless. This catches what nobody noticed.',
  every: (duration) => `every ${duration}`,
}

const german: RuleWords = {
  onConflict: 'Beide Seiten haben dasselbe Feld geändert',
  onConflictHint: 'Änderungen an verschiedenen Feldern werden immer von selbst vereint.',
  conflictRules: {
    ask: 'Frag mich',
    newest: 'Die spätere Änderung gilt',
    private: 'Meine private Seite gilt',
    shared: 'Die geteilte Seite gilt',
  },
  onSharedDelete: 'Jemand löscht einen Termin auf der geteilten Seite',
  onSharedDeleteHint: 'Hast du ihn inzwischen geändert, wirst du auf jeden Fall gefragt.',
  deleteRules: {
    unshare: 'Meinen behalten und nicht mehr teilen',
    restore: 'Dort zurückholen',
    delete: 'Meinen auch in den Papierkorb',
    ask: 'Frag mich',
  },
  horizon: 'Vergangene Termine',
  horizonHint: 'Was schon geteilt ist, bleibt geteilt.',
  noHorizon: 'Alle teilen, so alt sie sind',
  horizonOf: (duration) => `Keine teilen, deren Ende länger her ist als ${duration}`,
  importRows: 'Zeilen hereinholen, die andere in die geteilte Datenbank schreiben',
  importRowsHint: 'Sie werden Termine in deiner privaten Datenbank. Nur eine Person darf das einschalten.',
  interval: 'Beide Datenbanken vollständig vergleichen',
  intervalHint: 'Änderungen kommen ohnehin binnen einer halben Minute an. Das fängt auf, was niemand bemerkt hat.',
  every: (duration) => `alle ${duration}`,
}

export function ruleWords(language: Language): RuleWords {
  return language === 'de' ? german : english
}
