/**
 * What a user can decide, as data: one schema for the window, the command line and the mail to another process.
 *
 * An intent names things by the ids that lists show. Whether they still exist, and whether that choice is offered, is
 * judged by whoever carries the intent out (`host/actions.ts`). A token is never part of one, only where it is kept.
 */
import { z } from 'zod'
import { answerActions } from './decision.ts'
import { fieldChoiceSchema } from './setup.ts'

/** Where a token is found; of the desktop's store the name of the entry, never what is in it. */
const tokenReference = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('environment'), variable: z.string() }),
  z.strictObject({ kind: z.literal('file'), path: z.string() }),
  z.strictObject({ kind: z.literal('desktop'), entry: z.string().min(1) }),
])

/** What `profile set` may change; absent: stays as it is. */
const profileChanges = z.strictObject({
  newName: z.string().min(1).max(200).optional(),
  sourceUserId: z.number().int().positive().optional(),
  enabled: z.boolean().optional(),
  intervalMs: z.number().int().positive().optional(),
  onConflict: z.enum(['ask', 'newest', 'private', 'shared']).optional(),
  onSharedDelete: z.enum(['unshare', 'restore', 'delete', 'ask']).optional(),
  horizonMs: z.number().int().positive().nullable().optional(),
  importRows: z.boolean().optional(),
  privateDatabase: z.string().optional(),
  sharedDatabase: z.string().optional(),
  privateToken: tokenReference.optional(),
  sharedToken: tokenReference.optional(),
  /** When the token expires, as the user knows it from Notion; null: never, or not said. */
  privateTokenExpiresAt: z.iso.datetime().nullable().optional(),
  sharedTokenExpiresAt: z.iso.datetime().nullable().optional(),
  /** Fields that join those that are mapped; as data or as the command line writes them. */
  fields: z
    .array(z.union([z.string(), fieldChoiceSchema]))
    .max(100)
    .optional(),
  /** These fields and no others; the title travels always. */
  onlyFields: z.boolean().optional(),
})
export type ProfileChanges = z.infer<typeof profileChanges>

/** A profile is named as the user named it; null means all. */
const profile = z.string().nullable()
/** Only these of them, as the list named them (held pages by their private id): what came meanwhile nobody has seen. */
const ids = z.array(z.string()).max(100_000).readonly().optional()

/** A decision of the user; unknown keys are refused. */
export const intentSchema = z.discriminatedUnion('action', [
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
    ids,
  }),
  z.strictObject({
    action: z.literal('answer'),
    id: z.string(),
    choice: z.enum([...answerActions, 'confirm', 'reject']),
  }),
  z.strictObject({ action: z.literal('retry-problems'), id: z.string().nullable(), profile, ids }),
  z.strictObject({ action: z.literal('dismiss-problem'), id: z.string() }),
  z.strictObject({ action: z.literal('exclude-problem'), id: z.string(), reason: z.string() }),
  z.strictObject({ action: z.literal('decide-held'), choice: z.enum(['confirm', 'reject']), profile, ids }),
  z.strictObject({ action: z.literal('pause'), profile, forMs: z.number().positive().nullable() }),
  z.strictObject({ action: z.literal('resume'), profile }),
  z.strictObject({ action: z.literal('undo'), change: z.string(), insist: z.boolean() }),
  z.strictObject({ action: z.literal('set-profile'), name: z.string(), changes: profileChanges }),
])
export type Intent = z.infer<typeof intentSchema>
