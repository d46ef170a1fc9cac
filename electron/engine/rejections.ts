/**
 * What the user refused at a guard, applied at the beginning of the next run.
 */
import type { PairState } from '../../shared/model.ts'
import type { RunContext } from './context.ts'
import { newPair } from './pairs.ts'

/**
 * What the user refused at a guard stays as it is until its private page or copy changes once more: a removal is kept, a
 * creation is excluded (command-line.md, `held reject`).
 */
export function applyRejections(context: RunContext): void {
  const { ledger, journal, profile } = context
  for (const held of journal.held(profile.id)) {
    if (held.state !== 'rejected') continue
    ledger.transaction(() => {
      const pair = ledger.pair(profile.id, held.privateId) ?? newPair(context, held.privateId, held.title)
      const state: PairState =
        held.action === 'create'
          ? { kind: 'excluded', reason: 'rejected', shown: held.shown }
          : { kind: 'kept', shown: held.shown }
      ledger.savePair({ ...pair, state, why: held.action === 'create' ? 'excluded' : 'kept' })
      journal.removeHeld(profile.id, held.privateId)
    })
  }
}
