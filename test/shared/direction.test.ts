import { expect, test } from 'vitest'
import { withDirectionClosed } from '../../shared/words/direction.ts'

test.each([
  ['Zahnarzt', 'Zahnarzt'],
  ['\u202Eedoc', '\u202Eedoc\u202C'],
  ['\u2067a\u202Bb', '\u2067a\u202Bb\u202C\u2069'],
  ['\u202Ea\u202C b', '\u202Ea\u202C b'],
  ['a\u202C', 'a\u202C'],
])('a title turns nothing around behind its end (%j)', (title, closed) => {
  expect(withDirectionClosed(title)).toBe(closed)
})
