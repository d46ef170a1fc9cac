/** What the plain frame of the window says, in English and German. */
import type { Language } from './language.ts'

export interface FrameWords {
  readonly syncNow: string
  readonly lastSynced: (when: Date) => string
  /** The page was opened by something else than the application. */
  readonly noBridge: string
}

function moment(when: Date, locale: string): string {
  return when.toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' })
}

const english: FrameWords = {
  syncNow: 'Sync now',
  lastSynced: (when) => `Last synced: ${moment(when, 'en')}`,
  noBridge: 'This page belongs to Partner Sync and shows nothing elsewhere. Start Partner Sync to see it.',
}

const german: FrameWords = {
  syncNow: 'Jetzt abgleichen',
  lastSynced: (when) => `Zuletzt abgeglichen: ${moment(when, 'de')}`,
  noBridge: 'Diese Seite gehört zu Partner Sync und zeigt anderswo nichts. Starte Partner Sync, um sie zu sehen.',
}

export function frameWords(language: Language): FrameWords {
  return language === 'de' ? german : english
}
