/**
 * Nothing lost, nothing doubled: randomised runs of the whole engine, and every run that ever failed (invariants 1-10).
 *
 * `npm run test:simulation -- --runs N` plays more of them; a new failing seed is shrunk there and kept in `seeds/`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generate } from './generate.ts'
import { playMany } from './many.ts'
import { play } from './play.ts'
import { actionNames, faultNames, type Script, thirdPage } from './script.ts'

/** Runs inside `npm test`; about three minutes on two busy cores. */
const runs = 1_000

const folder = join(import.meta.dirname, 'seeds')

/** Every planted kind must have happened: a kind that never occurs proves nothing. */
function neverHappened(happened: ReadonlyMap<string, number>): readonly string[] {
  const faults = faultNames.map((name) => `fault ${name}`)
  return [...actionNames, ...faults, thirdPage].filter((name) => (happened.get(name) ?? 0) === 0)
}

describe('a simulated run', () => {
  it(`keeps every promise, ${runs} times`, async () => {
    const played = await playMany({ from: 1, runs, jobs: availableParallelism(), most: 10 })
    expect(played.failed).toEqual([])
    expect(played.runs).toBe(runs)
    expect(neverHappened(played.happened)).toEqual([])
  })

  it.each([3, 14, 159, 265])('is the same, byte for byte, when seed %i is played twice', async (seed) => {
    const once = await play(generate(seed))
    const again = await play(generate(seed))
    expect(again.log.join('\n')).toBe(once.log.join('\n'))
    expect(once.log.length).toBeGreaterThan(10)
  })
})

describe('a run that failed once', () => {
  it.each(readdirSync(folder).filter((name) => name.endsWith('.json')))('%s does not fail any more', async (name) => {
    // Written by the runner, which shrinks what fails.
    const script = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Script
    const { violations } = await play(script)
    expect(violations).toEqual([])
  })
})
