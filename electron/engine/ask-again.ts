/**
 * Taking back what the user chose in a conflict: the question is open again, as it was before the answer.
 *
 * Without this the value that came back would count as a new edit of its side alone, and the next run would carry it over
 * the other one: undoing "keep mine" would mean "keep theirs". Only where the profile asks (case 5); a policy would choose
 * the same again.
 */
import type { FieldConflict } from '../../shared/decision.ts'
import type { FieldKey, Pair, View } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { equalAcross } from '../core/fields.ts'
import type { RunContext } from './context.ts'
import type { Intent } from './ledger-port.ts'
import { actionsFor } from './report.ts'

/** Opens the question about the fields that were just written back; `after`: the page as that write showed it. */
export function askAgain(context: RunContext, intent: Intent, after: View, pair: Pair): void {
  const { profile, journal, rules, clock, random } = context
  const { operation, cause } = intent
  if (cause.case !== '5' || operation.kind !== 'update' || profile.onConflict !== 'ask') return
  const open = journal
    .openConflicts(profile.id, pair.privateId)
    .find((each) => each.privateId === pair.privateId && each.question.kind === 'fields')
  const asked = open?.question.kind === 'fields' ? open.question.fields : []
  const again = rules.mapping.fields.flatMap((field): readonly FieldConflict[] => {
    if (operation.values[field.key] === undefined || field.direction.kind !== 'both') return []
    const known = asked.find((each) => each.field === field.key)
    const base = pair.base?.[field.key] ?? null
    const shown = (side: 'private' | 'shared'): Value | undefined =>
      after.side === side ? after.fields[field.key] : (known?.[side] ?? base?.[side])
    const [mine, theirs] = [shown('private'), shown('shared')]
    if (mine === undefined || theirs === undefined || equalAcross(mine, theirs, field, rules.optionPairs)) return []
    return [{ field: field.key, base: known?.base ?? base, private: mine, shared: theirs }]
  })
  if (again.length === 0) return
  const written = new Set<FieldKey>(again.map(({ field }) => field))
  const question = { kind: 'fields' as const, fields: [...asked.filter(({ field }) => !written.has(field)), ...again] }
  journal.saveConflict({
    id: open?.id ?? random.id(),
    profile: profile.id,
    privateId: pair.privateId,
    sharedId: pair.sharedId,
    title: pair.title,
    question,
    actions: actionsFor(context, question),
    since: open?.since ?? clock.now(),
    answers: (open?.answers ?? []).filter(({ field }) => field !== null && !written.has(field)),
    shown: open?.shown ?? { private: null, shared: null },
  })
}
