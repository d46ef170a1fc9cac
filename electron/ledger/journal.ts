/**
 * What happened: runs, changes with their before-images, open questions, problems, held pages, outcomes.
 *
 * Implements the `Journal` of the engine on one open database. History is sorted by the order of writing, so that a
 * clock that jumped does not reorder it. A question or problem that was closed stays in the file until its retention
 * ends, but is not given out again: whoever meets it anew starts it anew.
 */
import type { Journal } from '../engine/ledger-port.ts'
import { type Database, numberOf } from './database.ts'
import { all, one } from './ledger.ts'
import { changeColumns, runColumns } from './list-columns.ts'
import { ofPage } from './lists.ts'
import { changeRecord, conflictRecord, encode, heldRecord, problemRecord, runRecord } from './records.ts'

export function createJournal(database: Database): Journal {
  return {
    ...runMethods(database),
    ...changeMethods(database),
    ...conflictMethods(database),
    ...problemMethods(database),
    ...heldMethods(database),
    ...outcomeMethods(database),
  }
}

function runMethods(database: Database): Pick<Journal, 'startRun' | 'finishRun' | 'dropRun' | 'runs'> {
  const save = database.statement(
    `INSERT INTO runs (id, profile, state, started_at, record, kind, finished_at, changed, errors)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, record = excluded.record, kind = excluded.kind,
       finished_at = excluded.finished_at, changed = excluded.changed, errors = excluded.errors`,
  )
  const drop = database.statement(
    'DELETE FROM runs WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM changes WHERE run_id = ?1)',
  )
  const newest = database.statement('SELECT id AS key, record FROM runs WHERE profile = ? ORDER BY seq DESC LIMIT ?')
  const saveRun: Journal['startRun'] = (run) =>
    void save.run(run.id, run.profile, run.state, run.startedAt, encode(runRecord, 'runs', run), ...runColumns(run))
  return {
    startRun: saveRun,
    finishRun: saveRun,
    dropRun: (id) => void drop.run(id),
    runs: (profile, limit) => all(newest, runRecord, 'runs', profile, limit),
  }
}

function changeMethods(database: Database): Pick<Journal, 'recordChange' | 'change' | 'changes'> {
  const save = database.statement(
    `INSERT INTO changes (id, run_id, profile, at, page_id, private_id, shared_id, record, side, kind, title_key)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET record = excluded.record, side = excluded.side, kind = excluded.kind,
       title_key = excluded.title_key`,
  )
  const read = database.statement('SELECT record FROM changes WHERE id = ?')
  const newest = database.statement('SELECT id AS key, record FROM changes ORDER BY seq DESC LIMIT ?')
  const ofProfile = database.statement(
    'SELECT id AS key, record FROM changes WHERE profile = ? ORDER BY seq DESC LIMIT ?',
  )
  const byPage = database.statement(`SELECT id AS key, record FROM changes WHERE ${ofPage} ORDER BY seq DESC LIMIT ?`)
  const byPageOfProfile = database.statement(
    `SELECT id AS key, record FROM changes WHERE ${ofPage} AND profile = ? ORDER BY seq DESC LIMIT ?`,
  )
  return {
    recordChange: (change) => {
      const record = encode(changeRecord, 'changes', change)
      const { id, runId, profile, at, pageId, privateId, sharedId } = change
      save.run(id, runId, profile, at, pageId, privateId, sharedId, record, ...changeColumns(change))
    },
    change: (id) => one(read, changeRecord, 'changes', id),
    changes: ({ profile, pageId, limit }) => {
      if (pageId === undefined) {
        if (profile === undefined) return all(newest, changeRecord, 'changes', limit)
        return all(ofProfile, changeRecord, 'changes', profile, limit)
      }
      if (profile === undefined) return all(byPage, changeRecord, 'changes', pageId, pageId, pageId, limit)
      return all(byPageOfProfile, changeRecord, 'changes', pageId, pageId, pageId, profile, limit)
    },
  }
}

type ConflictMethods = Pick<Journal, 'openConflicts' | 'conflict' | 'saveConflict' | 'closeConflict'>

function conflictMethods(database: Database): ConflictMethods {
  const open = database.statement(
    'SELECT id AS key, record FROM conflicts WHERE profile = ? AND closed_at IS NULL ORDER BY since, id',
  )
  const openOfPage = database.statement(
    `SELECT id AS key, record FROM conflicts
     WHERE profile = ? AND private_id = ? AND closed_at IS NULL ORDER BY since, id`,
  )
  const read = database.statement('SELECT record FROM conflicts WHERE id = ? AND closed_at IS NULL')
  const save = database.statement(
    `INSERT INTO conflicts (id, profile, private_id, since, closed_at, record) VALUES (?, ?, ?, ?, NULL, ?)
     ON CONFLICT (id) DO UPDATE SET private_id = excluded.private_id, since = excluded.since, closed_at = NULL,
       record = excluded.record`,
  )
  const close = database.statement('UPDATE conflicts SET closed_at = ?2 WHERE id = ?1 AND closed_at IS NULL')
  return {
    openConflicts: (profile, privateId) =>
      privateId === undefined
        ? all(open, conflictRecord, 'conflicts', profile)
        : all(openOfPage, conflictRecord, 'conflicts', profile, privateId),
    conflict: (id) => one(read, conflictRecord, 'conflicts', id),
    saveConflict: (conflict) => {
      const record = encode(conflictRecord, 'conflicts', conflict)
      save.run(conflict.id, conflict.profile, conflict.privateId, conflict.since, record)
    },
    closeConflict: (id, at) => void close.run(id, at),
  }
}

function problemMethods(database: Database): Pick<Journal, 'problems' | 'problem' | 'saveProblem' | 'closeProblem'> {
  const open = database.statement(
    'SELECT id AS key, record FROM problems WHERE profile = ? AND closed_at IS NULL ORDER BY first_at, id',
  )
  const read = database.statement('SELECT record FROM problems WHERE id = ? AND closed_at IS NULL')
  const save = database.statement(
    `INSERT INTO problems (id, profile, first_at, closed_at, record) VALUES (?, ?, ?, NULL, ?)
     ON CONFLICT (id) DO UPDATE SET first_at = excluded.first_at, closed_at = NULL, record = excluded.record`,
  )
  const close = database.statement('UPDATE problems SET closed_at = ?2 WHERE id = ?1 AND closed_at IS NULL')
  return {
    problems: (profile) => all(open, problemRecord, 'problems', profile),
    problem: (id) => one(read, problemRecord, 'problems', id),
    saveProblem: (problem) => {
      const record = encode(problemRecord, 'problems', problem)
      save.run(problem.id, problem.profile, problem.firstAt, record)
    },
    closeProblem: (id, at) => void close.run(id, at),
  }
}

function heldMethods(database: Database): Pick<Journal, 'held' | 'saveHeld' | 'removeHeld'> {
  const every = database.statement(
    'SELECT private_id AS key, record FROM held WHERE profile = ? ORDER BY private_id, part',
  )
  const save = database.statement(
    `INSERT INTO held (profile, private_id, record) VALUES (?, ?, ?)
     ON CONFLICT (profile, private_id, part) DO UPDATE SET record = excluded.record`,
  )
  const remove = database.statement('DELETE FROM held WHERE profile = ? AND private_id = ?')
  return {
    held: (profile) => all(every, heldRecord, 'held', profile),
    saveHeld: (held) => void save.run(held.profile, held.privateId, encode(heldRecord, 'held', held)),
    removeHeld: (profile, privateId) => void remove.run(profile, privateId),
  }
}

function outcomeMethods(database: Database): Pick<Journal, 'outcomes' | 'recordOutcome'> {
  // An error that turned out to have succeeded is a success; a success that never showed itself is a failure.
  const counts = database.statement(
    `SELECT coalesce(sum(result IN ('succeeded', 'false-alarm')), 0) AS succeeded,
            coalesce(sum(result IN ('failed', 'false-success')), 0) AS failed
     FROM outcomes WHERE profile = ? AND at >= ?`,
  )
  const save = database.statement(
    'INSERT INTO outcomes (profile, at, side, operation, result, category) VALUES (?, ?, ?, ?, ?, ?)',
  )
  return {
    outcomes: (profile, since) => {
      const row = counts.row(profile, since) ?? {}
      return { succeeded: numberOf(row, 'succeeded', 'outcomes'), failed: numberOf(row, 'failed', 'outcomes') }
    },
    recordOutcome: ({ profile, at, side, operation, result, category }) =>
      void save.run(profile, at, side, operation, result, category),
  }
}
