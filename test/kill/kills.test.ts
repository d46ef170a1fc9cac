/**
 * Promises about a process that is killed: fifty times at fixed boundaries, by SIGKILL, and each home comes to rest with
 * nothing lost and nothing doubled. `npm run test:long` goes through all boundaries.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildProgram, type Program } from './life.ts'
import { powerPlans, shortPlans } from './plans.ts'
import { play } from './play.ts'

let program: Program
beforeAll(() => {
  program = buildProgram()
})
afterAll(() => program.remove())

describe('a sync that is killed again and again', () => {
  test.concurrent.each(shortPlans.map((plan, home) => [home + 1, plan] as const))(
    'comes to rest with every invariant kept: home %i',
    async (_, plan) => {
      const { violations, struck } = await play(program.entry, plan)
      expect(violations).toEqual([])
      expect(struck).toEqual(plan.kills)
    },
  )
})

describe('a power cut that takes a part of the log with it', () => {
  test.concurrent.each(powerPlans.map((plan) => [JSON.stringify(plan.kills[0]?.cut), plan] as const))(
    'loses and doubles nothing: %s',
    async (_, plan) => {
      const { violations, struck } = await play(program.entry, plan)
      expect(violations).toEqual([])
      expect(struck).toHaveLength(plan.kills.length)
    },
  )
})
