/**
 * What a planted bug is: data, so that the list can be read, checked and run one by one.
 *
 * A plant is a small, believable mistake that breaks a promise of the contract. It never changes what the program does
 * in no case at all: such a bug could not be caught and would say nothing about the tests.
 */

export interface Mutant {
  /** Kebab-case, unique: `--only` takes it. */
  readonly name: string
  /** The source it is planted into, from the root of the checkout. */
  readonly file: string
  /** Stands exactly once in the file; else the mutant no longer fits. */
  readonly find: string
  readonly replace: string
  /** The rule that it breaks, with where it is written. */
  readonly breaks: string
  /** Files or folders of tests that should notice, the cheapest first; tried before all others. */
  readonly tests: readonly string[]
  /** Why a time-out of the tests counts as noticed: the bug makes something go on for ever. */
  readonly endless?: string
  /** Why no test notices it, where that is accepted. Such a mutant is reported, not hidden. */
  readonly accepted?: string
}
