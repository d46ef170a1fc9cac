/**
 * What a list says that shows only its beginning.
 */
import type { Formats } from './format.ts'
import type { Language } from './language.ts'

const words: Readonly<Record<Language, (formats: Formats, count: number) => string>> = {
  de: (formats, count) => `Noch ${formats.number(count)} zeigen`,
  en: (formats, count) => `Show ${formats.number(count)} more`,
}

export function showMore(language: Language, formats: Formats, count: number): string {
  return words[language](formats, count)
}
