/**
 * Nothing lost, nothing doubled: randomised runs of the whole engine, and every run that ever failed (invariants 1-10).
 *
 * `npm run test:simulation -- --runs N` plays more of them; a new failing seed is shrunk there and kept in `seeds/`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generate } from './generate.ts'
import { play } from './play.ts'
import type { Script } from './script.ts'

/** Runs inside `npm test`; about three minutes on one busy core. */
const runs = 300
const inOneTest = 50

const folder = join(import.meta.dirname, 'seeds')

describe('a simulated run', () => {
  const batches = Array.from({ length: runs / inOneTest }, (_, batch) => batch * inOneTest + 1)
  it.each(batches)('keeps every promise, from seed %i on', async (from) => {
    for (let seed = from; seed < from + inOneTest; seed += 1) {
      const { violations } = await play(generate(seed))
      expect({ seed, violations }).toEqual({ seed, violations: [] })
    }
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
