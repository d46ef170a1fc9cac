/** Promises about damaged files: set aside under a new name, never deleted, and the new ledger says so until settled. */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../electron/ledger/database.ts'
import { openLedger } from '../../electron/ledger/open.ts'
import { openHome, stillClock, temporaryHome } from './homes.ts'
import { anna, intent, pair, privateId, refused } from './records.ts'

const file = (home: string) => join(home, 'ledger.sqlite')
const aside = (home: string) => readdirSync(home).filter((name) => name.startsWith('ledger.corrupt-'))

function filledHome(pairs = 200): string {
  const home = temporaryHome()
  const open = openHome(home)
  open.ledger.transaction(() => {
    for (let number = 0; number < pairs; number += 1) open.ledger.savePair(pair({ privateId: privateId(`p${number}`) }))
  })
  open.close()
  return home
}

function spoil(home: string, sql: string): void {
  const database = openDatabase(file(home), { mode: 'write', journal: 'keep' })
  database.exec(sql)
  database.close()
}

/** Opens, writes, opens again: what each opening said. */
function reopened(home: string): object {
  const open = openHome(home)
  const empty = open.ledger.pairs(anna).length === 0
  const sound = open.integrity()
  open.ledger.savePair(pair())
  open.close()
  const again = openHome(home)
  return {
    setAside: open.recovered?.setAside,
    empty,
    sound,
    saidAgain: again.recovered?.setAside,
    kept: again.ledger.pairs(anna).length,
    there: existsSync(open.recovered?.setAside ?? ''),
  }
}

const setAsideName = expect.stringMatching(/ledger\.corrupt-20261120T101520Z\.sqlite$/)
const begunAnew = { setAside: setAsideName, empty: true, sound: 'ok', saidAgain: setAsideName, kept: 1, there: true }

describe('a damaged ledger is set aside and a new one begun', () => {
  it('when it is garbage', () => {
    const home = filledHome()
    writeFileSync(file(home), 'this is no database '.repeat(1000))
    const garbage = readFileSync(file(home))
    expect(reopened(home)).toEqual(begunAnew)
    const [name = ''] = aside(home)
    expect(readFileSync(join(home, name)).equals(garbage)).toBe(true)
    expect(statSync(join(home, name)).mode & 0o777).toBe(0o600)
  })

  it('when it is a single byte', () => {
    const home = filledHome()
    writeFileSync(file(home), 'x')
    expect(reopened(home)).toEqual(begunAnew)
  })

  it('when half of it is missing', () => {
    const home = filledHome()
    truncateSync(file(home), Math.floor(statSync(file(home)).size / 2))
    expect(reopened(home)).toEqual(begunAnew)
  })

  it('when pages in the middle were overwritten', () => {
    const home = filledHome()
    const bytes = readFileSync(file(home))
    bytes.fill(0xa5, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 3 * 4096)
    writeFileSync(file(home), bytes)
    expect(reopened(home)).toEqual(begunAnew)
  })

  it('when it is the database of something else', () => {
    const home = filledHome()
    writeFileSync(file(home), '')
    spoil(home, 'CREATE TABLE songs (title TEXT)')
    expect(reopened(home)).toEqual(begunAnew)
  })

  it('when a row is not JSON, or JSON of another shape', () => {
    for (const record of ['{"profile":"anna"', '{"profile":"anna","privateId":"p7"}', '[]']) {
      const home = filledHome(10)
      spoil(home, `UPDATE pairs SET record = '${record}' WHERE private_id = 'p7'`)
      expect(reopened(home)).toEqual(begunAnew)
    }
  })
})

it('a ledger whose file was emptied was lost as well', () => {
  const home = filledHome()
  writeFileSync(file(home), '')
  expect(openHome(home).recovered).toMatchObject({ setAside: null })
})

it('two damaged ledgers of one second are both kept', () => {
  const home = temporaryHome()
  for (let time = 0; time < 2; time += 1) {
    openHome(home).close()
    writeFileSync(file(home), `garbage ${time} `.repeat(1000))
  }
  openHome(home)
  expect(aside(home).filter((name) => name.endsWith('.sqlite'))).toHaveLength(2)
})

it('a reader reports the damage and leaves the file where it is', () => {
  const home = filledHome()
  writeFileSync(file(home), 'this is no database '.repeat(1000))
  const answer = refused(openLedger({ home, clock: stillClock, mode: 'read' }))
  expect(answer).toMatchObject({ category: 'ledger', reason: 'ledger-corrupt', code: 'SQLITE_NOTADB' })
  expect(aside(home)).toEqual([])
})

it('a row that is spoiled while the ledger is open names table and key', () => {
  const home = filledHome(10)
  const open = openHome(home)
  spoil(home, `UPDATE pairs SET record = '{}' WHERE private_id = 'p7'`)
  expect(() => open.ledger.pair(anna, privateId('p7'))).toThrow('pairs anna p7')
  expect(() => open.ledger.pairs(anna)).toThrow('pairs p7')
  expect(open.integrity()).toContain('pairs p7')
  expect(open.ledger.pair(anna, privateId('p8'))).not.toBeNull()
})

/** As a crash leaves it: everything is in the log, nothing in the file. */
function unfinishedHome(): string {
  const home = temporaryHome()
  const source = `${home}-source`
  const open = openHome(source)
  for (let number = 0; number < 20; number += 1) open.ledger.saveIntent(intent({ id: `i${number}`, sentAt: number }))
  openHome(home).close()
  for (const companion of ['', '-wal']) copyFileSync(file(source) + companion, file(home) + companion)
  return home
}

describe('a log that a crash cut off', () => {
  it('gives everything that was whole in it', () => {
    expect(openHome(unfinishedHome()).ledger.openIntents(anna)).toHaveLength(20)
  })

  it('without its tail gives everything before the tail, and is no damage', () => {
    const home = unfinishedHome()
    truncateSync(`${file(home)}-wal`, statSync(`${file(home)}-wal`).size - 1_000)
    const open = openHome(home)
    expect(open.recovered).toBeNull()
    const kept = open.ledger.openIntents(anna).map((one) => one.id)
    expect(kept).toEqual(kept.map((_, number) => `i${number}`))
    expect(kept.length).toBeGreaterThan(10)
  })

  it('with garbage behind its end is whole', () => {
    const home = unfinishedHome()
    appendFileSync(`${file(home)}-wal`, 'garbage'.repeat(2_000))
    expect(openHome(home).ledger.openIntents(anna)).toHaveLength(20)
  })
})
