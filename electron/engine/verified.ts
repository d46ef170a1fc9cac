/**
 * A success is checked too: the next readings must show what was written. Three that do not are a false success.
 *
 * A reading that shows the page verifies it where decisions are recorded (`record.ts`); here are counted the ones that
 * should have shown it and did not (rail "Truth of the ledger").
 */
import { failure } from '../../shared/failure.ts'
import type { RunContext } from './context.ts'
import type { Picture } from './picture.ts'

/** Readings without the page before a success counts as false. */
const mostMisses = 3

/** Counts a miss for each pair whose write this run's changes should have shown. `since`: what they were asked from. */
export function countMisses(
  context: RunContext,
  picture: Picture,
  since: { readonly private: number; readonly shared: number } | null,
): void {
  if (since === null || picture.listed.private) return
  const { ledger, journal, profile, clock } = context
  for (const pair of ledger.unverifiedPairs(profile.id)) {
    const { unverified } = pair
    if (unverified === null || since[unverified.side] > unverified.since) continue
    const id = unverified.side === 'private' ? pair.privateId : pair.sharedId
    const state =
      unverified.side === 'private'
        ? picture.private(pair.privateId)
        : pair.sharedId === null
          ? null
          : picture.shared(pair.sharedId)
    if (id === null || state !== null) continue
    const misses = unverified.misses + 1
    if (misses < mostMisses) {
      ledger.savePair({ ...pair, unverified: { ...unverified, misses } })
      continue
    }
    // From here on the page itself is read (its pair is due), which decides between row 8, row 9 and "all is well".
    ledger.savePair({ ...pair, unverified: null, state: { kind: 'waiting', nextTryAt: clock.now() } })
    journal.recordOutcome({
      profile: profile.id,
      at: clock.now(),
      side: unverified.side,
      operation: 'update',
      result: 'false-success',
      category: 'missing-data',
    })
    journal.saveProblem({
      id: context.random.id(),
      profile: profile.id,
      privateId: pair.privateId,
      sharedId: pair.sharedId,
      title: pair.title,
      failure: failure('missing-data', `not seen in ${mostMisses} readings: ${id}`, {
        connector: 'engine',
        reason: 'false-success',
      }),
      actions: [],
      answer: null,
      shown: { private: null, shared: null },
      tries: mostMisses,
      firstAt: clock.now(),
      lastAt: clock.now(),
      nextTryAt: null,
      dismissed: false,
      past: false,
    })
    context.emit({ kind: 'noticed', profile: profile.name, runId: context.runId, what: 'false-success', pageId: id })
  }
}
