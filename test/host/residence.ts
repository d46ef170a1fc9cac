/**
 * A resident as the tray has it: a real home in a folder of its own, a real ledger, the real client, the sandbox over its
 * real fetch, all under one clock that moves by itself while everybody waits. The network and the disk can be taken away.
 */
import { onTestFinished } from 'vitest'
import { LedgerError } from '../../electron/engine/ledger-port.ts'
import { openConf } from '../../electron/host/conf-store.ts'
import type { Home } from '../../electron/host/home.ts'
import { openHome } from '../../electron/host/open-home.ts'
import { createResident, type DueAlert, type Resident } from '../../electron/host/resident.ts'
import { failure } from '../../shared/failure.ts'
import type { Profile } from '../../shared/model.ts'
import type { Snapshot } from '../../shared/snapshot.ts'
import type { Language } from '../../shared/words/language.ts'
import { createTestRandom } from '../support/random.ts'
import { createWorld, unwrap, type World, type WorldOptions } from '../support/world.ts'
import { temporaryFolder } from './stage.ts'

export const SECOND = 1_000
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

export interface Residence {
  readonly world: World
  readonly folder: string
  /** What stands between the home and its surroundings; may be changed at any time. */
  readonly outside: {
    network: 'on' | 'slow' | 'crawling' | 'off' | 'silent'
    disk: 'on' | 'full'
    timeouts: 'on' | 'lost'
  }
  readonly language: { spoken: Language }
  readonly moveIn: () => Tenancy
}

/** One process in the home. */
export interface Tenancy {
  readonly home: Home
  readonly resident: Resident
  readonly alerts: DueAlert[]
  readonly pushed: { readonly at: number; readonly snapshot: Snapshot }[]
  /** Monotonic times at which runs began. */
  readonly runs: number[]
}

export interface ResidenceOptions extends WorldOptions {
  readonly profiles?: (profile: Profile) => readonly Profile[]
}

export async function residence(options: ResidenceOptions = {}): Promise<Residence> {
  const world = await createWorld(options)
  onTestFinished(() => world.close())
  const folder = temporaryFolder()
  const outside: Residence['outside'] = { network: 'on', disk: 'on', timeouts: 'on' }
  const language: Residence['language'] = { spoken: 'en' }
  let tenants = 0
  return {
    world,
    folder,
    outside,
    language,
    moveIn: () => {
      tenants += 1
      const home = openedHome(world, folder, outside, tenants)
      if (home.profiles().length === 0) unwrap(home.saveProfiles(options.profiles?.(world.profile) ?? [world.profile]))
      refuseWhenFull(home, outside)
      const resident = createResident({
        home,
        language: () => language.spoken,
        version: '1.2.3',
        credentials: () => ({ state: 'available', message: '', remedy: '' }),
        startAtLogin: () => 'off',
      })
      const alerts: DueAlert[] = []
      const pushed: Tenancy['pushed'] = []
      const runs: number[] = []
      resident.onAlert((alert) => alerts.push(alert))
      resident.subscribe((snapshot) => pushed.push({ at: world.clock.monotonic(), snapshot }))
      home.onSignal((signal) => {
        if (signal.kind === 'run-started') runs.push(world.clock.monotonic())
      })
      onTestFinished(() => resident.stop())
      return { home, resident, alerts, pushed, runs }
    },
  }
}

function openedHome(world: World, folder: string, outside: Residence['outside'], seed: number): Home {
  return unwrap(
    openHome({
      folder,
      access: 'hold',
      what: 'desktop',
      env: { TOKEN: world.token },
      platform: 'linux',
      pid: 4711,
      clock: { ...world.clock, sleep: (ms, signal) => sleepOrLoseIt(world, outside, ms, signal) },
      random: createTestRandom(seed),
      fetch: async (url, init) => {
        if (outside.network === 'crawling') await world.clock.sleep(25 * SECOND)
        if (outside.network === 'slow') await world.clock.sleep(300)
        if (outside.network === 'off') throw unreachable()
        if (outside.network === 'silent') await new Promise(() => {})
        return world.sandbox.fetch(url, init)
      },
      openStore: openConf,
      baseUrl: 'http://127.0.0.1:1',
      requestsPerMinute: null,
      logLevel: 'debug',
      signal: () => {},
    }),
  )
}

/** A request is given up after a minute; a timer that is lost lets it hang for ever, and with it the run. */
async function sleepOrLoseIt(world: World, outside: Residence['outside'], ms: number, signal?: AbortSignal) {
  await world.clock.sleep(ms, signal)
  const lost = (): boolean => outside.timeouts === 'lost' && signal?.aborted !== true
  if (ms !== MINUTE) return
  while (lost()) await world.clock.sleep(SECOND, signal)
}

function unreachable(): Error {
  const cause = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
  return new TypeError('fetch failed', { cause })
}

/** The real ledger, except that its disk can be full: every write is refused then, every reading answered. */
function refuseWhenFull({ ledger, journal }: Home, outside: Residence['outside']): void {
  const refuse = <Target extends object>(target: Target, names: readonly (keyof Target)[]): void => {
    for (const name of names) {
      const method: unknown = Reflect.get(target, name)
      if (typeof method !== 'function') throw new TypeError(`${String(name)} is no method`)
      Reflect.set(target, name, (...given: unknown[]): unknown => {
        if (outside.disk === 'full') throw new LedgerError(failure('disk', 'no space left', { reason: 'disk-full' }))
        return Reflect.apply(method, target, given)
      })
    }
  }
  refuse(ledger, ['saveIntent', 'savePair', 'saveFact'])
  refuse(journal, ['startRun', 'recordChange'])
}

/** Waits in simulated time, in small steps, until something holds; gives the ms it took. */
export async function until(world: World, holds: () => boolean, limit = 10 * MINUTE): Promise<number> {
  const start = world.clock.monotonic()
  while (!holds() && world.clock.monotonic() - start < limit) await world.clock.sleep(250)
  if (!holds()) throw new Error(`did not come about within ${limit} ms`)
  return world.clock.monotonic() - start
}
