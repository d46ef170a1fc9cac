/**
 * How a command ends early: with a failure that says cause and remedy, and nothing half done.
 *
 * Thrown inside `command-line/` only, because commander's callbacks know no other way out; `program.ts` catches it and
 * turns it into the sentence or the JSON document and the exit code.
 */
import { type Failure, type FailureCategory, failure, type Result } from '../../shared/failure.ts'

export class Refusal extends Error {
  readonly failure: Failure
  constructor(cause: Failure) {
    super(cause.text)
    this.name = 'Refusal'
    this.failure = cause
  }
}

/** Reasons of wrong use; `shared/words` has a sentence for each. */
export type UsageReason =
  | 'unknown-flag'
  | 'unknown-command'
  | 'missing-argument'
  | 'invalid-argument'
  | 'unknown-profile'
  | 'unknown-id'

/** Ends the command as wrong use. `subject` is the flag, command or value that it is about. */
export function refuseUsage(reason: UsageReason, subject: string, text: string): never {
  throw new Refusal(failure('usage', text, { reason, subject, connector: 'command-line' }))
}

/** Ends the command with any failure. */
export function refuse(category: FailureCategory, reason: string, subject: string, text: string): never {
  throw new Refusal(failure(category, text, { reason, subject, connector: 'command-line' }))
}

/** The value, or the end of the command. */
export function orRefuse<T>(result: Result<T>): T {
  if (result.kind === 'failure') throw new Refusal(result)
  return result.value
}
