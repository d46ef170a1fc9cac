import { expect, test } from 'vitest'
import { languages } from '../../shared/words/language.ts'
import { trayEnglish, trayGerman } from '../../shared/words/tray.ts'
import { wordsFor } from '../../shared/words/words.ts'

test.each(languages)('in %s no label is empty, and whatever is handed in appears', (language) => {
  const { tray } = wordsFor(language)
  for (const said of Object.values(tray)) {
    const text = typeof said === 'function' ? said('HANDED IN') : typeof said === 'string' ? said : said.body
    expect(text.trim()).not.toBe('')
    expect(text.includes('HANDED IN')).toBe(typeof said === 'function')
  }
})

test('both languages say something different', () => {
  const same = Object.keys(trayEnglish).filter((key) => {
    const of = (tray: object): string => String(Object.entries(tray).find(([name]) => name === key)?.[1])
    return key !== 'pause' && key !== 'maybeInvisible' && of(trayEnglish) === of(trayGerman)
  })
  expect(same).toEqual([])
})
