/** Guards, and the order of a plan. */
import { describe, expect, it } from 'vitest'
import { isNotable, plan } from '../../electron/core/plan.ts'
import { holdBack, identityChanged, isRemoval, type RailFacts, removalsHeld } from '../../electron/core/rails.ts'
import { reconcile } from '../../electron/core/reconcile.ts'
import type { Decision } from '../../shared/decision.ts'
import type { HeldAction, PrivatePageId } from '../../shared/model.ts'
import { copy, mine, present, rules, situation } from '../support/situations.ts'
import { privateId } from './databases.ts'

const nothing = reconcile(situation(), rules())
const writing = reconcile(situation({ private: present(mine({ place: 'x' })) }), rules())

function decisions(count: number, guarded: HeldAction | null, from = 0): Decision[] {
  return Array.from({ length: count }, (_, index) => ({ ...writing, guarded, privateId: id(from + index) }))
}
const id = (index: number): PrivatePageId => privateId(String(index).padStart(4, '0'))

function facts(more: Partial<RailFacts> = {}): RailFacts {
  return {
    pairs: 100,
    recentRemovals: 0,
    firstRun: false,
    emptiedSide: false,
    removalsConfirmed: false,
    held: new Map(),
    ...more,
  }
}
const heldAs = (action: HeldAction, confirmed: boolean, count: number): RailFacts['held'] =>
  new Map(
    Array.from({ length: count }, (_, index) => [
      id(index),
      { action, confirmed, shown: { private: null, shared: null } },
    ]),
  )
const went = (list: readonly Decision[], known: RailFacts): number => holdBack(list, known).go.length

describe('mass removal', () => {
  const kinds: readonly HeldAction[] = ['trash-copy', 'unshare', 'unshare-private', 'trash-private']
  it.each(kinds)('%s: up to max(5, 10 %% of the pairs) within the hour go', (kind) => {
    expect(isRemoval(kind)).toBe(true)
    for (const [pairs, most] of [
      [0, 5],
      [20, 5],
      [50, 5],
      [60, 6],
      [100, 10],
      [105, 10],
      [1000, 100],
    ] as const) {
      expect(went(decisions(most, kind), facts({ pairs }))).toBe(most)
      expect(went(decisions(most + 1, kind), facts({ pairs }))).toBe(0)
      expect(went(decisions(1, kind), facts({ pairs, recentRemovals: most - 1 }))).toBe(1)
      expect(went(decisions(1, kind), facts({ pairs, recentRemovals: most }))).toBe(0)
    }
  })

  it('counts all kinds together, holds nothing else, and nothing due is never held', () => {
    const mixed = [
      ...decisions(6, 'unshare'),
      ...decisions(5, 'trash-copy', 6),
      ...decisions(3, 'change', 20),
      ...decisions(3, 'create', 30),
      ...decisions(2, null, 40),
    ]
    const railed = holdBack(mixed, facts())
    expect(railed.held.map((each) => each.guarded)).toEqual([
      ...Array<string>(6).fill('unshare'),
      ...Array<string>(5).fill('trash-copy'),
    ])
    expect(railed.go).toHaveLength(8)
    expect(removalsHeld(0, { pairs: 2, recentRemovals: 99, emptiedSide: true })).toBe(false)
  })

  it('an emptied side holds the first removal, also in the first run', () => {
    expect(went(decisions(1, 'trash-copy'), facts({ emptiedSide: true, firstRun: true }))).toBe(0)
    expect(went(decisions(1, 'change'), facts({ emptiedSide: true }))).toBe(1)
    expect(went(decisions(11, 'unshare'), facts({ firstRun: true }))).toBe(0)
  })

  it('what is held stays held below the threshold, and keeps nothing else back', () => {
    const held = heldAs('unshare', false, 3)
    const railed = holdBack(decisions(5, 'unshare'), facts({ held }))
    expect(railed.held.map((each) => each.privateId)).toEqual([id(0), id(1), id(2)])
    expect(railed.go.map((each) => each.privateId)).toEqual([id(3), id(4)])
  })

  it('a confirmation lets exactly the named removals go, and they no longer count', () => {
    const held = heldAs('unshare', true, 20)
    expect(went(decisions(20, 'unshare'), facts({ held }))).toBe(20)
    expect(went(decisions(25, 'unshare'), facts({ held }))).toBe(25)
    expect(holdBack(decisions(31, 'unshare'), facts({ held })).held).toHaveLength(11)
    expect(went(decisions(20, 'trash-copy'), facts({ held }))).toBe(0)
    expect(went(decisions(20, 'unshare'), facts({ held, emptiedSide: true }))).toBe(20)
  })

  it('a decision about no private page is held by the threshold alone', () => {
    const rows = Array.from({ length: 51 }, (): Decision => ({ ...writing, guarded: 'create', privateId: null }))
    expect(went(rows, facts({ held: heldAs('create', true, 51) }))).toBe(0)
    expect(went(rows.slice(1), facts())).toBe(50)
  })
})

describe('mass change and creation', () => {
  it('more than half of at least 20 pairs, but not in the first run', () => {
    expect(went(decisions(10, 'change'), facts({ pairs: 20 }))).toBe(10)
    expect(went(decisions(11, 'change'), facts({ pairs: 20 }))).toBe(0)
    expect(went(decisions(19, 'change'), facts({ pairs: 19 }))).toBe(19)
    expect(went(decisions(20, 'change'), facts({ pairs: 20, firstRun: true }))).toBe(20)
  })

  it('more than 50 creations, but not in the first run', () => {
    expect(went(decisions(50, 'create'), facts())).toBe(50)
    expect(went(decisions(51, 'create'), facts())).toBe(0)
    expect(went(decisions(51, 'create'), facts({ firstRun: true }))).toBe(51)
    expect(went(decisions(51, 'create'), facts({ held: heldAs('create', true, 1) }))).toBe(51)
    expect(isRemoval('create') || isRemoval('change') || isRemoval(null)).toBe(false)
  })

  it('what no guard holds always goes', () => {
    expect(went(decisions(500, null), facts({ emptiedSide: true }))).toBe(500)
  })
})

it('another workspace or bot behind a saved id is another identity; a new name is not', () => {
  const saved = { workspace: 'w', workspaceName: 'Home', bot: 'b', personal: false }
  expect(identityChanged(saved, { ...saved, workspaceName: 'Renamed' })).toBe(false)
  expect(identityChanged(saved, { ...saved, workspace: 'v' })).toBe(true)
  expect(identityChanged(saved, { ...saved, bot: 'c' })).toBe(true)
})

describe('a plan', () => {
  const list = [
    ...decisions(2, 'create'),
    ...decisions(2, 'change', 2),
    ...decisions(1, null, 4),
    ...decisions(2, 'trash-copy', 5),
    ...decisions(2, 'unshare', 7),
    { ...nothing, privateId: id(9) },
  ]
  it('does first what protects privacy, then removals, then edits, creations last, each by private id', () => {
    const made = plan(list, facts())
    expect(made.go.map((each) => each.privateId)).toEqual([7, 8, 5, 6, 2, 3, 4, 0, 1].map(id))
    expect(made.quiet.map((each) => each.privateId)).toEqual([id(9)])
    expect(made.held).toEqual([])
  })

  it('is the same for every order of the decisions', () => {
    for (let turn = 0; turn < list.length; turn += 1) {
      expect(plan([...list.slice(turn), ...list.slice(0, turn)].toReversed(), facts())).toEqual(plan(list, facts()))
    }
    const rows = [writing, writing]
    expect(plan(rows, facts()).go).toHaveLength(2)
  })

  it('reports what writes, asks or fails', () => {
    expect(isNotable(nothing)).toBe(false)
    expect(isNotable(writing)).toBe(true)
    expect(isNotable(reconcile(situation({ pair: null, copy: present(copy({ place: 'y' })) }), rules()))).toBe(true)
    expect(isNotable(reconcile(situation({ private: { kind: 'unreadable' } }), rules()))).toBe(true)
  })
})
