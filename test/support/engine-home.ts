/** The engine over a ledger file of its own, in a folder that the test removes: one computer with nothing on it yet. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine } from '../../electron/engine/engine.ts'
import type { Engine, OpenSides, Signal } from '../../electron/engine/engine-port.ts'
import type { Clock } from '../../electron/engine/ports.ts'
import { type OpenLedger, openLedger } from '../../electron/ledger/open.ts'
import { createTestRandom } from './random.ts'

export interface EngineHome {
  readonly engine: Engine
  readonly store: OpenLedger
  readonly home: string
  /** What the engine has told so far. */
  readonly signals: Signal[]
}

export interface EngineHomeOptions {
  readonly clock: Clock
  readonly openSides: OpenSides
  readonly seed: number
  /** Where the folder is made; the system's folder for such things by default. */
  readonly under?: string
  readonly signal?: (signal: Signal) => void
}

/** Throws when the ledger cannot be opened. */
export function openEngineHome({ clock, openSides, seed, under, signal }: EngineHomeOptions): EngineHome {
  const home = mkdtempSync(join(under ?? tmpdir(), 'partner-sync-'))
  const opened = openLedger({ home, clock, mode: 'write' })
  if (opened.kind === 'failure') throw new Error(opened.text)
  const store = opened.value
  const signals: Signal[] = []
  const engine = createEngine({
    ledger: store.ledger,
    journal: store.journal,
    openSides,
    clock,
    random: createTestRandom(seed),
    signal: (each) => {
      signals.push(each)
      signal?.(each)
    },
  })
  return { engine, store, home, signals }
}
