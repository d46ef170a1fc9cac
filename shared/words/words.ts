/**
 * All sentences of one language in one object, besides those of failures (`failures.ts`), the doctor and the help.
 *
 * Both languages are values of the one type `Words`, so that a sentence missing in one is a compile error.
 */
import { type AlertWords, alertsEnglish, alertsGerman } from './alerts.ts'
import { type CaseWords, casesEnglish, casesGerman } from './cases.ts'
import { type Formats, formatsFor } from './format.ts'
import type { Language } from './language.ts'
import { type QuestionWords, questionsEnglish, questionsGerman } from './questions.ts'
import { type RunStepName, runWords } from './runs.ts'
import { type StandingWords, standingEnglish, standingGerman } from './standing.ts'
import { type TrayWords, trayEnglish, trayGerman } from './tray.ts'

export interface Words {
  readonly formats: Formats
  readonly cases: CaseWords
  readonly standing: StandingWords
  readonly questions: QuestionWords
  readonly alerts: AlertWords
  /** What a run is at. */
  readonly steps: Readonly<Record<RunStepName, string>>
  readonly tray: TrayWords
}

export const english: Words = {
  formats: formatsFor('en'),
  cases: casesEnglish,
  standing: standingEnglish,
  questions: questionsEnglish,
  alerts: alertsEnglish,
  steps: runWords('en').step,
  tray: trayEnglish,
}

export const german: Words = {
  formats: formatsFor('de'),
  cases: casesGerman,
  standing: standingGerman,
  questions: questionsGerman,
  alerts: alertsGerman,
  steps: runWords('de').step,
  tray: trayGerman,
}

const words: Readonly<Record<Language, Words>> = { de: german, en: english }

export function wordsFor(language: Language): Words {
  return words[language]
}
