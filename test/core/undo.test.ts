/** Undo as a plan: what takes a change back, what refuses, and what it leaves in the ledger. */
import { describe, expect, it } from 'vitest'
import {
  concernsBoth,
  effectOfUndo,
  planUndo,
  type UndoableChange,
  type UndoPlan,
  type UndoSituation,
} from '../../electron/core/undo.ts'
import type { CaseNumber, Operation } from '../../shared/decision.ts'
import type { PrivateView, View } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import {
  baseOf,
  busy,
  copy,
  field,
  fields,
  mapping,
  mine,
  number,
  p,
  present,
  rules,
  s,
  start,
  text,
  toShared,
  trashed,
  unreadable,
} from '../support/situations.ts'
import { change } from '../support/undoable-change.ts'
import { privateId, sharedId } from './databases.ts'

const placeWas = (before: Value | null, after: Value | null = text('x')): Partial<UndoableChange> => ({
  fields: [{ field: 'place', before, after }],
})
const at = (page: View, more: Partial<UndoSituation> = {}): UndoSituation => ({
  page: page.inTrash ? trashed(page) : present(page),
  mine: present(mine()),
  row: null,
  pairedWith: s,
  base: null,
  ...more,
})
const plan = (what: UndoableChange, page: View, insist = false, more: Partial<UndoSituation> = {}): UndoPlan =>
  planUndo(what, at(page, more), rules(), insist)
const refused = (reason: string) => ({ kind: 'not-undoable', reason })
const entry = (property: string, before: string | null, after: string | null) => ({ property, before, after })
const gone = copy({}, { inTrash: true, relevant: false })
const operations = (planned: UndoPlan): readonly Operation[] =>
  planned.kind === 'operations' ? planned.operations : []

describe('an update', () => {
  const edited = copy({ place: 'x' })

  it('is written back, and says what the page must still show', () => {
    expect(operations(plan(change('update'), edited))).toEqual([
      {
        kind: 'update',
        side: 'shared',
        pageId: s,
        values: fields({ place: 'a' }),
        tracking: {},
        expected: fields({ place: 'x' }),
      },
    ])
  })

  it('is taken back alone: what changed in other fields stays', () => {
    expect(operations(plan(change('update'), copy({ place: 'x', name: 'later' })))).toMatchObject([
      { values: fields({ place: 'a' }), expected: fields({ place: 'x' }) },
    ])
  })

  it('that was overwritten since is refused, unless the user insists', () => {
    const since = copy({ place: 'z' })
    const overwritten = { kind: 'overwritten-since', fields: ['place'] }
    expect(plan(change('update'), since)).toEqual(overwritten)
    expect(operations(plan(change('update'), since, true))).toMatchObject([
      { values: fields({ place: 'a' }), expected: fields({ place: 'z' }) },
    ])
    expect(plan(change('update', placeWas(text('a'), null)), since)).toEqual(overwritten)
    // A value that gave way is one that was overwritten.
    expect(plan(change('superseded', placeWas(text('a'), null)), since)).toEqual(overwritten)
    expect(operations(plan(change('superseded', placeWas(text('a'), null)), since, true))).toHaveLength(1)
  })

  it.each([
    ['shows the old value already', change('update'), copy(), 'already-so'],
    ['lies in the trash', change('update'), copy({ place: 'x' }, { inTrash: true }), 'in-trash'],
    ['went after its value gave way', change('superseded'), gone, 'superseded-only'],
    ['had no value that anybody read', change('update', placeWas(null)), edited, 'not-known'],
    ['had a value that nobody could read', change('update', placeWas(unreadable)), edited, 'not-known'],
    [
      'has another type now',
      change('update', placeWas({ kind: 'number', number: 1 }, { kind: 'number', number: 2 })),
      edited,
      'not-known',
    ],
    [
      'has no such field any more',
      change('update', { fields: [{ field: 'gone', before: text('a'), after: null }] }),
      edited,
      'not-known',
    ],
    ["carries another profile's number", change('update'), copy({ place: 'x' }, { number: number + 1 }), 'not-ours'],
  ] as const)('of a page that %s is refused, also when the user insists', (_why, what, page, reason) => {
    for (const insist of [false, true]) expect(plan(what, page, insist)).toEqual(refused(reason))
  })

  it('of a copy that became a row of its own is refused', () => {
    const row = copy({ place: 'x' }, { link: null, number: null })
    expect(plan(change('update'), row, true, { pairedWith: null })).toEqual(refused('not-ours'))
    expect(operations(plan(change('update'), row, true, { pairedWith: s }))).toHaveLength(1)
  })

  it.each([toShared, busy])('of a field that only follows the private page is refused (%o)', (direction) => {
    const map = mapping(field('name', 'title'), field('place', 'rich-text', direction))
    const known = rules({ mapping: map })
    expect(planUndo(change('update'), at(edited), known, true)).toEqual(refused('one-way'))
    const two = change('update', {
      fields: [
        { field: 'place', before: text('a'), after: text('x') },
        { field: 'name', before: text('b'), after: text('a') },
      ],
    })
    expect(planUndo(two, at(edited), known, false)).toEqual(refused('one-way'))
    expect(operations(planUndo(two, at(edited), known, true))).toMatchObject([{ values: fields({ name: 'b' }) }])
  })

  it('of a page that is gone, or lives elsewhere, is refused', () => {
    for (const kind of ['unreadable', 'absent', 'unobserved'] as const) {
      expect(planUndo(change('update'), { ...at(edited), page: { kind } }, rules(), true)).toEqual(refused('purged'))
    }
    const moved = { ...at(edited), page: { kind: 'moved' as const, page: edited } }
    expect(planUndo(change('update'), moved, rules(), true)).toEqual(refused('moved'))
  })
})

describe('a page that was made, or came back', () => {
  const made = (more: Partial<UndoableChange> = {}) =>
    change('create', { fields: [{ field: 'place', before: null, after: text('a') }], ...more })

  it('goes again', () => {
    const trash = { kind: 'trash', side: 'shared', pageId: s, expected: start }
    expect(operations(plan(made(), copy()))).toEqual([trash])
    expect(operations(plan(change('restore', { case: '20', fields: [] }), copy()))).toEqual([trash])
    expect(plan(made(), gone)).toEqual(refused('already-so'))
  })

  it('but not with what somebody wrote there since, unless the user insists', () => {
    const written = copy({ place: 'z' })
    expect(plan(made(), written)).toEqual({ kind: 'overwritten-since', fields: ['place'] })
    expect(operations(plan(made(), written, true))).toMatchObject([{ kind: 'trash', expected: written.fields }])
  })

  it('but not with an edit that nobody has carried over yet, unless the user insists', () => {
    const back = change('restore', { case: '20', fields: [] })
    const edited = copy({ name: 'z' })
    const known = { base: baseOf() }
    expect(plan(back, edited, false, known)).toEqual({ kind: 'overwritten-since', fields: ['name'] })
    expect(operations(plan(back, edited, true, known))).toHaveLength(1)
    expect(operations(plan(back, copy(), false, known))).toHaveLength(1)
    expect(operations(plan(back, edited, false, { ...known, pairedWith: null }))).toHaveLength(1)
  })

  it('by import leaves its row to whoever typed it, before it goes', () => {
    const row = copy()
    const imported = made({ side: 'private', pageId: p, case: '15' })
    expect(operations(plan(imported, mine(), false, { row }))).toMatchObject([
      { kind: 'link', side: 'shared', pageId: s, tracking: { link: null, number: null } },
      { kind: 'trash', side: 'private', pageId: p },
    ])
    const other = copy({}, { link: null })
    expect(operations(plan(imported, mine(), false, { row: other }))).toMatchObject([{ kind: 'trash' }])
  })

  it('by undoing an unsharing goes by switching off, and row 6 does the rest', () => {
    const back = change('restore', { case: '6', why: 'undo', fields: [] })
    expect(operations(plan(back, copy()))).toMatchObject([
      { kind: 'link', side: 'private', pageId: p, tracking: { relevant: false, link: null } },
    ])
    const off = { mine: present(mine({}, { relevant: false })) }
    expect(plan(back, copy(), false, off)).toEqual(refused('already-so'))
    expect(operations(plan(back, copy(), false, { mine: trashed(mine()) }))).toMatchObject([{ kind: 'trash' }])
  })
})

describe('a page that went', () => {
  const restore = { kind: 'restore', side: 'shared', pageId: s, values: {}, tracking: { relevant: true } }
  const off = (more: Partial<PrivateView> = {}) => ({
    mine: present(mine({}, { relevant: false, link: null, ...more })),
  })

  it('comes back, and its private page is switched on before', () => {
    const unshared = change('trash', { case: '6', why: 'unshared' })
    expect(operations(plan(unshared, gone))).toEqual([restore])
    expect(operations(plan(unshared, gone, false, { ...off(), pairedWith: null }))).toMatchObject([
      { kind: 'link', side: 'private', pageId: p, tracking: { relevant: true, link: s } },
      restore,
    ])
    expect(operations(plan(unshared, gone, false, { mine: trashed(mine()) }))).toEqual([restore])
    expect(plan(unshared, copy())).toEqual(refused('already-so'))
    // Also when it came back as a row of its own.
    expect(plan(unshared, copy({}, { link: null, number: null }))).toEqual(refused('already-so'))
  })

  it('comes back as a row of its own when it would be one copy too many', () => {
    const alone = { ...restore, tracking: { relevant: true, link: null, number: null } }
    expect(operations(plan(change('trash', { case: '12' }), gone))).toEqual([alone])
    const other = { pairedWith: sharedId('other') }
    expect(operations(plan(change('trash', { case: '6' }), gone, false, other))).toEqual([alone])
    expect(operations(plan(change('trash', { case: '6' }), gone, false, { pairedWith: null }))).toEqual([restore])
  })

  it('comes back on the private side as it was; one of two imports unshared', () => {
    const trash = change('trash', { side: 'private', pageId: p, case: '8' })
    const inTrash = mine({}, { inTrash: true })
    const back = { kind: 'restore', side: 'private', pageId: p, values: {}, tracking: {} }
    expect(operations(plan(trash, inTrash))).toEqual([back])
    const unshared = { ...back, tracking: { relevant: false, link: null } }
    expect(operations(plan({ ...trash, case: '12' }, inTrash))).toEqual([unshared])
  })
})

describe('a tracking write', () => {
  const off = [entry('relevant', 'true', 'false'), entry('link', s, null)]
  const unshared = change('link', { side: 'private', pageId: p, case: '8', fields: [], tracking: off })

  it('that switched a page off is taken back (8)', () => {
    const now = mine({}, { relevant: false, link: null })
    expect(operations(plan(unshared, now))).toMatchObject([
      { kind: 'link', side: 'private', pageId: p, tracking: { relevant: true, link: s } },
    ])
    expect(plan(unshared, mine())).toEqual(refused('already-so'))
    expect(plan(unshared, mine({}, { inTrash: true }))).toEqual(refused('in-trash'))
    const onlySwitch = { ...unshared, tracking: [entry('relevant', 'true', 'false')] }
    expect(operations(plan(onlySwitch, now))).toMatchObject([{ tracking: { relevant: true } }])
    expect(plan(onlySwitch, mine())).toEqual(refused('already-so'))
  })

  it('whose link names another page by now is refused, unless the user insists', () => {
    const since = mine({}, { relevant: false, link: sharedId('other') })
    expect(plan(unshared, since)).toEqual({ kind: 'overwritten-since', fields: ['link'] })
    expect(operations(plan(unshared, since, true))).toMatchObject([{ tracking: { relevant: true, link: s } }])
  })

  it('that gave a row away takes it back, unless it has another owner by now (7, 9, 12)', () => {
    const gave = change('link', { case: '7', tracking: [entry('link', p, null), entry('number', '7', null)] })
    const row = copy({}, { link: null, number: null })
    expect(operations(plan(gave, row))).toMatchObject([{ side: 'shared', tracking: { link: p, number: 7 } }])
    expect(plan(gave, copy())).toEqual(refused('already-so'))
    expect(plan(gave, copy({}, { link: privateId('other'), number: null }))).toEqual(refused('not-ours'))
  })

  it('that claimed a row for import gives it up again, and an import that gave it up claims it again (15)', () => {
    const claim = change('link', { case: '15', why: 'import', tracking: [entry('number', null, '7')] })
    const claimed = copy({}, { link: null })
    expect(operations(plan(claim, claimed))).toMatchObject([{ tracking: { link: null, number: null } }])
    expect(plan(claim, copy({}, { link: null, number: null }))).toEqual(refused('already-so'))
    expect(plan(claim, copy())).toEqual(refused('tracking'))
    const given = change('link', { case: '15', why: 'undo', tracking: [entry('number', '7', null)] })
    expect(operations(plan(given, copy({}, { link: null, number: null })))).toMatchObject([{ tracking: { number: 7 } }])
  })

  it.each([
    ['a link (1, 11)', change('link', { side: 'private', pageId: p, case: '1', tracking: [entry('link', null, s)] })],
    ['a cleared link (6, 20)', change('link', { side: 'private', case: '6', tracking: [entry('link', s, null)] })],
    ['the link of a row (15)', change('link', { case: '15', tracking: [entry('link', null, p)] })],
  ])('that only wrote %s is refused: the next run would write it again', (_what, what) => {
    const page = what.side === 'private' ? mine() : copy()
    for (const insist of [false, true]) expect(plan(what, page, insist)).toEqual(refused('tracking'))
  })

  it.each([
    ['a link (4)', change('link', { side: 'private', pageId: p, case: '4', tracking: [entry('link', 'x', s)] }), 'x'],
    ['a cleared link (20)', change('link', { side: 'private', case: '20', tracking: [entry('link', 'x', null)] }), 'x'],
    ['the mark of a copy (16)', change('link', { case: '16', tracking: [entry('relevant', 'false', 'true')] }), false],
    ['a number (2)', change('link', { case: '2', tracking: [entry('number', null, '7')] }), null],
  ])('that only repaired %s comes back for a user who insists, and is left alone then', (_what, what, before) => {
    const page = what.side === 'private' ? mine() : copy()
    expect(plan(what, page)).toEqual(refused('tracking'))
    const [operation] = operations(plan(what, page, true))
    if (operation?.kind !== 'link') throw new Error('it is no link')
    expect(Object.values(operation.tracking)).toEqual([before])
    expect(effectOfUndo(operation, what.case, null)).toBe('stay')
    expect(effectOfUndo(operation, '6', null)).toBe('none')
  })
})

describe('what an undo leaves in the ledger', () => {
  const restore = (tracking: object): Operation => ({
    kind: 'restore',
    side: 'shared',
    pageId: s,
    values: {},
    tracking,
  })
  const trash: Operation = { kind: 'trash', side: 'shared', pageId: s, expected: start }

  it('a copy that went stays away; one that came back is a pair, or is kept while its private page is gone', () => {
    expect(effectOfUndo(trash, '1', null)).toBe('exclude')
    const back = restore({ relevant: true })
    expect(effectOfUndo(back, '6', present(mine()))).toBe('pair')
    expect(effectOfUndo(back, '7', present(mine()))).toBe('pair')
    expect(effectOfUndo(back, '6', trashed(mine()))).toBe('keep')
    expect(effectOfUndo(back, '6', { kind: 'unreadable' })).toBe('keep')
    expect(effectOfUndo(restore({ link: null }), '12', null)).toBe('none')
  })

  it.each<[CaseNumber, string]>([
    ['1', 'pair'],
    ['6', 'pair'],
    ['7', 'keep'],
    ['9', 'keep'],
    ['10', 'keep'],
    ['13', 'keep'],
    ['20', 'pair'],
  ])('found done after a crash, row %s decides: %s', (row, effect) => {
    expect(effectOfUndo(restore({ relevant: true }), row, null)).toBe(effect)
    expect(effectOfUndo(restore({ relevant: true }), row, { kind: 'unobserved' })).toBe(effect)
  })

  it('an import that was taken back is no pair; a value that was written back is an edit', () => {
    const gonePage: Operation = { kind: 'trash', side: 'private', pageId: p, expected: start }
    expect(effectOfUndo(gonePage, '15', null)).toBe('forget')
    expect(effectOfUndo(gonePage, '7', null)).toBe('none')
    const [update] = operations(plan(change('update'), copy({ place: 'x' })))
    expect(update && effectOfUndo(update, '3', null)).toBe('edited')
  })

  it('only what comes and goes concerns both pages', () => {
    expect(
      (['create', 'restore', 'trash', 'update', 'link', 'superseded'] as const).filter((kind) =>
        concernsBoth({ kind }),
      ),
    ).toEqual(['create', 'restore', 'trash'])
  })
})
