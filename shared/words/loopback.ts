/**
 * What is said where something listens on loopback: the plain page before the window, and the lines that name addresses.
 *
 * The page says it in both languages at once: whoever comes without a link has no language yet.
 */
import type { Language } from './language.ts'

export interface EntranceWords {
  readonly title: string
  /** What to do, one paragraph each. */
  readonly paragraphs: readonly string[]
  /** For a browser that has just been let in and did not show it with this request. */
  readonly enter: string
}

export interface LoopbackWords {
  readonly entrance: EntranceWords
  readonly window: (url: string) => string
  readonly statusEndpoint: (address: string, tokenFile: string) => string
}

const english: LoopbackWords = {
  entrance: {
    title: 'Partner Sync is running here.',
    paragraphs: [
      'The window opens with the link that Partner Sync printed when it started. Each link works once, for one browser.',
      'Used already? Stop Partner Sync and start it again: it prints a new one.',
    ],
    enter: 'Open the window',
  },
  window: (url) => `The window, once and in one browser on this computer: ${url}`,
  statusEndpoint: (address, tokenFile) => `Status endpoint: ${address} (token: ${tokenFile})`,
}

const german: LoopbackWords = {
  entrance: {
    title: 'Hier läuft Partner Sync.',
    paragraphs: [
      'Das Fenster öffnet sich mit dem Link, den Partner Sync beim Start ausgegeben hat. Jeder Link gilt einmal, für einen Browser.',
      'Schon benutzt? Partner Sync beenden und neu starten: Es gibt einen neuen aus.',
    ],
    enter: 'Das Fenster öffnen',
  },
  window: (url) => `Das Fenster, einmal und in einem Browser auf diesem Computer: ${url}`,
  statusEndpoint: (address, tokenFile) => `Statusabfrage: ${address} (Token: ${tokenFile})`,
}

export function loopbackWords(language: Language): LoopbackWords {
  return language === 'de' ? german : english
}
