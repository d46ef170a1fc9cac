/** What counts as the same value on one side and across, type by type (sync-semantics, Schema; notion-api, section 5). */
import { expect, describe as group, test } from 'vitest'
import {
  busyAllowed,
  deletedOptions,
  derive,
  describe,
  discoverOptionPairs,
  emptyOf,
  endInstant,
  equal,
  equalAcross,
  fits,
  isEmpty,
  joinBoth,
  missingOption,
  normalise,
  reattachMentions,
  startOf,
  translate,
  writable,
} from '../../electron/core/fields.ts'
import type { Direction, FieldMapping, OptionPair } from '../../shared/model.ts'
import {
  type DateValue,
  type FieldType,
  fieldTypes,
  type Option,
  plainStyle,
  plainText,
  type TextSegment,
  type Value,
} from '../../shared/value.ts'
import { key, propertyId } from './databases.ts'

const bold = { ...plainStyle, bold: true }
const run = (text: string, style = plainStyle, link: string | null = null): TextSegment => ({
  kind: 'plain',
  text,
  link,
  style,
})
const mention = (text: string, reference = `{"page":"${text}"}`, link: string | null = null): TextSegment => ({
  kind: 'mention',
  text,
  link,
  style: plainStyle,
  reference,
  portable: false,
})
const texts = (...segments: readonly TextSegment[]): Value => ({ kind: 'text', segments })
const date = (value: DateValue | null): Value => ({ kind: 'date', date: value })
const day = (start: string, end: string | null = null): Value => date({ kind: 'all-day', start, end })
const time = (start: string, end: string | null = null, zone: string | null = null): Value =>
  date({ kind: 'timed', start, end, zone })
const option = (id: string | null, name: string): Option => ({ id, name })
const select = (id: string | null, name: string): Value => ({ kind: 'option', option: { id, name } })
const multi = (...options: readonly Option[]): Value => ({ kind: 'options', options })
const number = (value: number): Value => ({ kind: 'number', number: value })
const unreadable: Value = { kind: 'unreadable', reason: 'cut-off' }

const field = (type: FieldType, direction: Direction = { kind: 'both' }): FieldMapping => ({
  key: key('f'),
  type,
  direction,
  private: { kind: 'single', property: { id: propertyId('a'), name: 'A' } },
  shared: { kind: 'single', property: { id: propertyId('b'), name: 'B' } },
})
const pair = (privateOption: string, sharedOption: string): OptionPair => ({
  field: key('f'),
  privateOption,
  sharedOption,
})

const same: readonly (readonly [string, Value, Value])[] = [
  ['the same letters cut into other runs', texts(run('Zahn'), run('arzt')), plainText('Zahnarzt')],
  ['an emoji cut in the middle', texts(run('\ud83e'), run('\uddb7!')), plainText('🦷!')],
  ['a run without letters', texts(run('a'), run('', bold), run('b')), plainText('ab')],
  ['an empty link and none', texts(run('a', plainStyle, '')), plainText('a')],
  [
    'a long text in pieces of 2000',
    texts(run('x'.repeat(2000)), run('y'.repeat(500))),
    plainText('x'.repeat(2000) + 'y'.repeat(500)),
  ],
  ['a mentioned page that was renamed', texts(mention('Old', 'r')), texts(mention('New', 'r'))],
  ['one instant in two offsets', time('2026-05-01T10:00:00.000+02:00'), time('2026-05-01T08:00:00Z')],
  ['seconds and millis spelled or not', time('2026-05-01T10:00+02:00'), time('2026-05-01T10:00:00.000+02:00')],
  ['a zone named or lost', time('2026-05-01T10:00:00', null, 'Europe/Berlin'), time('2026-05-01T10:00:00+02:00')],
  ['a time without zone, meant in UTC', time('2026-05-01T10:00:00'), time('2026-05-01T10:00:00Z')],
  [
    'winter and summer time in one zone',
    time('2026-10-25T01:00', '2026-10-25T04:00', 'Europe/Berlin'),
    time('2026-10-24T23:00Z', '2026-10-25T03:00Z'),
  ],
  ['a time in the gap of spring', time('2026-03-29T02:30', null, 'Europe/Berlin'), time('2026-03-29T03:30+02:00')],
  ['the first of the double hour', time('2026-10-25T02:30', null, 'Europe/Berlin'), time('2026-10-25T02:30+02:00')],
  ['zero with and without a sign', number(-0), number(0)],
  ['a renamed option', select('1', 'Work'), select('1', 'Arbeit')],
  ['an option wished for by name', select(null, 'Work'), select('1', 'Work')],
  ['options in another order', multi(option('1', 'a'), option('2', 'b')), multi(option('2', 'b'), option('1', 'a'))],
  ['an option named twice', multi(option('1', 'a'), option('1', 'a')), multi(option('1', 'a'))],
  ['options by id and by name', multi(option('1', 'a'), option(null, 'b')), multi(option('2', 'b'), option('1', 'x'))],
  ['an empty line and none', { kind: 'line', text: '' }, { kind: 'line', text: null }],
]

const different: readonly (readonly [string, Value, Value])[] = [
  ['another style', texts(run('a', bold)), plainText('a')],
  ['another color', texts(run('a', { ...plainStyle, color: 'red' })), plainText('a')],
  ['another link', texts(run('a', plainStyle, 'https://a.example')), plainText('a')],
  ['another case', plainText('a'), plainText('A')],
  ['a blank at the end', plainText('a '), plainText('a')],
  ['a mention and its letters', texts(mention('Anna')), plainText('Anna')],
  ['two pages of one name', texts(mention('Anna', 'r1')), texts(mention('Anna', 'r2'))],
  ['an equation and its letters', texts({ kind: 'equation', text: 'x', style: plainStyle }), plainText('x')],
  ['all day and midnight', day('2026-05-01'), time('2026-05-01T00:00:00Z')],
  ['another day', day('2026-05-01'), day('2026-05-02')],
  ['an inclusive end and none', day('2026-05-01', '2026-05-01'), day('2026-05-01')],
  ['another minute', time('2026-05-01T10:00Z'), time('2026-05-01T10:01Z')],
  ['the two double hours', time('2026-10-25T02:30+02:00'), time('2026-10-25T02:30+01:00')],
  ['a date and none', day('2026-05-01'), date(null)],
  ['another option of the same name', select('1', 'a'), select('2', 'a')],
  ['names in another case', select(null, 'a'), select(null, 'A')],
  ['an option and none', select('1', 'a'), { kind: 'option', option: null }],
  ['fewer options', multi(option('1', 'a'), option('2', 'b')), multi(option('1', 'a'))],
  ['nothing and zero', number(0), { kind: 'number', number: null }],
  ['values of two kinds', plainText('1'), number(1)],
  ['something unreadable and itself', unreadable, unreadable],
  ['something unreadable and nothing', { kind: 'unreadable', reason: 'absent' }, plainText('')],
  ['a date that is none and itself', day('2026-02-30'), day('2026-02-30')],
]

group('one side', () => {
  test.each(same)('sees no change in %s', (_, a, b) => {
    expect(equal(a, b)).toBe(true)
    expect(equal(b, a)).toBe(true)
  })

  test.each(different)('sees a change in %s', (_, a, b) => {
    expect(equal(a, b)).toBe(false)
    expect(equal(b, a)).toBe(false)
  })
})

group('the normal form', () => {
  test.each([
    ['keeps the local time that the person typed', time('2026-05-01T10:00-05:00'), time('2026-05-01T10:00:00-05:00')],
    [
      'gives a zoned time its offset',
      time('2026-07-01T10:00', null, 'Europe/Berlin'),
      time('2026-07-01T10:00:00+02:00', null, 'Europe/Berlin'),
    ],
    [
      'writes a zoned time in its own zone',
      time('2026-07-01T08:00Z', null, 'Europe/Berlin'),
      time('2026-07-01T10:00:00+02:00', null, 'Europe/Berlin'),
    ],
    [
      'drops a zone that would move the second double hour',
      time('2026-10-25T02:30+01:00', null, 'Europe/Berlin'),
      time('2026-10-25T02:30:00+01:00'),
    ],
    [
      'drops a zone that nobody knows',
      time('2026-05-01T10:00+02:00', null, 'Mars/Olympus'),
      time('2026-05-01T10:00:00+02:00'),
    ],
    ['keeps millis that say something', time('2026-05-01T10:00:00.120Z'), time('2026-05-01T10:00:00.120+00:00')],
    [
      'calls a local time in an unknown zone malformed',
      time('2026-05-01T10:00', null, 'Mars/Olympus'),
      { kind: 'unreadable', reason: 'malformed' },
    ],
    ['calls a day that no calendar has malformed', day('2026-02-30'), { kind: 'unreadable', reason: 'malformed' }],
    ['calls a day where a time should be malformed', time('2026-05-01'), { kind: 'unreadable', reason: 'malformed' }],
    ['calls a number that is none malformed', number(Number.NaN), { kind: 'unreadable', reason: 'malformed' }],
  ] as const)('%s', (_, value, expected) => {
    expect(normalise(value)).toEqual(expected)
  })
})

group('an empty value', () => {
  test.each(fieldTypes.map((type) => [type] as const))('of the type %s is empty, fits, and says nothing', (type) => {
    expect(isEmpty(emptyOf(type))).toBe(true)
    expect(fits(emptyOf(type), type)).toBe(true)
    expect(describe(emptyOf(type))).toBe(type === 'checkbox' ? 'false' : '')
  })

  test('is none that could not be read, nor a zero', () => {
    expect(isEmpty(unreadable)).toBe(false)
    expect(isEmpty(number(0))).toBe(false)
  })
})

test.each([
  [texts(run('Tee mit '), mention('Anna')), 'Tee mit Anna'],
  [day('2026-05-01', '2026-05-03'), '2026-05-01/2026-05-03'],
  [number(1.5), '1.5'],
  [multi(option('1', 'a'), option('2', 'b')), 'a, b'],
  [{ kind: 'line', text: 'https://a.example' }, 'https://a.example'],
  [unreadable, '?'],
] as const)('people read %# as its plain text', (value, expected) => {
  expect(describe(value)).toBe(expected)
})

group('across', () => {
  const link = 'https://notes.example/anna'

  test('a mention arrives as its letters with style and link', () => {
    expect(translate(texts(run('mit '), mention('Anna', 'r', link)), field('rich-text'), 'shared', [])).toEqual(
      texts(run('mit '), run('Anna', plainStyle, link)),
    )
  })

  test('a date that is mentioned stays a mention', () => {
    const dated = texts({
      kind: 'mention',
      text: '1 May',
      link: null,
      style: plainStyle,
      reference: 'd',
      portable: true,
    })
    expect(translate(dated, field('rich-text'), 'shared', [])).toEqual(dated)
  })

  test('an option is its partner, whatever either is called; an unpaired one is asked for by name', () => {
    const pairs = [pair('p1', 's1')]
    expect(translate(select('p1', 'Work'), field('select'), 'shared', pairs)).toEqual(select('s1', 'Work'))
    expect(translate(select('s1', 'Arbeit'), field('select'), 'private', pairs)).toEqual(select('p1', 'Arbeit'))
    expect(translate(select('p2', 'Home'), field('select'), 'shared', pairs)).toEqual(select(null, 'Home'))
    expect(equalAcross(select('p1', 'Work'), select('s1', 'Arbeit'), field('select'), pairs)).toBe(true)
    expect(equalAcross(select('p2', 'Home'), select('s2', 'home'), field('select'), pairs)).toBe(false)
  })

  test('a pair of another field says nothing', () => {
    const foreign = [{ ...pair('p1', 's1'), field: key('g') }]
    expect(translate(select('p1', 'Work'), field('select'), 'shared', foreign)).toEqual(select(null, 'Work'))
  })

  test('mentions of either side count as equal to their letters on the other', () => {
    const own = texts(mention('Anna'), run(' und Ben'))
    const other = texts(run('Anna und '), mention('Ben'))
    expect(equalAcross(own, other, field('rich-text'), [])).toBe(true)
    expect(equalAcross(own, plainText('Anna und Ben'), field('rich-text'), [])).toBe(true)
  })

  test('nothing unreadable is equal, and it stays unreadable', () => {
    expect(equalAcross(unreadable, unreadable, field('rich-text'), [])).toBe(false)
    expect(translate(unreadable, field('rich-text'), 'shared', [])).toEqual(unreadable)
    expect(derive(unreadable, field('rich-text', { kind: 'busy', word: 'x' }), [])).toEqual(unreadable)
  })

  test('options are paired once, when first seen together', () => {
    const own = multi(option('p2', 'b'), option('p1', 'a'), option('p3', 'c'))
    const other = multi(option('s1', 'a'), option('s2', 'b'), option(null, 'c'))
    const found = discoverOptionPairs(own, other, field('multi-select'), [])
    expect(found).toEqual([pair('p1', 's1'), pair('p2', 's2')])
    expect(discoverOptionPairs(own, other, field('multi-select'), found)).toEqual([])
  })
})

group('a busy-only field', () => {
  const busy = (type: FieldType): FieldMapping => field(type, { kind: 'busy', word: 'Belegt' })

  test('shows the word instead of the value, and nothing for nothing', () => {
    expect(derive(plainText('Zahnarzt'), busy('title'), [])).toEqual(plainText('Belegt'))
    expect(derive(select('1', 'Arzt'), busy('select'), [])).toEqual(select(null, 'Belegt'))
    expect(derive(plainText(''), busy('title'), [])).toEqual(plainText(''))
  })

  test.each(fieldTypes.map((type) => [type] as const))('never lets a value of the type %s out', (type) => {
    const secrets: Readonly<Record<Value['kind'], Value>> = {
      text: plainText('geheim'),
      date: day('2026-05-01'),
      checkbox: { kind: 'checkbox', checked: true },
      number: number(7),
      option: select('1', 'geheim'),
      options: multi(option('1', 'geheim')),
      line: { kind: 'line', text: 'geheim' },
      unreadable,
    }
    const secret = secrets[emptyOf(type).kind]
    const shown = derive(secret, busy(type), [])
    expect(fits(shown, type)).toBe(true)
    expect(describe(shown)).toBe(busyAllowed(type) ? 'Belegt' : describe(emptyOf(type)))
  })

  test('travels one way like any other when it only goes to the shared side', () => {
    expect(derive(select('p1', 'a'), field('select', { kind: 'to-shared' }), [pair('p1', 's1')])).toEqual(
      select('s1', 'a'),
    )
  })
})

group('keeping both', () => {
  test('joins texts with a line break, styles kept, and doubles nothing when asked twice', () => {
    const joined = joinBoth(texts(run('a', bold)), plainText('b'))
    expect(joined).toEqual(texts(run('a', bold), run('\nb')))
    expect(joinBoth(texts(run('a', bold), run('\nb')), plainText('b'))).toEqual(joined)
    expect(joinBoth(plainText('a'), plainText('a\nb'))).toEqual(plainText('a\nb'))
    expect(joinBoth(plainText(''), plainText('b'))).toEqual(plainText('b'))
  })

  test('is no choice for anything else', () => {
    expect(joinBoth(number(1), number(2))).toBeNull()
    expect(joinBoth(plainText('a'), unreadable)).toBeNull()
  })
})

group('options of the target', () => {
  const options = [
    { id: '1', name: 'Open' },
    { id: '2', name: 'Done' },
  ]

  test('only a status that the target lacks is missing', () => {
    expect(missingOption(select(null, 'Later'), options, 'status')).toBe('Later')
    expect(missingOption(select('9', 'Done'), options, 'status')).toBeNull()
    expect(missingOption(select('1', 'Renamed'), options, 'status')).toBeNull()
    expect(missingOption(select(null, 'Later'), options, 'select')).toBeNull()
    expect(missingOption(multi(option(null, 'Later')), options, 'multi-select')).toBeNull()
  })

  test('a deleted option is named, and written by name when it is written again', () => {
    expect(deletedOptions(multi(option('1', 'Open'), option('9', 'Gone')), options)).toEqual(['Gone'])
    expect(writable(select('9', 'Gone'), options)).toEqual(select(null, 'Gone'))
    expect(writable(select('9', 'Done'), options)).toEqual(select('2', 'Done'))
    expect(writable(select('1', 'Old name'), options)).toEqual(select('1', 'Old name'))
  })
})

group('a mention that comes back as letters', () => {
  const own = texts(run('mit '), mention('Anna'), run(' und '), mention('Ben'))

  test.each([
    [
      'stands in its place again',
      'mit Anna und Ben, 10 Uhr',
      [run('mit '), mention('Anna'), run(' und '), mention('Ben'), run(', 10 Uhr')],
    ],
    ['may have moved', 'Ben, Anna', [mention('Ben'), run(', '), mention('Anna')]],
    ['is turned back once only', 'Anna Anna', [mention('Anna'), run(' Anna')]],
    ['is not found inside a longer word', 'Annabelle, Joanna, Änna', [run('Annabelle, Joanna, Änna')]],
    ['is gone when its letters are', 'mit Ben', [run('mit '), mention('Ben')]],
  ] as const)('%s', (_, text, expected) => {
    expect(reattachMentions(plainText(text), own)).toEqual(texts(...expected))
  })

  test('the longer of two that start alike comes first', () => {
    const from = texts(mention('Anna'), mention('Anna Berg'))
    expect(reattachMentions(plainText('Anna Berg'), from)).toEqual(texts(mention('Anna Berg')))
  })

  test('keeps its link from being guessed: letters without a link are no linked page', () => {
    const linked = texts(mention('Plan', 'r', 'https://notes.example/plan'))
    expect(reattachMentions(plainText('Plan'), linked)).toEqual(plainText('Plan'))
    expect(reattachMentions(texts(run('Plan', plainStyle, '/plan')), linked)).toEqual(linked)
  })
})

group('when an appointment is', () => {
  test.each([
    [day('2026-05-01'), '2026-05-01', Date.UTC(2026, 4, 2)],
    [day('2026-05-01', '2026-05-03'), '2026-05-01', Date.UTC(2026, 4, 4)],
    [time('2026-05-01T10:00+02:00'), '2026-05-01T10:00:00+02:00', Date.UTC(2026, 4, 1, 8)],
    [time('2026-05-01T23:00+02:00', '2026-05-02T01:00+02:00'), '2026-05-01T23:00:00+02:00', Date.UTC(2026, 4, 1, 23)],
    [date(null), null, null],
    [plainText('2026-05-01'), null, null],
    [unreadable, null, null],
  ] as const)('%# is known by its start and by the end of its last day', (value, start, end) => {
    expect(startOf(value)).toBe(start)
    expect(endInstant(value)).toBe(end)
  })
})
