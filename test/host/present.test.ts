import { describe, expect, test } from 'vitest'
import { noPlan } from '../../electron/core/differences.ts'
import type {
  ChangeRecord,
  ConflictRecord,
  HeldRecord,
  ProblemRecord,
  RunRecord,
} from '../../electron/engine/ledger-port.ts'
import {
  presentAppointment,
  presentConflict,
  presentError,
  presentHeld,
  presentProblem,
  presentRun,
  profileSummary,
} from '../../electron/host/present.ts'
import { presentVerification } from '../../electron/host/present-care.ts'
import { presentChange } from '../../electron/host/present-change.ts'
import {
  appointmentSchema,
  changeSchema,
  conflictSchema,
  errorDocumentSchema,
  heldSchema,
  problemSchema,
  runSchema,
} from '../../shared/contract.ts'
import { verificationSchema } from '../../shared/contract-care.ts'
import { profileSummarySchema } from '../../shared/contract-profile.ts'
import type { Decision, Question } from '../../shared/decision.ts'
import { failure } from '../../shared/failure.ts'
import type { FieldKey, Pair, PairState, PrivatePageId, ProfileId, RunId, SharedPageId } from '../../shared/model.ts'
import { plainText } from '../../shared/value.ts'
import { aProfile } from './homes.ts'

// Tests make up ids; the brands only say what they name.
const profileId = 'profile-1' as ProfileId
const privateId = 'p-1' as PrivatePageId
const sharedId = 's-1' as SharedPageId
const runId = 'run-1' as RunId
const key = (name: string) => name as FieldKey
const AT = Date.UTC(2026, 10, 20, 12)
const ISO = '2026-11-20T12:00:00.000Z'
const anna = aProfile()
const shown = { private: 'a', shared: 'b' }

const run: RunRecord = {
  id: runId,
  profile: profileId,
  kind: 'dry-run',
  state: 'completed',
  startedAt: AT,
  finishedAt: AT + 2500,
  statistics: { totalProcessed: 3, created: 1, updated: 1, removed: 0, unchanged: 1, conflicts: 0, errors: 0, held: 0 },
  requests: { read: 4, write: 2, retried: 1 },
  before: { privateRelevant: 3, copies: 2 },
  after: { privateRelevant: 3, copies: 3 },
  falseAlarms: 1,
  failure: null,
}

function decision(changes: Partial<Decision> = {}): Decision {
  return {
    case: '1',
    why: 'new',
    privateId,
    sharedId: null,
    title: 'Dachzelt',
    start: null,
    relevant: true,
    private: null,
    shared: null,
    shown: { private: null, shared: null },
    unanswered: null,
    operations: [],
    effect: { kind: 'none' },
    questions: [],
    problem: null,
    lost: [],
    optionPairs: [],
    guarded: null,
    waiting: [],
    warnings: [],
    ...changes,
  }
}

describe('a run', () => {
  const report = (...decisions: readonly Decision[]) => ({ record: run, decisions, held: [], nextDueAt: null })

  test('has every number of the contract', () => {
    const said = presentRun(run, anna, 'en')
    expect(runSchema.parse(said)).toEqual(said)
    expect(said).toMatchObject({
      profile: 'Anna',
      startedAt: ISO,
      durationMs: 2500,
      requests: { read: 4, write: 2, retried: 1, total: 6 },
      counts: { after: { privateRelevant: 3, copies: 3 } },
      falseAlarms: 1,
    })
    expect(said).not.toHaveProperty('planned')
  })

  test('that is dry says for each appointment what would be done, why, and by which row', () => {
    const link = {
      kind: 'link',
      side: 'private',
      pageId: privateId,
      tracking: {},
      before: {},
      linkToCreated: true,
    } as const
    const create = { kind: 'create', side: 'shared', values: {}, tracking: {} } as const
    const said = presentRun(run, anna, 'de', { ...report(decision({ operations: [create, link] })), held: [privateId] })
    expect(runSchema.parse(said)).toEqual(said)
    expect(said.planned).toEqual([
      {
        action: 'create',
        privateId: 'p-1',
        title: 'Dachzelt',
        why: 'Der Termin ist als partnerrelevant markiert und hat noch keine Kopie.',
        case: '1',
        held: true,
      },
    ])
  })

  test('names what only waits for somebody', () => {
    const problem = { failure: failure('unreadable-page', ''), actions: ['keep'] } as const
    const decisions = [
      decision({ questions: [{ kind: 'trashed-copy' }] }),
      decision({ problem }),
      decision({ warnings: ['date-missing'] }),
      decision(),
    ]
    const said = presentRun(run, anna, 'en', report(...decisions))
    expect(said.planned?.map((one) => one.action)).toEqual(['ask', 'report', 'report', 'none'])
  })

  test('that was cut off by a crash is shown as stopped, without an end', () => {
    const said = presentRun({ ...run, state: 'in-progress', finishedAt: null }, anna, 'en')
    expect(runSchema.parse(said)).toMatchObject({ state: 'stopped', finishedAt: null, durationMs: null })
  })

  test('that failed says why', () => {
    const said = presentRun({ ...run, state: 'failed', failure: failure('network', 'ENOTFOUND') }, anna, 'en')
    expect(runSchema.parse(said).error).toMatchObject({ category: 'network', detail: 'ENOTFOUND' })
  })
})

const noDate = { kind: 'date', date: null } as const

describe('a conflict', () => {
  const record = (question: Question): ConflictRecord => ({
    id: 'c-1',
    profile: profileId,
    privateId,
    sharedId,
    title: 'Dachzelt',
    question,
    actions: ['private', 'shared'],
    since: AT,
    answers: [],
    shown,
  })
  const present = (question: Question) => conflictSchema.parse(presentConflict(record(question), anna, 'en'))

  test('shows both sides and the base of each field, by the name people know', () => {
    const base = { private: plainText('Berlin'), shared: plainText('Berlin'), properties: '' }
    const fields = [{ field: key('place'), base, private: plainText('Bonn'), shared: plainText('Köln') }]
    expect(present({ kind: 'fields', fields })).toEqual({
      id: 'c-1',
      profile: 'Anna',
      privateId: 'p-1',
      sharedId: 's-1',
      title: 'Dachzelt',
      fields: [{ field: 'Ort', base: 'Berlin', private: 'Bonn', shared: 'Köln', keeps: ['private', 'shared'] }],
      kind: 'fields',
      since: ISO,
      actions: ['private', 'shared'],
      message: 'Changed on both sides: “Ort”. Which one stays?',
      editedAt: { private: null, shared: null },
      editedBy: { private: null, shared: null },
    })
  })

  test('offers to keep both only of a text, and says when each page was last edited', () => {
    const fields = [
      { field: key('place'), base: null, private: plainText('Bonn'), shared: plainText('Köln') },
      { field: key('date'), base: null, private: noDate, shared: noDate },
    ]
    const open = { ...record({ kind: 'fields', fields }), actions: ['private', 'shared', 'both'] as const }
    const marks = { private: { seenAt: AT, ownWriteAt: null }, shared: { seenAt: null, ownWriteAt: null } }
    const told = presentConflict(open, anna, 'en', { marks })
    expect(told.fields.map(({ keeps }) => keeps)).toEqual([
      ['private', 'shared', 'both'],
      ['private', 'shared'],
    ])
    expect(told.editedAt).toEqual({ private: ISO, shared: null })
  })

  test('without a base says so by null', () => {
    const fields = [{ field: key('gone'), base: null, private: plainText('a'), shared: plainText('b') }]
    expect(present({ kind: 'fields', fields }).fields).toEqual([
      { field: 'gone', base: null, private: 'a', shared: 'b', keeps: ['private', 'shared'] },
    ])
  })

  test('about an option names it on its side', () => {
    const asked = present({ kind: 'option', field: key('place'), side: 'shared', option: 'Büro' })
    expect(asked.fields).toEqual([{ field: 'Ort', base: null, private: null, shared: 'Büro', keeps: [] }])
    expect(asked.message).toContain('“Büro”')
  })

  test.each<Question>([
    { kind: 'deleted-here-edited-there' },
    { kind: 'trashed-copy' },
    { kind: 'duplicate', sharedId, shown: 'b' },
  ])('about $kind has a question of its own', (question) => {
    expect(present(question)).toMatchObject({ kind: question.kind, fields: [] })
  })
})

test('a problem carries its complete text, and no key for what it does not have', () => {
  const text = 'x'.repeat(10_000)
  const record: ProblemRecord = {
    id: 'q-1',
    profile: profileId,
    privateId,
    sharedId: null,
    title: null,
    failure: failure('validation', text, { reason: 'text-too-long', subject: 'Ort' }),
    actions: ['keep'],
    answer: null,
    shown,
    tries: 5,
    firstAt: AT,
    lastAt: AT,
    nextTryAt: null,
    dismissed: false,
    past: true,
  }
  const said = problemSchema.parse(presentProblem(record, anna, 'en'))
  expect(said).toMatchObject({ privateId: 'p-1', category: 'validation', detail: text, past: true, firstAt: ISO })
  expect(said.message).toBe('The text in “Ort” is too long.')
  expect(Object.keys(said)).not.toEqual(expect.arrayContaining(['sharedId']))
  expect(said).not.toHaveProperty('nextTryAt')
  expect(said).toMatchObject({ requestId: null, opens: 'p-1', attempts: [{ at: ISO }] })
  const attempts = [
    { at: AT, text: 'another failure' },
    { at: AT + 1_000, text },
  ]
  const tried = { ...record, failure: { ...record.failure, requestId: 'r-1' }, attempts, privateId: null, sharedId }
  expect(problemSchema.parse(presentProblem(tried, anna, 'en'))).toMatchObject({
    requestId: 'r-1',
    opens: 's-1',
    attempts: [{ at: ISO, text: 'another failure' }, { at: expect.any(String) }],
  })
  expect(problemSchema.parse(presentProblem({ ...record, nextTryAt: AT }, anna, 'en'))).toMatchObject({
    nextTryAt: ISO,
  })
})

test('held entries are those that nobody has decided, with what others still see', () => {
  const held: HeldRecord = {
    profile: profileId,
    privateId,
    sharedId,
    title: 'Dachzelt',
    action: 'unshare',
    state: 'held',
    since: AT,
    shown,
  }
  const said = heldSchema.parse(presentHeld([held, { ...held, state: 'confirmed' }], 40, anna, 'en'))
  expect(said).toMatchObject({ profile: 'Anna', count: 1, of: 40 })
  expect(said.pages).toMatchObject([{ privateId: 'p-1', action: 'unshare', since: ISO }])
  expect(said.pages[0]?.message).toContain('still visible to others')
})

test('a change shows before and after of fields, then of tracking properties', () => {
  const record: ChangeRecord = {
    id: 'h-1',
    runId,
    profile: profileId,
    at: AT,
    side: 'shared',
    pageId: sharedId,
    privateId,
    sharedId,
    title: 'Dachzelt',
    kind: 'update',
    case: '3',
    why: 'edited',
    fields: [
      {
        field: 'date',
        before: null,
        after: { kind: 'date', date: { kind: 'all-day', start: '2026-11-20', end: null } },
      },
    ],
    tracking: [{ property: 'SyncedToSharedId', before: null, after: 's-1' }],
  }
  expect(changeSchema.parse(presentChange(record, anna, 'en'))).toMatchObject({
    at: ISO,
    side: 'shared',
    fields: [
      { field: 'Datum', before: null, after: '2026-11-20' },
      { field: 'SyncedToSharedId', before: null, after: 's-1' },
    ],
  })
})

describe('an appointment', () => {
  const mark = { seenAt: null, ownWriteAt: null }
  const pair: Pair = {
    profile: profileId,
    privateId,
    sharedId: null,
    title: 'Dachzelt',
    start: null,
    relevant: true,
    state: { kind: 'in-step' },
    why: 'edited',
    base: null,
    marks: { private: mark, shared: mark },
    verifiedAt: AT,
    unverified: null,
    tries: 0,
  }
  const present = (changes: Partial<Pair>) =>
    appointmentSchema.parse(presentAppointment({ ...pair, ...changes }, anna, 'en', AT))

  test.each<[PairState, string]>([
    [{ kind: 'in-step' }, 'Both sides are in step.'],
    [{ kind: 'being-checked', until: AT }, 'Being checked'],
    [{ kind: 'waiting', nextTryAt: AT + 120_000 }, 'due in 2 minutes'],
    [{ kind: 'waiting', nextTryAt: AT - 120_000 }, 'due now'],
    [{ kind: 'conflict' }, 'waits for your choice'],
    [{ kind: 'held', action: 'trash-copy' }, 'still visible to others'],
    [{ kind: 'problem' }, 'list of problems'],
    [{ kind: 'kept', shown }, 'leave it as it is'],
    [{ kind: 'excluded', reason: 'mine alone', shown }, 'mine alone'],
    [{ kind: 'excluded', reason: 'rejected', shown }, 'you rejected its copy'],
    [{ kind: 'not-relevant' }, 'Not marked'],
  ])('in the state %j says why', (state, why) => {
    const said = present({ state })
    expect(said.state).toBe(state.kind)
    expect(said.why).toContain(why)
  })

  test('that was written and not yet read again says so', () => {
    expect(present({ verifiedAt: null }).why).toBe('Written; the next reading will confirm it.')
  })

  test('says the reason of its last decision as long as that holds', () => {
    expect(present({ state: { kind: 'problem' }, why: 'private-unreadable' }).why).toMatch(
      /problems\. Its private page/,
    )
    expect(present({ state: { kind: 'not-relevant' }, why: 'past-horizon' }).why).toContain('too long ago')
    expect(present({ why: 'a reason of a newer version' }).why).toBe('Both sides are in step.')
  })
})

test('a comparison lists each difference in words, with what its repair would write', () => {
  const place = { field: 'place', before: 'Köln', after: 'Bonn' }
  const step = { kind: 'update', side: 'shared', fields: [place], tracking: [] } as const
  const writing = { ...noPlan, level: 'click', destructive: true, steps: [step] } as const
  const said = presentVerification(
    {
      privateRelevant: 2,
      copies: 1,
      equal: 0,
      foreign: 0,
      differences: [
        {
          kind: 'field',
          privateId,
          sharedId,
          title: 'Dachzelt',
          field: 'place',
          private: 'Bonn',
          shared: 'Köln',
          plan: writing,
        },
        {
          kind: 'missing-copy',
          privateId,
          sharedId: null,
          title: 'Arzt',
          field: null,
          private: null,
          shared: null,
          plan: noPlan,
        },
      ],
    },
    anna,
    'de',
  )
  expect(verificationSchema.parse(said)).toEqual(said)
  expect(said.differences.map((one) => [one.field, one.message])).toEqual([
    ['Ort', 'Das Feld weicht ab.'],
    [null, 'Die private Seite ist relevant und hat keine Kopie.'],
  ])
  expect(said.differences.map((one) => one.repair)).toEqual([
    { action: 'Schreibt in die Kopie: Ort „Köln“ → „Bonn“.', level: 'click', destructive: true },
    undefined,
  ])
})

test('a profile tells how its token is found, and what is mapped to what', () => {
  const said = profileSummary(aProfile({ pausedUntil: AT }))
  expect(profileSummarySchema.parse(said)).toEqual(said)
  expect(said).toMatchObject({
    name: 'Anna',
    sourceUserId: 1,
    pausedUntil: ISO,
    private: { title: 'Kalender', token: { kind: 'environment', variable: 'ANNA_TOKEN' } },
    fields: [
      { private: 'Name', shared: 'Titel', direction: 'both' },
      { private: 'Datum', shared: 'Startdatum' },
      { private: 'Ort', direction: 'busy', word: 'unterwegs' },
    ],
  })
})

test('an error is the document of the contract', () => {
  const said = { error: presentError(failure('locked', 'pid 1', { reason: 'home-locked', subject: 'run (1)' }), 'en') }
  expect(errorDocumentSchema.parse(said)).toEqual(said)
  expect(said.error.message).toBe('Partner Sync is already running here: “run (1)”.')
})
