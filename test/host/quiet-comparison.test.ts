/** Once a day at a quiet hour both databases are compared, by themselves. */
import { expect, test, vi } from 'vitest'
import { lastComparison } from '../../electron/engine/verify.ts'
import { createKeeper } from '../../electron/host/keeper.ts'
import { compareQuietly, isComparisonDue } from '../../electron/host/quiet-comparison.ts'
import type { Failure } from '../../shared/failure.ts'
import { wholeHome } from './whole-home.ts'

const hours = 3_600_000
const now = Date.UTC(2026, 10, 21, 3)

test.each([
  ['in the first night', { hour: 3, comparedAt: null, changedAt: now }, true],
  ['in the night after the last one, at nearly the same hour', { hour: 2, comparedAt: now - 23 * hours }, true],
  ['twice in one night', { hour: 4, comparedAt: now - 2 * hours }, false],
  ['at noon while things are changed', { hour: 12, comparedAt: now - 30 * hours, changedAt: now - 1000 }, false],
  ['at noon when nothing was changed for an hour', { hour: 12, comparedAt: now - 24 * hours }, true],
  ['again at noon, before a day has passed', { hour: 12, comparedAt: now - 23 * hours }, false],
  ['after the clock was set back by a month', { hour: 12, comparedAt: now + 700 * hours }, true],
])('%s: %j -> %s', (_when, facts, due) => {
  expect(isComparisonDue({ now, changedAt: now - 2 * hours, ...facts })).toBe(due)
})

test('whatever goes wrong is tried again after an hour, and reported unless it is the weather', async () => {
  const { home, clock, profile, sandbox } = await wholeHome(1)
  const stop = new AbortController()
  const reported: Failure[] = []
  let awake = false
  const done = compareQuietly({
    home,
    profiles: () => home.profiles(),
    mayBegin: () => awake,
    stop: stop.signal,
    onCompared: () => {},
    report: (wrong) => reported.push(wrong),
  })
  await clock.advance(25 * hours)
  expect(lastComparison(home, profile())).toBeNull()
  awake = true
  const [connection = ''] = [...sandbox.store.connections.keys()]
  sandbox.admin.unshare(profile().shared.database, connection)
  await clock.advance(1.5 * hours)
  expect(reported.map((one) => one.category)).toEqual(['not-shared', 'not-shared'])
  sandbox.admin.share(profile().shared.database, connection)
  await clock.advance(2 * hours)
  expect(lastComparison(home, profile())?.report).toMatchObject({ privateRelevant: 1, copies: 1, differences: [] })
  stop.abort()
  await done
})

test('a keeper sees to it', async () => {
  const { home, clock, profile } = await wholeHome(2)
  const onDecided = vi.fn()
  const keeper = createKeeper({
    home,
    profiles: () => home.profiles(),
    pollMs: () => 40 * hours,
    onReport: () => {},
    onDecided,
    onError: (error) => {
      throw error
    },
  })
  await clock.advance(hours)
  keeper.start()
  await clock.advance(hours / 3)
  await keeper.stop()
  expect(lastComparison(home, profile())?.report).toMatchObject({ privateRelevant: 2, copies: 2 })
  expect(onDecided).toHaveBeenCalled()
})
