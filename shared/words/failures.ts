/**
 * A failure in the reader's language: what happened, why, and what to do.
 *
 * The reason leads when it has a sentence of its own, else the category speaks; so an unknown reason costs precision,
 * never an answer. Names and paths stand in the quotation marks of the language.
 */
import type { Failure, FailureCategory } from '../failure.ts'
import { categoriesEnglish, categoriesGerman } from './categories.ts'
import type { Entry, Explanation } from './explanation.ts'
import { formatsFor } from './format.ts'
import type { Language } from './language.ts'
import { careReasonsEnglish, careReasonsGerman } from './reasons-care.ts'
import { databaseReasonsEnglish } from './reasons-database.ts'
import { databaseReasonsGerman } from './reasons-database-german.ts'
import { homeReasonsEnglish, homeReasonsGerman } from './reasons-home.ts'
import { loginReasonsEnglish, loginReasonsGerman } from './reasons-login.ts'
import { loopbackReasonsEnglish, loopbackReasonsGerman } from './reasons-loopback.ts'
import { notionReasonsEnglish, notionReasonsGerman } from './reasons-notion.ts'
import { profileReasonsEnglish, profileReasonsGerman } from './reasons-profile.ts'
import { setupReasonsEnglish, setupReasonsGerman } from './reasons-setup.ts'
import { usageReasonsEnglish, usageReasonsGerman } from './reasons-usage.ts'
import { windowReasonsEnglish, windowReasonsGerman } from './reasons-window.ts'

const english = {
  ...careReasonsEnglish,
  ...notionReasonsEnglish,
  ...databaseReasonsEnglish,
  ...homeReasonsEnglish,
  ...loginReasonsEnglish,
  ...loopbackReasonsEnglish,
  ...profileReasonsEnglish,
  ...setupReasonsEnglish,
  ...usageReasonsEnglish,
  ...windowReasonsEnglish,
}

/** Every reason that has its own sentences. */
export type FailureReason = keyof typeof english

const german: Readonly<Record<FailureReason, Entry>> = {
  ...careReasonsGerman,
  ...notionReasonsGerman,
  ...databaseReasonsGerman,
  ...homeReasonsGerman,
  ...loginReasonsGerman,
  ...loopbackReasonsGerman,
  ...profileReasonsGerman,
  ...setupReasonsGerman,
  ...usageReasonsGerman,
  ...windowReasonsGerman,
}

const reasons: Readonly<Record<Language, ReadonlyMap<string, Entry>>> = {
  de: new Map(Object.entries(german)),
  en: new Map(Object.entries(english)),
}

const categories: Readonly<Record<Language, Readonly<Record<FailureCategory, Entry>>>> = {
  de: categoriesGerman,
  en: categoriesEnglish,
}

export const failureReasons: readonly string[] = Object.keys(english).sort()

export interface ExplainedFailure extends Explanation {
  readonly category: FailureCategory
}

/** What a failure says to people; its complete text (`failure.text`) is shown beside it. */
export function explainFailure(
  failure: Pick<Failure, 'category' | 'reason' | 'subject'>,
  language: Language,
): ExplainedFailure {
  const { category, reason, subject } = failure
  const entry = (reason === null ? undefined : reasons[language].get(reason)) ?? categories[language][category]
  const named = subject === null || subject.trim() === '' ? null : quoted(subject, language)
  return { category, ...(typeof entry === 'function' ? entry(named) : entry) }
}

/** A property may come with its side, `Datum (private)`: the side is translated and stands outside the marks. */
function quoted(subject: string, language: Language): string {
  const { quote } = formatsFor(language)
  const [, name, side] = /^(.+) \((private|shared)\)$/s.exec(subject) ?? []
  if (name === undefined || side === undefined) return quote(subject)
  const sides = { de: { private: 'privat', shared: 'geteilt' }, en: { private: 'private', shared: 'shared' } }
  return `${quote(name)} (${side === 'private' ? sides[language].private : sides[language].shared})`
}
