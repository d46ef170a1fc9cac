/**
 * `npm run bench`: all benches, or `-- --only NAME`; `-- --long` takes the largest sizes as well.
 *
 * Prints tables, writes JSON into `test-results/bench`, and compares with the figures accepted last, `baseline.json`:
 * requests and ratios alone. Says what got worse, and ends with 1 then. `-- --accept` makes the figures the accepted ones.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { budgetBench } from './budget.ts'
import { ledgerBench } from './ledger.ts'
import { processorBench } from './processor.ts'
import { load, print, save, tableText } from './report.ts'
import { requestsBench } from './requests.ts'
import type { Bench, Figure } from './run-shapes.ts'
import { startBench } from './start.ts'

const benches: readonly Bench[] = [requestsBench, budgetBench, processorBench, ledgerBench, startBench]
const BASELINE = join(import.meta.dirname, 'baseline.json')
/** How much of a ratio is noise. */
const TOLERANCE = 1.1

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    long: { type: 'boolean', default: false },
    accept: { type: 'boolean', default: false },
  },
})
const wanted = benches.filter(({ name }) => values.only === undefined || name === values.only)
if (wanted.length === 0) throw new Error(`--only is one of ${benches.map(({ name }) => name).join(', ')}`)

type Baseline = Readonly<Record<string, number>>
// We wrote it.
const accepted = existsSync(BASELINE) ? (JSON.parse(readFileSync(BASELINE, 'utf8')) as Baseline) : {}

function limitOf(before: number, { kind }: Figure): number {
  return kind === 'ratio' ? before * TOLERANCE : before
}

const now: Record<string, number> = {}
const worse: string[] = []
const better: string[] = []
const missed: string[] = []
for (const bench of wanted) {
  const began = performance.now()
  const benched = await bench.run({ long: values.long, print })
  const seconds = (performance.now() - began) / 1_000
  for (const table of benched.tables) print(tableText(table))
  print(`${bench.name}: ${seconds.toFixed(0)} s, ${load()}; ${save(bench.name, { ...benched, load: load() })}`)
  missed.push(...benched.missed)
  for (const [what, figure] of Object.entries(benched.figures)) {
    const key = `${bench.name}: ${what}`
    const before = accepted[key]
    now[key] = Math.round(figure.value * 1_000) / 1_000
    if (before === undefined) continue
    const told = `${key}: ${figure.value} (accepted: ${before})`
    if (figure.value > limitOf(before, figure)) worse.push(told)
    else if (figure.value < before) better.push(told)
  }
}
for (const each of better) print(`better: ${each}`)
for (const each of missed) print(`goal missed: ${each}`)
for (const each of worse) print(`WORSE: ${each}`)
if (values.accept) {
  const merged = Object.entries({ ...accepted, ...now }).toSorted(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(BASELINE, `${JSON.stringify(Object.fromEntries(merged), null, 2)}\n`)
  print(`accepted: ${BASELINE}`)
} else if (worse.length === 0) print('nothing got worse')
process.exitCode = worse.length > 0 && !values.accept ? 1 : 0
