/**
 * Requests of the window that look after the two databases: the doctor, the write test, comparing and repairing, and
 * the archive for whoever helps.
 *
 * A part of the bridge; `ipc.ts` puts the parts together.
 */
import { z } from 'zod'
import { checkSchema, repairReportSchema, verificationSchema, writeTestSchema } from './contract-care.ts'
import { exportedSchema } from './ipc-exports.ts'

const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()
/** A profile is named as the user named it. */
const one = z.string().max(200)
/** Null means all. */
const any = one.nullable()

export const careRequests = {
  /** `fix`: puts right what can be put right safely (creates missing tracking properties). */
  doctor: { argument: z.strictObject({ profile: any, fix: z.boolean() }), answer: list(checkSchema) },
  /** Creates a marked page and its copy, and moves both to the trash again; asked for with the user's consent only. */
  'write-test': { argument: z.strictObject({ profile: one }), answer: writeTestSchema },
  verify: { argument: z.strictObject({ profile: any }), answer: list(verificationSchema) },
  /** The last comparison, also one made in the background; null: there was none yet. */
  'last-verification': {
    argument: z.strictObject({ profile: one }),
    answer: z.object({ at: z.iso.datetime(), verification: verificationSchema }).readonly().nullable(),
  },
  /** `ids` of differences of the last comparison; `all` means those of level `click`. */
  repair: {
    argument: z.strictObject({
      profile: one,
      ids: z.union([z.array(z.string().max(300)).max(10_000).readonly(), z.literal('all')]),
    }),
    answer: repairReportSchema,
  },
  'export-diagnostics': { argument: z.strictObject({ withTitles: z.boolean() }), answer: exportedSchema },
} as const
