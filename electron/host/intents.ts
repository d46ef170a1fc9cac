/**
 * What a user can decide, as data: one schema for the window, the command line and the mail to another process.
 *
 * An intent names things by the ids that lists show. Whether they still exist, and whether that choice is offered, is
 * judged by whoever carries the intent out (`actions.ts`).
 */
import { z } from 'zod'
import { answerActions } from '../../shared/decision.ts'
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'

/** What `profile set` may change; absent: stays as it is. */
const profileChanges = z.strictObject({
  sourceUserId: z.number().int().positive().optional(),
  enabled: z.boolean().optional(),
  intervalMs: z.number().int().positive().optional(),
  onConflict: z.enum(['ask', 'newest', 'private', 'shared']).optional(),
  onSharedDelete: z.enum(['unshare', 'restore', 'delete', 'ask']).optional(),
  horizonMs: z.number().int().positive().nullable().optional(),
  importRows: z.boolean().optional(),
  privateDatabase: z.string().optional(),
  sharedDatabase: z.string().optional(),
  privateToken: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('environment'), variable: z.string() }),
      z.strictObject({ kind: z.literal('file'), path: z.string() }),
    ])
    .optional(),
  sharedToken: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('environment'), variable: z.string() }),
      z.strictObject({ kind: z.literal('file'), path: z.string() }),
    ])
    .optional(),
  fields: z.array(z.string()).optional(),
})
export type ProfileChanges = z.infer<typeof profileChanges>

/** A profile is named as the user named it; null means all. */
const profile = z.string().nullable()

const intentSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('resolve-conflict'),
    id: z.string(),
    keep: z.enum(['private', 'shared', 'both', 'alone']),
    field: z.string().nullable(),
  }),
  z.strictObject({
    action: z.literal('resolve-all-conflicts'),
    profile,
    keep: z.enum(['private', 'shared', 'both', 'alone']),
    field: z.string().nullable(),
  }),
  z.strictObject({
    action: z.literal('answer'),
    id: z.string(),
    choice: z.enum([...answerActions, 'confirm', 'reject']),
  }),
  z.strictObject({ action: z.literal('retry-problems'), id: z.string().nullable(), profile }),
  z.strictObject({ action: z.literal('dismiss-problem'), id: z.string() }),
  z.strictObject({ action: z.literal('exclude-problem'), id: z.string(), reason: z.string() }),
  z.strictObject({ action: z.literal('decide-held'), choice: z.enum(['confirm', 'reject']), profile }),
  z.strictObject({ action: z.literal('pause'), profile, forMs: z.number().positive().nullable() }),
  z.strictObject({ action: z.literal('resume'), profile }),
  z.strictObject({ action: z.literal('undo'), change: z.string(), insist: z.boolean() }),
  z.strictObject({ action: z.literal('set-profile'), name: z.string(), changes: profileChanges }),
])
export type Intent = z.infer<typeof intentSchema>

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
