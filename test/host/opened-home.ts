/** A home that is really opened and held, with a clock of its own and without a network. */
import { onTestFinished } from 'vitest'
import { openConf } from '../../electron/host/conf-store.ts'
import type { Home } from '../../electron/host/home.ts'
import { openHome } from '../../electron/host/open-home.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestRandom } from '../support/random.ts'
import { unwrap } from '../support/world.ts'

/** Closed with the test at the latest. */
export function heldHome(folder: string): Home {
  const home = unwrap(
    openHome({
      folder,
      access: 'hold',
      env: {},
      platform: 'linux',
      pid: 1,
      clock: createTestClock(),
      random: createTestRandom(1),
      fetch: () => Promise.reject(new Error('there is no network here')),
      openStore: openConf,
      baseUrl: null,
      requestsPerMinute: null,
      logLevel: 'info',
      signal: () => {},
    }),
  )
  onTestFinished(() => home.close())
  return home
}
