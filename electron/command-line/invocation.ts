/**
 * One call of the command line: what it was called with, and what it may use of the machine.
 *
 * `Surroundings` is all that `cli.ts` hands in; nothing here or below reads the process by itself. Made once, read only.
 */

import type { LogLevel } from '../../shared/snapshot.ts'
import type { CommandLineWords } from '../../shared/words/command-line.ts'
import type { Language } from '../../shared/words/language.ts'
import type { Clock, Random } from '../engine/ports.ts'
import type { BaseFetch } from '../http/exchange.ts'
import type { Output } from './output.ts'
import type { Progress, Terminal } from './progress.ts'

export type StopSignal = 'SIGINT' | 'SIGTERM'

export interface Surroundings {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly userFolder: string
  readonly workingFolder: string
  /** Where this program lies, and what was built with it. */
  readonly programFolder: string
  readonly pid: number
  readonly stdout: { write(text: string): void }
  readonly stderr: Terminal
  readonly clock: Clock
  readonly random: Random
  readonly fetch: BaseFetch
  /** Calls `stop` for every signal that asks the process to end; gives the way to stop listening. */
  readonly onStop: (stop: (signal: StopSignal) => void) => () => void
}

export interface Invocation {
  readonly surroundings: Surroundings
  readonly language: Language
  readonly words: CommandLineWords
  readonly home: string
  /** Whether somebody named the home, by flag or variable. */
  readonly homeGiven: boolean
  /** `--profile`; null: all. */
  readonly profile: string | null
  /** Null: what the user prefers, as the settings say. */
  readonly logLevel: LogLevel | null
  /** What of the log is shown on standard error as well: what was asked for, else errors only. */
  readonly streamLevel: LogLevel
  /** Null: Notion itself. */
  readonly notionUrl: string | null
  /** Requests a connection may make in a minute; null: what Notion allows everybody. */
  readonly requestsPerMinute: number | null
  readonly out: Output
  readonly progress: Progress
  /** Aborts when the process is asked to end. */
  readonly stop: AbortSignal
}
