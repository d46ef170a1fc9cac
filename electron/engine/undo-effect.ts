/**
 * What an undo leaves in the ledger, in the transaction of its write, so that the next run does not take it back again.
 *
 * The same whether the write was just answered or is found done after a crash.
 */
import type { SideState } from '../../shared/decision.ts'
import { assertNever } from '../../shared/failure.ts'
import type {
  Base,
  FieldBase,
  FieldKey,
  Pair,
  PrivatePageId,
  PrivateView,
  SharedPageId,
  Shown,
  View,
} from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { fingerprint } from '../core/observe.ts'
import { notLookedAt, seen } from '../core/situation.ts'
import { effectOfUndo } from '../core/undo.ts'
import { askAgain } from './ask-again.ts'
import type { RunContext } from './context.ts'
import type { Intent } from './ledger-port.ts'
import { newPair } from './pairs.ts'

/**
 * Applies the effect of one operation of an undo. `mine`: the private page as it was read for it, null after a crash.
 * False: the ledger was left as it is.
 */
export function applyUndoEffect(
  context: RunContext,
  intent: Intent,
  after: View,
  mine: SideState<PrivateView> | null,
): boolean {
  const { privateId } = intent
  if (intent.cause.why !== 'undo' || privateId === null) return false
  const effect = effectOfUndo(intent.operation, intent.cause.case, mine)
  switch (effect) {
    case 'none':
      return false
    case 'forget':
      context.ledger.removePair(context.profile.id, privateId)
      return true
    case 'edited':
      return carriedOver(context, intent, privateId, after)
    case 'stay':
      return stay(context, privateId, after)
    case 'exclude':
    case 'keep':
    case 'pair':
      return after.side === 'shared' && savePair(context, effect, { privateId, copy: after, mine })
    default:
      return assertNever(effect)
  }
}

/**
 * The next run decides on it. Until then it is known that this write of ours stands for a person's (`picture`). What the
 * user had chosen in a conflict is asked again.
 */
function carriedOver(context: RunContext, intent: Intent, privateId: PrivatePageId, after: View): boolean {
  const { ledger, profile, clock } = context
  const pair = ledger.pair(profile.id, privateId)
  if (pair === null || pair.sharedId === null) return false
  askAgain(context, intent, after, pair)
  const base = pair.base === null ? null : completed(pair.base, intent)
  ledger.savePair({ ...pair, base, state: { kind: 'waiting', nextTryAt: clock.now() }, tries: 0, why: 'undo' })
  return true
}

/**
 * What the page showed right before it was taken back is what an earlier answer had left out: without that half of the
 * base nobody could tell that this side is the one that changed.
 */
function completed(base: Base, { operation: { side }, before }: Intent): Base {
  const halves = Object.entries<Value>(before).flatMap(([key, value]): [string, FieldBase][] => {
    const known = base[key as FieldKey] // Field values are keyed by field; Object.entries widens.
    return known?.[side].kind === 'unreadable' ? [[key, { ...known, [side]: value }]] : []
  })
  return { ...base, ...Object.fromEntries(halves) }
}

/** As the user insists, until either page shows something else. */
function stay(context: RunContext, privateId: PrivatePageId, after: View): boolean {
  const { ledger, profile } = context
  const pair = ledger.pair(profile.id, privateId)
  if (pair === null) return false
  const shown: Shown = { private: notLookedAt, shared: notLookedAt, [after.side]: fingerprint(after) }
  ledger.savePair({ ...pair, state: { kind: 'kept', shown }, why: 'kept', tries: 0 })
  return true
}

function savePair(
  context: RunContext,
  effect: 'exclude' | 'keep' | 'pair',
  pages: {
    readonly privateId: PrivatePageId
    readonly copy: Extract<View, { side: 'shared' }>
    readonly mine: SideState<PrivateView> | null
  },
): boolean {
  const { ledger, profile, clock } = context
  const { privateId, copy, mine } = pages
  const pair = ledger.pair(profile.id, privateId) ?? newPair(context, privateId, copy.title)
  // It was one copy too many: the pair is about another one.
  if (pair.sharedId !== null && pair.sharedId !== copy.id) return false
  const shown: Shown = { private: shownBy(mine), shared: fingerprint(copy) }
  if (effect === 'exclude') {
    const state = { kind: 'excluded', reason: 'undone', shown } as const
    ledger.savePair({ ...pair, sharedId: null, base: null, unverified: null, tries: 0, state, why: 'excluded' })
    return true
  }
  const paired: Pair = {
    ...pair,
    sharedId: copy.id,
    base: baseOf(context, pair, copy.id),
    tries: 0,
    why: effect === 'keep' ? 'kept' : 'undo',
    relevant: effect === 'pair',
    state: effect === 'keep' ? { kind: 'kept', shown } : { kind: 'waiting', nextTryAt: clock.now() },
  }
  ledger.savePair(paired)
  ledger.removeTombstone(profile.id, privateId)
  return true
}

/** What both last agreed on with this very copy; its tombstone has kept it. */
function baseOf(context: RunContext, pair: Pair, copy: SharedPageId): Pair['base'] {
  if (pair.sharedId === copy) return pair.base
  const tombstone = context.ledger.tombstone(context.profile.id, pair.privateId)
  return tombstone?.sharedId === copy ? tombstone.base : null
}

function shownBy(mine: SideState<PrivateView> | null): string | null {
  if (mine === null || mine.kind === 'unobserved') return notLookedAt
  const view = seen(mine)
  return view === null ? null : fingerprint(view)
}
