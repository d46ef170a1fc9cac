/**
 * The bridge's lists that may be long: appointments, changes, runs; and one appointment by itself.
 *
 * Each is asked for page by page, searched and sorted on the main side; `total` counts what the filter matches. Titles are
 * searched without regard to case and accents.
 */
import { z } from 'zod'
import { appointmentSchema, appointmentStates, changeSchema, runSchema } from './contract.ts'
import { exportedSchema } from './ipc-exports.ts'
import { count, list, page, pageId, pageOf, profileName, profileOrAll, search, time } from './ipc-parts.ts'

export const changeKinds = ['create', 'update', 'link', 'trash', 'restore', 'superseded'] as const

/** Changes that match all of it; null: whatever. `from` counts, `to` does not any more. */
export const changeFilter = {
  profile: profileOrAll,
  page: pageId.nullable(),
  search,
  side: z.enum(['private', 'shared']).nullable(),
  kind: z.enum(changeKinds).nullable(),
  from: time.nullable(),
  to: time.nullable(),
}

/** One mapped field of an appointment as both sides last agreed on it. */
export const agreedFieldSchema = z
  .object({
    /** The name of its property in the private database. */
    field: z.string(),
    /** `both`; `to-shared`: only from private to shared; `busy`: the partner sees a fixed word instead. */
    direction: z.enum(['both', 'to-shared', 'busy']),
    private: z.string().nullable(),
    /** What the partner sees. Null, also in `private`: nothing was agreed yet. */
    shared: z.string().nullable(),
  })
  .readonly()
export type AgreedField = z.infer<typeof agreedFieldSchema>

export const listedRunStates = ['in_progress', 'completed', 'failed', 'stopped', 'held'] as const
/** A run as the activity shows it: also while it is under way, and with what it came to in words. */
export const listedRunSchema = z
  .object({
    ...runSchema.unwrap().shape,
    state: z.enum(listedRunStates),
    /** What it did, in one sentence: “2 created, 1 updated.” */
    sentence: z.string(),
  })
  .readonly()
export type ListedRun = z.infer<typeof listedRunSchema>

export const listRequests = {
  /**
   * Sorted as a calendar is read: what goes on or is to come first, the earliest start on top; then those without a date,
   * by title; then what is over, the latest on top. `past`: only what is over (true) or is not (false).
   */
  appointments: {
    argument: z.strictObject({
      profile: profileOrAll,
      state: z.enum(appointmentStates).nullable(),
      search,
      past: z.boolean().nullable(),
      ...page,
    }),
    answer: z
      .object({
        total: count,
        /** Of what `profile` and `search` match, whatever `state` and `past` say. */
        counts: z.record(z.enum(appointmentStates), count),
        entries: list(appointmentSchema),
      })
      .readonly(),
  },
  /** One that no profile knows is told as `unknown`, without fields and changes. */
  appointment: {
    argument: z.strictObject({ profile: profileName, pageId }),
    answer: z
      .object({
        appointment: appointmentSchema,
        fields: list(agreedFieldSchema),
        /** Newest first, at most 20. */
        changes: list(changeSchema),
      })
      .readonly(),
  },
  /** One appointment now, beside a run that is under way and before whatever else waits; answered when it is done. */
  'sync-page': {
    argument: z.strictObject({ profile: profileName, pageId, force: z.boolean() }),
    answer: runSchema,
  },
  /** Newest first. */
  changes: { argument: z.strictObject({ ...changeFilter, ...page }), answer: pageOf(changeSchema) },
  /** All changes that match, as a table for spreadsheets: CSV, UTF-8, times in UTC, newest first. */
  'export-changes': { argument: z.strictObject(changeFilter), answer: exportedSchema },
  /** Newest first. `withChanges`: only runs that changed something (true) or did not (false). */
  runs: {
    argument: z.strictObject({
      profile: profileOrAll,
      state: z.enum(listedRunStates).nullable(),
      kind: z.enum(['incremental', 'full', 'page']).nullable(),
      withChanges: z.boolean().nullable(),
      from: time.nullable(),
      to: time.nullable(),
      ...page,
    }),
    answer: pageOf(listedRunSchema),
  },
} as const
