/**
 * `npm run test:simulation -- --runs N [--from SEED] [--jobs N] [--shrink]`: many seeds, in several processes.
 *
 * Prints failing seeds, how many runs a minute it made, and how often each action and fault happened. `--seed N` plays one
 * seed and prints its log; `--file PATH` plays a kept script.
 */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { generate } from './generate.ts'
import { playMany } from './many.ts'
import { play, tried } from './play.ts'
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
    jobs: { type: 'string', default: String(availableParallelism()) },
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
  const played = await playMany({
    from,
    runs,
    jobs: Number(values.jobs),
    most: Number(values.most),
    progress: (done, failed) => {
      for (const { seed, violations } of failed) {
        print(
          `seed ${seed}: ${violations[0] ?? ''}${violations.length > 1 ? ` (and ${violations.length - 1} more)` : ''}`,
        )
      }
      if (done % 1_000 === 0)
        print(`${done} runs, ${Math.round((done * 60_000) / (performance.now() - began))} a minute`)
    },
  })
  if (values.shrink) {
    for (const { seed } of played.failed) {
      const small = await shrink(generate(seed), async (each) => (await tried(each)).violations)
      print(JSON.stringify(small))
    }
  }
  const minutes = (performance.now() - began) / 60_000
  print(
    `${played.runs} runs, ${played.failed.length} failed, ${Math.round(played.runs / minutes)} runs a minute, ${played.requests} requests; the slowest was seed ${played.slowest.seed} (${Math.round(played.slowest.ms)} ms)`,
  )
  for (const [name, times] of [...played.happened].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    print(`${String(times).padStart(8)} ${name}`)
  return played.failed.length
}

if (values.seed !== undefined) await one(generate(Number(values.seed)))
else if (values.file !== undefined) {
  // A kept script: written by this very program.
  await one(JSON.parse(readFileSync(values.file, 'utf8')) as Script)
} else process.exitCode = (await many(Number(values.from), Number(values.runs))) > 0 ? 1 : 0
// A killed computer's requests never end, and the client library keeps a timer for each.
process.exit()
