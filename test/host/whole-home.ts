/**
 * A home as it is opened for a user, with its real engine, against a sandbox in memory: for what host and engine do
 * together.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openConf } from '../../electron/host/conf-store.ts'
import type { Home } from '../../electron/host/home.ts'
import { openHome } from '../../electron/host/open-home.ts'
import { addProfile } from '../../electron/host/profile-setup.ts'
import { createSandbox } from '../../electron/sandbox/sandbox.ts'
import { furnish } from '../../electron/sandbox/seed.ts'
import type { Result } from '../../shared/failure.ts'
import type { Profile } from '../../shared/model.ts'
import { smallSeed } from '../e2e/stage.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestRandom } from '../support/random.ts'

export function valueOf<T>(result: Result<T>): T {
  if (result.kind === 'failure') throw new Error(`${result.category}: ${result.text}`)
  return result.value
}

/** Anna's profile with so many appointments, in step. */
export async function wholeHome(count: number) {
  const clock = createTestClock({ auto: true })
  const sandbox = createSandbox({ clock, seed: 7, rateLimit: 'off' })
  const furnished = furnish(sandbox, smallSeed(count))
  const folder = join(mkdtempSync(join(tmpdir(), 'partner-sync-')), 'home')
  onTestFinished(() => rmSync(join(folder, '..'), { recursive: true, force: true }))
  const token = furnished.tokens['anna'] ?? ''
  const open = (): Home =>
    valueOf(
      openHome({
        folder,
        access: 'hold',
        env: { TOKEN: token },
        platform: 'linux',
        pid: 1,
        clock,
        random: createTestRandom(7),
        fetch: (url, init) => sandbox.fetch(url, init),
        openStore: openConf,
        baseUrl: null,
        requestsPerMinute: null,
        logLevel: 'info',
        signal: () => {},
      }),
    )
  const home = open()
  onTestFinished(() => home.close())
  const signal = new AbortController().signal
  const variable = { kind: 'environment', variable: 'TOKEN' } as const
  const database = (key: string): string => furnished.databases[key] ?? ''
  const wish = {
    name: 'anna',
    sourceUserId: 1,
    private: { database: database('anna-private'), token: variable },
    shared: { database: database('shared'), token: variable },
    fields: [],
  }
  valueOf(await addProfile(home, wish, signal))
  const profile = (): Profile => {
    const [one] = home.profiles()
    if (one === undefined) throw new Error('there is no profile')
    return one
  }
  const run = (kind: 'auto' | 'full' = 'full') => home.engine.run(profile(), { kind }, signal)
  await run()
  await clock.advance(5 * 60_000)
  const rows = (key: string, which: 'live' | 'trashed' = 'live') =>
    sandbox.rows(furnished.dataSources[key] ?? '', which)
  const owner = sandbox.person([...sandbox.store.users.keys()][0] ?? '')
  return { home, folder, sandbox, furnished, token, clock, signal, profile, run, rows, owner }
}
