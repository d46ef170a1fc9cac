/**
 * The languages of the product, and which of them a system's locale asks for.
 *
 * German is chosen for every German locale, English for all others; what the user sets leads over this.
 */

export const languages = ['de', 'en'] as const
export type Language = (typeof languages)[number]

/** From `LC_ALL`, `LANG` or a BCP 47 tag: `de_AT.UTF-8`, `de-CH`, `C`; nothing at all is English. */
export function languageOf(locale: string | undefined): Language {
  return /^de(?:$|[-_.@])/i.test(locale?.trim() ?? '') ? 'de' : 'en'
}
