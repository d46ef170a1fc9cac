/**
 * Row 12: several pages outside the trash carry the id of one private page.
 *
 * The chosen copy is decided by the other rows; here is decided what becomes of the rest. One that equals the winner and
 * was made by our integration goes to the trash unasked, past the guards too: nobody loses sight of anything. Any other
 * is a question that stops nothing else.
 */
import type { Answer, Decision, Operation, Question } from '../../shared/decision.ts'
import type { PrivateView, SharedView } from '../../shared/model.ts'
import { createCopy, decisionOf, disown, nothing, trashCopy } from './decisions.ts'
import { equal, equalAcross, isEmpty } from './fields.ts'
import { fingerprint } from './observe.ts'
import { type Rules, type Situation, seen } from './situation.ts'

/** Adds to a decision what is to become of the copies that row 12 did not choose. */
export function settleCopies(situation: Situation, rules: Rules, decision: Decision): Decision {
  const winner = seen(situation.copy)
  if (situation.others.length === 0 || winner === null || !isDecided(situation, decision)) return decision
  const operations: Operation[] = []
  const questions: Question[] = []
  let answered = false
  for (const other of situation.others) {
    const answer = answerAbout(situation, other)
    if (answer !== null) answered = true
    if (answer?.action === 'own-row') operations.push(disown(other))
    else if (answer?.action === 'trash' || (sameContent(winner, other, rules) && madeByUs(other, rules))) {
      operations.push(trashCopy(situation, other.id, other))
    } else questions.push({ kind: 'duplicate', sharedId: other.id, shown: fingerprint(other) })
  }
  const alone = decision.operations.length === 0 && decision.questions.length === 0
  return {
    ...decision,
    case: alone ? '12' : decision.case,
    why: alone ? (answered ? 'answered' : operations.length > 0 ? 'equal-duplicate' : 'duplicate') : decision.why,
    operations: [...decision.operations, ...operations],
    questions: [...decision.questions, ...questions],
  }
}

/** Row 9 comes first: while P cannot be read or is not known yet, none of its copies goes. */
function isDecided(situation: Situation, decision: Decision): boolean {
  return situation.private.kind !== 'unreadable' && decision.why !== 'no-answer'
}

/**
 * Row 15: two computers imported one row, and each made a private page of it. Row 12 then applies to the private side,
 * never 11: the page that the row names stays, and an equal one of our own making goes. Null: no such double.
 */
export function importedTwice(
  situation: Situation,
  mine: PrivateView,
  named: SharedView,
  rules: Rules,
): Decision | null {
  const imported = rules.bots.private !== null && mine.createdBy === rules.bots.private && !madeByUs(named, rules)
  if (!imported || named.inTrash || named.number !== rules.number) return null
  if (named.link === null) return situation.oldestNaming ? null : nothing(situation, '12', 'no-answer')
  const shown = fingerprint(mine)
  const answer = situation.questions
    .find(({ question }) => question.kind === 'duplicate' && question.sharedId === named.id)
    ?.answers.findLast((each) => each.shown.shared === shown)
  if (answer?.action === 'own-row') return createCopy(situation, mine, rules, '12', 'answered')
  const equalPages = rules.mapping.fields.every((field) => {
    const a = mine.fields[field.key]
    const b = named.fields[field.key]
    return a !== undefined && b !== undefined && field.direction.kind === 'both'
      ? equalAcross(a, b, field, rules.optionPairs)
      : a !== undefined && isEmpty(a)
  })
  if (answer?.action !== 'trash' && !equalPages) {
    const question: Question = { kind: 'duplicate', sharedId: named.id, shown }
    return decisionOf(situation, { case: '12', why: 'duplicate', questions: [question] })
  }
  return decisionOf(situation, {
    case: '12',
    why: answer === undefined ? 'equal-duplicate' : 'answered',
    operations: [{ kind: 'trash', side: 'private', pageId: mine.id, expected: mine.fields }],
    effect: { kind: 'forget' },
    guarded: answer === undefined ? 'trash-private' : null,
  })
}

function sameContent(winner: SharedView, other: SharedView, rules: Rules): boolean {
  return rules.mapping.fields.every((field) => {
    const a = winner.fields[field.key]
    const b = other.fields[field.key]
    return a !== undefined && b !== undefined && equal(a, b)
  })
}

function madeByUs(other: SharedView, rules: Rules): boolean {
  return rules.bots.shared !== null && other.createdBy === rules.bots.shared
}

function answerAbout(situation: Situation, other: SharedView): Answer | null {
  for (const open of situation.questions) {
    if (open.question.kind !== 'duplicate' || open.question.sharedId !== other.id) continue
    const answer = open.answers.at(-1)
    if (answer !== undefined && answer.shown.shared === fingerprint(other)) return answer
  }
  return null
}
