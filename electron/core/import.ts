/**
 * Row 15: a row that somebody typed straight into the shared database, and row 14: another person's row.
 *
 * Left alone unless this profile imports. Then: claim it with our number, see the claim stand in a later run, create the
 * private page with the link already in it (it is the key that proof of absence uses on the private side), link the row.
 */
import type { Decision } from '../../shared/decision.ts'
import type { SharedView } from '../../shared/model.ts'
import { decisionOf, linkTo, nothing, valuesForNew } from './decisions.ts'
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
    operations: [linkTo(row, { number: rules.number })],
    effect: { kind: 'claim' },
  })
}

function create(situation: Situation, row: SharedView, rules: Rules): Decision {
  const { values, questions } = valuesForNew('private', row.fields, rules)
  return decisionOf(situation, {
    case: '15',
    why: 'import',
    operations: [
      { kind: 'create', side: 'private', values, tracking: { relevant: true, link: row.id } },
      { ...linkTo(row, { relevant: true, number: rules.number }), linkToCreated: true },
    ],
    effect: { kind: 'settle', agreed: {} },
    questions,
    // Not guarded: each row was claimed in an earlier run, and a row has no private page under which it could be held.
    guarded: null,
  })
}
