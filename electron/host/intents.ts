/**
 * Intents on their way to the process that holds the home, and the answers on their way back, as text in the mailbox.
 *
 * What is no intent is refused, never guessed. What can be decided stands in `shared/intent.ts`.
 */
import { z } from 'zod'
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import { type Intent, intentSchema } from '../../shared/intent.ts'

/** What became of an intent. `carriedOut` false: noted, and done in the next run. */
export interface Done {
  readonly action: Intent['action']
  /** Ids of what was decided: conflicts, problems, held pages, changes, names of profiles. */
  readonly ids: readonly string[]
  readonly carriedOut: boolean
  /** Why it was not carried out at once; null when it was. */
  readonly obstacle: Failure | null
}

/** An intent out of the mail; a text that is none is refused, never guessed. */
export function parseIntent(text: string): Result<Intent> {
  const read = readJson(text)
  if (read.kind === 'failure') return read
  const parsed = intentSchema.safeParse(read.value)
  if (parsed.success) return ok(parsed.data)
  return failure('usage', `not an intent: ${parsed.error.message}`, { reason: 'invalid-argument', subject: 'mail' })
}

const doneSchema = z.object({
  kind: z.literal('ok'),
  value: z.object({
    action: z.string(),
    ids: z.array(z.string()),
    carriedOut: z.boolean(),
    obstacle: z.custom<Failure>((value) => typeof value === 'object' && value !== null).nullable(),
  }),
})
const failureSchema = z.looseObject({ kind: z.literal('failure'), category: z.string(), text: z.string() })

/** The holder's answer to `intent`, as it stands in the mailbox. */
export function parseAnswer(intent: Intent, text: string): Result<Done> {
  const read = readJson(text)
  if (read.kind === 'failure') return read
  const done = doneSchema.safeParse(read.value)
  if (done.success) return ok({ ...done.data.value, action: intent.action })
  const failed = failureSchema.safeParse(read.value)
  // The holder is this same program: what it wrote as a failure is one.
  if (failed.success) return { ...failure('unknown', failed.data.text), ...(failed.data as Partial<Failure>) }
  return failure('ledger', `the answer of the other process cannot be read: ${text}`, { subject: 'mail' })
}

function readJson(text: string): Result<unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return ok(value)
  } catch (error) {
    return failure('ledger', `not JSON: ${error instanceof Error ? error.message : String(error)}`, { subject: 'mail' })
  }
}
