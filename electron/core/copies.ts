/**
 * Row 12: several pages outside the trash carry the id of one private page.
 *
 * The chosen copy is decided by the other rows; here is decided what becomes of the rest. One that equals the winner and
 * was made by our integration goes to the trash unasked, past the guards too: nobody loses sight of anything. Any other
 * is a question that stops nothing else.
 */
import type { Answer, Decision, Operation, Question } from '../../shared/decision.ts'
import type { SharedView } from '../../shared/model.ts'
import { equal } from './fields.ts'
import { fingerprint } from './observe.ts'
import { disown, trashCopy } from './removal.ts'
import { type Rules, type Situation, seen } from './situation.ts'

/** Adds to a decision what is to become of the copies that row 12 did not choose. */
export function settleCopies(situation: Situation, rules: Rules, decision: Decision): Decision {
  const winner = seen(situation.copy)
  if (situation.others.length === 0 || winner === null) return decision
  const operations: Operation[] = []
  const questions: Question[] = []
  for (const other of situation.others) {
    const answer = answerAbout(situation, other)
    if (answer?.action === 'own-row') operations.push(disown(other))
    else if (answer?.action === 'trash' || (sameContent(winner, other, rules) && madeByUs(other, rules))) {
      operations.push(trashCopy(situation, other.id, other))
    } else questions.push({ kind: 'duplicate', sharedId: other.id, shown: fingerprint(other) })
  }
  if (decision.effect.kind === 'none' && operations.length === 0 && questions.length === 0) return decision
  return {
    ...decision,
    case: decision.operations.length === 0 ? '12' : decision.case,
    why: decision.operations.length === 0 ? (operations.length > 0 ? 'equal-duplicate' : 'duplicate') : decision.why,
    operations: [...decision.operations, ...operations],
    questions: [...decision.questions, ...questions],
  }
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
