/** What a user decided about a page, and how long that lasts. */
import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../electron/core/observe.ts'
import { reconcile } from '../../electron/core/reconcile.ts'
import { notLookedAt, type Situation } from '../../electron/core/situation.ts'
import type { Decision } from '../../shared/decision.ts'
import type { PairState, View } from '../../shared/model.ts'
import { brief, copy, home, mine, pair, present, rules, situation, trashed } from '../support/situations.ts'

const decide = (more: Partial<Situation>): Decision => reconcile(situation(more), rules())
const absent = { kind: 'absent' } as const
const unobserved = { kind: 'unobserved' } as const
const off = present(mine({}, { relevant: false }))
const shown = (ours: View | null, theirs: View | null) => ({
  private: ours === null ? null : fingerprint(ours),
  shared: theirs === null ? null : fingerprint(theirs),
})

describe('a decision of the user about a page', () => {
  const state = (kind: 'kept' | 'excluded', ours: View | null, theirs: View | null): PairState =>
    kind === 'kept' ? { kind, shown: shown(ours, theirs) } : { kind, reason: 'rejected', shown: shown(ours, theirs) }

  it.each(['kept', 'excluded'] as const)('%s lasts until either page shows anything else', (kind) => {
    const known = pair({ state: state(kind, off.page, copy()) })
    const one = decide({ private: off, pair: known })
    expect([brief(one), one.why]).toEqual(['0 none', kind])
    expect(brief(decide({ private: off, copy: unobserved, pair: known }))).toBe('0 none')
    expect(brief(decide({ private: unobserved, pair: known }))).toBe('0 none')
    const changes: readonly Partial<Situation>[] = [
      { private: present(mine()) },
      { private: present(mine({ place: 'x' }, { relevant: false })) },
      { private: trashed(off.page) },
      { private: { kind: 'moved', page: { ...off.page, resource: home.elsewhere } } },
      { private: { kind: 'unreadable' } },
      { copy: present(copy({ place: 'x' })) },
      { copy: present(copy({}, { relevant: false })) },
      { copy: trashed(copy()) },
      // An excluded page stays excluded when its old copy is purged from the trash: that shows nothing new.
      ...(kind === 'kept' ? [{ copy: absent }] : []),
    ]
    expect(changes.filter((each) => decide({ private: off, pair: known, ...each }).why === kind)).toEqual([])
  })

  it('a side that nobody had looked at speaks neither for nor against it', () => {
    const unseen = { ...shown(off.page, copy()), shared: notLookedAt }
    const known = pair({ state: { kind: 'kept', shown: unseen } })
    expect(decide({ private: off, pair: known }).why).toBe('kept')
    expect(decide({ private: present(mine()), pair: known }).why).not.toBe('kept')
  })

  it('an excluded page stays excluded when its old copy is gone for good', () => {
    const known = pair({ state: state('excluded', off.page, copy()) })
    expect(decide({ private: off, copy: absent, pair: known }).why).toBe('excluded')
  })

  it('a page that cannot be read stays kept while it cannot', () => {
    const known = pair({ state: state('kept', null, copy()) })
    expect(decide({ private: { kind: 'unreadable' }, pair: known }).why).toBe('kept')
    expect(decide({ pair: known }).why).not.toBe('kept')
  })
})
