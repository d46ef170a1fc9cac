/**
 * Lets a stop end in time although a request hangs: eight seconds after it, whoever still waits for an answer gets one.
 *
 * A write that is given up like this has an unknown outcome: its intent stays open and is settled at the next start. The
 * request itself is not cut off, because a write that is cut off may happen all the same.
 */
import { type Failure, failure } from '../../shared/failure.ts'
import type { PageId } from '../../shared/model.ts'
import type { Clock, Listing, WriteSide } from './ports.ts'

/** Of the ten seconds that a graceful stop may take (requirements, Background sync). */
const patienceMs = 8_000

/** Makes the sides of one run give up hanging requests after the stop; nothing changes before it. */
export function createStopInTime(
  clock: Clock,
  stop: AbortSignal,
): <Id extends PageId>(side: WriteSide<Id>) => WriteSide<Id> {
  const waiting = new Set<() => void>()
  let over = false
  const giveUp = async (): Promise<void> => {
    await clock.sleep(patienceMs)
    over = true
    for (const each of waiting) each()
  }
  const onStop = (): void => void giveUp()
  // The signal outlives thousands of runs: it is listened to only while somebody waits.
  const arrive = (end: () => void): void => {
    if (waiting.size === 0 && !stop.aborted) stop.addEventListener('abort', onStop, { once: true })
    waiting.add(end)
    if (over) end()
  }
  const leave = (end: () => void): void => {
    waiting.delete(end)
    if (waiting.size === 0) stop.removeEventListener('abort', onStop)
  }

  const orGivenUp = <T>(request: Promise<T>, given: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      const end = (): void => resolve(given())
      arrive(end)
      void request.then(resolve, reject).finally(() => leave(end))
    })

  return <Id extends PageId>(side: WriteSide<Id>): WriteSide<Id> => {
    const listed = (): Listing<Id> => ({ kind: 'incomplete', pages: [], failure: stopped('not-done') })
    const refused = (): Failure => stopped('not-done')
    const unknown = (): Failure => stopped('unknown')
    return {
      resource: side.resource,
      serverNow: () => side.serverNow(),
      waitMs: () => side.waitMs(),
      list: (scope) => orGivenUp(side.list(scope), listed),
      changesSince: (since) => orGivenUp(side.changesSince(since), listed),
      findByKey: (property, keys, scope) => orGivenUp(side.findByKey(property, keys, scope), listed),
      read: (id) => orGivenUp(side.read(id), refused),
      readProperty: (id, property) => orGivenUp(side.readProperty(id, property), refused),
      schema: () => orGivenUp(side.schema(), refused),
      identity: () => orGivenUp(side.identity(), refused),
      create: (writes) => orGivenUp(side.create(writes), unknown),
      update: (id, writes, fresh) => orGivenUp(side.update(id, writes, fresh), unknown),
      trash: (id, writes) => orGivenUp(side.trash(id, writes), unknown),
      restore: (id, writes) => orGivenUp(side.restore(id, writes), unknown),
      addProperty: (name, type) => orGivenUp(side.addProperty(name, type), unknown),
    }
  }
}

function stopped(outcome: Failure['outcome']): Failure {
  return failure('stopped', 'given up because of the stop', {
    connector: 'engine',
    reason: 'stopped',
    repeat: 'wait',
    outcome,
  })
}
