/**
 * What the outside sees, as JSON: the shapes of docs/command-line.md.
 *
 * The command line, the bridge to the window and the status endpoint all speak these; names and meanings are fixed,
 * more keys may be added. Times are ISO 8601 in UTC, durations ms. A key that the document marks with `?` is absent
 * when there is nothing to say; every other key is always there. Sentences are already worded in the reader's language.
 */
import { z } from 'zod'
import { answerActions, caseNumbers } from './decision.ts'
import { failureCategories } from './failure.ts'

/** As `Date.prototype.toISOString` writes it. */
const time = z.iso.datetime()
const count = z.int().nonnegative()
const duration = z.number().nonnegative()
const side = z.enum(['private', 'shared'])
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()

export const errorSchema = z
  .object({
    category: z.enum(failureCategories),
    /** Which sentence of the category it is, for whoever acts on it: `overwritten-since`. */
    reason: z.string().exactOptional(),
    message: z.string(),
    cause: z.string(),
    remedy: z.string(),
    /** The complete text behind it, untranslated, secrets removed; for whoever has to find out more. */
    detail: z.string().exactOptional(),
  })
  .readonly()
export type ErrorExplained = z.infer<typeof errorSchema>

/** What `--json` prints when a command ends with an error. */
export const errorDocumentSchema = z.object({ error: errorSchema }).readonly()
export type ErrorDocument = z.infer<typeof errorDocumentSchema>

export const alertKinds = [
  'credentials',
  'run-stuck',
  'old-failure',
  'problems',
  'conflicts',
  'held',
  'stale',
  'offline',
  'disk',
  'log',
  'token-expires',
] as const
export type AlertKind = (typeof alertKinds)[number]

export const alertSchema = z
  .object({
    kind: z.enum(alertKinds),
    severity: z.enum(['info', 'warning', 'critical']),
    since: time,
    message: z.string(),
    remedy: z.string(),
  })
  .readonly()
export type Alert = z.infer<typeof alertSchema>

export const statusStates = ['idle', 'in_progress', 'completed', 'failed', 'paused', 'offline', 'attention'] as const
export type StatusState = (typeof statusStates)[number]

export const statusSchema = z
  .object({
    name: z.string(),
    enabled: z.boolean(),
    state: z.enum(statusStates),
    progress: z
      .object({
        done: count,
        total: count,
        percent: z.number().min(0).max(100),
        etaMs: duration.nullable(),
        /** What the run is at, in words. */
        step: z.string().exactOptional(),
      })
      .readonly()
      .nullable(),
    intervalMs: duration,
    lastSyncAt: time.nullable(),
    lastSuccessAt: time.nullable(),
    nextSyncAt: time.nullable(),
    freshness: z.enum(['fresh', 'stale', 'never']),
    privateRelevant: count,
    sharedSynced: count,
    conflicts: count,
    problems: count,
    held: count,
    /** Waits for its next try, or is being checked. */
    pending: count,
    failedOver24h: count,
    /** Some process keeps syncing this home. */
    running: z.boolean(),
    alerts: list(alertSchema),
    health: z.enum(['healthy', 'degraded', 'critical']),
    successRate24h: z.number().min(0).max(1).nullable(),
    /** When both databases were last compared completely; absent when they never were. */
    lastVerifiedAt: time.exactOptional(),
  })
  .readonly()
export type Status = z.infer<typeof statusSchema>

export const plannedActions = ['create', 'update', 'trash', 'restore', 'link', 'ask', 'report', 'none'] as const
export const plannedSchema = z
  .object({
    /** The heaviest of its writes; `ask` and `report` for what only waits for the user, `none` for the ledger alone. */
    action: z.enum(plannedActions),
    privateId: z.string().exactOptional(),
    sharedId: z.string().exactOptional(),
    title: z.string(),
    why: z.string(),
    case: z.enum(caseNumbers),
    /** A guard would stop it until it is confirmed. */
    held: z.literal(true).exactOptional(),
  })
  .readonly()
export type Planned = z.infer<typeof plannedSchema>

const sideCounts = z.object({ privateRelevant: count, copies: count }).readonly()
export const runSchema = z
  .object({
    id: z.string(),
    profile: z.string(),
    kind: z.enum(['incremental', 'full', 'page', 'dry-run']),
    state: z.enum(['completed', 'failed', 'stopped', 'held']),
    startedAt: time,
    /** Null only for a run that is under way or was cut off by a crash. */
    finishedAt: time.nullable(),
    durationMs: duration.nullable(),
    stats: z
      .object({
        totalProcessed: count,
        created: count,
        updated: count,
        removed: count,
        unchanged: count,
        conflicts: count,
        errors: count,
        held: count,
      })
      .readonly(),
    requests: z.object({ read: count, write: count, retried: count, total: count }).readonly(),
    counts: z.object({ before: sideCounts, after: sideCounts }).readonly(),
    falseAlarms: count,
    /** What is wrong although it did not fail, in words: it changed nothing although changes were due. */
    finding: z.string().exactOptional(),
    planned: list(plannedSchema).exactOptional(),
    /** Why the run itself failed. */
    error: errorSchema.exactOptional(),
  })
  .readonly()
export type Run = z.infer<typeof runSchema>

export const conflictKinds = ['fields', 'deleted-here-edited-there', 'trashed-copy', 'duplicate', 'option'] as const
export const conflictSchema = z
  .object({
    id: z.string(),
    profile: z.string(),
    privateId: z.string().nullable(),
    sharedId: z.string().nullable(),
    title: z.string(),
    fields: list(
      z
        .object({
          field: z.string(),
          base: z.string().nullable(),
          private: z.string().nullable(),
          shared: z.string().nullable(),
          /** What can be kept of this field by itself; empty: only the question as a whole can be answered. */
          keeps: list(z.enum(['private', 'shared', 'both'])),
        })
        .readonly(),
    ),
    kind: z.enum(conflictKinds),
    since: time,
    actions: list(z.enum(answerActions)),
    /** The question in words. */
    message: z.string(),
    /** When each page was last edited, as far as it was seen. */
    editedAt: z.object({ private: time.nullable(), shared: time.nullable() }).readonly(),
    /** By whom, where that is known. */
    editedBy: z.object({ private: z.string().nullable(), shared: z.string().nullable() }).readonly(),
  })
  .readonly()
export type Conflict = z.infer<typeof conflictSchema>

export const problemSchema = z
  .object({
    id: z.string(),
    profile: z.string(),
    privateId: z.string().exactOptional(),
    sharedId: z.string().exactOptional(),
    title: z.string().exactOptional(),
    category: z.enum(failureCategories),
    message: z.string(),
    cause: z.string(),
    remedy: z.string(),
    /** The complete error text, never cut. */
    detail: z.string(),
    actions: list(z.enum(answerActions)),
    /** The appointment is over. */
    past: z.boolean(),
    dismissed: z.boolean(),
    tries: count,
    firstAt: time,
    lastAt: time,
    nextTryAt: time.exactOptional(),
    /** By which Notion finds the request that failed in its own records. */
    requestId: z.string().nullable(),
    /** The tries that are remembered, the first one first; `text` where it failed in another way than the last one. */
    attempts: list(z.object({ at: time, text: z.string().exactOptional() }).readonly()),
    /** The page to open in Notion: the private one, else the shared one; null where it is about no page. */
    opens: z.string().nullable(),
  })
  .readonly()
export type Problem = z.infer<typeof problemSchema>

export const heldActions = ['trash-copy', 'unshare', 'unshare-private', 'trash-private', 'create', 'change'] as const
export const heldSchema = z
  .object({
    profile: z.string(),
    count,
    /** Pairs of the profile, for the proportion. */
    of: count,
    pages: list(
      z
        .object({
          privateId: z.string(),
          sharedId: z.string().nullable(),
          title: z.string(),
          action: z.enum(heldActions),
          since: time,
          /** What waits, in words; for an unchecking also "still visible to others". */
          message: z.string(),
        })
        .readonly(),
    ),
  })
  .readonly()
export type Held = z.infer<typeof heldSchema>

export const changeSchema = z
  .object({
    id: z.string(),
    runId: z.string(),
    at: time,
    profile: z.string(),
    side,
    pageId: z.string(),
    title: z.string(),
    kind: z.enum(['create', 'update', 'link', 'trash', 'restore', 'superseded']),
    case: z.enum(caseNumbers),
    why: z.string(),
    /** What happened, in one sentence: “Dachzelt: Place changed to Garage, from shared to private.” */
    sentence: z.string(),
    /** Nothing that is known here speaks against taking it back; the page itself may (it was overwritten, or purged). */
    undoable: z.boolean(),
    /** Mapped fields first, then tracking properties. */
    fields: list(
      z
        .object({
          field: z.string(),
          before: z.string().nullable(),
          after: z.string().nullable(),
          /** One of our own properties, not of the appointment. */
          tracking: z.boolean(),
        })
        .readonly(),
    ),
  })
  .readonly()
export type Change = z.infer<typeof changeSchema>

export const appointmentStates = [
  'in-step',
  'being-checked',
  'waiting',
  'conflict',
  'held',
  'problem',
  'kept',
  'excluded',
  'not-relevant',
  'unknown',
] as const
export type AppointmentState = (typeof appointmentStates)[number]

export const appointmentSchema = z
  .object({
    profile: z.string(),
    privateId: z.string(),
    sharedId: z.string().exactOptional(),
    title: z.string(),
    start: z.string().exactOptional(),
    state: z.enum(appointmentStates),
    why: z.string(),
    verifiedAt: time.nullable(),
  })
  .readonly()
export type Appointment = z.infer<typeof appointmentSchema>
