/**
 * The bridge's answer to how well it goes: rates, counts and patterns of each profile and of all together.
 *
 * Counts are of decided actions, that is of writes whose outcome is known. Days are calendar days in UTC. Labels and
 * reasons are worded in the reader's language.
 */
import { z } from 'zod'
import { count, duration, list, profileOrAll, time } from './ipc-parts.ts'

const share = z.number().min(0).max(1)
/** The last 24 hours, 7 days and 30 days. */
const periods = { day: count, week: count, month: count }
export const periodCountsSchema = z.object(periods).readonly()
export type PeriodCounts = z.infer<typeof periodCountsSchema>

export const patternSchema = z
  .object({
    key: z.string(),
    /** The key in words. */
    label: z.string(),
    /** Failures, false successes included. */
    ...periods,
    /** Errors of the same sort that turned out to have succeeded. */
    falseAlarms: periodCountsSchema,
  })
  .readonly()
export type Pattern = z.infer<typeof patternSchema>

export const thresholdsSchema = z
  .object({
    /** At this success rate and above: healthy. */
    healthyRate: share,
    /** At this one and above: degraded; below: critical. */
    degradedRate: share,
    /** With fewer decided actions a rate says nothing. */
    enoughActions: count,
    /** A failure that is older makes the health critical. */
    oldFailureMs: duration,
    /** A run that makes no progress for so long is stuck. */
    stuckMs: duration,
  })
  .readonly()
export type HealthThresholds = z.infer<typeof thresholdsSchema>

export const runDaySchema = z
  .object({
    /** `YYYY-MM-DD`, in UTC. */
    day: z.iso.date(),
    /** Recorded runs: a poll that found nothing leaves none. */
    runs: count,
    failedRuns: count,
    /** Appointments created, updated and removed. */
    changes: count,
    errors: count,
    /** Null on a day without a run that ended. */
    averageDurationMs: duration.nullable(),
    longestDurationMs: duration.nullable(),
  })
  .readonly()
export type RunDay = z.infer<typeof runDaySchema>

export const healthReportSchema = z
  .object({
    /** Null for all profiles together. */
    profile: z.string().nullable(),
    health: z.enum(['healthy', 'degraded', 'critical']),
    /** Why it is so, one sentence each, the worst first; empty when all is well. */
    reasons: list(z.string()),
    /** Null: nothing was decided, which is no 100 %. */
    successRate24h: share.nullable(),
    successRate7d: share.nullable(),
    decided24h: count,
    decided7d: count,
    /** Appointments that wait for their next try or are being checked. */
    pending: count,
    /** Failed for good and not dismissed. */
    failed: count,
    /** Conflicts and held entries: they wait for the user. */
    waiting: count,
    failedOver24h: count,
    oldestFailureAt: time.nullable(),
    /** Errors that had succeeded. */
    falseAlarms: periodCountsSchema,
    /** Believed in step and found missing. */
    falseSuccesses: periodCountsSchema,
    /** Most frequent first; what never happened in 30 days is absent. */
    failuresByCategory: list(patternSchema),
    failuresByOperation: list(patternSchema),
    failuresBySide: list(patternSchema),
    /** The last 30 days, the oldest first; a day without runs has zeros. */
    days: list(runDaySchema),
    thresholds: thresholdsSchema,
  })
  .readonly()
export type HealthReport = z.infer<typeof healthReportSchema>

export const healthRequests = {
  /** `total` is of the profiles that are asked for. */
  health: {
    argument: z.strictObject({ profile: profileOrAll }),
    answer: z.object({ total: healthReportSchema, profiles: list(healthReportSchema) }).readonly(),
  },
} as const
