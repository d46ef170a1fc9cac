/**
 * A furnished sandbox behind a loopback port, for `sandbox` and `demo`.
 *
 * Runs on the machine's own time. Whoever starts it closes it.
 */
import { createSandbox, type Sandbox } from '../sandbox/sandbox.ts'
import { type Furnished, furnish, type Seed } from '../sandbox/seed.ts'
import { realClock, type SandboxServer, serveSandbox } from '../sandbox/server.ts'
import { refuse } from './refusal.ts'

const MINUTE = 60_000
/** Requests that a long-running sandbox remembers. */
const LOG_SIZE = 1000

export interface ServedSandbox {
  readonly sandbox: Sandbox
  readonly server: SandboxServer
  readonly furnished: Furnished
}

/** A furnished sandbox behind a loopback port. */
export async function startSandbox(seed: Seed, port: number, requestsPerMinute?: number): Promise<ServedSandbox> {
  const limit = requestsPerMinute === undefined ? {} : { rateLimit: { requests: requestsPerMinute, windowMs: MINUTE } }
  const sandbox = createSandbox({ clock: realClock, seed: realClock.now(), logSize: LOG_SIZE, ...limit })
  const furnished = furnish(sandbox, seed)
  try {
    return { sandbox, furnished, server: await serveSandbox(sandbox, { port }) }
  } catch (error) {
    return refuse('usage', 'port-taken', `${port}`, error instanceof Error ? error.message : String(error))
  }
}
