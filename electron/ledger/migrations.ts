/**
 * The tables of the ledger, version by version; `user_version` says which one a file has.
 *
 * Each step runs in one transaction with its version number, so that a killed process leaves the old or the new version
 * and nothing between. A step, once released, is never changed. Each row keeps its record whole as JSON text; the other
 * columns are there to be searched and sorted by. `part` leaves room for connectors that keep several pairs for one
 * appointment. `seq` sorts the history in the order of writing, whatever the clock did.
 */
import { type Database, numberOf } from './database.ts'
import { fillListColumns } from './list-columns.ts'

const first = `
CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE pairs (
  profile TEXT NOT NULL,
  private_id TEXT NOT NULL,
  part TEXT NOT NULL DEFAULT '',
  shared_id TEXT,
  relevant INTEGER NOT NULL,
  state TEXT NOT NULL,
  unverified INTEGER NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (profile, private_id, part)
) STRICT;
CREATE INDEX pairs_by_shared ON pairs (profile, shared_id, private_id);
CREATE INDEX pairs_unverified ON pairs (profile, private_id) WHERE unverified = 1;
CREATE INDEX pairs_by_state ON pairs (profile, state, relevant, shared_id);

CREATE TABLE tombstones (
  profile TEXT NOT NULL,
  private_id TEXT NOT NULL,
  part TEXT NOT NULL DEFAULT '',
  record TEXT NOT NULL,
  PRIMARY KEY (profile, private_id, part)
) STRICT;

CREATE TABLE intents (
  id TEXT NOT NULL PRIMARY KEY,
  profile TEXT NOT NULL,
  sent_at REAL NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX intents_by_profile ON intents (profile, sent_at);

CREATE TABLE checkpoints (
  profile TEXT NOT NULL,
  connection TEXT NOT NULL,
  resource TEXT NOT NULL DEFAULT '',
  at REAL NOT NULL,
  PRIMARY KEY (profile, connection, resource)
) STRICT;

CREATE TABLE facts (
  profile TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (profile, name)
) STRICT;

CREATE TABLE option_pairs (
  profile TEXT NOT NULL,
  field TEXT NOT NULL,
  private_option TEXT NOT NULL,
  shared_option TEXT NOT NULL,
  PRIMARY KEY (profile, field, private_option)
) STRICT;

CREATE TABLE runs (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  profile TEXT NOT NULL,
  state TEXT NOT NULL,
  started_at REAL NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX runs_by_profile ON runs (profile, seq);
CREATE INDEX runs_by_state ON runs (state);
CREATE INDEX runs_by_time ON runs (started_at);

CREATE TABLE changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  run_id TEXT NOT NULL,
  profile TEXT NOT NULL,
  at REAL NOT NULL,
  page_id TEXT NOT NULL,
  private_id TEXT,
  shared_id TEXT,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX changes_by_profile ON changes (profile, seq);
CREATE INDEX changes_by_run ON changes (run_id);
CREATE INDEX changes_by_page ON changes (page_id);
CREATE INDEX changes_by_private ON changes (private_id);
CREATE INDEX changes_by_shared ON changes (shared_id);
CREATE INDEX changes_by_time ON changes (at);

CREATE TABLE conflicts (
  id TEXT NOT NULL PRIMARY KEY,
  profile TEXT NOT NULL,
  private_id TEXT,
  since REAL NOT NULL,
  closed_at REAL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX conflicts_by_profile ON conflicts (profile, closed_at, private_id);

CREATE TABLE problems (
  id TEXT NOT NULL PRIMARY KEY,
  profile TEXT NOT NULL,
  first_at REAL NOT NULL,
  closed_at REAL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX problems_by_profile ON problems (profile, closed_at, first_at);

CREATE TABLE held (
  profile TEXT NOT NULL,
  private_id TEXT NOT NULL,
  part TEXT NOT NULL DEFAULT '',
  record TEXT NOT NULL,
  PRIMARY KEY (profile, private_id, part)
) STRICT;

CREATE TABLE outcomes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  profile TEXT NOT NULL,
  at REAL NOT NULL,
  side TEXT NOT NULL,
  operation TEXT NOT NULL,
  result TEXT NOT NULL,
  category TEXT
) STRICT;
CREATE INDEX outcomes_by_profile ON outcomes (profile, at);

CREATE TABLE mail (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at REAL NOT NULL,
  request TEXT NOT NULL,
  answer TEXT
) STRICT;
`

/** For lists that are searched, filtered and paged: every column that they ask for stands in one index. */
const lists = `
ALTER TABLE pairs ADD COLUMN title_key TEXT NOT NULL DEFAULT '';
ALTER TABLE pairs ADD COLUMN start_at REAL;
ALTER TABLE pairs ADD COLUMN over_at REAL;
ALTER TABLE pairs ADD COLUMN all_day INTEGER NOT NULL DEFAULT 0;
CREATE INDEX pairs_listed ON pairs (profile, over_at, start_at, all_day, state, title_key, private_id);

ALTER TABLE changes ADD COLUMN side TEXT NOT NULL DEFAULT '';
ALTER TABLE changes ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE changes ADD COLUMN title_key TEXT NOT NULL DEFAULT '';
CREATE INDEX changes_listed ON changes (seq, profile, at, side, kind, title_key);

ALTER TABLE runs ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN finished_at REAL;
ALTER TABLE runs ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN errors INTEGER NOT NULL DEFAULT 0;
CREATE INDEX runs_listed ON runs (seq, profile, state, kind, started_at, changed);
CREATE INDEX runs_by_day ON runs (profile, started_at, finished_at, state, changed, errors);

DROP INDEX outcomes_by_profile;
CREATE INDEX outcomes_by_profile ON outcomes (profile, at, result, side, operation, category);
`

/** SQL, or what SQL alone cannot do. */
export type Migration = string | ((database: Database) => void)

export const migrations: readonly Migration[] = [
  first,
  (database) => {
    database.exec(lists)
    fillListColumns(database)
  },
]
export const currentVersion = migrations.length

export function versionOf(database: Database): number {
  const row = database.statement('PRAGMA user_version').row()
  return row === null ? 0 : numberOf(row, 'user_version', 'user_version')
}

/** Brings a file from its version to the newest one, step by step. */
export function migrate(database: Database, steps: readonly Migration[] = migrations): void {
  for (let version = versionOf(database); version < steps.length; version += 1) {
    const step = steps[version] ?? ''
    database.transaction(() => {
      if (typeof step === 'string') database.exec(step)
      else step(database)
      database.exec(`PRAGMA user_version=${version + 1}`)
    })
  }
}
