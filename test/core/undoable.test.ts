/** Whether a list may offer to take a change back: never where `planUndo` would refuse it whatever the pages show. */
import { describe, expect, it } from 'vitest'
import { planUndo, type UndoableChange, type UndoSituation } from '../../electron/core/undo.ts'
import { mayBeUndone } from '../../electron/core/undoable.ts'
import type { PrivateView, SharedView } from '../../shared/model.ts'
import {
  busy,
  copy,
  field,
  mapping,
  mine,
  number,
  ordinary,
  p,
  present,
  rules,
  s,
  text,
  toShared,
  trashed,
  unreadable,
} from '../support/situations.ts'
import { change } from '../support/undoable-change.ts'

const entry = (property: string, before: string | null, after: string | null) => ({ property, before, after })
const ofPrivate = { side: 'private', pageId: p } as const

const yes: readonly (readonly [string, UndoableChange])[] = [
  ['an edit', change('update')],
  ['a value that gave way', change('superseded')],
  ['a new copy', change('create', { fields: [] })],
  ['a copy that went', change('trash', { fields: [] })],
  ['a copy that came back', change('restore', { fields: [] })],
  [
    'the switching off of a private page',
    change('link', { ...ofPrivate, tracking: [entry('relevant', 'true', 'false')] }),
  ],
  ['the giving away of a row', change('link', { tracking: [entry('number', String(number), null)] })],
  ['the claiming of a row', change('link', { case: '15', tracking: [entry('number', null, String(number))] })],
]
const no: readonly (readonly [string, UndoableChange])[] = [
  [
    'an edit whose value before was never read',
    change('update', { fields: [{ field: 'place', before: null, after: null }] }),
  ],
  [
    'an edit of what could not be read',
    change('update', { fields: [{ field: 'place', before: unreadable, after: null }] }),
  ],
  [
    'an edit of a field that is no longer mapped',
    change('update', { fields: [{ field: 'gone', before: text('a'), after: null }] }),
  ],
  ['an edit without fields', change('update', { fields: [] })],
  ['the link of a private page', change('link', { ...ofPrivate, tracking: [entry('link', null, s)] })],
  ['the link of a copy', change('link', { tracking: [entry('link', null, p)] })],
  [
    'the number of a new copy',
    change('link', { tracking: [entry('number', null, String(number)), entry('link', null, p)] }),
  ],
]

const shared: readonly SharedView[] = [
  copy(),
  copy({ place: 'x' }),
  copy({ place: 'x' }, { inTrash: true, relevant: false }),
  copy({}, { number: null, link: null }),
  copy({}, { link: null }),
]
const own: readonly PrivateView[] = [
  mine(),
  mine({ place: 'x' }),
  mine({}, { relevant: false }),
  mine({}, { inTrash: true }),
]

function plans(what: UndoableChange, from = rules()): readonly string[] {
  const pages = what.side === 'private' ? own : shared
  return pages.flatMap((page) =>
    [false, true].map((insist) => {
      const state: UndoSituation['page'] = page.inTrash ? trashed(page) : present(page)
      const now = { page: state, mine: present(mine()), row: null, pairedWith: s, base: null }
      return planUndo(what, now, from, insist).kind
    }),
  )
}

describe('may be taken back', () => {
  it.each(yes)('%s, and there are pages on which it can be', (_what, one) => {
    expect(mayBeUndone(one, ordinary)).toBe(true)
    expect(plans(one)).toContain('operations')
  })
})

describe('may not be taken back', () => {
  it.each(no)('%s, and no page changes that', (_what, one) => {
    expect(mayBeUndone(one, ordinary)).toBe(false)
    expect(new Set(plans(one))).toEqual(new Set(['not-undoable']))
  })

  it.each([
    ['to-shared', toShared],
    ['busy', busy],
  ] as const)('the copy’s half of a field that goes one way (%s)', (_kind, direction) => {
    const oneWay = rules({ mapping: mapping(field('place', 'rich-text', direction)) })
    expect(mayBeUndone(change('update'), oneWay.mapping)).toBe(false)
    expect(new Set(plans(change('update'), oneWay))).toEqual(new Set(['not-undoable']))
    expect(mayBeUndone(change('update', ofPrivate), oneWay.mapping)).toBe(true)
  })
})
