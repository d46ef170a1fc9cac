/** What is marked in two texts that differ. */
import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differenceOf, folded, type Part } from '../../renderer/conflicts/difference.ts'

const own = (parts: readonly Part[]): readonly string[] =>
  parts.filter(({ kind }) => kind === 'own').map(({ text }) => text)
const joined = (parts: readonly Part[]): string => parts.map(({ text }) => text).join('')

describe('two texts side by side', () => {
  test('one changed word is marked on each side, and nothing else', () => {
    const found = differenceOf('Wir treffen uns am Tor in der Gasse.', 'Wir treffen uns am Brunnen in der Gasse.')
    expect(own(found.private)).toEqual(['Tor'])
    expect(own(found.shared)).toEqual(['Brunnen'])
    expect(found.marked).toBe(true)
  })

  test('words that one side has in addition are marked there alone', () => {
    const found = differenceOf('Zelt mitbringen', 'Zelt und Schlafsack mitbringen')
    expect(own(found.private)).toEqual([])
    expect(own(found.shared).map((text) => text.trim())).toEqual(['und Schlafsack'])
  })

  test('several changed words in a row are marked as one', () => {
    const found = differenceOf('Abfahrt ist um acht Uhr früh am Bahnhof', 'Abfahrt ist gegen halb neun am Bahnhof')
    expect(own(found.shared)).toEqual(['gegen halb neun'])
  })

  test('a changed letter in a word with umlauts marks the whole word', () => {
    const found = differenceOf('Ort: Küche, oben', 'Ort: Köche, oben')
    expect(own(found.private)).toEqual(['Küche'])
  })

  test('texts that have hardly anything in common are not marked at all', () => {
    const found = differenceOf('Zahnarzt', 'Elternabend in der Schule')
    expect(found.marked).toBe(false)
    expect(own(found.private)).toEqual([])
    expect(own(found.shared)).toEqual([])
  })

  test('beside an empty text nothing is marked', () => {
    expect(differenceOf('', 'Garage')).toEqual({
      private: [],
      shared: [{ kind: 'common', text: 'Garage' }],
      marked: false,
    })
  })

  test('two long texts with thousands of changes are shown unmarked rather than slowly', () => {
    const long = (salt: number): string => Array.from({ length: 4000 }, (_, at) => `w${at * salt}`).join(' ')
    expect(differenceOf(long(7), long(11)).marked).toBe(false)
  })

  test('no letter of either text is lost or invented', () => {
    const word = constantFrom('a', 'b', 'Ort', ' ', '  ', '\n', 'Küche', '.', '👩‍🚀', 'ß')
    const text = array(word, { maxLength: 40 }).map((words) => words.join(''))
    assert(
      property(text, text, (mine, theirs) => {
        const found = differenceOf(mine, theirs)
        expect(joined(found.private)).toBe(mine)
        expect(joined(found.shared)).toBe(theirs)
      }),
    )
  })

  test('what is not marked is the same on both sides, but for spaces', () => {
    const text = array(constantFrom('a', 'b', 'c', ' '), { maxLength: 30 }).map((words) => words.join(''))
    const rest = (parts: readonly Part[]): string =>
      joined(parts.filter(({ kind }) => kind === 'common')).replaceAll(/\s/g, '')
    assert(
      property(text, text, (mine, theirs) => {
        const found = differenceOf(mine, theirs)
        expect(found.marked ? rest(found.private) : '').toBe(found.marked ? rest(found.shared) : '')
      }),
    )
  })
})

describe('a long stretch that both have', () => {
  const parts: readonly Part[] = [
    { kind: 'common', text: `${'eins '.repeat(100)}Ende ` },
    { kind: 'own', text: 'neu' },
    { kind: 'common', text: ` Anfang ${'zwei '.repeat(100)}Schluss ` },
    { kind: 'own', text: 'auch' },
  ]

  test('is cut to what stands next to a change', () => {
    const shown = folded(parts, 20)
    expect(shown.filter((part) => part === null)).toHaveLength(2)
    expect(shown[0]).toBeNull()
    expect(shown.map((part) => part?.text ?? '…').join('')).toContain('Ende neu Anfang')
  })

  test('stays whole where it is short', () => {
    const short: readonly Part[] = [
      { kind: 'common', text: 'Ort: ' },
      { kind: 'own', text: 'neu' },
    ]
    expect(folded(short, 20)).toEqual(short)
  })

  test('keeps every word that is marked', () => {
    expect(folded(parts, 20).filter((part) => part?.kind === 'own')).toEqual(parts.filter(({ kind }) => kind === 'own'))
  })
})
