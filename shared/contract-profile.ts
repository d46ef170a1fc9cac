/**
 * A profile as the outside sees it, as JSON: `profile list` of docs/command-line.md.
 *
 * Beside `contract.ts` and by its rules. How a token is found is shown, the token never.
 */
import { z } from 'zod'

const duration = z.number().nonnegative()

export const tokenSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('environment'), variable: z.string() }).readonly(),
  z.object({ kind: z.literal('file'), path: z.string() }).readonly(),
  z.object({ kind: z.literal('desktop'), entry: z.string() }).readonly(),
])
const connectionSchema = z
  .object({
    title: z.string(),
    database: z.string(),
    resource: z.string(),
    token: tokenSchema,
    workspaceName: z.string(),
    /** As the user knows it; null: not said, or never. */
    tokenExpiresAt: z.iso.datetime().nullable(),
  })
  .readonly()
export const profileSummarySchema = z
  .object({
    name: z.string(),
    sourceUserId: z.int(),
    enabled: z.boolean(),
    intervalMs: duration,
    onConflict: z.enum(['ask', 'newest', 'private', 'shared']),
    onSharedDelete: z.enum(['unshare', 'restore', 'delete', 'ask']),
    horizonMs: duration.nullable(),
    importRows: z.boolean(),
    /** A time; `resumed`: until somebody resumes; null: not paused. */
    pausedUntil: z.union([z.iso.datetime(), z.literal('resumed')]).nullable(),
    private: connectionSchema,
    shared: connectionSchema,
    fields: z
      .array(
        z
          .object({
            private: z.string(),
            shared: z.string(),
            type: z.string(),
            direction: z.enum(['both', 'to-shared', 'busy']),
            /** What the shared side shows in a busy-only field. */
            word: z.string().exactOptional(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly()
export type ProfileSummary = z.infer<typeof profileSummarySchema>
