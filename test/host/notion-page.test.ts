/** Opening a page in Notion: by its id alone, and only one that is known. */
import { expect, test } from 'vitest'
import { knownPageAddress } from '../../electron/host/notion-page.ts'

const PAGE = '0123456789abcdef0123456789abcdef'

test('a known page has its address at Notion', () => {
  expect(knownPageAddress(PAGE, (id) => id === PAGE)).toEqual({
    kind: 'ok',
    value: `https://www.notion.so/${PAGE}`,
  })
})

test.each([
  ['an id that nobody has seen', PAGE, false],
  ['an address', 'https://example.com', true],
  ['an address behind an id', `${PAGE}/../../login`, true],
  ['another protocol', 'file:///etc/passwd', true],
  ['nothing', '', true],
])('%s has none', (_what, id, known) => {
  expect(knownPageAddress(id, () => known)).toMatchObject({ kind: 'failure', reason: 'page-not-known' })
})
