/**
 * `npm run test:long`: the whole sweep of kills, several homes at a time, with a table of what was met.
 *
 * `--homes N` plays only the first N plans, `--from N` begins later, `--at-once N` says how many homes live at the same
 * time. Ends with 1 when an invariant was broken or fewer than 500 kills struck.
 */
import { parseArgs } from 'node:util'
import { buildProgram } from './life.ts'
import { longPlans, powerPlans, waitingPlans } from './plans.ts'
import { type Plan, type Played, play } from './play.ts'

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '0' },
    homes: { type: 'string' },
    'at-once': { type: 'string', default: '3' },
    power: { type: 'boolean', default: false },
  },
})

const wanted = 500
const print = (text: string): void => void process.stdout.write(`${text}\n`)

const struck = new Map<string, number>()
let kills = 0
let lives = 0
let broken = 0

function count(plan: Plan, number: number, played: Played): void {
  lives += played.lives
  for (const { boundary, cut } of played.struck) {
    const name = cut === undefined ? boundary : `${boundary}, and the log ${cut.kind}`
    struck.set(name, (struck.get(name) ?? 0) + 1)
    kills += 1
  }
  if (played.violations.length === 0) return
  broken += 1
  print(`plan ${number} ${JSON.stringify(plan)}`)
  for (const each of played.violations) print(`  ${each}`)
}

const all = values.power ? powerPlans : [...longPlans, ...powerPlans]
const from = Number(values.from)
const chosen = all.slice(from, from + Number(values.homes ?? all.length))
const began = performance.now()
const program = buildProgram()
let next = 0

async function one(plan: Plan, number: number): Promise<void> {
  try {
    count(plan, number, await play(program.entry, plan))
  } catch (error) {
    broken += 1
    print(`plan ${number} threw: ${error instanceof Error ? error.stack : String(error)}`)
  }
}

async function worker(): Promise<void> {
  while (next < chosen.length) {
    const number = next
    next += 1
    const plan = chosen[number]
    if (plan !== undefined) await one(plan, from + number)
  }
}

const workers = Array.from({ length: Number(values['at-once']) }, worker)
// These wait for two minutes and cost nothing meanwhile: beside the others.
const waiting = values.homes === undefined && !values.power ? waitingPlans : []
await Promise.all([...workers, ...waiting.map((plan, index) => one(plan, all.length + index))])
program.remove()
const minutes = ((performance.now() - began) / 60_000).toFixed(1)
print(
  `${kills} kills in ${chosen.length + waiting.length} homes, ${lives} lives, ${broken} homes with a violation, ${minutes} minutes`,
)
for (const [name, times] of [...struck].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  print(`${String(times).padStart(6)} ${name}`)
process.exitCode = broken > 0 || (values.homes === undefined && kills < wanted) ? 1 : 0
