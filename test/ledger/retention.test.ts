/** Promises of keeping and leaving: a backup a day, seven of them; old history goes, open items stay; erased is erased. */
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase, single } from '../../electron/ledger/database.ts'
import type { OpenLedger } from '../../electron/ledger/open.ts'
import { defaultRetentionMs } from '../../electron/ledger/retention.ts'
import { createTestClock } from '../support/clock.ts'
import { openHome, stillClock, temporaryHome } from './homes.ts'
import {
  anna,
  ben,
  change,
  conflict,
  day,
  held,
  intent,
  opened,
  pair,
  problem,
  refused,
  run,
  runId,
  tombstone,
} from './records.ts'

const backupsOf = (home: string) => readdirSync(join(home, 'backups')).toSorted()

describe('backups', () => {
  it('are made once a day and kept seven times', async () => {
    const home = temporaryHome()
    const clock = createTestClock({ start: Date.UTC(2026, 0, 1, 12) })
    const open = openHome(home, { clock })
    for (let number = 0; number < 10; number += 1) {
      expect(opened(open.backupIfDue(clock.now()))).toMatch(/ledger-2026-01-\d\d\.sqlite$/)
      expect(opened(open.backupIfDue(clock.now()))).toBeNull()
      await clock.advance(day)
    }
    expect(backupsOf(home)).toEqual(
      ['04', '05', '06', '07', '08', '09', '10'].map((day) => `ledger-2026-01-${day}.sqlite`),
    )
  })

  it('hold everything that was saved, and can be opened', () => {
    const home = temporaryHome()
    const open = openHome(home)
    open.ledger.savePair(pair())
    const path = opened(open.backupIfDue(stillClock.now())) ?? ''
    const backup = openDatabase(path, { mode: 'read' })
    expect(single(backup, 'SELECT count(*) FROM pairs')).toBe(1)
    expect(single(backup, 'PRAGMA integrity_check')).toBe('ok')
    backup.close()
  })

  it('a clock that jumped back neither loses the new one nor keeps more than seven', () => {
    const home = temporaryHome()
    const open = openHome(home)
    for (let number = 10; number < 17; number += 1) open.backupIfDue(number * day)
    opened(open.backupIfDue(2 * day))
    expect(backupsOf(home)).toHaveLength(7)
    expect(backupsOf(home)[0]).toBe('ledger-1970-01-03.sqlite')
  })

  it('what a killed backup left is cleared away, and never counted as one', () => {
    const home = temporaryHome()
    const open = openHome(home)
    opened(open.backupIfDue(day))
    writeFileSync(join(home, 'backups', 'ledger-1970-01-03.sqlite.tmp'), 'half')
    opened(open.backupIfDue(2 * day))
    expect(backupsOf(home)).toEqual(['ledger-1970-01-02.sqlite', 'ledger-1970-01-03.sqlite'])
  })

  it('that fail are a failure, and the ledger goes on', () => {
    const home = temporaryHome()
    const open = openHome(home)
    writeFileSync(join(home, 'backups'), 'a file where the folder should be')
    expect(refused(open.backupIfDue(day)).connector).toBe('ledger')
    open.ledger.savePair(pair())
    expect(open.ledger.pairs(anna)).toHaveLength(1)
  })
})

describe('retention', () => {
  it('takes old history and leaves everything that is open', () => {
    const { ledger, journal, ...open } = openHome(temporaryHome())
    const now = 1_000 * day
    for (const [name, at] of [
      ['old', 1],
      ['new', now - day],
    ] as const) {
      journal.startRun(run({ id: runId(name), startedAt: at }))
      journal.recordChange(change({ id: name, at }))
      for (const item of [`open ${name}`, `closed ${name}`]) {
        journal.saveConflict(conflict({ id: item, since: at }))
        journal.saveProblem(problem({ id: item, firstAt: at, lastAt: at }))
      }
      journal.closeConflict(`closed ${name}`, at)
      journal.closeProblem(`closed ${name}`, at)
      journal.recordOutcome({
        profile: anna,
        at,
        side: 'shared',
        operation: 'create',
        result: 'failed',
        category: null,
      })
    }
    journal.saveHeld(held({ since: 1 }))
    ledger.savePair(pair())
    ledger.saveTombstone(tombstone({ at: 1 }))
    ledger.saveIntent(intent({ sentAt: 1 }))
    expect(open.prune(now)).toBe(5)
    expect(journal.runs(anna, 9).map((one) => one.id)).toEqual(['new'])
    expect(journal.changes({ limit: 9 }).map((one) => one.id)).toEqual(['new'])
    expect(journal.openConflicts(anna)).toHaveLength(2)
    expect(journal.problems(anna)).toHaveLength(2)
    expect(journal.outcomes(anna, 0).failed).toBe(1)
    expect([journal.held(anna).length, ledger.openIntents(anna).length, ledger.pairs(anna).length]).toEqual([1, 1, 1])
    expect(ledger.tombstone(anna, pair().privateId)).not.toBeNull()
  })

  it('keeps two years unless it is told otherwise', () => {
    const open = openHome(temporaryHome())
    open.journal.recordChange(change({ at: 0 }))
    expect([open.prune(729 * day), open.prune(20 * day, 30 * day), open.prune(731 * day)]).toEqual([0, 0, 1])
  })

  it('takes answers that nobody fetched for a week, never a mail without an answer', () => {
    const open = openHome(temporaryHome())
    const { mailbox } = open
    mailbox.post({ id: 'answered', at: 0, request: '{}' })
    mailbox.post({ id: 'waiting', at: 0, request: '{}' })
    mailbox.answer('answered', '{}')
    open.prune(8 * day)
    expect([mailbox.mail('answered'), mailbox.mail('waiting')?.id]).toEqual([null, 'waiting'])
  })
})

describe('retention in steps', () => {
  it('takes no more rows at once than it is told, the oldest kinds first, until nothing old is left', () => {
    const { journal, ...open } = openHome(temporaryHome())
    const now = 1_000 * day
    for (let number = 0; number < 7; number += 1) {
      journal.startRun(run({ id: runId(`r${number}`), startedAt: number }))
      journal.recordChange(change({ id: `c${number}`, at: number }))
    }
    journal.recordChange(change({ id: 'young', at: now }))
    const steps = Array.from({ length: 4 }, () => open.prune(now, defaultRetentionMs, 5))
    expect(steps).toEqual([5, 5, 4, 0])
    expect(journal.changes({ limit: 9 }).map(({ id }) => id)).toEqual(['young'])
    expect(journal.runs(anna, 9)).toEqual([])
  })

  it('leaves a run that is under way, however long ago it began', () => {
    const { journal, ...open } = openHome(temporaryHome())
    journal.startRun(run({ state: 'in-progress', startedAt: 0, finishedAt: null }))
    expect(open.prune(1_000 * day, defaultRetentionMs, 5)).toBe(0)
  })

  it('keeps outcomes for longer than anything counts back, and no longer', () => {
    const { journal, statistics, ...open } = openHome(temporaryHome())
    const now = 1_000 * day
    for (const days of [1, 31, 91, 93]) {
      journal.recordOutcome({
        profile: anna,
        at: now - days * day,
        side: 'shared',
        operation: 'update',
        result: 'succeeded',
        category: null,
      })
    }
    const counted = () => statistics.outcomes(anna, { day: now - day, week: now - 7 * day, month: now - 30 * day })
    const before = counted()
    expect(open.prune(now)).toBe(1)
    expect(journal.outcomes(anna, 0).succeeded).toBe(3)
    expect(counted()).toEqual(before)
  })
})

describe('the file', () => {
  /** So many changes, a day apart from each other. */
  const fill = ({ journal, ledger }: OpenLedger, from: number, days: number): void =>
    ledger.transaction(() => {
      for (let number = from; number < from + days; number += 1) {
        journal.recordChange(change({ id: `c${number}`, at: number * day, title: 'Dachzelt '.repeat(20) }))
      }
    })
  const sizeOf = (home: string): number => statSync(join(home, 'ledger.sqlite')).size

  it('does not grow any more once as much goes as comes', () => {
    const home = temporaryHome()
    const open = openHome(home)
    const sizes: number[] = []
    for (let year = 0; year < 6; year += 1) {
      fill(open, year * 1_000, 1_000)
      open.prune((year + 1) * 1_000 * day, 1_000 * day)
      open.backupIfDue(year * day)
      sizes.push(integrityOfSize(open, home))
    }
    const [, second = 0, ...later] = sizes
    for (const size of later) expect(size).toBeLessThan(1.1 * second)
  })

  it('gets smaller in steps when most of its history goes', () => {
    const home = temporaryHome()
    const open = openHome(home)
    fill(open, 0, 3_000)
    const full = integrityOfSize(open, home)
    open.prune(3_000 * day, 100 * day)
    let steps = 0
    while (open.giveBack()) steps += 1
    expect(steps).toBeGreaterThan(1)
    expect(integrityOfSize(open, home)).toBeLessThan(0.3 * full)
    expect(open.journal.changes({ limit: 9_999 })).toHaveLength(100)
  })

  it('keeps a little free room for what comes next', () => {
    const open = openHome(temporaryHome())
    fill(open, 0, 1_000)
    open.prune(1_000 * day, 950 * day)
    expect(open.giveBack()).toBe(false)
  })

  it('of a ledger that was begun before files could shrink stays, and is as good', () => {
    const home = temporaryHome()
    openHome(home).close()
    const older = openDatabase(join(home, 'ledger.sqlite'), { mode: 'write', journal: 'keep' })
    older.exec('PRAGMA auto_vacuum=NONE; VACUUM')
    older.close()
    const open = openHome(home)
    fill(open, 0, 1_000)
    open.prune(1_000 * day, day)
    expect(open.giveBack()).toBe(false)
    expect(open.integrity()).toBe('ok')
  })

  /** After everything was brought from the log into the file. */
  function integrityOfSize(open: OpenLedger, home: string): number {
    expect(open.integrity()).toBe('ok')
    const other = openDatabase(join(home, 'ledger.sqlite'), { mode: 'write', journal: 'keep' })
    other.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    other.close()
    return sizeOf(home)
  }
})

describe('a backup beside other work', () => {
  /** More than fit into one step. */
  const manyChanges = ({ journal, ledger }: OpenLedger): void =>
    ledger.transaction(() => {
      for (let number = 0; number < 2_000; number += 1) journal.recordChange(change({ id: `c${number}` }))
    })

  it('holds everything, also what was saved while it was made, and can be opened', async () => {
    const home = temporaryHome()
    const open = openHome(home)
    open.ledger.savePair(pair())
    manyChanges(open)
    const making = open.backupBeside(day, new AbortController().signal)
    open.journal.recordChange(change({ id: 'meanwhile' }))
    const path = opened(await making) ?? ''
    expect(path).toMatch(/ledger-1970-01-02\.sqlite$/)
    const backup = openDatabase(path, { mode: 'read' })
    expect(single(backup, 'SELECT count(*) FROM pairs')).toBe(1)
    expect(single(backup, `SELECT count(*) FROM changes WHERE id = 'meanwhile'`)).toBe(1)
    expect(single(backup, 'PRAGMA integrity_check')).toBe('ok')
    backup.close()
    expect(readdirSync(join(home, 'backups'))).toEqual(['ledger-1970-01-02.sqlite'])
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('is made once a day, whichever way', async () => {
    const open = openHome(temporaryHome())
    const { signal } = new AbortController()
    expect(opened(await open.backupBeside(day, signal))).not.toBeNull()
    expect([opened(await open.backupBeside(day, signal)), opened(open.backupIfDue(day))]).toEqual([null, null])
  })

  it('that is told to stop leaves nothing behind, and the ledger goes on', async () => {
    const home = temporaryHome()
    const open = openHome(home)
    manyChanges(open)
    const stop = new AbortController()
    const making = open.backupBeside(day, stop.signal)
    stop.abort()
    expect(opened(await making)).toBeNull()
    expect(opened(await open.backupBeside(day, stop.signal))).toBeNull()
    expect(readdirSync(join(home, 'backups'))).toEqual([])
    open.ledger.savePair(pair())
    expect(open.ledger.pairs(anna)).toHaveLength(1)
  })

  it('is over before anything is erased, so that what is erased is in no file', async () => {
    const home = temporaryHome()
    const open = openHome(home)
    manyChanges(open)
    const making = open.backupBeside(day, new AbortController().signal)
    await open.endBackup()
    expect(open.eraseProfile(anna)).toEqual({ unreached: [] })
    const left = readdirSync(join(home, 'backups'))
    expect(opened(await making)).toBe(left.length === 0 ? null : join(home, 'backups', 'ledger-1970-01-02.sqlite'))
    for (const name of left) expect(readFileSync(join(home, 'backups', name)).includes('Dachzelt')).toBe(false)
    await open.endBackup()
  })

  it('that fails is a failure, and the ledger goes on', async () => {
    const home = temporaryHome()
    const open = openHome(home)
    writeFileSync(join(home, 'backups'), 'a file where the folder should be')
    expect(refused(await open.backupBeside(day, new AbortController().signal)).connector).toBe('ledger')
    open.ledger.savePair(pair())
    expect(open.ledger.pairs(anna)).toHaveLength(1)
  })

  it('that was put back is noticed as any other', async () => {
    const home = temporaryHome()
    const open = openHome(home)
    const path = opened(await open.backupBeside(day, new AbortController().signal)) ?? ''
    open.close()
    copyFileSync(path, join(home, 'ledger.sqlite'))
    expect(openHome(home).restored).toBe(true)
  })
})

describe('erasing a profile', () => {
  it('leaves no byte of it in any file, and everything of the others', () => {
    const home = temporaryHome()
    const open = openHome(home)
    const title = 'Ein ganz geheimer Termin'
    for (const profile of [anna, ben]) {
      const mark = { profile, title: `${title} ${profile}` }
      open.ledger.savePair(pair(mark))
      open.ledger.saveTombstone(tombstone({ profile }))
      open.ledger.saveIntent(intent({ id: profile, profile }))
      open.ledger.saveCheckpoint(profile, 'private', 1)
      open.ledger.saveFact(profile, 'identity', '1')
      open.journal.startRun(run({ id: runId(profile), profile }))
      open.journal.recordChange(change({ id: profile, ...mark }))
      open.journal.saveConflict(conflict({ id: profile, ...mark }))
      open.journal.saveProblem(problem({ id: profile, ...mark }))
      open.journal.saveHeld(held(mark))
    }
    open.backupIfDue(day)
    expect(open.eraseProfile(anna)).toEqual({ unreached: [] })
    const files = [
      join(home, 'ledger.sqlite'),
      join(home, 'ledger.sqlite-wal'),
      join(home, 'backups', backupsOf(home)[0] ?? ''),
    ]
    for (const path of files) expect(readFileSync(path).includes(`${title} anna`)).toBe(false)
    expect(readFileSync(join(home, 'ledger.sqlite')).includes(`${title} ben`)).toBe(true)
    expect(readFileSync(files[2] ?? '').includes(`${title} ben`)).toBe(true)
    expect([open.ledger.pairs(anna), open.ledger.fact(anna, 'identity')]).toEqual([[], null])
    expect(open.ledger.pairs(ben)).toHaveLength(1)
    expect(open.integrity()).toBe('ok')
  })

  it('tells which damaged files it could not look into', () => {
    const home = temporaryHome()
    openHome(home).close()
    writeFileSync(join(home, 'ledger.sqlite'), 'garbage '.repeat(1_000))
    const open = openHome(home)
    expect(open.eraseProfile(anna).unreached).toEqual(['ledger.corrupt-20261120T101520Z.sqlite'])
    expect(existsSync(open.recovered?.setAside ?? '')).toBe(true)
    chmodSync(home, 0o700)
  })
})
