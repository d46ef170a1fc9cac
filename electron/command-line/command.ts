/**
 * What a command is: its name, its operands and flags as data, and the function that carries it out.
 *
 * Each file of commands exports a list of these; `program.ts` builds the parser from them. A command gets its
 * invocation (surroundings, words, output) and what the person typed, and gives an exit code.
 */
import type { CommandName, FlagName } from '../../shared/words/command-line-help.ts'
import type { Invocation } from './invocation.ts'

export interface FlagSpec {
  readonly flag: FlagName
  /** What the flag is called on the line when that differs from its name in the help. */
  readonly as?: string
  /** Name of the value that follows; absent: the flag stands alone. */
  readonly value?: string
  /** May be given several times. */
  readonly many?: true
}

export interface CommandSpec {
  readonly name: CommandName
  /** `<name>` is required, `[name]` is not. */
  readonly operands?: readonly string[]
  readonly flags?: readonly FlagSpec[]
  readonly run: (invocation: Invocation, typed: Typed) => Promise<number>
}

/** What the person typed, by name; nothing here has been checked beyond being there. */
export interface Typed {
  operand(position: number): string | undefined
  /** The value of a flag. */
  text(flag: string): string | undefined
  texts(flag: string): readonly string[]
  /** Whether a flag without a value was given. */
  given(flag: string): boolean
}
