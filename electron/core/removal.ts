/**
 * The rows that end a pair or bring a copy back: 7, 8, 9, 10, 13 and 20 (row 6: `core/unshare`).
 *
 * What is known here: the side a removal hangs on was read directly. What is promised: a removal is always a move to the
 * trash, always guarded unless the user asked for this very one, never the consequence of a 404, and a value that only
 * the removed page showed stands in the history or is asked about first.
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
import type { PrivateView, SharedView } from '../../shared/model.ts'
import { differsFromBase, matchingBase, pairWith } from './base.ts'
import { clearLink, decisionOf, disown, linkTo, nothing, trashCopy } from './decisions.ts'
import { merge } from './merge.ts'
import { type Rules, type Situation, seen, stillShows } from './situation.ts'
import { newOnCopy } from './unshare.ts'

/** Case 7: P is in the trash. An untouched copy follows; an edited one asks; a row of its own stays. */
export function privateTrashed(situation: Situation, mine: PrivateView, copy: SharedView, rules: Rules): Decision {
  // Another computer made it a row of its own, as its user had answered; had this one done so, there were no pair.
  const byUs = rules.bots.shared !== null && copy.editedBy === rules.bots.shared
  const isNobodys = byUs && copy.link === null && copy.number === null
  if (isNobodys) return decisionOf(situation, { case: '7', why: 'forgotten', effect: { kind: 'forget' } })
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
  switch (answer?.action) {
    case 'private':
      return { ...restoreCopy(situation, mine, copy, rules, '8'), why: 'answered', guarded: null }
    case 'shared':
      return { ...unsharePrivate(situation, mine, copy, rules), why: 'answered', guarded: null }
    case 'trash-private':
      return { ...trashPrivate(situation, mine, copy, rules), why: 'answered', guarded: null }
    default:
      break
  }
  // A link that is not as this ledger left it: another computer may have dealt with it, and P was checked again since.
  const relinked = mine.link !== copy.id
  if (relinked || privateChanged(situation, mine, copy, rules)) return ask(situation, '8', { kind: 'trashed-copy' })
  switch (rules.onSharedDelete) {
    case 'unshare':
      return unsharePrivate(situation, mine, copy, rules)
    case 'restore':
      return restoreCopy(situation, mine, copy, rules, '8')
    case 'delete':
      return trashPrivate(situation, mine, copy, rules)
    case 'ask':
      return ask(situation, '8', { kind: 'trashed-copy' })
    default:
      return assertNever(rules.onSharedDelete)
  }
}

/** Cases 9 and 13: never delete on a 404; the user says whether to keep, trash the copy, or forget. */
export function unreadable(situation: Situation): Decision {
  const copy = situation.copy.kind === 'present' ? situation.copy.page : null
  const unpaired = situation.pair?.sharedId == null
  const caseNumber: CaseNumber = unpaired && situation.copy.kind === 'present' ? '13' : '9'
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
  if (situation.private.kind === 'unreadable') {
    return situation.pair?.sharedId == null ? 'orphan' : 'private-unreadable'
  }
  if (situation.copy.kind === 'unreadable') return 'copy-unreadable'
  return situation.copy.kind === 'moved' ? 'copy-moved' : 'private-moved'
}

/** Case 10: P lives in another database now, nothing is written into it. A copy with another number left by row 14. */
export function privateMoved(situation: Situation, copy: SharedView): Decision {
  return decisionOf(situation, {
    case: '10',
    why: 'private-moved',
    operations: [trashCopy(situation, copy.id, copy)],
    effect: { kind: 'forget' },
    guarded: 'trash-copy',
  })
}

/**
 * Cases 8 and 20: the copy comes back out of the trash. In row 20 P's values win; in row 8 nobody gave up the copy's own,
 * so that both sides merge as ever. What is overwritten stands in the history.
 */
export function restoreCopy(
  situation: Situation,
  mine: PrivateView,
  copy: SharedView,
  rules: Rules,
  caseNumber: '8' | '20',
): Decision {
  const { questions, foreignWrite } = situation
  const privateWins = caseNumber === '20'
  const pair = pairWith(situation, copy.id)
  const merged = merge({ private: mine, shared: copy, pair, questions, foreignWrite, privateWins }, rules)
  const tracking = { relevant: true, link: mine.id, number: rules.number }
  const link = mine.link === copy.id ? {} : { link: copy.id }
  const operations: Operation[] = [
    { kind: 'restore', side: 'shared', pageId: copy.id, values: merged.toShared, tracking },
  ]
  if (Object.keys(merged.toPrivate).length > 0) {
    const { toPrivate: values, expectedPrivate: expected } = merged
    operations.push({ kind: 'update', side: 'private', pageId: mine.id, values, tracking: link, expected })
  } else if ('link' in link) operations.push(linkTo(mine, link))
  const fields = merged.conflicts.length > 0 ? [{ kind: 'fields' as const, fields: merged.conflicts }] : []
  return decisionOf(situation, {
    case: caseNumber,
    why: 'copy-restored',
    sharedId: copy.id,
    operations,
    effect: { kind: 'settle', agreed: merged.agreed },
    questions: [...fields, ...merged.questions],
    optionPairs: merged.optionPairs,
    waiting: merged.waiting,
    guarded: 'create',
  })
}

/** Case 20: clear the link where P can be written, then forget the pair; a tombstone keeps its base. */
export function forget(situation: Situation, rules: Rules, caseNumber: CaseNumber, why: Why): Decision {
  const mine = situation.private.kind === 'present' ? situation.private.page : null
  const operations = mine !== null && mine.link !== null ? [clearLink(mine)] : []
  // A page that is known without a copy stays known while it lives in its database.
  const unpaired = situation.pair === null || (situation.pair.sharedId === null && mine !== null)
  if (unpaired && operations.length === 0) return nothing(situation, caseNumber, why)
  const copy = situation.copy.kind === 'trashed' ? situation.copy.page : null
  const lost = lostWith(situation, seen(situation.private), copy, rules)
  return decisionOf(situation, { case: caseNumber, why, operations, lost, effect: { kind: 'forget' } })
}

function unsharePrivate(situation: Situation, mine: PrivateView, copy: SharedView, rules: Rules): Decision {
  return decisionOf(situation, {
    case: '8',
    why: 'copy-trashed',
    operations: [linkTo(mine, { relevant: false, link: null })],
    lost: lostWith(situation, mine, copy, rules),
    effect: { kind: 'forget' },
    guarded: 'unshare-private',
  })
}

function trashPrivate(situation: Situation, mine: PrivateView, copy: SharedView, rules: Rules): Decision {
  return decisionOf(situation, {
    case: '8',
    why: 'copy-trashed',
    operations: [{ kind: 'trash', side: 'private', pageId: mine.id, expected: mine.fields }],
    lost: lostWith(situation, mine, copy, rules),
    effect: { kind: 'forget' },
    guarded: 'trash-private',
  })
}

/** What was edited on a copy before a person trashed it, and never reached P: nothing of ours overwrites it. */
function lostWith(
  situation: Situation,
  mine: PrivateView | null,
  copy: SharedView | null,
  rules: Rules,
): readonly LostValue[] {
  if (copy === null || pairWith(situation, copy.id)?.base == null) return []
  return newOnCopy(situation, mine, copy, rules).map(([field, value]) => ({ side: 'shared', field: field.key, value }))
}

function ask(situation: Situation, caseNumber: CaseNumber, question: Question): Decision {
  return decisionOf(situation, { case: caseNumber, why: 'conflict', questions: [question] })
}

/** Without a base a copy counts as changed: 7 asks. A one-way field is never a conflict. */
function copyChanged(situation: Situation, mine: PrivateView, copy: SharedView, rules: Rules): boolean {
  if (pairWith(situation, copy.id)?.base == null) return true
  return (
    newOnCopy(situation, mine, copy, rules).some(([field]) => field.direction.kind === 'both') ||
    rules.mapping.fields.some(
      ({ direction, key }) => direction.kind === 'both' && (copy.fields[key]?.kind ?? 'unreadable') === 'unreadable',
    )
  )
}

/** Without a base P counts as changed, and so does a field that both sides never agreed on: 8 asks. */
function privateChanged(situation: Situation, mine: PrivateView, copy: SharedView, rules: Rules): boolean {
  const base = pairWith(situation, copy.id)?.base
  if (base == null || differsFromBase(mine, base, rules)) return true
  return newOnCopy(situation, mine, copy, rules).some(
    ([field]) => field.direction.kind === 'both' && matchingBase(field, base[field.key] ?? null) === null,
  )
}

/** The last answer to the open question of that kind, while both sides still show what was asked about. */
function answerTo(situation: Situation, kind: Question['kind']): Answer | null {
  const open = situation.questions.find((each) => each.question.kind === kind)
  return validAnswer(situation, open?.answers.at(-1) ?? null)
}

function validAnswer(situation: Situation, answer: Answer | null): Answer | null {
  return answer !== null && stillShows(situation, answer.shown) ? answer : null
}
