/**
 * What a window in a browser says when it cannot reach the program behind it, in English and German.
 */
import type { Explanation } from './explanation.ts'
import type { Language } from './language.ts'

export interface ConnectionWords {
  readonly lost: Explanation
  /** What came back is no answer of ours. */
  readonly unreadable: Explanation
}

const english: ConnectionWords = {
  lost: {
    message: 'Partner Sync cannot be reached.',
    cause: 'It was stopped, or it is starting again.',
    remedy:
      'This window connects again by itself. If it does not, start Partner Sync and open the link that it prints.',
  },
  unreadable: {
    message: 'The answer of Partner Sync cannot be read.',
    cause: 'The window and the program do not fit together, perhaps after an update.',
    remedy: 'Load this window again.',
  },
}

const german: ConnectionWords = {
  lost: {
    message: 'Partner Sync ist nicht zu erreichen.',
    cause: 'Es wurde beendet oder startet gerade neu.',
    remedy:
      'Dieses Fenster verbindet sich von selbst wieder. Tut es das nicht, Partner Sync starten und den Link öffnen, den es ausgibt.',
  },
  unreadable: {
    message: 'Die Antwort von Partner Sync ist nicht lesbar.',
    cause: 'Fenster und Programm passen nicht zusammen, vielleicht nach einer Aktualisierung.',
    remedy: 'Dieses Fenster neu laden.',
  },
}

export function connectionWords(language: Language): ConnectionWords {
  return language === 'de' ? german : english
}
