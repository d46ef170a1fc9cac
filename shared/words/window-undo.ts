/**
 * What the window says when a change is taken back: that it was, or that the page shows something newer.
 */
import type { Language } from './language.ts'

export interface UndoWords {
  /** `what`: the sentence of the change. */
  readonly undone: (what: string) => string
  /** Read out with the button, which would otherwise say "Undo" many times over. */
  readonly ofChange: (what: string) => string
  readonly newer: {
    readonly title: string
    readonly text: string
    readonly back: string
    readonly written: string
    readonly now: string
    readonly asOfLastSync: string
    readonly insist: string
  }
}

const english: UndoWords = {
  undone: (what) => `Taken back: ${what}`,
  ofChange: (what) => `Undo: ${what}`,
  newer: {
    title: 'The page shows something newer by now',
    text: 'Somebody changed it after this change. If you undo it all the same, what stands there now is overwritten; it stays in the history.',
    back: 'Would come back',
    written: 'Was written',
    now: 'Agreed at the last sync',
    asOfLastSync: 'What stands on the page right now may be newer than the last sync: open it in Notion to be sure.',
    insist: 'Undo all the same',
  },
}

const german: UndoWords = {
  undone: (what) => `Zurückgenommen: ${what}`,
  ofChange: (what) => `Rückgängig machen: ${what}`,
  newer: {
    title: 'Die Seite zeigt inzwischen etwas Neueres',
    text: 'Jemand hat sie nach dieser Änderung noch einmal geändert. Machst du die Änderung trotzdem rückgängig, wird überschrieben, was jetzt dort steht; im Verlauf bleibt es erhalten.',
    back: 'Käme zurück',
    written: 'Geschrieben wurde',
    now: 'Stand beim letzten Abgleich',
    asOfLastSync:
      'Was gerade auf der Seite steht, kann neuer sein als der letzte Abgleich: Öffne sie in Notion, um sicher zu sein.',
    insist: 'Trotzdem rückgängig machen',
  },
}

export function undoWords(language: Language): UndoWords {
  return language === 'de' ? german : english
}
