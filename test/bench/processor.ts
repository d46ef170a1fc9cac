/**
 * Whether deciding grows with the number of pairs and no faster: `reconcile` for each pair and `plan` for all, one in a
 * hundred edited. In processor time of this process, the quickest of several, so that a busy computer changes little.
 */
import { plan } from '../../electron/core/plan.ts'
import type { RailFacts } from '../../electron/core/rails.ts'
import { reconcile } from '../../electron/core/reconcile.ts'
import type { Situation } from '../../electron/core/situation.ts'
import { privateId, sharedId } from '../core/databases.ts'
import { copy, mine, pair, present, rules, situation } from '../support/situations.ts'
import type { Bench } from './run-shapes.ts'

const GOAL = 1.15
const sizes = [1_000, 10_000, 100_000] as const
const ROUNDS = 8

function situations(count: number): readonly Situation[] {
  return Array.from({ length: count }, (_, at) => {
    const ids = { private: privateId(`p${at}`), shared: sharedId(`s${at}`) }
    const shown = at % 100 === 0 ? { place: 'Keller' } : {}
    return situation({
      privateId: ids.private,
      private: present(mine(shown, { id: ids.private, link: ids.shared })),
      copy: present(copy({}, { id: ids.shared, link: ids.private })),
      pair: pair({ privateId: ids.private, sharedId: ids.shared }),
    })
  })
}

function decideAll(all: readonly Situation[]): void {
  const facts: RailFacts = {
    pairs: all.length,
    recentRemovals: 0,
    firstRun: false,
    emptiedSide: false,
    removalsConfirmed: false,
    held: new Map(),
  }
  const { go } = plan(
    all.map((one) => reconcile(one, rules())),
    facts,
  )
  if (go.length !== all.length / 100) throw new Error(`${go.length} of ${all.length} are to be written`)
}

/** Microseconds of processor time for each pair. */
function perPair(all: readonly Situation[]): number {
  // Small ones are done often enough for a clock of the system to see them.
  const times = Math.max(1, 20_000 / all.length)
  const before = process.cpuUsage()
  for (let at = 0; at < times; at += 1) decideAll(all)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / times / all.length
}

/** The least of some rounds for each size; in turns, so that a quicker minute is not one size's alone. */
function leastCosts(): readonly number[] {
  const worlds = sizes.map(situations)
  const taken = Array.from({ length: ROUNDS }, () => worlds.map(perPair))
  return sizes.map((_, at) => Math.min(...taken.map((round) => round[at] ?? Number.POSITIVE_INFINITY)))
}

export const processorBench: Bench = {
  name: 'processor',
  run: async () => {
    // So that the first size is not measured with code that is still being compiled.
    for (let round = 0; round < ROUNDS; round += 1) perPair(situations(1_000))
    const least = leastCosts()
    const costs = sizes.map((count, at) => ({ count, cost: least[at] ?? Number.NaN }))
    const grown = costs.map(({ count, cost }, at) => {
      const before = costs[at - 1]?.cost
      return { count, cost, growth: before === undefined ? 1 : cost / before }
    })
    return {
      missed: grown
        .filter(({ growth }) => growth > GOAL)
        .map(
          ({ count, growth }) => `deciding on ${count} pairs grows by ${growth.toFixed(2)} x linear (goal: ${GOAL})`,
        ),
      figures: Object.fromEntries(
        grown
          .slice(1)
          .map(({ count, growth }) => [
            `growth at ${count} pairs, x linear`,
            { value: growth, kind: 'ratio' } as const,
          ]),
      ),
      tables: [
        {
          title: 'Reconcile and plan, processor time',
          columns: ['pairs', 'µs each', 'ms in all', 'growth, x linear', 'goal'],
          rows: grown.map(({ count, cost, growth }) => [
            count.toLocaleString('en'),
            cost.toFixed(2),
            ((cost * count) / 1_000).toFixed(0),
            growth.toFixed(2),
            GOAL,
          ]),
        },
      ],
    }
  },
}
