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
    readonly insist: string
  }
}

const english: UndoWords = {
  undone: (what) => `Taken back: ${what}`,
  ofChange: (what) => `Undo: ${what}`,
  newer: {
    title: 'Undo what is no longer the latest?',
    text: 'Somebody changed the page after this change. If you undo it all the same, what stands there now is overwritten; it stays in the history.',
    back: 'Would come back',
    written: 'Was written',
    insist: 'Undo all the same',
  },
}

const german: UndoWords = {
  undone: (what) => `Zurückgenommen: ${what}`,
  ofChange: (what) => `Rückgängig machen: ${what}`,
  newer: {
    title: 'Etwas zurücknehmen, das nicht mehr das Neueste ist?',
    text: 'Jemand hat die Seite nach dieser Änderung noch einmal geändert. Machst du die Änderung trotzdem rückgängig, wird überschrieben, was jetzt dort steht; im Verlauf bleibt es erhalten.',
    back: 'Käme zurück',
    written: 'Geschrieben wurde',
    insist: 'Trotzdem rückgängig machen',
  },
}

export function undoWords(language: Language): UndoWords {
  return language === 'de' ? german : english
}
