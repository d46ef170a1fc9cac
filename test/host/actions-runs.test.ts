import { describe, expect, test } from 'vitest'
import type { RunReport } from '../../electron/engine/engine-port.ts'
import { joinRuns, type SyncWish, sync } from '../../electron/host/actions-runs.ts'
import { addProfile } from '../../electron/host/profile-setup.ts'
import { failure } from '../../shared/failure.ts'
import { NOW, reportOf, stage } from './stage.ts'

const wish: SyncWish = { profile: null, full: false, dryRun: false, page: null, force: false, wait: true }

/** Anna's profile, and an engine that answers with these reports one after the other. */
async function stageWith(dueAts: readonly (number | null)[]) {
  const place = stage()
  await addProfile(place.home, place.wish(), place.signal)
  const [profile] = place.home.profiles()
  if (profile === undefined) throw new Error('no profile')
  const reports: RunReport[] = dueAts.map((dueAt) => reportOf(profile, {}, dueAt))
  place.engine.run = (asked, request) => {
    place.engine.asked.push({ profile: asked.name, request })
    return Promise.resolve(reports.shift() ?? reportOf(profile))
  }
  return { ...place, profile }
}

describe('waiting for tries that are due soon', () => {
  test('a try within three minutes is waited for, then the command ends', async () => {
    const { home, engine, signal, clock } = await stageWith([NOW + 120_000, null])
    const waits: number[] = []
    const done = await sync(home, wish, signal, (_, until) => waits.push(until))
    expect(done).toMatchObject({ kind: 'ok', value: [{ profile: { name: 'anna' } }] })
    expect(waits).toEqual([NOW + 120_000])
    expect(engine.asked.map(({ request }) => request.kind)).toEqual(['auto', 'auto'])
    expect(clock.now()).toBeGreaterThanOrEqual(NOW + 120_000)
  })

  test('a later one is left to the next command', async () => {
    const { home, engine, signal } = await stageWith([NOW + 181_000])
    await sync(home, wish, signal, () => {})
    expect(engine.asked).toHaveLength(1)
  })

  test('all waits of one command together stay within three minutes', async () => {
    const { home, engine, signal, clock } = await stageWith([NOW + 100_000, NOW + 200_000, NOW + 300_000])
    await sync(home, wish, signal, () => {})
    expect(engine.asked).toHaveLength(2)
    expect(clock.now()).toBeLessThan(NOW + 181_000)
  })

  test('nobody waits with --no-wait, in a dry run, or after a signal', async () => {
    for (const more of [{ wait: false }, { dryRun: true }]) {
      const { home, engine, signal } = await stageWith([NOW + 1000])
      await sync(home, { ...wish, ...more }, signal, () => {})
      expect(engine.asked).toHaveLength(1)
    }
    const { home, engine } = await stageWith([NOW + 1000])
    await sync(home, wish, AbortSignal.abort(), () => {})
    expect(engine.asked).toHaveLength(1)
  })
})

test('a paused or disabled profile runs only when it is named', async () => {
  const { home, engine, signal, profile } = await stageWith([])
  home.saveProfiles([{ ...profile, pausedUntil: 'resumed' }])
  expect(await sync(home, wish, signal, () => {})).toEqual({ kind: 'ok', value: [] })
  home.saveProfiles([{ ...profile, enabled: false }])
  expect(await sync(home, wish, signal, () => {})).toEqual({ kind: 'ok', value: [] })
  await sync(home, { ...wish, profile: 'anna' }, signal, () => {})
  expect(engine.asked).toHaveLength(1)
})

test('without a profile, or with one that is not there, the command is refused', async () => {
  const { home, signal } = stage()
  expect(await sync(home, wish, signal, () => {})).toMatchObject({ reason: 'no-profile' })
  expect(await sync(home, { ...wish, profile: 'eva' }, signal, () => {})).toMatchObject({ reason: 'unknown-profile' })
})

test('several runs of one command are told as one: what was done adds up, what is open is what the last one says', async () => {
  const { profile } = await stageWith([])
  const counts = {
    totalProcessed: 5,
    created: 2,
    updated: 0,
    removed: 0,
    unchanged: 2,
    conflicts: 1,
    errors: 1,
    held: 0,
  }
  const first = reportOf(profile, {
    kind: 'full',
    startedAt: NOW,
    failure: failure('service', 'x'),
    statistics: counts,
    requests: { read: 3, write: 4, retried: 1 },
  })
  const last = reportOf(profile, {
    finishedAt: NOW + 9,
    falseAlarms: 1,
    statistics: { ...counts, totalProcessed: 1, created: 1, unchanged: 0, errors: 0 },
    requests: { read: 1, write: 1, retried: 0 },
  })
  expect(joinRuns([first, last]).record).toMatchObject({
    kind: 'full',
    state: 'completed',
    failure: null,
    startedAt: NOW,
    finishedAt: NOW + 9,
    falseAlarms: 1,
    statistics: { totalProcessed: 5, created: 3, unchanged: 2, errors: 0, conflicts: 1 },
    requests: { read: 4, write: 5, retried: 1 },
  })
})
