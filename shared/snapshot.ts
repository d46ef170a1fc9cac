/**
 * Everything that the tray and the window need to draw themselves, as one value: how things stand now.
 *
 * Made by the resident process, pushed whole whenever something changed, never patched. Counts and sentences here are what
 * people see; nothing in it is secret. Times are ISO 8601 in UTC.
 */
import { z } from 'zod'
import { errorSchema, statusSchema } from './contract.ts'
import type { screens } from './screens.ts'
import { languages } from './words/language.ts'

/** How everything stands, the gravest first to be seen: one icon, one word, one sentence for each. */
export const standings = ['not-set-up', 'syncing', 'problem', 'attention', 'offline', 'paused', 'in-step'] as const
export type Standing = (typeof standings)[number]

/** The screens that a menu entry or a notification can open. */
export type Screen = (typeof screens)[number]

/** Each holds what the one before holds, and more. */
export const logLevels = ['error', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

const DAY = 86_400_000
/** How long the history may be kept, ms: undo and before-images reach as far back. */
export const historyLimits = { least: 30 * DAY, usual: 730 * DAY, most: 36_500 * DAY } as const

/** What the user prefers; `system` follows the computer. */
export const preferencesSchema = z
  .object({
    language: z.enum([...languages, 'system']),
    theme: z.enum(['light', 'dark', 'system']),
    notifications: z.object({ trouble: z.boolean(), partnerChanges: z.boolean() }).readonly(),
    logLevel: z.enum(logLevels),
    keepHistoryMs: z.int().min(historyLimits.least).max(historyLimits.most),
  })
  .readonly()
export type Preferences = z.infer<typeof preferencesSchema>

/**
 * Whether tokens can be kept by this computer. `unprotected`: only without encryption, so nothing is kept unless the user
 * agrees. No state ever deletes anything.
 */
export const credentialStates = [
  'available',
  'locked',
  'unavailable',
  'unprotected',
  'backend-changed',
  'unreadable',
] as const
export type CredentialState = (typeof credentialStates)[number]

const count = z.int().nonnegative()

export const snapshotSchema = z
  .object({
    at: z.iso.datetime(),
    version: z.string(),
    language: z.enum(languages),
    standing: z.enum(standings),
    /** How things stand, for example “Everything is in step.” */
    sentence: z.string(),
    /** When both sides were last looked at successfully, of all profiles the longest ago; null: never. */
    lastSyncedAt: z.iso.datetime().nullable(),
    profiles: z.array(statusSchema).readonly(),
    conflicts: count,
    problems: count,
    held: count,
    /** Until when everything is paused; `resumed`: until somebody resumes; null: not paused. */
    pausedUntil: z.union([z.iso.datetime(), z.literal('resumed')]).nullable(),
    credentials: z.object({ state: z.enum(credentialStates), message: z.string(), remedy: z.string() }).readonly(),
    startAtLogin: z.enum(['on', 'off', 'unknown']),
    /** What was noticed on opening: the last good settings were used, the ledger was set aside. */
    notices: z.array(errorSchema).readonly(),
    preferences: preferencesSchema,
  })
  .readonly()
export type Snapshot = z.infer<typeof snapshotSchema>
