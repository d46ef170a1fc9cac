/** The three-way merge: conflicts and their ends, one-way fields, remapped fields, options, and other computers. */
import { describe, expect, it } from 'vitest'
import { baseKey, halfBase, writtenOver } from '../../electron/core/base.ts'
import { reconcile } from '../../electron/core/reconcile.ts'
import type { Rules, Situation } from '../../electron/core/situation.ts'
import type { Decision, Question } from '../../shared/decision.ts'
import type { Value } from '../../shared/value.ts'
import {
  asked,
  baseOf,
  bot,
  brief,
  busy,
  copy,
  field,
  fields,
  mapping,
  mine,
  pair,
  present,
  rules,
  type Shown,
  situation,
  start,
  text,
  toShared,
  unreadable,
} from '../support/situations.ts'
import { key } from './databases.ts'

const decide = (more: Partial<Situation>, by: Partial<Rules> = {}): Decision => reconcile(situation(more), rules(by))
/** Both sides edited `place`, at these page times. */
const clash = (at: { mine?: number; copy?: number } = {}, shown: { mine?: Shown; copy?: Shown } = {}) => ({
  private: present(mine({ place: 'x', ...shown.mine }, { editedAt: at.mine ?? 300_000 })),
  copy: present(copy({ place: 'y', ...shown.copy }, { editedAt: at.copy ?? 300_000 })),
})
const question = (ours: Value | string = 'x', theirs: Value | string = 'y', name = 'place'): Question => ({
  kind: 'fields',
  fields: [
    {
      field: key(name),
      base: null,
      private: typeof ours === 'string' ? text(ours) : ours,
      shared: typeof theirs === 'string' ? text(theirs) : theirs,
    },
  ],
})

describe('a field that both sides changed (5)', () => {
  it.each([
    ['ask', {}, '5 settle ?fields(place)'],
    ['private', {}, '5 S{place=x} settle #change'],
    ['shared', {}, '5 P{place=y} settle #change'],
    ['newest', { mine: 360_000 }, '5 S{place=x} settle #change'],
    ['newest', { copy: 360_000 }, '5 P{place=y} settle #change'],
    ['newest', {}, '5 settle ?fields(place)'],
  ] as const)('policy %s at %o', (onConflict, at, expected) => {
    expect(brief(decide(clash(at), { onConflict }))).toBe(expected)
  })

  it.each(['private', 'shared'] as const)('newest asks when our own write moved the time of the %s page', (side) => {
    const at = { mine: side === 'private' ? 360_000 : 300_000, copy: side === 'shared' ? 360_000 : 300_000 }
    const moved = { seenAt: 2_000, ownWriteAt: 360_000 }
    const marks = { ...pair().marks, [side]: moved }
    expect(brief(decide({ ...clash(at), pair: pair({ marks }) }, { onConflict: 'newest' }))).toBe(
      '5 settle ?fields(place)',
    )
    const byBot = {
      private: present(mine({ place: 'x' }, { editedAt: at.mine, editedBy: side === 'private' ? bot : 'anna' })),
      copy: present(copy({ place: 'y' }, { editedAt: at.copy, editedBy: side === 'shared' ? bot : 'bert' })),
    }
    expect(brief(decide(byBot, { onConflict: 'newest' }))).toBe('5 settle ?fields(place)')
    const none = { private: null, shared: null }
    expect(brief(decide(byBot, { onConflict: 'newest', bots: none }))).not.toContain('?')
  })

  it('waits alone: another field of the pair still syncs', () => {
    const one = decide(clash({}, { mine: { name: 'new' } }))
    expect(brief(one)).toBe('5 S{name=new} settle #change ?fields(place)')
    expect(one.questions).toEqual([
      {
        ...question(),
        fields: [{ field: 'place', base: baseOf()[key('place')], private: text('x'), shared: text('y') }],
      },
    ])
  })

  it('merges different fields without asking (3), and says what each page must still show', () => {
    const one = decide({ private: present(mine({ name: 'x' })), copy: present(copy({ place: 'y' })) })
    expect(brief(one)).toBe('3 S{name=x} P{place=y} settle #change')
    expect(one.operations.map((each) => 'expected' in each && each.expected)).toEqual([
      fields({ name: 'a' }),
      fields({ place: 'a' }),
    ])
  })

  it('carries a cleared field like any other change, and the base stands in for a side that was not looked at', () => {
    const one = decide({ private: present(mine({ place: '' })), copy: { kind: 'unobserved' } })
    expect(brief(one)).toBe('3 S{place=} settle #change')
    expect(one.operations[0]).toMatchObject({ expected: fields({ place: 'a' }) })
  })

  it('moves the base alone when both sides were changed to the same', () => {
    const one = decide({ private: present(mine({ place: 'x' })), copy: present(copy({ place: 'x' })) })
    expect(one.effect).toEqual({
      kind: 'settle',
      agreed: { place: { private: text('x'), shared: text('x'), properties: baseKey(field('place', 'rich-text')) } },
    })
  })

  it('keeps a spelling that the service gave the copy out of the comparison (own side against own base)', () => {
    const normalised = fields({ place: 'a (normalised)' }, start)
    const known = pair({ base: baseOf(undefined, start, normalised) })
    const theirs = present(copy({ place: 'a (normalised)' }))
    expect(brief(decide({ copy: theirs, pair: known }))).toBe('4 settle')
    expect(brief(decide({ private: present(mine({ place: 'x' })), copy: theirs, pair: known }))).toBe(
      '3 S{place=x} settle #change',
    )
  })
})

describe('an answer to a conflict', () => {
  it.each([
    ['private', '5 S{place=x} settle #change'],
    ['shared', '5 P{place=y} settle #change'],
    ['both', '5 S{place=x\ny} P{place=x\ny} settle #change'],
    ['alone', '5 settle ?fields(place)'],
  ] as const)('%s', (action, expected) => {
    const one = decide({ ...clash(), questions: [asked(question(), undefined, action)] })
    expect(brief(one)).toBe(expected)
    expect(one.why).toBe(action === 'alone' ? 'conflict' : 'answered')
  })

  it.each([
    ['the private side', { mine: { place: 'z' } }, '5 settle ?fields(place)'],
    ['the shared side', { copy: { place: 'z' } }, '5 settle ?fields(place)'],
  ] as const)('lapses when %s shows something else', (_side, shown, expected) => {
    expect(brief(decide({ ...clash({}, shown), questions: [asked(question(), undefined, 'private')] }))).toBe(expected)
  })

  it('stands while another field changes, beats the policy, and the last one counts', () => {
    const questions = [asked(question(), undefined, 'private', 'shared')]
    const one = decide({ ...clash({}, { mine: { name: 'new' } }), questions }, { onConflict: 'private', careful: true })
    expect(brief(one)).toContain('P{place=y}')
  })

  it('for one field leaves the other in conflict', () => {
    const two: Question = { kind: 'fields', fields: [...fieldsOf(question()), ...fieldsOf(question('n', 'm', 'name'))] }
    const answer = { action: 'private' as const, field: key('name'), shown: { private: null, shared: null } }
    const one = decide({
      ...clash({}, { mine: { name: 'n' }, copy: { name: 'm' } }),
      questions: [asked(two, undefined, answer)],
    })
    expect(brief(one)).toBe('5 S{name=n} settle #change ?fields(place)')
  })

  it('"keep both" joins texts only', () => {
    const other: Value = { kind: 'date', date: { kind: 'all-day', start: '2026-06-01', end: null } }
    const third: Value = { kind: 'date', date: { kind: 'all-day', start: '2026-07-01', end: null } }
    const both = { private: present(mine({ date: other })), copy: present(copy({ date: third })) }
    expect(brief(decide({ ...both, questions: [asked(question(other, third, 'date'), undefined, 'both')] }))).toBe(
      '5 settle ?fields(date)',
    )
  })

  it('an open conflict is not settled by a policy chosen later, nor by one side taking its edit back to another value', () => {
    const questions = [asked(question())]
    expect(brief(decide({ ...clash(), questions }, { onConflict: 'shared' }))).toBe('5 settle ?fields(place)')
    expect(brief(decide({ private: present(mine({ place: 'x' })), questions }))).toBe('3 S{place=x} settle #change')
  })
})

const fieldsOf = (each: Question) => (each.kind === 'fields' ? each.fields : [])

describe('a base of which no answer has shown one half', () => {
  const place = field('place', 'rich-text')
  const half = (written: 'private' | 'shared') => ({
    ...pair(),
    base: { ...baseOf(), [place.key]: halfBase(place, written, text('a')) },
  })

  it.each([
    ['shared', {}, {}, '3 settle'],
    ['shared', { mine: { place: 'x' } }, {}, '3 S{place=x} settle #change'],
    ['shared', { copy: { place: 'y' } }, {}, '5 settle ?fields(place)'],
    ['shared', { copy: { place: '' } }, {}, '5 settle ?fields(place)'],
    ['shared', { copy: { place: 'y' } }, { onConflict: 'private' }, '5 S{place=a} settle #change'],
    ['shared', { mine: { place: 'x' }, copy: { place: 'y' } }, {}, '5 settle ?fields(place)'],
    ['private', {}, {}, '3 settle'],
    ['private', { copy: { place: 'y' } }, {}, '3 P{place=y} settle #change'],
    ['private', { mine: { place: '' } }, {}, '5 settle ?fields(place)'],
  ] as const)('written to the %s side, with %o by %o: %s', (written, shown, by, expected) => {
    const pages = {
      private: present(mine('mine' in shown ? shown.mine : {})),
      copy: present(copy('copy' in shown ? shown.copy : {})),
    }
    expect(brief(decide({ ...pages, pair: half(written) }, by))).toBe(expected)
  })

  it('does not make its own write look like one of another computer', () => {
    const base = half('shared').base
    expect(writtenOver(copy({ place: 'a' }), base, rules())).toBe(false)
    expect(writtenOver(copy({ name: 'b' }), base, rules())).toBe(true)
  })
})

describe('without a base', () => {
  it.each([
    ['ask', '2 settle ?fields(place)'],
    ['private', '2 S{place=x} settle #change'],
    ['shared', '2 P{place=y} settle #change'],
  ] as const)('an adopted field that differs is a conflict under policy %s (2)', (onConflict, expected) => {
    expect(brief(decide({ ...clash(), pair: null }, { onConflict }))).toBe(expected)
  })

  it('a copy that our own integration wrote last wins no policy over its page (rail "Two computers")', () => {
    const { private: ours, copy: theirs } = clash()
    const written = { ...theirs, page: { ...theirs.page, editedBy: bot } }
    const shown = { private: ours, copy: written, pair: null }
    expect(brief(decide(shown, { onConflict: 'shared' }))).toBe('2 settle ?fields(place)')
    expect(brief(decide(shown, { onConflict: 'private' }))).toBe('2 S{place=x} settle #change')
    expect(brief(decide(shown, { onConflict: 'shared', bots: { private: bot, shared: null } }))).toBe(
      '2 P{place=y} settle #change',
    )
  })

  it('an empty side of an adopted pair asks too, and goes on asking when it changes (2)', () => {
    const shown = { private: present(mine({ place: 'x' })), copy: present(copy({ place: '' })) }
    expect(brief(decide({ ...shown, pair: null }))).toBe('2 settle ?fields(place)')
    const base = baseOf(mapping(field('name', 'title'), field('date', 'date')))
    const questions = [asked(question('x', 'y'))]
    expect(brief(decide({ ...shown, pair: pair({ base }), questions }))).toBe('5 settle ?fields(place)')
  })

  const remapped = [field('name', 'title'), field('date', 'date'), field('place', 'rich-text', undefined, '-2')]
  it.each([
    ['equal', 'q', 'q', '3 settle'],
    ['shared side empty', 'q', '', '3 S{place=q} settle #change'],
    ['private side empty', '', 'q', '3 P{place=q} settle #change'],
    ['both filled', 'q', 'r', '5 settle ?fields(place)'],
  ])('a field mapped to other properties: %s', (_name, ours, theirs, expected) => {
    const shown = { private: present(mine({ place: ours })), copy: present(copy({ place: theirs })) }
    for (const onConflict of ['ask', 'private', 'shared', 'newest'] as const) {
      expect(brief(decide(shown, { mapping: mapping(...remapped), onConflict }))).toBe(expected)
    }
  })

  it('a remapped field waits for both sides: the old property says nothing of the new one', () => {
    const one = decide(
      { private: present(mine({ place: 'a' })), copy: { kind: 'unobserved' } },
      { mapping: mapping(...remapped) },
    )
    expect(brief(one)).toBe('4 settle …place')
    const new1 = mapping(...remapped.slice(0, 2), field('more', 'rich-text'))
    expect(brief(decide({ copy: { kind: 'unobserved' } }, { mapping: new1 }))).toBe('4 settle …more')
  })

  it('is never a policy while a ledger is rebuilt, whatever is empty (19)', () => {
    for (const onConflict of ['private', 'shared'] as const) {
      const one = decide({ ...clash({}, { copy: { place: '' } }), pair: null }, { onConflict, rebuilt: true })
      expect([brief(one), one.why]).toEqual(['19 settle ?fields(place)', 'rebuilt'])
      expect(
        brief(
          decide({ ...clash({}, { copy: { place: '' } }), pair: pair({ base: {} }) }, { onConflict, rebuilt: true }),
        ),
      ).toContain('?fields(place)')
    }
  })
})

describe('a field that cannot be read', () => {
  it('waits while the others sync, on either side', () => {
    const ours = decide({
      private: present(mine({ place: unreadable, name: 'x' })),
      copy: present(copy({ place: 'y' })),
    })
    expect(brief(ours)).toBe('3 S{name=x} settle #change …place')
    const theirs = decide({ private: present(mine({ place: 'x' })), copy: present(copy({ place: unreadable })) })
    expect([brief(theirs), theirs.why]).toEqual(['4 settle …place', 'unreadable-field'])
  })

  it('is left out of a new copy, which waits for it', () => {
    const one = decide({ private: present(mine({ place: unreadable })), copy: { kind: 'absent' }, pair: null })
    expect(brief(one)).toBe('1 S+ P[link=new] settle #create …place')
  })
})

describe.each([
  ['to-shared', toShared, 'a', 'x'],
  ['busy', busy, 'busy', 'busy'],
] as const)('a one-way field (%s)', (_kind, direction, shownBefore, shownAfter) => {
  const map = mapping(field('name', 'title'), field('date', 'date'), field('place', 'rich-text', direction))
  const base = baseOf(map, start, fields({ place: shownBefore }, start))
  const known = pair({ base })
  const inStep = copy({ place: shownBefore })

  it('is overwritten on the copy whatever stands there, and never asked about', () => {
    for (const onConflict of ['ask', 'shared', 'newest'] as const) {
      const one = decide({ copy: present(copy({ place: 'partner' })), pair: known }, { mapping: map, onConflict })
      expect(brief(one)).toBe(`3 S{place=${shownBefore}} settle #change`)
      const both = decide(
        { private: present(mine({ place: 'x' })), copy: present(copy({ place: 'y' })), pair: known },
        { mapping: map, onConflict, careful: true },
      )
      expect(brief(both)).toBe(`3 S{place=${shownAfter}} settle #change`)
    }
  })

  it('follows P, is adopted by derivation, and needs no base', () => {
    const edited = decide(
      { private: present(mine({ place: 'x' })), copy: present(inStep), pair: known },
      { mapping: map },
    )
    expect(brief(edited)).toBe(direction.kind === 'busy' ? '3 settle' : '3 S{place=x} settle #change')
    expect(brief(decide({ copy: present(inStep), pair: known }, { mapping: map }))).toBe('4 settle')
    expect(brief(decide({ copy: present(inStep), pair: null }, { mapping: map }))).toBe('2 settle')
    expect(
      brief(decide({ copy: present(copy({ place: 'partner' })), pair: null }, { mapping: map, rebuilt: true })),
    ).toContain(`S{place=${shownBefore}}`)
    expect(
      brief(decide({ private: present(mine({ place: '' })), copy: { kind: 'absent' }, pair: null }, { mapping: map })),
    ).toContain('S+{place=}')
  })

  it('rests when the service stores what was written in a spelling of its own', () => {
    const spelled = pair({ base: baseOf(map, start, fields({ place: `${shownBefore}!` }, start)) })
    expect(brief(decide({ copy: present(copy({ place: `${shownBefore}!` })), pair: spelled }, { mapping: map }))).toBe(
      '4 settle',
    )
  })

  it('never flows back: not by unsharing, not by an answer, not by a deletion', () => {
    const edited = present(copy({ place: 'partner' }))
    const off = decide({ private: present(mine({}, { relevant: false })), copy: edited, pair: known }, { mapping: map })
    expect(brief(off)).toBe('6 S- P[link=-] forget #unshare ~place=partner')
    const unsynced = decide(
      { private: present(mine({ place: 'x' }, { relevant: false })), copy: present(inStep), pair: known },
      { mapping: map },
    )
    expect(unsynced.lost).toEqual([])
    const answered = decide(
      { copy: edited, pair: known, questions: [asked(question('a', 'partner'), undefined, 'shared')] },
      { mapping: map },
    )
    expect(brief(answered)).toBe(`3 S{place=${shownBefore}} settle #change`)
    const trash = decide(
      { private: { kind: 'trashed', page: mine({}, { inTrash: true }), direct: true }, copy: edited, pair: known },
      { mapping: map },
    )
    expect(brief(trash)).toBe('7 S- forget #trash-copy')
  })

  it('starts from P when it stops being one-way', () => {
    const two = mapping(field('name', 'title'), field('date', 'date'), field('place', 'rich-text'))
    const one = decide(
      { private: present(mine()), copy: present(copy({ place: 'partner' })), pair: known },
      { mapping: two, onConflict: 'shared' },
    )
    expect(brief(one)).toBe('3 S{place=a} settle #change')
    const same = decide({ copy: present(copy()), pair: known }, { mapping: two })
    expect(brief(same)).toBe('3 settle')
    const foreign = decide(
      { copy: present(copy({ place: 'q' })), pair: known, foreignWrite: { private: true, shared: false } },
      { mapping: two },
    )
    expect(brief(foreign)).toBe('5 settle ?fields(place)')
  })

  it('becomes one-way by what P shows', () => {
    const two = pair({
      base: baseOf(mapping(field('name', 'title'), field('date', 'date'), field('place', 'rich-text'))),
    })
    const one = decide({ copy: present(copy({ place: 'a' })), pair: two }, { mapping: map })
    expect(brief(one)).toBe(direction.kind === 'busy' ? '3 S{place=busy} settle #change' : '3 settle')
  })
})

describe('a write of another computer', () => {
  const foreign = (side: 'private' | 'shared') => ({
    foreignWrite: { private: side === 'private', shared: side === 'shared' },
  })

  it.each([
    ['private', { private: present(mine({ place: 'x' })) }],
    ['shared', { copy: present(copy({ place: 'x' })) }],
  ] as const)('on the %s side is carried nowhere and wins no policy', (side, shown) => {
    for (const onConflict of ['ask', 'private', 'shared', 'newest'] as const) {
      expect(brief(decide({ ...shown, ...foreign(side) }, { onConflict }))).toBe('5 settle ?fields(place)')
    }
  })

  it('on an unchanged side holds up nothing, and the base moves where both agree', () => {
    expect(brief(decide({ private: present(mine({ place: 'x' })), ...foreign('shared') }))).toBe(
      '3 S{place=x} settle #change',
    )
    expect(brief(decide({ copy: present(copy({ place: 'x' })), ...foreign('private') }))).toBe(
      '3 P{place=x} settle #change',
    )
    expect(
      brief(
        decide({ private: present(mine({ place: 'x' })), copy: present(copy({ place: 'x' })), ...foreign('private') }),
      ),
    ).toBe('3 settle')
  })

  it('fills no field that was mapped later', () => {
    const base = baseOf(mapping(field('name', 'title')))
    const shown = { private: present(mine({ place: '' })), copy: present(copy({ place: 'x' })), pair: pair({ base }) }
    expect(brief(decide({ ...shown, ...foreign('shared') }))).toBe('5 settle ?fields(place)')
  })

  it('is not folded into P by unsharing (6)', () => {
    const shown = { private: present(mine({}, { relevant: false })), copy: present(copy({ place: 'x' })) }
    expect(brief(decide({ ...shown, ...foreign('shared') }))).toBe('6 S- P[link=-] forget #unshare ~place=x')
  })

  it('makes the profile careful: a value goes only onto a page whose time is what was last read', () => {
    const touched = { private: present(mine({ place: 'x' })), copy: present(copy({}, { editedAt: 9_000 })) }
    expect(brief(decide(touched, { careful: true }))).toBe('5 settle ?fields(place)')
    expect(brief(decide(touched))).toBe('3 S{place=x} settle #change')
    expect(brief(decide({ private: present(mine({ place: 'x' }, { editedAt: 9_000 })) }, { careful: true }))).toBe(
      '3 S{place=x} settle #change',
    )
    expect(
      brief(decide({ private: present(mine({ place: 'x' })), copy: { kind: 'unobserved' } }, { careful: true })),
    ).toBe('3 S{place=x} settle #change')
    const off = {
      private: present(mine({}, { relevant: false, editedAt: 9_000 })),
      copy: present(copy({ place: 'x' })),
    }
    expect(brief(decide(off, { careful: true }))).toBe('6 S- P[link=-] forget #unshare ~place=x')
    const back = {
      copy: {
        kind: 'trashed',
        page: copy({ place: 'x' }, { inTrash: true, relevant: false, editedBy: bot, editedAt: 9_000 }),
        direct: true,
      },
    } as const
    expect(brief(decide(back, { careful: true }))).toContain('S^{place=a}')
  })
})
