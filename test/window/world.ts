/**
 * A world for the window: a sandbox behind a real port, a home in a folder of its own, profiles whose tokens lie in files,
 * and runs that really happened. What it is brought into, the application then finds and shows.
 *
 * Knows neither Electron nor a test runner: tests, pictures and measurements use it alike. Whoever makes one closes it.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sync } from '../../electron/host/actions-runs.ts'
import { openConf } from '../../electron/host/conf-store.ts'
import type { Home } from '../../electron/host/home.ts'
import { openHome } from '../../electron/host/open-home.ts'
import { addProfile } from '../../electron/host/profile-setup.ts'
import { createRealClock, createRealRandom } from '../../electron/host/real-clock.ts'
import type { Person } from '../../electron/sandbox/person.ts'
import { createSandbox, type Sandbox } from '../../electron/sandbox/sandbox.ts'
import { type Furnished, furnish, type Seed } from '../../electron/sandbox/seed.ts'
import { realClock, type SandboxServer, serveSandbox } from '../../electron/sandbox/server.ts'
import { unwrap } from '../support/world.ts'
import { familySeed } from './family.ts'

export interface WindowWorld {
  readonly sandbox: Sandbox
  readonly furnished: Furnished
  readonly server: SandboxServer
  /** Path of the home. */
  readonly home: string
  readonly anna: Person
  readonly ben: Person
  /** Adds the profile "Anna" (number 1) or "Ben" (number 2), as its owner would at the command line. */
  addProfile(name: 'Anna' | 'Ben'): Promise<void>
  /** One run for each profile, to its end. */
  sync(): Promise<void>
  /** Anything else that is done to a home at rest. */
  inside<Value>(work: (home: Home) => Value | Promise<Value>): Promise<Value>
  /** Id of a page by its key in the seed. */
  row(key: string): string
  /** Id of the copy of a private page; throws when there is none. */
  copyOf(key: string): string
  close(): Promise<void>
}

export interface WorldWish {
  readonly seed?: Seed
  readonly requestsPerMinute?: number
}

export async function createWindowWorld(wish: WorldWish = {}): Promise<WindowWorld> {
  const seed = wish.seed ?? familySeed({ now: realClock.now() })
  const { requestsPerMinute } = wish
  const sandbox = createSandbox({
    clock: realClock,
    seed: 1,
    logSize: 100_000,
    // All rows are made within one minute, which no real database has seen: Notion's own limit would stop at 10,000.
    rowCap: 20_000,
    rateLimit: requestsPerMinute === undefined ? 'off' : { requests: requestsPerMinute, windowMs: 60_000 },
  })
  const furnished = furnish(sandbox, seed)
  const server = await serveSandbox(sandbox)
  const home = mkdtempSync(join(tmpdir(), 'partner-sync-window-'))
  const found = (table: Readonly<Record<string, string>>, key: string): string => {
    const value = table[key]
    if (value === undefined) throw new Error(`the seed has no ${key}`)
    return value
  }
  const inside: WindowWorld['inside'] = async (work) => {
    const opened = unwrap(
      openHome({
        folder: home,
        access: 'hold',
        what: 'test',
        env: {},
        platform: process.platform,
        pid: process.pid,
        clock: createRealClock(),
        random: createRealRandom(),
        fetch,
        openStore: openConf,
        baseUrl: server.url,
        // What came before the test costs no waiting.
        requestsPerMinute: 1_000_000,
        logLevel: 'info',
        signal: () => undefined,
      }),
    )
    try {
      return await work(opened)
    } finally {
      opened.close()
    }
  }
  const tokenFile = (key: string): string => {
    mkdirSync(join(home, 'tokens'), { recursive: true, mode: 0o700 })
    const path = join(home, 'tokens', key)
    writeFileSync(path, `${found(furnished.tokens, key)}\n`, { mode: 0o600 })
    return path
  }
  const never = new AbortController().signal
  return {
    sandbox,
    furnished,
    server,
    home,
    anna: sandbox.person(found(furnished.people, 'anna')),
    ben: sandbox.person(found(furnished.people, 'ben')),
    addProfile: (name) =>
      inside(async (opened) => {
        const end = (database: string, key: string) => ({
          database: found(furnished.databases, database),
          token: { kind: 'file', path: tokenFile(key) } as const,
        })
        const own = name === 'Anna'
        const ends = own
          ? { private: end('anna-private', 'anna'), shared: end('shared', 'anna') }
          : { private: end('ben-private', 'ben-private'), shared: end('shared', 'ben-shared') }
        unwrap(await addProfile(opened, { name, sourceUserId: own ? 1 : 2, fields: [], ...ends }, never))
      }),
    sync: () =>
      inside(async (opened) => {
        const request = { profile: null, full: false, dryRun: false, page: null, force: false, wait: true }
        unwrap(await sync(opened, request, never, () => undefined))
      }),
    inside,
    row: (key) => found(furnished.rows, key),
    copyOf: (key) => {
      const privateId = found(furnished.rows, key)
      const rows = sandbox.rows(found(furnished.dataSources, 'shared'), 'all')
      const copy = rows.find(({ values }) => values['SourcePrivateId'] === privateId)
      if (copy === undefined) throw new Error(`${key} has no copy`)
      return copy.id
    },
    close: async () => {
      await server.close().catch(() => undefined)
      rmSync(home, { recursive: true, force: true })
    },
  }
}
