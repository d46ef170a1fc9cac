/** Promises of opening: private files, tables brought up to date, newer ledgers untouched, lost and restored ones noticed. */
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createPrivately, openDatabase, single } from '../../electron/ledger/database.ts'
import { currentVersion, migrate, migrations, versionOf } from '../../electron/ledger/migrations.ts'
import { openLedger } from '../../electron/ledger/open.ts'
import { openHome, stillClock, temporaryHome } from './homes.ts'
import { anna, change, day, pair, privateId, refused } from './records.ts'

const file = (home: string) => join(home, 'ledger.sqlite')
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)

function setVersion(home: string, version: number): void {
  const database = openDatabase(file(home), { mode: 'write', journal: 'keep' })
  database.exec(`PRAGMA user_version=${version}`)
  database.close()
}

describe('files', () => {
  it('the folder is 0700 and every file in it 0600, those of SQLite included', () => {
    const home = temporaryHome()
    mkdirSync(home, { mode: 0o755 })
    const open = openHome(home)
    open.ledger.savePair(pair())
    open.backupIfDue(stillClock.now())
    expect([mode(home), mode(join(home, 'backups'))]).toEqual(['700', '700'])
    const names = ['ledger.sqlite', 'ledger.sqlite-wal', 'ledger.sqlite-shm', 'ledger.generation']
    expect(names.map((name) => mode(join(home, name)))).toEqual(['600', '600', '600', '600'])
    for (const name of readdirSync(join(home, 'backups'))) expect(mode(join(home, 'backups', name))).toBe('600')
  })

  it('a file that others could read is closed to them', () => {
    const home = temporaryHome()
    openHome(home).close()
    chmodSync(file(home), 0o644)
    openHome(home)
    expect(mode(file(home))).toBe('600')
  })

  it('is written ahead, fully synchronous, with foreign keys and patience', () => {
    const home = temporaryHome()
    openHome(home)
    const database = openDatabase(file(home), { mode: 'write', journal: 'wal' })
    const pragmas = ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout']
    expect(pragmas.map((name) => single(database, `PRAGMA ${name}`))).toEqual(['wal', 2, 1, 5000])
    database.close()
  })
})

describe('migrations', () => {
  it('bring an older file up to date and keep its rows', () => {
    const path = join(temporaryHome(), '..', 'old.sqlite')
    createPrivately(path)
    const database = openDatabase(path, { mode: 'write', journal: 'wal' })
    migrate(database, ['CREATE TABLE a (x TEXT) STRICT'])
    database.exec(`INSERT INTO a VALUES ('kept')`)
    migrate(database, ['CREATE TABLE a (x TEXT) STRICT', 'ALTER TABLE a ADD COLUMN y TEXT', 'CREATE TABLE b (z TEXT)'])
    expect(versionOf(database)).toBe(3)
    expect(database.statement('SELECT x, y FROM a').row()).toMatchObject({ x: 'kept', y: null })
    database.close()
  })

  it('leave the old version whole when a step fails in the middle', () => {
    const path = join(temporaryHome(), '..', 'old.sqlite')
    createPrivately(path)
    const database = openDatabase(path, { mode: 'write', journal: 'wal' })
    const steps = ['CREATE TABLE a (x TEXT)', 'CREATE TABLE b (y TEXT); CREATE TABLE a (again TEXT)']
    expect(() => migrate(database, steps)).toThrow('already exists')
    expect(versionOf(database)).toBe(1)
    expect(single(database, `SELECT count(*) FROM sqlite_master WHERE name = 'b'`)).toBe(0)
    database.close()
  })

  it('a new ledger has the newest version', () => {
    const home = temporaryHome()
    openHome(home).close()
    const database = openDatabase(file(home), { mode: 'read' })
    expect(versionOf(database)).toBe(migrations.length)
    database.close()
  })

  it('a ledger of a newer program is refused and not touched, by writers and readers', () => {
    const home = temporaryHome()
    openHome(home).close()
    setVersion(home, currentVersion + 1)
    const before = readFileSync(file(home))
    for (const access of ['write', 'read'] as const) {
      const answer = refused(openLedger({ home, clock: stillClock, mode: access }))
      expect(answer).toMatchObject({ category: 'ledger', reason: 'newer-version' })
    }
    expect(readFileSync(file(home)).equals(before)).toBe(true)
    expect(readdirSync(home).filter((name) => name.includes('corrupt'))).toEqual([])
  })
})

describe('reading', () => {
  it('a home without a ledger shows nothing, and makes nothing', () => {
    const home = temporaryHome()
    const reader = openHome(home, { mode: 'read' })
    expect(reader.ledger.pairs(anna)).toEqual([])
    expect(reader.journal.runs(anna, 5)).toEqual([])
    expect(existsSync(home)).toBe(false)
  })

  it('goes on beside a writing process and sees what was committed', () => {
    const home = temporaryHome()
    const writer = openHome(home)
    const reader = openHome(home, { mode: 'read' })
    writer.ledger.savePair(pair())
    expect(reader.ledger.pairs(anna)).toEqual([pair()])
    writer.ledger.transaction(() => {
      writer.ledger.savePair(pair({ privateId: privateId('p2') }))
      expect(reader.ledger.pairs(anna)).toHaveLength(1)
    })
    expect(reader.ledger.pairs(anna)).toHaveLength(2)
    expect(() => reader.ledger.savePair(pair())).toThrow('readonly')
  })

  it('a home without its writer still shows everything', () => {
    const home = temporaryHome()
    const writer = openHome(home)
    writer.ledger.savePair(pair())
    writer.journal.recordChange(change())
    writer.close()
    const reader = openHome(home, { mode: 'read' })
    expect(reader.ledger.pairs(anna)).toEqual([pair()])
    expect(reader.journal.changes({ limit: 5 })).toEqual([change()])
  })
})

describe('a ledger that was put back', () => {
  it('is noticed when it is a backup of this ledger, and stays noticed', () => {
    const home = temporaryHome()
    const open = openHome(home)
    open.backupIfDue(stillClock.now())
    open.close()
    const [backup = ''] = readdirSync(join(home, 'backups'))
    copyFileSync(join(home, 'backups', backup), file(home))
    const again = openHome(home)
    expect([again.restored, again.recovered]).toEqual([true, null])
    again.close()
    expect(openHome(home).restored).toBe(true)
  })

  it('is noticed when it is an older copy of the file', () => {
    const home = temporaryHome()
    openHome(home).close()
    const copy = `${file(home)}.copy`
    copyFileSync(file(home), copy)
    openHome(home).close()
    copyFileSync(copy, file(home))
    expect(openHome(home).restored).toBe(true)
  })

  it('is noticed when the whole home was put back', () => {
    const home = temporaryHome()
    openHome(home).close()
    cpSync(home, `${home}-copy`, { recursive: true })
    openHome(home).close()
    // Moved away, not removed: a file system may give a freed inode to the very next file.
    renameSync(home, `${home}-before`)
    cpSync(`${home}-copy`, home, { recursive: true })
    expect(openHome(home).restored).toBe(true)
  })

  it('is not suspected after ordinary closes, crashes, backups and clean-ups', () => {
    const home = temporaryHome()
    const first = openHome(home)
    first.backupIfDue(stillClock.now())
    first.prune(stillClock.now(), day)
    first.eraseProfile(anna)
    first.close()
    // Never closed, as after a crash.
    expect(openHome(home).restored).toBe(false)
    expect(openHome(home).restored).toBe(false)
  })
})

it('a ledger that vanished is a recovery, not a first start, until it is settled', () => {
  const home = temporaryHome()
  expect(openHome(home).recovered).toBeNull()
  for (const name of readdirSync(home)) if (name.startsWith('ledger.sqlite')) rmSync(join(home, name))
  expect(openHome(home).recovered).toMatchObject({ setAside: null })
  const again = openHome(home)
  expect(again.recovered).not.toBeNull()
  expect(again.restored).toBe(false)
  again.recoverySettled()
  expect(openHome(home).recovered).toBeNull()
})
