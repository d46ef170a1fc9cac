/**
 * A world without a service: two maps of pages, people who edit them, and the reconciler with a ledger in memory.
 *
 * Decisions are carried out as the engine does it: what a write expects is checked first, else the appointment is decided
 * again with both pages in sight; the base moves by what the pages show afterwards; before-images go to the history.
 * Everything that may never happen is noted in `broken` at the moment it happens.
 */
import { baseKey } from '../../electron/core/base.ts'
import { equal, isEmpty } from '../../electron/core/fields.ts'
import { fingerprint } from '../../electron/core/observe.ts'
import { reconcile } from '../../electron/core/reconcile.ts'
import {
  chooseCopy,
  type OpenQuestion,
  type Rules,
  type Situation,
  trashedByUs,
} from '../../electron/core/situation.ts'
import type { AnswerAction, Decision, Operation, SideState } from '../../shared/decision.ts'
import type {
  Base,
  FieldKey,
  FieldValues,
  PageId,
  Pair,
  PrivatePageId,
  PrivateView,
  SharedPageId,
  SharedView,
  Side,
  Tombstone,
} from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { sharedId } from '../core/databases.ts'
import { bot, home, pair as knownPair, profile } from './situations.ts'

interface Known {
  readonly pair: Pair | null
  readonly tombstone: Tombstone | null
  readonly questions: readonly OpenQuestion[]
}

export interface Kept {
  readonly side: Side
  readonly field: FieldKey
  readonly value: Value
}

/** What can be changed of a page; `link` and `number` as the side has them. */
export interface Change extends Partial<Pick<SharedView, 'fields' | 'relevant' | 'inTrash' | 'resource' | 'number'>> {
  readonly link?: PageId | null
}

export interface PureWorld {
  readonly mine: Map<PrivatePageId, PrivateView>
  readonly theirs: Map<SharedPageId, SharedView>
  readonly ledger: Map<PrivatePageId, Known>
  /** Private pages that answer 404 for now. */
  readonly hidden: Set<PrivatePageId>
  readonly history: Kept[]
  /** Promises that were broken, in words. */
  readonly broken: string[]
  /** A person writes, trashes, checks or moves a page. */
  touch(id: PageId, change: Change): void
  answer(id: PrivatePageId, action: AnswerAction): void
  /** Decides on everything, in this order of the appointments, and carries it out; what was written. */
  run(
    rules: Rules,
    order: (ids: readonly PrivatePageId[]) => readonly PrivatePageId[],
    all: boolean,
  ): readonly Decision[]
}

const unread: Value = { kind: 'unreadable', reason: 'absent' }
const unknown: Known = { pair: null, tombstone: null, questions: [] }

export function createPureWorld(): PureWorld {
  const mine = new Map<PrivatePageId, PrivateView>()
  const theirs = new Map<SharedPageId, SharedView>()
  const ledger = new Map<PrivatePageId, Known>()
  const hidden = new Set<PrivatePageId>()
  /** Changed since the last run: what a query for changes would tell. */
  let touched = new Set<PageId>()
  const history: Kept[] = []
  const broken: string[] = []
  let minute = 1

  const knownOf = (id: PrivatePageId): Known => ledger.get(id) ?? unknown
  const carriers = (id: PrivatePageId): readonly SharedView[] => [...theirs.values()].filter((each) => each.link === id)

  function put(id: PageId, side: Side, change: Change, by: string): void {
    minute += 1
    const { link, number, ...rest } = change
    const edited = { ...rest, editedAt: minute, editedBy: by }
    // The side says whose ids these are, here and below.
    const own = side === 'private' ? mine.get(id as PrivatePageId) : undefined
    const copy = side === 'shared' ? theirs.get(id as SharedPageId) : undefined
    if (own !== undefined) {
      mine.set(own.id, { ...own, ...edited, ...(link === undefined ? {} : { link: link as SharedPageId | null }) })
    } else if (copy !== undefined) {
      const key = link === undefined ? {} : { link: link as PrivatePageId | null }
      theirs.set(copy.id, { ...copy, ...edited, ...key, ...(number === undefined ? {} : { number }) })
    } else throw new Error(`no page ${id}`)
  }

  function privateState(id: PrivatePageId, all: boolean): SideState<PrivateView> {
    const page = mine.get(id)
    if (page === undefined || hidden.has(id)) return { kind: 'unreadable' }
    if (page.resource !== home.private) return { kind: 'moved', page }
    if (page.inTrash) return { kind: 'trashed', page, direct: true }
    return all || touched.has(id) ? { kind: 'present', page, direct: true } : { kind: 'unobserved' }
  }

  function situationOf(id: PrivatePageId, all: boolean): Situation {
    const known = knownOf(id)
    const calm = known.pair?.sharedId != null && known.questions.length === 0 && known.pair.base !== null
    const own = privateState(id, all || !calm)
    const carrying = carriers(id)
    const { winner, others } = chooseCopy(carrying.filter((each) => !each.inTrash))
    const back = carrying.find((each) => each.id === known.pair?.sharedId) ?? chooseCopy(carrying).winner
    const page = winner ?? back
    const rest = page === null || page === undefined || page.id !== known.pair?.sharedId || others.length > 0
    const look = all || !calm || rest || touched.has(page.id) || own.kind !== 'present' || page.inTrash
    const seen: SideState<SharedView> =
      page === null || page === undefined
        ? { kind: 'absent' }
        : page.inTrash
          ? { kind: 'trashed', page, direct: true }
          : look && (own.kind !== 'unobserved' || touched.has(page.id))
            ? { kind: 'present', page, direct: true }
            : { kind: 'unobserved' }
    const link = own.kind === 'present' ? own.page.link : null
    const named = link === null ? null : (theirs.get(link) ?? null)
    const namers = [...mine.values()].filter((each) => !each.inTrash && link !== null && each.link === link)
    const first = namers.toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))[0]
    return {
      privateId: id,
      private: own,
      copy: seen,
      others,
      named: named !== null && named.link !== id ? named : null,
      oldestNaming: first === undefined || first.id === id,
      pair: known.pair,
      tombstone: known.pair?.sharedId == null ? known.tombstone : null,
      questions: known.questions,
      problemAnswer: null,
      claimed: false,
      foreignWrite: { private: false, shared: false },
    }
  }

  function pageOf(operation: Exclude<Operation, { kind: 'create' }>): PrivateView | SharedView | undefined {
    return operation.side === 'private'
      ? mine.get(operation.pageId as PrivatePageId) // The side says whose id it is.
      : theirs.get(operation.pageId as SharedPageId) // As above.
  }

  /** Whether a page still shows what the write expects; the engine reads it right before. */
  function fresh(operation: Operation): boolean {
    if (operation.kind !== 'update' && operation.kind !== 'trash') return true
    const page = pageOf(operation)
    if (page === undefined || page.inTrash) return false
    return Object.entries<Value>(operation.expected).every(([key, value]) =>
      equal(value, page.fields[key as FieldKey] ?? value),
    ) // Field keys.
  }

  function keep(side: Side, before: FieldValues, keys: readonly string[]): void {
    for (const key of keys as readonly FieldKey[]) {
      // Keys of field values.
      const value = before[key]
      if (value !== undefined) history.push({ side, field: key, value })
    }
  }

  /** What no decision may ever do; `ask`: nothing may be overwritten that the other side has not seen. */
  function watch(decision: Decision, operation: Operation, rules: Rules, base: Base | null): void {
    const say = (what: string): void => void broken.push(`${decision.privateId ?? ''} ${decision.case}: ${what}`)
    const asked = decision.privateId === null ? [] : knownOf(decision.privateId).questions
    const answered = decision.why === 'answered' || asked.some((each) => each.answers.length > 0)
    const values = 'values' in operation ? operation.values : {}
    const page = operation.kind === 'create' ? undefined : pageOf(operation)
    for (const field of rules.mapping.fields) {
      if (values[field.key] === undefined) continue
      if (operation.side === 'private' && field.direction.kind !== 'both') say(`one-way ${field.key} into P`)
      const before = page?.fields[field.key]
      const synced = base?.[field.key]
      const free =
        before === undefined || isEmpty(before) || (synced !== undefined && equal(synced[operation.side], before))
      const asks = rules.onConflict === 'ask' && !answered && decision.case !== '20' && field.direction.kind === 'both'
      if (asks && !free) say(`overwrites ${field.key} of the ${operation.side} side unasked`)
    }
    if (
      operation.kind === 'create' &&
      operation.side === 'shared' &&
      decision.privateId !== null &&
      carriers(decision.privateId).length > 0
    ) {
      say('a second copy')
    }
    // A row without a key that our page names is half linked, not foreign: row 2b adopts it, also a copy that was left
    // alone once its private page is brought back and still names it.
    const halfLinked = decision.case === '2b' && page?.side === 'shared' && page.link === null && page.number === null
    if (page?.side === 'shared' && page.number !== rules.number && page.link !== decision.privateId && !halfLinked)
      say('a foreign page')
    if (page?.side === 'private' && page.resource !== home.private) say('a page that left')
    if (operation.kind === 'restore' && operation.side === 'private' && !answered) say('P comes back by itself')
    if (operation.kind === 'trash' && operation.side === 'private' && !answered && rules.onSharedDelete !== 'delete')
      say('P goes by itself')
    if (operation.kind === 'trash' && operation.side === 'private' && !answered && page !== undefined) {
      const edited = rules.mapping.fields.filter(
        ({ key }) => !equal(base?.[key]?.private ?? unread, page.fields[key] ?? unread),
      )
      if (edited.length > 0) say('an edited P goes')
    }
    if (operation.kind === 'restore' && page?.side === 'shared' && (page.editedBy !== bot || page.relevant)) {
      const tombstone = decision.privateId === null ? null : knownOf(decision.privateId).tombstone
      if (!answered && rules.onSharedDelete !== 'restore' && tombstone?.sharedId !== page.id)
        say('what a person trashed comes back')
    }
  }

  function perform(operation: Operation, created: PageId | null): PageId | null {
    if (operation.kind === 'create') {
      // Named after its page, so that the order of appointments leaves no trace.
      let id = sharedId(`${operation.tracking.link ?? ''}-copy`)
      while (theirs.has(id)) id = sharedId(`${id}+`)
      theirs.set(id, {
        side: 'shared',
        id,
        link: operation.tracking.link as PrivatePageId, // A create on the shared side carries P's id.
        number: operation.tracking.number ?? null,
        relevant: operation.tracking.relevant ?? false,
        url: '',
        createdAt: minute,
        editedAt: minute,
        createdBy: bot,
        editedBy: bot,
        inTrash: false,
        resource: home.shared,
        title: '',
        fields: operation.values,
      })
      return id
    }
    const page = pageOf(operation)
    if (page === undefined) throw new Error(`no page ${operation.pageId}`)
    if ('values' in operation) keep(operation.side, page.fields, Object.keys(operation.values))
    if (operation.kind === 'trash') keep(operation.side, page.fields, Object.keys(page.fields))
    const tracking =
      'tracking' in operation ? operation.tracking : operation.side === 'shared' ? { relevant: false } : {}
    const link = operation.kind === 'link' && operation.linkToCreated ? created : tracking.link
    put(
      page.id,
      operation.side,
      {
        ...(tracking.relevant === undefined ? {} : { relevant: tracking.relevant }),
        ...(tracking.number === undefined ? {} : { number: tracking.number }),
        ...(link === undefined ? {} : { link }),
        ...('values' in operation ? { fields: { ...page.fields, ...operation.values } } : {}),
        ...(operation.kind === 'trash' ? { inTrash: true } : operation.kind === 'restore' ? { inTrash: false } : {}),
      },
      bot,
    )
    return created
  }

  function record(id: PrivatePageId, decision: Decision, created: PageId | null, rules: Rules): void {
    const known = knownOf(id)
    const shown = {
      private: decision.private === null ? null : fingerprint(decision.private),
      shared: decision.shared === null ? null : fingerprint(decision.shared),
    }
    const questions = decision.questions.map((question): OpenQuestion => {
      const about = question.kind === 'duplicate' ? { ...shown, shared: question.shown } : shown
      const same = known.questions.find(
        (each) => JSON.stringify([each.question, each.shown]) === JSON.stringify([question, about]),
      )
      return same ?? { question, shown: about, answers: [] }
    })
    for (const each of decision.lost) history.push(each)
    const { effect } = decision
    if (effect.kind === 'settle') {
      const copyId = (created as SharedPageId | null) ?? decision.sharedId ?? known.pair?.sharedId ?? null // Only copies are made here.
      const [own, copy] = [mine.get(id), copyId === null ? undefined : theirs.get(copyId)]
      const base: Record<FieldKey, Base[FieldKey]> = {
        ...(known.pair?.sharedId === copyId ? known.pair?.base : {}),
        ...effect.agreed,
      }
      const written = new Set(decision.operations.flatMap((each) => ('values' in each ? Object.keys(each.values) : [])))
      for (const field of rules.mapping.fields) {
        const [a, b] = [own?.fields[field.key], copy?.fields[field.key]]
        if (written.has(field.key) && a !== undefined && b !== undefined)
          base[field.key] = { private: a, shared: b, properties: baseKey(field) }
      }
      ledger.set(id, {
        questions,
        tombstone: null,
        pair: knownPair({ privateId: id, sharedId: copyId, base, relevant: true }),
      })
    } else if (effect.kind === 'forget') {
      const gone = known.pair?.sharedId ?? decision.sharedId
      const copy = decision.shared
      const deletedAt = copy?.inTrash === true && !trashedByUs(copy, rules) ? copy.editedAt : null
      const tombstone =
        gone === null
          ? known.tombstone
          : { profile, privateId: id, sharedId: gone, base: known.pair?.base ?? null, deletedAt, at: minute }
      const page = decision.private
      const stays = page !== null && !page.inTrash && page.resource === home.private
      ledger.set(id, {
        questions,
        tombstone,
        pair: stays ? knownPair({ privateId: id, sharedId: null, base: null, relevant: false }) : null,
      })
    } else if (decision.why !== 'no-answer') ledger.set(id, { ...known, questions })
  }

  function carryOut(id: PrivatePageId, first: Decision, rules: Rules): Decision {
    const decision = first.operations.every(fresh) ? first : reconcile(situationOf(id, true), rules)
    let created: PageId | null = null
    const base = knownOf(id).pair
    for (const operation of decision.operations) {
      watch(decision, operation, rules, base?.sharedId === decision.sharedId ? (base?.base ?? null) : null)
      created = perform(operation, created)
    }
    record(id, decision, created, rules)
    return decision
  }

  return {
    mine,
    theirs,
    ledger,
    hidden,
    history,
    broken,
    touch(id, change) {
      const side = mine.has(id as PrivatePageId) ? 'private' : 'shared' // Ids of the two sides are never the same.
      put(id, side, change, side === 'private' ? 'anna' : 'bert')
      touched.add(id)
    },
    answer(id, action) {
      const known = knownOf(id)
      const questions = known.questions.map((each) => ({
        ...each,
        answers: [{ action, field: null, shown: each.shown }],
      }))
      if (ledger.has(id)) ledger.set(id, { ...known, questions })
    },
    run(rules, order, all) {
      const ids = [
        ...new Set([...mine.keys(), ...ledger.keys(), ...[...theirs.values()].flatMap((each) => each.link ?? [])]),
      ]
      const decided = order(ids.toSorted()).map((id) => [id, reconcile(situationOf(id, all), rules)] as const)
      touched = new Set()
      return decided.map(([id, decision]) => carryOut(id, decision, rules)).filter((each) => each.operations.length > 0)
    },
  }
}
