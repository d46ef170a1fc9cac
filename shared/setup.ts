/**
 * A profile in the making, as data: what the user has chosen so far, what looking at both databases found, what a first
 * run would do, and what one person hands to the next.
 *
 * A draft is kept as a whole and is no profile: nothing runs from it. It names where tokens are stored, never a token.
 * Sentences are already worded in the reader's language; times are ISO 8601 in UTC, durations ms.
 */
import { z } from 'zod'
import { errorSchema, plannedSchema } from './contract.ts'
import { fieldTypes } from './value.ts'

const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()
const count = z.int().nonnegative()
const side = z.enum(['private', 'shared'])

/** The longest that a name, a title or a word may be where a person types it. */
const LONGEST_TEXT = 200
const text = z.string().max(LONGEST_TEXT)
/** Which stored token is meant; never the token. */
export const tokenEntrySchema = z.string().min(1).max(100)
/** An id or a link, as it was chosen or pasted. */
const place = z.string().min(1).max(2000)

export const fieldDirections = ['both', 'to-shared', 'busy'] as const
export type FieldDirection = (typeof fieldDirections)[number]

/** One field: the names of its properties, which may also be their ids. `word` is what a busy-only field shows. */
export const fieldChoiceSchema = z
  .strictObject({
    private: text.min(1),
    shared: text.min(1),
    direction: z.enum(fieldDirections),
    word: text.exactOptional(),
  })
  .readonly()
export type FieldChoice = z.infer<typeof fieldChoiceSchema>

/** A database that was chosen: its id, or the link that was pasted, and what it is called. */
export const chosenDatabaseSchema = z.strictObject({ id: place, title: z.string().max(2000) }).readonly()
export type ChosenDatabase = z.infer<typeof chosenDatabaseSchema>

/** What an invitation says, for the person who was invited. */
export const invitationSummarySchema = z
  .object({
    /** The shared database, by id and title. */
    database: chosenDatabaseSchema,
    workspaceName: z.string(),
    /** The number that was free when the invitation was made. */
    sourceUserId: z.int().positive(),
    /** The name of the profile it was made from; the person who invites. */
    by: z.string(),
    madeAt: z.iso.datetime(),
    fields: list(fieldChoiceSchema),
  })
  .readonly()
export type InvitationSummary = z.infer<typeof invitationSummarySchema>

export const setupDraftSchema = z
  .strictObject({
    /** Where the user is; the screen names its own steps. */
    step: z.string().regex(/^[a-z-]{1,40}$/),
    name: z.string().max(64),
    privateEntry: tokenEntrySchema.nullable(),
    /** Null: the same token as for the private side. */
    sharedEntry: tokenEntrySchema.nullable(),
    privateDatabase: chosenDatabaseSchema.nullable(),
    sharedDatabase: chosenDatabaseSchema.nullable(),
    /** Null: the one that the check proposes. */
    sourceUserId: z.int().positive().nullable(),
    /** Null: what the check proposes. Otherwise these and no others; the title travels always. */
    fields: z.array(fieldChoiceSchema).max(100).readonly().nullable(),
    onConflict: z.enum(['ask', 'newest', 'private', 'shared']),
    onSharedDelete: z.enum(['unshare', 'restore', 'delete', 'ask']),
    horizonMs: z.int().positive().nullable(),
    importRows: z.boolean(),
    intervalMs: z.int().min(60_000),
    /** When each token expires, as the user knows it from Notion; null: not said, or never. */
    privateTokenExpiresAt: z.iso.datetime().nullable(),
    sharedTokenExpiresAt: z.iso.datetime().nullable(),
    /** The invitation that was opened; null: started anew. */
    invitation: invitationSummarySchema.nullable(),
  })
  .readonly()
export type SetupDraft = z.infer<typeof setupDraftSchema>

export const foundDatabaseSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    /** The page it lies in; null: at the top of the workspace, or not shared with us. */
    parentTitle: z.string().nullable(),
    workspaceName: z.string(),
    /** By its properties: which side of a pair it could be. */
    looksLike: z.enum(['private', 'shared', 'neither']),
    /** Why, in words. */
    hint: z.string(),
  })
  .readonly()
export type FoundDatabase = z.infer<typeof foundDatabaseSchema>

export const foundPageSchema = z
  .object({ id: z.string(), title: z.string(), parentTitle: z.string().nullable() })
  .readonly()
export type FoundPage = z.infer<typeof foundPageSchema>

/** A property that a profile needs or maps, and how it stands with it. */
export const checkedPropertySchema = z
  .object({
    /** As it is called in Notion, or as it would be created. */
    name: z.string(),
    /** Its type as Notion calls it; null when it is missing. */
    type: z.string().nullable(),
    /** What type it must have. */
    wanted: z.string(),
    /** What it is for, in words. */
    role: z.string(),
    /** The field that it holds; null: one of the properties by which we keep track. */
    field: z.string().nullable(),
    state: z.enum(['found', 'missing', 'wrong-type']),
    /** What it is, or what to do about it. */
    sentence: z.string(),
    /** It was created by the request that this answers. */
    created: z.boolean(),
  })
  .readonly()
export type CheckedProperty = z.infer<typeof checkedPropertySchema>

export const checkedSideSchema = z
  .object({
    title: z.string(),
    workspaceName: z.string().nullable(),
    /** The token is one person's own: our writes cannot be told from theirs. */
    personal: z.boolean(),
    properties: list(checkedPropertySchema),
    /** How the database says when an appointment is; null: it has no date that could be mapped. */
    layout: z
      .object({ kind: z.enum(['when', 'start-and-end']), sentence: z.string() })
      .readonly()
      .nullable(),
  })
  .readonly()
export type CheckedSide = z.infer<typeof checkedSideSchema>

export const proposedFieldSchema = z
  .object({
    /** Names for a `FieldChoice`. */
    private: z.string(),
    shared: z.string(),
    /** For people: both properties of a start and an end. */
    privateLabel: z.string(),
    sharedLabel: z.string(),
    type: z.enum(fieldTypes),
    direction: z.enum(fieldDirections),
    word: z.string().exactOptional(),
    directions: list(z.enum(fieldDirections)),
    /** The draft may leave it out. */
    optional: z.boolean(),
    /** Worth knowing about it, in words; null: nothing. */
    sentence: z.string().nullable(),
  })
  .readonly()
export type ProposedField = z.infer<typeof proposedFieldSchema>

export const setupCheckSchema = z
  .object({
    /** Null: not chosen yet, or it could not be read; an obstacle says why. */
    private: checkedSideSchema.nullable(),
    shared: checkedSideSchema.nullable(),
    /** `proposed` null: the shared database could not be read. `taken` in order. */
    number: z.object({ proposed: z.int().positive().nullable(), taken: list(z.int()) }).readonly(),
    /** The draft's own, or the proposal where it has none; first the title. */
    fields: list(proposedFieldSchema),
    /** What does not travel, and why. */
    unmapped: list(z.object({ side: side.nullable(), name: z.string(), sentence: z.string() }).readonly()),
    /** Other properties that could be mapped, by side and type, for whoever adds a field. */
    mappable: list(z.object({ side, name: z.string(), type: z.enum(fieldTypes) }).readonly()),
    /** What must be settled before there can be a profile, besides the properties that are not `found`. */
    obstacles: list(errorSchema),
    /** Worth knowing, without being in the way. */
    notes: list(errorSchema),
    /** Properties are missing that `create-properties` would create. */
    creatable: z.boolean(),
    ready: z.boolean(),
  })
  .readonly()
export type SetupCheck = z.infer<typeof setupCheckSchema>

/** What the first run of a draft would do. Nothing was written. */
export const setupPreviewSchema = z
  .object({
    /** New pages in the shared database. */
    creates: count,
    /** Copies that another tool made and that are taken over. */
    adoptions: count,
    /** Appointments that need a decision of the user. */
    conflicts: count,
    /** Rows of the shared database that become private pages. */
    imports: count,
    /** Everything else that would be written or told. */
    others: count,
    /** At most the first 200 of `total`. */
    entries: list(plannedSchema),
    total: count,
    /** Both databases were read to their end. */
    complete: z.boolean(),
    warnings: list(z.string()),
  })
  .readonly()
export type SetupPreview = z.infer<typeof setupPreviewSchema>
