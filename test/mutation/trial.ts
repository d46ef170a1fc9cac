/**
 * One bug: planted, tested from the cheapest tests to the simulation, taken out again.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mutant } from './mutant.ts'
import { change, runSimulation, runTests, type Scratch, type TestOutcome, typeErrors } from './scratch.ts'

export interface Verdict {
  readonly name: string
  readonly file: string
  /** `unclear`: the tests ran out of time, and nothing says that they would. `wrong`: the mutant itself is at fault. */
  readonly result: 'caught' | 'survived' | 'unclear' | 'wrong'
  /** The stage that noticed it, or that could not be run; empty for a survivor. */
  readonly stage: string
  readonly by: string
  readonly seconds: number
}

export interface Stage {
  readonly name: string
  readonly run: (scratch: Scratch) => Promise<TestOutcome>
}

const minute = 60_000
const namedTests = 'named tests'
const broadTests = ['core', 'engine', 'property', 'contract', 'notion', 'ledger', 'host', 'http'].map(
  (folder) => `test/${folder}/`,
)

/** Everything but the simulation; green without a bug, or nothing that is red with one means anything. */
export const allTests: Stage = {
  name: 'all tests',
  run: (scratch) => runTests(scratch, broadTests, 10 * minute),
}

export const depths = ['named', 'tests', 'all'] as const
/** How far a bug is followed that the named tests do not notice. */
export type Depth = (typeof depths)[number]

/** What is run when the named tests notice nothing, the cheapest first. */
export function broadStages(depth: Depth, simulatedRuns: number): readonly Stage[] {
  const stages: readonly Stage[] = [
    allTests,
    {
      name: 'stored seeds',
      run: (scratch) =>
        runTests(scratch, ['test/simulation/simulation.test.ts'], 10 * minute, 'a run that failed once'),
    },
    { name: 'simulation', run: (scratch) => runSimulation(scratch, simulatedRuns, 15 * minute) },
  ]
  return depth === 'all' ? stages : stages.slice(0, depth === 'tests' ? 1 : 0)
}

/** Why a mutant cannot be planted; null: it can. */
export function misfit(mutant: Mutant, folder: string): string | null {
  const source = readFileSync(join(folder, mutant.file), 'utf8')
  const times = source.split(mutant.find).length - 1
  return times === 1 ? null : `no longer fits: its text stands ${times} times in ${mutant.file}`
}

function planted(mutant: Mutant, source: string): string {
  return source.replace(mutant.find, () => mutant.replace)
}

/** A test that was not expected to notice must do so twice: a test that fails by chance has noticed nothing. */
async function confirmed(scratch: Scratch, stage: Stage, expected: boolean): Promise<TestOutcome> {
  const outcome = await stage.run(scratch)
  return expected || outcome.kind !== 'red' ? outcome : stage.run(scratch)
}

/** Plants a bug and says who noticed. `ensureGreen` is asked before a broad stage: without the bug it must be green. */
export async function tryMutant(
  scratch: Scratch,
  mutant: Mutant,
  stages: readonly Stage[],
  ensureGreen: (stage: Stage) => Promise<void>,
  withTypes: boolean,
): Promise<Verdict> {
  const began = performance.now()
  const verdict = (result: Verdict['result'], stage: string, by: string): Verdict => ({
    name: mutant.name,
    file: mutant.file,
    result,
    stage,
    by,
    seconds: Math.round((performance.now() - began) / 100) / 10,
  })
  const wrong = misfit(mutant, scratch.folder)
  if (wrong !== null) return verdict('wrong', '', wrong)
  const named: Stage = { name: namedTests, run: (where) => runTests(where, mutant.tests, 5 * minute) }
  for (const stage of [named, ...stages]) {
    if (stage !== named) await ensureGreen(stage)
    const takeOut = change(
      scratch,
      mutant.file,
      planted(mutant, readFileSync(join(scratch.folder, mutant.file), 'utf8')),
    )
    try {
      const errors = withTypes && stage === named ? await typeErrors(scratch, mutant.file) : null
      if (errors !== null) return verdict('wrong', stage.name, `does not type-check: ${errors}`)
      const outcome = await confirmed(scratch, stage, stage === named)
      if (outcome.kind === 'red') {
        // Where all tests are run, they were checked once for everybody.
        const { file } = outcome
        if (stages.length === 0 && file !== null) {
          await ensureGreen({ name: file, run: (where) => runTests(where, [file], 5 * minute) })
        }
        return verdict('caught', stage.name, outcome.by)
      }
      if (outcome.kind === 'broken') return verdict('wrong', stage.name, `could not be run: ${outcome.text}`)
      if (outcome.kind === 'timed-out') {
        return mutant.endless === undefined
          ? verdict('unclear', stage.name, 'out of time')
          : verdict('caught', stage.name, `out of time, for ${mutant.endless}`)
      }
    } finally {
      takeOut()
    }
  }
  return verdict('survived', '', mutant.accepted ?? '')
}
