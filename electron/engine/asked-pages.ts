/**
 * Appointments that a user asks for while a run of their profile is under way: they are dealt with beside it, at once.
 *
 * Both write, so one appointment belongs to one of them at a time. Once an asked-for one has begun, what the long run knows
 * of it is old: the run leaves it alone from then on, and looks at it anew, directly, before it ends. What a crash left
 * open is settled by the run before it lets anybody in; beside it only what concerns the asked-for page is.
 */
import type { PrivatePageId } from '../../shared/model.ts'
import type { Intent } from './ledger-port.ts'

/** What one run may deal with while another one of its profile goes on; made for each run. */
export interface Turn {
  /** It is the one beside another run. */
  readonly beside: boolean
  /** Whether what an earlier process or run left open is this run's to settle. */
  settles(intent: Pick<Intent, 'privateId'>): boolean
  /** From now on asked-for pages are dealt with beside this run. */
  admit(): void
  /** Does `work` while nobody else deals with this appointment; at once when nobody does. */
  alone<T>(id: PrivatePageId | null, work: () => Promise<T>): Promise<T>
  /** It was asked for since this run let others in: what this run knows of it is old. */
  isTaken(id: PrivatePageId | null): boolean
  /** Anything was asked for since. */
  anyTaken(): boolean
  /** An appointment that was asked for and is to be looked at again, each asking once; null when there is none. */
  nextTaken(): PrivatePageId | null
}

/** Nothing happens beside it. */
export const undisturbed: Turn = {
  beside: false,
  settles: () => true,
  admit: () => undefined,
  alone: (_id, work) => work(),
  isTaken: () => false,
  anyTaken: () => false,
  nextTaken: () => null,
}

/** The way in for one asked-for page. */
export interface Visit {
  /** Does `work`, with the turn that it has, once nobody else deals with the appointment; it is taken from then on. */
  take<T>(id: PrivatePageId, work: (turn: Turn) => Promise<T>): Promise<T>
}

export interface Door {
  /** Of the run that the door belongs to. */
  readonly turn: Turn
  /** Waits until the run lets others in, one after the other; null: it ended before. */
  visit<T>(work: (visit: Visit) => Promise<T>): Promise<T | null>
  /** Lets nobody in any more; resolves when those inside have left. */
  close(): Promise<void>
}

/** The door of one run; it is shut until the run says `admit`. */
export function createDoor(): Door {
  const busy = new Map<PrivatePageId, Promise<void>>()
  const taken = new Set<PrivatePageId>()
  const unseen = new Set<PrivatePageId>()
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  let closed = false
  let visits: Promise<unknown> = Promise.resolve()

  const alone = <T>(id: PrivatePageId | null, work: () => Promise<T>): Promise<T> => {
    if (id === null) return work()
    const mine = busy.get(id)?.then(work) ?? work()
    const leave = async (): Promise<void> => {
      await mine.then(nothing, nothing)
      if (busy.get(id) === done) busy.delete(id)
    }
    const done = leave()
    busy.set(id, done)
    return mine
  }
  const visit: Visit = {
    take: (id, work) =>
      alone(id, () => {
        taken.add(id)
        unseen.add(id)
        return work({ ...undisturbed, beside: true, settles: (intent) => intent.privateId === id })
      }),
  }

  return {
    turn: {
      beside: false,
      settles: () => true,
      admit: () => open(),
      alone,
      isTaken: (id) => id !== null && taken.has(id),
      anyTaken: () => taken.size > 0,
      nextTaken() {
        const [next = null] = unseen
        if (next !== null) unseen.delete(next)
        return next
      },
    },
    visit(work) {
      const mine = Promise.all([opened, visits]).then(() => (closed ? null : work(visit)))
      visits = mine.then(nothing, nothing)
      return mine
    },
    async close() {
      closed = true
      open()
      await visits
    },
  }
}

function nothing(): void {
  // Whoever asked for it is told.
}
