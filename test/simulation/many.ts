/**
 * Plays many seeds: in processes of their own, a few at a time, each for a short stretch of seeds.
 *
 * A killed computer's requests never end, so what they hold stays in memory; a process that ends frees it, and a long row
 * of seeds stays as quick as a short one. What a process reports comes as one message; a process that dies is reported as
 * a failure of its whole stretch.
 */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'

/** Seeds that one process plays. */
export const stretch = 250

export const stretchSchema = z.object({
  failed: z.array(z.object({ seed: z.int(), violations: z.array(z.string()) })),
  happened: z.record(z.string(), z.int()),
  requests: z.int(),
  /** ms by seed, only of the slowest. */
  slowest: z.object({ seed: z.int(), ms: z.number() }),
})
export type Stretch = z.infer<typeof stretchSchema>

export interface Many {
  readonly runs: number
  readonly failed: Stretch['failed']
  /** How often each action and each fault happened, by name. */
  readonly happened: ReadonlyMap<string, number>
  readonly requests: number
  readonly slowest: Stretch['slowest']
}

export interface ManyOptions {
  readonly from: number
  readonly runs: number
  /** Processes at a time. */
  readonly jobs: number
  /** No further stretch begins after that many failing seeds. */
  readonly most: number
  readonly progress?: (played: number, failed: Stretch['failed']) => void
}

/** Plays `runs` seeds from `from` on. */
export async function playMany(options: ManyOptions): Promise<Many> {
  const end = options.from + options.runs
  let next = options.from
  let runs = 0
  let requests = 0
  let slowest: Stretch['slowest'] = { seed: 0, ms: 0 }
  const failed: Stretch['failed'] = []
  const happened = new Map<string, number>()

  const worker = async (): Promise<void> => {
    while (next < end && failed.length < options.most) {
      const from = next
      const count = Math.min(stretch, end - from)
      next += count
      const played = await playStretch(from, count)
      runs += count
      requests += played.requests
      failed.push(...played.failed)
      if (played.slowest.ms > slowest.ms) slowest = played.slowest
      for (const [name, times] of Object.entries(played.happened)) happened.set(name, (happened.get(name) ?? 0) + times)
      options.progress?.(runs, played.failed)
    }
  }
  await Promise.all(Array.from({ length: options.jobs }, worker))
  return { runs, failed: failed.toSorted((a, b) => a.seed - b.seed), happened, requests, slowest }
}

function playStretch(from: number, count: number): Promise<Stretch> {
  const child = fork(join(import.meta.dirname, 'stretch.ts'), [String(from), String(count)], {
    // A short life is mostly warming up: compiled at once, it is a tenth quicker.
    execArgv: ['--max-semi-space-size=64', '--always-sparkplug'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let complaint = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  return new Promise((resolve) => {
    let told: Stretch | null = null
    child.on('message', (message) => {
      told = stretchSchema.parse(message)
    })
    child.on('exit', (code, signal) => {
      const died = [`seeds ${from} to ${from + count - 1}: their process ended with ${code ?? signal}: ${complaint}`]
      resolve(
        told ?? {
          failed: [{ seed: from, violations: died }],
          happened: {},
          requests: 0,
          slowest: { seed: from, ms: 0 },
        },
      )
    })
  })
}
