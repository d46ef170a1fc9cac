/**
 * docs/error-categories.md is made from the table by which each category is provoked in a test, and from the sentences that
 * the product says then; `npm run docs` writes it anew.
 */
import { expect, test } from 'vitest'
import { explainFailure } from '../../shared/words/failures.ts'
import type { Language } from '../../shared/words/language.ts'
import { wordsFor } from '../../shared/words/words.ts'
import { type CategoryCase, categoryCases } from '../host/error-categories.ts'

const introduction = `# Error categories

<!-- Made by \`npm run docs\` from test/host/error-categories.ts and shared/words; do not edit by hand. -->

What can go wrong outside, how each is provoked in the sandbox by \`test/host/error-categories.test.ts\`, what the user reads,
and what Partner Sync does about it by itself. Where a sentence names a page or a property, the name is left out here.
`

const places: Readonly<Record<CategoryCase['met'], string>> = {
  sync: 'as the result of the sync, in the status and in the activity',
  problem: 'in the list of problems',
  conflict: 'as a question among the conflicts',
}

function said({ category, reason, met }: CategoryCase, language: Language): readonly string[] {
  if (met === 'conflict') return [wordsFor(language).questions.question.duplicate]
  const { message, cause, remedy } = explainFailure({ category, reason, subject: null }, language)
  return [message, cause, remedy]
}

function section(one: CategoryCase): string {
  const lines = [
    `## ${one.category}`,
    '',
    `- Provoked: ${one.provoked}`,
    `- Met: ${places[one.met]}.`,
    `- English: ${said(one, 'en').join(' ')}`,
    `- German: ${said(one, 'de').join(' ')}`,
    `- By itself: ${one.does}${one.mend === null ? '' : ' Over by itself once the cause is gone.'}`,
  ]
  return `${lines.join('\n')}\n`
}

test('docs/error-categories.md says what the table says (else: npm run docs)', async () => {
  const document = [introduction, ...categoryCases.map(section)].join('\n')
  await expect(document).toMatchFileSnapshot('../../docs/error-categories.md')
})
