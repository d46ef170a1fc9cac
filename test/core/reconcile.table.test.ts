/** The decision table: every cell of it is expected, none is missing, and each says its row of sync-semantics. */
import { describe, expect, it } from 'vitest'
import { reconcile } from '../../electron/core/reconcile.ts'
import type { Situation } from '../../electron/core/situation.ts'
import type { SideState } from '../../shared/decision.ts'
import type { PrivateView, SharedView, Tombstone } from '../../shared/model.ts'
import {
  baseOf,
  bot,
  brief,
  copy,
  home,
  mine,
  p,
  pair,
  present,
  profile,
  rules,
  s,
  situation,
  trashed,
} from '../support/situations.ts'
import { type Cell, cells, copyStates, knowledge, privateStates } from './decision-table.ts'

function privateState(cell: Cell): SideState<PrivateView> {
  const link = cell.knows === 'base' ? s : null
  const [where = '', place = ''] = cell.mine.split(' ')
  switch (where) {
    case 'unobserved':
    case 'absent':
      return { kind: where }
    case '404':
      return { kind: 'unreadable' }
    case 'moved':
      return { kind: 'moved', page: mine({}, { link, resource: home.elsewhere }) }
    case 'trashed':
      return trashed(mine({}, { link, relevant: place === 'on' }))
    default:
      return present(mine({ place }, { link, relevant: where === 'on' }))
  }
}

function copyState(cell: Cell): SideState<SharedView> {
  switch (cell.copy) {
    case 'unobserved':
    case 'absent':
      return { kind: cell.copy }
    case '404':
      return { kind: 'unreadable' }
    case 'moved':
      return { kind: 'moved', page: copy({}, { resource: home.elsewhere }) }
    case 'by person':
      return trashed(copy())
    case 'by us':
      return trashed(copy({}, { relevant: false, editedBy: bot }))
    default:
      return present(copy({ place: cell.copy }))
  }
}

function situationOf(cell: Cell): Situation {
  const tombstone: Tombstone = { profile, privateId: p, sharedId: s, base: baseOf(), deletedAt: copy().editedAt, at: 1 }
  const unpaired = pair({ sharedId: null, base: null, relevant: false, state: { kind: 'not-relevant' } })
  return situation({
    private: privateState(cell),
    copy: copyState(cell),
    pair: cell.knows === 'base' ? pair() : cell.knows === 'tombstone' ? unpaired : null,
    tombstone: cell.knows === 'tombstone' ? tombstone : null,
  })
}

const nameOf = (cell: Pick<Cell, 'knows' | 'mine' | 'copy'>): string => `${cell.knows}: P ${cell.mine}, S ${cell.copy}`

describe('the decision table', () => {
  it('has every cell exactly once', () => {
    const wanted = knowledge.flatMap((knows) =>
      privateStates.flatMap((mine) => copyStates.map((copy) => nameOf({ knows, mine, copy }))),
    )
    expect(cells.map(nameOf)).toEqual(wanted)
  })

  it.each(cells.map((cell) => [nameOf(cell), cell.expected, cell] as const))('%s -> %s', (_name, expected, cell) => {
    expect(brief(reconcile(situationOf(cell), rules()))).toBe(expected)
  })

  it('never removes anything while a ledger is rebuilt, and carries no differing value over (19)', () => {
    const wrong = cells.filter((cell) => {
      const unknown = { ...situationOf(cell), pair: null, tombstone: null }
      const { operations, effect } = reconcile(unknown, rules({ rebuilt: true, onConflict: 'private' }))
      const removes = operations.some((operation) => operation.kind === 'trash' || operation.kind === 'update')
      return removes || ['forget', 'keep', 'exclude'].includes(effect.kind)
    })
    expect(wrong.map(nameOf)).toEqual([])
  })

  it('touches no copy of another number whose private page is none of mine (14)', () => {
    const foreign = cells.flatMap((cell) => {
      const { copy, ...rest } = situationOf(cell)
      const gone = cell.mine === '404' || cell.mine === 'moved'
      if (!gone || !('page' in copy)) return []
      const one = brief(reconcile({ ...rest, copy: { ...copy, page: { ...copy.page, number: 8 } } }, rules()))
      return one === (cell.knows === 'none' ? '14 none' : '14 forget') ? [] : [`${nameOf(cell)}: ${one}`]
    })
    expect(foreign).toEqual([])
  })
})
