/** A comparison as text for people. */
import { expect, test } from 'vitest'
import { renderVerifications } from '../../electron/command-line/render-care.ts'
import { commandLineWords } from '../../shared/words/command-line.ts'

const compared = { name: 'anna', privateRelevant: 3, copies: 3, equal: 3, differences: [] }

test.each([
  ['en', 'rows of others, left alone: 8'],
  ['de', 'Zeilen anderer, unberührt: 8'],
] as const)('rows of others are counted, and not spoken of where there are none (%s)', (language, said) => {
  const reader = { language, words: commandLineWords[language] }
  expect(renderVerifications(reader, [{ ...compared, foreign: 8 }])).toContain(`; ${said}\n`)
  expect(renderVerifications(reader, [{ ...compared, foreign: 0 }])).not.toContain(said.slice(0, 6))
})
