/**
 * Two computers of one profile on one world, interleaved at a request: who waits, who runs, who is killed, and for how long.
 *
 * A schedule is exact: the same one gives the same requests in the same order. Afterwards both run in turn until nothing is
 * written any more.
 */
import type { Profile } from '../../shared/model.ts'
import { addGatedComputer, type GatedComputer, untilStuck } from './computers.ts'
import type { World } from './world.ts'

const minutes = 60_000

export type Schedule =
  /** The first stops after so many requests, the second runs completely (or is killed at a request), the first goes on. */
  | {
      readonly kind: 'pause'
      /** `write`: until its first write waits. */
      readonly after: number | 'write'
      readonly gapMs: number
      readonly kill: { readonly at: number; readonly when: 'before' | 'after' } | null
    }
  /** Request by request in turn; `first`: who begins, `each`: how many requests a turn has. */
  | { readonly kind: 'alternate'; readonly first: 0 | 1; readonly each: number }

export interface Computers {
  readonly first: GatedComputer
  readonly second: GatedComputer
  end(): void
}

export function addTwoComputers(world: World): Computers {
  const first = addGatedComputer(world, 11)
  const second = addGatedComputer(world, 22)
  return {
    first,
    second,
    end() {
      first.end()
      second.end()
    },
  }
}

type RunKind = 'auto' | 'full'

function started(computer: GatedComputer, kind: RunKind, profile: Profile): { done: boolean } {
  const work = { done: false }
  const finish = (): void => {
    work.done = true
  }
  computer.run({ kind }, profile).then(finish, finish)
  return work
}

/**
 * Plays one schedule; `meanwhile` is what people do after the second has run and before the first goes on. False: the
 * first had ended before its pause, or the second before it was to be killed, so that a later one is not worth trying.
 */
export async function play(
  world: World,
  { first, second }: Computers,
  schedule: Schedule,
  kind: RunKind,
  profile: Profile,
  meanwhile: () => void = () => undefined,
): Promise<boolean> {
  if (schedule.kind === 'alternate') {
    await alternate([first, second], schedule, kind, profile)
    return true
  }
  first.close()
  const work = started(first, kind, profile)
  for (let passed = 0; ; passed += 1) {
    await untilStuck(work, [first])
    const there = schedule.after === 'write' ? first.waiting[0]?.writes === true : passed >= schedule.after
    if (work.done || there) break
    await first.waiting[0]?.pass()
  }
  let reached = !work.done
  if (schedule.gapMs > 0) await world.clock.advance(schedule.gapMs)
  if (schedule.kill === null) await second.run({ kind }, profile)
  else reached = await killed(second, schedule.kill, kind, profile)
  // What is edited between a fresh read and its write nobody can save (rail "Fresh read"): a write on its way comes first.
  if (first.waiting[0]?.writes === true) await first.waiting[0].pass()
  meanwhile()
  first.open()
  while (!work.done) {
    await untilStuck(work, [first])
    await first.waiting[0]?.pass()
  }
  return reached
}

/** The second is killed at a request, false: it had ended before; it comes back later on the ledger that it left. */
async function killed(
  computer: GatedComputer,
  kill: { readonly at: number; readonly when: 'before' | 'after' },
  kind: RunKind,
  profile: Profile,
): Promise<boolean> {
  computer.close()
  const work = started(computer, kind, profile)
  for (let passed = 0; ; passed += 1) {
    await untilStuck(work, [computer])
    if (work.done || computer.isDead()) break
    await (passed < kill.at ? computer.waiting[0]?.pass() : computer.waiting[0]?.die(kill.when))
  }
  const dead = computer.isDead()
  computer.restart()
  return dead
}

async function alternate(
  computers: readonly [GatedComputer, GatedComputer],
  schedule: Extract<Schedule, { kind: 'alternate' }>,
  kind: RunKind,
  profile: Profile,
): Promise<void> {
  for (const each of computers) each.close()
  const works = computers.map((each) => started(each, kind, profile))
  const over = {
    get done() {
      return works.every((work) => work.done)
    },
  }
  let turn: number = schedule.first
  while (!over.done) {
    for (let passed = 0; passed < schedule.each; passed += 1) {
      await untilStuck(over, computers)
      const whose = computers[turn]?.waiting[0] ?? computers[1 - turn]?.waiting[0]
      await whose?.pass()
    }
    turn = 1 - turn
  }
  for (const each of computers) each.open()
}

/** Both in turn, until a whole round writes nothing; how many rounds that took, -1 when `most` were not enough. */
export async function rounds(
  world: World,
  { first, second }: Computers,
  profile: Profile,
  most: number,
): Promise<number> {
  for (let round = 0; round < most; round += 1) {
    const before = world.sandbox.requests.length
    for (const computer of [first, second]) {
      await world.clock.advance(4 * minutes)
      await computer.run({ kind: 'full' }, profile)
    }
    const wrote = world.sandbox.requests
      .slice(before)
      .some(({ operation }) => operation === 'pages.update' || operation === 'pages.create')
    if (!wrote) return round
  }
  return -1
}
