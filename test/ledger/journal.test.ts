/** Promises of the journal: history in the order of writing, open items until they are closed, honest counts. */
import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../../electron/engine/ledger-port.ts'
import type { Question } from '../../shared/decision.ts'
import { openHome, temporaryHome } from './homes.ts'
import { anna, ben, change, conflict, fieldKey, held, privateId, problem, run, runId, sharedId } from './records.ts'

describe('runs', () => {
  it('come newest first, in the order of starting, even when the clock jumped back', () => {
    const { journal } = openHome(temporaryHome())
    journal.startRun(run({ id: runId('r1'), startedAt: 9_000 }))
    journal.startRun(run({ id: runId('r2'), startedAt: 1_000 }))
    journal.startRun(run({ id: runId('other'), profile: ben }))
    expect(journal.runs(anna, 10).map((one) => one.id)).toEqual(['r2', 'r1'])
    expect(journal.runs(anna, 1)).toHaveLength(1)
  })

  it('a finished run replaces its beginning', () => {
    const { journal } = openHome(temporaryHome())
    journal.startRun(run({ state: 'in-progress', finishedAt: null }))
    journal.finishRun(run())
    expect(journal.runs(anna, 10)).toEqual([run()])
  })

  it('a dropped run leaves no record, unless a change was written in it', () => {
    const { journal } = openHome(temporaryHome())
    journal.startRun(run({ id: runId('empty') }))
    journal.startRun(run({ id: runId('r1') }))
    journal.recordChange(change())
    journal.dropRun(runId('empty'))
    journal.dropRun(runId('r1'))
    expect(journal.runs(anna, 10).map((one) => one.id)).toEqual(['r1'])
  })

  it('left open by a crash are closed as stopped at the next opening', () => {
    const home = temporaryHome()
    const first = openHome(home)
    first.journal.startRun(run({ state: 'in-progress', finishedAt: null }))
    first.close()
    const second = openHome(home)
    expect(second.crashedRuns).toBe(1)
    expect(second.journal.runs(anna, 1)[0]).toMatchObject({
      state: 'stopped',
      failure: { category: 'stopped', reason: 'crashed' },
    })
    second.close()
    expect(openHome(home).crashedRuns).toBe(0)
  })
})

describe('changes', () => {
  it('come back exactly, newest first, as many as were asked for', () => {
    const { journal } = openHome(temporaryHome())
    for (const id of ['c1', 'c2', 'c3']) journal.recordChange(change({ id }))
    expect(journal.changes({ limit: 2 }).map((one) => one.id)).toEqual(['c3', 'c2'])
    expect(journal.change('c1')).toEqual(change())
    expect(journal.change('c9')).toBeNull()
  })

  it('are found by profile, by page, and by the page of the other side', () => {
    const { journal } = openHome(temporaryHome())
    journal.recordChange(change({ id: 'c1' }))
    journal.recordChange(change({ id: 'c2', side: 'private', pageId: privateId('p1') }))
    journal.recordChange(change({ id: 'c3', pageId: sharedId('s2'), privateId: null, sharedId: sharedId('s2') }))
    journal.recordChange(change({ id: 'c4', profile: ben }))
    const ids = (filter: Parameters<typeof journal.changes>[0]) => journal.changes(filter).map((one) => one.id)
    expect(ids({ profile: anna, limit: 9 })).toEqual(['c3', 'c2', 'c1'])
    expect(ids({ profile: anna, pageId: privateId('p1'), limit: 9 })).toEqual(['c2', 'c1'])
    expect(ids({ pageId: sharedId('s1'), limit: 9 })).toEqual(['c4', 'c2', 'c1'])
    expect(ids({ pageId: sharedId('s2'), limit: 9 })).toEqual(['c3'])
  })
})

describe('open items', () => {
  it('conflicts of every kind come back until they are closed', () => {
    const { journal } = openHome(temporaryHome())
    const questions: readonly Question[] = [
      conflict().question,
      { kind: 'deleted-here-edited-there' },
      { kind: 'trashed-copy' },
      { kind: 'duplicate', sharedId: sharedId('s2'), shown: 'z' },
      { kind: 'option', field: fieldKey('kind'), side: 'shared', option: 'x1' },
    ]
    const saved = questions.map((question, number) => conflict({ id: `k${number}`, question, since: number }))
    for (const one of saved.toReversed()) journal.saveConflict(one)
    expect(journal.openConflicts(anna)).toEqual(saved)
    journal.closeConflict('k0', 9)
    expect(journal.openConflicts(anna)).toEqual(saved.slice(1))
    expect(journal.conflict('k0')).toBeNull()
    expect(journal.openConflicts(anna, privateId('p1'))).toHaveLength(4)
    expect(journal.openConflicts(anna, privateId('p2'))).toEqual([])
  })

  it('a conflict that is met again after it was closed is open again', () => {
    const { journal } = openHome(temporaryHome())
    journal.saveConflict(conflict())
    journal.closeConflict('k1', 9)
    journal.saveConflict(conflict({ answers: [] }))
    expect(journal.openConflicts(anna)).toEqual([conflict({ answers: [] })])
  })

  it('problems stay in the list, dismissed ones too, until they are closed', () => {
    const { journal } = openHome(temporaryHome())
    journal.saveProblem(problem())
    journal.saveProblem(problem({ id: 'm2', dismissed: true, firstAt: 500 }))
    expect(journal.problems(anna).map((one) => one.id)).toEqual(['m2', 'm1'])
    expect(journal.problem('m1')).toEqual(problem())
    journal.closeProblem('m1', 9)
    expect(journal.problems(anna).map((one) => one.id)).toEqual(['m2'])
  })

  it('held pages come back one for each private page', () => {
    const { journal } = openHome(temporaryHome())
    journal.saveHeld(held())
    journal.saveHeld(held({ state: 'confirmed' }))
    expect(journal.held(anna)).toEqual([held({ state: 'confirmed' })])
    journal.removeHeld(anna, privateId('p1'))
    expect(journal.held(anna)).toEqual([])
  })
})

describe('outcomes', () => {
  it('count a false alarm as a success and a false success as a failure', () => {
    const { journal, statistics } = openHome(temporaryHome())
    const one = { profile: anna, side: 'shared', operation: 'create', category: null } as const
    journal.recordOutcome({ ...one, at: 1, result: 'failed' })
    journal.recordOutcome({ ...one, at: 5, result: 'succeeded' })
    journal.recordOutcome({ ...one, at: 6, result: 'false-alarm', category: 'timeout' })
    journal.recordOutcome({ ...one, at: 7, result: 'false-success' })
    journal.recordOutcome({ ...one, at: 8, result: 'succeeded' })
    expect(journal.outcomes(anna, 5)).toEqual({ succeeded: 3, failed: 1 })
    expect(journal.outcomes(ben, 0)).toEqual({ succeeded: 0, failed: 0 })
    const counted = statistics.outcomes(anna, { day: 8, week: 6, month: 5 })
    expect(counted[0]).toEqual({
      result: 'succeeded',
      side: 'shared',
      operation: 'create',
      category: null,
      day: 1,
      week: 1,
      month: 2,
    })
    expect(counted).toContainEqual(
      expect.objectContaining({ result: 'false-alarm', category: 'timeout', day: 0, week: 1 }),
    )
  })
})

describe('days', () => {
  it('tell runs, failures, changes, errors and durations of each day in UTC', () => {
    const { journal, statistics } = openHome(temporaryHome())
    const midnight = Date.parse('2026-11-20T00:00:00Z')
    const counts = { ...run().statistics, created: 2, updated: 1, removed: 0, errors: 1 }
    const save = (id: string, startedAt: number, more: Partial<RunRecord>) =>
      journal.finishRun(run({ id: runId(id), startedAt, statistics: counts, ...more }))
    save('before', midnight - 1, { finishedAt: midnight + 999 })
    save('short', midnight, { finishedAt: midnight + 100 })
    save('long', midnight + 1_000, { finishedAt: midnight + 1_300, state: 'failed' })
    save('cut off', midnight + 5_000, { finishedAt: midnight + 80_000_000, state: 'stopped' })
    save('going', midnight + 6_000, { finishedAt: null, state: 'in-progress' })
    expect(statistics.runDays(anna, midnight - 1)).toEqual([
      { day: '2026-11-19', runs: 1, failedRuns: 0, changes: 3, errors: 1, timed: 1, totalMs: 1_000, longestMs: 1_000 },
      { day: '2026-11-20', runs: 4, failedRuns: 1, changes: 12, errors: 4, timed: 2, totalMs: 400, longestMs: 300 },
    ])
    expect(statistics.runDays(anna, midnight + 86_400_000)).toEqual([])
  })
})
