/**
 * `npm run bench`: all benches, or `-- --only NAME`; `-- --long` takes the largest sizes as well.
 *
 * Prints tables, writes JSON into `test-results/bench`, and compares with the figures accepted last, `baseline.json`:
 * counts and ratios alone. Says what got worse, or is not measured any more, and ends with 1 then. `-- --accept` makes the
 * figures the accepted ones.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { budgetBench } from './budget.ts'
import { bundlesBench } from './bundles.ts'
import { type Accepted, acceptedFrom, compare, type Measured } from './comparison.ts'
import { growthBench } from './growth.ts'
import { idleBench } from './idle.ts'
import { latencyBench } from './latency.ts'
import { ledgerBench } from './ledger.ts'
import { memoryBench } from './memory.ts'
import { parseBench } from './parse.ts'
import { processorBench } from './processor.ts'
import { load, print, save, tableText } from './report.ts'
import { requestsBench } from './requests.ts'
import type { Bench } from './run-shapes.ts'
import { startBench } from './start.ts'

const benches: readonly Bench[] = [
  requestsBench,
  budgetBench,
  latencyBench,
  processorBench,
  parseBench,
  ledgerBench,
  memoryBench,
  idleBench,
  startBench,
  bundlesBench,
  growthBench,
]
const BASELINE = join(import.meta.dirname, 'baseline.json')

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    long: { type: 'boolean', default: false },
    accept: { type: 'boolean', default: false },
  },
})
const wanted = benches.filter(({ name }) => values.only === undefined || name === values.only)
if (wanted.length === 0) throw new Error(`--only is one of ${benches.map(({ name }) => name).join(', ')}`)

function readAccepted(): Accepted {
  // We wrote it.
  return existsSync(BASELINE) ? (JSON.parse(readFileSync(BASELINE, 'utf8')) as Accepted) : {}
}

const accepted = readAccepted()
const measured: Measured[] = []
const missed: string[] = []
let sum = 0
for (const bench of wanted) {
  const began = performance.now()
  const benched = await bench.run({ long: values.long, print })
  const seconds = (performance.now() - began) / 1_000
  sum += seconds
  for (const table of benched.tables) print(tableText(table))
  const told = { ...benched, seconds: Math.round(seconds), load: load() }
  print(`${bench.name}: ${seconds.toFixed(0)} s, ${load()}; ${save(bench.name, told)}`)
  missed.push(...benched.missed)
  measured.push({ bench: bench.name, figures: benched.figures })
}
const { worse, better, fresh, gone } = compare(accepted, measured, values.long)
for (const each of fresh) print(`new: ${each}`)
for (const each of better) print(`better: ${each}`)
for (const each of missed) print(`goal missed: ${each}`)
for (const each of gone) print(`NOT MEASURED ANY MORE: ${each}`)
for (const each of worse) print(`WORSE: ${each}`)
print(`${sum.toFixed(0)} s in all, ${load()}`)
if (values.accept) {
  // Read anew: a run takes minutes, and somebody may have accepted other figures meanwhile.
  writeFileSync(BASELINE, `${JSON.stringify(acceptedFrom(readAccepted(), measured, values.long), null, 2)}\n`)
  print(`accepted: ${BASELINE}`)
} else if (worse.length + gone.length === 0) print('nothing got worse')
process.exitCode = worse.length + gone.length > 0 && !values.accept ? 1 : 0
