/**
 * Where something nearly always looks the same, there is a quick way for it. Here stands that the quick way says what the
 * careful one says: for comparing texts, and for reading the runs of a text.
 */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, equal } from '../../electron/core/fields.ts'
import { ordinaryText, textFrom, wireRuns } from '../../electron/notion/rich-text.ts'
import { plainStyle, type TextSegment } from '../../shared/value.ts'

const letters = fc.constantFrom('', 'a', 'b', 'ab', '\n', '🦷')
const style = fc.constantFrom(plainStyle, { ...plainStyle }, { ...plainStyle, bold: true })
const link = fc.constantFrom(null, '', 'https://a.example/')
const segment: fc.Arbitrary<TextSegment> = fc.oneof(
  fc.record({ kind: fc.constant('plain' as const), text: letters, link, style }),
  fc.record({ kind: fc.constant('equation' as const), text: letters, style }),
  fc.record({
    kind: fc.constant('mention' as const),
    text: letters,
    link,
    style,
    reference: fc.constantFrom('x', 'y'),
    portable: fc.boolean(),
  }),
)
const segments = fc.array(segment, { maxLength: 4 })

test('two texts are equal when they mean the same, and only then, however they are compared', () => {
  const pairs = fc.oneof(
    fc.tuple(segments, segments),
    segments.map((runs) => [runs, structuredClone(runs)] as const),
    fc.tuple(segments, segment).map(([runs, one]) => [runs, [...runs, one]] as const),
  )
  fc.assert(
    fc.property(pairs, ([a, b]) => {
      const [left, right] = [{ kind: 'text', segments: a } as const, { kind: 'text', segments: b } as const]
      expect(equal(left, right)).toBe(canonical(left) === canonical(right))
    }),
    { numRuns: 2_000 },
  )
})

/** Mostly as documented; now and then something is missing, or is something else. */
function nearly<T>(usual: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: usual }, fc.constantFrom(undefined, null, 7, '', [], {}))
}
const flag = fc.oneof({ weight: 12, arbitrary: fc.constant(false) }, fc.constant(true))
const wireRun = nearly(
  fc.record({
    type: nearly(
      fc.oneof({ weight: 9, arbitrary: fc.constant('text') }, fc.constantFrom('mention', 'equation', 'new')),
    ),
    plain_text: nearly(letters),
    href: nearly(fc.constantFrom(null, null, null, 'https://a.example/')),
    annotations: nearly(
      fc.record({
        bold: nearly(flag),
        italic: flag,
        strikethrough: flag,
        underline: flag,
        code: nearly(flag),
        color: nearly(fc.oneof({ weight: 9, arbitrary: fc.constant('default') }, fc.constant('red'))),
      }),
    ),
    text: nearly(
      fc.record({
        content: nearly(letters),
        link: nearly(fc.constantFrom(null, null, null, { url: 'https://a.example/' })),
      }),
    ),
    equation: fc.constantFrom(undefined, undefined, undefined, { expression: 'x' }),
    mention: fc.constantFrom(undefined, undefined, undefined, { type: 'user', user: { id: 'u' } }),
    added_later: fc.constantFrom(undefined, 'something new'),
  }),
)

test('an ordinary text is read without a schema as it is read with one', () => {
  let quick = 0
  fc.assert(
    fc.property(nearly(fc.array(wireRun, { maxLength: 3 })), (wire) => {
      const read = ordinaryText(wire)
      if (read === null) return
      const careful = wireRuns.safeParse(wire)
      expect(careful.success && textFrom(careful.data, 'page')).toEqual(read)
      quick += 1
    }),
    { numRuns: 3_000 },
  )
  expect(quick).toBeGreaterThan(200)
})
