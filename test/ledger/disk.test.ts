/** Promises about a disk that refuses: a failure that names the cause, and nothing lost that was there. */
import { chmodSync, chownSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LedgerError } from '../../electron/engine/ledger-port.ts'
import { lockHome } from '../../electron/ledger/home-lock.ts'
import { openLedger } from '../../electron/ledger/open.ts'
import type { Failure } from '../../shared/failure.ts'
import { asOrdinaryUser, openHome, ordinaryUser, stillClock, temporaryHome } from './homes.ts'
import { anna, intent, opened, pair, privateId, refused } from './records.ts'

function thrown(work: () => unknown): Failure {
  try {
    work()
  } catch (error) {
    if (error instanceof LedgerError) return error.failure
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('a full disk', () => {
  it('is said as such, keeps what was saved, and takes up work again when there is room', () => {
    const home = temporaryHome()
    openHome(home).close()
    const full = openHome(home, { maxPageCount: 60 })
    let saved = 0
    const failure = thrown(() => {
      for (; ; saved += 1) full.ledger.savePair(pair({ privateId: privateId(`p${saved}`) }))
    })
    expect(failure).toMatchObject({ category: 'disk', reason: 'disk-full', code: 'SQLITE_FULL', connector: 'ledger' })
    expect(saved).toBeGreaterThan(0)
    expect(full.ledger.pairs(anna)).toHaveLength(saved)
    full.close()
    const open = openHome(home)
    expect([open.recovered, open.restored]).toEqual([null, false])
    expect(open.ledger.pairs(anna)).toHaveLength(saved)
    open.ledger.savePair(pair({ privateId: privateId('again') }))
    expect(open.integrity()).toBe('ok')
  })

  it('in the middle of a transaction undoes all of it, even if somebody swallows the error', () => {
    const home = temporaryHome()
    openHome(home).close()
    const { ledger } = openHome(home, { maxPageCount: 60 })
    const fill = () =>
      ledger.transaction(() => {
        ledger.saveIntent(intent())
        expect(thrown(() => fillUp(ledger)).reason).toBe('disk-full')
        ledger.saveIntent(intent({ id: 'after' }))
      })
    expect(fill).toThrow('the transaction was undone')
    expect(ledger.openIntents(anna)).toEqual([])
    expect(ledger.pairs(anna)).toEqual([])
    ledger.saveIntent(intent())
    expect(ledger.openIntents(anna)).toHaveLength(1)
  })
})

function fillUp(ledger: ReturnType<typeof openHome>['ledger']): void {
  ledger.transaction(() => {
    for (let number = 0; ; number += 1) ledger.savePair(pair({ privateId: privateId(`p${number}`) }))
  })
}

/** Neither the folder nor a file in it can be written. */
function readOnlyHome(): string {
  const home = temporaryHome()
  const open = openHome(home)
  open.ledger.savePair(pair())
  open.close()
  const lock = opened(lockHome(home, { command: 'run', pid: 1, startedAt: 0 }))
  lock.release()
  for (const name of readdirSync(home)) {
    if (process.geteuid?.() === 0) chownSync(join(home, name), ordinaryUser, ordinaryUser)
    chmodSync(join(home, name), 0o400)
  }
  for (const folder of [home, join(home, '..')]) {
    if (process.geteuid?.() === 0) chownSync(folder, ordinaryUser, ordinaryUser)
  }
  chmodSync(home, 0o500)
  return home
}

describe.runIf(process.platform !== 'win32')('a disk that may not be written', () => {
  it('is said as such by a writer, and nothing is set aside', () => {
    const home = readOnlyHome()
    const failure = asOrdinaryUser(() => refused(openLedger({ home, clock: stillClock, mode: 'write' })))
    expect(failure).toMatchObject({ category: 'disk', reason: 'disk-read-only' })
    expect(readdirSync(home).filter((name) => name.includes('corrupt'))).toEqual([])
  })

  it('can be read all the same', () => {
    const home = readOnlyHome()
    const pairs = asOrdinaryUser(() => openHome(home, { mode: 'read' }).ledger.pairs(anna))
    expect(pairs).toEqual([pair()])
  })

  it('cannot be locked, and is not taken for locked by another process', () => {
    const home = readOnlyHome()
    const failure = asOrdinaryUser(() => refused(lockHome(home, { command: 'run', pid: 1, startedAt: 0 })))
    expect(failure).toMatchObject({ category: 'disk', reason: 'disk-read-only' })
  })
})
