/** Long lists, page by page, on a real ledger. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createPrivately, openDatabase } from '../../electron/ledger/database.ts'
import { createJournal } from '../../electron/ledger/journal.ts'
import { createLists } from '../../electron/ledger/lists.ts'
import { migrate, migrations } from '../../electron/ledger/migrations.ts'
import { searchKey } from '../../electron/ledger/search-key.ts'
import { openHome, temporaryHome } from './homes.ts'
import { anna, ben, change, noon, pair, privateId, run, runId, sharedId } from './records.ts'

const NOW = Date.parse('2026-11-21T12:00:00Z')
const first = { offset: 0, limit: 50 }
const everyChange = { profiles: [anna], page: null, search: '', side: null, kind: null, from: null, to: null }
const everyRun = { profiles: [anna], state: null, kind: null, withChanges: null, from: null, to: null }
const every = { profiles: [anna], state: null, search: '', past: null, now: NOW, wallNow: NOW }

describe('changes', () => {
  it('come newest first, a page at a time, and the total counts all of them', () => {
    const { journal, lists } = openHome(temporaryHome())
    for (let at = 0; at < 7; at += 1) journal.recordChange(change({ id: `c${at}`, at: 7 - at }))
    const page = lists.changes(everyChange, { offset: 2, limit: 3 })
    expect(page.total).toBe(7)
    expect(page.entries.map(({ id }) => id)).toEqual(['c4', 'c3', 'c2'])
    expect(lists.changes(everyChange, { offset: 7, limit: 3 })).toEqual({ total: 7, entries: [] })
  })

  it('are the same whichever end a page is nearer to, the last one and what lies beyond it too', () => {
    const { journal, lists } = openHome(temporaryHome())
    for (let at = 0; at < 11; at += 1) {
      journal.recordChange(change({ id: `c${at}`, title: at % 4 === 0 ? 'Konzert' : 'Urlaub' }))
      journal.startRun(run({ id: runId(`r${at}`) }))
    }
    const idsOn = (limit: number, search: string): readonly string[] => {
      const pages = Array.from({ length: 5 }, (_, page) =>
        lists.changes({ ...everyChange, search }, { offset: page * limit, limit }),
      )
      return pages.flatMap(({ entries }) => entries.map(({ id }) => id))
    }
    const newestFirst = Array.from({ length: 11 }, (_, at) => `c${10 - at}`)
    for (const limit of [3, 4, 5, 11]) expect(idsOn(limit, '')).toEqual(newestFirst)
    expect(idsOn(2, 'konzert')).toEqual(['c8', 'c4', 'c0'])
    const runs = [0, 4, 8, 12].flatMap((offset) => lists.runs(everyRun, { offset, limit: 4 }).entries)
    expect(runs.map(({ id }) => id)).toEqual(newestFirst.map((id) => id.replace('c', 'r')))
  })

  it.each([
    ['zahnarzt', 'Zahnärztin'],
    ['CAFÉ', 'Cafe mit Anna'],
    ['strasse', 'Große Straße 7'],
    ['  mit   anna ', 'Café mit Anna'],
    ['100%', '100% sicher'],
  ])('are found by %j in the title %j, whatever the case and the accents', (search, title) => {
    const { journal, lists } = openHome(temporaryHome())
    journal.recordChange(change({ id: 'wanted', title }))
    journal.recordChange(change({ id: 'other', title: 'Elternabend 100' }))
    expect(lists.changes({ ...everyChange, search }, first).entries.map(({ id }) => id)).toEqual(['wanted'])
  })

  it('are narrowed by profile, side, kind, time and the page of either side, all at once', () => {
    const { journal, lists } = openHome(temporaryHome())
    journal.recordChange(change({ id: 'wanted', at: 10, side: 'private', kind: 'trash' }))
    journal.recordChange(change({ id: 'ben', at: 10, side: 'private', kind: 'trash', profile: ben }))
    journal.recordChange(change({ id: 'side', at: 10, side: 'shared', kind: 'trash' }))
    journal.recordChange(change({ id: 'kind', at: 10, side: 'private', kind: 'update' }))
    journal.recordChange(change({ id: 'early', at: 9, side: 'private', kind: 'trash' }))
    journal.recordChange(change({ id: 'late', at: 11, side: 'private', kind: 'trash' }))
    const others = { pageId: sharedId('s2'), privateId: privateId('p2'), sharedId: sharedId('s2') }
    journal.recordChange(change({ id: 'page', at: 10, side: 'private', kind: 'trash', ...others }))
    for (const page of ['p1', 's1']) {
      const query = { ...everyChange, page, side: 'private', kind: 'trash', from: 10, to: 11 } as const
      expect(lists.changes(query, first)).toMatchObject({ total: 1, entries: [{ id: 'wanted' }] })
    }
    expect(lists.changes({ ...everyChange, profiles: [anna, ben] }, first).total).toBe(7)
    expect(lists.changes({ ...everyChange, profiles: [] }, first).total).toBe(0)
  })

  it('can be walked through by their keys, also when some are gone meanwhile', () => {
    const home = openHome(temporaryHome())
    const { journal, lists } = home
    for (let at = 1; at <= 4; at += 1) journal.recordChange(change({ id: `c${at}`, at }))
    const keys = lists.changeKeys(everyChange)
    expect(lists.changesAt(keys.slice(0, 2)).map(({ id }) => id)).toEqual(['c4', 'c3'])
    home.prune(104, 101)
    expect(lists.changesAt(keys).map(({ id }) => id)).toEqual(['c4', 'c3'])
  })
})

describe('runs', () => {
  it('are narrowed by state, kind, time, and whether they changed something', () => {
    const { journal, lists } = openHome(temporaryHome())
    const quiet = { ...run().statistics, created: 0, updated: 0 }
    journal.startRun(run({ id: runId('going'), state: 'in-progress', finishedAt: null, statistics: quiet }))
    journal.finishRun(run({ id: runId('full'), kind: 'full', statistics: quiet }))
    journal.finishRun(run({ id: runId('failed'), state: 'failed', statistics: quiet }))
    journal.finishRun(run({ id: runId('later'), startedAt: 5_000 }))
    expect(lists.runs(everyRun, first).entries.map(({ id }) => id)).toEqual(['later', 'failed', 'full', 'going'])
    expect(lists.runs({ ...everyRun, state: 'in-progress' }, first).entries.map(({ id }) => id)).toEqual(['going'])
    expect(lists.runs({ ...everyRun, kind: 'full' }, first).total).toBe(1)
    expect(lists.runs({ ...everyRun, withChanges: true }, first).entries.map(({ id }) => id)).toEqual(['later'])
    expect(lists.runs({ ...everyRun, withChanges: false, to: 5_000 }, first).total).toBe(3)
  })

  it('that end are found in their new state', () => {
    const { journal, lists } = openHome(temporaryHome())
    journal.startRun(run({ state: 'in-progress', finishedAt: null }))
    journal.finishRun(run({ state: 'held' }))
    expect(lists.runs({ ...everyRun, state: 'in-progress' }, first).total).toBe(0)
    expect(lists.runs({ ...everyRun, state: 'held' }, first).total).toBe(1)
  })
})

describe('appointments', () => {
  const at = (id: string, start: string | null, more = {}) =>
    pair({ privateId: privateId(id), title: id, start, base: null, ...more })

  it('come as a calendar is read: what is to come, then without a date, then what is over, the latest first', () => {
    const { ledger, lists } = openHome(temporaryHome())
    ledger.savePair(at('long over', '2025-01-01'))
    ledger.savePair(at('just over', '2026-11-21T11:59:00Z'))
    ledger.savePair(at('undated b', null))
    ledger.savePair(at('undated a', null))
    ledger.savePair(at('next year', '2027-01-01'))
    ledger.savePair(at('tonight', '2026-11-21T18:00:00+01:00'))
    ledger.savePair(at('today', '2026-11-21'))
    const listed = lists.appointments(every, first)
    expect(listed.entries.map(({ title }) => title)).toEqual([
      'today',
      'tonight',
      'next year',
      'undated a',
      'undated b',
      'just over',
      'long over',
    ])
    expect(lists.appointments({ ...every, past: true }, first).total).toBe(2)
    expect(lists.appointments({ ...every, past: false }, { offset: 1, limit: 2 })).toMatchObject({
      total: 5,
      entries: [{ title: 'tonight' }, { title: 'next year' }],
    })
  })

  it('that still go on are not over: the end that both sides agreed on counts', () => {
    const { ledger, lists } = openHome(temporaryHome())
    const date = { kind: 'all-day', start: '2026-11-19', end: '2026-11-21' } as const
    const value = { kind: 'date', date } as const
    const base = {
      when: { private: value, shared: value, properties: '' },
      other: { private: noon, shared: noon, properties: '' },
    }
    ledger.savePair(at('journey', '2026-11-19', { base }))
    expect(lists.appointments({ ...every, past: true }, first).total).toBe(0)
    const tomorrow = NOW + 86_400_000
    expect(lists.appointments({ ...every, past: true, now: tomorrow, wallNow: tomorrow }, first).total).toBe(1)
  })

  it('of one day are over when it is over on the clock on the wall', () => {
    const { ledger, lists } = openHome(temporaryHome())
    ledger.savePair(at('yesterday in Berlin', '2026-11-20'))
    const now = Date.parse('2026-11-20T23:30:00Z')
    expect(lists.appointments({ ...every, past: true, now, wallNow: now }, first).total).toBe(0)
    expect(lists.appointments({ ...every, past: true, now, wallNow: now + 3_600_000 }, first).total).toBe(1)
  })

  it('are counted by state for what is searched, whatever state is shown', () => {
    const { ledger, lists } = openHome(temporaryHome())
    ledger.savePair(at('Dach a', '2026-11-22'))
    ledger.savePair(at('Dach b', '2026-11-23', { state: { kind: 'conflict' } }))
    ledger.savePair(at('Zelt', '2026-11-24', { state: { kind: 'conflict' } }))
    ledger.savePair(at('Dach of Ben', '2026-11-24', { profile: ben }))
    expect(lists.appointments({ ...every, search: 'dach', state: 'in-step' }, first)).toMatchObject({
      total: 1,
      counts: { 'in-step': 1, conflict: 1 },
      entries: [{ title: 'Dach a' }],
    })
  })
})

describe('a ledger from before the lists', () => {
  it('is brought up to date with what it has', () => {
    const path = join(temporaryHome(), '..', 'old.sqlite')
    createPrivately(path)
    const database = openDatabase(path, { mode: 'write', journal: 'wal' })
    migrate(database, migrations.slice(0, 1))
    const old = { pair: pair({ title: 'Café', start: '2025-01-01' }), change: change({ title: 'Café' }), run: run() }
    database.exec(
      `INSERT INTO runs (id, profile, state, started_at, record) VALUES ('broken', 'anna', 'failed', 1, 'no json')`,
    )
    database
      .statement(
        `INSERT INTO pairs (profile, private_id, relevant, state, unverified, record) VALUES (?, ?, 1, ?, 0, ?)`,
      )
      .run('anna', 'p1', 'in-step', JSON.stringify(old.pair))
    database
      .statement(`INSERT INTO runs (id, profile, state, started_at, record) VALUES (?, ?, ?, ?, ?)`)
      .run('r1', 'anna', 'completed', 1_000, JSON.stringify(old.run))
    database
      .statement(`INSERT INTO changes (id, run_id, profile, at, page_id, record) VALUES (?, ?, ?, ?, ?, ?)`)
      .run('c1', 'r1', 'anna', 1_500, 's1', JSON.stringify(old.change))
    migrate(database)
    const lists = createLists(database)
    expect(lists.changes({ ...everyChange, search: 'cafe', side: 'shared', kind: 'update' }, first).entries).toEqual([
      old.change,
    ])
    expect(lists.runs({ ...everyRun, withChanges: true }, first).entries).toEqual([old.run])
    expect(lists.appointments({ ...every, search: 'cafe', past: true }, first).entries).toEqual([old.pair])
    expect(createJournal(database).changes({ limit: 5 })).toEqual([old.change])
    database.close()
  })
})

it('a search key is its own search key', () => {
  for (const text of ['  Große  Straße ', 'ＦＵＬＬ', 'Ǆ', 'İstanbul', 'ﬁn']) {
    expect(searchKey(searchKey(text))).toBe(searchKey(text))
  }
})
