/**
 * The plain page for a browser that has not come by the link: says in both languages how to get in.
 *
 * No script, no style: the policy of the window allows none that stands in a page.
 */

import { type Language, languages } from '../../shared/words/language.ts'
import { loopbackWords } from '../../shared/words/loopback.ts'

export function entrancePage(): string {
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><title>Partner Sync</title>',
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head><body>',
    ...languages.toReversed().map(section),
    '</body></html>',
    '',
  ].join('\n')
}

function section(language: Language): string {
  const { title, paragraphs, enter } = loopbackWords(language).entrance
  const told = paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('')
  return `<section lang="${language}"><h1>${escaped(title)}</h1>${told}<p><a href="/">${escaped(enter)}</a></p></section>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
