/** A run whose process ends within a call into its ledger or journal: what was written until then stays. */
import { expect } from 'vitest'
import { createEngine } from '../../electron/engine/engine.ts'
import type { Journal, Ledger } from '../../electron/engine/ledger-port.ts'
import { createTestRandom } from './random.ts'
import type { Computer, World } from './world.ts'

/** The calls that it does not survive, each in place of the real one. */
export interface Deadly {
  readonly ledger?: Partial<Ledger>
  readonly journal?: Partial<Journal>
}

/** Ends the process that runs, as far as an engine can tell. */
export function kill(): never {
  throw new Error('killed')
}

/** Runs the engine on this computer's ledger until it is killed; fails the test when it survives. */
export async function killedRun(
  world: World,
  { store: { ledger, journal } }: Computer,
  deadly: Deadly,
  kind: 'auto' | 'full' = 'full',
): Promise<void> {
  const dying = createEngine({
    ledger: { ...ledger, ...deadly.ledger },
    journal: { ...journal, ...deadly.journal },
    openSides: world.connect((url, init) => world.sandbox.fetch(url, init), world.clock),
    clock: world.clock,
    random: createTestRandom(),
    signal: () => undefined,
  })
  const run = dying.run(world.profile, { kind }, new AbortController().signal)
  await expect(run).rejects.toThrow('killed')
}
