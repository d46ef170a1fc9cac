/**
 * Settles what a crash or an unanswered request left open, before anything else is decided.
 *
 * Each open intent is asked for: what happened is recorded as if it had just been answered; what certainly did not
 * happen is closed and decided anew; a create of which nothing is known stays open until the service's own clock is past
 * its quiet time, whatever the local clock says.
 */

import type { Decision } from '../../shared/decision.ts'
import type { View } from '../../shared/model.ts'
import { portOf, type RunContext } from './context.ts'
import type { Intent } from './ledger-port.ts'
import { newPair } from './pairs.ts'
import { closeUndone, recordWent, recordWrite } from './record-write.ts'
import { applyUndoEffect } from './undo-effect.ts'
import { createQuietMs, findOutcome } from './write.ts'

/** Notion rounds down to this; ms. */
const minuteMs = 60_000

export interface SettledIntents {
  readonly recognised: number
  /** Until when, by the service's clock (ms UTC), creates must wait; null when none does. */
  readonly waitingUntil: number | null
}

/** Looks at every open intent of the profile that is this run's to settle; ends early when told to stop. */
export async function settleIntents(context: RunContext): Promise<SettledIntents> {
  let recognised = 0
  let waitingUntil: number | null = null
  for (const intent of context.ledger.openIntents(context.profile.id)) {
    if (context.stop.aborted) break
    if (!context.turn.settles(intent)) continue
    const found = await findOutcome(context, intent.operation, intent)
    if (found.kind === 'found') {
      recordFound(context, intent, found.view)
      recognised += 1
      continue
    }
    const server = portOf(context, intent.operation.side).serverNow()
    const quiet = intent.notBefore !== null && (server === null || server < intent.notBefore)
    if (found.kind === 'unclear' || quiet) {
      const until = intent.notBefore ?? server ?? context.clock.now()
      waitingUntil = waitingUntil === null ? until : Math.min(waitingUntil, until)
      keepWaiting(context, intent, server === null ? 0 : Math.max(0, until - server))
      continue
    }
    context.ledger.transaction(() => {
      makeDue(context, intent)
      closeUndone(context, intent, mayStillArrive(intent, server) ? { kind: 'missing' } : found.page)
    })
  }
  return { recognised, waitingUntil }
}

/** The write had happened: the page stands as it was meant, edits since included. */
function recordFound(context: RunContext, intent: Intent, view: View): void {
  context.emit({
    kind: 'noticed',
    profile: context.profile.name,
    runId: context.runId,
    what: 'false-alarm',
    pageId: view.id,
  })
  context.ledger.transaction(() => {
    const effect: Decision['effect'] =
      intent.operation.kind === 'create' ? { kind: 'settle', agreed: {} } : { kind: 'none' }
    const sharedId = intent.operation.side === 'shared' && intent.operation.kind === 'create' ? null : intent.sharedId
    const { operation } = intent
    const decision = {
      ...intent.cause,
      title: view.title,
      privateId: intent.privateId,
      sharedId,
      operations: [operation],
      effect,
    }
    recordWrite(context, {
      decision,
      operation,
      intent,
      before: beforeOf(intent, view),
      after: view,
      lookedUp: true,
      // Nobody was told of an error when the process ended before the answer came.
      alarm: intent.said ?? null,
    })
    if (operation.kind === 'trash') recordWent(context, decision, operation, view, [])
    if (!applyUndoEffect(context, intent, view, null)) makeDue(context, intent)
  })
}

/**
 * A request that has left may take effect after this process has looked, however it ended: then nobody would know what it
 * replaced. So soon after it was sent that stands in the history, as if the page were out of sight. A page that goes to the
 * trash keeps what it shows.
 */
function mayStillArrive(intent: Intent, server: number | null): boolean {
  const replaces = intent.operation.kind === 'update' || intent.operation.kind === 'restore'
  return replaces && server !== null && server < intent.serverMinute + minuteMs + createQuietMs
}

/** The page as it was right before, as far as the write changed it; null when nothing of it is known. */
function beforeOf(intent: Intent, after: View): View | null {
  return Object.keys(intent.before).length === 0 ? null : { ...after, fields: intent.before }
}

function keepWaiting(context: RunContext, intent: Intent, forMs: number): void {
  if (intent.privateId === null) return
  const { ledger, profile, clock } = context
  const pair = ledger.pair(profile.id, intent.privateId) ?? newPair(context, intent.privateId, '')
  ledger.savePair({ ...pair, state: { kind: 'being-checked', until: clock.now() + forMs } })
}

function makeDue(context: RunContext, intent: Intent): void {
  if (intent.privateId === null) return
  const { ledger, profile, clock } = context
  const pair = ledger.pair(profile.id, intent.privateId)
  if (pair !== null) ledger.savePair({ ...pair, state: { kind: 'waiting', nextTryAt: clock.now() } })
}
