/**
 * The rows that end a pair or bring a copy back: 6, 7, 8, 9, 10, 13 and 20.
 *
 * What is known here: the side a removal hangs on was read directly. What is promised: a removal is always a move to the
 * trash, always guarded, never the consequence of a 404, and a value that only the removed page showed stands in the
 * history or is asked about first.
 */
import type {
  Answer,
  AnswerAction,
  CaseNumber,
  Decision,
  LostValue,
  Operation,
  Question,
  Why,
} from '../../shared/decision.ts'
import { assertNever, failure } from '../../shared/failure.ts'
import type { FieldKey, FieldMapping, FieldValues, PrivateView, SharedView } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { decisionOf, fieldsOf, nothing, trackingOf } from './decisions.ts'
import { derive, equal, equalAcross, reattachMentions, translate } from './fields.ts'
import { baseKey, merge } from './merge.ts'
import { fingerprint } from './observe.ts'
import { type Rules, type Situation, seen } from './situation.ts'

/** Case 6: fold what only the copy shows into P, trash the copy, clear the link. An act of privacy: waits for nobody. */
export function unshare(situation: Situation, mine: PrivateView, copy: SharedView | null, rules: Rules): Decision {
  const sharedId = copy?.id ?? situation.pair?.sharedId
  if (sharedId == null) return nothing(situation, '0', 'not-relevant')
  const fold: Record<FieldKey, Value> = {}
  const expected: Record<FieldKey, Value> = {}
  const lost: LostValue[] = []
  for (const field of rules.mapping.fields) {
    const ours = mine.fields[field.key]
    const theirs = copy?.fields[field.key]
    if (
      theirs === undefined ||
      theirs.kind === 'unreadable' ||
      !showsSomethingNew(situation, field, ours, theirs, rules)
    )
      continue
    const base = situation.pair?.base?.[field.key]
    const folds =
      field.direction.kind === 'both' &&
      ours !== undefined &&
      base !== undefined &&
      base.properties === baseKey(field) &&
      equal(ours, base.private) &&
      !situation.foreignWrite.shared
    if (folds) {
      fold[field.key] = reattachMentions(translate(theirs, field, 'private', rules.optionPairs), ours)
      expected[field.key] = ours
    } else lost.push({ side: 'shared', field: field.key, value: theirs })
  }
  const operations: Operation[] = []
  if (Object.keys(fold).length > 0) {
    operations.push({ kind: 'update', side: 'private', pageId: mine.id, values: fold, tracking: {}, expected })
  }
  operations.push(trashCopy(situation, sharedId, copy))
  operations.push(clearLink(mine))
  return decisionOf(situation, {
    case: '6',
    why: 'unshared',
    sharedId,
    operations,
    lost,
    effect: { kind: 'forget' },
    guarded: 'unshare',
  })
}

/** Case 7: P is in the trash. An untouched copy follows; an edited one asks. */
export function privateTrashed(situation: Situation, mine: PrivateView, copy: SharedView, rules: Rules): Decision {
  const answer = answerTo(situation, 'deleted-here-edited-there')
  const trash: Partial<Decision> = {
    operations: [trashCopy(situation, copy.id, copy)],
    effect: { kind: 'forget' },
    guarded: 'trash-copy',
  }
  if (answer === null) {
    if (!copyChanged(situation, mine, copy, rules))
      return decisionOf(situation, { case: '7', why: 'private-trashed', ...trash })
    return ask(situation, '7', { kind: 'deleted-here-edited-there' })
  }
  switch (answer.action) {
    case 'private':
      return decisionOf(situation, { case: '7', why: 'answered', ...trash, guarded: null })
    case 'shared': {
      const restored: Operation = { kind: 'restore', side: 'private', pageId: mine.id, values: {}, tracking: {} }
      return decisionOf(situation, { case: '7', why: 'answered', operations: [restored] })
    }
    case 'alone':
      return decisionOf(situation, {
        case: '7',
        why: 'answered',
        operations: [disown(copy)],
        effect: { kind: 'forget' },
      })
    default:
      return ask(situation, '7', { kind: 'deleted-here-edited-there' })
  }
}

/** Case 8: a person trashed the copy. A partner's deletion never deletes private data unless the policy says so. */
export function copyTrashed(situation: Situation, mine: PrivateView, copy: SharedView, rules: Rules): Decision {
  const answer = answerTo(situation, 'trashed-copy')
  if (answer !== null) {
    switch (answer.action) {
      case 'private':
        return restoreCopy(situation, mine, copy, rules, '8')
      case 'shared':
        return { ...unsharePrivate(situation, mine), why: 'answered', guarded: null }
      case 'trash-private':
        return { ...trashPrivate(situation, mine), why: 'answered', guarded: null }
      default:
        return ask(situation, '8', { kind: 'trashed-copy' })
    }
  }
  if (privateChanged(situation, mine, rules)) return ask(situation, '8', { kind: 'trashed-copy' })
  switch (rules.onSharedDelete) {
    case 'unshare':
      return unsharePrivate(situation, mine)
    case 'restore':
      return restoreCopy(situation, mine, copy, rules, '8')
    case 'delete':
      return trashPrivate(situation, mine)
    case 'ask':
      return ask(situation, '8', { kind: 'trashed-copy' })
    default:
      return assertNever(rules.onSharedDelete)
  }
}

/** Cases 9 and 13: never delete on a 404; the user says whether to keep, trash the copy, or forget. */
export function unreadable(situation: Situation): Decision {
  const copy = situation.copy.kind === 'present' ? situation.copy.page : null
  const caseNumber: CaseNumber = situation.pair === null && situation.copy.kind === 'present' ? '13' : '9'
  const reason = reasonOf(situation)
  const answer = validAnswer(situation, situation.problemAnswer)
  const actions: readonly AnswerAction[] = copy === null ? ['keep', 'forget'] : ['keep', 'trash-copy', 'forget']
  if (answer !== null && actions.includes(answer.action)) {
    if (answer.action === 'keep') {
      return decisionOf(situation, { case: caseNumber, why: 'answered', effect: { kind: 'keep', shown: answer.shown } })
    }
    if (answer.action === 'trash-copy' && copy !== null) {
      return decisionOf(situation, {
        case: caseNumber,
        why: 'answered',
        operations: [trashCopy(situation, copy.id, copy)],
        effect: { kind: 'forget' },
      })
    }
    return decisionOf(situation, {
      case: caseNumber,
      why: 'answered',
      operations: copy === null ? [] : [disown(copy)],
      effect: copy === null ? { kind: 'exclude', shown: answer.shown, reason: 'forgotten' } : { kind: 'forget' },
    })
  }
  return decisionOf(situation, {
    case: caseNumber,
    why: reason,
    problem: {
      failure: failure(
        'unreadable-page',
        `${reason}: ${situation.privateId ?? ''} / ${situation.pair?.sharedId ?? copy?.id ?? ''}`,
        {
          connector: 'core',
          code: reason,
          reason,
          subject: copy?.title ?? situation.pair?.title ?? null,
        },
      ),
      actions,
    },
  })
}

function reasonOf(situation: Situation): Why {
  if (situation.private.kind === 'moved') return 'private-moved'
  if (situation.private.kind === 'unreadable') return situation.pair === null ? 'orphan' : 'private-unreadable'
  return situation.copy.kind === 'moved' ? 'copy-moved' : 'copy-unreadable'
}

/** Case 10: P lives in another database now. Nothing is written into it; another person's copy is only forgotten. */
export function privateMoved(situation: Situation, copy: SharedView, rules: Rules): Decision {
  if (copy.number !== null && copy.number !== rules.number) return forget(situation, '10', 'private-moved')
  return decisionOf(situation, {
    case: '10',
    why: 'private-moved',
    operations: [trashCopy(situation, copy.id, copy)],
    effect: { kind: 'forget' },
    guarded: 'trash-copy',
  })
}

/** Cases 8 and 20: the copy comes back with P's values; what it showed otherwise is overwritten and so in the history. */
export function restoreCopy(
  situation: Situation,
  mine: PrivateView,
  copy: SharedView,
  rules: Rules,
  caseNumber: '8' | '20',
): Decision {
  const pair = situation.pair?.sharedId === copy.id ? situation.pair : null
  const input = { private: mine, shared: copy, pair, questions: [], foreignWrite: { private: false, shared: false } }
  const merged = merge({ ...input, privateWins: true }, rules)
  const operations: Operation[] = [
    {
      kind: 'restore',
      side: 'shared',
      pageId: copy.id,
      values: merged.toShared,
      tracking: { relevant: true, link: mine.id, number: rules.number },
    },
  ]
  if (mine.link !== copy.id) {
    const tracking = { link: copy.id }
    operations.push({
      kind: 'link',
      side: 'private',
      pageId: mine.id,
      tracking,
      before: trackingOf(mine),
      linkToCreated: false,
    })
  }
  return decisionOf(situation, {
    case: caseNumber,
    why: 'copy-restored',
    sharedId: copy.id,
    operations,
    effect: { kind: 'settle', agreed: merged.agreed },
    questions: merged.questions,
    waiting: merged.waiting,
    guarded: 'create',
  })
}

/** Case 20: clear the link where P can be written, then forget the pair; a tombstone keeps its base. */
export function forget(situation: Situation, caseNumber: CaseNumber, why: Why): Decision {
  const mine = situation.private.kind === 'present' ? situation.private.page : null
  const link = mine !== null && mine.link !== null && !mine.relevant ? [clearLink(mine)] : []
  if (situation.pair?.sharedId == null && link.length === 0) return nothing(situation, caseNumber, why)
  return decisionOf(situation, { case: caseNumber, why, operations: link, effect: { kind: 'forget' } })
}

/** The row stays where it is and belongs to nobody's pair any more. */
export function disown(copy: SharedView): Operation {
  return {
    kind: 'link',
    side: 'shared',
    pageId: copy.id,
    tracking: { link: null, number: null },
    before: trackingOf(copy),
    linkToCreated: false,
  }
}

/** Every trashing of ours unchecks the copy in the same request; the executor does that (sync-semantics, The table). */
export function trashCopy(situation: Situation, sharedId: SharedView['id'], copy: SharedView | null): Operation {
  return {
    kind: 'trash',
    side: 'shared',
    pageId: sharedId,
    expected: copy === null ? sharedBase(situation) : fieldsOf(copy),
  }
}

function sharedBase(situation: Situation): FieldValues {
  const expected: Record<FieldKey, Value> = {}
  for (const [key, base] of Object.entries(situation.pair?.base ?? {})) {
    // The keys of a base are field keys by construction; Object.entries widens them to string.
    expected[key as FieldKey] = base.shared
  }
  return expected
}

function clearLink(mine: PrivateView): Operation {
  return {
    kind: 'link',
    side: 'private',
    pageId: mine.id,
    tracking: { link: null },
    before: trackingOf(mine),
    linkToCreated: false,
  }
}

function unsharePrivate(situation: Situation, mine: PrivateView): Decision {
  const tracking = { relevant: false, link: null }
  return decisionOf(situation, {
    case: '8',
    why: 'copy-trashed',
    operations: [
      { kind: 'link', side: 'private', pageId: mine.id, tracking, before: trackingOf(mine), linkToCreated: false },
    ],
    effect: { kind: 'forget' },
    guarded: 'unshare-private',
  })
}

function trashPrivate(situation: Situation, mine: PrivateView): Decision {
  return decisionOf(situation, {
    case: '8',
    why: 'copy-trashed',
    operations: [{ kind: 'trash', side: 'private', pageId: mine.id, expected: mine.fields }],
    effect: { kind: 'forget' },
    guarded: 'trash-private',
  })
}

function ask(situation: Situation, caseNumber: CaseNumber, question: Question): Decision {
  return decisionOf(situation, { case: caseNumber, why: 'conflict', questions: [question] })
}

/** Without a base a copy counts as changed (7 asks, 6 puts its values into the history). */
function showsSomethingNew(
  situation: Situation,
  field: FieldMapping,
  ours: Value | undefined,
  theirs: Value,
  rules: Rules,
): boolean {
  if (field.direction.kind !== 'both') {
    return ours === undefined || !equal(derive(ours, field, rules.optionPairs), theirs)
  }
  if (ours !== undefined && equalAcross(ours, theirs, field, rules.optionPairs)) return false
  const base = situation.pair?.base?.[field.key]
  return base === undefined || base.properties !== baseKey(field) || !equal(theirs, base.shared)
}

function copyChanged(situation: Situation, mine: PrivateView, copy: SharedView, rules: Rules): boolean {
  if (situation.pair?.sharedId !== copy.id || situation.pair.base === null) return true
  return rules.mapping.fields.some((field) => {
    const theirs = copy.fields[field.key]
    if (field.direction.kind !== 'both') return false
    return theirs === undefined || showsSomethingNew(situation, field, mine.fields[field.key], theirs, rules)
  })
}

function privateChanged(situation: Situation, mine: PrivateView, rules: Rules): boolean {
  const base = situation.pair?.base
  if (base == null) return true
  return rules.mapping.fields.some((field) => {
    const known = base[field.key]
    const now = mine.fields[field.key]
    return known !== undefined && now !== undefined && !equal(known.private, now)
  })
}

/** The last answer to the open question of that kind, while both sides still show what was asked about. */
function answerTo(situation: Situation, kind: Question['kind']): Answer | null {
  const open = situation.questions.find((each) => each.question.kind === kind)
  return validAnswer(situation, open?.answers.at(-1) ?? null)
}

function validAnswer(situation: Situation, answer: Answer | null): Answer | null {
  if (answer === null) return null
  const mine = seen(situation.private)
  const copy = seen(situation.copy)
  const fits = (view: PrivateView | SharedView | null, then: string | null): boolean =>
    view === null || fingerprint(view) === then
  return fits(mine, answer.shown.private) && fits(copy, answer.shown.shared) ? answer : null
}
