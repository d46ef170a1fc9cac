/**
 * `sandbox` and `demo`: everything without a Notion account, offline.
 */
import { readFileSync } from 'node:fs'
import { sampleSeed } from '../sandbox/sample.ts'
import { parseSeed, type Seed } from '../sandbox/seed.ts'
import { realClock } from '../sandbox/server.ts'
import type { Typed } from './command.ts'
import { demo } from './demo.ts'
import type { Invocation } from './invocation.ts'
import { refuse } from './refusal.ts'
import { startSandbox } from './served-sandbox.ts'
import { facts } from './table.ts'
import { flag, parseWhole } from './values.ts'

const MOST_PORTS = 65_535

export async function serve(invocation: Invocation, typed: Typed): Promise<number> {
  const port = flag('--port', typed.text('--port'), parseWhole(0, MOST_PORTS)) ?? 0
  const file = typed.text('--seed')
  const seed = file === undefined ? sampleSeed(realClock.now()) : seedFrom(file)
  const limit = flag('--requests-per-minute', typed.text('--requests-per-minute'), parseWhole(1))
  const { server, furnished } = await startSandbox(seed, port, limit ?? undefined)
  const { tokens, databases } = furnished
  const { out, words, stop } = invocation
  try {
    out.result({ url: server.url, tokens, databases }, () =>
      [
        words.sandbox.started(server.url),
        words.sandbox.page(`${server.url}/`),
        `PARTNER_SYNC_NOTION_URL=${server.url}`,
        `${words.sandbox.tokens}\n${facts(Object.entries(tokens))}`,
        `${words.sandbox.databases}\n${facts(Object.entries(databases))}`,
      ].join('\n\n'),
    )
    await stopped(stop)
    return 0
  } finally {
    await server.close()
  }
}

function seedFrom(file: string): Seed {
  const malformed = (why: string): never => refuse('usage', 'seed-malformed', file, `${file}: ${why}`)
  try {
    const seed = parseSeed(readFileSync(file, 'utf8'))
    return 'wrong' in seed ? malformed(seed.wrong) : seed
  } catch (error) {
    if (error instanceof Error && 'code' in error) return malformed(error.message)
    throw error
  }
}

/** Resolves when the process is asked to end. */
export function stopped(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) resolve()
    stop.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** Everything tried out, against a sandbox of this process. */
export async function tryOut(invocation: Invocation, typed: Typed): Promise<number> {
  const place = await startSandbox(sampleSeed(realClock.now()), 0)
  try {
    return await demo(invocation, place, typed.given('--once'))
  } finally {
    await place.server.close()
  }
}
