/**
 * `npm run test:simulation -- --runs N [--from SEED] [--shrink]`: many seeds, one after the other.
 *
 * Prints failing seeds, how many runs a minute it made, and how often each action and fault happened. `--seed N` plays one
 * seed and prints its log; `--file PATH` plays a kept script.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { generate } from './generate.ts'
import { type Played, play } from './play.ts'
import type { Script } from './script.ts'
import { shrink } from './shrink.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    file: { type: 'string' },
    shrink: { type: 'boolean', default: false },
    most: { type: 'string', default: '10' },
  },
})

const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

async function one(script: Script): Promise<void> {
  const played = await play(script)
  print(JSON.stringify(script, null, 1))
  for (const line of played.log) print(line)
  for (const each of played.violations) print(`VIOLATION ${each}`)
}

async function many(from: number, runs: number): Promise<number> {
  const began = performance.now()
  const totals = new Map<string, number>()
  let failed = 0
  let requests = 0
  for (let seed = from; seed < from + runs && failed < Number(values.most); seed += 1) {
    const script = generate(seed)
    const played = await tried(script)
    for (const [name, times] of played.happened) totals.set(name, (totals.get(name) ?? 0) + times)
    requests += played.requests
    if (played.violations.length === 0) continue
    failed += 1
    print(
      `seed ${seed}: ${played.violations[0] ?? ''}${played.violations.length > 1 ? ` (and ${played.violations.length - 1} more)` : ''}`,
    )
    if (!values.shrink) continue
    const small = await shrink(script, async (each) => (await tried(each)).violations)
    print(JSON.stringify(small))
  }
  const minutes = (performance.now() - began) / 60_000
  print(`${runs} runs, ${failed} failed, ${Math.round(runs / minutes)} runs a minute, ${requests} requests`)
  for (const [name, times] of [...totals].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    print(`${String(times).padStart(8)} ${name}`)
  return failed
}

async function tried(script: Script): Promise<Played> {
  try {
    return await play(script)
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { violations: [`the simulation threw ${text}`], log: [], happened: new Map(), requests: 0 }
  }
}

if (values.seed !== undefined) await one(generate(Number(values.seed)))
else if (values.file !== undefined) {
  // A kept script: written by this very program.
  await one(JSON.parse(readFileSync(values.file, 'utf8')) as Script)
} else process.exitCode = (await many(Number(values.from), Number(values.runs))) > 0 ? 1 : 0
// A killed computer's requests never end, and the client library keeps a timer for each.
process.exit()
