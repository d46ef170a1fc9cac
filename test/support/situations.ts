/**
 * Builders for tests of the reconciler: fields, rules, views, pairs and situations, and a decision in one line.
 *
 * Everything starts in step: P is relevant and linked, S carries P's id and number 7, all fields show 'a', the base says
 * so. A test names only what is different.
 */
import { baseKey } from '../../electron/core/base.ts'
import type { OpenQuestion, Rules, Situation } from '../../electron/core/situation.ts'
import type { Answer, AnswerAction, Decision, Operation, Question, Tracking } from '../../shared/decision.ts'
import { assertNever } from '../../shared/failure.ts'
import type {
  Base,
  Direction,
  FieldKey,
  FieldMapping,
  FieldValues,
  Mapping,
  Pair,
  PrivateView,
  ProfileId,
  SharedView,
} from '../../shared/model.ts'
import { type FieldType, plainText, type Value } from '../../shared/value.ts'
import { key, privateId, propertyId, resourceId, sharedId } from '../core/databases.ts'

export const p = privateId('p')
export const s = sharedId('s')
export const bot = 'our-bot'
export const number = 7
export const home = { private: resourceId('private'), shared: resourceId('shared'), elsewhere: resourceId('elsewhere') }
export const profile = 'profile' as ProfileId // Tests name their one profile themselves.

export const both: Direction = { kind: 'both' }
export const toShared: Direction = { kind: 'to-shared' }
export const busy: Direction = { kind: 'busy', word: 'busy' }

export function field(name: string, type: FieldType, direction: Direction = both, version = ''): FieldMapping {
  const place = (side: string): FieldMapping['private'] => ({
    kind: 'single',
    property: { id: propertyId(`${side}-${name}${version}`), name },
  })
  return { key: key(name), type, direction, private: place('private'), shared: place('shared') }
}

const reference = (name: string) => ({ id: propertyId(name), name })

export function mapping(...fields: readonly FieldMapping[]): Mapping {
  return {
    fields,
    private: { relevant: reference('relevant'), link: reference('link') },
    shared: { relevant: reference('relevant'), link: reference('link'), number: reference('number') },
  }
}

export const ordinary = mapping(field('name', 'title'), field('date', 'date'), field('place', 'rich-text'))

export function rules(more: Partial<Rules> = {}): Rules {
  return {
    mapping: ordinary,
    number,
    onConflict: 'ask',
    onSharedDelete: 'unshare',
    horizonMs: null,
    importRows: false,
    now: Date.UTC(2026, 6, 1),
    bots: { private: bot, shared: bot },
    optionPairs: [],
    options: () => null,
    careful: false,
    rebuilt: false,
    stopSharing: false,
    ...more,
  }
}

export const day: Value = { kind: 'date', date: { kind: 'all-day', start: '2026-05-01', end: null } }
export const text = plainText
export const unreadable: Value = { kind: 'unreadable', reason: 'cut-off' }

/** Values by field name; a string is a text. */
export type Shown = Readonly<Record<string, Value | string>>

export function fields(shown: Shown, start: FieldValues = {}): FieldValues {
  const values: Record<FieldKey, Value> = { ...start }
  for (const [name, value] of Object.entries(shown)) values[key(name)] = typeof value === 'string' ? text(value) : value
  return values
}

export const start: FieldValues = fields({ name: 'a', date: day, place: 'a' })

export function mine(shown: Shown = {}, more: Partial<PrivateView> = {}): PrivateView {
  const values = fields(shown, start)
  const title = values[key('name')]
  return {
    side: 'private',
    id: p,
    link: s,
    relevant: true,
    url: 'https://notes.example/p',
    createdAt: 1_000,
    editedAt: 2_000,
    createdBy: 'anna',
    editedBy: 'anna',
    inTrash: false,
    resource: home.private,
    title: title?.kind === 'text' ? title.segments.map((run) => run.text).join('') : '',
    fields: values,
    ...more,
  }
}

export function copy(shown: Shown = {}, more: Partial<SharedView> = {}): SharedView {
  const { title, fields: values } = mine(shown)
  return {
    side: 'shared',
    id: s,
    link: p,
    number,
    relevant: true,
    url: 'https://notes.example/s',
    createdAt: 1_000,
    editedAt: 2_000,
    createdBy: bot,
    editedBy: 'bert',
    inTrash: false,
    resource: home.shared,
    title,
    fields: values,
    ...more,
  }
}

/** The base of all fields; `shown` and `other` are what the private and the shared side showed then. */
export function baseOf(map: Mapping = ordinary, shown: FieldValues = start, other: FieldValues = shown): Base {
  const base: Record<FieldKey, Base[FieldKey]> = {}
  for (const each of map.fields) {
    const ours = shown[each.key]
    const theirs = other[each.key]
    if (ours !== undefined && theirs !== undefined) {
      base[each.key] = { private: ours, shared: theirs, properties: baseKey(each) }
    }
  }
  return base
}

export function pair(more: Partial<Pair> = {}): Pair {
  return {
    profile,
    privateId: p,
    sharedId: s,
    title: 'a',
    start: '2026-05-01',
    relevant: true,
    state: { kind: 'in-step' },
    why: 'unchanged',
    base: baseOf(),
    marks: { private: { seenAt: 2_000, ownWriteAt: null }, shared: { seenAt: 2_000, ownWriteAt: null } },
    verifiedAt: null,
    unverified: null,
    tries: 0,
    ...more,
  }
}

export const present = <View>(page: View) => ({ kind: 'present', page, direct: true }) as const
export const trashed = <View extends { readonly inTrash: boolean }>(page: View) =>
  ({ kind: 'trashed', page: { ...page, inTrash: true }, direct: true }) as const

export function situation(more: Partial<Situation> = {}): Situation {
  return {
    privateId: p,
    private: present(mine()),
    copy: present(copy()),
    others: [],
    named: null,
    oldestNaming: true,
    pair: pair(),
    tombstone: null,
    questions: [],
    problemAnswer: null,
    claimed: false,
    foreignWrite: { private: false, shared: false },
    ...more,
  }
}

/** A question as the ledger keeps it, asked when both sides showed `shown`, with the answers given since. */
export function asked(
  question: Question,
  shown: Answer['shown'] = { private: null, shared: null },
  ...answers: readonly (AnswerAction | Answer)[]
): OpenQuestion {
  return {
    question,
    shown,
    answers: answers.map((each) => (typeof each === 'string' ? { action: each, field: null, shown } : each)),
  }
}

function words(value: Value): string {
  switch (value.kind) {
    case 'text':
      return value.segments.map((run) => run.text).join('')
    case 'date':
      return value.date?.start ?? ''
    case 'option':
      return value.option?.name ?? ''
    case 'options':
      return value.options.map((option) => option.name).join('+')
    default:
      return JSON.stringify(value)
  }
}

function valuesIn(values: FieldValues, hidden: ReadonlySet<string>): string {
  const shown = Object.entries<Value>(values).filter(([name]) => !hidden.has(name))
  return shown.length === 0 ? '' : `{${shown.map(([name, value]) => `${name}=${words(value)}`).join(' ')}}`
}

function trackingIn(tracking: Tracking, linkToCreated = false): string {
  const parts = [
    ...(tracking.relevant === undefined ? [] : [`relevant=${tracking.relevant ? 'on' : 'off'}`]),
    ...(linkToCreated ? ['link=new'] : tracking.link === undefined ? [] : [`link=${tracking.link ?? '-'}`]),
    ...(tracking.number === undefined ? [] : [`number=${tracking.number ?? '-'}`]),
  ]
  return parts.length === 0 ? '' : `[${parts.join(' ')}]`
}

function operationIn(operation: Operation): string {
  const side = operation.side === 'private' ? 'P' : 'S'
  switch (operation.kind) {
    case 'create':
      // What every new page carries is said by a test of its own.
      return `${side}+${valuesIn(operation.values, new Set(['name', 'date']))}`
    case 'update':
      return `${side}${valuesIn(operation.values, new Set())}${trackingIn(operation.tracking)}`
    case 'link':
      return `${side}${trackingIn(operation.tracking, operation.linkToCreated)}`
    case 'trash':
      return `${side}-`
    case 'restore':
      return `${side}^${valuesIn(operation.values, new Set())}${trackingIn(operation.tracking)}`
    default:
      return assertNever(operation)
  }
}

function questionIn(question: Question): string {
  if (question.kind === 'fields') return `?fields(${question.fields.map((each) => each.field).join(' ')})`
  if (question.kind === 'option') return `?option(${question.side} ${question.field} ${question.option})`
  return question.kind === 'duplicate' ? `?duplicate(${question.sharedId})` : `?${question.kind}`
}

/**
 * A decision in one line: case, writes (P or S with `+` create, `{…}` fields, `[…]` tracking, `-` trash, `^` restore),
 * effect, `#` guard, `?` questions, `!` problem with its actions, `~` values that give way, `…` fields that wait.
 */
export function brief(decision: Decision): string {
  const { problem } = decision
  return [
    decision.case,
    ...decision.operations.map(operationIn),
    decision.effect.kind,
    ...(decision.guarded === null ? [] : [`#${decision.guarded}`]),
    ...decision.questions.map(questionIn),
    ...(problem === null ? [] : [`!${problem.failure.reason ?? ''}(${problem.actions.join(' ')})`]),
    ...decision.lost.map((each) => `~${each.field}=${words(each.value)}`),
    ...decision.waiting.map((each) => `…${each}`),
  ].join(' ')
}
