/**
 * The part of the bridge about profiles that exist: listing, inviting, stopping, removing, and the tokens behind them.
 *
 * Spread into `ipc.ts`. Changing a profile is `submit` with `set-profile`. Where a token is stored is told, the token never.
 */
import { z } from 'zod'
import { plannedSchema, runSchema } from './contract.ts'
import { profileSummarySchema, tokenSchema } from './contract-profile.ts'
import { exportedSchema } from './ipc-exports.ts'
import { count, list, nothing, profileName } from './ipc-parts.ts'
import { tokenEntrySchema } from './setup.ts'

const removal = z.strictObject({ name: profileName, copies: z.enum(['keep', 'trash']) })

export const profileRequests = {
  profiles: { argument: nothing, answer: list(profileSummarySchema) },
  /** What removing would do to the copies; empty when they are kept. */
  'preview-removal': {
    argument: removal,
    answer: z.object({ entries: list(plannedSchema), total: count }).readonly(),
  },
  /** With its rows, its log entries and tokens that nobody else needs. `left`: copies that could not go; then it stays. */
  'remove-profile': {
    argument: removal,
    answer: z.object({ run: runSchema.nullable(), left: count }).readonly(),
  },
  /** Takes every copy out of the shared database and pauses the profile. The preview is that of removing. */
  'stop-sharing': {
    argument: z.strictObject({ profile: profileName }),
    answer: z.object({ run: runSchema, left: count }).readonly(),
  },
  /** The file for the second person. */
  'export-invitation': { argument: z.strictObject({ profile: profileName }), answer: exportedSchema },
  /** Tokens that are stored here, and which profiles use them. */
  'stored-tokens': {
    argument: nothing,
    /** `token`: how profiles name it. */
    answer: list(z.object({ entry: z.string(), token: tokenSchema, usedBy: list(z.string()) }).readonly()),
  },
  /** Refused while a profile uses it. */
  'forget-token': { argument: z.strictObject({ entry: tokenEntrySchema }), answer: nothing },
} as const
