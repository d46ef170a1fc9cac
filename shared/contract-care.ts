/**
 * What looking after the two databases says, as JSON: checks of the doctor, the comparison, the repair, the write test.
 *
 * The same shapes for the command line (docs/command-line.md) and for the window. Names and meanings are fixed, more
 * keys may be added; a key that is marked as optional is absent when there is nothing to say. Times are ISO 8601 in UTC,
 * durations ms. Sentences are already worded in the reader's language.
 */
import { z } from 'zod'
import { runSchema } from './contract.ts'
import { failureCategories } from './failure.ts'

const count = z.int().nonnegative()
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()

export const checkSchema = z
  .object({
    /** Null for what concerns the whole home. */
    profile: z.string().nullable(),
    check: z.string(),
    ok: z.boolean(),
    category: z.enum(failureCategories).exactOptional(),
    detail: z.string(),
    remedy: z.string().exactOptional(),
    /** Asked to fix, the doctor can put this right by itself; only where something is wrong. */
    fixable: z.boolean().exactOptional(),
    /** It was wrong and has just been put right. */
    fixed: z.boolean().exactOptional(),
  })
  .readonly()
export type Check = z.infer<typeof checkSchema>

export const differenceKinds = [
  'field',
  'link',
  'number',
  'unchecked-copy',
  'missing-copy',
  'half-linked',
  'orphan-copy',
  'duplicate-copy',
  'unreadable',
  'copy-of-irrelevant',
  'stale-link',
  'too-long',
  'missing-property',
] as const
export type DifferenceKind = (typeof differenceKinds)[number]

/** What a repair of one difference would do. */
export const repairSchema = z
  .object({
    /** In words: what it will do. */
    action: z.string(),
    /** `click`: done when it is asked for. `person`: it asks, because only a person can know. */
    level: z.enum(['click', 'person']),
    /** Something goes to Notion's trash, or a value gives way. */
    destructive: z.boolean(),
  })
  .readonly()

export const differenceSchema = z
  .object({
    /** The same for the same difference in the next comparison; `repair` takes it. */
    id: z.string(),
    kind: z.enum(differenceKinds),
    privateId: z.string().nullable(),
    sharedId: z.string().nullable(),
    title: z.string(),
    field: z.string().nullable(),
    private: z.string().nullable(),
    shared: z.string().nullable(),
    message: z.string(),
    /** Absent where there is nothing to repair from here. */
    repair: repairSchema.exactOptional(),
  })
  .readonly()
export type Difference = z.infer<typeof differenceSchema>

export const verificationSchema = z
  .object({
    name: z.string(),
    privateRelevant: count,
    copies: count,
    equal: count,
    /** Rows of the shared database that are none of ours: of other people, or typed in by hand. Looked at, not judged. */
    foreign: count,
    differences: list(differenceSchema),
  })
  .readonly()
export type Verification = z.infer<typeof verificationSchema>

/** What became of one difference. `asks`: a question or a problem waits for an answer now. */
export const repairOutcomes = ['repaired', 'asks', 'held', 'waits', 'failed', 'gone', 'left'] as const
export const repairedSchema = z
  .object({
    id: z.string(),
    outcome: z.enum(repairOutcomes),
    message: z.string(),
    /** What was written, for `history undo`. */
    changes: list(z.string()),
  })
  .readonly()
export type Repaired = z.infer<typeof repairedSchema>

export const repairReportSchema = z.object({ run: runSchema, repaired: list(repairedSchema) }).readonly()
export type RepairReport = z.infer<typeof repairReportSchema>

/** What the write test does, one after the other. */
export const writeTestSteps = ['create', 'copy', 'to-shared', 'to-private', 'clean-up'] as const
export type WriteTestStep = (typeof writeTestSteps)[number]

export const writeTestSchema = z
  .object({
    profile: z.string(),
    ok: z.boolean(),
    steps: list(
      z
        .object({
          name: z.enum(writeTestSteps),
          /** In words. */
          step: z.string(),
          ok: z.boolean(),
          durationMs: z.number().nonnegative(),
          detail: z.string(),
        })
        .readonly(),
    ),
    /** Addresses of marked pages that could not be moved to the trash. */
    left: list(z.string()),
  })
  .readonly()
export type WriteTest = z.infer<typeof writeTestSchema>
