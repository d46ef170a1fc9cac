/** A home that is kept for months without a restart: its history does not grow for ever, and it has backups of every day. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createKeeper } from '../../electron/host/keeper.ts'
import { keepTidy, type UpkeepPorts } from '../../electron/host/upkeep.ts'
import { openLedger } from '../../electron/ledger/open.ts'
import { type Failure, failure, ok } from '../../shared/failure.ts'
import { temporaryHome } from '../ledger/homes.ts'
import { anna, change, conflict, opened } from '../ledger/records.ts'
import { createTestClock } from '../support/clock.ts'
import { wholeHome } from './whole-home.ts'

const DAY = 86_400_000

/** An upkeep whose ledger only counts, and whose steps take no time. */
function counted(more: Partial<UpkeepPorts['opened']> = {}) {
  const clock = createTestClock()
  const stop = new AbortController()
  const reported: Failure[] = []
  const did = { prunings: 0, backups: 0 }
  let keepHistoryMs = 700 * DAY
  const done = keepTidy(
    {
      opened: {
        prune: () => {
          did.prunings += 1
          return 0
        },
        giveBack: () => false,
        backupBeside: () => {
          did.backups += 1
          return Promise.resolve(ok('a path'))
        },
        ...more,
      },
      clock,
      keepHistoryMs: () => keepHistoryMs,
      report: (wrong) => reported.push(wrong),
    },
    stop.signal,
  )
  return {
    clock,
    did,
    reported,
    keep: (ms: number) => {
      keepHistoryMs = ms
    },
    end: () => {
      stop.abort()
      return done
    },
  }
}

test('once after the start and once a day from then on, however long nobody starts anew', async () => {
  const upkeep = counted()
  await upkeep.clock.advance(60_000)
  expect(upkeep.did).toEqual({ prunings: 1, backups: 1 })
  for (let hour = 0; hour < 100 * 24; hour += 1) await upkeep.clock.advance(3_600_000)
  expect(upkeep.did).toEqual({ prunings: 101, backups: 101 })
  await upkeep.end()
})

test('a history that was made shorter goes within ten minutes, not a day later', async () => {
  const upkeep = counted()
  await upkeep.clock.advance(60_000)
  upkeep.keep(30 * DAY)
  await upkeep.clock.advance(11 * 60_000)
  expect(upkeep.did.prunings).toBe(2)
  await upkeep.end()
})

test('a backup that fails is reported, and the next day has its own', async () => {
  let tries = 0
  const upkeep = counted({
    backupBeside: () => {
      tries += 1
      return Promise.resolve(failure('disk', 'there is no room', { reason: 'disk-full' }))
    },
  })
  await upkeep.clock.advance(60_000)
  await upkeep.clock.advance(DAY + 10 * 60_000)
  expect([tries, upkeep.reported.map(({ reason }) => reason)]).toEqual([2, ['disk-full', 'disk-full']])
  await upkeep.end()
})

test('a long history goes in small steps, and others get on between them', async () => {
  const clock = createTestClock({ start: 1_000 * DAY, auto: true })
  const ledger = opened(openLedger({ home: temporaryHome(), clock, mode: 'write' }))
  ledger.ledger.transaction(() => {
    for (let number = 0; number < 3_000; number += 1) ledger.journal.recordChange(change({ id: `c${number}`, at: 0 }))
  })
  ledger.journal.saveConflict(conflict({ since: 0 }))
  ledger.journal.recordChange(change({ id: 'young', at: clock.now() }))
  const most: number[] = []
  const stop = new AbortController()
  const done = keepTidy(
    {
      opened: {
        ...ledger,
        prune: (...given) => {
          const rows = ledger.prune(...given)
          most.push(rows)
          return rows
        },
        backupBeside: () => {
          stop.abort()
          return Promise.resolve(ok(null))
        },
      },
      clock,
      keepHistoryMs: () => 30 * DAY,
      report: () => {},
    },
    stop.signal,
  )
  await done
  expect([Math.max(...most), most.length]).toEqual([500, 7])
  expect(ledger.journal.changes({ limit: 9 }).map(({ id }) => id)).toEqual(['young'])
  expect(ledger.journal.openConflicts(anna)).toHaveLength(1)
  ledger.close()
})

test('a keeper sees to it, and waits for it when it ends', async () => {
  const { home, clock } = await wholeHome(1)
  for (const name of backupsOf(home.folder)) expect(name).toMatch(/^ledger-/)
  home.journal.recordChange(change({ id: 'ancient', at: clock.now() - 800 * DAY }))
  const keeper = createKeeper({
    home,
    profiles: () => home.profiles(),
    pollMs: () => 40 * DAY,
    onReport: () => {},
    onError: (error) => {
      throw error
    },
  })
  keeper.start()
  await clock.advance(60_000)
  await keeper.stop()
  expect(home.journal.change('ancient')).toBeNull()
  expect(backupsOf(home.folder).every((name) => name.endsWith('.sqlite'))).toBe(true)
})

function backupsOf(folder: string): readonly string[] {
  const backups = join(folder, 'backups')
  return existsSync(backups) ? readdirSync(backups) : []
}
