/**
 * Row 6: P is switched off. An act of privacy that waits for nobody: the copy goes in this run.
 *
 * What only the copy shows is folded into P where nothing speaks against it; everything else that a person wrote there
 * stands in the history. One-way fields are never folded.
 */
import type { Decision, LostValue, Operation } from '../../shared/decision.ts'
import type { FieldKey, FieldMapping, PrivateView, SharedPageId, SharedView } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { currentBase, pairWith } from './base.ts'
import { clearLink, decisionOf, nothing, trashCopy } from './decisions.ts'
import { missingIn, untouched } from './field-outcome.ts'
import { derive, equal, equalAcross, reattachMentions, translate } from './fields.ts'
import type { Rules, Situation } from './situation.ts'

/** Case 6: fold what only the copy shows into P, trash the copy, clear the link. `copy` null: not looked at yet. */
export function unshare(situation: Situation, mine: PrivateView, copy: SharedView | null, rules: Rules): Decision {
  const sharedId = copy?.id ?? situation.pair?.sharedId
  if (sharedId == null) return nothing(situation, '0', 'not-relevant')
  const fold: Record<FieldKey, Value> = {}
  const expected: Record<FieldKey, Value> = {}
  const lost: LostValue[] = []
  for (const [field, theirs] of newOnCopy(situation, mine, copy, rules)) {
    const ours = mine.fields[field.key]
    const folded = ours === undefined ? null : foldedInto(situation, mine, sharedId, ours, field, theirs, rules)
    if (folded === null || ours === undefined) lost.push({ side: 'shared', field: field.key, value: theirs })
    else {
      fold[field.key] = folded
      expected[field.key] = ours
    }
  }
  const operations: Operation[] = []
  if (Object.keys(fold).length > 0) {
    operations.push({ kind: 'update', side: 'private', pageId: mine.id, values: fold, tracking: {}, expected })
  }
  operations.push(trashCopy(situation, sharedId, copy))
  if (!mine.inTrash && mine.link !== null) operations.push(clearLink(mine))
  return decisionOf(situation, {
    case: '6',
    why: mine.relevant ? 'sharing-ended' : 'unshared',
    sharedId,
    operations,
    lost,
    effect: { kind: 'forget' },
    guarded: 'unshare',
  })
}

/** The value as P takes it over; null when P keeps its own and the copy's goes to the history. */
function foldedInto(
  situation: Situation,
  mine: PrivateView,
  sharedId: SharedPageId,
  ours: Value,
  field: FieldMapping,
  theirs: Value,
  rules: Rules,
): Value | null {
  const pair = pairWith(situation, sharedId)
  const base = currentBase(field, pair?.base)
  const written = field.direction.kind === 'both' && base !== null && equal(ours, base.private)
  if (!written || mine.inTrash || situation.foreignWrite.shared) return null
  if (rules.careful && !untouched(mine, pair)) return null
  const value = reattachMentions(translate(theirs, field, 'private', rules.optionPairs), ours)
  return missingIn(rules, field, 'private', value) === null ? value : null
}

/** What a copy shows that P does not, and that our own last write is not; without a base of this copy everything. */
export function newOnCopy(
  situation: Situation,
  mine: PrivateView | null,
  copy: SharedView | null,
  rules: Rules,
): readonly (readonly [FieldMapping, Value])[] {
  const base = copy === null ? null : (pairWith(situation, copy.id)?.base ?? null)
  return rules.mapping.fields.flatMap((field) => {
    const ours = mine?.fields[field.key]
    const theirs = copy?.fields[field.key]
    if (theirs === undefined || theirs.kind === 'unreadable') return []
    const known = currentBase(field, base)
    if (known !== null && equal(theirs, known.shared)) return []
    if (ours === undefined) return [[field, theirs] as const]
    const same =
      field.direction.kind === 'both'
        ? equalAcross(ours, theirs, field, rules.optionPairs)
        : equal(derive(ours, field, rules.optionPairs), theirs)
    return same ? [] : [[field, theirs] as const]
  })
}
