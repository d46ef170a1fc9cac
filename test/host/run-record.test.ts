/** The record of runs: what is shown while one is under way, who ends one that stands still, what one came to. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createLiveRuns } from '../../electron/host/live-runs.ts'
import { pageOfRuns } from '../../electron/host/paged-lists.ts'
import { statusSchema } from '../../shared/contract.ts'
import type { Profile, ProfileId, RunId } from '../../shared/model.ts'
import { createTestClock } from '../support/clock.ts'
import { addAppointments } from '../support/world.ts'
import { aProfile } from './homes.ts'
import { MINUTE, residence, SECOND, until } from './residence.ts'

const runId = 'r1' as RunId // Any text is an id of a run.
const allRuns = {
  profile: null,
  state: null,
  kind: null,
  withChanges: null,
  from: null,
  to: null,
  offset: 0,
  limit: 50,
}

function underWay(wait: { ms: number } = { ms: 0 }) {
  const clock = createTestClock()
  const anna: Profile = aProfile()
  const runs = createLiveRuns({
    clock,
    ledger: { fact: () => null, saveFact: () => undefined },
    idOf: () => anna.id,
    waitMs: () => wait.ms,
    readNotes: false,
  })
  const of = { profile: anna.name, runId }
  runs.signal({ kind: 'run-started', asked: 'auto', ...of })
  return { clock, runs, of, look: () => runs.of(anna) }
}

describe('a run under way', () => {
  test('says at which step it is, and measures its pace from where it began to write', async () => {
    const { clock, runs, of, look } = underWay()
    expect(look()).toMatchObject({ step: null, done: 0, total: 0, workingMs: 0 })
    runs.signal({ kind: 'step', step: 'observe', ...of })
    await clock.advance(90 * SECOND)
    runs.signal({ kind: 'step', step: 'execute', ...of })
    await clock.advance(10 * SECOND)
    runs.signal({ kind: 'progress', done: 2, total: 10, ...of })
    expect(look()).toMatchObject({
      step: 'execute',
      done: 2,
      total: 10,
      workingMs: 10 * SECOND,
      elapsedMs: 100 * SECOND,
    })
  })

  test('makes no progress while nothing comes, and is not blamed for a wait that Notion asked for', async () => {
    const wait = { ms: 0 }
    const { clock, look } = underWay(wait)
    await clock.advance(MINUTE)
    expect(look()).toMatchObject({ waiting: false, sinceProgressMs: MINUTE })
    wait.ms = 500
    await clock.advance(9 * MINUTE)
    expect(look()).toMatchObject({ waiting: true, sinceProgressMs: 0 })
    wait.ms = 0
    await clock.advance(SECOND)
    expect(look()).toMatchObject({ waiting: false, sinceProgressMs: SECOND })
  })

  test('tells its step in the language of the reader', async () => {
    const place = await residence()
    place.outside.network = 'slow'
    place.language.spoken = 'de'
    addAppointments(place.world, 20)
    const { resident } = place.moveIn()
    resident.start()
    const progress = () => resident.snapshot().profiles[0]?.progress
    await until(place.world, () => (progress()?.done ?? 0) > 3)
    expect(progress()).toMatchObject({ step: 'Es wird geschrieben', total: 20 })
    expect(progress()?.etaMs).toBeGreaterThan(0)
    for (const status of resident.snapshot().profiles) expect(statusSchema.parse(status)).toEqual(status)
  })
})

describe('the note of a run for other processes', () => {
  /** The one fact that is kept, and how often it was written. */
  function noted(before: string | null = null) {
    const clock = createTestClock()
    const anna = aProfile()
    const kept: { note: string | null; writes: number } = { note: before, writes: 0 }
    const ledger = {
      fact: () => kept.note,
      saveFact: (_profile: ProfileId, _name: string, value: string | null) => {
        kept.note = value
        kept.writes += 1
      },
    }
    const options = { clock, ledger, idOf: () => anna.id, waitMs: () => 0 }
    const runs = createLiveRuns({ ...options, readNotes: false })
    const elsewhere = createLiveRuns({ ...options, readNotes: true })
    const of = { profile: anna.name, runId }
    const finish = (): void => runs.broken(anna)
    return { clock, kept, runs, of, finish, seenElsewhere: () => elsewhere.of(anna) }
  }

  test('is not written for looks that are over within two seconds', async () => {
    const { clock, kept, runs, of, finish } = noted()
    for (let look = 0; look < 20; look += 1) {
      runs.signal({ kind: 'run-started', asked: 'auto', ...of })
      runs.signal({ kind: 'step', step: 'observe', ...of })
      await clock.advance(SECOND)
      runs.signal({ kind: 'step', step: 'execute', ...of })
      finish()
      await clock.advance(20 * SECOND)
    }
    expect(kept).toEqual({ note: null, writes: 0 })
  })

  test('comes when a run has lasted for two seconds, though it says nothing more, and goes with its end', async () => {
    const { clock, kept, runs, of, finish, seenElsewhere } = noted()
    runs.signal({ kind: 'run-started', asked: 'full', ...of })
    runs.signal({ kind: 'step', step: 'observe', ...of })
    await clock.advance(3 * SECOND)
    expect(seenElsewhere()).toMatchObject({ step: 'observe' })
    runs.signal({ kind: 'step', step: 'execute', ...of })
    runs.signal({ kind: 'progress', done: 3, total: 8, ...of })
    await clock.advance(3 * SECOND)
    runs.signal({ kind: 'progress', done: 4, total: 8, ...of })
    expect(seenElsewhere()).toMatchObject({ step: 'execute', done: 4, total: 8 })
    finish()
    expect(kept.note).toBeNull()
    expect(seenElsewhere()).toBeNull()
  })

  test('of a process that was killed is taken back when the next run ends', async () => {
    const { kept, runs, of, finish } = noted('{"at":0}')
    runs.signal({ kind: 'run-started', asked: 'auto', ...of })
    finish()
    expect(kept).toEqual({ note: null, writes: 1 })
  })
})

test('a computer at rest writes to its disk once in five minutes, and its log not at all', async () => {
  const place = await residence()
  addAppointments(place.world, 3)
  const { resident, runs } = place.moveIn()
  resident.start()
  await until(place.world, () => resident.snapshot().standing === 'in-step')
  await place.world.clock.advance(15 * MINUTE)
  const log = (): string => readFileSync(join(place.folder, 'logs', 'partner-sync.log'), 'utf8')
  const told = log().length
  const looks = runs.length
  const written = new Set<bigint>()
  for (let step = 0; step < 20 * 6; step += 1) {
    written.add(statSync(join(place.folder, 'ledger.sqlite-wal'), { bigint: true }).mtimeNs)
    await place.world.clock.advance(10 * SECOND)
  }
  expect(runs.length - looks).toBeGreaterThan(50)
  // What was there at the beginning, and four or five heartbeats.
  expect(written.size).toBeLessThanOrEqual(6)
  const newer = log().slice(told).trim().split('\n')
  expect(newer.filter((line) => !line.includes('"level":"debug"'))).toEqual([])
})

test('a run that stands still is told, ended within half a minute, and stands in the history with its reason', async () => {
  const place = await residence()
  addAppointments(place.world, 2)
  const { resident, home, alerts } = place.moveIn()
  resident.start()
  await until(place.world, () => resident.snapshot().standing === 'in-step')
  Object.assign(place.outside, { network: 'silent', timeouts: 'lost' })
  const began = place.world.clock.monotonic()
  const asked = await resident.syncNow(null, 'full')
  expect(asked).toMatchObject({ kind: 'failure', category: 'timeout', reason: 'run-stuck' })
  expect(place.world.clock.monotonic() - began).toBeLessThan(6 * MINUTE)
  expect(alerts).toMatchObject([{ kind: 'raised', alert: 'run-stuck' }])
  const [last] = pageOfRuns(home, allRuns, 'en').entries
  expect(last).toMatchObject({
    state: 'failed',
    sentence: 'The sync made no progress for too long and was ended.',
    error: { category: 'timeout' },
  })
  Object.assign(place.outside, { network: 'on', timeouts: 'on' })
  await until(place.world, () => resident.snapshot().standing === 'in-step')
  await until(place.world, () => alerts.length > 1)
  expect(alerts.at(1)).toMatchObject({ kind: 'recovered', alert: 'run-stuck' })
})

test('a run counts what was due, so that one that did none of it can be told', async () => {
  const place = await residence()
  addAppointments(place.world, 2)
  const { resident, home } = place.moveIn()
  resident.start()
  await until(place.world, () => resident.snapshot().standing === 'in-step')
  const [run] = home.journal.runs(place.world.profile.id, 1)
  if (run === undefined) throw new Error('no run')
  expect(run).toMatchObject({ due: 2, state: 'completed' })
  expect(pageOfRuns(home, allRuns, 'en').entries[0]).not.toHaveProperty('finding')
  const statistics = { ...run.statistics, created: 0 }
  home.journal.finishRun({ ...run, statistics, requests: { ...run.requests, write: 0 } })
  expect(pageOfRuns(home, allRuns, 'en').entries[0]?.finding).toContain('2 changes were due and none was made.')
  expect(pageOfRuns(home, allRuns, 'de').entries[0]?.finding).toContain(
    '2 Änderungen standen an, und keine wurde gemacht.',
  )
})
