/**
 * The border between the program and Notion: counts what crosses it and ends the program at one chosen crossing.
 *
 * The sandbox is asked before it carries a request out and before it answers; there the process is killed by its id and
 * the border waits until it is gone, so that nothing is left to chance or to a clock. Requests that had left before the
 * kill are carried out, as they would be.
 */
import type { RequestFacts } from '../../electron/sandbox/faults.ts'
import type { Sandbox } from '../../electron/sandbox/sandbox.ts'
import type { Life } from './life.ts'

/** `before`: it had arrived and is never carried out. `late`: it is carried out when `release` is called. */
export type Crossing = 'before' | 'after' | 'late'

export interface Trap {
  readonly crossing: Crossing
  /** Counted from 1, among the requests that count. */
  readonly nth: number
  readonly counts: (request: RequestFacts) => boolean
}

export interface Border {
  /** Watches this life instead of the one before. */
  readonly watch: (life: Life, trap: Trap) => void
  /** The life is over: what others do is nobody's trap. */
  readonly unwatch: () => void
  /** Lets a late request be carried out, and waits until it is; nothing when none is held. */
  readonly release: () => Promise<void>
}

interface Watched {
  readonly life: Life
  readonly trap: Trap
  seen: number
  caught: RequestFacts | null
}

interface Held {
  readonly request: RequestFacts
  readonly opened: PromiseWithResolvers<void>
  readonly done: PromiseWithResolvers<void>
}

/** Stands before one sandbox. `tick` is called for every request, so that time goes on. */
export function createBorder(sandbox: Sandbox, tick: () => void): Border {
  let watched: Watched | null = null
  let held: Held | null = null
  const dropped = new Set<RequestFacts>()
  sandbox.faults.add({
    where: (request) => dropped.delete(request),
    count: Number.POSITIVE_INFINITY,
    action: { kind: 'drop', when: 'before' },
  })
  sandbox.beforeRequest(async (request) => {
    tick()
    if (watched === null || watched.caught !== null || !watched.trap.counts(request)) return
    watched.seen += 1
    if (watched.seen !== watched.trap.nth) return
    watched.caught = request
    const { life, trap } = watched
    if (trap.crossing === 'after') return
    await life.kill()
    if (trap.crossing === 'before') {
      dropped.add(request)
      return
    }
    held = { request, opened: Promise.withResolvers(), done: Promise.withResolvers() }
    await held.opened.promise
  })
  sandbox.afterRequest(async (request) => {
    if (held?.request === request) held.done.resolve()
    if (watched?.caught === request && watched.trap.crossing === 'after') await watched.life.kill()
  })
  return {
    watch: (life, trap) => {
      watched = { life, trap, seen: 0, caught: null }
    },
    unwatch: () => {
      watched = null
    },
    release: async () => {
      if (held === null) return
      const { opened, done } = held
      opened.resolve()
      await done.promise
      held = null
    },
  }
}
