/**
 * Failures as data: what went wrong with something outside, whether it may have happened all the same, and what helps.
 *
 * A connector classifies; the engine acts on `outcome` and `repeat`; `shared/words` turns the category into a cause and
 * a remedy in the reader's language. `text` is the complete answer, never cut, with secrets already removed.
 */

/** The closed list of requirements.md, "Error categories", and the categories of wrong use of the product itself. */
export const failureCategories = [
  'credentials',
  'permission',
  'not-shared',
  'schema',
  'validation',
  'conflict',
  'duplicate',
  'rate-limit',
  'plan-limit',
  'timeout',
  'network',
  'disk',
  'service',
  'unreadable-page',
  'missing-data',
  'unknown',
  'usage',
  'settings',
  'ledger',
  'locked',
  'identity',
  'stopped',
] as const
export type FailureCategory = (typeof failureCategories)[number]

/**
 * What is known of the effect of a write that failed (sync-semantics, "what came back from a create").
 * `not-done`: certainly no effect. `refused`: the content was refused; look once. `unsure`: the service itself answered
 * with an error; look, then it may be tried again. `unknown`: no answer of the service itself; look, and no second
 * create before 120 s have passed.
 */
export type FailureOutcome = 'not-done' | 'refused' | 'unsure' | 'unknown'

/**
 * `later`: try again with backoff. `wait`: not a try at all, the service asked to wait or cannot be reached.
 * `never`: the same request would be refused again.
 */
export type FailureRepeat = 'later' | 'wait' | 'never'

export interface Failure {
  readonly kind: 'failure'
  readonly category: FailureCategory
  /** Which connector or part says so: `notion`, `ledger`, `settings`, ... */
  readonly connector: string
  /** The vendor's own code or the system's error code; null when there is none. */
  readonly code: string | null
  readonly status: number | null
  /** The complete text, untruncated, secrets removed. */
  readonly text: string
  readonly requestId: string | null
  readonly outcome: FailureOutcome
  readonly repeat: FailureRepeat
  /** Milliseconds that the service asked to wait, from the answer on; null when it did not say. */
  readonly waitMs: number | null
  /** Id of the object that the service committed although it answered with an error. */
  readonly committedId: string | null
  /** What the failure is about, for the sentence shown: a property's name, a file's name, an option, a command. */
  readonly subject: string | null
  /** Which sentence of `shared/words` explains it, when the category alone says too little; see words/failures. */
  readonly reason: string | null
}

export type Result<T> = { readonly kind: 'ok'; readonly value: T } | Failure

export function ok<T>(value: T): Result<T> {
  return { kind: 'ok', value }
}

/** A failure with everything unsaid set to the cautious default: nothing done, never repeated. */
export function failure(
  category: FailureCategory,
  text: string,
  more: Partial<Omit<Failure, 'kind' | 'category' | 'text'>> = {},
): Failure {
  return {
    kind: 'failure',
    category,
    text,
    connector: 'partner-sync',
    code: null,
    status: null,
    requestId: null,
    outcome: 'not-done',
    repeat: 'never',
    waitMs: null,
    committedId: null,
    subject: null,
    reason: null,
    ...more,
  }
}

/** For the default branch of a switch over a closed union: reaching it is a bug, at compile time and at run time. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`)
}
