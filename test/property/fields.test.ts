/**
 * Laws of values, for every type: they keep formats from ever ping-ponging (sync-semantics, invariant 10), because what
 * is written, read, respelled by a server or sent to the other side and back still means the same.
 */
import * as fc from 'fast-check'
import { expect, describe as group, test } from 'vitest'
import {
  busyAllowed,
  canonical,
  derive,
  describe,
  equal,
  equalAcross,
  isEmpty,
  joinBoth,
  normalise,
  reattachMentions,
  translate,
} from '../../electron/core/fields.ts'
import { toWrites } from '../../electron/core/mapping.ts'
import { fingerprint, isUnreadable, viewPrivate, viewShared } from '../../electron/core/observe.ts'
import { assertNever } from '../../shared/failure.ts'
import type { FieldMapping, FieldValues, OptionPair, Side } from '../../shared/model.ts'
import {
  type DateValue,
  type FieldType,
  fieldTypes,
  type Option,
  plainStyle,
  type TextSegment,
  type Value,
} from '../../shared/value.ts'
import { both, key, mappingOf, privateId, propertyId, sharedId, uuid, written } from '../core/databases.ts'

/** With the type said, so that records of these are what they look like. */
function nullable<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(arbitrary, { nil: null })
}

const bmp = fc.string({ unit: 'binary', maxLength: 12 })
const letters = fc.oneof(bmp, fc.constantFrom('', 'a', 'Zahnarzt 🦷', 'x'.repeat(2001), '👩‍👩‍👧', 'e\u0301', '\n'))
const style = fc.constantFrom(plainStyle, { ...plainStyle, bold: true }, { ...plainStyle, color: 'red_background' })
const link = fc.constantFrom(null, 'https://a.example/')
const plain: fc.Arbitrary<TextSegment> = fc.record({ kind: fc.constant('plain'), text: letters, link, style })
const equation: fc.Arbitrary<TextSegment> = fc.record({ kind: fc.constant('equation'), text: letters, style })
/** Own mentions have letters that nothing else has, so that there is one way only to find them again. */
const mention: fc.Arbitrary<TextSegment> = fc
  .record({ name: fc.nat({ max: 5 }), link, style, portable: fc.boolean() })
  .map(({ name, portable, link, style }) => ({
    kind: 'mention',
    text: portable ? `day ${name}` : `⟦${name}⟧`,
    reference: `{"${portable ? 'date' : 'page'}":${name}}`,
    portable,
    link,
    style,
  }))
const segments = fc
  .array(fc.oneof({ weight: 3, arbitrary: plain }, equation, mention), { maxLength: 6 })
  // Each page is mentioned once: of two with one name the first is found again first, whatever their styles.
  .map((runs) =>
    runs.filter((run, at) => run.kind !== 'mention' || runs.findIndex((one) => one.text === run.text) === at),
  )

const day = fc
  .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const offset = fc.constantFrom('Z', '+02:00', '-05:30', '+13:45', '')
const clock = fc.constantFrom('00:00', '02:30', '02:30:00.000', '23:59:59', '10:15:00.120')
const moment = fc.tuple(day, clock, offset).map(([on, at, from]) => `${on}T${at}${from}`)
const zone = fc.constantFrom(null, 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe')
const date: fc.Arbitrary<DateValue> = fc.oneof(
  fc.record({ kind: fc.constant('all-day'), start: day, end: nullable(day) }),
  fc.record({ kind: fc.constant('timed'), start: moment, end: nullable(moment), zone }),
  fc.constant({
    kind: 'timed',
    start: '2026-10-25T02:30+01:00',
    end: '2026-10-25T02:30+02:00',
    zone: 'Europe/Berlin',
  } as const),
  fc.constant({ kind: 'timed', start: '2026-03-29T02:30', end: null, zone: 'Europe/Berlin' } as const),
)

const option: fc.Arbitrary<Option> = fc.nat({ max: 6 }).map((at) => ({ id: `own${at}`, name: `Option ${at}` }))
const line: fc.Arbitrary<Value> = fc.record({ kind: fc.constant('line'), text: nullable(letters) })
const text: fc.Arbitrary<Value> = segments.map((runs) => ({ kind: 'text', segments: runs }))
const oneOption: fc.Arbitrary<Value> = fc.record({ kind: fc.constant('option'), option: nullable(option) })

const byType: Readonly<Record<FieldType, fc.Arbitrary<Value>>> = {
  title: text,
  'rich-text': text,
  date: fc.record({ kind: fc.constant('date'), date: nullable(date) }),
  checkbox: fc.record({ kind: fc.constant('checkbox'), checked: fc.boolean() }),
  number: fc.record({
    kind: fc.constant('number'),
    number: nullable(fc.double({ noNaN: true, noDefaultInfinity: true })),
  }),
  select: oneOption,
  'multi-select': fc.record({ kind: fc.constant('options'), options: fc.array(option, { maxLength: 4 }) }),
  status: oneOption,
  url: line,
  email: line,
  'phone-number': line,
}
const typed = fc.constantFrom(...fieldTypes).chain((type) => byType[type].map((value) => ({ type, value })))

const field = (type: FieldType): FieldMapping => ({
  key: key('f'),
  type,
  direction: { kind: 'both' },
  private: { kind: 'single', property: { id: propertyId('a'), name: 'A' } },
  shared: { kind: 'single', property: { id: propertyId('b'), name: 'B' } },
})
/** Some options are paired, some are not seen together yet. */
const pairs: readonly OptionPair[] = [0, 1, 2, 3].map((at) => ({
  field: key('f'),
  privateOption: `own${at}`,
  sharedOption: `other${at}`,
}))

/** The same value as another reading of the same server might spell it. */
function respell(value: Value, at: number): Value {
  switch (value.kind) {
    case 'text':
      return {
        kind: 'text',
        segments: value.segments.flatMap((run): readonly TextSegment[] =>
          run.kind === 'plain'
            ? [
                { ...run, text: run.text.slice(0, at) },
                { ...run, text: '' },
                { ...run, text: run.text.slice(at) },
              ]
            : [run],
        ),
      }
    case 'date': {
      const normal = normalise(value)
      if (normal.kind !== 'date' || normal.date?.kind !== 'timed') return value
      const utc = (time: string): string => new Date(time).toISOString()
      const { start, end } = normal.date
      return {
        kind: 'date',
        date: { kind: 'timed', start: utc(start), end: end === null ? null : utc(end), zone: null },
      }
    }
    case 'options':
      return { kind: 'options', options: value.options.map((one) => ({ ...one, name: `${one.name}!` })).reverse() }
    case 'option':
      return { kind: 'option', option: value.option === null ? null : { ...value.option, name: 'renamed' } }
    case 'number':
      return { kind: 'number', number: value.number === 0 ? -0 : value.number }
    case 'checkbox':
    case 'line':
    case 'unreadable':
      return value
    default:
      return assertNever(value)
  }
}

group('one side', () => {
  test('the normal form of a normal form is itself, and says the same', () => {
    fc.assert(
      fc.property(typed, ({ value }) => {
        const normal = normalise(value)
        expect(normalise(normal)).toEqual(normal)
        expect(normal.kind).toBe(value.kind)
        expect(equal(value, normal)).toBe(true)
        expect(isEmpty(value)).toBe(isEmpty(normal))
      }),
      { numRuns: 2000 },
    )
  })

  test('another spelling is no change, neither for comparison nor for fingerprints', () => {
    fc.assert(
      fc.property(typed, fc.nat({ max: 20 }), ({ value }, at) => {
        expect(equal(value, respell(value, at))).toBe(true)
        expect(canonical(respell(value, at))).toBe(canonical(value))
      }),
      { numRuns: 2000 },
    )
  })

  test('equality is symmetric, transitive, and the same as having one fingerprint', () => {
    const three = fc.constantFrom(...fieldTypes).chain((type) => {
      const near = fc
        .tuple(byType[type], fc.nat({ max: 4 }))
        .chain(([value, at]) => fc.constantFrom(value, respell(value, at)))
      return fc
        .tuple(near, near, near)
        .chain(([a, b, c]) => fc.tuple(...[a, b, c].map(() => fc.constantFrom(a, respell(a, 1), b, c))))
    })
    fc.assert(
      fc.property(three, ([a, b, c]) => {
        if (a === undefined || b === undefined || c === undefined) return
        expect(equal(b, a)).toBe(equal(a, b))
        expect(canonical(a) === canonical(b)).toBe(equal(a, b))
        expect(equal(a, b) && equal(b, c) && !equal(a, c)).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })
})

group('across', () => {
  test('what is shown on the other side is equal across, from both ends', () => {
    fc.assert(
      fc.property(typed, ({ type, value }) => {
        const shown = translate(value, field(type), 'shared', pairs)
        expect(equalAcross(value, shown, field(type), pairs)).toBe(true)
        expect(describe(shown).length).toBe(describe(normalise(value)).length)
        expect(translate(shown, field(type), 'shared', []).kind).toBe(value.kind)
      }),
      { numRuns: 2000 },
    )
  })

  test('there and back again is the value, own mentions included', () => {
    fc.assert(
      fc.property(typed, ({ type, value }) => {
        const there = translate(value, field(type), 'shared', pairs)
        const back = reattachMentions(translate(there, field(type), 'private', pairs), value)
        expect(equal(back, value)).toBe(true)
        expect(describe(reattachMentions(there, value))).toBe(describe(there))
      }),
      { numRuns: 2000 },
    )
  })

  test('a busy word says nothing of the value but whether there is one', () => {
    fc.assert(
      fc.property(typed, ({ type, value }) => {
        const shown = derive(value, { ...field(type), direction: { kind: 'busy', word: 'Belegt' } }, pairs)
        expect(describe(shown)).toBe(busyAllowed(type) && !isEmpty(value) ? 'Belegt' : describe(normalise(shown)))
        expect(busyAllowed(type) || isEmpty(shown)).toBe(true)
      }),
    )
  })

  test('keeping both keeps both, and keeps them once', () => {
    fc.assert(
      fc.property(text, text, (own, other) => {
        const joined = joinBoth(own, other)
        if (joined === null) throw new Error('two texts can be joined')
        expect(describe(joined)).toContain(describe(normalise(own)))
        expect(describe(joined)).toContain(describe(normalise(other)))
        expect(joinBoth(joined, other)).toEqual(joined)
      }),
    )
  })
})

const columns = Object.fromEntries(fieldTypes.map((type): readonly [string, FieldType] => [`A ${type}`, type]))
const layouts = {
  combined: { ...columns, Datum: 'date' },
  split: { ...columns, Startdatum: 'date', Endedatum: 'date' },
  both: { ...columns, Datum: 'date', Startdatum: 'date', Endedatum: 'date' },
} as const
const names = ['combined', 'split', 'both'] as const

group('pages', () => {
  const pageCase = fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...names), fc.constantFrom<Side>('private', 'shared'))
    .map(([own, other, side]) => {
      const wishes = fieldTypes.map((type) => both(`A ${type}`))
      return { side, mapping: mappingOf(layouts[own], layouts[other], wishes) }
    })
    .chain(({ side, mapping }) =>
      fc.tuple(...mapping.fields.map((one) => byType[one.type])).map((values) => ({
        side,
        mapping,
        values: Object.fromEntries(
          mapping.fields.flatMap((one, at): (readonly [string, Value])[] => {
            const value = values[at]
            return value === undefined ? [] : [[one.key, value]]
          }),
        ) satisfies FieldValues,
      })),
    )

  test('a page that shows what was written has the fields that were meant, in every layout of dates', () => {
    fc.assert(
      fc.property(pageCase, fc.boolean(), ({ side, mapping, values }, relevant) => {
        const tracking = { relevant, link: privateId(uuid('a')), number: 7 }
        const writes = toWrites(mapping, side, values, tracking, (id) => `https://notes.example/${id}`)
        const view =
          side === 'private'
            ? viewPrivate(written(privateId(uuid('b')), writes), mapping)
            : viewShared(written(sharedId(uuid('b')), writes), mapping)
        if (isUnreadable(view)) throw new Error(view.why)
        const expected = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, normalise(value)]))
        expect(view.fields).toEqual(expected)
        expect(view).toMatchObject({ relevant, link: uuid('a'), ...(side === 'shared' ? { number: 7 } : {}) })
        expect(toWrites(mapping, side, view.fields, {}, () => null)).toEqual(
          toWrites(mapping, side, expected, {}, () => null),
        )
      }),
      { numRuns: 500 },
    )
  })

  test('a fingerprint does not depend on the order in which properties come', () => {
    fc.assert(
      fc.property(pageCase, fc.infiniteStream(fc.nat()), ({ mapping, values }, chance) => {
        const writes = toWrites(mapping, 'shared', values, { relevant: true, link: null, number: 7 }, () => null)
        const shuffled = writes
          .map((write) => ({ write, rank: chance.next().value }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ write }) => write)
        const [one, two] = [writes, shuffled].map((list) => viewShared(written(sharedId('s'), list), mapping))
        if (one === undefined || two === undefined || isUnreadable(one) || isUnreadable(two)) throw new Error('unread')
        expect(fingerprint(two)).toBe(fingerprint(one))
      }),
      { numRuns: 200 },
    )
  })
})
