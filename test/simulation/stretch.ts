/** One process of `playMany`: plays the seeds it is given, tells what came out as one message, and ends. */
import { generate } from './generate.ts'
import type { Stretch } from './many.ts'
import { tried } from './play.ts'

async function playAll(from: number, count: number): Promise<Stretch> {
  const happened = new Map<string, number>()
  const failed: Stretch['failed'] = []
  let requests = 0
  let slowest = { seed: from, ms: 0 }
  for (let seed = from; seed < from + count; seed += 1) {
    const began = performance.now()
    const played = await tried(generate(seed))
    const ms = performance.now() - began
    if (ms > slowest.ms) slowest = { seed, ms }
    requests += played.requests
    for (const [name, times] of played.happened) happened.set(name, (happened.get(name) ?? 0) + times)
    if (played.violations.length > 0) failed.push({ seed, violations: [...played.violations] })
  }
  return { failed, happened: Object.fromEntries(happened), requests, slowest }
}

const [from = '1', count = '1'] = process.argv.slice(2)
const played = await playAll(Number(from), Number(count))
// The client library keeps a timer for each request that a killed computer left: nothing here waits for those.
process.send?.(played, () => process.exit(0))
