/**
 * One computer of a simulated run: a home with a real ledger, the real engine, adapter and client library, a clock.
 *
 * Every request of it passes through here, one after the other in simulated time. It can be killed right before a
 * request leaves, right after its effect, or at a write to its ledger: then nothing of the old process ever goes on, and
 * the next one opens what stands on the disk. The facts that the host tells the engine after a loss are told here.
 */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { facts } from '../../electron/engine/context.ts'
import { createEngine } from '../../electron/engine/engine.ts'
import type { Engine, OpenSides, RunReport, RunRequest } from '../../electron/engine/engine-port.ts'
import type { ChangeRecord } from '../../electron/engine/ledger-port.ts'
import { createBudget } from '../../electron/http/budget.ts'
import { type OpenLedger, openLedger } from '../../electron/ledger/open.ts'
import { createNotionClient, type NotionClient } from '../../electron/notion/client.ts'
import { createNotionSide } from '../../electron/notion/gateway.ts'
import type { PrivatePageId, SharedPageId } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { createTestRandom } from '../support/random.ts'
import { unwrap } from '../support/world.ts'
import type { Side } from './script.ts'
import type { Stage, StagedProfile } from './stage.ts'
import type { MachineClock } from './time.ts'

/** How one run on one computer ended. */
export type RunEnd =
  | { readonly kind: 'report'; readonly report: RunReport }
  | { readonly kind: 'killed' }
  /** Something that may never come out of the engine. */
  | { readonly kind: 'thrown'; readonly error: unknown }

/** What a page showed before a write of ours, and why it was written. */
export interface Kept extends Pick<ChangeRecord, 'case' | 'why'> {
  readonly pageId: string
  readonly fields: readonly { readonly field: string; readonly before: Value | null }[]
}

export type UndoEnd =
  | { readonly kind: 'undone' | 'overwritten-since' | 'not-undoable' | 'failure' | 'killed' }
  | { readonly kind: 'thrown'; readonly text: string }

export interface Machine {
  readonly index: number
  readonly staged: StagedProfile
  readonly clock: MachineClock
  /** Null while nothing runs there. */
  readonly store: OpenLedger
  readonly running: boolean
  run(request: RunRequest): Promise<RunEnd>
  /** Takes back a change of the history. */
  undo(changeId: string, insist: boolean): Promise<UndoEnd>
  /** Ends the run under way gracefully. */
  stop(): void
  /** Dies at the nth request or ledger write from now on. */
  killAt(where: 'before' | 'after' | 'ledger', nth: number): void
  restart(): void
  loseLedger(): void
  backUp(): void
  putBack(): boolean
  /** Every value that any ledger of this computer ever kept, as one of its changes or for a write that was under way. */
  history(): readonly Kept[]
  close(): void
}

/** What the simulation does around a request: actions that are due, faults, the eyes of the oracle. */
export interface Wire {
  /** A request leaves the computer. */
  leaves(machine: Machine, method: string, url: string, body: string): void
  /** It is about to take effect. */
  before(machine: Machine, method: string, url: string, body: string): Promise<void>
  after(machine: Machine, method: string, url: string, status: number): void
  latency(): number
}

interface Killed {
  readonly kind: 'killed'
}

class Death extends Error {}

interface Process {
  dead: boolean
  readonly store: OpenLedger
  readonly engine: Engine
  stop: AbortController
  readonly die: () => void
  readonly died: Promise<void>
}

/** A computer that is switched on, with an empty home. */
export function createMachine(stage: Stage, staged: StagedProfile, index: number, wire: Wire): Machine {
  const folder = mkdtempSync('/dev/shm/partner-sync-simulation-')
  const clock = stage.time.machine(stage.plan.wallErrors[index] ?? 0)
  const random = createTestRandom(stage.plan.seed * 31 + index * 7 + 5)
  let homes = 0
  let home = join(folder, 'home-0')
  let deadline: { where: 'before' | 'after' | 'ledger'; left: number } | null = null
  let archive: readonly Kept[] = []
  let current: Process
  let running = 0

  const due = (where: 'before' | 'after' | 'ledger'): boolean => {
    if (deadline === null || deadline.where !== where) return false
    deadline.left -= 1
    if (deadline.left > 0) return false
    deadline = null
    return true
  }
  const never = <T>(): Promise<T> => new Promise<T>(() => undefined)

  /** The ledger as long as the process lives: afterwards nothing is written any more. */
  const mortal = <Port extends object>(port: Port, process: { dead: boolean; die: () => void }): Port =>
    new Proxy(port, {
      get(target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver)
        if (typeof value !== 'function') return value
        return (...given: unknown[]): unknown => {
          const writes = /^(save|remove|close|record|start|finish|drop)/.test(String(name))
          if (!process.dead && writes && due('ledger')) process.die()
          if (process.dead) throw new Death()
          return Reflect.apply(value, target, given)
        }
      },
    })

  const boot = (): Process => {
    const store = unwrap(openLedger({ home, clock, mode: 'write' }))
    let die = (): void => undefined
    const died = new Promise<void>((resolve) => {
      die = resolve
    })
    const process: Process = {
      dead: false,
      store,
      stop: new AbortController(),
      die: () => {
        process.dead = true
        die()
      },
      died,
      engine: createEngine({
        ledger: mortal(store.ledger, {
          get dead() {
            return process.dead
          },
          die: () => process.die(),
        }),
        journal: mortal(store.journal, {
          get dead() {
            return process.dead
          },
          die: () => process.die(),
        }),
        openSides: sidesFor(() => process),
        clock: mortalClock(() => process),
        random,
        signal: () => undefined,
      }),
    }
    return process
  }
  const mortalClock = (process: () => Process) => ({
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    sleep: async (ms: number, signal?: AbortSignal): Promise<void> => {
      await clock.sleep(ms, signal)
      if (process().dead) await never()
    },
  })

  const sidesFor = (process: () => Process): OpenSides => {
    const clients = new Map<string, NotionClient>()
    const clientFor = (token: string): NotionClient => {
      const known = clients.get(token)
      if (known !== undefined) return known
      const mine = mortalClock(process)
      const made = unwrap(
        createNotionClient({
          token,
          clock: mine,
          random,
          budget: createBudget({ clock: mine }),
          baseUrl: 'http://127.0.0.1:1',
          fetch: (url, init) => request(process(), url, init),
        }),
      )
      clients.set(token, made)
      return made
    }
    const client = (side: Side): NotionClient =>
      clientFor(stage.sandbox.store.connections.get(staged.connections[side])?.token ?? '')
    return (profile, { signal, meter, priority }) => ({
      private: createNotionSide<PrivatePageId>({
        client: client('private'),
        resource: profile.private.resource,
        signal,
        meter,
        priority,
      }),
      shared: createNotionSide<SharedPageId>({
        client: client('shared'),
        resource: profile.shared.resource,
        signal,
        meter,
        priority,
      }),
    })
  }

  /** A page of an answer may hold fewer rows than were asked for (notion-api, section 4). */
  const inPages = (url: string, body: string): string => {
    if (!url.includes('/query') || stage.plan.pageSize >= 100) return body
    return body.replace(/"page_size":\d+/, `"page_size":${stage.plan.pageSize}`)
  }
  const request = async (process: Process, url: string, init: RequestInit): Promise<Response> => {
    if (process.dead) return never()
    const method = init.method ?? 'GET'
    const body = inPages(url, typeof init.body === 'string' ? init.body : '')
    wire.leaves(machine, method, url, body)
    await clock.sleep(wire.latency())
    if (process.dead) return never()
    if (init.signal?.aborted === true) throw init.signal.reason
    await wire.before(machine, method, url, body)
    if (due('before')) process.die()
    if (process.dead) return never()
    let status = 0
    try {
      const answer = await stage.sandbox.fetch(url, {
        method,
        headers: new Headers(init.headers),
        body,
        signal: init.signal ?? null,
      })
      status = answer.status
      return await arrival(process, answer)
    } finally {
      if (status === 0 && !process.dead) wire.after(machine, method, url, 0)
    }
    async function arrival(alive: Process, answer: Response): Promise<Response> {
      wire.after(machine, method, url, answer.status)
      if (due('after')) alive.die()
      if (alive.dead) return never()
      await clock.sleep(wire.latency())
      return alive.dead ? never() : answer
    }
  }

  /** The old process is gone; what it left on the disk stays. */
  const end = (): void => {
    current.dead = true
    archive = [...archive, ...current.store.journal.changes({ limit: 100_000 })]
    current.store.close()
    deadline = null
    running = 0
  }
  /** What a ledger knew of writes under way goes with it: nobody is left who could complete them in its history. */
  const keepIntents = (): void => {
    const open = current.store.ledger.openIntents(staged.profile.id)
    const kept = open.flatMap(({ operation, cause, before }) =>
      operation.kind === 'create'
        ? []
        : [
            {
              pageId: operation.pageId,
              ...cause,
              fields: Object.entries<Value>(before).map(([field, value]) => ({ field, before: value })),
            },
          ],
    )
    archive = [...archive, ...kept]
  }
  const begin = (): void => {
    current = boot()
  }

  /** Work of the process that runs now; when it dies on the way the next one is started. */
  const inProcess = async <End extends { readonly kind: string }>(
    begun: (engine: Engine, signal: AbortSignal) => Promise<End>,
    thrown: (error: unknown) => End,
  ): Promise<End | Killed> => {
    const process = current
    running += 1
    if (process.stop.signal.aborted) process.stop = new AbortController()
    const died: Killed = { kind: 'killed' }
    const work = begun(process.engine, process.stop.signal).catch((error: unknown) =>
      process.dead ? died : thrown(error),
    )
    const outcome = await Promise.race([work, process.died.then(() => died)])
    if (outcome.kind === 'killed') {
      if (process === current) {
        end()
        begin()
      }
    } else running -= 1
    return outcome
  }

  const machine: Machine = {
    index,
    staged,
    clock,
    get store() {
      return current.store
    },
    get running() {
      return running > 0
    },
    run: (given) =>
      inProcess<RunEnd>(
        (engine, signal) => engine.run(staged.profile, given, signal).then((report) => ({ kind: 'report', report })),
        (error) => ({ kind: 'thrown', error }),
      ),
    undo: (changeId, insist) =>
      inProcess<UndoEnd>(
        (engine, signal) => engine.undo(staged.profile, changeId, insist, signal).then(({ kind }) => ({ kind })),
        (error) => ({ kind: 'thrown', text: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      ),
    stop() {
      if (running > 0) current.stop.abort()
    },
    killAt: (where, nth) => {
      deadline = { where, left: nth }
    },
    restart() {
      if (running > 0) current.die()
      else {
        end()
        begin()
      }
    },
    loseLedger() {
      if (running > 0) return
      keepIntents()
      end()
      homes += 1
      home = join(folder, `home-${homes}`)
      begin()
      // A home whose ledger is gone remembers that it had one; the host tells the engine so.
      current.store.ledger.saveFact(staged.profile.id, facts.rebuilt, '1')
    },
    backUp() {
      if (running > 0) return
      end()
      cpSync(home, join(folder, 'backup'), { recursive: true })
      begin()
    },
    putBack() {
      if (running > 0 || !existsSync(join(folder, 'backup'))) return false
      keepIntents()
      end()
      homes += 1
      home = join(folder, `home-${homes}`)
      cpSync(join(folder, 'backup'), home, { recursive: true })
      begin()
      current.store.ledger.saveFact(staged.profile.id, facts.careful, '1')
      return true
    },
    history: () => [...archive, ...current.store.journal.changes({ limit: 100_000 })],
    close() {
      current.dead = true
      current.store.close()
      clock.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  current = boot()
  return machine
}
