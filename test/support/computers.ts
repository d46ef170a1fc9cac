/**
 * Computers that stop in the middle: each of their requests waits at a gate until somebody lets it through, and any of
 * them can be killed right before a request, or right after its effect and before its answer.
 *
 * A killed process does nothing more: its requests and sleeps never end, its ledger refuses. What it wrote down stays,
 * and a new process can be started on it.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine } from '../../electron/engine/engine.ts'
import type { Engine, RunRequest } from '../../electron/engine/engine-port.ts'
import type { Clock } from '../../electron/engine/ports.ts'
import { type OpenLedger, openLedger } from '../../electron/ledger/open.ts'
import type { Profile } from '../../shared/model.ts'
import { settle } from './clock.ts'
import { createTestRandom } from './random.ts'
import { unwrap, type World } from './world.ts'

/** A request at the gate: let through, or the end of its process, before or after the effect. */
export interface Waiting {
  /** It changes something: a page is made or written. */
  readonly writes: boolean
  pass(): Promise<void>
  die(when: 'before' | 'after'): Promise<void>
}

export interface GatedComputer {
  readonly store: OpenLedger
  /** Requests at the gate, the oldest first. */
  readonly waiting: readonly Waiting[]
  engine(): Engine
  run(request?: Partial<RunRequest>, profile?: Profile): Promise<unknown>
  /** Whether requests wait at the gate; open, they pass by themselves. */
  close(): void
  open(): void
  /** A new process on the same home after a kill. */
  restart(): void
  isDead(): boolean
  end(): void
}

/** What a request may take (`http/exchange`). */
const requestTimeoutMs = 60_000

class Killed extends Error {}

interface Process {
  dead: boolean
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined)

/** One more computer of the world's profile, with a ledger of its own. Its gate is open at first. */
export function addGatedComputer(world: World, seed: number): GatedComputer {
  const home = mkdtempSync(join(tmpdir(), 'partner-sync-'))
  const store = unwrap(openLedger({ home, clock: world.clock, mode: 'write' }))
  const waiting: Waiting[] = []
  let closed = false
  let process: Process = { dead: false }
  let starts = 0
  let engine = start()

  function start(): Engine {
    const mine: Process = { dead: false }
    process = mine
    starts += 1
    const clock: Clock = {
      now: () => world.clock.now(),
      monotonic: () => world.clock.monotonic(),
      sleep: async (ms, signal) => {
        // While a request waits at the gate, time stands for it: no request times out here.
        if (mine.dead || ms === requestTimeoutMs) return never()
        await world.clock.sleep(ms, signal)
        return mine.dead ? never() : undefined
      },
    }
    const fetch = async (url: string, init: RequestInit): Promise<Response> => {
      if (mine.dead) return never()
      const end = closed ? await atGate(mine, writes(url, init)) : null
      if (mine.dead) return never()
      const answer = await world.sandbox.fetch(url, init)
      end?.()
      return mine.dead ? never() : answer
    }
    return createEngine({
      ledger: mortal(store.ledger, mine),
      journal: mortal(store.journal, mine),
      openSides: world.connect(fetch, clock),
      clock,
      random: createTestRandom(seed + 1000 * starts),
      signal: () => undefined,
    })
  }

  /** Waits for its turn; what it gives is to be called once the effect is there. */
  function atGate(mine: Process, changes: boolean): Promise<() => void> {
    return new Promise((go) => {
      const leave = (): void => {
        waiting.splice(waiting.indexOf(entry), 1)
      }
      const entry: Waiting = {
        writes: changes,
        pass: () =>
          new Promise((done) => {
            leave()
            go(() => done())
          }),
        die: (when) =>
          new Promise((done) => {
            leave()
            const die = (): void => {
              mine.dead = true
              waiting.splice(0)
              done()
            }
            if (when === 'before') die()
            else go(die)
          }),
      }
      waiting.push(entry)
    })
  }

  return {
    store,
    waiting,
    engine: () => engine,
    run: (request = {}, profile = world.profile) =>
      engine.run(profile, { kind: 'auto', ...request }, new AbortController().signal),
    close: () => {
      closed = true
    },
    open: () => {
      closed = false
    },
    restart: () => {
      closed = false
      engine = start()
    },
    isDead: () => process.dead,
    end: () => {
      process.dead = true
      store.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function writes(url: string, init: RequestInit): boolean {
  return init.method === 'PATCH' || (init.method === 'POST' && url.endsWith('/pages'))
}

/** A port of a process: once that is dead nothing of it reaches the disk any more. */
function mortal<Port extends object>(port: Port, process: Process): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof member !== 'function') return member
      return (...given: readonly unknown[]): unknown => {
        if (process.dead) throw new Killed()
        return Reflect.apply(member, target, [...given])
      }
    },
  })
}

/** Ends when the work is done, or can go no further without somebody at the gate. */
export async function untilStuck(work: { readonly done: boolean }, computers: readonly GatedComputer[]): Promise<void> {
  while (!work.done && computers.every((each) => each.waiting.length === 0 || each.isDead())) {
    if (computers.some((each) => each.isDead())) return
    await settle(1)
  }
}
