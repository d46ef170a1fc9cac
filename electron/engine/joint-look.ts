/**
 * One look at a database for several runs that want one at the same moment: profiles that share it and its token.
 *
 * Whoever asks gets an answer whose request began after the asking, exactly as if it had been made for that run alone; who
 * comes later waits for the next look, of which there is one at a time. So nothing is taken for newer than it is, and
 * nobody needs to know that the answer was not its own. A failure is everybody's failure. Who is stopped leaves, and the
 * look goes on for the others; reads of single pages and writes are never shared.
 */
import { type Failure, failure, type Result } from '../../shared/failure.ts'
import type { Identity, PageId, Schema } from '../../shared/model.ts'
import type { Clock, Listing, ReadSide, RequestMeter, WriteSide } from './ports.ts'

/** A run that asks: it stops waiting when its signal aborts; the first of a look is counted for the requests. */
export interface Asker {
  readonly signal: AbortSignal
  readonly meter: RequestMeter
}

export interface JointLooks<Id extends PageId> {
  /** `own`, whose looks at the whole database are shared with everybody else who joined. */
  join(own: WriteSide<Id>, asker: Asker): WriteSide<Id>
}

/** So long those who begin at the same moment are waited for (ms): runs that wake together ask within one turn. */
const gatherMs = 20
/** Who asks for changes from so much earlier or later (ms) asks alone: nobody waits for another one's long list. */
const farApartMs = 10 * 60_000
const minuteMs = 60_000

/** `open`: the database over a connection whose waits end with the given signal alone. */
export function createJointLooks<Id extends PageId>(options: {
  readonly clock: Clock
  readonly open: (asker: Asker) => ReadSide<Id>
}): JointLooks<Id> {
  const { clock, open } = options
  const turns = <Answer>(look: Look<Id, Answer>, whenStopped: () => Answer): Turns<Answer> =>
    createTurns(clock, (asker, since) => look(open(asker), since), whenStopped)
  const listings = {
    present: turns<Listing<Id>>((side) => side.list('present'), stoppedListing),
    trash: turns<Listing<Id>>((side) => side.list('trash'), stoppedListing),
  }
  const changes = turns<Listing<Id>>((side, since) => side.changesSince(since), stoppedListing)
  const schema = turns<Result<Schema>>((side) => side.schema(), stopped)
  const identity = turns<Result<Identity>>((side) => side.identity(), stopped)

  return {
    join: (own, asker) => ({
      ...own,
      list: (scope) => listings[scope].ask(asker),
      changesSince: async (since) =>
        changes.isFar(since) ? own.changesSince(since) : from(since, await changes.ask(asker, since)),
      schema: () => schema.ask(asker),
      identity: () => identity.ask(asker),
    }),
  }
}

/** What this run would have been given: edit times are rounded down to the minute, and so is the question. */
function from<Id extends PageId>(since: number, listing: Listing<Id>): Listing<Id> {
  const earliest = Math.floor(since / minuteMs) * minuteMs
  return { ...listing, pages: listing.pages.filter((page) => page.editedAt >= earliest) }
}

type Look<Id extends PageId, Answer> = (side: ReadSide<Id>, since: number) => Promise<Answer>

interface Turns<Answer> {
  /** The answer to a request that begins after this call; once the asker is told to stop, that it was stopped. */
  ask(asker: Asker, since?: number): Promise<Answer>
  /** Whether the next look asks for something so different that it should not be shared. */
  isFar(since: number): boolean
}

interface Waiting<Answer> {
  readonly since: number
  readonly asker: Asker
  readonly settle: (answer: Promise<Answer>) => void
}

interface Round<Answer> {
  waiting: readonly Waiting<Answer>[]
  readonly abort: AbortController
}

/** One kind of question: one look under way at a time, and one that is waited for. */
function createTurns<Answer>(
  clock: Clock,
  look: (asker: Asker, since: number) => Promise<Answer>,
  whenStopped: () => Answer,
): Turns<Answer> {
  let next: Round<Answer> | null = null
  let before: Promise<void> = Promise.resolve()

  const run = async (round: Round<Answer>, previous: Promise<void>): Promise<void> => {
    await Promise.all([clock.sleep(gatherMs, round.abort.signal), previous])
    // From here on nobody joins any more: the request begins now.
    if (next === round) next = null
    const [first, ...others] = round.waiting
    if (first === undefined) return
    const meter: RequestMeter = { read: 0, write: 0, retried: 0 }
    const answer = look({ signal: round.abort.signal, meter }, Math.min(...round.waiting.map((each) => each.since)))
    // What was thrown is for those who asked.
    await answer.then(nothing, nothing)
    first.asker.meter.read += meter.read
    first.asker.meter.retried += meter.retried
    for (const { asker } of others) asker.meter.taken = (asker.meter.taken ?? 0) + meter.read
    for (const each of round.waiting) each.settle(answer)
  }

  const begin = (): Round<Answer> => {
    const round: Round<Answer> = { waiting: [], abort: new AbortController() }
    next = round
    before = run(round, before)
    return round
  }

  const leave = (round: Round<Answer>, who: Waiting<Answer>): void => {
    round.waiting = round.waiting.filter((each) => each !== who)
    if (round.waiting.length > 0) return
    if (next === round) next = null
    round.abort.abort()
  }

  return {
    isFar: (since) => next?.waiting.some((each) => Math.abs(each.since - since) > farApartMs) ?? false,
    ask: (asker, since = 0) =>
      new Promise((resolve) => {
        if (asker.signal.aborted) {
          resolve(whenStopped())
          return
        }
        const round = next ?? begin()
        const stop = (): void => {
          leave(round, waiting)
          resolve(whenStopped())
        }
        const waiting: Waiting<Answer> = {
          since,
          asker,
          settle: (answer) => {
            asker.signal.removeEventListener('abort', stop)
            resolve(answer)
          },
        }
        asker.signal.addEventListener('abort', stop, { once: true })
        round.waiting = [...round.waiting, waiting]
      }),
  }
}

function nothing(): void {
  // Waited for, and looked at elsewhere.
}

function stopped(): Failure {
  return failure('stopped', 'stopped before the answer came', {
    connector: 'engine',
    reason: 'stopped',
    repeat: 'later',
    outcome: 'not-done',
  })
}

function stoppedListing(): Listing<never> {
  return { kind: 'incomplete', pages: [], failure: stopped() }
}
