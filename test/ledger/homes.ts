/**
 * Homes for the tests of the ledger: a temporary folder each, removed after the test, and a ledger in it that opens or
 * fails loudly. And the second process, started with a task and killed at the end at the latest.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { Clock } from '../../electron/engine/ports.ts'
import { type LedgerOptions, type OpenLedger, openLedger } from '../../electron/ledger/open.ts'
import { createTestClock } from '../support/clock.ts'
import { opened } from './records.ts'

export function temporaryHome(): string {
  const folder = mkdtempSync(join(tmpdir(), 'partner-sync-ledger-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'home')
}

export const stillClock: Clock = createTestClock()

/** Closed after the test, when the test did not do it. */
export function openHome(home: string, more: Partial<LedgerOptions> = {}): OpenLedger {
  const open = opened(openLedger({ home, clock: stillClock, mode: 'write', ...more }))
  onTestFinished(() => open.close())
  return open
}

/** Runs `work` without the rights of root, which no file mode stops. */
export function asOrdinaryUser<T>(work: () => T): T {
  if (process.geteuid?.() !== 0) return work()
  process.seteuid?.(ordinaryUser)
  try {
    return work()
  } finally {
    process.seteuid?.(0)
  }
}
/** `nobody` on most systems. */
export const ordinaryUser = 65_534

export interface OtherProcess {
  readonly child: ChildProcessWithoutNullStreams
  /** The next line that it says. */
  line(): Promise<string>
  /** Kills it as a power cut would, and gives the lines it had said that were not read yet. */
  kill(): Promise<readonly string[]>
}

export function otherProcess(task: string, home: string): OtherProcess {
  const script = fileURLToPath(new URL('other-process.ts', import.meta.url))
  const child = spawn(process.execPath, ['--no-warnings', script, task, home])
  child.stderr.pipe(process.stderr)
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const exited = once(child, 'exit')
  onTestFinished(() => void child.kill('SIGKILL'))
  return {
    child,
    line: async () => {
      const next = await lines.next()
      if (next.done === true) throw new Error(`the process ended during ${task}`)
      return next.value
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited
      const rest: string[] = []
      for (let next = await lines.next(); next.done !== true; next = await lines.next()) rest.push(next.value)
      return rest
    },
  }
}
