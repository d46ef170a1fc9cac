/** Rows of the table that need more than the state of two pages: links, duplicates, answers, imports, old appointments. */
import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../electron/core/observe.ts'
import { reconcile } from '../../electron/core/reconcile.ts'
import { chooseCopy, type Rules, type Situation, trashedByUs } from '../../electron/core/situation.ts'
import type { AnswerAction, Decision } from '../../shared/decision.ts'
import { failure } from '../../shared/failure.ts'
import type { SharedView, View } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import {
  asked,
  baseOf,
  bot,
  brief,
  copy,
  day,
  field,
  fields,
  mapping,
  mine,
  ordinary,
  p,
  pair,
  present,
  profile,
  rules,
  s,
  situation,
  start,
  toShared,
  trashed,
  unreadable,
} from '../support/situations.ts'
import { key, privateId, sharedId } from './databases.ts'

const decide = (more: Partial<Situation>, by: Partial<Rules> = {}): Decision => reconcile(situation(more), rules(by))
const p2 = privateId('p2')
const s2 = sharedId('s2')
const absent = { kind: 'absent' } as const
const unobserved = { kind: 'unobserved' } as const
const off = present(mine({}, { relevant: false }))
const shown = (ours: View | null, theirs: View | null) => ({
  private: ours === null ? null : fingerprint(ours),
  shared: theirs === null ? null : fingerprint(theirs),
})

describe('a new copy (1)', () => {
  it('shows everything P shows, checked, with the key and the number, and is linked afterwards', () => {
    const one = decide({ private: present(mine({}, { link: null })), copy: absent, pair: null })
    expect(one).toMatchObject({ case: '1', why: 'new', sharedId: null, guarded: 'create' })
    expect(one.operations).toEqual([
      { kind: 'create', side: 'shared', values: start, tracking: { relevant: true, link: p, number: 7 } },
      {
        kind: 'link',
        side: 'private',
        pageId: p,
        tracking: {},
        before: { relevant: true, link: null },
        linkToCreated: true,
      },
    ])
  })

  it('is synced as it is without title or date, with a warning (17)', () => {
    const no: Value = { kind: 'date', date: null }
    const bare = present(mine({ name: ' ', date: no }))
    expect(decide({ private: bare, copy: absent, pair: null }).warnings).toEqual(['title-empty', 'date-missing'])
    expect(decide({ private: bare }).warnings).toEqual(['title-empty', 'date-missing'])
    expect(decide({}).warnings).toEqual([])
    expect(decide({ private: present(mine({ name: unreadable, date: unreadable })) }).warnings).toEqual([])
    expect(decide({}, { mapping: mapping(field('place', 'rich-text')) }).warnings).toEqual([])
  })

  it('is not made for what ended before the horizon; pairs that exist stay (18)', () => {
    const until = (end: string): Value => ({ kind: 'date', date: { kind: 'all-day', start: '2026-01-01', end } })
    const horizon = { horizonMs: 30 * 86_400_000, now: Date.UTC(2026, 6, 1) }
    const old = present(mine({ date: until('2026-05-30') }, { link: null }))
    const one = decide({ private: old, copy: absent, pair: null }, horizon)
    expect([brief(one), one.why]).toEqual(['18 note', 'past-horizon'])
    expect(
      decide({ private: present(mine({ date: until('2026-05-31') })), copy: absent, pair: null }, horizon).case,
    ).toBe('1')
    expect(decide({ private: old, copy: absent, pair: null }).case).toBe('1')
    expect(brief(decide({ private: old }, horizon))).toContain('S{date=')
    expect(
      decide({ private: present(mine({ date: { kind: 'date', date: null } })), copy: absent, pair: null }, horizon)
        .case,
    ).toBe('1')
    const gone = {
      private: absent,
      privateId: p,
      copy: trashed(copy({}, { relevant: false, editedBy: bot })),
      pair: null,
    }
    expect(decide({ ...gone, private: old }, horizon).case).toBe('20')
  })
})

describe('adoption', () => {
  it('repairs link, key, number and mark in one write a side (2, 16)', () => {
    const strange = present(copy({}, { number: 8, relevant: false }))
    const one = decide({ private: present(mine({}, { link: s2 })), copy: strange, pair: null })
    expect(brief(one)).toBe('2 S[relevant=on number=7] P[link=s] settle')
    expect(one.effect).toMatchObject({ agreed: { name: {}, date: {}, place: {} } })
    expect(one.operations.map((each) => 'before' in each && each.before)).toEqual([
      { relevant: false, link: p, number: 8 },
      { relevant: true, link: s2 },
    ])
  })

  it('repairs tracking alone with one write of that property (4, 16)', () => {
    expect(brief(decide({ private: present(mine({}, { link: null })) }))).toBe('4 P[link=s] settle')
    expect(brief(decide({ private: present(mine({}, { link: null })), copy: unobserved }))).toBe('4 P[link=s] settle')
    expect(brief(decide({ copy: present(copy({}, { link: null })) }))).toBe('4 S[link=p] settle')
    const unchecked = decide({ copy: present(copy({}, { relevant: false })) })
    expect([brief(unchecked), unchecked.why]).toEqual(['16 S[relevant=on] settle', 'unchecked-copy'])
    const edited = decide({
      private: present(mine({ place: 'x' }, { link: null })),
      copy: present(copy({}, { number: null })),
    })
    expect(brief(edited)).toBe('3 S{place=x}[number=7] P[link=s] settle #change')
  })

  const half = copy({}, { link: null, number: null })
  it('of a half-linked copy belongs to the oldest page that names it (2b)', () => {
    const one = decide({ copy: absent, named: half, pair: null })
    expect([brief(one), one.why, one.sharedId]).toEqual(['2b S[link=p number=7] settle', 'half-linked', s])
    expect(brief(decide({ copy: absent, named: half, pair: null, oldestNaming: false }))).toBe(
      '1 S+{place=a} P[link=new] settle #create',
    )
    expect(brief(decide({ copy: absent, named: { ...half, number: 8 }, pair: null }))).toBe(
      '1 S+{place=a} P[link=new] settle #create',
    )
    expect(brief(decide({ copy: absent, named: { ...half, number: 7 }, pair: null }))).toBe('2b S[link=p] settle')
    expect(decide({ copy: absent, named: half, pair: null }, { rebuilt: true }).case).toBe('19')
  })

  it('of a half-linked copy in the trash asks first (8)', () => {
    const named = { ...half, inTrash: true }
    expect(brief(decide({ copy: absent, named, pair: null }))).toBe('8 none ?trashed-copy')
    const questions = [asked({ kind: 'trashed-copy' }, shown(mine(), null), 'private')]
    expect(brief(decide({ copy: absent, named, pair: null, questions }))).toBe(
      '8 S^[relevant=on link=p number=7] settle',
    )
  })

  it('of a copy that another one replaces takes no base of the old one (12)', () => {
    const other = present(copy({ place: 'x' }, { id: s2 }))
    expect(brief(decide({ copy: other }))).toBe('2 P[link=s2] settle ?fields(place)')
    expect(brief(decide({ private: off, copy: other }))).toBe('6 S- P[link=-] forget #unshare ~place=x')
  })

  it('of an orphan follows its page (13)', () => {
    expect(decide({ pair: null }).case).toBe('2')
    expect(decide({ private: off, pair: null }).case).toBe('6')
    expect(decide({ private: trashed(mine()), pair: null }).case).toBe('7')
  })
})

describe('a page that was duplicated in Notion (11)', () => {
  it('gets a copy of its own, whatever the ledger knows', () => {
    const named = copy({}, { link: p2 })
    for (const known of [null, pair({ sharedId: null, base: null })]) {
      const one = decide({ copy: absent, named, pair: known })
      expect([brief(one), one.why]).toEqual(['11 S+{place=a} P[link=new] settle #create', 'duplicated-in-notion'])
    }
    expect(decide({ named: null, copy: absent, pair: null }).why).toBe('new')
  })
})

describe('several copies (12)', () => {
  it('the oldest wins, of equally old ones the smallest id', () => {
    const [a, b, c] = [
      copy({}, { id: sharedId('a'), createdAt: 2 }),
      copy({}, { id: sharedId('b'), createdAt: 1 }),
      copy({}, { id: sharedId('c'), createdAt: 1 }),
    ]
    for (const list of [
      [a, b, c],
      [c, b, a],
      [b, a, c],
    ]) {
      expect(chooseCopy(list)).toEqual({ winner: b, others: [c, a] })
    }
    expect(chooseCopy([])).toEqual({ winner: null, others: [] })
  })

  const ours = copy({}, { id: s2, createdAt: 5_000 })
  it('an equal one of ours goes unasked, and the rest of the decision stays what it is', () => {
    const one = decide({ others: [ours] })
    expect([brief(one), one.why, one.guarded]).toEqual(['12 S- settle', 'equal-duplicate', null])
    expect(one.operations[0]).toMatchObject({ kind: 'trash', pageId: s2, expected: start })
    expect(brief(decide({ private: present(mine({ place: 'x' })), others: [ours] }))).toBe(
      '3 S{place=x} S- settle #change',
    )
  })

  it.each([
    ['differs', { ...ours, fields: fields({ place: 'x' }, start) }],
    ['was made by a person', { ...ours, createdBy: 'bert' }],
    ['cannot be read completely', { ...ours, fields: fields({ place: unreadable }, start) }],
    ['lacks a field', { ...ours, fields: fields({ name: 'a', date: day }) }],
  ] as const)('one that %s is a question that stops nothing else', (_why, other: SharedView) => {
    const one = decide({ others: [other] })
    expect([brief(one), one.why]).toEqual(['12 settle ?duplicate(s2)', 'duplicate'])
    expect(brief(decide({ private: present(mine({ place: 'z' })), others: [other] }))).toBe(
      '3 S{place=z} settle #change ?duplicate(s2)',
    )
  })

  it('nobody can tell whose it is with a personal token', () => {
    expect(brief(decide({ others: [ours] }, { bots: { private: null, shared: null } }))).toBe(
      '12 settle ?duplicate(s2)',
    )
  })

  it.each([
    ['trash', '12 S- settle'],
    ['own-row', '12 S[link=- number=-] settle'],
  ] as const)('%s is done as answered, while it shows what was asked about', (action, expected) => {
    const other = { ...ours, createdBy: 'bert' }
    const question = { kind: 'duplicate', sharedId: s2, shown: fingerprint(other) } as const
    const about = { private: null, shared: fingerprint(other) }
    const one = decide({ others: [other], questions: [asked(question, about, action)] })
    expect([brief(one), one.why]).toEqual([expected, 'answered'])
    const edited = { ...other, fields: fields({ place: 'new' }, start) }
    expect(brief(decide({ others: [edited], questions: [asked(question, about, action)] }))).toBe(
      '12 settle ?duplicate(s2)',
    )
    const third = { ...other, id: sharedId('s3') }
    expect(brief(decide({ others: [third], questions: [asked(question, about, action)] }))).toBe(
      '12 settle ?duplicate(s3)',
    )
  })

  it('while P cannot be read, or is not read yet, none of its copies goes (9 first)', () => {
    expect(brief(decide({ private: { kind: 'unreadable' }, others: [ours] }))).toBe(
      '9 none !private-unreadable(keep trash-copy forget)',
    )
    expect(brief(decide({ private: unobserved, pair: null, others: [ours] }))).toBe('0 none')
  })
})

describe('the switch is off (6)', () => {
  it('what is not looked at yet is trashed only if it shows the base', () => {
    const one = decide({ private: off, copy: unobserved })
    expect(one.operations[0]).toEqual({ kind: 'trash', side: 'shared', pageId: s, expected: start })
  })

  it('a fold says what P must still show, and an empty link is not cleared again', () => {
    const one = decide({
      private: present(mine({}, { relevant: false, link: null })),
      copy: present(copy({ place: 'x' })),
    })
    expect(brief(one)).toBe('6 P{place=x} S- forget #unshare')
    expect(one.operations[0]).toMatchObject({ expected: fields({ place: 'a' }) })
  })

  it('a field mapped later, an unreadable one, and one that P lacks are never folded', () => {
    const later = mapping(...ordinary.fields.slice(0, 2), field('place', 'rich-text', undefined, '-2'))
    const edited = present(copy({ place: 'x' }))
    expect(brief(decide({ private: off, copy: edited }, { mapping: later }))).toBe(
      '6 S- P[link=-] forget #unshare ~place=x',
    )
    expect(brief(decide({ private: off, copy: present(copy({ place: unreadable })) }))).toBe(
      '6 S- P[link=-] forget #unshare',
    )
    const bare = present(mine({}, { relevant: false, fields: fields({ name: 'a', date: day }) }))
    expect(brief(decide({ private: bare, copy: edited }))).toBe('6 S- P[link=-] forget #unshare ~place=x')
  })
})

describe('deleted here, edited there (7)', () => {
  const gone = trashed(mine())
  const edited = present(copy({ place: 'x' }))
  const answer = (action: AnswerAction, theirs = edited.page) => [
    asked({ kind: 'deleted-here-edited-there' }, shown(gone.page, theirs), action),
  ]
  it.each([
    ['private', '7 S- forget'],
    ['shared', '7 P^ none'],
    ['alone', '7 S[link=- number=-] forget'],
    ['keep', '7 none ?deleted-here-edited-there'],
  ] as const)('%s', (action, expected) => {
    expect(brief(decide({ private: gone, copy: edited, questions: answer(action) }))).toBe(expected)
  })

  it('a copy that another computer made a row of its own stays, and only the pair is forgotten', () => {
    const taken = { link: null, number: null }
    const byUs = { editedBy: bot }
    const decided = (how: Partial<SharedView>): string => brief(decide({ private: gone, copy: present(copy({}, how)) }))
    expect(decided({ ...taken, ...byUs })).toBe('7 forget')
    // A person cleared the key: the copy is still the copy.
    expect(decided(taken)).toBe('7 S- forget #trash-copy')
    expect(decided({ ...byUs, link: null })).toBe('7 S- forget #trash-copy')
  })

  it('an answer lapses when either page shows something else', () => {
    const ask = '7 none ?deleted-here-edited-there'
    expect(brief(decide({ private: gone, copy: present(copy({ place: 'y' })), questions: answer('private') }))).toBe(
      ask,
    )
    const again = trashed(mine({ place: 'q' }))
    expect(brief(decide({ private: again, copy: edited, questions: answer('private') }))).toBe(ask)
  })

  it('a copy that cannot be read completely counts as edited, one of which only a one-way field changed does not', () => {
    expect(decide({ private: gone, copy: present(copy({ place: unreadable })) }).questions).toHaveLength(1)
    const map = mapping(...ordinary.fields.slice(0, 2), field('place', 'rich-text', toShared))
    expect(
      brief(decide({ private: gone, copy: present(copy({ place: unreadable })), pair: pair() }, { mapping: map })),
    ).toBe('7 S- forget #trash-copy')
  })
})

describe('a person trashed the copy (8)', () => {
  const gone = trashed(copy())
  it.each([
    ['unshare', '8 P[relevant=off link=-] forget #unshare-private'],
    ['restore', '8 S^[relevant=on link=p number=7] settle #create'],
    ['delete', '8 P- forget #trash-private'],
    ['ask', '8 none ?trashed-copy'],
  ] as const)('policy %s; asks whatever it says once P changed, or without a base', (onSharedDelete, expected) => {
    expect(brief(decide({ copy: gone }, { onSharedDelete }))).toBe(expected)
    expect(brief(decide({ private: present(mine({ place: 'x' })), copy: gone }, { onSharedDelete }))).toBe(
      '8 none ?trashed-copy',
    )
    expect(brief(decide({ copy: gone, pair: null }, { onSharedDelete }))).toBe('8 none ?trashed-copy')
    expect(brief(decide({ copy: gone, pair: pair({ sharedId: s2 }) }, { onSharedDelete }))).toBe('8 none ?trashed-copy')
  })

  it.each([
    ['private', '8 S^{place=x}[relevant=on link=p number=7] settle'],
    ['shared', '8 P[relevant=off link=-] forget'],
    ['trash-private', '8 P- forget'],
    ['keep', '8 none ?trashed-copy'],
  ] as const)('%s, while both show what was asked about', (action, expected) => {
    const ours = mine({ place: 'x' })
    const questions = [asked({ kind: 'trashed-copy' }, shown(ours, gone.page), action)]
    const one = decide({ private: present(ours), copy: gone, questions })
    expect(brief(one)).toBe(expected)
    expect(one.why).toBe(action === 'keep' ? 'conflict' : 'answered')
    expect(brief(decide({ private: present(mine({ place: 'z' })), copy: gone, questions }))).toBe(
      '8 none ?trashed-copy',
    )
  })

  it('a field that both sides never agreed on counts as changed', () => {
    const base = baseOf(mapping(...ordinary.fields.slice(0, 2)))
    for (const onSharedDelete of ['unshare', 'restore', 'delete'] as const) {
      const differs = { private: present(mine({ place: 'x' })), copy: gone, pair: pair({ base }) }
      expect(brief(decide(differs, { onSharedDelete }))).toBe('8 none ?trashed-copy')
      expect(decide({ copy: gone, pair: pair({ base }) }, { onSharedDelete }).questions).toEqual([])
    }
  })

  it('what was edited on it before is merged when it comes back, and kept in the history when it does not', () => {
    const edited = trashed(copy({ place: 'y' }))
    expect(brief(decide({ copy: edited }, { onSharedDelete: 'restore' }))).toBe(
      '8 S^[relevant=on link=p number=7] P{place=y} settle #create',
    )
    expect(brief(decide({ copy: edited }))).toBe('8 P[relevant=off link=-] forget #unshare-private ~place=y')
    expect(brief(decide({ copy: edited }, { onSharedDelete: 'delete' }))).toBe('8 P- forget #trash-private ~place=y')
    expect(brief(decide({ private: off, copy: edited }))).toBe('20 P[link=-] forget ~place=y')
    const ours = mine({ place: 'x' })
    const questions = [asked({ kind: 'trashed-copy' }, shown(ours, edited.page), 'private')]
    expect(brief(decide({ private: present(ours), copy: edited, questions }))).toBe(
      '8 S^[relevant=on link=p number=7] settle ?fields(place)',
    )
  })

  it('a deletion that is newer than the tombstone is a new one: nothing brings it back (8, not 20)', () => {
    const blank = pair({ sharedId: null, base: null, relevant: false, state: { kind: 'not-relevant' } })
    const deleted = trashed(copy({}, { editedBy: 'ben' }))
    const knowing = (deletedAt: number | null): string => {
      const tombstone = { profile, privateId: p, sharedId: s, base: baseOf(), deletedAt, at: 1 }
      return decide({ copy: deleted, pair: blank, tombstone }).case
    }
    expect(knowing(deleted.page.editedAt)).toBe('20')
    expect(knowing(deleted.page.editedAt - 60_000)).toBe('8')
    // We had trashed it ourselves: whoever deleted it now did so after it had come back.
    expect(knowing(null)).toBe('8')
  })

  it('only an unchecked one that our integration edited last was trashed by us (20)', () => {
    const ours = copy({}, { inTrash: true, relevant: false, editedBy: bot })
    expect(trashedByUs(ours, rules())).toBe(true)
    expect(trashedByUs({ ...ours, relevant: true }, rules())).toBe(false)
    expect(trashedByUs({ ...ours, inTrash: false }, rules())).toBe(false)
    expect(trashedByUs({ ...ours, editedBy: 'bert' }, rules())).toBe(false)
    expect(trashedByUs({ ...ours, editedBy: 'anna' }, rules({ bots: { private: null, shared: null } }))).toBe(true)
  })
})

describe('what cannot be read (9, 13)', () => {
  const lost = { kind: 'unreadable' } as const
  it.each([
    ['keep', '9 keep'],
    ['trash-copy', '9 S- forget'],
    ['forget', '9 S[link=- number=-] forget'],
    ['private', '9 none !private-unreadable(keep trash-copy forget)'],
  ] as const)('%s, while the copy shows what it showed', (action, expected) => {
    const problemAnswer = { action, field: null, shown: shown(null, copy()) }
    const one = decide({ private: lost, problemAnswer })
    expect(brief(one)).toBe(expected)
    expect('shown' in one.effect ? one.effect.shown : problemAnswer.shown).toEqual(problemAnswer.shown)
    const edited = decide({ private: lost, copy: present(copy({ place: 'x' })), problemAnswer })
    expect(brief(edited)).toBe('9 none !private-unreadable(keep trash-copy forget)')
  })

  it('forget excludes P where the copy cannot be written, and the copy is not trashed unseen', () => {
    const problemAnswer = (action: AnswerAction) => ({ action, field: null, shown: shown(mine(), null) })
    expect(decide({ copy: lost, problemAnswer: problemAnswer('forget') }).effect).toEqual({
      kind: 'exclude',
      shown: shown(mine(), null),
      reason: 'forgotten',
    })
    expect(decide({ copy: lost, problemAnswer: problemAnswer('trash-copy') }).problem).not.toBeNull()
    expect(decide({ private: lost, copy: lost, problemAnswer: problemAnswer('forget') }).problem).not.toBeNull()
  })

  it('the problem names both pages and its reason', () => {
    const failed = decide({ private: lost }).problem?.failure
    expect(failed).toMatchObject({
      category: 'unreadable-page',
      reason: 'private-unreadable',
      subject: 'a',
      text: 'private-unreadable: p / s',
    })
    expect(decide({ private: lost, copy: lost }).problem?.failure).toMatchObject({ subject: 'a' })
  })

  it('a reading that failed decides nothing, also about others', () => {
    const failed = { kind: 'failed', failure: failure('network', 'gone') } as const
    for (const one of [
      decide({ copy: failed }),
      decide({ private: failed }),
      decide({ private: failed, copy: failed, pair: null }),
    ]) {
      expect([brief(one), one.why]).toEqual(['0 none', 'no-answer'])
    }
  })
})

describe('another person (14)', () => {
  it('a copy of my page is mine whatever its number says; without my page the number decides', () => {
    const theirs = present(copy({}, { number: 8 }))
    expect(brief(decide({ copy: theirs }))).toBe('4 S[number=7] settle')
    expect(decide({ private: trashed(mine()), copy: theirs }).case).toBe('7')
    expect(brief(decide({ private: unobserved, copy: theirs }))).toBe('4 S[number=7] settle')
    expect(brief(decide({ private: unobserved, copy: theirs, pair: null }))).toBe('14 none')
    expect(
      brief(decide({ private: { kind: 'unreadable' }, copy: present(copy({}, { number: null })), pair: null })),
    ).toBe('14 none')
    expect(brief(decide({ private: { kind: 'unreadable' }, copy: present(copy({}, { number: null })) }))).toContain(
      '!private-unreadable',
    )
  })
})

describe('a row typed into the shared database (15)', () => {
  const row = (more: Partial<SharedView> = {}) =>
    present(copy({}, { link: null, number: null, createdBy: 'bert', ...more }))
  const about = (more: Partial<Situation>, by: Partial<Rules> = {}) =>
    decide({ privateId: null, private: unobserved, pair: null, ...more }, { importRows: true, ...by })

  it('is left alone without import, in the trash, and with another number', () => {
    expect(brief(about({ copy: row() }, { importRows: false }))).toBe('15 none')
    expect(brief(about({ copy: trashed(row().page) }))).toBe('15 none')
    expect(brief(about({ copy: row({ number: 8 }) }))).toBe('14 none')
    expect(brief(about({ copy: row({ number: 7 }) }, { importRows: false }))).toBe('15 none')
  })

  it('is claimed first, and imported once a later run sees the claim', () => {
    expect(brief(about({ copy: row() }))).toBe('15 S[number=7] claim')
    expect(brief(about({ copy: row({ number: 7 }) }))).toBe('15 none')
    expect(brief(about({ copy: row(), claimed: true }))).toBe('15 none')
    const one = about({ copy: row({ number: 7 }), claimed: true })
    expect(brief(one)).toBe('15 P+{place=a} S[relevant=on link=new number=7] settle')
    expect(one.operations[0]).toMatchObject({ side: 'private', values: start, tracking: { relevant: true, link: s } })
    expect([one.privateId, one.sharedId]).toEqual([null, s])
  })

  it('brings no one-way field, no unreadable one, and asks about a status that the private side lacks', () => {
    const map = mapping(field('name', 'title', toShared), field('place', 'rich-text'), field('state', 'status'))
    const state: Value = { kind: 'option', option: { id: 'o', name: 'X' } }
    const one = about(
      { copy: row({ number: 7, fields: fields({ name: 'n', place: unreadable, state }) }), claimed: true },
      { mapping: map, options: () => [] },
    )
    expect(one.operations[0]).toEqual({
      kind: 'create',
      side: 'private',
      values: {},
      tracking: { relevant: true, link: s },
    })
    expect(one.questions).toEqual([{ kind: 'option', field: key('state'), side: 'private', option: 'X' }])
  })

  it('imported twice leaves one: an equal page of our own making goes, another is asked about, never 11', () => {
    const named = copy({}, { link: p2, createdBy: 'bert' })
    const double = mine({}, { createdBy: bot })
    const twice = (ours = double, more: Partial<Situation> = {}, by: Partial<Rules> = {}) =>
      decide({ private: present(ours), copy: absent, pair: null, named, ...more }, by)
    expect(brief(twice())).toBe('12 P- forget #trash-private')
    const edited = { ...double, fields: fields({ place: 'x' }, start) }
    expect(brief(twice(edited))).toBe('12 none ?duplicate(s)')
    const question = { kind: 'duplicate', sharedId: s, shown: fingerprint(edited) } as const
    const answer = (action: AnswerAction) => ({
      questions: [asked(question, { private: null, shared: fingerprint(edited) }, action)],
    })
    expect(brief(twice(edited, answer('trash')))).toBe('12 P- forget')
    expect(brief(twice(edited, answer('own-row')))).toBe('12 S+{place=x} P[link=new] settle #create')
    expect(brief(twice({ ...edited, title: 'b', fields: fields({ place: 'z' }, start) }, answer('trash')))).toBe(
      '12 none ?duplicate(s)',
    )
    const unlinked = { ...named, link: null }
    expect(brief(twice(double, { named: unlinked, oldestNaming: false }))).toBe('12 none')
    expect(twice(double, { named: unlinked }).case).toBe('2b')
    expect(twice(mine()).case).toBe('11')
    expect(twice(double, { named: copy({}, { link: p2 }) }).case).toBe('11')
    expect(twice(double, { named: { ...named, number: 8 } }).case).toBe('11')
    expect(twice(double, {}, { bots: { private: null, shared: null } }).case).toBe('11')
    const map = mapping(...ordinary.fields, field('note', 'rich-text', toShared))
    const noted = { ...double, fields: fields({ note: '' }, start) }
    expect(brief(twice(noted, { named: { ...named, fields: fields({ note: '' }, start) } }, { mapping: map }))).toBe(
      '12 P- forget #trash-private',
    )
  })
})
