/** Options and mentions in the merge: what one side means and the other cannot show. */
import { describe, expect, it } from 'vitest'
import { reconcile } from '../../electron/core/reconcile.ts'
import type { Rules, Situation } from '../../electron/core/situation.ts'
import type { Decision, Question } from '../../shared/decision.ts'
import type { Base, FieldMapping, SchemaOption } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import {
  asked,
  baseOf,
  brief,
  copy,
  field,
  fields,
  mapping,
  mine,
  pair,
  present,
  rules,
  situation,
  start,
  text,
} from '../support/situations.ts'
import { key } from './databases.ts'

const decide = (more: Partial<Situation>, by: Partial<Rules> = {}): Decision => reconcile(situation(more), rules(by))

describe('options', () => {
  const status = field('state', 'status')
  const select = field('state', 'select')
  const tags = field('state', 'multi-select')
  const option = (id: string | null, name = id ?? ''): Value => ({
    kind: 'option',
    option: id === null ? null : { id, name },
  })
  const many = (...ids: readonly string[]): Value => ({ kind: 'options', options: ids.map((id) => ({ id, name: id })) })
  const withState = (
    each: FieldMapping,
    ours: Value,
    theirs: Value,
    base: readonly [Value, Value] | null,
    more: Partial<Situation> = {},
  ): Partial<Situation> => {
    const map = mapping(field('name', 'title'), each)
    const known: Base =
      base === null
        ? baseOf(mapping(field('name', 'title')))
        : baseOf(map, fields({ state: base[0] }, start), fields({ state: base[1] }, start))
    return {
      private: present(mine({ state: ours })),
      copy: present(copy({ state: theirs })),
      pair: pair({ base: known }),
      ...more,
    }
  }
  const by = (
    each: FieldMapping,
    lists: { private?: readonly string[]; shared?: readonly string[] },
    more: Partial<Rules> = {},
  ): Partial<Rules> => ({
    mapping: mapping(field('name', 'title'), each),
    options: (side, name): readonly SchemaOption[] | null =>
      name === 'state' ? (lists[side]?.map((id) => ({ id, name: id })) ?? null) : null,
    ...more,
  })
  const optionQuestion = (side: 'private' | 'shared', name: string): Question => ({
    kind: 'option',
    field: key('state'),
    side,
    option: name,
  })

  it.each([
    ['private', option(null), option('A'), '3 settle ?option(private state A) …state'],
    ['shared', option('A'), option(null), '3 settle ?option(shared state A) …state'],
  ] as const)(
    'an option deleted on the %s side is one question, not a change of the page',
    (side, ours, theirs, expected) => {
      const lists = { private: side === 'private' ? ['B'] : ['A', 'B'], shared: side === 'shared' ? ['B'] : ['A', 'B'] }
      const shown = withState(select, ours, theirs, [option('A'), option('A')])
      expect(brief(decide(shown, by(select, lists)))).toBe(expected.replace('3', '4'))
      const back = { ...shown, questions: [asked(optionQuestion(side, 'A'), undefined, side)] }
      expect(brief(decide(back, by(select, lists)))).toBe(
        side === 'private' ? '5 S{state=} settle #change' : '5 P{state=} settle #change',
      )
      const kept = {
        ...shown,
        questions: [asked(optionQuestion(side, 'A'), undefined, side === 'private' ? 'shared' : 'private')],
      }
      expect(brief(decide(kept, by(select, lists)))).toBe(
        side === 'private' ? '5 P{state=A} settle #change' : '5 S{state=A} settle #change',
      )
    },
  )

  it('an answer about one option concerns no page that does not carry it', () => {
    const questions = [asked(optionQuestion('private', 'A'), undefined, 'private')]
    const shown = withState(select, option('B'), option('C'), [option('B'), option('B')], { questions })
    expect(brief(decide(shown, by(select, { private: ['B', 'C'], shared: ['B', 'C'] })))).toBe(
      '3 P{state=C} settle #change',
    )
  })

  it('an answer about one option is none about another option, side or field', () => {
    const shown = withState(select, option(null), option('A'), [option('A'), option('A')])
    const lists = by(select, { private: ['B'], shared: ['A', 'B'] })
    const others: readonly Question[] = [
      optionQuestion('private', 'B'),
      optionQuestion('shared', 'A'),
      { kind: 'option', field: key('name'), side: 'private', option: 'A' },
    ]
    const questions = others.map((each) => asked(each, undefined, 'private'))
    expect(brief(decide({ ...shown, questions }, lists))).toBe('4 settle ?option(private state A) …state')
  })

  it('a cleared option, a replaced one, and a schema that was not read ask nothing', () => {
    const base = [option('A'), option('A')] as const
    expect(
      brief(decide(withState(select, option(null), option('A'), base), by(select, { private: ['A'], shared: ['A'] }))),
    ).toBe('3 S{state=} settle #change')
    expect(
      brief(decide(withState(select, option('B'), option('A'), base), by(select, { private: ['B'], shared: ['A'] }))),
    ).toBe('3 S{state=B} settle #change')
    expect(brief(decide(withState(select, option(null), option('A'), base), by(select, {})))).toBe(
      '3 S{state=} settle #change',
    )
  })

  it('of several tags only what a deletion leaves behind is taken for one', () => {
    const lists = by(tags, { private: ['B', 'C'], shared: ['A', 'B', 'C'] })
    const base = [many('A', 'B'), many('A', 'B')] as const
    expect(brief(decide(withState(tags, many('B'), many('A', 'B'), base), lists))).toBe(
      '4 settle ?option(private state A) …state',
    )
    expect(brief(decide(withState(tags, many('B', 'C'), many('A', 'B'), base), lists))).toBe(
      '3 S{state=B+C} settle #change',
    )
  })

  it('a status without a counterpart is a question wherever it would be written', () => {
    const lists = by(status, { private: ['A', 'X'], shared: ['A'] })
    const ask = '?option(shared state X) …state'
    const base = [option('A'), option('A')] as const
    expect(brief(decide(withState(status, option('X'), option('A'), base), lists))).toBe(`4 settle ${ask}`)
    expect(brief(decide(withState(status, option('X'), option('A'), null), lists))).toBe(`4 settle ${ask}`)
    expect(brief(decide({ ...withState(status, option('X'), option('A'), null), pair: null }, lists))).toBe(
      `2 settle ${ask}`,
    )
    const created = decide(
      { private: present(mine({ state: option('X') })), copy: { kind: 'absent' }, pair: null },
      lists,
    )
    expect(brief(created)).toBe(`1 S+ P[link=new] settle #create ${ask}`)
    const answered = withState(status, option('X'), option('A'), base, {
      questions: [asked(optionQuestion('shared', 'X'), undefined, 'shared')],
    })
    expect(brief(decide(answered, lists))).toBe('5 P{state=A} settle #change')
    const still = withState(status, option('X'), option('A'), base, {
      questions: [asked(optionQuestion('shared', 'X'), undefined, 'private')],
    })
    expect(brief(decide(still, lists))).toBe(`4 settle ${ask}`)
  })

  it('a fold that the private side has no status for goes to the history, and the copy goes all the same (6)', () => {
    const shown = withState(status, option('A'), option('X'), [option('A'), option('A')])
    const off = { ...shown, private: present(mine({ state: option('A') }, { relevant: false })) }
    expect(brief(decide(off, by(status, { private: ['A'], shared: ['A', 'X'] })))).toBe(
      '6 S- P[link=-] forget #unshare ~state=X',
    )
  })

  it('pairs options of one name when first seen, and a rename later changes no page', () => {
    const seen = decide(withState(select, option('p1', 'Work'), option('s1', 'Work'), null), by(select, {}))
    expect(seen.optionPairs).toEqual([{ field: 'state', privateOption: 'p1', sharedOption: 's1' }])
    const renamed = withState(select, option('p1', 'Arbeit'), option('s1', 'Work'), [
      option('p1', 'Work'),
      option('s1', 'Work'),
    ])
    const later = decide(renamed, by(select, {}, { optionPairs: seen.optionPairs }))
    expect([brief(later), later.optionPairs]).toEqual(['4 settle', []])
  })
})

describe('mentions', () => {
  const mention = (name: string): Value => ({
    kind: 'text',
    segments: [
      {
        kind: 'mention',
        text: name,
        link: null,
        reference: `{"user":"${name}"}`,
        portable: false,
        style: plainStyleOf(),
      },
    ],
  })
  const plainStyleOf = () => ({
    bold: false,
    italic: false,
    strikethrough: false,
    underline: false,
    code: false,
    color: 'default',
  })

  it('become plain text on the other side and come back as what they were', () => {
    const sent = decide({ private: present(mine({ place: mention('Anna') })) })
    expect(sent.operations[0]).toMatchObject({ kind: 'update', side: 'shared', values: { place: text('Anna') } })
    const base = baseOf(undefined, fields({ place: mention('Anna') }, start), fields({ place: 'Anna' }, start))
    const edited = decide({
      private: present(mine({ place: mention('Anna') })),
      copy: present(copy({ place: 'Anna, 5 pm' })),
      pair: pair({ base }),
    })
    expect(edited.operations[0]).toMatchObject({
      side: 'private',
      values: { place: { segments: [{ kind: 'mention' }, { text: ', 5 pm' }] } },
    })
  })

  it('of the copy stay mentions there when the private text around them is edited', () => {
    const base = baseOf(undefined, fields({ place: 'Bert' }, start), fields({ place: mention('Bert') }, start))
    const ours = present(mine({ place: 'Bert, 5 pm' }))
    const one = decide({ private: ours, copy: present(copy({ place: mention('Bert') })), pair: pair({ base }) })
    expect(one.operations[0]).toMatchObject({
      side: 'shared',
      values: { place: { segments: [{ kind: 'mention' }, { text: ', 5 pm' }] } },
    })
  })

  it('joined by "keep both" stay mentions on their own side only', () => {
    const open: Question = {
      kind: 'fields',
      fields: [{ field: key('place'), base: null, private: mention('Anna'), shared: text('y') }],
    }
    const shown = { private: present(mine({ place: mention('Anna') })), copy: present(copy({ place: 'y' })) }
    const one = decide({ ...shown, questions: [asked(open, undefined, 'both')] })
    expect(one.operations).toMatchObject([
      { side: 'shared', values: { place: text('Anna\ny') } },
      { side: 'private', values: { place: { segments: [{ kind: 'mention' }, { text: '\ny' }] } } },
    ])
  })
})
