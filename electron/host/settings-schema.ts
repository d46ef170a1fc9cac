/**
 * What `settings.json` holds: its version, its schema, and how older versions become the present one.
 *
 * Profiles and preferences, never a token. What a newer version added on top is kept when this one saves; inside a
 * profile only what is known here is.
 */
import { z } from 'zod'
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import { type HealthThresholds, thresholdsSchema } from '../../shared/ipc-health.ts'
import type { FieldKey, Profile, ProfileId, PropertyId, ResourceId } from '../../shared/model.ts'
import { type SetupDraft, setupDraftSchema } from '../../shared/setup.ts'
import { historyLimits, logLevels, type Preferences, preferencesSchema } from '../../shared/snapshot.ts'
import { fieldTypes } from '../../shared/value.ts'
import { languages } from '../../shared/words/language.ts'
import { usualThresholds } from '../core/health.ts'

export const SETTINGS_VERSION = 1

// The brand only says what the text names; what was saved by this program was branded before.
const branded = <Brand extends string>() => z.custom<Brand>((value) => typeof value === 'string' && value !== '')

const property = z.object({ id: branded<PropertyId>(), name: z.string() })
const place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('single'), property }),
  z.object({ kind: z.literal('dates'), combined: property.nullable(), start: property, end: property }),
])
const field = z.object({
  key: branded<FieldKey>(),
  type: z.enum(fieldTypes),
  direction: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('both') }),
    z.object({ kind: z.literal('to-shared') }),
    z.object({ kind: z.literal('busy'), word: z.string() }),
  ]),
  private: place,
  shared: place,
})
const mapping = z.object({
  fields: z.array(field),
  private: z.object({ relevant: property, link: property }),
  shared: z.object({ relevant: property, link: property, number: property }),
})
const connection = z.object({
  kind: z.literal('notion'),
  token: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('environment'), variable: z.string().min(1) }),
    z.object({ kind: z.literal('file'), path: z.string().min(1) }),
    z.object({ kind: z.literal('desktop'), entry: z.string().min(1) }),
  ]),
  resource: branded<ResourceId>(),
  database: z.string(),
  title: z.string(),
  identity: z.object({
    workspace: z.string(),
    workspaceName: z.string(),
    bot: z.string(),
    personal: z.boolean(),
  }),
  tokenExpiresAt: z.number().nullable().default(null),
})
const profile: z.ZodType<Profile> = z.object({
  kind: z.literal('notion-pair'),
  id: branded<ProfileId>(),
  name: z.string().min(1),
  formerNames: z.array(z.string()).readonly().default([]),
  sourceUserId: z.int(),
  enabled: z.boolean(),
  intervalMs: z.number().positive(),
  onConflict: z.enum(['ask', 'newest', 'private', 'shared']),
  onSharedDelete: z.enum(['unshare', 'restore', 'delete', 'ask']),
  horizonMs: z.number().positive().nullable(),
  importRows: z.boolean(),
  pausedUntil: z.union([z.number(), z.literal('resumed')]).nullable(),
  private: connection,
  shared: connection,
  mapping,
})

/** Each value by itself: one that is missing or makes no sense is the usual one. */
const threshold = (key: keyof HealthThresholds) =>
  thresholdsSchema.unwrap().shape[key].default(usualThresholds[key]).catch(usualThresholds[key])

const settingsSchema = z.looseObject({
  version: z.literal(SETTINGS_VERSION),
  /** Null: that of the system. */
  language: z.enum(languages).nullable().default(null),
  // A preference that cannot be understood is no damage: profiles must not suffer from it.
  theme: preferencesSchema.unwrap().shape.theme.default('system').catch('system'),
  notifications: z
    .object({ trouble: z.boolean().default(true), partnerChanges: z.boolean().default(false) })
    .readonly()
    .default({ trouble: true, partnerChanges: false })
    .catch({ trouble: true, partnerChanges: false }),
  logLevel: z.enum(logLevels).default('info').catch('info'),
  keepHistoryMs: preferencesSchema.unwrap().shape.keepHistoryMs.default(historyLimits.usual).catch(historyLimits.usual),
  /** A setup that is under way: no profile yet, so nothing runs from it. */
  setupDraft: setupDraftSchema.nullable().default(null).catch(null),
  /** Where the status endpoint listens on loopback; null: nowhere. */
  statusPort: z.int().min(1).max(65_535).nullable().default(null).catch(null),
  /** From when on something is no longer well (docs/health.md); what cannot be understood is as usual. */
  healthThresholds: z.preprocess(
    (value) => (typeof value === 'object' && value !== null ? value : {}),
    z
      .object({
        healthyRate: threshold('healthyRate'),
        degradedRate: threshold('degradedRate'),
        enoughActions: threshold('enoughActions'),
        oldFailureMs: threshold('oldFailureMs'),
        stuckMs: threshold('stuckMs'),
      })
      .readonly(),
  ),
  profiles: z.array(profile).readonly().default([]),
})
export type Settings = Readonly<z.infer<typeof settingsSchema>>

export const defaultSettings: Settings = settingsSchema.parse({ version: SETTINGS_VERSION })

/** What the user prefers; a language that is not set is the system's. */
export function preferencesOf({ language, theme, notifications, logLevel, keepHistoryMs }: Settings): Preferences {
  return { language: language ?? 'system', theme, notifications, logLevel, keepHistoryMs }
}

export function withPreferences(settings: Settings, { language, ...plain }: Preferences): Settings {
  return { ...settings, ...plain, language: language === 'system' ? null : language }
}

export function withDraft(settings: Settings, setupDraft: SetupDraft | null): Settings {
  return { ...settings, setupDraft }
}

/** What stood in the file before anything is believed about it. */
type Raw = Readonly<Record<string, unknown>>

/** Step `n` turns version `n` into `n + 1`. A file without a version was written by hand: version 0. */
const migrations: readonly ((raw: Raw) => Raw)[] = [(raw) => ({ ...raw, version: 1 })]

export type Parsed =
  | { readonly kind: 'ok'; readonly value: Settings }
  /** Cannot be what this program wrote. */
  | { readonly kind: 'damaged'; readonly why: string }
  /** Written by a newer version: not ours to judge, and never overwritten. */
  | Failure

/** Reads what a settings file holds. `file`: its name, for the sentence shown. */
export function parseSettings(text: string, file: string): Parsed {
  const raw = readJson(text)
  if (raw.kind === 'failure') return { kind: 'damaged', why: raw.text }
  if (typeof raw.value !== 'object' || raw.value === null || Array.isArray(raw.value)) {
    return { kind: 'damaged', why: 'not an object' }
  }
  const found: Raw = { ...raw.value }
  const version = found['version'] ?? 0
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) {
    return { kind: 'damaged', why: `not a version: ${JSON.stringify(version)}` }
  }
  if (version > SETTINGS_VERSION) {
    return failure('settings', `${file} has version ${version}, this program knows ${SETTINGS_VERSION}`, {
      connector: 'settings',
      reason: 'newer-version',
      subject: file,
    })
  }
  const migrated = migrations.slice(version).reduce((value, migrate) => migrate(value), found)
  const parsed = settingsSchema.safeParse(migrated)
  return parsed.success ? ok(parsed.data) : { kind: 'damaged', why: z.prettifyError(parsed.error) }
}

function readJson(text: string): Result<unknown> {
  try {
    // Editors may leave a byte order mark; `conf` ignores it as well.
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return ok(value)
  } catch {
    // The parser's own message would quote the file; that it is no JSON is all that counts.
    return failure('settings', 'not JSON', { connector: 'settings' })
  }
}
