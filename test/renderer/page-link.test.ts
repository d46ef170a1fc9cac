/** The page that a pasted link means. */
import { describe, expect, test } from 'vitest'
import { pageIn } from '../../renderer/appointments/page-link.ts'

const id = '0123456789abcdef0123456789abcdef'
const dashed = '01234567-89ab-cdef-0123-456789abcdef'
const other = 'f'.repeat(32)

describe('a page is found', () => {
  test.each([
    ['by its link', `https://www.notion.so/anna/Dachzelt-${id}`],
    ['by a link with a source and an anchor', `https://www.notion.so/Dachzelt-${id}?pvs=4#${other}`],
    ['by a link without a title', `https://www.notion.so/${id}/`],
    ['where it is shown beside its database', `https://www.notion.so/anna/${other}?v=${other}&p=${id}&pm=s`],
    ['by a title that could be part of an id', `https://www.notion.so/Cafe-${id}`],
    ['by its bare id', id],
    ['by its id with dashes, in capitals', ` ${dashed.toUpperCase()} `],
  ])('%s', (_, link) => expect(pageIn(link)).toBe(id))
})

test.each(['', 'Dachzelt', 'https://www.notion.so/', `https://www.notion.so/${id.slice(1)}`, `x${id}f`])(
  'nothing is guessed from “%s”',
  (text) => expect(pageIn(text)).toBeNull(),
)
