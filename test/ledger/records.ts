/**
 * Records for the tests of the ledger: whole ones, of which a test names only what it is about.
 *
 * Used by the tests and by the second processes they start, so nothing here knows vitest.
 */
import type {
  ChangeRecord,
  ConflictRecord,
  HeldRecord,
  Intent,
  ProblemRecord,
  RunRecord,
} from '../../electron/engine/ledger-port.ts'
import { type Failure, failure, type Result } from '../../shared/failure.ts'
import type {
  Base,
  FieldKey,
  FieldValues,
  Pair,
  PrivatePageId,
  ProfileId,
  RunId,
  SharedPageId,
  Tombstone,
} from '../../shared/model.ts'
import { plainText, type Value } from '../../shared/value.ts'

// The brands of ids are the compiler's alone; in tests any text is an id.
export const profileId = (text: string): ProfileId => text as ProfileId
export const privateId = (text: string): PrivatePageId => text as PrivatePageId
export const sharedId = (text: string): SharedPageId => text as SharedPageId
export const runId = (text: string): RunId => text as RunId
export const fieldKey = (text: string): FieldKey => text as FieldKey

export const anna = profileId('anna')
export const ben = profileId('ben')
export const day = 86_400_000

export const noon: Value = {
  kind: 'date',
  date: { kind: 'timed', start: '2026-11-20T12:00:00+01:00', end: null, zone: 'Europe/Berlin' },
}
export const values: FieldValues = {
  [fieldKey('title')]: plainText('Dachzelt'),
  [fieldKey('date')]: noon,
  [fieldKey('done')]: { kind: 'checkbox', checked: true },
  [fieldKey('price')]: { kind: 'number', number: -0.5 },
  [fieldKey('kind')]: { kind: 'option', option: { id: 'x1', name: 'Reise' } },
  [fieldKey('tags')]: { kind: 'options', options: [{ id: null, name: 'neu' }] },
  [fieldKey('mail')]: { kind: 'line', text: null },
  [fieldKey('lost')]: { kind: 'unreadable', reason: 'cut-off' },
}
export const base: Base = Object.fromEntries(
  Object.entries(values).map(([key, value]) => [key, { private: value, shared: value, properties: `${key}:${key}` }]),
)

export function pair(more: Partial<Pair> = {}): Pair {
  return {
    profile: anna,
    privateId: privateId('p1'),
    sharedId: sharedId('s1'),
    title: 'Dachzelt',
    start: '2026-11-20T12:00:00+01:00',
    relevant: true,
    state: { kind: 'in-step' },
    why: 'unchanged',
    base,
    marks: { private: { seenAt: 1_000, ownWriteAt: null }, shared: { seenAt: null, ownWriteAt: 2_000.5 } },
    verifiedAt: 3_000,
    unverified: { side: 'shared', since: 2_500, misses: 1 },
    tries: 2,
    ...more,
  }
}

export function tombstone(more: Partial<Tombstone> = {}): Tombstone {
  return {
    profile: anna,
    privateId: privateId('p1'),
    sharedId: sharedId('s1'),
    base,
    deletedAt: null,
    at: 5_000,
    ...more,
  }
}

export function intent(more: Partial<Intent> = {}): Intent {
  return {
    id: 'i1',
    profile: anna,
    runId: runId('r1'),
    privateId: privateId('p1'),
    sharedId: null,
    operation: {
      kind: 'create',
      side: 'shared',
      values,
      tracking: { relevant: true, link: privateId('p1'), number: 7 },
    },
    counterpart: values,
    before: {},
    cause: { case: '1', why: 'new' },
    urls: { p1: 'https://www.notion.so/p1' },
    sentAt: 1_000,
    serverMinute: 960,
    notBefore: null,
    ...more,
  }
}

export function run(more: Partial<RunRecord> = {}): RunRecord {
  return {
    id: runId('r1'),
    profile: anna,
    kind: 'incremental',
    state: 'completed',
    startedAt: 1_000,
    finishedAt: 2_000,
    statistics: {
      totalProcessed: 3,
      created: 1,
      updated: 1,
      removed: 0,
      unchanged: 1,
      conflicts: 0,
      errors: 0,
      held: 0,
    },
    requests: { read: 5, write: 2, retried: 1 },
    before: { privateRelevant: 3, copies: 2 },
    after: { privateRelevant: 3, copies: 3 },
    falseAlarms: 0,
    failure: null,
    ...more,
  }
}

export function change(more: Partial<ChangeRecord> = {}): ChangeRecord {
  return {
    id: 'c1',
    runId: runId('r1'),
    profile: anna,
    at: 1_500,
    side: 'shared',
    pageId: sharedId('s1'),
    privateId: privateId('p1'),
    sharedId: sharedId('s1'),
    title: 'Dachzelt',
    kind: 'update',
    case: '3',
    why: 'edited',
    fields: [{ field: 'title', before: plainText('Zelt'), after: plainText('Dachzelt') }],
    tracking: [{ property: 'number', before: null, after: '7' }],
    ...more,
  }
}

export function conflict(more: Partial<ConflictRecord> = {}): ConflictRecord {
  return {
    id: 'k1',
    profile: anna,
    privateId: privateId('p1'),
    sharedId: sharedId('s1'),
    title: 'Dachzelt',
    question: { kind: 'fields', fields: [{ field: fieldKey('date'), base: null, private: noon, shared: noon }] },
    actions: ['private', 'shared'],
    since: 1_000,
    answers: [{ action: 'private', field: null, shown: { private: 'x', shared: null } }],
    shown: { private: 'x', shared: 'y' },
    ...more,
  }
}

export function problem(more: Partial<ProblemRecord> = {}): ProblemRecord {
  return {
    id: 'm1',
    profile: anna,
    privateId: privateId('p1'),
    sharedId: null,
    title: 'Dachzelt',
    failure: failure('service', 'the complete text', { code: 'internal_server_error', status: 500 }),
    actions: ['keep'],
    answer: null,
    shown: { private: 'x', shared: null },
    tries: 5,
    firstAt: 1_000,
    lastAt: 2_000,
    nextTryAt: null,
    dismissed: false,
    past: false,
    ...more,
  }
}

export function held(more: Partial<HeldRecord> = {}): HeldRecord {
  return {
    profile: anna,
    privateId: privateId('p1'),
    sharedId: sharedId('s1'),
    title: 'Dachzelt',
    action: 'trash-copy',
    state: 'held',
    since: 1_000,
    shown: { private: 'x', shared: 'y' },
    ...more,
  }
}

export function opened<T>(result: Result<T>): T {
  if (result.kind === 'failure') throw new Error(`expected a value, got ${JSON.stringify(result)}`)
  return result.value
}

export function refused(result: Result<unknown>): Failure {
  if (result.kind !== 'failure') throw new Error('expected a failure')
  return result
}
