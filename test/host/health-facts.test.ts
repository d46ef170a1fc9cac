import { describe, expect, test } from 'vitest'
import { healthFacts } from '../../electron/host/health-facts.ts'
import { addProfile } from '../../electron/host/profile-setup.ts'
import { type FailureCategory, failure } from '../../shared/failure.ts'
import type { RunId } from '../../shared/model.ts'
import { NOW, reportOf, stage } from './stage.ts'

/** What is known after these runs, the oldest first, a minute each; null: it completed. */
async function after(categories: readonly (FailureCategory | null)[]) {
  const { home, wish, signal } = stage()
  await addProfile(home, wish(), signal)
  const [profile] = home.profiles()
  if (profile === undefined) throw new Error('no profile')
  categories.forEach((category, index) => {
    const at = NOW - (categories.length - index) * 60_000
    const times = { id: `run-${index}` as RunId, startedAt: at, finishedAt: at + 1000 } // Made here only.
    const wrong = category === null ? null : failure(category, 'text')
    const { record } = reportOf(profile, { ...times, failure: wrong })
    home.journal.startRun({ ...record, state: 'in-progress', finishedAt: null, failure: null })
    home.journal.finishRun(record)
  })
  const { offlineSince, onlineSince, diskFailingSince, credentialsRefusedSince } = healthFacts(home, profile, null)
  return { offlineSince, onlineSince, diskFailingSince, credentialsRefusedSince }
}

const started = (minutesAgo: number): number => NOW - minutesAgo * 60_000

describe('offline', () => {
  test('means that the last run did not reach Notion, since the first that did not', async () => {
    expect(await after([null, 'network', 'timeout', 'network'])).toMatchObject({ offlineSince: started(3) })
  })

  test('a time-out alone is none, and neither is one before a success', async () => {
    expect(await after([null, 'timeout'])).toMatchObject({ offlineSince: null })
    expect(await after(['network', null])).toMatchObject({ offlineSince: null })
    expect(await after(['network', null, 'timeout'])).toMatchObject({ offlineSince: null })
  })

  test('a run that was stopped proves nothing', async () => {
    expect(await after(['network', 'stopped'])).toMatchObject({ offlineSince: started(2), onlineSince: null })
  })
})

test('online since the first run that heard of Notion again', async () => {
  expect(await after(['network', 'service', null])).toMatchObject({ onlineSince: started(2) + 1000 })
  expect(await after([null, null])).toMatchObject({ onlineSince: null })
})

test('a disk that fails, and a token that is refused, count from the first run that met it', async () => {
  expect(await after([null, 'disk', 'disk'])).toMatchObject({ diskFailingSince: started(2) })
  expect(await after(['credentials', 'disk'])).toMatchObject({
    diskFailingSince: started(1),
    credentialsRefusedSince: null,
  })
})
