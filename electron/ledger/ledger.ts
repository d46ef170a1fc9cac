/**
 * What is in step and what is under way: pairs with their bases, tombstones, intents, checkpoints, facts, option pairs.
 *
 * Implements the `Ledger` of the engine on one open database. Each call is durable when it returns, alone or with the
 * transaction it is part of. Lists are sorted by id, so that the same ledger gives the same bytes.
 */
import type { z } from 'zod'
import type { FieldKey, OptionPair, Pair } from '../../shared/model.ts'
import type { Ledger } from '../engine/ledger-port.ts'
import { type Database, numberOf, type Parameter, type Statement, textOf } from './database.ts'
import { pairColumns } from './list-columns.ts'
import { decode, encode, intentRecord, pairRecord, tombstoneRecord } from './records.ts'

/** Pairs of one appointment are kept apart by a part name; today there is one, with the empty name. */
const onlyPart = ''

export function createLedger(database: Database): Ledger {
  return {
    transaction: (work) => database.transaction(work),
    ...pairMethods(database),
    ...tombstoneMethods(database),
    ...intentMethods(database),
    ...checkpointMethods(database),
    ...optionPairMethods(database),
  }
}

/** One record of a statement that gives `record`, with the key it was asked for. */
export function one<T>(statement: Statement, shape: z.ZodType<T>, table: string, ...keys: string[]): T | null {
  const row = statement.row(...keys)
  return row === null ? null : decode(shape, table, keys.join(' '), textOf(row, 'record', table))
}

/** All records of a statement that gives `record` and `key`. */
export function all<T>(statement: Statement, shape: z.ZodType<T>, table: string, ...parameters: Parameter[]): T[] {
  const records: T[] = []
  for (const row of statement.rows(...parameters)) {
    records.push(decode(shape, table, textOf(row, 'key', table), textOf(row, 'record', table)))
  }
  return records
}

type PairMethods = Pick<
  Ledger,
  | 'pair'
  | 'pairByShared'
  | 'pairs'
  | 'privateIds'
  | 'unverifiedPairs'
  | 'duePairs'
  | 'pairCounts'
  | 'savePair'
  | 'removePair'
>

function pairMethods(database: Database): PairMethods {
  const byPrivate = database.statement('SELECT record FROM pairs WHERE profile = ? AND private_id = ? AND part = ?')
  const byShared = database.statement(
    'SELECT record FROM pairs WHERE profile = ? AND shared_id = ? ORDER BY private_id LIMIT 1',
  )
  const every = database.statement(
    'SELECT private_id AS key, record FROM pairs WHERE profile = ? ORDER BY private_id, part',
  )
  const ids = database.statement('SELECT private_id AS key FROM pairs WHERE profile = ? ORDER BY private_id')
  // By name, or SQLite reads every pair of the profile to have them in the order of the primary key.
  const unverified = database.statement(
    `SELECT private_id AS key, record FROM pairs INDEXED BY pairs_unverified
     WHERE profile = ? AND unverified = 1 ORDER BY private_id, part`,
  )
  const due = database.statement(
    `SELECT private_id AS key, record FROM pairs INDEXED BY pairs_by_state
     WHERE profile = ? AND state IN ('waiting', 'being-checked') ORDER BY private_id, part`,
  )
  const counts = database.statement(
    `SELECT count(shared_id) AS paired, coalesce(sum(relevant), 0) AS relevant FROM pairs WHERE profile = ?`,
  )
  const save = database.statement(
    `INSERT INTO pairs (profile, private_id, part, shared_id, relevant, state, unverified, record,
       title_key, start_at, over_at, all_day)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (profile, private_id, part) DO UPDATE SET
       shared_id = excluded.shared_id, relevant = excluded.relevant, state = excluded.state,
       unverified = excluded.unverified, record = excluded.record, title_key = excluded.title_key,
       start_at = excluded.start_at, over_at = excluded.over_at, all_day = excluded.all_day`,
  )
  const remove = database.statement('DELETE FROM pairs WHERE profile = ? AND private_id = ? AND part = ?')
  return {
    pair: (profile, privateId) => one(byPrivate, pairRecord, 'pairs', profile, privateId, onlyPart),
    pairByShared: (profile, sharedId) => one(byShared, pairRecord, 'pairs', profile, sharedId),
    pairs: (profile) => all(every, pairRecord, 'pairs', profile),
    privateIds: (profile) =>
      // Saved as the id of a pair; the brand is the same text.
      Array.from(ids.rows(profile), (row) => textOf(row, 'key', 'pairs') as Pair['privateId']),
    unverifiedPairs: (profile) => all(unverified, pairRecord, 'pairs', profile),
    duePairs: (profile) => all(due, pairRecord, 'pairs', profile),
    pairCounts: (profile) => {
      const row = counts.row(profile) ?? {}
      return { paired: numberOf(row, 'paired', 'pairs'), relevant: numberOf(row, 'relevant', 'pairs') }
    },
    savePair: (pair) => {
      const record = encode(pairRecord, 'pairs', pair)
      const { profile, privateId, sharedId, state } = pair
      const [relevant, open] = [pair.relevant ? 1 : 0, pair.unverified === null ? 0 : 1]
      save.run(profile, privateId, onlyPart, sharedId, relevant, state.kind, open, record, ...pairColumns(pair))
    },
    removePair: (profile, privateId) => void remove.run(profile, privateId, onlyPart),
  }
}

function tombstoneMethods(database: Database): Pick<Ledger, 'tombstone' | 'saveTombstone' | 'removeTombstone'> {
  const read = database.statement('SELECT record FROM tombstones WHERE profile = ? AND private_id = ? AND part = ?')
  const save = database.statement(
    `INSERT INTO tombstones (profile, private_id, part, record) VALUES (?, ?, ?, ?)
     ON CONFLICT (profile, private_id, part) DO UPDATE SET record = excluded.record`,
  )
  const remove = database.statement('DELETE FROM tombstones WHERE profile = ? AND private_id = ? AND part = ?')
  return {
    tombstone: (profile, privateId) => one(read, tombstoneRecord, 'tombstones', profile, privateId, onlyPart),
    saveTombstone: (tombstone) => {
      const record = encode(tombstoneRecord, 'tombstones', tombstone)
      save.run(tombstone.profile, tombstone.privateId, onlyPart, record)
    },
    removeTombstone: (profile, privateId) => void remove.run(profile, privateId, onlyPart),
  }
}

function intentMethods(database: Database): Pick<Ledger, 'openIntents' | 'saveIntent' | 'closeIntent'> {
  const open = database.statement('SELECT id AS key, record FROM intents WHERE profile = ? ORDER BY sent_at, id')
  const save = database.statement(
    `INSERT INTO intents (id, profile, sent_at, record) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET profile = excluded.profile, sent_at = excluded.sent_at, record = excluded.record`,
  )
  const close = database.statement('DELETE FROM intents WHERE id = ?')
  return {
    openIntents: (profile) => all(open, intentRecord, 'intents', profile),
    saveIntent: (intent) =>
      void save.run(intent.id, intent.profile, intent.sentAt, encode(intentRecord, 'intents', intent)),
    closeIntent: (id) => void close.run(id),
  }
}

function checkpointMethods(database: Database): Pick<Ledger, 'checkpoint' | 'saveCheckpoint' | 'fact' | 'saveFact'> {
  // The connection is named by its side and has one resource today; a connector with several has room for them.
  const readPoint = database.statement(
    `SELECT at FROM checkpoints WHERE profile = ? AND connection = ? AND resource = ''`,
  )
  const savePoint = database.statement(
    `INSERT INTO checkpoints (profile, connection, resource, at) VALUES (?, ?, '', ?)
     ON CONFLICT (profile, connection, resource) DO UPDATE SET at = excluded.at`,
  )
  const readFact = database.statement('SELECT value FROM facts WHERE profile = ? AND name = ?')
  const saveFact = database.statement(
    `INSERT INTO facts (profile, name, value) VALUES (?, ?, ?)
     ON CONFLICT (profile, name) DO UPDATE SET value = excluded.value`,
  )
  const removeFact = database.statement('DELETE FROM facts WHERE profile = ? AND name = ?')
  return {
    checkpoint: (profile, side) => {
      const row = readPoint.row(profile, side)
      return row === null ? null : numberOf(row, 'at', 'checkpoints')
    },
    saveCheckpoint: (profile, side, at) => void savePoint.run(profile, side, at),
    fact: (profile, name) => {
      const row = readFact.row(profile, name)
      return row === null ? null : textOf(row, 'value', 'facts')
    },
    saveFact: (profile, name, value) =>
      void (value === null ? removeFact.run(profile, name) : saveFact.run(profile, name, value)),
  }
}

function optionPairMethods(database: Database): Pick<Ledger, 'optionPairs' | 'saveOptionPairs'> {
  const read = database.statement(
    'SELECT field, private_option, shared_option FROM option_pairs WHERE profile = ? ORDER BY field, private_option',
  )
  const part = database.statement(
    'DELETE FROM option_pairs WHERE profile = ? AND field = ? AND (private_option = ? OR shared_option = ?)',
  )
  const save = database.statement(
    'INSERT INTO option_pairs (profile, field, private_option, shared_option) VALUES (?, ?, ?, ?)',
  )
  return {
    optionPairs: (profile) => {
      const pairs: OptionPair[] = []
      for (const row of read.rows(profile)) {
        pairs.push({
          // The brand of a field key is the compiler's alone; only field keys are ever saved in this column.
          field: textOf(row, 'field', 'option_pairs') as FieldKey,
          privateOption: textOf(row, 'private_option', 'option_pairs'),
          sharedOption: textOf(row, 'shared_option', 'option_pairs'),
        })
      }
      return pairs
    },
    // Adds to what is known; an option has one counterpart, so a new pair replaces what either of its ends had.
    saveOptionPairs: (profile, pairs) =>
      database.transaction(() => {
        for (const { field, privateOption, sharedOption } of pairs) {
          part.run(profile, field, privateOption, sharedOption)
          save.run(profile, field, privateOption, sharedOption)
        }
      }),
  }
}
