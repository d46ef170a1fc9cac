/** Promises of the ledger: what is saved comes back, all or nothing, in the same order. */
import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Pair, PairState } from '../../shared/model.ts'
import { plainText } from '../../shared/value.ts'
import { openHome, temporaryHome } from './homes.ts'
import { anna, base, ben, fieldKey, intent, pair, privateId, sharedId, tombstone, values } from './records.ts'

const states: readonly PairState[] = [
  { kind: 'in-step' },
  { kind: 'being-checked', until: 9 },
  { kind: 'waiting', nextTryAt: 9.25 },
  { kind: 'conflict' },
  { kind: 'held', action: 'unshare' },
  { kind: 'problem' },
  { kind: 'kept', shown: { private: 'a', shared: null } },
  { kind: 'excluded', reason: 'rejected', shown: { private: null, shared: 'b' } },
  { kind: 'not-relevant' },
]

describe('pairs', () => {
  it('come back exactly as they were saved, also after the file was closed and opened', () => {
    const home = temporaryHome()
    const first = openHome(home)
    const saved = states.map((state, number) => pair({ privateId: privateId(`p${number}`), state }))
    for (const one of saved) first.ledger.savePair(one)
    first.close()
    expect(openHome(home).ledger.pairs(anna)).toEqual(saved)
  })

  it('come back exactly, whatever text a person wrote', () => {
    const { ledger } = openHome(temporaryHome())
    assert(
      property(string({ unit: 'binary' }), string(), (title, text) => {
        const saved = pair({
          title,
          base: { [fieldKey('title')]: { private: plainText(text), shared: plainText(title), properties: 'a:b' } },
        })
        ledger.savePair(saved)
        expect(ledger.pair(anna, saved.privateId)).toEqual(saved)
      }),
      { numRuns: 50 },
    )
  })

  it('without a copy and without a base are known all the same', () => {
    const { ledger } = openHome(temporaryHome())
    const known = pair({ sharedId: null, base: null, relevant: false, start: null, unverified: null, verifiedAt: null })
    ledger.savePair(known)
    expect(ledger.pair(anna, known.privateId)).toEqual(known)
    expect(ledger.pairCounts(anna)).toEqual({ paired: 0, relevant: 0 })
  })

  it('are found by their copy, and only in their own profile', () => {
    const { ledger } = openHome(temporaryHome())
    ledger.savePair(pair())
    expect(ledger.pairByShared(anna, sharedId('s1'))).toEqual(pair())
    expect(ledger.pairByShared(ben, sharedId('s1'))).toBeNull()
    expect(ledger.pair(ben, privateId('p1'))).toBeNull()
  })

  it('keep their copy apart when they are saved again with another one', () => {
    const { ledger } = openHome(temporaryHome())
    ledger.savePair(pair())
    ledger.savePair(pair({ sharedId: sharedId('s2') }))
    expect(ledger.pairByShared(anna, sharedId('s1'))).toBeNull()
    expect(ledger.pairByShared(anna, sharedId('s2'))?.privateId).toBe('p1')
    expect(ledger.pairs(anna)).toHaveLength(1)
  })

  it('that wait or are being checked are due, and no others', () => {
    const { ledger } = openHome(temporaryHome())
    states.forEach((state, number) => ledger.savePair(pair({ privateId: privateId(`p${number}`), state })))
    expect(ledger.duePairs(anna).map((due) => due.state.kind)).toEqual(['being-checked', 'waiting'])
  })

  it('whose last write was not seen yet are unverified, and no others', () => {
    const { ledger } = openHome(temporaryHome())
    ledger.savePair(pair())
    ledger.savePair(pair({ privateId: privateId('p2'), unverified: null }))
    expect(ledger.unverifiedPairs(anna)).toEqual([pair()])
    ledger.savePair(pair({ unverified: null }))
    expect(ledger.unverifiedPairs(anna)).toEqual([])
  })

  it('are counted without being loaded', () => {
    const { ledger, statistics } = openHome(temporaryHome())
    ledger.savePair(pair())
    ledger.savePair(pair({ privateId: privateId('p2'), sharedId: null }))
    ledger.savePair(pair({ privateId: privateId('p3'), relevant: false, state: { kind: 'conflict' } }))
    expect(ledger.pairCounts(anna)).toEqual({ paired: 2, relevant: 2 })
    expect(statistics.stateCounts(anna)).toEqual({ 'in-step': 2, conflict: 1 })
    expect(ledger.pairCounts(ben)).toEqual({ paired: 0, relevant: 0 })
  })

  it('come sorted by private id, in whatever order they were saved', () => {
    const { ledger } = openHome(temporaryHome())
    for (const id of ['c', 'a', 'b']) ledger.savePair(pair({ privateId: privateId(id) }))
    expect(ledger.pairs(anna).map((known) => known.privateId)).toEqual(['a', 'b', 'c'])
    ledger.removePair(anna, privateId('b'))
    expect(ledger.pairs(anna).map((known) => known.privateId)).toEqual(['a', 'c'])
  })

  it('of a wrong shape are refused at saving, so that no start calls the file damaged', () => {
    const { ledger } = openHome(temporaryHome())
    const wrong: Pair = { ...pair(), tries: Number.NaN }
    expect(() => ledger.savePair(wrong)).toThrow('not a row of pairs')
    expect(ledger.pairs(anna)).toEqual([])
  })
})

describe('tombstones, intents, checkpoints, facts', () => {
  it('a tombstone comes back with its base and can be taken away', () => {
    const { ledger } = openHome(temporaryHome())
    ledger.saveTombstone(tombstone())
    expect(ledger.tombstone(anna, privateId('p1'))).toEqual(tombstone())
    ledger.removeTombstone(anna, privateId('p1'))
    expect(ledger.tombstone(anna, privateId('p1'))).toBeNull()
  })

  it('intents of every kind of write come back in the order of sending, until they are closed', () => {
    const { ledger } = openHome(temporaryHome())
    const tracking = { link: null }
    const intents = [
      intent({ id: 'z', sentAt: 1 }),
      intent({
        id: 'a',
        sentAt: 2,
        operation: { kind: 'update', side: 'private', pageId: privateId('p1'), values, tracking, expected: values },
      }),
      intent({
        id: 'b',
        sentAt: 2,
        operation: { kind: 'trash', side: 'shared', pageId: sharedId('s1'), expected: values },
      }),
      intent({
        id: 'c',
        sentAt: 3,
        notBefore: 120_000,
        operation: { kind: 'restore', side: 'shared', pageId: sharedId('s1'), values, tracking },
      }),
    ]
    for (const one of intents.toReversed()) ledger.saveIntent(one)
    expect(ledger.openIntents(anna)).toEqual(intents)
    ledger.closeIntent('a')
    expect(ledger.openIntents(anna).map((one) => one.id)).toEqual(['z', 'b', 'c'])
    expect(ledger.openIntents(ben)).toEqual([])
  })

  it('a checkpoint belongs to one side of one profile, and is unknown before it was saved', () => {
    const { ledger } = openHome(temporaryHome())
    expect(ledger.checkpoint(anna, 'private')).toBeNull()
    ledger.saveCheckpoint(anna, 'private', 1)
    ledger.saveCheckpoint(anna, 'private', 2)
    expect([ledger.checkpoint(anna, 'private'), ledger.checkpoint(anna, 'shared')]).toEqual([2, null])
  })

  it('a fact is replaced by the next one and gone when it is null', () => {
    const { ledger } = openHome(temporaryHome())
    ledger.saveFact(anna, 'identity', '"a"')
    ledger.saveFact(anna, 'identity', '"b"')
    expect(ledger.fact(anna, 'identity')).toBe('"b"')
    ledger.saveFact(anna, 'identity', null)
    expect(ledger.fact(anna, 'identity')).toBeNull()
  })

  it('option pairs add up, and an option has one counterpart', () => {
    const { ledger } = openHome(temporaryHome())
    const option = (privateOption: string, sharedOption: string) => ({
      field: fieldKey('kind'),
      privateOption,
      sharedOption,
    })
    ledger.saveOptionPairs(anna, [option('a', '1'), option('b', '2')])
    ledger.saveOptionPairs(anna, [option('c', '2')])
    expect(ledger.optionPairs(anna)).toEqual([option('a', '1'), option('c', '2')])
  })
})

describe('a transaction', () => {
  it('that throws leaves nothing behind', () => {
    const { ledger } = openHome(temporaryHome())
    const work = () =>
      ledger.transaction(() => {
        ledger.savePair(pair())
        ledger.saveIntent(intent())
        throw new Error('in the middle')
      })
    expect(work).toThrow('in the middle')
    expect([ledger.pairs(anna), ledger.openIntents(anna)]).toEqual([[], []])
  })

  it('inside another one joins it, and undoes only its own part when it throws', () => {
    const { ledger } = openHome(temporaryHome())
    const inner = () =>
      ledger.transaction(() => {
        ledger.saveIntent(intent())
        throw new Error('inner')
      })
    ledger.transaction(() => {
      ledger.savePair(pair())
      expect(inner).toThrow('inner')
      ledger.transaction(() => ledger.saveTombstone(tombstone()))
    })
    expect(ledger.pairs(anna)).toEqual([pair()])
    expect(ledger.openIntents(anna)).toEqual([])
    expect(ledger.tombstone(anna, privateId('p1'))?.base).toEqual(base)
  })

  it('gives what its work gives, and refuses work that waits', () => {
    const { ledger } = openHome(temporaryHome())
    expect(ledger.transaction(() => 7)).toBe(7)
    expect(() => ledger.transaction(async () => ledger.savePair(pair()))).toThrow('cannot wait')
    expect(ledger.pairs(anna)).toEqual([])
  })
})

it('ten thousand pairs load at once', () => {
  const { ledger } = openHome(temporaryHome())
  ledger.transaction(() => {
    for (let number = 0; number < 10_000; number += 1) ledger.savePair(pair({ privateId: privateId(`p${number}`) }))
  })
  expect(ledger.pairs(anna)).toHaveLength(10_000)
})
