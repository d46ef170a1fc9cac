/**
 * The words of the screen of conflicts in the window's language, and how it names an appointment.
 */
import type { Conflict } from '../../shared/contract.ts'
import { type QuestionWords, questionsEnglish, questionsGerman } from '../../shared/words/questions.ts'
import { type ConflictsWords, conflictsEnglish } from '../../shared/words/window-conflicts.ts'
import { conflictsGerman } from '../../shared/words/window-conflicts-german.ts'
import { useWindow } from '../window-context.ts'

export interface SaidOfConflicts {
  readonly said: ConflictsWords
  /** The answers that a question offers. */
  readonly answers: QuestionWords
  /** A question about an option is about no single appointment: it goes by the option. */
  readonly titleOf: (conflict: Conflict) => string
}

export function useConflictsWords(): SaidOfConflicts {
  const { language } = useWindow()
  const said = language === 'de' ? conflictsGerman : conflictsEnglish
  return {
    said,
    answers: language === 'de' ? questionsGerman : questionsEnglish,
    titleOf: ({ kind, title, fields: [only] }) => {
      if (kind === 'option' && only !== undefined) return `${only.field}: ${only.private ?? only.shared ?? ''}`
      return title.trim() === '' ? said.untitled : title
    },
  }
}
