/**
 * `npm run test:mutation -- [--only NAME,...] [--jobs N] [--runs N] [--depth named|tests|all]
 *   [--at COMMIT] [--types] [--list]`: do the tests notice planted bugs?
 *
 * Each bug is planted alone into a copy of the tree (as it is, or as committed with `--at`); the tests that should notice it run first, then all others, then the
 * stored seeds and `--runs` simulated runs. Prints who caught it; the table is kept in `test-results/mutation.json`.
 * Ends with 1 when a bug survives without an accepted reason or no longer fits its file.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Mutant } from './mutant.ts'
import { careMutants } from './mutants-care.ts'
import { coreMutants } from './mutants-core.ts'
import { engineMutants } from './mutants-engine.ts'
import { foundMutants } from './mutants-found.ts'
import { ledgerMutants } from './mutants-ledger.ts'
import { lookMutants } from './mutants-looks.ts'
import { notionMutants } from './mutants-notion.ts'
import { checkout, createScratch, type Scratch } from './scratch.ts'
import { allTests, broadStages, type Depth, depths, misfit, type Stage, tryMutant, type Verdict } from './trial.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    jobs: { type: 'string', default: '1' },
    runs: { type: 'string', default: '200' },
    depth: { type: 'string', default: 'all' },
    at: { type: 'string' },
    types: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
})

const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

function chosen(): readonly Mutant[] {
  const every = [
    ...coreMutants,
    ...engineMutants,
    ...careMutants,
    ...foundMutants,
    ...lookMutants,
    ...notionMutants,
    ...ledgerMutants,
  ]
  const names = new Set(every.map(({ name }) => name))
  if (names.size !== every.length) throw new Error('two mutants have one name')
  const wanted = values.only?.split(',') ?? [...names]
  const unknown = wanted.filter((name) => !names.has(name))
  if (unknown.length > 0) throw new Error(`no mutant is called ${unknown.join(', ')}`)
  return every.filter(({ name }) => wanted.includes(name))
}

function depthOf(text: string): Depth {
  const depth = depths.find((each) => each === text)
  if (depth === undefined) throw new Error(`--depth is one of ${depths.join(', ')}`)
  return depth
}

function list(mutants: readonly Mutant[]): number {
  let wrong = 0
  for (const mutant of mutants) {
    const why = misfit(mutant, checkout)
    if (why !== null) wrong += 1
    print(`${mutant.name} (${mutant.file})\n    breaks ${mutant.breaks}${why === null ? '' : `\n    WRONG: ${why}`}`)
  }
  print(`${mutants.length} mutants, ${wrong} wrong`)
  return wrong
}

function line({ name, result, stage, by, seconds }: Verdict): string {
  const who = [stage, by].filter((each) => each !== '').join(': ')
  return `${result.padEnd(8)} ${`${seconds.toFixed(1)} s`.padStart(8)}  ${name}${who === '' ? '' : `\n${' '.repeat(20)}${who}`}`
}

/** How many each stage noticed. */
function byStage(caught: readonly Verdict[]): string {
  const counts = new Map<string, number>()
  for (const { stage } of caught) counts.set(stage, (counts.get(stage) ?? 0) + 1)
  return [...counts].map(([stage, times]) => `${times} by ${stage}`).join(', ')
}

async function tryAll(mutants: readonly Mutant[], jobs: number): Promise<readonly Verdict[]> {
  const scratches: Scratch[] = []
  process.once('exit', () => {
    for (const each of scratches) each.remove()
  })
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
  // One copy for each job, and one that stays as it is: what is red without a bug would prove nothing.
  const untouched = createScratch(values.at ?? null)
  scratches.push(untouched)
  const green = new Map<string, Promise<void>>()
  const depth = depthOf(values.depth)
  const stages = broadStages(depth, Number(values.runs))
  const check = async (stage: Stage): Promise<void> => {
    const first = await stage.run(untouched)
    // Once more: a test that fails by chance on a busy machine is no reason to prove nothing.
    const outcome = first.kind === 'green' ? first : await stage.run(untouched)
    if (outcome.kind !== 'green') throw new Error(`without any bug: ${stage.name}: ${JSON.stringify(outcome)}`)
  }
  const ensureGreen = (stage: Stage): Promise<void> => {
    const checked = green.get(stage.name) ?? check(stage)
    green.set(stage.name, checked)
    return checked
  }
  if (depth !== 'named') await ensureGreen(allTests)
  const waiting = [...mutants]
  const verdicts: Verdict[] = []
  const work = async (): Promise<void> => {
    const scratch = createScratch(values.at ?? null)
    scratches.push(scratch)
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const verdict = await tryMutant(scratch, mutant, stages, ensureGreen, values.types)
      verdicts.push(verdict)
      print(line(verdict))
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  return verdicts
}

const mutants = chosen()
if (values.list) process.exitCode = list(mutants) > 0 ? 1 : 0
else {
  const verdicts = await tryAll(mutants, Number(values.jobs))
  const of = (result: Verdict['result']): readonly Verdict[] => verdicts.filter((each) => each.result === result)
  mkdirSync(join(checkout, 'test-results'), { recursive: true })
  writeFileSync(join(checkout, 'test-results', 'mutation.json'), `${JSON.stringify(verdicts, null, 1)}\n`)
  const accepted = of('survived').filter(({ by }) => by !== '')
  print('')
  for (const verdict of verdicts) if (verdict.result !== 'caught') print(line(verdict))
  print(
    `${verdicts.length} mutants: ${of('caught').length} caught (${byStage(of('caught'))}), ${of('survived').length} survived ` +
      `(${accepted.length} with a reason), ${of('unclear').length} unclear, ${of('wrong').length} wrong`,
  )
  process.exitCode = of('caught').length + accepted.length === verdicts.length ? 0 : 1
}
