import { expect, test } from 'vitest'
import { displayWidth, facts, oneLine, table } from '../../electron/command-line/table.ts'

test('columns line up, also below an emoji and a combined letter', () => {
  expect(
    table(
      ['a', 'b'],
      [
        ['⛺ Zelt', '1'],
        ['Müll', '2'],
        ['u\u0308', '3'],
      ],
    ),
  ).toBe(['a        b', '-------  -', '⛺ Zelt  1', 'Müll     2', 'u\u0308        3'].join('\n'))
})

test('a digit is narrow, a family of emoji is as wide as one', () => {
  expect(displayWidth('12')).toBe(2)
  expect(displayWidth('👨‍👩‍👧')).toBe(2)
  expect(displayWidth('👵🏽')).toBe(2)
  expect(displayWidth('日本')).toBe(4)
})

test('a title cannot move the cursor or break the table', () => {
  expect(oneLine('a\u001B[2Jb\nc')).toBe('a [2Jb c')
  expect(table(['x'], [['a\nb']]).split('\n')).toHaveLength(3)
})

test('facts stand below each other', () => {
  expect(
    facts([
      ['Ursache', 'x'],
      ['Abhilfe!', 'y'],
    ]),
  ).toBe('  Ursache   x\n  Abhilfe!  y')
})
