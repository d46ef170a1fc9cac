/**
 * Row 15: a row that somebody typed straight into the shared database, and row 14: another person's row.
 *
 * Left alone unless this profile imports. Then: claim it with our number, see the claim stand in a later run, create the
 * private page with the link already in it (it is the key that proof of absence uses on the private side), link the row.
 */
import type { Decision } from '../../shared/decision.ts'
import type { FieldKey, SharedView } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { decisionOf, nothing, trackingOf } from './decisions.ts'
import { translate } from './fields.ts'
import type { Rules, Situation } from './situation.ts'

/** Decides on a row of the shared database that names no private page. */
export function importRow(situation: Situation, rules: Rules): Decision {
  if (situation.copy.kind !== 'present') return nothing(situation, '15', 'typed-in')
  const row = situation.copy.page
  if (row.number !== null && row.number !== rules.number) return nothing(situation, '14', 'foreign')
  if (!rules.importRows) return nothing(situation, '15', 'typed-in')
  if (row.number === null)
    return situation.claimed ? nothing(situation, '15', 'typed-in') : claim(situation, row, rules)
  return situation.claimed ? create(situation, row, rules) : nothing(situation, '15', 'typed-in')
}

function claim(situation: Situation, row: SharedView, rules: Rules): Decision {
  return decisionOf(situation, {
    case: '15',
    why: 'import',
    operations: [
      {
        kind: 'link',
        side: 'shared',
        pageId: row.id,
        tracking: { number: rules.number },
        before: trackingOf(row),
        linkToCreated: false,
      },
    ],
    effect: { kind: 'claim' },
  })
}

function create(situation: Situation, row: SharedView, rules: Rules): Decision {
  const values: Record<FieldKey, Value> = {}
  for (const field of rules.mapping.fields) {
    const value = row.fields[field.key]
    // One-way fields are never written into a private page, by no case (sync-semantics, Schema).
    if (field.direction.kind !== 'both' || value === undefined || value.kind === 'unreadable') continue
    values[field.key] = translate(value, field, 'private', rules.optionPairs)
  }
  return decisionOf(situation, {
    case: '15',
    why: 'import',
    operations: [
      { kind: 'create', side: 'private', values, tracking: { relevant: true, link: row.id } },
      {
        kind: 'link',
        side: 'shared',
        pageId: row.id,
        tracking: { relevant: true, number: rules.number },
        before: trackingOf(row),
        linkToCreated: true,
      },
    ],
    effect: { kind: 'settle', agreed: {} },
    guarded: 'create',
  })
}
